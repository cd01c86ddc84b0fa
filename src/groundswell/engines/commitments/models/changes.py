"""What a commitment was before it was changed. Rows are only added."""

from django.db import models
from django.db.models import F, Q

from groundswell.ground.kernel.constraints import one_of

from ..kinds import CLOSED
from .commitments import Commitment


class Change(models.Model):
    """Who changed it, when, and where one has to be given, why."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="%(class)ss")
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.commitment_id}: {self.at:%Y-%m-%d}"


class Wording(Change):
    """The words as they were at a version, kept when they were replaced."""

    version = models.PositiveIntegerField()
    title = models.TextField()
    detail = models.TextField(blank=True, default="")
    theme = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "version"], name="commitments_wording_once"
            )
        ]


class Move(Change):
    """Another day than the one that was promised."""

    due_before = models.DateField()
    due_on = models.DateField()
    reason = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="commitments_move_says_why", condition=~Q(reason="")),
            models.CheckConstraint(
                name="commitments_move_goes_somewhere", condition=~Q(due_on=F("due_before"))
            ),
        ]


class Handing(Change):
    """Another owner than before; where it was handed back, the one before has it again."""

    owner_before = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    owner = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    is_back = models.BooleanField(default=False)
    reason = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="commitments_handing_says_why", condition=~Q(reason="")),
            models.CheckConstraint(
                name="commitments_handing_goes_somewhere", condition=~Q(owner=F("owner_before"))
            ),
        ]


class Reopening(Change):
    """A closing that was taken back, as it was."""

    state = models.TextField(choices=[(s.value, s.label) for s in CLOSED])
    closed_on = models.DateField()
    closed_at = models.DateTimeField()
    closed_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    closing_words = models.TextField(blank=True, default="")
    reason = models.TextField()

    class Meta:
        constraints = [
            one_of("state", [s.value for s in CLOSED]),
            models.CheckConstraint(name="commitments_reopening_says_why", condition=~Q(reason="")),
        ]
