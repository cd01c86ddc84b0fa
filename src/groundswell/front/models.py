from django.conf import settings
from django.db import models


class NeededDay(models.Model):
    """The last day on which something needed a person, so that a quiet home page can name it."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+"
    )
    on = models.DateField()

    def __str__(self) -> str:
        return str(self.on)
