"""The system notices, a person decides, and nothing is recalculated silently."""

import datetime as dt
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.engines.measures.making import (
    FIRST_WEEK,
    SHIFTED,
    STEADY,
    a_measure,
    record,
    waiting,
    weekly,
)
from tests.world import NOON

from groundswell.engines.measures import actions, reading
from groundswell.engines.measures.entries import Entry
from groundswell.engines.measures.models import Measure, MeasureState, Observation, Proposal
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.models import AuditEvent
from groundswell.ground.messages.models import Message

SHIFT_FROM = FIRST_WEEK + dt.timedelta(weeks=len(STEADY))
NEXT = FIRST_WEEK + dt.timedelta(weeks=len(SHIFTED))


def accept(proposal, by, reason="The lounge opened."):
    return actions.accept_proposal(proposal=proposal, reason=reason, by=by, at=NOON)


def decline(proposal, by, reason="We wait."):
    return actions.decline_proposal(proposal=proposal, reason=reason, by=by, at=NOON)


def correct(measure, on, value, by):
    version = Observation.objects.get(measure=measure, on=on).version
    return actions.correct_observation(
        measure=measure, entry=Entry(on, value), reason="Typed wrongly.", version=version, by=by,
        at=NOON,
    )  # fmt: skip


def test_a_shift_raises_one_proposal_from_its_first_point_with_its_figures(house):
    proposal = Proposal.objects.get(measure=house.measure)
    assert (proposal.state, proposal.from_on) == ("waiting", SHIFT_FROM)
    assert proposal.figures["n"] == 7 and proposal.figures["is_up"]
    assert proposal.figures["new_mean"] == 44
    assert proposal.last_on == NEXT - dt.timedelta(weeks=1)
    assert str(proposal) == str(house.measure)


def test_the_data_owner_is_told_once_of_a_shift(house):
    record(house.measure, [Entry(NEXT, 50)], by=house.leader)
    told = Message.objects.get(kind="measures.shift")
    assert told.person == house.leader.person and "has shifted" in told.subject


def test_more_of_the_same_raises_no_second_proposal(house):
    record(house.measure, [Entry(NEXT, 50)], by=house.leader)
    assert Proposal.objects.get(measure=house.measure).from_on == SHIFT_FROM


def test_limits_stay_until_somebody_accepts(house):
    before = reading.series_of([house.measure])[0].recalculated_on
    accepted = accept(waiting(house.measure), house.leader)
    after = reading.series_of([house.measure])[0].recalculated_on
    assert (before, after) == ((), (SHIFT_FROM,))
    assert (accepted.decided_by, accepted.decided_at) == (house.leader.person, NOON)
    assert MeasureState.objects.get(measure=house.measure).mean == 44
    assert AuditEvent.objects.filter(name="measure.recalculated").count() == 1


def test_a_declined_proposal_leaves_limits_and_asks_again_only_for_new_points(house):
    decline(waiting(house.measure), house.leader)
    assert reading.series_of([house.measure])[0].recalculated_on == ()
    six_more = weekly([50] * 6, first=NEXT)
    record(house.measure, six_more, by=house.leader, at=NOON + dt.timedelta(days=90))
    assert waiting(house.measure) is None
    seventh = [Entry(NEXT + dt.timedelta(weeks=6), 50)]
    record(house.measure, seventh, by=house.leader, at=NOON + dt.timedelta(days=90))
    assert waiting(house.measure).from_on == NEXT


def test_a_proposal_is_withdrawn_when_a_correction_takes_its_shift_away(house):
    proposal = waiting(house.measure)
    correct(house.measure, NEXT - dt.timedelta(weeks=1), 20, house.leader)
    proposal.refresh_from_db()
    assert proposal.state == "withdrawn" and waiting(house.measure) is None
    with pytest.raises(Refused, match="the shift has gone"):
        accept(proposal, house.leader)
    assert AuditEvent.objects.filter(name="measure.shift_gone", by_name="Groundswell").exists()


def test_a_shift_that_turns_out_to_begin_earlier_is_proposed_anew(house):
    before = SHIFT_FROM - dt.timedelta(weeks=1)
    correct(house.measure, before, 60, house.leader)
    assert waiting(house.measure).from_on == before
    assert Proposal.objects.filter(measure=house.measure).count() == 2


