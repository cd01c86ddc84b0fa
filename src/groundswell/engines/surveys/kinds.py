"""Codes that are stored and the words that people read for them."""

from django.conf.locale import LANG_INFO
from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a survey stands. It only ever goes forward."""

    DRAFT = "draft", _("Being written")
    FIELD = "field", _("Open for answers")
    CLOSED = "closed", _("Closed")
    REPORTED = "reported", _("Results are out")
    DROPPED = "dropped", _("Given up")  # before anybody answered


class Reach(models.TextChoices):
    """Whom a part of the audience names."""

    ORGANISATION = "organisation", _("Everyone in the organisation")
    TEAM = "team", _("A team and the teams within it")
    ROLE = "role", _("People with a role")
    PROGRAMME = "programme", _("People of a piece of work")
    PERSON = "person", _("One person")
    ADDRESS = "address", _("An address")  # somebody without an account


class Route(models.TextChoices):
    """How answers come in; each is counted, none is joined to an answer."""

    LINK = "link", _("Personal links")
    OPEN = "open", _("An open link")
    KIOSK = "kiosk", _("A shared tablet")
    PAPER = "paper", _("Paper")
    FILE = "file", _("Answers brought in from a file")


class TextState(models.TextChoices):
    """What a moderator made of a text before anybody reads it in the results."""

    WAITING = "waiting", _("Waiting to be read")
    KEPT = "kept", _("Shown as written")
    REDACTED = "redacted", _("Shown without some words")
    WITHHELD = "withheld", _("Not shown")


class Circle(models.TextChoices):
    """Who may read a release."""

    KEEPERS = "keepers", _("Those who keep the survey, and the people of its piece of work")
    ASKED = "asked", _("Everyone who was asked")


class Deed(models.TextChoices):
    """What the organisation answers to what people said."""

    DID = "did", _("Done")
    WILL = "will", _("Will be done")
    WONT = "wont", _("Won’t be done")


class Told(models.TextChoices):
    """The kinds of messages of this room."""

    RESULTS = "surveys.results", _("Results of surveys")


LONGEST_REASON, LONGEST_SAID = 200, 600  # characters
RESULT_KIND, OUTCOME_KIND = "survey_result", "survey_outcome"  # on the thread

LANGUAGES = {"en-gb": "English", "cy": "Cymraeg"}
"""Languages that respondents' pages speak; a survey may add others in its own words only."""


def language_name(code: str) -> str:
    """As its speakers call it; the code where we do not know.

    >>> language_name("cy"), language_name("pl"), language_name("xx")
    ('Cymraeg', 'polski', 'xx')
    """
    known = LANGUAGES.get(code) or LANG_INFO.get(code, {}).get("name_local")
    return str(known or code)
