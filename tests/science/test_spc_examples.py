"""Published worked examples, and what was decided for series that say little."""

import math
from fractions import Fraction

import numpy as np
import pytest

from groundswell.science import spc
from groundswell.science.spc.constants import c4, spread_of_sd

NAN = math.nan
COMPATIBLE = "nhsrplotthedots-0.2.2"
DEVIATIONS = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
LAST_BIT = [
    *(23.6, 39.0, 21.3, 28.0, 43.5, 6.1, 3.9, 26.5, 85.5, 41.5, 0.5, 42.7),
    *(26.0, 13.3, 2.8, 51.9, 93.5, 61.6, 60.1, 2.0, 95.3, 13.0, 44.8, 0.1),
    *(68.8, 38.9, 64.6, 41.9, 82.2, 57.3, 38.5, 19.0, 16.1, 12.4, 0.3, 9.4),
]
"""Values whose sum in 80 bits, divided once, gives the neighbour of their mean."""

BOXES = {
    10: (2, 6, 3, 5),
    11: (3, 7, 4, 6),
    12: (3, 6, 3, 6),
    19: (5, 7, 6, 5),
    26: (9, 9, 10, 7),
    47: (17, 9, 20, 7),
    75: (31, 12, 32, 9),
    83: (33, 10, 36, 7),
    97: (41, 12, 42, 9),
    100: (41, 10, 42, 9),
}
"""Anhøj and Wentzel-Larsen 2020, table 1: C, L of the best box, Cbord, Lbord of the cut box."""


def test_the_deviations_vignette_gives_its_limits_without_screening():
    drawn = spc.xmr(DEVIATIONS)
    assert drawn.mean[0] == pytest.approx(1.9444, abs=5e-5)
    assert drawn.lpl[0] == pytest.approx(-3.0626, abs=5e-5)
    assert drawn.upl[0] == pytest.approx(6.9515, abs=5e-5)


def test_the_deviations_vignette_gives_its_limits_with_screening():
    drawn = spc.xmr(DEVIATIONS, screen=True)
    assert drawn.lpl[0] == pytest.approx(-0.7156, abs=5e-5)
    assert drawn.upl[0] == pytest.approx(4.6044, abs=5e-5)


def test_each_rule_set_screens_by_its_own_default():
    assert spc.xmr(DEVIATIONS).upl[0] == spc.xmr(DEVIATIONS, screen=False).upl[0]
    screened = spc.xmr(DEVIATIONS, rules=COMPATIBLE)
    assert screened.upl[0] == spc.xmr(DEVIATIONS, screen=True).upl[0]


@pytest.mark.parametrize(("n", "published"), [(2, 0.7979), (5, 0.9400), (10, 0.9727), (25, 0.9896)])
def test_c4_is_montgomerys(n: int, published: float):
    assert c4(n) == pytest.approx(published, abs=5e-5)


@pytest.mark.parametrize(("n", "b3", "b4"), [(2, 0, 3.267), (6, 0.030, 1.970), (10, 0.284, 1.716)])
def test_three_spreads_of_a_standard_deviation_are_montgomerys_b3_and_b4(n, b3, b4):
    assert max(0.0, 1 - 3 * float(spread_of_sd(n))) == pytest.approx(b3, abs=1e-3)
    assert 1 + 3 * float(spread_of_sd(n)) == pytest.approx(b4, abs=1e-3)


@pytest.mark.parametrize("n", BOXES)
def test_the_boxes_are_those_of_the_published_table(n: int):
    box = spc.box_for(n)
    found = (box.crossings_min, box.longest_run_max, box.cut_crossings, box.cut_longest)
    assert found == BOXES[n]


@pytest.mark.parametrize("n", [0, 9, 101])
def test_there_is_no_box_outside_ten_to_a_hundred_points(n: int):
    with pytest.raises(ValueError, match="10 to 100"):
        spc.box_for(n)


def test_the_cut_box_signals_at_the_corner_where_the_best_box_does_not():
    values = [9] * 7 + [1, 9, 1, 1]
    best = spc.runs(values, 5, method="bestbox")
    cut = spc.runs(values, 5, method="cutbox")
    assert (best.longest_run.item(), best.crossings.item()) == (7, 3)
    assert (best.signal.item(), cut.signal.item()) == (False, True)


