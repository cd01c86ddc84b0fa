from uuid import uuid4

from django.db import models
from django.db.models import Q

from groundswell.ground.ballots.kinds import Mode
from groundswell.ground.kernel.constraints import both_or_neither, in_order, one_of
from groundswell.ground.kernel.references import Ref

from ..kinds import State
from .settled import SettledAfter


class Instrument(models.Model):
    """Questions and scales to be used again, in one version that never changes.

    Those that we ship come from `packs/instruments`; wording that may not be shipped is loaded by
    an organisation that holds the licence, and is seen there alone.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    code = models.SlugField(max_length=80)
    version = models.TextField()
    title = models.TextField()
    summary = models.TextField(blank=True, default="")
    licence = models.TextField()
    provenance = models.TextField()  # who made it, from what, and where to read of it
    is_validated = models.BooleanField(default=False)
    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, related_name="+"
    )  # null: everybody may use it
    definition = models.JSONField()
    loaded_at = models.DateTimeField()
    loaded_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code", "version", "organisation"], name="surveys_instrument_version_once"
            ),
            models.UniqueConstraint(
                fields=["code", "version"],
                condition=Q(organisation=None),
                name="surveys_instrument_version_once_for_all",
            ),
        ]
        ordering = ["title", "code", "version"]

    def __str__(self) -> str:
        return f"{self.title}, version {self.version}"


class Survey(models.Model):
    """One round of questions to some people: a draft, then in the field, then closed, then told.

    From the first day in the field, what is asked and what is promised cannot change.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    title = models.TextField()
    purpose = models.TextField(blank=True, default="")  # one sentence that respondents read
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    context_kind = models.TextField(null=True)  # what it belongs to, such as a challenge
    context_id = models.UUIDField(null=True)
    programme_id = models.UUIDField(null=True)  # whose keepers keep it too
    keeper = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    state = models.TextField(choices=State.choices, default=State.DRAFT)
    mode = models.TextField(choices=Mode.choices, default=Mode.ANONYMOUS)
    k = models.PositiveSmallIntegerField(default=10)  # smallest group that is shown
    k_comments = models.PositiveSmallIntegerField(default=20)
    is_team_owned = models.BooleanField(default=False)  # a small team reads its own answers, openly
    definition = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)  # of the draft, for two who edit at once
    minutes = models.PositiveSmallIntegerField(default=5)  # that it takes
    opens_on = models.DateField(null=True)
    closes_on = models.DateField(null=True)
    results_on = models.DateField(null=True)  # the promised day of the results
    next_steps = models.JSONField(default=list)  # [{"on": day, "text": sentence}], as promised
    help_text = models.TextField(blank=True, default="")  # whom to turn to where somebody is unsafe
    earlier = models.ForeignKey("self", models.PROTECT, null=True, related_name="later_waves")
    box_id = models.UUIDField(null=True, unique=True)  # ballots.Box, from the field on
    series_id = models.UUIDField(null=True)  # releases.Series, from the field on
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    closed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            one_of("state", State.values),
            one_of("mode", Mode.values),
            both_or_neither("context_kind", "context_id"),
            in_order("opens_on", "closes_on"),
            in_order("closes_on", "results_on"),
            models.CheckConstraint(
                name="surveys_survey_k_is_5_or_more", condition=Q(k__gte=5, k_comments__gte=5)
            ),
            models.CheckConstraint(
                name="surveys_survey_in_the_field_has_a_box",
                condition=~Q(state=State.FIELD) | Q(box_id__isnull=False),
            ),
            SettledAfter(
                state=State.DRAFT,
                columns=("definition", "mode", "k", "k_comments", "is_team_owned"),
                name="surveys_survey_is_settled_once_sent",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "state"], name="survey_of_organisation"),
            models.Index(fields=["context_kind", "context_id"], name="survey_of_context"),
        ]
        ordering = ["-made_at", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def context(self) -> Ref | None:
        """What it belongs to, where it belongs to something."""
        if self.context_kind is None or self.context_id is None:
            return None
        return Ref(self.context_kind, self.context_id)
