"""The people and places that tests are about, made as the program makes them: by actions.

lead = holding(a_person("Joyce Lim"), "team_leader", team=a_team(an_organisation()))
"""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from groundswell.ground.kernel.held import Held
from groundswell.ground.people import actions
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.models import Organisation, Person, Role, Team
from groundswell.ground.people.standing import actor_for

NOON = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)  # one in the afternoon in London
TODAY = NOON.date()
LAST_SPRING = dt.date(2025, 4, 1)  # since when everybody has been where they are


def a_founder() -> Actor:
    """The first system administrator; the same one however often a test asks."""
    founded = Role.objects.filter(code="administrator", scope="system").select_related("person")
    if first := founded.order_by("starts_on", "pk").first():
        return acting(first.person)
    return actions.found_system(name="Priya Nair", email="priya.nair@harrowmere.example", at=NOON)


def a_person(name: str = "Joyce Lim", email: str | None = None, **details: Any) -> Person:
    """Somebody new. Two people of one name get two addresses."""
    address = email or _free_address(name)
    return actions.add_person(email=address, name=name, by=a_founder(), at=NOON, **details)


def an_organisation(
    name: str = "Harrowmere Teaching Hospitals", kind: str = "trust", ods_code: str | None = None
) -> Organisation:
    return actions.add_organisation(
        name=name, kind=kind, ods_code=ods_code, by=a_founder(), at=NOON
    )


def a_team(organisation: Organisation, name: str = "Ward 7", parent: Team | None = None) -> Team:
    return actions.add_team(
        organisation=organisation, name=name, parent=parent, by=a_founder(), at=NOON
    )


def joins(
    person: Person, organisation: Organisation, team: Team | None = None, **details: Any
) -> Person:
    """The person now works there; what comes back is the person, so that calls can be nested."""
    details.setdefault("starts_on", LAST_SPRING)
    actions.add_membership(
        person=person, organisation=organisation, team=team, by=a_founder(), at=NOON, **details
    )
    return person


def acting(person: Person, on: dt.date = TODAY) -> Actor:
    """The person with everything they hold on the day."""
    return actor_for(person, on=on)


def holding(
    person: Person,
    code: str,
    organisation: Organisation | None = None,
    team: Team | None = None,
    **details: Any,
) -> Actor:
    """The person with one more role: in the team, in the organisation, or system-wide."""
    details.setdefault("starts_on", LAST_SPRING)
    actions.grant_role(
        person=person,
        code=code,
        organisation=organisation,
        team=team,
        by=a_founder(),
        at=NOON,
        **details,
    )
    return acting(person)


def all_held(tables: Mapping[str, Held]) -> dict[str, list[dict[str, Any]]]:
    """Everything that a `privacy.export` gives, read to the end."""
    return {name: list(rows) for name, rows in tables.items()}


def _free_address(name: str) -> str:
    stem = re.sub(r"[^a-z]+", ".", name.casefold()).strip(".")
    taken = Person.objects.filter(email__startswith=stem).count()
    return f"{stem}{taken + 1 if taken else ''}@harrowmere.example"
