"""Gatherings that tests are about, made by actions."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from tests.world import NOON, a_founder, acting

from groundswell.engines.gatherings import actions
from groundswell.engines.gatherings.actions import AgendaLine, GatheringDetails
from groundswell.engines.gatherings.models import AgendaItem, Gathering, Invitation
from groundswell.ground.people import actions as people
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.models import Person

MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)
TWO_PM = NOON + HOUR  # by a clock in London, on the day of the tests
PROGRAMME = UUID(int=100)
AGENDA = [
    AgendaLine("check_in", "Check-in", 10),
    AgendaLine("data", "Data", 15),
    AgendaLine("plan", "Plan", 20),
]


def details(**changes: Any) -> GatheringDetails:
    usual: dict[str, Any] = {"title": "Weekly meeting", "starts_at": TWO_PM, "place": "Ward 7"}
    return GatheringDetails(**{**usual, **changes})


def a_gathering(
    by: Actor,
    *,
    people: Sequence[Actor] = (),
    agenda: Sequence[AgendaLine] = AGENDA,
    at: dt.datetime = NOON - 7 * DAY,
    programme_id: UUID | None = None,
    organisation: Any = None,
    context: Any = None,
    **changes: Any,
) -> Gathering:
    return actions.plan_gathering(
        details=details(**changes),
        agenda=agenda,
        people=[actor.person for actor in people],
        programme_id=programme_id,
        organisation=organisation,
        context=context,
        by=by,
        at=at,
    )


def a_public_one(by: Actor, **changes: Any) -> Gathering:
    usual = {"title": "Open workshop", "is_public": True, "registration_open": True}
    return a_gathering(by, starts_at=NOON + 3 * DAY, **{**usual, **changes})


def in_programme(person: Person, code: str, programme_id: UUID = PROGRAMME) -> Actor:
    people.grant_programme_role(
        person=person,
        code=code,
        programme_id=programme_id,
        programme="Home for lunch",
        by=a_founder(),
        at=NOON,
    )
    return acting(person)


def item_of(gathering: Gathering, title: str = "Data") -> AgendaItem:
    return gathering.items.get(title=title)


def invitation_of(gathering: Gathering, actor: Actor) -> Invitation:
    return gathering.invitations.select_related("person", "gathering").get(person=actor.person)


def fresh(gathering: Gathering) -> Gathering:
    return Gathering.objects.select_related("organiser", "organisation").get(pk=gathering.pk)
