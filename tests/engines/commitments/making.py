"""Promises that tests are about, made by actions."""

import datetime as dt
from typing import Any
from uuid import UUID

from tests.world import NOON, TODAY, a_founder, acting

from groundswell.engines.commitments import actions
from groundswell.engines.commitments.models import Commitment
from groundswell.ground.messages.models import Message
from groundswell.ground.people import actions as people
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.models import Person

FRIDAY = TODAY + dt.timedelta(days=4)  # 19 June 2026


def days(n: int, at: dt.datetime = NOON) -> dt.datetime:
    """So many days after noon of the fifteenth of June."""
    return at + dt.timedelta(days=n)


def on(actor: Actor, n: int) -> Actor:
    """The same person, so many days later."""
    return acting(actor.person, on=TODAY + dt.timedelta(days=n))


def takes_part(person: Person, code: str, programme_id: UUID) -> Actor:
    people.grant_programme_role(
        person=person,
        code=code,
        programme_id=programme_id,
        programme="Home for lunch",
        by=a_founder(),
        at=NOON,
    )
    return acting(person)


def leaves(actor: Actor) -> None:
    """The account ends."""
    people.end_person(person=actor.person, by=a_founder(), at=NOON)


def a_promise(by: Actor, **changes: Any) -> Commitment:
    """One of the actor's own, by Friday, to the board."""
    usual: dict[str, Any] = {
        "title": "Visit Ward 8",
        "owner": by.person,
        "made_to_words": "the board",
        "due_on": FRIDAY,
        "at": NOON,
    }
    return actions.make_commitment(**{**usual, **changes}, by=by)


def keep(commitment: Commitment, by: Actor, **changes: Any) -> Commitment:
    usual: dict[str, Any] = {"on": TODAY, "at": NOON}
    return actions.keep_commitment(commitment=commitment, **{**usual, **changes}, by=by)


def drop(commitment: Commitment, by: Actor, **changes: Any) -> Commitment:
    usual: dict[str, Any] = {"reason": "The ward closed.", "at": NOON}
    return actions.drop_commitment(commitment=commitment, **{**usual, **changes}, by=by)


def move(commitment: Commitment, by: Actor, **changes: Any) -> Commitment:
    usual: dict[str, Any] = {
        "due_on": TODAY + dt.timedelta(days=11),
        "reason": "Half-term.",
        "at": NOON,
    }
    return actions.move_commitment(commitment=commitment, **{**usual, **changes}, by=by)


def delegate(commitment: Commitment, to: Actor, by: Actor, **changes: Any) -> Commitment:
    usual: dict[str, Any] = {"reason": "I am away.", "at": NOON}
    return actions.delegate_commitment(
        commitment=commitment, to=to.person, **{**usual, **changes}, by=by
    )


def hand_back(commitment: Commitment, by: Actor, **changes: Any) -> Commitment:
    usual: dict[str, Any] = {"reason": "I have no time.", "at": NOON}
    return actions.hand_back_commitment(commitment=commitment, **{**usual, **changes}, by=by)


def change(commitment: Commitment, by: Actor, **changes: Any) -> Commitment:
    usual: dict[str, Any] = {"version": 1, "at": NOON}
    return actions.change_commitment(commitment=commitment, **{**usual, **changes}, by=by)


def reopen(commitment: Commitment, by: Actor, **changes: Any) -> Commitment:
    usual: dict[str, Any] = {"reason": "It was another ward.", "at": NOON}
    return actions.reopen_commitment(commitment=commitment, **{**usual, **changes}, by=by)


def told(actor: Actor) -> list[str]:
    """The subjects of what this room told the person, day by day, those of one day by letter."""
    rows = Message.objects.filter(person=actor.person, kind__startswith="commitments.")
    return list(rows.order_by("created_at", "subject").values_list("subject", flat=True))
