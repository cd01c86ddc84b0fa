"""A number written down by mistake is taken back: a gap is left, and nothing is forgotten."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from tests.engines.measures.making import FIRST_WEEK, SHIFTED, a_measure, record, waiting
from tests.world import NOON

from groundswell.engines.measures import actions, queries, reading
from groundswell.engines.measures.charting import judge_one, rows_of
from groundswell.engines.measures.entries import Entry
from groundswell.engines.measures.models import Correction, MeasureState, Observation
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Stale, Unusable
from groundswell.ground.kernel.models import AuditEvent

THIRD = FIRST_WEEK + dt.timedelta(weeks=2)
LAST = FIRST_WEEK + dt.timedelta(weeks=len(SHIFTED) - 1)


def take_back(house, on=THIRD, reason="Counted on the wrong ward.", version=1, by=None):
    return actions.withdraw_observation(
        measure=house.measure, on=on, reason=reason, version=version, by=by or house.leader, at=NOON
    )


def correct(house, on=THIRD, value=40.0, version=1, by=None):
    return actions.correct_observation(
        measure=house.measure, entry=Entry(on, value), reason="Misread.", version=version,
        by=by or house.analyst, at=NOON,
    )  # fmt: skip


def test_a_number_taken_back_leaves_a_gap_and_stays_in_the_history(house):
    with pytest.raises(Refused, match="take back the numbers"):
        take_back(house, by=house.member)
    take_back(house)
    kept = Correction.objects.get(measure=house.measure, on=THIRD)
    assert (kept.old_value, kept.new_value, kept.reason) == (30, None, "Counted on the wrong ward.")
    assert (kept.by, kept.at, str(kept)) == (house.leader.person, NOON, "30.0 became nothing")
    judged = judge_one(reading.series_of([house.measure])[0])
    gaps = [r.on for r in rows_of(judged, reading.style_of(house.measure.definition)) if r.is_gap]
    assert gaps == [THIRD]
    shown = queries.measure_page(house.leader, house.measure).corrections
    assert [line.change for line in shown] == ["30% taken back"]
    assert AuditEvent.objects.filter(name="measure.number_withdrawn").count() == 1


def test_the_chart_is_told_at_once(house):
    take_back(house, on=LAST)
    state = MeasureState.objects.get(measure=house.measure)
    assert (state.last_on, state.highest) == (LAST - dt.timedelta(weeks=1), 47)
    assert waiting(house.measure) is None  # six in a row are no shift


def test_a_double_click_takes_back_once(house):
    assert take_back(house) == take_back(house)
    assert Correction.objects.count() == 1


def test_of_two_who_take_back_the_slower_is_told_who_was_first_and_why(house):
    take_back(house)
    with pytest.raises(Stale, match="Joyce Lim took this number back on 15 June 2026 at 1 pm"):
        take_back(house, reason="Twice the same.", by=house.analyst)
    with pytest.raises(Stale, match="Counted on the wrong ward"):
        correct(house)
    assert Correction.objects.count() == 1


def test_a_number_corrected_in_between_is_not_taken_back_unseen(house):
    correct(house)
    with pytest.raises(Stale, match="from 30% to 40%"):
        take_back(house)
    assert Observation.objects.filter(measure=house.measure, on=THIRD).exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reason": " "}, "reason"),
        ({"reason": "x" * 2_001}, "reason"),
        ({"on": FIRST_WEEK - dt.timedelta(weeks=1)}, "on"),
    ],
)
def test_taking_back_needs_a_reason_and_a_number(house, changes, field):
    with pytest.raises(Unusable) as fault:
        take_back(house, **changes)
    assert fault.value.field == field
    assert not Correction.objects.exists()


def test_the_day_takes_a_number_again_and_goes_on_counting_versions(house):
    take_back(house)
    added = record(house.measure, [Entry(THIRD, 33)], by=house.leader)
    assert [entry.value for entry in added.new] == [33]
    anew = Observation.objects.get(measure=house.measure, on=THIRD)
    assert (anew.value, anew.version) == (33, 2)
    with pytest.raises(Stale, match="took this number back"):  # still looks at the former one
        correct(house, version=1)
    assert correct(house, version=2).value == 40
    with pytest.raises(Stale, match="from 33% to 40%"):
        take_back(house, version=2)
    take_back(house, version=3)
    record(house.measure, [Entry(THIRD, 34)], by=house.leader)
    assert Observation.objects.get(measure=house.measure, on=THIRD).version == 4


def test_out_of_how_many_is_kept_too(house):
    shares = a_measure(house.trust, title="Seen", n=40, values=[10, 20], by=house.analyst)
    actions.withdraw_observation(
        measure=shares, on=FIRST_WEEK, reason="No.", version=1, by=house.analyst, at=NOON
    )
    shown = queries.measure_page(house.analyst, shares).corrections
    assert [line.change for line in shown] == ["10 of 40 taken back"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.update(new_n=40)
