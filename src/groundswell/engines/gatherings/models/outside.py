from uuid import uuid4

from django.db import models
from django.db.models import Q

from .gatherings import Gathering


class Registration(models.Model):
    """Somebody without an account who wants to come. Erased some time after the gathering."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="registrations")
    name = models.TextField()
    email = models.TextField()  # always in small letters
    is_waiting = models.BooleanField(default=False)  # there was no place left
    token_hash = models.TextField(unique=True)  # of the link by which they cancel
    registered_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["gathering", "email"],
                condition=Q(cancelled_at__isnull=True),
                name="gatherings_registration_once",
            )
        ]
        ordering = ["registered_at", "pk"]

    def __str__(self) -> str:
        return str(self.pk)  # never a name: the trail outlives the registration


class Feed(models.Model):
    """The secret address of a person's own calendar. The secret itself is kept nowhere."""

    person = models.OneToOneField("people.Person", models.PROTECT, related_name="+")
    token_hash = models.TextField(unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"feed of {self.person_id}"
