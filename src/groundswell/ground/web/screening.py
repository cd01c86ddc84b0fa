"""Does a text look as if it named somebody? A warning before sending, never a refusal.

It errs towards silence about ordinary words and towards speech about numbers: what it overlooks a
moderator still reads, and what it warns of the writer may send anyway.
"""

import enum
import re

from django.utils.translation import gettext as _

from . import words


class Looks(enum.StrEnum):
    """What a text looks as if it held."""

    NAME = "name"
    PHONE = "phone"
    NHS_NUMBER = "nhs_number"
    EMAIL = "email"


_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Doctor|Prof|Professor|Sister|Matron|Nurse|Sir|Dame|Rev)\.?\s+"
    r"[A-Z][\w’'-]+"
)
_INTRODUCED = re.compile(
    r"\b(?:named|called|[Pp]atient|[Cc]olleague|[Mm]anager|[Cc]onsultant|[Mm]y name is|I am|I[’']m)"
    r"\s+([A-Z][a-z’'-]+(?:\s+[A-Z][a-z’'-]+)*)"
)
_PAIR = re.compile(r"(?<![.!?]\s)(?<!^)\b([A-Z][a-z’'-]+)\s+([A-Z][a-z’'-]+)\b", re.MULTILINE)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_DIGITS = re.compile(r"\+?\d(?:[ .()-]{0,2}\d){8,13}")
_NHS = re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)")
# Capitals that are no names: days, months, places of work, what the NHS calls its things.
_NOT_NAMES = frozenset([
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "Christmas",
    "Easter",
    "Covid",
    "Speak",
    "Up",
    "Freedom",
    "Guardian",
    "Ward",
    "Unit",
    "Team",
    "Trust",
    "Hospital",
    "Hospitals",
    "Board",
    "Health",
    "Care",
    "Clinic",
    "Theatre",
    "Theatres",
    "Emergency",
    "Department",
    "Royal",
    "General",
    "Teaching",
    "University",
    "Community",
    "Mental",
    "Primary",
    "Acute",
    "Critical",
    "Intensive",
    "Human",
    "Resources",
    "Chief",
    "Executive",
    "Medical",
    "Director",
    "Nursing",
    "Officer",
    "Band",
    "Great",
    "Thank",
    "Many",
    "Not",
    "Staff",
    "Survey",
    "National",
    "Service",
    "England",
    "Wales",
    "Scotland",
    "Ireland",
    "Northern",
    "English",
    "Welsh",
    "Datix",
    "Teams",
    "Excel",
    "Word",
    "Outlook",
    "Electronic",
    "Record",
    "Patient",
    "Safety",
    "Incident",
    "Quality",
    "Improvement",
    "Agenda",
    "Change",
    "I",
    "We",
    "The",
    "A",
    "An",
    "And",
    "But",
    "Or",
    "If",
    "When",
    "My",
    "Our",
    "They",
    "It",
    "This",
    "That",
    "There",
    "No",
    "Yes",
    "He",
    "She",
    "You",
])


def looks_of(text: str) -> tuple[Looks, ...]:
    """What the text looks as if it held, each once, in a fixed order.

    >>> looks_of("Dr Patel never listens"), looks_of("Call 07700 900123"), looks_of("We need rest.")
    ((<Looks.NAME: 'name'>,), (<Looks.PHONE: 'phone'>,), ())
    """
    has_nhs_number = any(map(_is_nhs_number, _NHS.findall(text)))
    rest = _NHS.sub(" ", text) if has_nhs_number else text
    found = {
        Looks.NAME: _has_name(text),
        Looks.PHONE: _DIGITS.search(rest) is not None,
        Looks.NHS_NUMBER: has_nhs_number,
        Looks.EMAIL: _EMAIL.search(text) is not None,
    }
    return tuple(look for look in Looks if found[look])


def _has_name(text: str) -> bool:
    if _TITLED.search(text):
        return True
    return any(_is_name(*found.group(1).split()) for found in _INTRODUCED.finditer(text)) or any(
        _is_name(*found.groups()) for found in _PAIR.finditer(text)
    )


def _is_name(*names: str) -> bool:
    return not _NOT_NAMES & set(names)


def _is_nhs_number(text: str) -> bool:
    """Ten digits whose last one checks the others, modulus 11 (NHS Data Dictionary).

    >>> _is_nhs_number("943 476 5919"), _is_nhs_number("943 476 5918")
    (True, False)
    """
    *first, last = (int(c) for c in text if c.isdigit())
    check = 11 - sum(weight * n for weight, n in zip(range(10, 1, -1), first, strict=True)) % 11
    return check % 11 == last


def warning_of(looks: tuple[Looks, ...]) -> str:
    """The sentence beside a text that looks as if it named somebody."""
    said = {
        Looks.NAME: _("a name"),
        Looks.PHONE: _("a phone number"),
        Looks.NHS_NUMBER: _("an NHS number"),
        Looks.EMAIL: _("an e-mail address"),
    }
    return _("This looks as if it held %(what)s. If it could point to somebody, take it out.") % {
        "what": words.listed([str(said[look]) for look in looks])
    }