def test_a_run_longer_than_the_box_signals_in_both():
    values = [9] * 8 + [1, 9, 1]
    assert spc.runs(values, 5, method="bestbox").signal.item()
    assert spc.runs(values, 5, method="cutbox").signal.item()


def test_a_baseline_fixes_the_limits_of_each_segment_on_its_first_rows():
    values = [5.0, 6] * 6 + [50.0, 70] + [1.0, 2] * 6 + [90.0]
    drawn = spc.xmr(values, segment_starts=[14], baseline_points=12)
    assert drawn.mean[0] == 5.5
    assert drawn.upl[0] == pytest.approx(5.5 + 2.66)
    assert drawn.mean[-1] == 1.5
    assert drawn.special_cause[[12, 13, 26]].tolist() == ["above_limit"] * 3


def test_an_excluded_point_takes_no_part_in_limits_and_is_still_tested():
    drawn = spc.chart("i", [4.0, 6, 99, 4, 6], exclude=[False, False, True, False, False])
    assert drawn.centre[0] == 5
    assert drawn.sigma_signal.tolist() == [False, False, True, False, False]
    assert drawn.runs.n_useful.tolist() == [4]


def test_an_i_prime_chart_of_single_values_is_near_an_i_chart():
    values = [4.0, 6, 5, 7, 5]
    plain, prime = spc.chart("i", values), spc.chart("ip", values)
    assert prime.centre.tolist() == plain.centre.tolist()
    assert prime.ucl[0] == pytest.approx(plain.ucl[0], rel=1e-3)
    weighted = spc.chart("ip", [4, 30], n=[2, 10])
    spread = math.sqrt(math.pi / 2) * 1 / math.sqrt(1 / 2 + 1 / 10)
    assert weighted.centre[0] == pytest.approx(34 / 12)
    assert weighted.ucl[1] == pytest.approx(34 / 12 + 3 * spread * math.sqrt(1 / 10))


def test_counts_and_overdispersed_rates_follow_their_formulas():
    assert spc.chart("c", [4, 6]).ucl[0] == pytest.approx(5 + 3 * math.sqrt(5))
    assert spc.chart("c", [4, 6]).lcl[0] == 0
    rate = spc.chart("up", [2, 6], n=[10, 10])
    sigma = math.sqrt(0.4 / 10)
    between = (0.4 / sigma) / 1.128
    assert rate.ucl[0] == pytest.approx(0.4 + 3 * sigma * between)


def test_xbar_and_s_charts_follow_the_formulas_for_equal_subgroups():
    rows = [1.0, 2, 3, 4, 4, 6, 2, 4, 9]
    gathered = spc.subgroups(rows, starts=[0, 3, 6])
    spread = (1 + math.sqrt(4 / 3) + math.sqrt(13)) / 3
    xbar, s = spc.chart("xbar", gathered), spc.chart("s", gathered)
    assert xbar.centre[0] == pytest.approx(35 / 9)
    assert xbar.ucl[0] == pytest.approx(35 / 9 + 1.954410 * spread, rel=1e-6)
    assert s.centre[0] == pytest.approx(spread)
    assert s.ucl[0] == pytest.approx(2.568170 * spread, rel=1e-6)
    assert s.lcl[0] == 0


def test_unequal_subgroups_pool_their_variances():
    gathered = spc.subgroups([1.0, 3, 2, 4, 9], starts=[0, 2])
    pooled = math.sqrt((1 * 2 + 2 * 13) / 3)
    assert spc.chart("s", gathered).centre[0] == pytest.approx(pooled)


def test_a_chart_of_moving_ranges_has_no_runs_signal():
    drawn = spc.chart("mr", [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 8, 6, 4, 2])
    assert drawn.value[:2].tolist() == pytest.approx([NAN, 1], nan_ok=True)
    assert drawn.ucl[0] == pytest.approx(3.267 * drawn.centre[0])
    assert not drawn.runs.signal.any()


def test_a_chart_of_categories_has_no_runs_signal_and_its_prime_chart_uses_their_spread():
    events, people = [9, 9, 9, 9, 9, 9, 1, 1, 1, 1, 1, 1], [20] * 12
    ordered = spc.chart("pp", events, n=people)
    unordered = spc.chart("pp", events, n=people, ordered=False)
    assert ordered.runs.signal.item()
    assert not unordered.runs.signal.item()
    assert unordered.ucl[0] > ordered.ucl[0]


