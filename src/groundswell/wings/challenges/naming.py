"""What the parts of a note and the roles are called; roles may have a name of their own here."""

from django.utils.translation import gettext_lazy as _

from groundswell.ground.kernel.registries import Words
from groundswell.ground.people.kinds import RoleCode

from .models import Challenge

# The parts of a note, in the order in which they are read.
NOTE_LABELS: dict[str, Words] = {
    "title": _("Name"),
    "problem": _("The problem"),
    "population": _("For whom"),
    "place": _("Where"),
    "strategy": _("The strategy it serves"),
    "guardrails": _("Guardrails"),
    "questions": _("What leaders want to learn"),
    "logistics": _("Time, rooms and money"),
}
LOCAL_ROLES = (RoleCode.SPONSOR, RoleCode.COACH, RoleCode.TEAM_LEADER, RoleCode.TEAM_MEMBER)


def note_words(challenge: Challenge) -> dict[str, str]:
    """Every part of the note as it stands, by its name."""
    return {name: getattr(challenge, name) for name in NOTE_LABELS}


def role_label(challenge: Challenge, code: str) -> str:
    """What the role is called in this challenge."""
    return str(challenge.role_names.get(code) or RoleCode(code).label)
