from uuid import uuid4

from django.db import models

from .persons import Person


class ApiToken(models.Model):
    """A key by which a program acts as the person who made it. Only the secret's hash is kept."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="api_tokens")
    name = models.TextField()  # what it is for, in the person's words
    secret_hash = models.CharField(max_length=64, unique=True)  # SHA-256, hexadecimal
    created_at = models.DateTimeField()
    expires_on = models.DateField()  # the last day
    last_used_on = models.DateField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name
