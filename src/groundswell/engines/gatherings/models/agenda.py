from uuid import uuid4

from django.db import models
from django.db.models import Q

from groundswell.ground.kernel.constraints import both_or_neither, in_order

from .gatherings import Gathering


class AgendaItem(models.Model):
    """One item of an agenda, what was noted of it, and when it really was."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    code = models.TextField(blank=True, default="")  # a wing's own word for it
    title = models.TextField()
    minutes = models.PositiveIntegerField()
    lead = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    notes = models.TextField(blank=True, default="")
    notes_version = models.PositiveIntegerField(default=0)
    notes_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    notes_at = models.DateTimeField(null=True)
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            both_or_neither("notes_at", "notes_by"),
            in_order("began_at", "ended_at"),
            models.CheckConstraint(
                name="gatherings_agendaitem_takes_time", condition=Q(minutes__gte=1)
            ),
            models.CheckConstraint(
                name="gatherings_agendaitem_ends_after_it_began",
                condition=Q(ended_at__isnull=True) | Q(began_at__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["gathering"],
                condition=Q(began_at__isnull=False, ended_at__isnull=True),
                name="gatherings_agendaitem_one_at_a_time",
            ),
        ]
        ordering = ["position"]

    def __str__(self) -> str:
        return self.title


class Decision(models.Model):
    """What was decided, in one sentence. It hangs on the thread."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    gathering = models.ForeignKey(Gathering, models.PROTECT, related_name="decisions")
    item = models.ForeignKey(AgendaItem, models.SET_NULL, null=True, related_name="+")
    text = models.TextField()
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")  # who wrote it down
    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["gathering", "at"], name="decision_of_gathering")]

    def __str__(self) -> str:
        return self.text
