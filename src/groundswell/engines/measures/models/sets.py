from uuid import uuid4

from django.db import models
from django.db.models import Q

from groundswell.ground.kernel.constraints import one_of

from ..kinds import Audience
from .definitions import Measure


class MeasureSet(models.Model):
    """Measures that are read together, in an order: a board's, a team's."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    title = models.TextField()
    organisation = models.ForeignKey(  # with no team and no organisation: the whole system's
        "people.Organisation", models.PROTECT, null=True, related_name="+"
    )
    team = models.ForeignKey("people.Team", models.PROTECT, null=True, related_name="+")
    owner = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    audience = models.TextField(choices=Audience.choices)
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("audience", Audience.values),
            models.CheckConstraint(
                name="measures_set_team_within_organisation",
                condition=Q(team__isnull=True) | Q(organisation__isnull=False),
            ),
            models.CheckConstraint(
                name="measures_set_audience_fits_place",
                condition=(~Q(audience=Audience.TEAM) | Q(team__isnull=False))
                & (~Q(audience=Audience.ORGANISATION) | Q(organisation__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class MeasureSetItem(models.Model):
    measure_set = models.ForeignKey(MeasureSet, models.CASCADE, related_name="items")
    measure = models.ForeignKey(Measure, models.CASCADE, related_name="+")
    position = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["measure_set", "measure"], name="measures_set_measure_once"
            )
        ]
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.position}: {self.measure_id}"
