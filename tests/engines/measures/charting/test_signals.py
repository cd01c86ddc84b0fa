import datetime as dt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.measures.making import AFTER, BEFORE, STEADY
from tests.engines.measures.series import a_series

from groundswell.engines.measures.charting import judge_one, signals_of


def found(values, **recipe):
    judged = judge_one(a_series(values, **recipe))
    return [(s.first, s.last, s.rule, s.n, s.n_beyond, s.kind) for s in signals_of(judged)]


def test_the_example_has_two_patterns():
    judged = judge_one(
        a_series([*BEFORE, *AFTER], recalculated_on=(dt.date(2025, 12, 1),), baseline_points=20)
    )
    one, two = signals_of(judged)
    assert (one.first, one.last, one.rule, one.kind) == (18, 18, "below_limit", "worse")
    assert (two.first, two.last, two.rule, two.n, two.n_beyond) == (34, 40, "shift_high", 7, 4)
    assert (one.number, two.number, one.is_up, two.is_up) == (1, 2, False, True)


def test_two_patterns_of_two_directions_stay_apart():
    patterns = found([*STEADY, 90, -40])
    assert [p[2] for p in patterns] == ["above_limit", "below_limit"]


def test_two_of_three_may_have_one_between_them():
    values = [*[30, 33] * 10, 37, 34, 37]
    patterns = [p for p in found(values, baseline_points=20) if p[2] == "two_in_three_high"]
    assert patterns == [(20, 22, "two_in_three_high", 2, 0, "better")]


def test_a_trend_is_called_a_trend_even_where_it_ends_beyond_the_limit():
    values = [*[30, 33] * 10, 29, 30, 31, 32, 33, 34, 60]
    assert found(values)[-1][2:5] == ("trend_up", 7, 1)


def test_a_pattern_does_not_cross_a_recalculation():
    start = dt.date(2025, 9, 1) + dt.timedelta(weeks=20)
    values = [*[30, 33] * 9, 60, 60, 60, *[30, 33] * 9]
    crossing = found(values, recalculated_on=(start,))
    assert [p[:2] for p in crossing if p[2] == "above_limit"] == [(18, 19), (20, 20)]


@pytest.mark.parametrize(
    ("good", "kind"), [("up", "better"), ("down", "worse"), ("neither", "moved")]
)
def test_better_and_worse_follow_the_good_direction(good, kind):
    assert found([*STEADY, 90], good=good)[-1][5] == kind


@given(st.lists(st.integers(0, 40), max_size=45))
@settings(max_examples=100, deadline=None)
def test_each_flagged_point_is_in_exactly_one_pattern(values):
    judged = judge_one(a_series(values))
    flagged = set(np.flatnonzero(judged.cause).tolist())
    covered = [row for s in signals_of(judged) for row in range(s.first, s.last + 1)]
    assert len(covered) == len(set(covered))
    assert flagged <= set(covered)
