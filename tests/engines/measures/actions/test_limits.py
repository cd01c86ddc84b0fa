"""Limits that a person recalculates because they know of a change, and how that is taken back."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from tests.engines.measures.making import FIRST_WEEK, SHIFTED, STEADY, a_measure, record, waiting
from tests.world import NOON

from groundswell.engines.measures import actions, queries, reading
from groundswell.engines.measures.entries import Entry
from groundswell.engines.measures.models import MeasureState, Proposal
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.models import AuditEvent

SHIFT_FROM = FIRST_WEEK + dt.timedelta(weeks=len(STEADY))
NEXT = FIRST_WEEK + dt.timedelta(weeks=len(SHIFTED))
OPENED = FIRST_WEEK + dt.timedelta(weeks=10, days=3)  # a Thursday; its week names it
WEEK_OF_OPENING = FIRST_WEEK + dt.timedelta(weeks=10)
WHY = "A new unit opened."


def recalculate(house, from_on=OPENED, reason=WHY, by=None):
    return actions.recalculate_limits(
        measure=house.measure, from_on=from_on, reason=reason, by=by or house.leader, at=NOON
    )


def undo(house, proposal, reason="It opened a month later.", by=None):
    return actions.undo_recalculation(
        proposal=proposal, reason=reason, by=by or house.analyst, at=NOON
    )


def restarts(house):
    return reading.series_of([house.measure])[0].recalculated_on


def test_a_keeper_recalculates_from_a_day_they_know(house):
    with pytest.raises(Refused, match="recalculate the limits"):
        recalculate(house, by=house.member)
    decided = recalculate(house)
    assert restarts(house) == (WEEK_OF_OPENING,)
    assert (decided.raised_by, decided.decided_by, decided.reason) == (
        house.leader.person, house.leader.person, WHY,
    )  # fmt: skip
    page = queries.measure_page(house.member, house.measure)
    told = [note.bold + note.rest for note in page.notes]
    assert any("from 10 November 2025" in line and WHY in line for line in told)
    event = AuditEvent.objects.get(name="measure.recalculated")
    assert event.details["day"] == "10 November 2025"


def test_a_double_click_recalculates_once(house):
    assert recalculate(house) == recalculate(house)
    assert Proposal.objects.filter(state="accepted").count() == 1
    with pytest.raises(Unusable, match="start anew there already, from 10 November 2025"):
        recalculate(house, reason="Another reason.")


def test_a_question_about_the_same_day_is_answered_by_it(house):
    question = waiting(house.measure)
    assert recalculate(house, from_on=SHIFT_FROM) == question
    question.refresh_from_db()
    assert (question.state, question.raised_by, question.reason) == ("accepted", None, WHY)


def test_a_question_that_the_new_limits_explain_is_withdrawn(house):
    question = waiting(house.measure)
    recalculate(house, from_on=SHIFT_FROM - dt.timedelta(weeks=1))
    question.refresh_from_db()
    assert question.state == "withdrawn" and waiting(house.measure) is None


def test_a_question_about_another_change_goes_on_waiting(house):
    question = waiting(house.measure)
    recalculate(house)
    assert waiting(house.measure) == question


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"reason": " "}, "reason", "Say why"),
        ({"from_on": NOON.date() + dt.timedelta(days=7)}, "from_on", "up to today, 15 June 2026"),
        ({"from_on": FIRST_WEEK}, "from_on", "numbers before that day"),
        ({"from_on": NEXT}, "from_on", "numbers before that day"),
    ],
)
def test_limits_cannot_start_anew_everywhere(house, changes, field, words):
    with pytest.raises(Unusable, match=words) as fault:
        recalculate(house, **changes)
    assert fault.value.field == field
    assert restarts(house) == ()


def test_limits_from_a_single_number_are_drawn_and_said_to_be_on_trial(house):
    recalculate(house, from_on=NEXT - dt.timedelta(weeks=1))
    page = queries.measure_page(house.leader, house.measure)
    assert "they rest on 1 number" in page.trial
    assert MeasureState.objects.get(measure=house.measure).mean == 49


def test_two_days_that_lead_to_the_same_number_are_one_recalculation(house):
    bare = a_measure(house.trust, title="Falls", values=[3, 4, 5], by=house.analyst)
    later = FIRST_WEEK + dt.timedelta(weeks=9)
    record(bare, [Entry(later, 9)], by=house.analyst)
    house.measure = bare
    recalculate(house, from_on=later - dt.timedelta(weeks=2), by=house.analyst)
    with pytest.raises(Unusable, match="already"):
        recalculate(house, from_on=later, by=house.analyst)


def test_a_recalculation_is_taken_back_by_another_decision_and_both_stay_to_be_read(house):
    decided = recalculate(house)
    with pytest.raises(Refused, match="recalculate the limits"):
        undo(house, decided, by=house.member)
    with pytest.raises(Unusable, match="Say why"):
        undo(house, decided, reason=" ")
    assert undo(house, decided) == undo(house, decided)
    assert restarts(house) == ()
    (sentence,) = queries.measure_page(house.leader, house.measure).declined
    assert "Sam Ortiz took back the recalculation from 10 November 2025" in sentence
    assert "“It opened a month later.” Joyce Lim had recalculated on 15 June 2026" in sentence
    assert WHY in sentence
    assert AuditEvent.objects.filter(name="measure.recalculation_undone").count() == 1
    with pytest.raises(Refused, match="already taken back"):
        undo(house, decided, by=house.leader)
    assert recalculate(house).pk != decided.pk  # and may be decided anew


def test_after_taking_back_only_later_numbers_ask_again(house):
    decided = recalculate(house, from_on=SHIFT_FROM)
    undo(house, decided)
    assert waiting(house.measure) is None
    assert restarts(house) == ()


def test_the_database_keeps_no_taking_back_without_name_and_reason(house):
    recalculate(house)
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(state="accepted").update(state="undone")
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(state="accepted").update(
            state="undone", undone_by=house.leader.person, undone_at=NOON
        )
