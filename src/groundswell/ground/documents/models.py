from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from groundswell.ground.kernel.constraints import both_or_neither, one_of


class Paper(models.Model):
    """One file that a person has asked for. It stands in the database, where every machine that
    serves pages or does the work can reach it, and goes after `retention.KEPT_FOR`."""

    class State(models.TextChoices):
        WAITING = "waiting"
        MADE = "made"
        FAILED = "failed"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.TextField()  # a name of the registry
    about_id = models.UUIDField()
    format = models.TextField()  # the ending of the file
    title = models.TextField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="papers")
    asked_at = models.DateTimeField()
    job = models.ForeignKey("kernel.Job", models.CASCADE, related_name="+")
    state = models.TextField(choices=State.choices, default=State.WAITING)
    content = models.BinaryField(null=True)
    made_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("state", ["waiting", "made", "failed"]),
            both_or_neither("content", "made_at"),
            models.CheckConstraint(
                name="documents_paper_made_has_its_file",
                condition=Q(state="made", content__isnull=False)
                | (~Q(state="made") & Q(content__isnull=True)),
            ),
            models.UniqueConstraint(  # asked twice, it is made once
                fields=["asked_by", "kind", "about_id", "format"],
                condition=Q(state="waiting"),
                name="documents_paper_waits_once",
            ),
        ]
        indexes = [
            models.Index(fields=["asked_at"], name="documents_paper_oldest"),
            models.Index(
                fields=["asked_by", "about_id", "-asked_at"], name="documents_paper_of_person"
            ),
        ]

    def __str__(self) -> str:
        return self.title
