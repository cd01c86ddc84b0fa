from uuid import uuid4

from django.db import models
from django.db.models import Q

from groundswell.ground.kernel.constraints import both_or_neither, one_of

from ..kinds import Lens, Sector


class ReaderList(models.Model):
    """Things that a reader keeps together. With a `share_key` whoever has the address reads it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    owner = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    title = models.TextField()
    about = models.TextField(blank=True, default="")
    made_at = models.DateTimeField()
    share_key = models.UUIDField(null=True, unique=True)  # null: nobody else reads it
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title


class Saved(models.Model):
    """Something that a reader has put on a list; in the order of putting."""

    reader_list = models.ForeignKey(ReaderList, models.CASCADE, related_name="saved")
    thing_kind = models.TextField()  # kinds.ITEM or kinds.WORK
    thing_id = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["reader_list", "thing_id"], name="library_saved_once_on_a_list"
            )
        ]


class Note(models.Model):
    """What a reader writes beside something, for their own eyes."""

    owner = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    thing_kind = models.TextField()
    thing_id = models.UUIDField()
    words = models.TextField()
    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "thing_id"], name="library_note_once")
        ]


class Question(models.Model):
    """What a reader asks of those who keep the shelf; the answer may stand on the page for all."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    item = models.ForeignKey("library.Item", models.CASCADE, related_name="asked")
    asked_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    words = models.TextField()
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True, default="")
    answered_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    is_shown = models.BooleanField(default=False)  # to every reader, without the asker's name

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.CheckConstraint(
                name="library_question_answered_with_words",
                condition=Q(answered_at__isnull=True, answer="", is_shown=False)
                | (Q(answered_at__isnull=False) & ~Q(answer="")),
            )
        ]


class Submission(models.Model):
    """A case study that somebody sends in; a reviewer drafts a page from it, or says why not."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    shelf = models.ForeignKey("library.Shelf", models.PROTECT, related_name="submissions")
    sent_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    credit = models.TextField(blank=True, default="")
    title = models.TextField()
    place = models.TextField()
    sector = models.TextField(choices=Sector.choices)
    lens = models.TextField(choices=Lens.choices)
    context = models.TextField()
    did = models.TextField()
    result = models.TextField()
    lessons = models.TextField(blank=True, default="")
    sent_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True, default="")
    drafted = models.ForeignKey("library.Item", models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-sent_at"]
        constraints = [
            one_of("sector", Sector.values),
            one_of("lens", Lens.values),
            both_or_neither("decided_at", "decided_by"),
        ]

    def __str__(self) -> str:
        return self.title
