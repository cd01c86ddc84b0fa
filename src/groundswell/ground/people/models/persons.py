from uuid import uuid4

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac


def no_password() -> str:
    """What stands in Django's column: a value that no password matches."""
    return make_password(None)


class PersonManager(BaseUserManager["Person"]):
    """Finds people by address; new people come from `actions`, which check and audit."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username)


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody who signs in: staff of any sector, a volunteer, somebody with lived experience.

    Nobody has a password; a mailed code, a passkey or the organisation’s own sign-in does.
    """

    password = models.CharField(max_length=128, default=no_password, editable=False)
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    email = models.EmailField(max_length=254, unique=True)  # always in small letters
    name = models.TextField()  # as the person wants to be called in full
    known_as = models.TextField(blank=True, default="")  # for a greeting; empty: the first word
    created_at = models.DateTimeField()
    last_seen_at = models.DateTimeField(null=True)  # when the visit before this one began
    ended_at = models.DateTimeField(null=True)  # may no longer sign in
    is_active = models.BooleanField(default=True)  # Django's own word for "not ended"
    sign_in_epoch = models.PositiveIntegerField(default=0)  # raised: every session ends
    version = models.PositiveIntegerField(default=1)

    objects = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        indexes = [models.Index(fields=["name", "id"], name="person_by_name")]
        constraints = [
            models.CheckConstraint(
                name="people_person_email_in_small_letters",
                condition=models.Q(email=Lower("email")),
            ),
            models.CheckConstraint(
                name="people_person_ended_is_inactive",
                condition=models.Q(is_active=True, ended_at__isnull=True)
                | models.Q(is_active=False, ended_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session must match: it ends when the epoch is raised or the address changes."""
        salt = "groundswell.people.session"
        value = f"{self.pk}:{self.email}:{self.sign_in_epoch}"
        return salted_hmac(salt, value, secret=secret, algorithm="sha256").hexdigest()

    def get_full_name(self) -> str:
        """As Django asks for it; who does not find it here shows the address instead."""
        return self.name

    @property
    def greeting_name(self) -> str:
        return self.known_as or self.name.split(maxsplit=1)[0]