@pytest.mark.parametrize("answer", [accept, decline])
def test_an_answer_has_a_reason_and_comes_from_those_who_may(house, answer):
    proposal = waiting(house.measure)
    with pytest.raises(Refused, match="Joyce Lim answers this one"):
        answer(proposal, house.member)
    for reason in ("  ", "x" * 2_001):
        with pytest.raises(Unusable) as fault:
            answer(proposal, house.leader, reason)
        assert fault.value.field == "reason"
    assert waiting(house.measure) == proposal


@pytest.mark.parametrize("answer", [accept, decline])
def test_a_double_click_is_harmless_and_a_second_answer_is_not_taken(house, answer):
    proposal = waiting(house.measure)
    assert answer(proposal, house.leader) == answer(proposal, house.leader)
    n_events = AuditEvent.objects.filter(name__startswith="measure.").count()
    with pytest.raises(Refused, match="answered already"):
        answer(proposal, house.analyst)
    with pytest.raises(Refused, match="answered already"):
        answer(proposal, house.leader, "Another reason.")
    assert AuditEvent.objects.filter(name__startswith="measure.").count() == n_events


def test_the_database_allows_one_waiting_proposal_and_no_answer_without_a_reason(house):
    twin = waiting(house.measure)
    twin.pk, twin._state.adding = None, True
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.update(state="accepted")
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.update(
            state="accepted", decided_by=house.leader.person, decided_at=NOON, reason=""
        )


def test_looking_at_many_says_how_many_were_raised_and_withdrawn(house):
    Proposal.objects.all().delete()
    other = a_measure(house.trust, title="Falls", values=STEADY, by=house.analyst)
    both = list(Measure.objects.select_related("definition", "organisation", "team").order_by("pk"))
    looked = actions.look_for_shifts(measures=both, at=NOON)
    assert (looked.n_raised, looked.n_withdrawn) == (1, 0)
    assert waiting(other) is None
    Observation.objects.filter(measure=house.measure, on__gte=SHIFT_FROM).delete()
    looked = actions.look_for_shifts(measures=both, at=NOON)
    assert (looked.n_raised, looked.n_withdrawn) == (0, 1)


def test_looking_at_many_costs_the_same_queries_as_looking_at_few(
    house, django_assert_max_num_queries
):
    for number in range(20):
        a_measure(house.trust, title=f"Falls {number}", values=STEADY, by=house.analyst)
    every = list(Measure.objects.select_related("definition", "organisation", "team"))
    with django_assert_max_num_queries(10):
        actions.look_for_shifts(measures=every, at=NOON)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["record", "record", "record", "correct", "accept", "decline"]),
        st.sampled_from([10, 20, 30, 60, 61, 62, 63]),
        st.integers(0, 40),
    ),
    max_size=18,
)


@given(steps=STEPS)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_happens_at_most_one_waits_and_only_people_move_limits(house, steps):
    """Numbers in any order, corrections and answers: the two promises hold after each step."""
    with transaction.atomic():
        measure = a_measure(house.trust, title="Any", values=STEADY[:12], by=house.analyst)
        world = SimpleNamespace(week=12, accepted=0)
        for step, value, place in steps:
            _take(house, measure, world, step, value, place)
            assert Proposal.objects.filter(measure=measure, state="waiting").count() <= 1
            limits = reading.series_of([measure])[0].recalculated_on
            assert len(limits) == world.accepted
        transaction.set_rollback(True)


def _take(house, measure, world, step, value, place):
    proposal = waiting(measure)
    if step == "record":
        day = FIRST_WEEK - dt.timedelta(weeks=200 - world.week - place % 3)
        world.week += 1 + place % 3
        if not Observation.objects.filter(measure=measure, on=day).exists():
            record(measure, [Entry(day, value)], by=house.analyst)
    elif step == "correct":
        day = FIRST_WEEK + dt.timedelta(weeks=place % 12)
        correct(measure, day, value, house.analyst)
    elif proposal and step == "accept":
        accept(proposal, house.analyst)
        world.accepted += 1
    elif proposal:
        decline(proposal, house.analyst)
