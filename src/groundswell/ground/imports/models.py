from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from groundswell.ground.kernel.constraints import one_of


class ImportRun(models.Model):
    """One file on its way in, from the upload to the day it is applied or put away.

    The file itself and every line that was read from it go when the run is over, and after 7 days
    at the latest: what stays is who brought in which file, when, and how many of what it changed.
    """

    class State(models.TextChoices):
        UPLOADED = "uploaded"
        MAPPED = "mapped"
        CHECKING = "checking"
        CHECKED = "checked"
        APPLYING = "applying"
        APPLIED = "applied"
        FAILED = "failed"
        ABANDONED = "abandoned"

    OVER = (State.APPLIED, State.ABANDONED)

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    importer = models.TextField()  # a code of the registry
    organisation_id = models.UUIDField(null=True)  # this floor does not know organisations
    about_id = models.UUIDField(null=True)  # the importer's own; see `importers.Place`
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="import_runs"
    )
    file_name = models.TextField()
    content = models.BinaryField(null=True)
    n_rows = models.PositiveIntegerField()
    note = models.TextField(blank=True, default="")  # what was decided while reading
    headings = models.JSONField(default=list)
    samples = models.JSONField(default=list)  # three values of each column
    mapping = models.JSONField(default=dict)  # field code to place of the column
    options = models.JSONField(default=dict)
    preview = models.JSONField(default=dict)  # notes, and heaps with their first lines
    full_list = models.BinaryField(null=True)  # every line of every heap: JSON, gzipped
    faults = models.JSONField(default=list)  # the first 500
    n_faults = models.PositiveIntegerField(default=0)
    fingerprint = models.TextField(blank=True, default="")  # of what the file would do
    state = models.TextField(choices=State.choices, default=State.UPLOADED)
    job = models.ForeignKey("kernel.Job", models.SET_NULL, null=True, related_name="+")
    outcome = models.TextField(blank=True, default="")  # the sentence at the end
    onward_url = models.TextField(blank=True, default="")
    created_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("state", [
                "uploaded", "mapped", "checking", "checked",
                "applying", "applied", "failed", "abandoned",
            ]),
            models.CheckConstraint(
                name="imports_run_applied_has_its_time",
                condition=Q(state="applied", applied_at__isnull=False)
                | (~Q(state="applied") & Q(applied_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="imports_run_keeps_its_file_until_it_is_over",
                condition=Q(state__in=["applied", "abandoned"], content__isnull=True)
                | (~Q(state__in=["applied", "abandoned"]) & Q(content__isnull=False)),
            ),
            models.CheckConstraint(
                name="imports_run_checked_has_a_fingerprint",
                condition=~Q(state__in=["checked", "applying", "applied"]) | ~Q(fingerprint=""),
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["started_by", "-created_at"], name="import_runs_of_person"),
            models.Index(fields=["state", "created_at"], name="import_runs_open"),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_over(self) -> bool:
        return self.state in self.OVER
