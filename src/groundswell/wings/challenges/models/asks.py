from uuid import uuid4

from django.db import models
from django.db.models import Q

from groundswell.ground.kernel.constraints import both_or_neither, one_of

from ..kinds import AskKind, AskState, AskStep
from .challenges import Challenge
from .trials import Test


class Ask(models.Model):
    """A team asks one named leader for leave, or to move a barrier, and waits for the answer."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    challenge = models.ForeignKey(Challenge, models.PROTECT, related_name="asks")
    number = models.PositiveIntegerField()
    kind = models.TextField(choices=AskKind.choices)
    title = models.TextField()
    words = models.TextField()  # what the team wants and what stands in the way, in its own words
    held_up = models.ForeignKey(Test, models.PROTECT, null=True, related_name="asks")
    asked_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    asked_on = models.DateField()  # the day in London; age is counted from it
    to = models.ForeignKey("people.Person", models.PROTECT, related_name="+")  # who answers now
    to_organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    due_on = models.DateField()
    state = models.TextField(choices=AskState.choices, default=AskState.WAITING)
    answer = models.TextField(blank=True, default="")
    limits = models.TextField(blank=True, default="")
    answered_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answered_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            one_of("kind", AskKind.values),
            one_of("state", AskState.values),
            both_or_neither("answered_at", "answered_by"),
            both_or_neither("answered_at", "answered_on"),
            models.UniqueConstraint(
                fields=["challenge", "number"], name="challenges_ask_number_once"
            ),
            models.CheckConstraint(
                name="challenges_ask_declined_with_a_reason",
                condition=~Q(state="declined") | ~Q(answer=""),
            ),
            models.CheckConstraint(
                name="challenges_ask_within_limits_names_them",
                condition=~Q(state="within_limits") | ~Q(limits=""),
            ),
            models.CheckConstraint(
                name="challenges_ask_answered_by_somebody",
                condition=Q(state__in=["waiting", "withdrawn"]) | Q(answered_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["to", "state"], name="ask_to_leader"),
            models.Index(fields=["state", "asked_on"], name="ask_by_age"),
            models.Index(fields=["to_organisation", "answered_on"], name="ask_answered"),
        ]

    def __str__(self) -> str:
        return self.title


class AskMove(models.Model):
    """What happened on the way to an answer: a reminder, passed on, escalated."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    ask = models.ForeignKey(Ask, models.PROTECT, related_name="moves")
    step = models.TextField(choices=AskStep.choices)
    old_to = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    new_to = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    words = models.TextField(blank=True, default="")
    by = models.ForeignKey(  # null: the system reminded
        "people.Person", models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        constraints = [one_of("step", AskStep.values)]

    def __str__(self) -> str:
        return f"{self.ask}: {self.step}"
