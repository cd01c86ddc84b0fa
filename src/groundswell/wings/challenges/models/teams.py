from uuid import uuid4

from django.db import models
from django.db.models import Q

from groundswell.ground.kernel.constraints import both_or_neither, one_of

from ..kinds import HandoverLevel, Leave, Standing
from .challenges import Challenge


class Member(models.Model):
    """Somebody of a team: for whom they come, what they bring, and whether they are released.

    What they may do is a role in the programme; this row is the roster. One who left stays in it.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    challenge = models.ForeignKey(Challenge, models.PROTECT, related_name="members")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    organisation = models.ForeignKey(  # who they come from; null: nobody's employee
        "people.Organisation", models.PROTECT, null=True, related_name="+"
    )
    brings = models.TextField(blank=True, default="")  # their work: "ward pharmacist"
    standing = models.TextField(choices=Standing.choices, default=Standing.STAFF)
    is_leader = models.BooleanField(default=False)  # elected by the team
    leave = models.TextField(choices=Leave.choices, default=Leave.NOT_NEEDED)
    joined_on = models.DateField()
    left_on = models.DateField(null=True)
    left_words = models.TextField(blank=True, default="")
    added_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("standing", Standing.values),
            one_of("leave", Leave.values),
            models.UniqueConstraint(
                fields=["challenge", "person"],
                condition=Q(left_on__isnull=True),
                name="challenges_member_once",
            ),
            models.UniqueConstraint(
                fields=["challenge"],
                condition=Q(is_leader=True, left_on__isnull=True),
                name="challenges_member_one_leader",
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)


class Release(models.Model):
    """A line manager is asked, by a link without an account, to free somebody's hours."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    member = models.ForeignKey(Member, models.PROTECT, related_name="releases")
    manager_name = models.TextField()
    manager_email = models.TextField()
    hours_a_week = models.DecimalField(max_digits=4, decimal_places=1)
    key_hash = models.TextField(unique=True)  # of the link's secret; the link itself is not kept
    asked_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    is_given = models.BooleanField(null=True)
    words = models.TextField(blank=True, default="")  # why not, or under which condition
    withdrawn_at = models.DateTimeField(null=True)  # a newer link took its place

    class Meta:
        constraints = [
            both_or_neither("answered_at", "is_given"),
            models.CheckConstraint(
                name="challenges_release_declined_with_words",
                condition=Q(is_given__isnull=True) | Q(is_given=True) | ~Q(words=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.manager_name} for {self.member}"


class Agreement(models.Model):
    """How a team has agreed to work together; each change is a version."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    challenge = models.ForeignKey(Challenge, models.PROTECT, related_name="agreements")
    number = models.PositiveIntegerField()
    words = models.TextField()  # one sentence a line
    made_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["challenge", "number"], name="challenges_agreement_number_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.challenge}, agreement {self.number}"


class CoachEntry(models.Model):
    """A line of a coach's own log. Nobody else reads it: no page, search, export or thread."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    challenge = models.ForeignKey(Challenge, models.PROTECT, related_name="+")
    coach = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    words = models.TextField()
    on = models.DateField()
    written_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["challenge", "coach", "on"], name="coach_log")]

    def __str__(self) -> str:
        return f"{self.on}"


class Handover(models.Model):
    """From a day on, who runs the meetings. The latest one holds."""

    challenge = models.ForeignKey(Challenge, models.PROTECT, related_name="handovers")
    level = models.PositiveSmallIntegerField(choices=HandoverLevel.choices)
    words = models.TextField(blank=True, default="")
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="challenges_handover_level_known", condition=Q(level__in=HandoverLevel.values)
            )
        ]

    def __str__(self) -> str:
        return str(self.get_level_display())


class CoachListing(models.Model):
    """A person on the register of local coaches."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.OneToOneField("people.Person", models.PROTECT, related_name="+")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    about = models.TextField(blank=True, default="")
    most_teams = models.PositiveSmallIntegerField(default=1)
    listed_on = models.DateField()
    ended_on = models.DateField(null=True)

    def __str__(self) -> str:
        return str(self.person)


class Training(models.Model):
    """What a coach has learned, where and when; withdrawn rather than deleted."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    coach = models.ForeignKey(CoachListing, models.PROTECT, related_name="trainings")
    title = models.TextField()
    given_by = models.TextField(blank=True, default="")
    on = models.DateField()
    recorded_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.title
