"""Codes that are stored and the words that people read for them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

KIND = "commitment"  # on the thread


class State(models.TextChoices):
    """What became of a promise. Whether it was kept in time, the days say."""

    OPEN = "open", _("Open")
    KEPT = "kept", _("Kept")
    KEPT_LATE = "kept_late", _("Kept late")
    DROPPED = "dropped", _("Dropped")


CLOSED = (State.KEPT, State.KEPT_LATE, State.DROPPED)


class Audience(models.TextChoices):
    """Who may read a promise. Those it concerns always may: whoever made it, whoever it was made
    to and, within a piece of work, everybody who takes part in that."""

    INVOLVED = "involved", _("Those it concerns")
    ORGANISATION = "organisation", _("Everyone in the organisation")
    PARTNERSHIP = "partnership", _("Everyone in the partnership")


class Told(models.TextChoices):
    """The kinds of messages of this room."""

    YOURS = "commitments.yours", _("Promises that are yours")
    REMINDER = "commitments.reminder", _("Reminders of your promises")
    TO_YOU = "commitments.to_you", _("What was promised to you")


SOON_DAYS = 3  # how long before its day a promise is spoken of
LONGEST_TITLE = 200  # characters
LONGEST_THEME = 60
LONGEST_NAME = 120  # of those it was promised to, in words
LONGEST_TEXT = 2_000  # of a detail or a reason
