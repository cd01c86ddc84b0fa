"""What must hold of every chart, whatever the series."""

import math

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.science import spc
from groundswell.science.spc.rules import RULE_SETS

whole = st.lists(st.one_of(st.just(math.nan), st.integers(-9, 9).map(float)), max_size=30)
several = st.lists(whole, min_size=1, max_size=4)
rule_sets = st.sampled_from(sorted(RULE_SETS))
FLAGS = ("outside_limits", "trend", "two_in_three", "shift")
ARRAYS = ("mean", "lpl", "nlpl", "nupl", "upl", *FLAGS, "special_cause", "point_type", "segment")


@settings(max_examples=100, deadline=None)
@given(values=whole, rules=rule_sets, by=st.sampled_from([16.0, 1024.0]))
def test_adding_to_every_value_moves_the_lines_and_flags_nothing_else(values, rules, by):
    before = spc.xmr(values, rules=rules)
    after = spc.xmr(np.array(values) + by, rules=rules)
    assert np.allclose(after.upl, before.upl + by, equal_nan=True)
    assert (after.trend == before.trend).all()


@settings(max_examples=100, deadline=None)
@given(values=whole, rules=rule_sets, factor=st.sampled_from([0.25, 2.0, 1024.0]))
def test_another_unit_scales_the_lines_and_changes_no_flag(values, rules, factor):
    before = spc.xmr(values, rules=rules)
    after = spc.xmr(np.array(values) * factor, rules=rules)
    assert np.array_equal(after.upl, before.upl * factor, equal_nan=True)
    assert after.special_cause.tolist() == before.special_cause.tolist()


@settings(max_examples=100, deadline=None)
@given(values=whole)
def test_a_mirrored_series_swaps_up_and_down(values):
    plain = spc.xmr(values, improvement="increase")
    mirrored = spc.xmr(-np.array(values), improvement="decrease")
    for name in FLAGS:
        assert (getattr(mirrored, name) == -getattr(plain, name)).all(), name
    assert mirrored.point_type.tolist() == plain.point_type.tolist()


@settings(max_examples=100, deadline=None)
@given(series=several, rules=rule_sets)
def test_a_measure_is_charted_the_same_whatever_else_is_in_the_batch(series, rules):
    values, offsets = spc.joined(series)
    together = spc.xmr(values, offsets=offsets, rules=rules, improvement="increase", target=1.0)
    icons = spc.icons(together)
    runs = spc.runs(values, together.mean, offsets=offsets)
    for at, one in enumerate(series):
        alone = spc.xmr(one, rules=rules, improvement="increase", target=1.0)
        span = slice(offsets[at], offsets[at + 1])
        for name in ARRAYS:
            ours, theirs = getattr(together, name)[span], getattr(alone, name)
            assert ours.tobytes() == theirs.tobytes(), name
        assert spc.icons(alone).variation.item() == icons.variation[at]
        assert spc.icons(alone).assurance.item() == icons.assurance[at]
        if one:
            counted = spc.runs(one, alone.mean)
            row = runs.measure.tolist().index(at)
            assert counted.crossings.item() == runs.crossings[row]


@settings(max_examples=60, deadline=None)
@given(series=several, kind=st.sampled_from(["run", "i", "mr", "c", "g", "ip", "xbar", "s"]))
def test_a_chart_is_drawn_the_same_whatever_else_is_in_the_batch(series, kind):
    positive = [np.abs(np.array(one)) for one in series]
    values, offsets = spc.joined(positive)
    together = spc.chart(kind, values, offsets=offsets, screen=True)
    for at, one in enumerate(positive):
        alone = spc.chart(kind, one, screen=True)
        span = slice(offsets[at], offsets[at + 1])
        for name in ("value", "centre", "lcl", "ucl", "lower_2s", "upper_2s", "sigma_signal"):
            assert getattr(together, name)[span].tobytes() == getattr(alone, name).tobytes(), name


@settings(max_examples=100, deadline=None)
@given(values=whole, cut=st.integers(0, 30))
def test_a_segment_is_charted_as_if_it_stood_alone(values, cut):
    cut = min(cut, max(len(values) - 1, 0))
    whole_chart = spc.xmr(values, segment_starts=[cut] if values else [])
    tail = spc.xmr(values[cut:])
    for name in (*FLAGS, "mean", "upl"):
        assert getattr(whole_chart, name)[cut:].tobytes() == getattr(tail, name).tobytes(), name


@settings(max_examples=100, deadline=None)
@given(values=whole)
def test_no_argument_is_changed(values):
    given_values = np.array(values)
    before = given_values.tobytes()
    drawn = spc.xmr(given_values, screen=True)
    spc.chart("i", given_values, screen=True, exclude=np.zeros(given_values.size, dtype=bool))
    spc.runs(given_values, drawn.mean, exclude=np.ones(given_values.size, dtype=bool))
    assert given_values.tobytes() == before


@settings(max_examples=100, deadline=None)
@given(values=whole, length=st.sampled_from([6, 7, 8]))
def test_a_shift_that_reaches_the_end_is_flagged_from_where_it_is_said_to_begin(values, length):
    drawn = spc.xmr(values, run_length=length)
    first = spc.shift_reaching_end(values, drawn.mean, run_length=length).item()
    known = np.flatnonzero(~np.isnan(drawn.values))
    if first >= 0:
        assert (drawn.shift[first : known[-1] + 1] != 0).all()
    else:
        assert known.size == 0 or drawn.shift[known[-1]] == 0
