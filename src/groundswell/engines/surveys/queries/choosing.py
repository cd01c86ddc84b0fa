"""What the audience form offers: teams of the organisation in their tree, and the roles held."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from groundswell.ground.people.kinds import RoleCode
from groundswell.ground.people.models import Team

from ..kinds import Reach
from ..models import Survey

_OFFERED = (
    RoleCode.TEAM_LEADER, RoleCode.BOARD_MEMBER, RoleCode.ANALYST, RoleCode.SYSTEM_LEAD,
)  # fmt: skip


def team_choices(survey: Survey) -> list[tuple[str, str]]:
    """Every team that works together today, each with the larger ones that it is part of."""
    teams = {
        t.pk: t for t in Team.objects.filter(organisation_id=survey.organisation_id, closed_on=None)
    }
    return sorted(((str(pk), _path(pk, teams)) for pk in teams), key=lambda one: one[1].casefold())


def _path(pk: UUID, teams: Mapping[UUID, Team]) -> str:
    names, seen = [], set()
    at: UUID | None = pk
    while at and at in teams and at not in seen:
        seen.add(at)
        names.append(teams[at].name)
        at = teams[at].parent_id
    return " › ".join(reversed(names))


def role_choices() -> list[tuple[str, str]]:
    return [(str(code), str(code.label)) for code in _OFFERED]


def audience_given(survey: Survey) -> dict[str, Any]:
    """What the form shows before anything is changed."""
    parts = list(survey.audience.all())
    return {
        "everyone": any(p.reach == Reach.ORGANISATION for p in parts),
        "programme": any(p.reach == Reach.PROGRAMME for p in parts),
        "teams": [str(p.team_id) for p in parts if p.reach == Reach.TEAM],
        "roles": [p.role for p in parts if p.reach == Reach.ROLE],
        "people": [str(p.person_id) for p in parts if p.reach == Reach.PERSON],
        "addresses": "\n".join(p.address or p.phone for p in parts if p.reach == Reach.ADDRESS),
    }


def promise_given(survey: Survey) -> dict[str, Any]:
    """What the form of days and promises shows before anything is changed."""
    names = ("opens_on", "closes_on", "results_on", "mode", "k", "k_comments", "is_team_owned")
    return {name: getattr(survey, name) for name in (*names, "version")} | {
        "next_steps": "\n".join(step["text"] for step in survey.next_steps)
    }


def people_given(survey: Survey) -> dict[UUID, str]:
    """Those who were named one by one."""
    rows = survey.audience.filter(reach=Reach.PERSON).select_related("person")
    return {r.person_id: str(r.person) for r in rows if r.person_id}
