from uuid import uuid4

from django.db import models
from django.db.models import Q

from groundswell.ground.kernel.constraints import one_of


class Upload(models.Model):
    """A file on its way into the library: sent, looked through, taken in or put away.

    What was sent is kept here until then, a week at most, so that nothing a browser says later can
    put something else in its place. `found` is what the page shows of it; see `bringing`.
    """

    class State(models.TextChoices):
        SENT = "sent"  # the worker looks through it
        READ = "read"
        TAKING = "taking"
        TAKEN = "taken"
        FAILED = "failed"
        AWAY = "away"

    class Sort(models.TextChoices):
        PACK = "pack"
        WORKS = "works"

    OVER = (State.TAKEN, State.AWAY)

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    sort = models.TextField(choices=Sort.choices)
    shelf = models.ForeignKey(  # null: works, which stand on none
        "library.Shelf", models.CASCADE, null=True, related_name="+"
    )
    file_name = models.TextField()
    is_ours = models.BooleanField(default=False)  # the starting library; its content is known
    content = models.BinaryField(default=b"")
    state = models.TextField(choices=State.choices, default=State.SENT)
    found = models.JSONField(default=dict)
    choices = models.JSONField(default=dict)  # what was decided, by the part's key
    fingerprint = models.TextField(blank=True, default="")  # of what it would do
    job = models.ForeignKey("kernel.Job", models.SET_NULL, null=True, related_name="+")
    outcome = models.TextField(blank=True, default="")
    sent_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("state", ["sent", "read", "taking", "taken", "failed", "away"]),
            one_of("sort", ["pack", "works"]),
            models.CheckConstraint(
                name="library_upload_pack_has_a_shelf",
                condition=Q(sort="pack", shelf__isnull=False) | Q(sort="works", shelf=None),
            ),
        ]
        indexes = [models.Index(fields=["sent_by", "-sent_at"], name="library_upload_of_person")]

    def __str__(self) -> str:
        return self.file_name