def test_a_fixed_centre_takes_the_place_of_the_computed_one():
    assert spc.chart("i", [1, 2, 3], centre=5).centre.tolist() == [5, 5, 5]
    assert spc.chart("g", [1, 2, 3], centre=10).centre.tolist() == [6.93, 6.93, 6.93]


def test_a_centre_that_lacks_a_point_is_not_used_in_that_segment():
    drawn = spc.chart("i", [1, 3, 8, 8], centre=[NAN, 5, 9, 9], segment_starts=[2])
    assert drawn.centre.tolist() == [2, 2, 9, 9]


def test_the_centre_of_a_t_chart_is_given_in_time():
    assert spc.chart("t", [5.0, 9, 14], centre=30).centre[0] == pytest.approx(30)
    assert spc.chart("t", [5.0, 9, 14]).value.tolist() == [5.0, 9.0, 14.0]


def test_a_frozen_chart_is_drawn_from_the_first_points_unless_it_has_segments():
    assert spc.chart("i", [1, 3, 9], freeze=2).centre[0] == 2
    assert spc.chart("i", [1, 3, 9, 9], freeze=1, segment_starts=[2]).centre.tolist() == [
        2,
        2,
        9,
        9,
    ]


def test_lower_limits_are_clipped_only_where_no_value_is_negative():
    wide = [1.0, 9, 2, 8]
    assert spc.chart("i", wide).lcl[0] < 0
    assert spc.chart("i", wide, clip_at_zero=True).lcl[0] == 0
    assert spc.chart("i", [-1.0, *wide], clip_at_zero=True).lcl[0] < 0


def test_a_factor_applies_to_value_and_lines_alike():
    one, hundred = (spc.chart("p", [1, 2], n=[10, 10], multiply=k) for k in (1, 100))
    assert hundred.ucl.tolist() == pytest.approx((one.ucl * 100).tolist())
    assert hundred.value.tolist() == [10, 20]


def test_two_sigma_lines_stand_two_thirds_of_the_way():
    drawn = spc.chart("i", [4.0, 6, 5, 7])
    away = drawn.ucl[0] - drawn.centre[0]
    assert drawn.upper_2s[0] - drawn.centre[0] == pytest.approx(away * 2 / 3)


def test_events_without_exposure_take_no_part_in_a_rate():
    drawn = spc.chart("u", [1, 2, 2], n=[0, 10, 10])
    assert drawn.centre.tolist() == pytest.approx([0.2] * 3)
    assert math.isnan(drawn.value[0])
    assert math.isnan(drawn.ucl[0])


def test_a_step_into_a_new_segment_is_no_part_of_a_trend():
    rising = [0.0, 1, 2, 3, 4, 5, 6]
    assert spc.xmr(rising).trend.tolist() == [1] * 7
    assert spc.xmr(rising, segment_starts=[1]).trend.tolist() == [0] * 7
    assert spc.xmr(rising, offsets=[0, 1, 7]).trend.tolist() == [0] * 7


def test_a_mean_is_right_to_the_last_bit_where_a_single_pass_is_not():
    exact = float(sum(map(Fraction, LAST_BIT)) / len(LAST_BIT))
    assert spc.xmr(LAST_BIT).mean[0] == exact


def test_a_rule_set_may_be_given_itself_in_place_of_its_name():
    named = spc.RULE_SETS[COMPATIBLE]
    assert spc.xmr([1.0, 2], rules=named).rules is named


def test_equal_values_have_limits_on_the_mean_and_nothing_flagged():
    drawn = spc.xmr([5.0] * 14, screen=True)
    assert (drawn.lpl[0], drawn.upl[0]) == (5, 5)
    assert not drawn.special_cause_code.any()
    assert math.isnan(spc.xmr([5.0] * 14, rules=COMPATIBLE).upl[0])


def test_screening_never_collapses_limits_under_making_data_count():
    values = [5.0] * 7 + [50.0] + [5.0] * 7
    assert spc.xmr(values, screen=True).upl[0] == spc.xmr(values).upl[0]
    collapsed = spc.xmr(values, rules=COMPATIBLE)
    assert collapsed.upl[0] == collapsed.mean[0]


