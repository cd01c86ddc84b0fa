"""Who does the work of a challenge."""

from groundswell.ground.people import queries as people
from groundswell.ground.people.kinds import RoleCode
from groundswell.ground.people.models import Person

from ..models import Challenge

_DO_THE_WORK = (RoleCode.TEAM_LEADER, RoleCode.TEAM_MEMBER, RoleCode.COACH)


def team_people(challenge: Challenge) -> list[Person]:
    """The team and its coach, each once, by name."""
    found = {p.pk: p for code in _DO_THE_WORK for p in people.holders_of(challenge.pk, code)}
    return sorted(found.values(), key=lambda person: person.name.casefold())
