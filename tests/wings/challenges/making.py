"""A challenge and the people in it, made by actions.

Ruth sponsors, Amara coaches, Joyce leads the team, Sam is in it; Ngozi is the host's system lead
and Imran sits on its board.
"""

import datetime as dt
from dataclasses import dataclass

from tests.world import NOON, TODAY, a_person, acting, an_organisation, holding, joins

from groundswell.ground.people.actors import Actor
from groundswell.ground.people.kinds import RoleCode
from groundswell.ground.people.models import Organisation, Person
from groundswell.wings.challenges import actions
from groundswell.wings.challenges.models import Challenge, Member


@dataclass
class Cast:
    """The host's people, each acting; asked anew, so that they hold what they hold by now."""

    host: Organisation
    challenge: Challenge
    people: dict[str, Person]

    def __getattr__(self, name: str) -> Actor:
        return acting(self.people[name])


def a_system_lead(host: Organisation, name: str = "Ngozi Bello") -> Actor:
    return holding(joins(a_person(name), host), RoleCode.SYSTEM_LEAD, host)


def a_challenge(
    title: str = "Home for lunch", host: Organisation | None = None, lead: Actor | None = None
) -> Challenge:
    """A challenge in design, with nobody in it yet."""
    place = host or an_organisation()
    return actions.start_challenge(
        organisation=place, title=title, by=lead or a_system_lead(place), at=NOON
    )


def a_cast(title: str = "Home for lunch", host: Organisation | None = None) -> Cast:
    """A challenge in design with its sponsor, coach, team leader, member, lead and a board."""
    place = host or an_organisation()
    lead = a_system_lead(place)
    challenge = a_challenge(title, place, lead)
    names = {"ruth": "Ruth Adeyemi", "amara": "Amara Okafor", "joyce": "Joyce Lim",
             "sam": "Sam Ortiz", "imran": "Imran Siddiqui"}  # fmt: skip
    people = {key: joins(a_person(name), place) for key, name in names.items()}
    holding(people["imran"], RoleCode.BOARD_MEMBER, place)
    for key, code in (("ruth", RoleCode.SPONSOR), ("amara", RoleCode.COACH)):
        actions.appoint(challenge=challenge, person=people[key], code=code, by=lead, at=NOON)
    leader = add(challenge, people["joyce"], lead, brings="Ward manager")
    add(challenge, people["sam"], lead, brings="Information analyst")
    actions.elect_leader(challenge=challenge, member=leader, by=lead, at=NOON)
    return Cast(place, challenge, people | {"ngozi": lead.person})


def add(challenge: Challenge, person: Person, by: Actor, **details: object) -> Member:
    return actions.add_member(challenge=challenge, person=person, by=by, at=NOON, **details)


def launched(cast: Cast, day_zero: dt.date = TODAY) -> Cast:
    """The same, under way since `day_zero`."""
    cast.challenge = actions.launch_challenge(
        challenge=cast.challenge, day_zero=day_zero, by=cast.ngozi, at=NOON
    )
    return cast