def test_a_single_value_has_a_mean_and_no_limits():
    drawn = spc.xmr([5.0])
    assert drawn.mean.tolist() == [5]
    assert math.isnan(drawn.upl[0])
    assert drawn.special_cause.tolist() == [""]


def test_missing_values_alone_have_neither_mean_nor_limits():
    drawn = spc.xmr([NAN, NAN])
    assert np.isnan(drawn.mean).all()
    assert drawn.point_type.tolist() == ["common_cause"] * 2
    assert spc.icons(drawn).variation.tolist() == [""]


def test_a_batch_without_any_point_is_answered_with_nothing():
    drawn = spc.xmr([], offsets=[0, 0, 0])
    assert drawn.mean.size == 0
    assert spc.icons(drawn).variation.tolist() == ["", ""]
    assert spc.summarise(drawn).n.size == 0
    assert spc.chart("xbar", [], offsets=[0, 0]).runs.n_useful.size == 0
    assert spc.chart("run", []).centre.size == 0
    assert spc.shift_reaching_end([], 0).tolist() == [-1]
    assert spc.joined([])[1].tolist() == [0]


def test_subgroups_become_one_value_in_the_way_asked():
    rows = [1.0, 2, 6, 4]
    for way, expected in (("mean", 3), ("median", 2), ("sum", 9), ("sd", math.sqrt(7))):
        found = spc.subgroups(rows, starts=[0, 3], summarise=way)
        assert found.value[0] == pytest.approx(expected)
    assert math.isnan(spc.subgroups(rows, starts=[0, 3], summarise="sd").value[1])


def test_a_row_that_lacks_its_value_or_denominator_loses_both():
    found = spc.subgroups([1, NAN, 3], n=[10, 10, NAN], starts=[0])
    assert (found.total.item(), found.n.item()) == (1, 10)


REFUSED = {
    "an infinite value": (lambda: spc.xmr([1.0, math.inf]), "infinite number at position 1"),
    "a table of values": (lambda: spc.xmr([[1.0]]), "shape"),
    "an unknown rule set": (lambda: spc.xmr([1.0], rules="mdc"), "rules must be one of"),
    "an unknown direction": (lambda: spc.xmr([1.0], improvement="up"), "increase, decrease"),
    "a short baseline": (lambda: spc.xmr([1.0], baseline_points=11), "12 or more"),
    "a run of five": (lambda: spc.xmr([1.0], run_length=5), "6, 7 or 8"),
    "two targets for one measure": (lambda: spc.xmr([1.0], target=[1, 2]), "one a measure"),
    "offsets that miss points": (lambda: spc.xmr([1.0, 2], offsets=[0, 1]), "number of points"),
    "offsets that go back": (lambda: spc.xmr([1.0, 2], offsets=[0, 2, 1, 2]), "ascend"),
    "a start outside": (lambda: spc.xmr([1.0], segment_starts=[1]), "from 0 to 0"),
    "labels of another length": (lambda: spc.runs([1.0], 1, segment=[1, 2]), "segment"),
    "an unknown kind": (lambda: spc.chart("z", [1.0]), "kind must be one of"),
    "a p chart without n": (lambda: spc.chart("p", [1.0]), "denominators"),
    "a negative n": (lambda: spc.chart("p", [1.0], n=[-1]), "negative"),
    "n of another length": (lambda: spc.chart("p", [1.0], n=[1, 2]), "shape"),
    "n twice": (lambda: spc.chart("p", spc.subgroups([1.0], n=[2]), n=[2]), "give it there"),
    "a time of 0": (lambda: spc.chart("t", [1.0, 0]), "greater than 0"),
    "a negative freeze": (lambda: spc.chart("i", [1.0], freeze=-1), "freeze"),
    "flags of another length": (lambda: spc.chart("i", [1.0], exclude=[True] * 2), "exclude"),
    "an unknown method": (lambda: spc.runs([1.0], 1, method="box"), "method must be one of"),
    "an unknown summary": (lambda: spc.subgroups([1.0], summarise="max"), "summarise"),
    "starts without 0": (lambda: spc.subgroups([1.0, 2], starts=[1]), "begin with 0"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_charted_is_refused_with_a_sentence(what: str):
    call, sentence = REFUSED[what]
    with pytest.raises(ValueError, match=sentence):
        call()
