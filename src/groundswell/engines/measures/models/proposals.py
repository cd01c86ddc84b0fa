from uuid import uuid4

from django.db import models
from django.db.models import Q

from groundswell.ground.kernel.constraints import both_or_neither, one_of

from ..kinds import ProposalState
from .definitions import Measure


class Proposal(models.Model):
    """Whether limits start anew: the system asks of a shift, or a person knows of a change.

    A person decides and says why. What was decided is taken back only by another decision.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="proposals")
    from_on = models.DateField()  # the first point of the shift, or the day that a person chose
    last_on = models.DateField()  # the last point that was known when it was raised or decided
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(  # null: the system noticed
        "people.Person", models.PROTECT, null=True, related_name="+"
    )
    figures = models.JSONField()  # what a shift rested on; see charting.shifts.Figures
    state = models.TextField(choices=ProposalState.choices, default=ProposalState.WAITING)
    decided_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True, default="")
    undone_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_reason = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            one_of("state", ProposalState.values),
            both_or_neither("decided_at", "decided_by"),
            both_or_neither("undone_at", "undone_by"),
            models.UniqueConstraint(
                fields=["measure"],
                condition=Q(state=ProposalState.WAITING),
                name="measures_proposal_one_waiting",
            ),
            models.UniqueConstraint(
                fields=["measure", "from_on"],
                condition=Q(state=ProposalState.ACCEPTED),
                name="measures_proposal_accepted_once",
            ),
            models.CheckConstraint(  # limits never move without a name and a reason
                name="measures_proposal_decided_with_reason",
                condition=Q(state__in=["waiting", "withdrawn"], decided_by__isnull=True)
                | (
                    Q(state__in=["accepted", "declined", "undone"], decided_by__isnull=False)
                    & ~Q(reason="")
                ),
            ),
            models.CheckConstraint(
                name="measures_proposal_undone_with_reason",
                condition=(~Q(state="undone") & Q(undone_by__isnull=True))
                | (Q(state="undone", undone_by__isnull=False) & ~Q(undone_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.measure)
