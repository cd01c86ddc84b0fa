import datetime as dt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.measures.making import AFTER, BEFORE, STEADY
from tests.engines.measures.series import a_series

from groundswell.engines.measures.charting import judge_all, judge_one, shifts_of

DECEMBER = dt.date(2025, 12, 1)
LUNCH = [*BEFORE, *AFTER]


def lunch(**recipe):
    return a_series(LUNCH, recalculated_on=(DECEMBER,), baseline_points=20, **recipe)


def test_the_chart_of_the_example_has_the_figures_of_the_example():
    judged = judge_one(lunch())
    assert judged.centre[[0, -1]].round(1).tolist() == [23.7, 31.6]
    assert judged.lower[-1].round() == 20 and judged.upper[-1].round() == 43
    assert judged.variation == "improvement_high"
    assert judged.day(judged.shift_at) == dt.date(2026, 4, 27)
    figures = shifts_of([judged])[0]
    assert (figures.n, figures.is_up, figures.new_mean) == (7, True, 44)
    assert round(figures.new_lower) == 36 and round(figures.new_upper) == 52


def test_limits_of_under_twenty_numbers_are_trial_limits():
    judged = judge_one(lunch())
    assert [judged.is_trial(segment) for segment in (0, 1)] == [True, False]


def test_a_run_chart_has_a_median_no_limits_and_no_trial():
    judged = judge_one(a_series([4, 5, 6, 7, 20]))
    assert judged.centre[0] == 6 and np.isnan(judged.upper).all()
    assert not judged.has_limits and not judged.is_trial(0)


def test_icons_need_thirteen_numbers():
    assert judge_one(a_series(STEADY[:12])).variation == ""
    assert judge_one(a_series(STEADY[:13])).variation == "common_cause"


def test_assurance_is_judged_by_the_target_in_force_at_the_last_number():
    steps = ((dt.date(2025, 1, 1), 32.0), (dt.date(2026, 1, 1), 80.0))
    judged = judge_one(a_series(STEADY, targets=steps))
    assert judged.assurance == "fail" and judged.target == 80
    later = (dt.date(2025, 1, 1), 32.0), (dt.date(2030, 1, 1), 80.0)
    assert judge_one(a_series(STEADY, targets=later)).assurance == "inconsistent"


def test_assurance_of_the_last_segment_alone():
    """Issue 172 of the R package: after a recalculation only the present limits count."""
    values = [*[10, 11] * 10, *[50, 51] * 10]
    start = dt.date(2025, 9, 1) + dt.timedelta(weeks=20)
    target = ((dt.date(2025, 1, 1), 30.0),)
    judged = judge_one(a_series(values, recalculated_on=(start,), targets=target))
    assert judged.assurance == "pass"


@pytest.mark.parametrize("good", ["up", "down", "neither"])
def test_no_target_no_assurance(good):
    assert judge_one(a_series(STEADY, good=good)).assurance == ""


def test_a_shift_is_asked_about_from_twelve_numbers_on():
    # Five and then seven above: enough to ask. With one fewer before, too few to say anything.
    assert judge_one(a_series([*[2, 3, 2, 3, 2], *[9] * 7])).shift_at == 5
    assert judge_one(a_series([*[2, 3, 2, 3], *[9] * 7])).shift_at == -1


def test_only_numbers_after_a_declined_proposal_ask_again():
    start = dt.date(2025, 9, 1)
    values = [*STEADY, *[60] * 7]
    asked = judge_one(a_series(values))
    assert asked.shift_at == 21
    last = start + dt.timedelta(weeks=27)
    assert judge_one(a_series(values, declined_on=last)).shift_at == -1
    assert judge_one(a_series([*values, *[60] * 6], declined_on=last)).shift_at == -1
    assert judge_one(a_series([*values, *[60] * 7], declined_on=last)).shift_at == 28


def test_a_gap_breaks_a_run():
    days = [dt.date(2024, 1, 1) + dt.timedelta(weeks=i) for i in range(21)]
    days += [dt.date(2024, 6, 24) + dt.timedelta(weeks=i) for i in range(7)]
    values = [*STEADY, *[60] * 7]
    whole = judge_one(a_series([*STEADY, *[60] * 4, *[60] * 3]))
    assert whole.shift_at == 21
    broken = [*days[:24], *[day + dt.timedelta(weeks=3) for day in days[24:]]]
    assert judge_one(a_series(values, days=broken)).shift_at == -1


def test_a_lower_limit_under_nothing_is_clipped_only_where_asked_and_possible():
    values = [1, 9] * 10
    assert judge_one(a_series(values)).lower[0] < 0
    assert judge_one(a_series(values, clip_at_zero=True)).lower[0] == 0
    negative = [-1, 9] * 10
    assert judge_one(a_series(negative, clip_at_zero=True)).lower[0] < 0


def test_screening_leaves_an_outlier_out_of_the_limits():
    values = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
    assert judge_one(a_series(values)).upper[0] == pytest.approx(6.9515, abs=1e-4)
    assert judge_one(a_series(values, screen=True)).upper[0] == pytest.approx(4.6044, abs=1e-4)


def test_a_baseline_holds_for_charts_of_shares_too():
    values, wide = [30, 31] * 10, [60, 61] * 10
    recipe = {"number": "percentage", "scale": 100.0, "chart": "p"}
    fixed = judge_one(a_series([*values, *wide], 100, baseline_points=20, **recipe))
    assert fixed.centre[0] == fixed.centre[-1] == pytest.approx(30.5)
    moved = judge_one(a_series([*values, *wide], 100, **recipe))
    assert moved.centre[0] == pytest.approx(45.5)


def test_a_baseline_begins_anew_with_every_segment():
    values = [*[30, 31] * 10, *[60, 61] * 10, *[90] * 4]
    start = dt.date(2025, 9, 1) + dt.timedelta(weeks=20)
    recipe = {"number": "percentage", "scale": 100.0, "chart": "p", "baseline_points": 20}
    judged = judge_one(a_series(values, 100, recalculated_on=(start,), **recipe))
    assert judged.centre[-1] == pytest.approx(60.5)


def test_no_numbers_and_nothing_but_gaps_are_no_fault():
    for values in ([], [float("nan")] * 3):
        judged = judge_one(a_series(values))
        assert (judged.last, judged.n_points, judged.variation, judged.shift_at) == (-1, 0, "", -1)


KINDS = ["auto", "run", "xmr", "p", "pp", "u", "up", "c", "g", "t"]
NUMBERS = ["count", "percentage", "rate", "mean", "days_between"]
ONE = st.builds(
    lambda values, n, chart, number, length, screen: a_series(
        [min(v, n) for v in values] if n else values,
        n,
        chart=chart,
        number=number,
        run_length=length,
        screen=screen,
    ),
    st.lists(st.integers(0, 60), max_size=30),
    st.sampled_from([None, 60]),
    st.sampled_from(KINDS),
    st.sampled_from(NUMBERS),
    st.sampled_from([6, 7, 8]),
    st.booleans(),
)


@given(st.lists(ONE, max_size=6))
@settings(max_examples=80, deadline=None)
def test_what_else_is_in_the_batch_changes_nothing(series):
    together = judge_all(series)
    for one, judged in zip(series, together, strict=True):
        alone = judge_one(one)
        assert (alone.variation, alone.assurance, alone.shift_at) == (
            judged.variation,
            judged.assurance,
            judged.shift_at,
        )
        np.testing.assert_array_equal(alone.upper, judged.upper)
        np.testing.assert_array_equal(alone.cause, judged.cause)
