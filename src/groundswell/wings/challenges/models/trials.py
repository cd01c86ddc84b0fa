"""Ideas and the tests they become: plan, do, study, act."""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from groundswell.ground.kernel.constraints import both_or_neither, in_order, one_of

from ..kinds import IdeaState, Outcome, TestState
from .challenges import Challenge
from .goals import ChallengeMeasure


class Idea(models.Model):
    """Something that might be worth trying, before anybody has said how."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    challenge = models.ForeignKey(Challenge, models.PROTECT, related_name="ideas")
    title = models.TextField()
    detail = models.TextField(blank=True, default="")
    theme = models.TextField(blank=True, default="")
    state = models.TextField(choices=IdeaState.choices, default=IdeaState.OPEN)
    words = models.TextField(blank=True, default="")  # why it was set aside
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [one_of("state", IdeaState.values)]

    def __str__(self) -> str:
        return self.title


class Test(models.Model):
    """One turn of plan-do-study-act. What comes next is another, which names this one."""

    __test__ = False  # no test of ours, whatever pytest thinks of the name

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    challenge = models.ForeignKey(Challenge, models.PROTECT, related_name="tests")
    number = models.PositiveIntegerField()
    idea = models.ForeignKey(Idea, models.PROTECT, null=True, related_name="tests")
    follows = models.ForeignKey("self", models.PROTECT, null=True, related_name="next_turns")
    title = models.TextField()
    hypothesis = models.TextField()  # "we think that …"
    smallest = models.TextField()  # the smallest way to find out
    prediction = models.TextField()  # what we expect to see, in a number where there is one
    owner = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    state = models.TextField(choices=TestState.choices, default=TestState.PLANNED)
    held_words = models.TextField(blank=True, default="")  # what it waits for, where no ask says it
    happened = models.TextField(blank=True, default="")  # so far, while it runs
    learned = models.TextField(blank=True, default="")
    outcome = models.TextField(choices=Outcome.choices, blank=True, default="")
    next_step = models.TextField(blank=True, default="")
    people_reached = models.PositiveIntegerField(null=True)
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    closed_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("state", TestState.values),
            one_of("outcome", ["", *Outcome.values]),
            in_order("starts_on", "ends_on"),
            both_or_neither("closed_at", "closed_by"),
            models.UniqueConstraint(
                fields=["challenge", "number"], name="challenges_test_number_once"
            ),
            models.CheckConstraint(  # a test is not done before it is said what was learned
                name="challenges_test_done_says_what_was_learned",
                condition=~Q(state="done")
                | (~Q(outcome="") & ~Q(happened="") & ~Q(learned="") & Q(closed_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def begun_words(self) -> str:
        """What is noted on a chart when it begins."""
        return _("Test %(n)s began: %(title)s") % {"n": self.number, "title": self.title}


class TestMeasure(models.Model):
    """By which measure a test is judged."""

    __test__ = False

    test = models.ForeignKey(Test, models.PROTECT, related_name="measures")
    measure = models.ForeignKey(ChallengeMeasure, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["test", "measure"], name="challenges_test_measure_once")
        ]

    def __str__(self) -> str:
        return f"{self.test}: {self.measure}"
