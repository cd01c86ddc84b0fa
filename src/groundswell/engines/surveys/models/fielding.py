from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from groundswell.ground.kernel.constraints import one_of

from ..kinds import Reach
from .surveys import Survey


class AudiencePart(models.Model):
    """One line of "whom we ask". Who that is, is looked up when the survey is launched."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="audience")
    reach = models.TextField(choices=Reach.choices)
    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, related_name="+"
    )
    team = models.ForeignKey("people.Team", models.PROTECT, null=True, related_name="+")
    role = models.TextField(blank=True, default="")  # with the organisation that it is held in
    programme_id = models.UUIDField(null=True)
    person = models.ForeignKey("people.Person", models.CASCADE, null=True, related_name="+")
    address = models.TextField(blank=True, default="")  # of somebody without an account
    phone = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            one_of("reach", Reach.values),
            models.CheckConstraint(
                name="surveys_audiencepart_names_what_it_reaches",
                condition=Q(reach=Reach.ORGANISATION, organisation__isnull=False)
                | Q(reach=Reach.TEAM, team__isnull=False)
                | (Q(reach=Reach.ROLE, organisation__isnull=False) & ~Q(role=""))
                | Q(reach=Reach.PROGRAMME, programme_id__isnull=False)
                | Q(reach=Reach.PERSON, person__isnull=False)
                | (Q(reach=Reach.ADDRESS) & ~Q(address="", phone="")),
            ),
        ]
        ordering = ["reach", "pk"]

    def __str__(self) -> str:
        return f"{self.reach} of {self.survey_id}"


class Group(models.Model):
    """What answers are counted with, decided at launch: a unit in which at least k were asked.

    `n_own` people were told that their answer is counted here itself; `n_all` counts those of the
    groups within it as well. Neither ever says how many answered. An answer carries the code.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="groups")
    code = models.TextField()  # what the answer carries; says nothing by itself
    position = models.PositiveSmallIntegerField()  # larger units before those within them
    label = models.TextField()  # two of one name are told apart by their larger unit
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="within")
    n_own = models.PositiveIntegerField()
    n_all = models.PositiveIntegerField()
    organisation_id = models.UUIDField(null=True)
    team_id = models.UUIDField(null=True)  # null: the organisation itself

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["survey", "code"], name="surveys_group_code_once"),
            models.UniqueConstraint(fields=["survey", "label"], name="surveys_group_label_once"),
        ]
        ordering = ["position"]

    def __str__(self) -> str:
        return self.label


class Doorway(models.Model):
    """A way in that several people share: an open link, a tablet on a ward, forms on paper.

    Its secret address is worked out from its id and stands in no table.
    """

    class Kind(models.TextChoices):
        OPEN = "open", _("Open link")
        KIOSK = "kiosk", _("Shared tablet")
        PAPER = "paper", _("Forms on paper")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="doorways")
    kind = models.TextField(choices=Kind.choices)
    label = models.TextField()  # where the tablet or the poster is
    group = models.ForeignKey(Group, models.PROTECT, null=True, related_name="+")
    quota = models.PositiveIntegerField()  # most slips that are given out here
    n_given = models.PositiveIntegerField(default=0)
    made_on = models.DateField()
    shut_on = models.DateField(null=True)

    class Meta:
        constraints = [
            one_of("kind", ["open", "kiosk", "paper"]),
            models.CheckConstraint(
                name="surveys_doorway_has_a_quota", condition=Q(quota__gte=1, quota__lte=100_000)
            ),
            models.CheckConstraint(
                name="surveys_doorway_quota_is_kept", condition=Q(n_given__lte=F("quota"))
            ),
        ]
        ordering = ["kind", "label", "pk"]

    def __str__(self) -> str:
        return self.label


class Sheet(models.Model):
    """A paper form between its first and its second typing.

    What the first person typed is closed with the code that they wrote on the paper, which is
    stored nowhere; the row goes when both typings agree.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="sheets")
    code_hash = models.TextField(unique=True)
    closed = models.BinaryField()
    typed_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    typed_on = models.DateField()

    def __str__(self) -> str:
        return f"sheet of {self.survey_id}"


class Reminder(models.Model):
    """A day on which those were reminded who had no slip yet. Nobody is told who they were."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="reminders")
    sent_on = models.DateField()
    n_about = models.PositiveIntegerField()  # rounded to tens

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "sent_on"], name="surveys_reminder_once_a_day"
            )
        ]
        ordering = ["sent_on"]

    def __str__(self) -> str:
        return f"{self.survey_id}: {self.sent_on}"


class Asking(models.Model):
    """A line of the burden ledger: so many people of a unit were asked for so many minutes.

    It counts people who were asked, never answers.
    """

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="askings")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    team = models.ForeignKey("people.Team", models.PROTECT, null=True, related_name="+")
    n_people = models.PositiveIntegerField()
    minutes = models.PositiveSmallIntegerField()  # of each of them
    asked_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "organisation", "team"], name="surveys_asking_once"
            ),
            models.UniqueConstraint(
                fields=["survey", "organisation"],
                condition=Q(team__isnull=True),
                name="surveys_asking_once_without_team",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "asked_on"], name="asking_of_organisation")]

    def __str__(self) -> str:
        return f"{self.minutes} minutes of {self.n_people}"
