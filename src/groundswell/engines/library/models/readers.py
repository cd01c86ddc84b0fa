from uuid import uuid4

from django.db import models
from django.db.models import Q

from groundswell.ground.kernel.constraints import both_or_neither, one_of

from ..kinds import Lens, Sector, SubmissionState


class ReaderList(models.Model):
    """Things that a reader keeps together. With a `share_key` whoever has the address reads it.

    A deleted one stays for a while, so that its owner can bring it back.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    owner = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    title = models.TextField()
    about = models.TextField(blank=True, default="")
    is_default = models.BooleanField(default=False)  # where one press puts a thing
    made_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True)
    share_key = models.UUIDField(null=True, unique=True)  # null: nobody else reads it
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-is_default", "title", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner"],
                condition=Q(is_default=True, deleted_at=None),
                name="library_one_default_list_each",
            ),
            models.CheckConstraint(
                name="library_deleted_list_is_not_shared",
                condition=Q(deleted_at=None) | Q(share_key=None),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Saved(models.Model):
    """Something that a reader has put on a list, in the order that they chose."""

    reader_list = models.ForeignKey(ReaderList, models.CASCADE, related_name="saved")
    thing_id = models.UUIDField()  # of its `Entry`; the row stays where the entry goes
    position = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["reader_list", "thing_id"], name="library_saved_once_on_a_list"
            )
        ]


class Note(models.Model):
    """What a reader writes beside something, for their own eyes and nobody else's.

    A deleted one stays for a while, so that its owner can bring it back.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    owner = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    thing_id = models.UUIDField()
    words = models.TextField()
    at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "thing_id"],
                condition=Q(deleted_at=None),
                name="library_note_once",
            )
        ]


class Question(models.Model):
    """What a reader asks of those who keep the shelf; the answer may stand on the page for all.

    `shown_words` is the question as every reader sees it: who answers may take out what tells who
    asked.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    item = models.ForeignKey("library.Item", models.CASCADE, related_name="asked")
    shelf = models.ForeignKey("library.Shelf", models.CASCADE, related_name="questions")
    asked_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    may_name = models.BooleanField(default=False)  # who answers may know who asked
    words = models.TextField()
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True, default="")
    answered_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    is_shown = models.BooleanField(default=False)  # to every reader, without the asker's name
    shown_words = models.TextField(blank=True, default="")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="library_question_answered_with_words",
                condition=Q(answered_at__isnull=True, answer="", is_shown=False)
                | (Q(answered_at__isnull=False) & ~Q(answer="")),
            ),
            models.CheckConstraint(
                name="library_question_shown_with_words",
                condition=Q(is_shown=False) | ~Q(shown_words=""),
            ),
        ]

    def __str__(self) -> str:
        return self.item.title  # in the trail, which never tells what was asked


class Submission(models.Model):
    """A case study that somebody sends in; a reviewer drafts a page from it, or says why not."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    shelf = models.ForeignKey("library.Shelf", models.PROTECT, related_name="submissions")
    sent_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    credit = models.TextField(blank=True, default="")
    title = models.TextField()
    place = models.TextField()
    when = models.TextField(blank=True, default="")
    sector = models.TextField(choices=Sector.choices)
    lens = models.TextField(choices=Lens.choices)
    context = models.TextField()
    did = models.TextField()
    result = models.TextField()
    lessons = models.TextField(blank=True, default="")
    sent_at = models.DateTimeField()
    state = models.TextField(choices=SubmissionState.choices, default=SubmissionState.WAITING)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True, default="")  # why it is declined; the sender reads it
    drafted = models.ForeignKey("library.Item", models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-sent_at", "pk"]
        constraints = [
            one_of("sector", Sector.values),
            one_of("lens", Lens.values),
            one_of("state", SubmissionState.values),
            both_or_neither("decided_at", "decided_by"),
            models.CheckConstraint(
                name="library_submission_decided_in_full",
                condition=Q(state=SubmissionState.WAITING, decided_at=None, reason="", drafted=None)
                | Q(state=SubmissionState.DRAFTED, decided_at__isnull=False, reason="")
                | (
                    Q(state=SubmissionState.DECLINED, decided_at__isnull=False, drafted=None)
                    & ~Q(reason="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.title
