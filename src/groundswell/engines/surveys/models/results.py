"""What is told of a survey, to whom and when, and what came of it."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from groundswell.ground.kernel.constraints import both_or_neither, one_of

from ..kinds import Circle, Deed
from .surveys import Survey


class Telling(models.Model):
    """A release was told to a circle of readers. Everyone asked reads it on the same day."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.PROTECT, related_name="tellings")
    release_id = models.UUIDField()  # releases.Release
    circle = models.TextField(choices=Circle.choices)
    peers = models.JSONField(
        default=dict
    )  # by scale: how many other organisations, their quartiles
    told_at = models.DateTimeField()
    told_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            one_of("circle", Circle.values),
            models.UniqueConstraint(
                fields=["survey", "release_id", "circle"], name="surveys_telling_once"
            ),
        ]
        ordering = ["told_at", "pk"]

    def __str__(self) -> str:
        return f"{self.survey_id}: {self.circle}"


class Outcome(models.Model):
    """You said, we did: what people said, and what the organisation answers, or will, or won't."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.PROTECT, related_name="outcomes")
    said = models.TextField()  # what people said, in a sentence that the numbers bear
    deed = models.TextField(choices=Deed.choices)
    did = models.TextField(blank=True, default="")  # what was, or will be, done
    why = models.TextField(blank=True, default="")  # why it is not done
    on = models.DateField(null=True)  # the day it was done, or is to be
    made_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    changed_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            one_of("deed", Deed.values),
            both_or_neither("changed_by", "changed_at"),
            models.CheckConstraint(
                name="surveys_outcome_says_what_or_why",
                condition=(Q(deed=Deed.WONT) & ~Q(why=""))
                | (~Q(deed=Deed.WONT) & ~Q(did="") & Q(on__isnull=False)),
            ),
        ]
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return self.said
