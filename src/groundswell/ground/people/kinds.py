"""Codes that are stored and the words that people read for them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganisationKind(models.TextChoices):
    TRUST = "trust", _("NHS trust")
    ICB = "icb", _("Integrated care board")
    PRIMARY_CARE = "primary_care", _("Primary care")
    COUNCIL = "council", _("Council")
    POLICE = "police", _("Police")
    FIRE = "fire", _("Fire and rescue")
    CHARITY = "charity", _("Charity or community group")
    UNIVERSITY = "university", _("University")
    COMPANY = "company", _("Company")
    ACADEMY = "academy", _("Leadership academy")


class PayBand(models.TextChoices):
    """In their order: eligibility such as "8a and above" compares places in this list."""

    BAND_1 = "1", _("Band 1")
    BAND_2 = "2", _("Band 2")
    BAND_3 = "3", _("Band 3")
    BAND_4 = "4", _("Band 4")
    BAND_5 = "5", _("Band 5")
    BAND_6 = "6", _("Band 6")
    BAND_7 = "7", _("Band 7")
    BAND_8A = "8a", _("Band 8a")
    BAND_8B = "8b", _("Band 8b")
    BAND_8C = "8c", _("Band 8c")
    BAND_8D = "8d", _("Band 8d")
    BAND_9 = "9", _("Band 9")
    MEDICAL = "medical", _("Medical or dental")
    VSM = "vsm", _("Very senior manager")
    OTHER = "other", _("Another sector")


def band_at_least(band: str, lowest: str) -> bool | None:
    """Whether a pay band is `lowest` or above; None where the two are not on one scale.

    >>> band_at_least("8a", "7"), band_at_least("7", "8a"), band_at_least("medical", "8a")
    (True, False, None)
    """
    agenda = [b for b in PayBand.values if b[0].isdigit()]
    if band not in agenda or lowest not in agenda:
        return None
    return agenda.index(band) >= agenda.index(lowest)


class RoleCode(models.TextChoices):
    """What a person may be in a scope. Wings add theirs here: the words stay in one place."""

    ADMINISTRATOR = "administrator", _("Administrator")
    ANALYST = "analyst", _("Analyst")
    BOARD_MEMBER = "board_member", _("Board member")
    TEAM_LEADER = "team_leader", _("Team leader")
    SYSTEM_LEAD = "system_lead", _("System lead")
    SPONSOR = "sponsor", _("Sponsor")
    COACH = "coach", _("Coach")
    TEAM_MEMBER = "team_member", _("Team member")
    EDITOR = "editor", _("Library editor")
    REVIEWER = "reviewer", _("Library reviewer")


class Scope(models.TextChoices):
    SYSTEM = "system", _("The whole system")
    ORGANISATION = "organisation", _("One organisation")
    PROGRAMME = "programme", _("One programme")
    TEAM = "team", _("One team")


# Where each role can be held; the form offers no other.
SCOPES_OF: dict[str, tuple[str, ...]] = {
    RoleCode.ADMINISTRATOR: (Scope.SYSTEM, Scope.ORGANISATION),
    RoleCode.ANALYST: (Scope.SYSTEM, Scope.ORGANISATION),
    RoleCode.BOARD_MEMBER: (Scope.SYSTEM, Scope.ORGANISATION),
    RoleCode.TEAM_LEADER: (Scope.TEAM, Scope.PROGRAMME),
    RoleCode.SYSTEM_LEAD: (Scope.SYSTEM, Scope.ORGANISATION),
    RoleCode.SPONSOR: (Scope.PROGRAMME,),
    RoleCode.COACH: (Scope.PROGRAMME,),
    RoleCode.TEAM_MEMBER: (Scope.PROGRAMME,),
    RoleCode.EDITOR: (Scope.SYSTEM, Scope.ORGANISATION),
    RoleCode.REVIEWER: (Scope.SYSTEM, Scope.ORGANISATION),
}
