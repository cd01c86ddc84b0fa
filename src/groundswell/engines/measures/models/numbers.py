from uuid import uuid4

from django.db import models
from django.db.models import Q

from groundswell.ground.kernel.constraints import both_or_neither, one_of

from ..kinds import Origin
from .definitions import Measure


class Observation(models.Model):
    """One number. Addressed by its measure and day, so its own key may stay small."""

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="observations")
    on = models.DateField()  # the first day of its week, month or quarter
    value = models.FloatField()  # where there is an n: how many of them
    n = models.FloatField(null=True)  # out of how many
    version = models.PositiveIntegerField(default=1)  # one more than that day has corrections
    entered_by = models.ForeignKey(
        "people.Person", models.PROTECT, related_name="+", db_index=False
    )
    entered_at = models.DateTimeField()
    source = models.TextField(choices=Origin.choices)

    class Meta:
        constraints = [
            one_of("source", Origin.values),
            models.UniqueConstraint(fields=["measure", "on"], name="measures_observation_once"),
            models.CheckConstraint(
                name="measures_observation_n_not_negative",
                condition=Q(n__isnull=True) | Q(n__gte=0),
            ),
        ]
        indexes = [  # what a person added, newest first, without a look at everybody's numbers
            models.Index(
                fields=["entered_by", "-entered_at", "-id"], name="measures_newest_of_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value} on {self.on}"


class Correction(models.Model):
    """A number that was changed or taken back, what it was, and why. Kept for good.

    Addressed by its measure and day: the number itself may be gone, or be another one by now.
    """

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="corrections")
    on = models.DateField()
    old_value = models.FloatField()
    old_n = models.FloatField(null=True)
    new_value = models.FloatField(null=True)  # null: it was taken back, and a gap is left
    new_n = models.FloatField(null=True)
    reason = models.TextField()
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="measures_correction_nothing_out_of_nothing",
                condition=Q(new_value__isnull=False) | Q(new_n__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        became = "nothing" if self.new_value is None else self.new_value
        return f"{self.old_value} became {became}"


class Annotation(models.Model):
    """What people know about a day: a flag on the chart."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="annotations")
    on = models.DateField()
    text = models.TextField()
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [both_or_neither("withdrawn_at", "withdrawn_by")]

    def __str__(self) -> str:
        return self.text
