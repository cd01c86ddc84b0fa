"""Meetings that follow what they belong to: the wing tells its people, we write to the rest."""

import pytest
from tests.engines.gatherings.making import DAY, MINUTE, PROGRAMME, TWO_PM, a_gathering, fresh
from tests.world import NOON

from groundswell.engines.gatherings import actions, queries
from groundswell.engines.gatherings.models import Gathering
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.references import Ref
from groundswell.ground.messages.models import Message, OutgoingMail

CHALLENGE = Ref("challenge", PROGRAMME)


@pytest.fixture
def review(house) -> Gathering:
    gathering = a_gathering(
        house.organiser,
        people=[house.invited],
        title="Review",
        context=CHALLENGE,
        programme_id=PROGRAMME,
        is_public=True,
        registration_open=True,
    )
    actions.register(gathering=gathering, name="Ann", email="ann@x.example", at=NOON)
    return gathering


def shift(review, by, starts_at=TWO_PM + DAY, context=CHALLENGE):
    return actions.follow_shift(
        gathering=review, context=context, starts_at=starts_at, by=by, at=NOON
    )


def end(review, by, reason="The challenge has ended.", context=CHALLENGE):
    return actions.follow_end(gathering=review, context=context, reason=reason, by=by, at=NOON)


def mails_to_ann():
    return list(
        OutgoingMail.objects
        .filter(to_address="ann@x.example")
        .exclude(subject__startswith="You have")
        .values_list("subject", flat=True)
    )


def test_a_meeting_moves_with_what_it_belongs_to_and_is_as_long_as_before(house, review):
    moved = shift(review, house.leader)
    assert (moved.starts_at, moved.ends_at) == (TWO_PM + DAY, TWO_PM + DAY + 45 * MINUTE)
    assert moved.sequence == 1
    assert not Message.objects.filter(kind="gatherings.changed").exists()
    assert mails_to_ann() == ["“Review” is now on 16 June 2026 at 2 pm"]


def test_to_move_to_the_same_time_is_to_move_nothing(house, review):
    assert shift(review, house.leader, starts_at=TWO_PM).sequence == 0
    assert mails_to_ann() == []


def test_a_meeting_ends_with_what_it_belongs_to(house, review):
    assert queries.planned_of_context(CHALLENGE) == [review]
    with pytest.raises(Unusable, match="Say why"):
        end(review, house.leader, reason="")
    assert end(review, house.leader).state == "cancelled"
    assert queries.planned_of_context(CHALLENGE) == []
    assert mails_to_ann() == ["“Review” is cancelled"]


def test_what_belongs_to_something_else_or_is_over_does_not_follow(house, review):
    other = Ref("challenge", house.trust.pk)
    with pytest.raises(Refused, match="belongs to something else"):
        shift(review, house.leader, context=other)
    with pytest.raises(Refused, match="belongs to something else"):
        end(review, house.leader, context=other)
    end(review, house.leader)
    with pytest.raises(Refused, match="is cancelled"):
        shift(review, house.leader)
    assert fresh(review).starts_at == TWO_PM
