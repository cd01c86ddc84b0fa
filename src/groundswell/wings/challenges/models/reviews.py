from uuid import uuid4

from django.db import models
from django.db.models import Q

from groundswell.ground.kernel.constraints import both_or_neither, one_of

from ..kinds import Answered, Held, Milestone, ReviewState, Verdict
from .challenges import Challenge
from .goals import ChallengeMeasure
from .trials import Test


class Review(models.Model):
    """The meeting at a milestone: evidence filled in from the record, and what was decided."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    challenge = models.ForeignKey(Challenge, models.PROTECT, related_name="reviews")
    milestone = models.TextField(choices=Milestone.choices)
    gathering = models.ForeignKey(
        "gatherings.Gathering", models.PROTECT, null=True, related_name="+"
    )
    state = models.TextField(choices=ReviewState.choices, default=ReviewState.OPEN)
    story = models.TextField(blank=True, default="")  # the team's own words
    hurdles = models.TextField(blank=True, default="")
    decided = models.TextField(blank=True, default="")
    evidence = models.JSONField(default=dict)  # frozen when the review is held
    version = models.PositiveIntegerField(default=1)
    held_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    held_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("milestone", Milestone.values),
            one_of("state", ReviewState.values),
            both_or_neither("held_at", "held_by"),
            models.UniqueConstraint(
                fields=["challenge", "milestone"], name="challenges_review_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.challenge}, {self.get_milestone_display()}"


class Change(models.Model):
    """A change in the sustainability pack: what becomes of it, who carries it, at what cost."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    challenge = models.ForeignKey(Challenge, models.PROTECT, related_name="changes")
    test = models.ForeignKey(Test, models.PROTECT, null=True, related_name="changes")
    title = models.TextField()
    verdict = models.TextField(choices=Verdict.choices)
    words = models.TextField(blank=True, default="")  # why
    owner = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    yearly_cost = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    cost_words = models.TextField(blank=True, default="")  # who pays, or why there is no cost
    agreement = models.TextField(blank=True, default="")  # contract, rota, job plan it stands in
    measure = models.ForeignKey(ChallengeMeasure, models.PROTECT, null=True, related_name="+")
    answered = models.TextField(choices=Answered.choices, default=Answered.WAITING)
    answer_words = models.TextField(blank=True, default="")
    answered_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("verdict", Verdict.values),
            one_of("answered", Answered.values),
            both_or_neither("answered_at", "answered_by"),
        ]

    def __str__(self) -> str:
        return self.title


class Recommendation(models.Model):
    """What a team recommends at day 100, and what its leaders decide."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    challenge = models.ForeignKey(Challenge, models.PROTECT, related_name="recommendations")
    words = models.TextField()
    to = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    answered = models.TextField(choices=Answered.choices, default=Answered.WAITING)
    answer_words = models.TextField(blank=True, default="")
    answered_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("answered", Answered.values),
            both_or_neither("answered_at", "answered_by"),
            models.CheckConstraint(
                name="challenges_recommendation_declined_with_words",
                condition=~Q(answered="declined") | ~Q(answer_words=""),
            ),
        ]

    def __str__(self) -> str:
        return self.words


class HoldCheck(models.Model):
    """Six months and a year on, the system asks whether the gain held; the answer is public."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    challenge = models.ForeignKey(Challenge, models.PROTECT, related_name="hold_checks")
    milestone = models.TextField(choices=Milestone.choices)
    due_on = models.DateField()
    asked_at = models.DateTimeField(null=True)
    held = models.TextField(choices=Held.choices, blank=True, default="")
    words = models.TextField(blank=True, default="")
    figures = models.JSONField(default=dict)  # what the measure said on the day of the answer
    answered_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("milestone", [Milestone.SIX_MONTHS, Milestone.ONE_YEAR]),
            one_of("held", ["", *Held.values]),
            both_or_neither("answered_at", "answered_by"),
            models.UniqueConstraint(
                fields=["challenge", "milestone"], name="challenges_hold_check_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.challenge}, {self.get_milestone_display()}"
