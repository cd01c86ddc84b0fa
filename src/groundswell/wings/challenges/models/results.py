from uuid import uuid4

from django.db import models
from django.db.models import Q

from groundswell.ground.kernel.constraints import both_or_neither, one_of

from ..kinds import ResultKind, StoryState
from .challenges import Challenge
from .goals import ChallengeMeasure
from .trials import Test


class Result(models.Model):
    """What came of it. Without source and method it is shown as a claim."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    challenge = models.ForeignKey(Challenge, models.PROTECT, related_name="results")
    kind = models.TextField(choices=ResultKind.choices)
    statement = models.TextField()
    measure = models.ForeignKey(ChallengeMeasure, models.PROTECT, null=True, related_name="+")
    test = models.ForeignKey(Test, models.PROTECT, null=True, related_name="results")
    before = models.FloatField(null=True)
    after = models.FloatField(null=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)  # pounds
    n_people = models.PositiveIntegerField(null=True)  # among how many
    n_reached = models.PositiveIntegerField(null=True)  # how many crossed, or were reached
    unit = models.TextField(blank=True, default="")
    instrument = models.TextField(blank=True, default="")  # its code among the scoring adapters
    period = models.TextField(blank=True, default="")  # "April 2017 to March 2018"
    source = models.TextField(blank=True, default="")
    method = models.TextField(blank=True, default="")
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_words = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            one_of("kind", ResultKind.values),
            both_or_neither("withdrawn_at", "withdrawn_by"),
            models.CheckConstraint(
                name="challenges_result_no_more_reached_than_people",
                condition=Q(n_people__isnull=True)
                | Q(n_reached__isnull=True)
                | Q(n_reached__lte=models.F("n_people")),
            ),
        ]

    def __str__(self) -> str:
        return self.statement

    @property
    def is_claim(self) -> bool:
        return not (self.source and self.method)


class Story(models.Model):
    """A challenge told to everybody, once somebody has answered for it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    challenge = models.OneToOneField(Challenge, models.PROTECT, related_name="story")
    state = models.TextField(choices=StoryState.choices, default=StoryState.DRAFT)
    slug = models.SlugField(unique=True, max_length=80)
    title = models.TextField()
    words = models.JSONField(default=dict)  # why, who, what we tried, what came of it, what next
    results = models.ManyToManyField(Result, related_name="+")
    published_words = models.JSONField(default=dict)  # what was approved, as readers see it
    version = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    asked_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("state", StoryState.values),
            both_or_neither("asked_at", "asked_by"),
            both_or_neither("approved_at", "approved_by"),
            models.CheckConstraint(  # nothing is public that nobody approved
                name="challenges_story_public_is_approved",
                condition=~Q(state="published") | Q(approved_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class TestedIntervention(models.Model):
    """A test written up so that another team can copy it into a challenge of its own."""

    __test__ = False

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    test = models.OneToOneField(Test, models.PROTECT, related_name="intervention")
    title = models.TextField()
    context = models.TextField()
    logic_model = models.JSONField(default=dict)  # inputs, activities, outputs, outcomes: lines
    result = models.TextField()
    how_to = models.TextField()
    state = models.TextField(choices=StoryState.choices, default=StoryState.DRAFT)
    version = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    approved_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("state", StoryState.values),
            both_or_neither("approved_at", "approved_by"),
        ]

    def __str__(self) -> str:
        return self.title


class Copy(models.Model):
    """A tested intervention that another challenge took up as a test of its own."""

    intervention = models.ForeignKey(TestedIntervention, models.PROTECT, related_name="copies")
    test = models.OneToOneField(Test, models.PROTECT, related_name="copied_from")
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.intervention} in {self.test}"
