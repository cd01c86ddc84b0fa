from uuid import uuid4

from django.db import models
from django.db.models import Q

from groundswell.ground.kernel.constraints import both_or_neither, one_of

from ..kinds import Baseline, GoalState
from .challenges import Challenge


class ChallengeMeasure(models.Model):
    """A measure that a team watches. It outlives the challenge."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    challenge = models.ForeignKey(Challenge, models.PROTECT, related_name="measures")
    measure = models.ForeignKey("measures.Measure", models.PROTECT, related_name="+")
    added_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)
    owner_after = models.ForeignKey(  # who looks after it when the team has gone
        "people.Person", models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["challenge", "measure"],
                condition=Q(removed_at__isnull=True),
                name="challenges_measure_once",
            )
        ]

    def __str__(self) -> str:
        return str(self.measure)


class Goal(models.Model):
    """What a team wants to have reached by day 100. A change is a new row that waits for a yes."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    challenge = models.ForeignKey(Challenge, models.PROTECT, related_name="goals")
    number = models.PositiveIntegerField()
    state = models.TextField(choices=GoalState.choices)
    statement = models.TextField()
    measure = models.ForeignKey("measures.Measure", models.PROTECT, null=True, related_name="+")
    baseline_kind = models.TextField(choices=Baseline.choices)
    baseline = models.FloatField(null=True)  # as the measure shows it
    baseline_words = models.TextField(blank=True, default="")  # where it comes from
    target = models.FloatField()
    unit = models.TextField(blank=True, default="")  # where no measure says it
    yes_no_test = models.TextField()  # what will be looked at on day 100, answered yes or no
    agreed_words = models.TextField(blank=True, default="")  # "on day 2, by all eleven of us"
    reason = models.TextField(blank=True, default="")  # of a change
    set_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    decided_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision_words = models.TextField(blank=True, default="")
    reached = models.BooleanField(null=True)  # the answer to the test, on day 100
    reached_words = models.TextField(blank=True, default="")
    reached_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    reached_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("state", GoalState.values),
            one_of("baseline_kind", Baseline.values),
            both_or_neither("decided_at", "decided_by"),
            both_or_neither("reached_at", "reached_by"),
            models.UniqueConstraint(
                fields=["challenge", "number"], name="challenges_goal_number_once"
            ),
            models.UniqueConstraint(
                fields=["challenge"],
                condition=Q(state="current"),
                name="challenges_goal_one_current",
            ),
            models.UniqueConstraint(
                fields=["challenge"],
                condition=Q(state="proposed"),
                name="challenges_goal_one_proposed",
            ),
        ]

    def __str__(self) -> str:
        return self.statement
