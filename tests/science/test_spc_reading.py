"""Icons, rules and shifts: what a chart is read to say."""

import math

import numpy as np
import pytest

from groundswell.science import spc

NAN = math.nan
COMPATIBLE = "nhsrplotthedots-0.2.2"


@pytest.mark.parametrize("points", [12, 13])
def test_icons_come_from_thirteen_points_under_making_data_count(points: int):
    drawn = spc.xmr([5.0, 6] * 6 + [5] * (points - 12), improvement="increase", target=99)
    shown = spc.icons(drawn)
    expected = ("", "") if points < 13 else ("common_cause", "fail")
    assert (shown.variation.item(), shown.assurance.item()) == expected


def test_the_program_shows_icons_from_the_first_point():
    drawn = spc.xmr([5.0, 6], improvement="increase", target=99, rules=COMPATIBLE)
    assert spc.icons(drawn).assurance.item() == "fail"


def test_icons_need_thirteen_points_since_limits_were_recalculated():
    drawn = spc.xmr([5.0, 6] * 10, segment_starts=[10])
    assert spc.icons(drawn).variation.tolist() == [""]


def test_the_latest_value_speaks_where_the_latest_row_is_missing():
    values = [5.0, 6] * 8 + [99, NAN]
    shown = spc.icons(spc.xmr(values, improvement="decrease"))
    assert shown.variation.item() == "concern_high"
    program = spc.icons(spc.xmr(values, improvement="decrease", rules=COMPATIBLE, screen=False))
    assert program.variation.item() == "common_cause"


@pytest.mark.parametrize(
    ("improvement", "target", "assurance"),
    [
        ("increase", 99, "fail"),
        ("increase", -99, "pass"),
        ("decrease", 99, "pass"),
        ("decrease", -99, "fail"),
        ("decrease", 5.5, "inconsistent"),
        ("neutral", 99, ""),
        ("increase", NAN, ""),
    ],
)
def test_assurance_compares_the_target_with_the_limits(improvement, target, assurance):
    drawn = spc.xmr([5.0, 6] * 7, improvement=improvement, target=target)
    assert spc.icons(drawn).assurance.item() == assurance


def test_a_target_on_a_limit_is_inconsistent():
    limit = float(spc.xmr([5.0, 6] * 7).upl[0])
    drawn = spc.xmr([5.0, 6] * 7, improvement="increase", target=limit)
    assert spc.icons(drawn).assurance.item() == "inconsistent"


@pytest.mark.parametrize(
    ("improvement", "last", "icon"),
    [
        ("increase", 99, "improvement_high"),
        ("increase", -99, "concern_low"),
        ("decrease", 99, "concern_high"),
        ("decrease", -99, "improvement_low"),
        ("neutral", 99, "neutral_high"),
        ("neutral", -99, "neutral_low"),
    ],
)
def test_the_variation_icon_points_where_the_measure_went(improvement, last, icon):
    drawn = spc.xmr([5.0, 6] * 7 + [last], improvement=improvement)
    assert spc.icons(drawn).variation.item() == icon


def test_the_turn_of_a_rise_and_a_fall_is_an_improvement_either_way():
    peak = [0.0, 1, 2, 3, 4, 5, 6, 5, 4, 3, 2, 1, 0]
    lines = [np.full(13, 3.0), *(np.full(13, NAN) for _ in range(4))]
    for improvement, expected in (
        ("increase", "trend_up"),
        ("decrease", "trend_down"),
        ("neutral", "trend_down"),
    ):
        found = spc.judge(peak, *lines, improvement=improvement)
        assert found.special_cause[6].item() == expected
    compatible = spc.judge(peak, *lines, improvement="increase", rules=COMPATIBLE)
    assert compatible.special_cause[6].item() == "trend_down"


def test_a_point_that_improves_by_one_rule_and_worsens_by_another_is_an_improvement():
    falling = [9.0, 8.9, 8.8, 8.7, 8.6, 8.5, 8.4]
    lines = [5.0, 0.0, 20.0, 0.0, 20.0]
    found = spc.judge(falling, *lines, improvement="increase")
    assert set(found.special_cause.tolist()) == {"shift_high"}
    assert set(found.point_type.tolist()) == {"improvement"}
    compatible = spc.judge(falling, *lines, improvement="increase", rules=COMPATIBLE)
    assert set(compatible.point_type.tolist()) == {"concern"}


def test_points_beyond_the_limit_count_in_two_in_three_for_one_rule_set_only():
    values, lines = [9.0, 11, 6, 1], [5.0, 0.0, 10.0, 2.0, 8.0]
    assert spc.judge(values, *lines).two_in_three.tolist() == [1, 1, 0, 0]
    assert spc.judge(values, *lines, rules=COMPATIBLE).two_in_three.tolist() == [0, 0, 0, 0]


def test_a_shift_is_noticed_while_it_reaches_the_latest_value():
    values = [6.0, 4, *[8.0] * 7, NAN]
    assert spc.shift_reaching_end(values, 5).tolist() == [2]
    assert spc.shift_reaching_end(values, 5, run_length=8).tolist() == [-1]
    assert spc.shift_reaching_end([*values, 4], 5).tolist() == [-1]


def test_a_shift_does_not_cross_a_gap_a_recalculation_or_another_measure():
    high = [8.0] * 6
    assert spc.shift_reaching_end([*high, NAN, *high], 5).tolist() == [-1]
    assert spc.shift_reaching_end(high * 2, 5, segment=[0] * 6 + [1] * 6).tolist() == [-1]
    assert spc.shift_reaching_end(high * 2, 5, offsets=[0, 6, 12]).tolist() == [-1, -1]


def test_after_a_declined_proposal_only_later_points_count():
    values = [8.0] * 10
    assert spc.shift_reaching_end(values, 5, not_before=3).tolist() == [3]
    assert spc.shift_reaching_end(values, 5, not_before=4).tolist() == [-1]


def test_a_measure_without_values_or_on_its_mean_has_not_shifted():
    found = spc.shift_reaching_end([NAN, NAN, *[5.0] * 8], 5, offsets=[0, 2, 10])
    assert found.tolist() == [-1, -1]
