from uuid import uuid4

from django.db import models
from django.db.models import Q

from groundswell.ground.kernel.constraints import both_or_neither, one_of

from ..kinds import ANSWER_DAYS, Stage


class Wave(models.Model):
    """Several challenges begun together, such as four neighbourhoods in one spring."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    title = models.TextField()
    made_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "title"], name="challenges_wave_title_once"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Challenge(models.Model):
    """A hundred days in which a frontline team tries what it takes, with leaders behind it.

    Its own id is the programme that the roles of its people are held in.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.ForeignKey(  # the host, which answers for it
        "people.Organisation", models.PROTECT, related_name="+"
    )
    wave = models.ForeignKey(Wave, models.PROTECT, null=True, related_name="challenges")
    title = models.TextField()
    stage = models.TextField(choices=Stage.choices, default=Stage.DESIGN)
    problem = models.TextField(blank=True, default="")
    population = models.TextField(blank=True, default="")
    place = models.TextField(blank=True, default="")
    strategy = models.TextField(blank=True, default="")  # which strategy it serves, and how
    guardrails = models.TextField(blank=True, default="")  # one a line
    questions = models.TextField(blank=True, default="")  # what leaders want to learn, one a line
    logistics = models.TextField(blank=True, default="")
    role_names = models.JSONField(default=dict)  # what roles are called here: {"sponsor": "Ally"}
    answer_days = models.PositiveSmallIntegerField(default=ANSWER_DAYS)
    day_zero = models.DateField(null=True)
    template = models.TextField(blank=True, default="")  # the pack that it was set up from
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    launched_at = models.DateTimeField(null=True)
    launched_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    ended_words = models.TextField(blank=True, default="")  # why it stopped, or how it closed

    class Meta:
        constraints = [
            one_of("stage", Stage.values),
            both_or_neither("launched_at", "launched_by"),
            both_or_neither("ended_at", "ended_by"),
            models.CheckConstraint(
                name="challenges_challenge_live_has_day_zero",
                condition=Q(stage__in=["design", "stopped"]) | Q(day_zero__isnull=False),
            ),
            models.CheckConstraint(
                name="challenges_challenge_stopped_with_words",
                condition=~Q(stage="stopped") | ~Q(ended_words=""),
            ),
            models.CheckConstraint(
                name="challenges_challenge_answers_within_days", condition=Q(answer_days__gte=1)
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "stage"], name="challenge_by_host"),
            models.Index(fields=["stage", "day_zero"], name="challenge_by_stage"),
        ]

    def __str__(self) -> str:
        return self.title


class Partner(models.Model):
    """An organisation that takes part; its board and system leads may look on."""

    challenge = models.ForeignKey(Challenge, models.PROTECT, related_name="partners")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["challenge", "organisation"], name="challenges_partner_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class NoteVersion(models.Model):
    """The challenge note as it was at one moment: what leaders sign is what they read."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    challenge = models.ForeignKey(Challenge, models.PROTECT, related_name="notes")
    number = models.PositiveIntegerField()
    words = models.JSONField()  # every field of the note, as `actions.design.note_words` gives it
    change = models.TextField(blank=True, default="")  # what is new in it, in a sentence
    made_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["challenge", "number"], name="challenges_note_number_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.challenge}, note {self.number}"


class SignOff(models.Model):
    """A leader who stands behind one version of the note."""

    note = models.ForeignKey(NoteVersion, models.PROTECT, related_name="sign_offs")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["note", "person"], name="challenges_sign_off_once")
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.note}"


class Shift(models.Model):
    """Day zero moved, from when to when, and why. Kept for good."""

    challenge = models.ForeignKey(Challenge, models.PROTECT, related_name="shifts")
    old_day = models.DateField()
    new_day = models.DateField()
    reason = models.TextField()
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="challenges_shift_with_reason", condition=~Q(reason=""))
        ]

    def __str__(self) -> str:
        return f"{self.old_day} became {self.new_day}"
