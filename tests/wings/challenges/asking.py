"""Asks for tests: made, answered, late; and what the pages say."""

import datetime as dt
from typing import Any

import time_machine
from django.test import Client
from django.urls import reverse
from tests.wings.challenges.making import Cast
from tests.world import NOON, a_person, acting, joins

from groundswell.ground.people.models import Person
from groundswell.wings.challenges import actions
from groundswell.wings.challenges.models import Ask

DAY = dt.timedelta(days=1)
WORDS = actions.AskWords(
    kind="permission",
    title="Ward pharmacist signs off medicines to take home",
    words="We wait two hours a day for a doctor to sign what the pharmacist has checked.",
)


def a_leader(cast: Cast, name: str = "Parveen Nasser") -> Person:
    return joins(a_person(name), cast.host)


def an_ask(cast: Cast, to: Person | None = None, **other: object) -> Ask:
    given = {"challenge": cast.challenge, "ask": WORDS, "to": to or a_leader(cast),
             "to_organisation": cast.host, "by": cast.joyce, "at": NOON} | other  # fmt: skip
    return actions.raise_ask(**given)  # type: ignore[arg-type]


def answered(ask: Ask, state: str, by: Person, days: int = 4, **said: str) -> Ask:
    at = NOON + days * DAY
    return actions.answer_ask(ask=ask, state=state, by=acting(by, at.date()), at=at, **said)


def escalated(cast: Cast, ask: Ask, to: Person, days: int = 10) -> Ask:
    at = NOON + days * DAY
    return actions.escalate_ask(
        ask=ask, to=to, to_organisation=cast.host, reason="Ten days old",
        by=acting(cast.people["joyce"], at.date()), at=at,
    )  # fmt: skip


def later(days: float) -> Any:
    """The views' clock so many days after NOON."""
    return time_machine.travel(NOON + days * DAY, tick=False)


def page(client: Client, name: str, *args: object, **query: str) -> str:
    found = client.get(reverse(f"challenges:{name}", args=args), query)
    assert found.status_code == 200, (name, found.status_code)
    return found.content.decode()
