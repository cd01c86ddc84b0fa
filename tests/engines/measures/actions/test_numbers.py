"""Recording, correcting, annotating, aiming."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from tests.engines.measures.making import FIRST_WEEK, SHIFTED, a_measure, record, weekly
from tests.world import NOON, TODAY

from groundswell.engines.measures import actions
from groundswell.engines.measures.entries import (
    Entry,
    UnusableRows,
    fault_in,
    latest_period,
    period_end,
    period_start,
)
from groundswell.engines.measures.models import (
    Annotation,
    Correction,
    Definition,
    Measure,
    MeasureState,
    Observation,
    Target,
)
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Stale, Unusable

NEXT = FIRST_WEEK + dt.timedelta(weeks=len(SHIFTED))


def test_a_number_comes_in_with_who_and_how(house):
    with pytest.raises(Refused, match="add the numbers"):
        record(house.measure, [Entry(NEXT, 50)], by=house.member)
    kept = record(house.measure, [Entry(NEXT, 50)], by=house.leader)
    number = Observation.objects.get(measure=house.measure, on=NEXT)
    assert len(kept.new) == 1
    assert (number.value, number.source, number.entered_by) == (50, "typed", house.leader.person)
    state = MeasureState.objects.get(measure=house.measure)
    assert (state.last_on, state.last_value) == (NEXT, 50)


def test_the_same_number_again_is_harmless(house):
    for _click in range(2):
        record(house.measure, [Entry(NEXT, 50)], by=house.leader)
    again = record(house.measure, [Entry(NEXT, 50)], by=house.leader)
    assert (len(again.new), len(again.known)) == (0, 1)
    assert Observation.objects.filter(measure=house.measure, on=NEXT).count() == 1


def test_another_number_for_the_same_day_is_a_fault_that_says_what_stands_there(house):
    with pytest.raises(UnusableRows, match="has 31% already") as fault:
        record(house.measure, [Entry(FIRST_WEEK, 99)], by=house.leader)
    assert fault.value.faults[0].column == "value"


def test_all_numbers_are_kept_or_none(house):
    late = TODAY + dt.timedelta(days=30)
    rows = [Entry(NEXT, 50, row=1), Entry(late, 50, row=2), Entry(NEXT, 120, row=3)]
    with pytest.raises(UnusableRows) as fault:
        record(house.measure, rows, by=house.leader)
    assert [f.row for f in fault.value.faults] == [2, 3]
    assert not Observation.objects.filter(measure=house.measure, on=NEXT).exists()


def test_a_day_that_stands_twice_with_two_numbers_is_a_fault(house):
    rows = [Entry(NEXT, 50, row=1), Entry(NEXT + dt.timedelta(days=3), 51, row=2)]
    with pytest.raises(UnusableRows, match="stands here twice"):
        record(house.measure, rows, by=house.leader)
    same = [Entry(NEXT, 50), Entry(NEXT + dt.timedelta(days=3), 50)]
    assert len(record(house.measure, same, by=house.leader).new) == 1


@pytest.mark.parametrize(("n", "words"), [(0, "no number to add"), (2_001, "at most 2,000")])
def test_none_and_too_many_are_said_so(house, n, words):
    with pytest.raises(Unusable, match=words):
        record(house.measure, weekly([5] * n), by=house.leader)


def about(**changes):
    usual = {"number": "percentage", "frequency": "week", "out_of": ""}
    return Definition(**{**usual, **changes})


@pytest.mark.parametrize(
    ("definition", "entry", "column", "words"),
    [
        (about(), Entry(TODAY + dt.timedelta(days=1), 5), "on", "has not come yet"),
        (about(), Entry(dt.date(1900, 1, 1), 5), "on", "too long ago"),
        (about(), Entry(TODAY, float("nan")), "value", "not a number that can be charted"),
        (about(), Entry(TODAY, float("inf")), "value", "not a number that can be charted"),
        (about(number="count"), Entry(TODAY, 1e16), "value", "not a number that can be charted"),
        (about(), Entry(TODAY, 101), "value", "at most 100"),
        (about(), Entry(TODAY, -1), "value", "below 0"),
        (about(), Entry(TODAY, 5, 10), "n", "not out of anything"),
        (about(out_of="people"), Entry(TODAY, 5), "n", "Out of how many is missing"),
        (about(out_of="people"), Entry(TODAY, 5, -1), "n", "0 or more"),
        (about(out_of="people"), Entry(TODAY, 5, float("nan")), "n", "0 or more"),
        (about(out_of="people"), Entry(TODAY, 5, 4), "value", "more than the 4"),
        (about(out_of="people"), Entry(TODAY, 5, 0), "value", "5 out of 0 cannot be"),
        (about(number="rate", out_of="days"), Entry(TODAY, 5, 0), "value", "out of 0 cannot be"),
        (about(number="days_between"), Entry(TODAY, -3), "value", "below 0"),
    ],
)
def test_a_number_that_cannot_be_right(definition, entry, column, words):
    found = fault_in(definition, entry, today=TODAY)
    assert found is not None and found[0] == column and words in found[1]


@pytest.mark.parametrize(
    ("definition", "entry"),
    [
        (about(out_of="people"), Entry(TODAY, 0, 0)),
        (about(out_of="people"), Entry(TODAY, 4, 4)),
        (about(number="rate", out_of="days"), Entry(TODAY, 50, 4)),
        (about(number="money"), Entry(TODAY, -4)),
        (about(number="score"), Entry(TODAY, -0.5)),
        (about(number="count"), Entry(TODAY, 0)),
    ],
)
def test_a_number_that_can_be_right(definition, entry):
    assert fault_in(definition, entry, today=TODAY) is None


@pytest.mark.parametrize(
    ("frequency", "number", "day", "start", "end"),
    [
        ("day", "count", (2026, 6, 10), (2026, 6, 10), (2026, 6, 10)),
        ("week", "count", (2026, 6, 14), (2026, 6, 8), (2026, 6, 14)),
        ("month", "count", (2024, 2, 29), (2024, 2, 1), (2024, 2, 29)),
        ("month", "count", (2025, 12, 31), (2025, 12, 1), (2025, 12, 31)),
        ("quarter", "count", (2026, 12, 25), (2026, 10, 1), (2026, 12, 31)),
        ("quarter", "count", (2026, 3, 31), (2026, 1, 1), (2026, 3, 31)),
        ("month", "days_between", (2026, 6, 10), (2026, 6, 10), (2026, 6, 10)),
    ],
)
def test_any_day_names_its_week_month_or_quarter(frequency, number, day, start, end):
    definition = about(frequency=frequency, number=number)
    found = period_start(definition, dt.date(*day))
    assert found == dt.date(*start)
    assert period_end(definition, found) == dt.date(*end)


@pytest.mark.parametrize(
    ("frequency", "today", "due"),
    [
        ("week", (2026, 6, 14), (2026, 6, 8)),  # a Sunday: the week is over
        ("week", (2026, 6, 15), (2026, 6, 8)),
        ("week", (2026, 6, 13), (2026, 6, 1)),
        ("month", (2026, 6, 30), (2026, 6, 1)),
        ("month", (2026, 6, 29), (2026, 5, 1)),
        ("quarter", (2026, 1, 2), (2025, 10, 1)),
        ("day", (2026, 6, 13), (2026, 6, 13)),
    ],
)
def test_the_number_that_is_due_is_of_the_last_period_that_is_over(frequency, today, due):
    assert latest_period(about(frequency=frequency), dt.date(*today)) == dt.date(*due)


def test_today_is_the_day_on_a_clock_in_london(house):
    daily = a_measure(house.trust, title="Beds", number="count", frequency="day", by=house.analyst)
    half_past_midnight = dt.datetime(2026, 6, 15, 23, 30, tzinfo=dt.UTC)  # the 16th in London
    tomorrow = TODAY + dt.timedelta(days=1)
    with pytest.raises(UnusableRows, match="has not come yet"):
        record(daily, [Entry(tomorrow, 5)], by=house.analyst, at=NOON)
    assert record(daily, [Entry(tomorrow, 5)], by=house.analyst, at=half_past_midnight).new


# --- correcting -------------------------------------------------------------------------------


def correct(
    house, value=40.0, *, reason="Typed wrongly.", version=1, by=None, on=FIRST_WEEK, at=NOON
):
    return actions.correct_observation(
        measure=house.measure,
        entry=Entry(on, value),
        reason=reason,
        version=version,
        by=by or house.leader,
        at=at,
    )


def test_a_corrected_number_keeps_what_it_was_and_why(house):
    with pytest.raises(Refused, match="correct the numbers"):
        correct(house, by=house.member)
    assert correct(house).version == 2
    kept = Correction.objects.get(measure=house.measure)
    assert (kept.old_value, kept.new_value, kept.reason) == (31, 40, "Typed wrongly.")
    assert (kept.by, kept.at) == (house.leader.person, NOON)


def test_the_second_click_corrects_nothing_more(house):
    correct(house)
    assert correct(house).version == 2
    assert Correction.objects.count() == 1


def test_the_second_of_two_who_correct_is_told_who_when_and_what(house):
    correct(house, 41.0, by=house.analyst, at=NOON)
    sentence = "Sam Ortiz changed this number on 15 June 2026 at 1 pm, from 31% to 41%"
    with pytest.raises(Stale, match=sentence):
        correct(house, 42.0, version=1)
    assert Observation.objects.get(measure=house.measure, on=FIRST_WEEK).value == 41


def test_a_version_that_never_was_is_stale(house):
    with pytest.raises(Stale, match="not the one you saw"):
        correct(house, version=7)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reason": "  "}, "reason"),
        ({"reason": "x" * 2_001}, "reason"),
        ({"value": 101.0}, "value"),
        ({"on": FIRST_WEEK - dt.timedelta(weeks=1)}, "on"),
    ],
)
def test_a_correction_that_cannot_be_is_not_kept(house, changes, field):
    with pytest.raises(Unusable) as fault:
        correct(house, **changes)
    assert fault.value.field == field
    assert not Correction.objects.exists()


def test_a_correction_out_of_how_many_is_told_as_such(house):
    shares = a_measure(house.trust, title="Seen", n=40, values=[10, 20], by=house.analyst)
    house.measure = shares
    for value, version in ((11, 1), (12, 1)):
        try:
            actions.correct_observation(
                measure=shares,
                entry=Entry(FIRST_WEEK, value, 41),
                reason="Counted again.",
                version=version,
                by=house.analyst,
                at=NOON,
            )
        except Stale as stale:
            assert "from 10 of 40 to 11 of 41" in str(stale)
    assert Correction.objects.get().new_n == 41


# --- notes ------------------------------------------------------------------------------------


def note(house, text="Heat wave", by=None, on=TODAY):
    return actions.annotate(measure=house.measure, on=on, text=text, by=by or house.member, at=NOON)


def test_a_note_stands_once_however_often_it_is_sent(house):
    with pytest.raises(Refused, match="People who work there"):
        note(house, by=house.outsider)
    assert note(house) == note(house)
    assert Annotation.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"text": " "}, "text"),
        ({"text": "x" * 2_001}, "text"),
        ({"on": TODAY + dt.timedelta(days=1)}, "on"),
        ({"on": dt.date(1900, 1, 1)}, "on"),
    ],
)
def test_a_note_that_cannot_be_is_not_kept(house, changes, field):
    with pytest.raises(Unusable) as fault:
        note(house, **changes)
    assert fault.value.field == field


def test_a_note_taken_back_is_kept_with_who_took_it(house):
    taken = actions.withdraw_annotation(annotation=note(house), by=house.leader, at=NOON)
    assert (taken.withdrawn_by, taken.withdrawn_at) == (house.leader.person, NOON)
    with pytest.raises(Refused, match="already"):
        actions.withdraw_annotation(annotation=taken, by=house.leader, at=NOON)
    assert note(house) != taken  # the same may be said again


# --- targets ----------------------------------------------------------------------------------


def aim(house, value=60.0, from_on=FIRST_WEEK, by=None):
    return actions.set_target(
        measure=house.measure, value=value, from_on=from_on, by=by or house.leader, at=NOON
    )


def test_a_target_changes_what_the_chart_says_of_it(house):
    with pytest.raises(Refused, match="set the target"):
        aim(house, by=house.member)
    aim(house)
    state = MeasureState.objects.get(measure=house.measure)
    assert (state.assurance, state.target) == ("fail", 60)
    actions.withdraw_target(target=Target.objects.get(), by=house.leader, at=NOON)
    state.refresh_from_db()
    assert (state.assurance, state.target) == ("", None)


def test_a_target_of_the_same_day_replaces_the_one_before_and_keeps_it(house):
    first, again, other = aim(house), aim(house), aim(house, 70)
    assert first == again != other
    first.refresh_from_db()
    assert first.withdrawn_by == house.leader.person
    assert Target.objects.filter(withdrawn_at__isnull=True).get() == other


def test_a_withdrawn_target_is_not_withdrawn_again(house):
    target = aim(house)
    actions.withdraw_target(target=target, by=house.leader, at=NOON)
    with pytest.raises(Refused, match="already"):
        actions.withdraw_target(target=target, by=house.leader, at=NOON)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"value": 101.0}, "value"),
        ({"value": float("nan")}, "value"),
        ({"value": 1e300}, "value"),
        ({"from_on": dt.date(1800, 1, 1)}, "from_on"),
        ({"from_on": dt.date(2300, 1, 1)}, "from_on"),
    ],
)
def test_a_target_that_cannot_be_is_not_kept(house, changes, field):
    with pytest.raises(Unusable) as fault:
        aim(house, **changes)
    assert fault.value.field == field


# --- what the database holds by itself ----------------------------------------------------------


def test_two_numbers_of_one_day_are_refused_by_the_database(house):
    twin = Observation.objects.filter(measure=house.measure).first()
    twin.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Observation.objects.filter(measure=house.measure).update(n=-1)


def test_models_say_what_they_are(house):
    aim(house)
    correct(house)
    assert str(Target.objects.get()).startswith("60.0 from")
    assert str(Correction.objects.get()) == "31.0 became 40.0"
    assert str(Observation.objects.get(measure=house.measure, on=FIRST_WEEK)).startswith("40.0")
    assert str(note(house)) == "Heat wave"
    assert str(Measure.objects.get().state) == str(house.measure.pk)
