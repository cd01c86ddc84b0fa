from uuid import uuid4

from django.db import models
from django.db.models.functions import Lower, Upper

from groundswell.ground.kernel.constraints import in_order, one_of

from ..kinds import OrganisationKind


class Organisation(models.Model):
    """A trust, a council, a charity: whoever employs people or takes part. No code is required."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    name = models.TextField()
    kind = models.TextField(choices=OrganisationKind.choices)
    ods_code = models.CharField(max_length=9, null=True, unique=True)
    opened_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    successor = models.ForeignKey("self", models.PROTECT, null=True, related_name="predecessors")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            one_of("kind", OrganisationKind.values),
            in_order("opened_on", "closed_on"),
            models.CheckConstraint(
                name="people_organisation_not_its_own_successor",
                condition=~models.Q(successor=models.F("pk")),
            ),
            models.CheckConstraint(
                name="people_organisation_code_in_capitals",
                condition=models.Q(ods_code__isnull=True)
                | models.Q(ods_code=Upper("ods_code")) & ~models.Q(ods_code=""),
            ),
            models.UniqueConstraint(  # two surgeries may share a name, and differ by their codes
                Lower("name"),
                condition=models.Q(ods_code__isnull=True, closed_on__isnull=True),
                name="people_organisation_without_code_named_once",
            ),
        ]
        indexes = [models.Index(fields=["name"], name="organisation_by_name")]

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    """People who work together, within one organisation and perhaps within a larger team."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="teams")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    name = models.TextField()
    closed_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "parent", "name"], name="people_team_name_once"
            ),
            models.UniqueConstraint(  # NULL is no equal of NULL, so the top level needs its own
                fields=["organisation", "name"],
                condition=models.Q(parent__isnull=True),
                name="people_team_name_once_at_top",
            ),
            models.CheckConstraint(
                name="people_team_not_its_own_parent",
                condition=~models.Q(parent=models.F("pk")),
            ),
        ]

    def __str__(self) -> str:
        return self.name
