from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from groundswell.ground.kernel.constraints import both_or_neither, one_of

from ..kinds import (
    MOST_PLACES,
    RUN_LENGTHS,
    SHORTEST_BASELINE,
    Attention,
    Audience,
    ChartKind,
    Frequency,
    Good,
    MeasureRole,
    Number,
)


class Definition(models.Model):
    """What exactly is counted. One definition may be measured in many places."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.ForeignKey(  # whose words these are; null: the whole system's
        "people.Organisation", models.PROTECT, null=True, related_name="+"
    )
    title = models.TextField()
    role = models.TextField(choices=MeasureRole.choices)
    number = models.TextField(choices=Number.choices)
    unit = models.TextField(blank=True, default="")  # what one is called: "days", "leaders"
    out_of = models.TextField(blank=True, default="")  # what n counts; empty: there is no n
    rate_per = models.PositiveIntegerField(default=1)  # a rate is so many per this many
    places = models.PositiveSmallIntegerField(default=0)  # decimals shown
    good = models.TextField(choices=Good.choices)
    frequency = models.TextField(choices=Frequency.choices)
    counted = models.TextField()
    left_out = models.TextField(blank=True, default="")
    source = models.TextField(blank=True, default="")
    better_means = models.TextField(blank=True, default="")  # "More people leave before 1 pm"
    worse_means = models.TextField(blank=True, default="")
    kept_by = models.TextField(
        blank=True, default=""
    )  # what in the program counts it; empty: people
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("role", MeasureRole.values),
            one_of("number", Number.values),
            one_of("good", Good.values),
            one_of("frequency", Frequency.values),
            models.CheckConstraint(
                name="measures_definition_places_few", condition=Q(places__lte=MOST_PLACES)
            ),
            models.CheckConstraint(
                name="measures_definition_rate_per_something", condition=Q(rate_per__gte=1)
            ),
            models.CheckConstraint(
                name="measures_definition_rate_has_denominator",
                condition=~Q(number=Number.RATE) | ~Q(out_of=""),
            ),
            models.UniqueConstraint(
                fields=["organisation", "kept_by"],
                condition=~Q(kept_by=""),
                name="measures_definition_kept_once",
            ),
            models.UniqueConstraint(
                Lower("title"), "organisation", name="measures_definition_title_once"
            ),
            models.UniqueConstraint(  # NULL is no equal of NULL
                Lower("title"),
                condition=Q(organisation__isnull=True),
                name="measures_definition_title_once_in_system",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def scale(self) -> float:
        """What value / n is multiplied by to be shown."""
        if self.number == Number.PERCENTAGE:
            return 100.0
        return float(self.rate_per) if self.number == Number.RATE else 1.0


class Measure(models.Model):
    """A definition at a place: a team's or an organisation's numbers, and how they are charted."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    definition = models.ForeignKey(Definition, models.PROTECT, related_name="measures")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    team = models.ForeignKey("people.Team", models.PROTECT, null=True, related_name="+")
    programme_id = models.UUIDField(null=True)  # a piece of work whose people are its team
    programme = models.TextField(blank=True, default="")  # what that work is called
    data_owner = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="measures_owned"
    )
    audience = models.TextField(choices=Audience.choices)
    chart = models.TextField(choices=ChartKind.choices, default=ChartKind.AUTO)
    baseline_points = models.PositiveIntegerField(null=True)  # limits from so many; null: all
    run_length = models.PositiveSmallIntegerField(default=7)
    screen = models.BooleanField(default=False)  # drop outlying moving ranges from the limits
    clip_at_zero = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)
    retired_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            one_of("audience", Audience.values),
            one_of("chart", ChartKind.values),
            both_or_neither("retired_at", "retired_by"),
            models.CheckConstraint(
                name="measures_measure_run_length_known", condition=Q(run_length__in=RUN_LENGTHS)
            ),
            models.CheckConstraint(
                name="measures_measure_baseline_long_enough",
                condition=Q(baseline_points__isnull=True)
                | Q(baseline_points__gte=SHORTEST_BASELINE),
            ),
            models.CheckConstraint(
                name="measures_measure_team_audience_has_team",
                condition=~Q(audience=Audience.TEAM)
                | Q(team__isnull=False)
                | Q(programme_id__isnull=False),
            ),
            models.CheckConstraint(
                name="measures_measure_of_a_team_or_of_a_programme",
                condition=Q(team__isnull=True) | Q(programme_id__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["definition", "organisation", "team"], name="measures_measure_once"
            ),
            models.UniqueConstraint(
                fields=["definition", "organisation", "programme_id"],
                condition=Q(programme_id__isnull=False),
                name="measures_measure_once_in_programme",
            ),
            models.UniqueConstraint(
                fields=["definition", "organisation"],
                condition=Q(team__isnull=True, programme_id__isnull=True),
                name="measures_measure_once_in_organisation",
            ),
        ]
        indexes = [
            models.Index(
                fields=["programme_id"],
                condition=Q(programme_id__isnull=False),
                name="measure_of_programme",
            )
        ]

    def __str__(self) -> str:
        return f"{self.definition.title}, {self.place_name}"

    @property
    def place_name(self) -> str:
        if self.team:
            return self.team.name
        return self.programme or self.organisation.name


class MeasureState(models.Model):
    """What the chart of a measure says, kept so that a table of hundreds is one short query.

    Written in the same transaction as the numbers it is worked out from; never read by a chart.
    """

    measure = models.OneToOneField(Measure, models.CASCADE, primary_key=True, related_name="state")
    n_points = models.PositiveIntegerField(default=0)
    last_on = models.DateField(null=True)
    last_value = models.FloatField(null=True)  # as shown: per cent, per 1,000
    mean = models.FloatField(null=True)  # in force at the last point
    lower = models.FloatField(null=True)
    upper = models.FloatField(null=True)
    lowest = models.FloatField(null=True)  # of all its numbers, for a scale shared by many
    highest = models.FloatField(null=True)
    target = models.FloatField(null=True)
    kind = models.TextField(blank=True, default="")  # the chart that was drawn
    variation = models.TextField(blank=True, default="")  # science.spc.VARIATIONS
    assurance = models.TextField(blank=True, default="")  # science.spc.ASSURANCES
    rule = models.TextField(blank=True, default="")  # science.spc.SPECIAL_CAUSES, of the last point
    n_run = models.PositiveIntegerField(default=0)  # points of the signal that reaches the end
    attention = models.PositiveSmallIntegerField(
        choices=Attention.choices, default=Attention.TOO_FEW
    )
    spark = models.JSONField(default=dict)  # the last points and lines; see charting.sparks

    class Meta:
        indexes = [models.Index(fields=["attention"], name="measure_by_attention")]

    def __str__(self) -> str:
        return str(self.measure_id)


class Target(models.Model):
    """What is aimed for, from a day on. A later target takes over on its own day."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="targets")
    value = models.FloatField()
    from_on = models.DateField()
    set_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            both_or_neither("withdrawn_at", "withdrawn_by"),
            models.UniqueConstraint(
                fields=["measure", "from_on"],
                condition=Q(withdrawn_at__isnull=True),
                name="measures_target_once_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value} from {self.from_on}"
