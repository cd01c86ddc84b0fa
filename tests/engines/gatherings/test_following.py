"""Meetings that follow the piece of work they belong to, and tell nobody whom its wing tells."""

import datetime as dt
from uuid import uuid4

import pytest
from tests.engines.gatherings.making import a_gathering, a_public_one
from tests.world import NOON, a_person, acting, an_organisation, joins

from groundswell.engines.gatherings import actions, queries
from groundswell.engines.gatherings.kinds import State
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.references import Ref
from groundswell.ground.messages.models import Message, OutgoingMail
from groundswell.ground.people.actors import Actor

pytestmark = pytest.mark.django_db
WORK = Ref("challenge", uuid4())
LATER = NOON + dt.timedelta(days=30)


@pytest.fixture
def organiser(db: None) -> Actor:
    return acting(joins(a_person("Joyce Lim"), an_organisation()))


def test_a_meeting_moves_with_its_work_and_calendars_hear_of_it(organiser: Actor) -> None:
    guest = acting(joins(a_person("Mo Khan"), an_organisation("Tarnside")))
    meeting = a_gathering(organiser, people=[guest], context=WORK)
    length, n = meeting.ends_at - meeting.starts_at, Message.objects.count()
    for _twice in range(2):
        moved = actions.follow_shift(
            gathering=meeting, context=WORK, starts_at=LATER, by=guest, at=NOON
        )
    assert (moved.starts_at, moved.ends_at, moved.sequence) == (LATER, LATER + length, 1)
    assert Message.objects.count() == n


def test_a_meeting_of_something_else_stays(organiser: Actor) -> None:
    meeting = a_gathering(organiser, context=WORK)
    other = Ref("challenge", uuid4())
    with pytest.raises(Refused, match="belongs to something else"):
        actions.follow_shift(
            gathering=meeting, context=other, starts_at=LATER, by=organiser, at=NOON
        )


def test_a_meeting_is_called_off_with_its_work_once(organiser: Actor) -> None:
    meeting = a_gathering(organiser, context=WORK)
    assert queries.planned_of_context(WORK) == [meeting]
    given = {"gathering": meeting, "context": WORK, "reason": "It stops.", "by": organiser}
    ended = actions.follow_end(**given, at=NOON)
    assert (ended.state, ended.cancel_reason) == (State.CANCELLED, "It stops.")
    assert queries.planned_of_context(WORK) == []
    with pytest.raises(Refused, match="is cancelled"):
        actions.follow_end(**given, at=NOON)


def test_those_who_registered_from_outside_are_written_to(organiser: Actor) -> None:
    meeting = a_public_one(organiser, context=WORK)
    actions.register(gathering=meeting, name="Edna", email="edna@post.example", at=NOON)
    actions.follow_shift(gathering=meeting, context=WORK, starts_at=LATER, by=organiser, at=NOON)
    actions.follow_end(gathering=meeting, context=WORK, reason="x", by=organiser, at=NOON)
    subjects = OutgoingMail.objects.filter(to_address="edna@post.example").values_list(
        "subject", flat=True
    )
    said = " ".join(subjects)
    assert "is now on 15 July 2026" in said
    assert "is cancelled" in said
