from uuid import uuid4

from django.db import models
from django.db.models import Q

from groundswell.ground.kernel.constraints import in_order, one_of

from ..kinds import PayBand, RoleCode, Scope
from .organisations import Organisation, Team
from .persons import Person


class Membership(models.Model):
    """A person belongs to an organisation, perhaps in a team, from one day to another.

    A staff list is a list of these; so is a charity's of its volunteers. A person may have several.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="memberships")
    staff_number = models.TextField(null=True)  # the employer's own; two trusts may use the same
    job_title = models.TextField(blank=True, default="")
    pay_band = models.TextField(choices=PayBand.choices, blank=True, default="")
    manager = models.ForeignKey(Person, models.PROTECT, null=True, related_name="reports")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)  # the last day

    class Meta:
        constraints = [
            one_of("pay_band", ["", *PayBand.values]),
            in_order("starts_on", "ends_on"),
            models.UniqueConstraint(
                fields=["organisation", "staff_number"],
                condition=Q(ends_on__isnull=True),
                name="people_membership_staff_number_once",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "team"], name="membership_by_team"),
            models.Index(
                fields=["person", "organisation", "starts_on", "ends_on"],
                name="membership_of_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.organisation})"


class Role(models.Model):
    """What a person may do, where, and between which days. Ended, never deleted."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="roles")
    code = models.TextField(choices=RoleCode.choices)
    scope = models.TextField(choices=Scope.choices)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="roles")
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="roles")
    programme_id = models.UUIDField(null=True)  # a programme's own id; its wing knows the rest
    programme = models.TextField(blank=True, default="")  # what that work is called
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)  # the last day
    ended_at = models.DateTimeField(null=True)  # taken back, from that moment on
    granted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            one_of("code", RoleCode.values),
            in_order("starts_on", "ends_on"),
            models.CheckConstraint(
                name="people_role_scope_and_place_agree",
                condition=Q(scope="system", organisation=None, team=None, programme_id=None)
                | Q(scope="organisation", organisation__isnull=False, team=None, programme_id=None)
                | Q(scope="programme", organisation=None, team=None, programme_id__isnull=False)
                | Q(scope="team", organisation=None, team__isnull=False, programme_id=None),
            ),
            models.UniqueConstraint(
                fields=["person", "code", "programme_id"],
                condition=Q(programme_id__isnull=False, ended_at=None),
                name="people_role_once_in_programme",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "code"], name="role_of_person"),
            models.Index(
                fields=["programme_id", "code"],
                condition=Q(programme_id__isnull=False),
                name="role_in_programme",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_code_display()}: {self.person}"
