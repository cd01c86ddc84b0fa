from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from groundswell.ground.kernel.constraints import both_or_neither, one_of
from groundswell.ground.kernel.references import Ref
from groundswell.ground.web import words

from ..kinds import Audience, State

_SAYS_WHY = ~Q(closing_words="")


class Commitment(models.Model):
    """What one named person promised, to whom and by when, and what became of it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    title = models.TextField()
    detail = models.TextField(blank=True, default="")
    owner = models.ForeignKey("people.Person", models.PROTECT, related_name="commitments")
    made_to = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    made_to_words = models.TextField(blank=True, default="")  # "the team", "the board"
    due_on = models.DateField()
    context_kind = models.TextField(null=True)  # what it belongs to: a kernel Ref in two columns
    context_id = models.UUIDField(null=True)
    occasion = models.TextField(blank=True, default="")  # "launch", "day50": a code of its context
    theme = models.TextField(blank=True, default="")  # the strand of a plan
    position = models.PositiveIntegerField(default=0)  # within its theme, from 1
    programme_id = models.UUIDField(null=True)  # whoever takes part in it may read and help write
    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, related_name="+"
    )
    audience = models.TextField(choices=Audience.choices, default=Audience.INVOLVED)
    state = models.TextField(choices=State.choices, default=State.OPEN)
    closed_on = models.DateField(null=True)  # the day it was kept or given up
    closed_at = models.DateTimeField(null=True)  # when somebody said so
    closed_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    closing_words = models.TextField(blank=True, default="")
    made_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)  # of its words: title, detail, theme

    class Meta:
        constraints = [
            one_of("state", State.values),
            one_of("audience", Audience.values),
            both_or_neither("context_kind", "context_id"),
            both_or_neither("closed_at", "closed_by"),
            both_or_neither("closed_at", "closed_on"),
            models.CheckConstraint(
                name="commitments_commitment_made_to_somebody",
                condition=Q(made_to__isnull=False) | ~Q(made_to_words=""),
            ),
            models.CheckConstraint(
                name="commitments_commitment_audience_fits_place",
                condition=~Q(audience=Audience.ORGANISATION) | Q(organisation__isnull=False),
            ),
            models.CheckConstraint(  # nothing closes without saying which, and when is not argued
                name="commitments_commitment_state_fits_days",
                condition=Q(state=State.OPEN, closed_on__isnull=True)
                | (
                    Q(closed_on__isnull=False)
                    & (
                        Q(state=State.KEPT, closed_on__lte=F("due_on"))
                        | (Q(state=State.KEPT_LATE, closed_on__gt=F("due_on")) & _SAYS_WHY)
                        | (Q(state=State.DROPPED) & _SAYS_WHY)
                    )
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["context_kind", "context_id"], name="commitment_of_context"),
            models.Index(fields=["owner", "state", "due_on"], name="commitment_of_owner"),
            models.Index(fields=["made_to", "state", "due_on"], name="commitment_to_person"),
            models.Index(fields=["programme_id", "closed_at"], name="commitment_of_programme"),
            models.Index(fields=["state", "due_on"], name="commitment_by_day"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.state == State.OPEN

    @property
    def needs_owner(self) -> bool:
        """Whether the one who promised it has left while it is open."""
        return self.is_open and not self.owner.is_active

    @property
    def context(self) -> Ref | None:
        if self.context_kind is None or self.context_id is None:
            return None
        return Ref(self.context_kind, self.context_id)

    @property
    def to_whom(self) -> str:
        """Names and words together; one of the two is always there."""
        name = self.made_to.name if self.made_to else ""
        return words.listed([n for n in (name, self.made_to_words) if n])
