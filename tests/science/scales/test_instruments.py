"""Scoring of published instruments, by item and without their wording."""

import math

import numpy as np
import pytest

from groundswell.science import scales

NAN = math.nan


def test_swemwbs_is_converted_person_by_person_and_only_when_complete():
    found = scales.swemwbs([[1] * 7, [5] * 7, [2, 3, 1, 2, 4, 3, 2], [3] * 6 + [NAN]])
    assert found[:3].tolist() == [7.0, 35.0, 16.88]
    assert math.isnan(found[3])


def test_the_metric_of_swemwbs_grows_with_every_point():
    sums = [[5] * (total // 4) + [1 + total % 4] * (total < 28) for total in range(29)]
    table = [(row + [1] * 7)[:7] for row in sums]
    found = scales.swemwbs(table)
    assert found.size == 29
    assert (np.diff(found) > 0).all()


def test_wemwbs_is_a_sum():
    assert scales.wemwbs([[1] * 14, [5] * 14]).tolist() == [14, 70]


@pytest.mark.parametrize(
    ("table", "reason"),
    [([[3.5] * 7], "whole numbers"), ([[3] * 6], "7 items"), ([[6] * 7], "over 5")],
)
def test_swemwbs_takes_seven_whole_numbers_from_1_to_5(table, reason):
    with pytest.raises(ValueError, match=reason):
        scales.swemwbs(table)


def test_psychological_safety_turns_three_items_and_follows_the_form_that_was_used():
    assert scales.psychological_safety([[7, 1, 7, 1, 7, 1, 1]]).tolist() == [1.0]
    short = scales.psychological_safety([[1, 5, 1, 5, 1, 5, 5]], high=5)
    assert short.tolist() == [5.0]
    none_turned = scales.psychological_safety([[7] * 7], reversed_items=())
    assert none_turned.tolist() == [7.0]
    gaps = [[1, NAN, NAN, NAN, 1, NAN, 7]]
    assert np.isnan(scales.psychological_safety(gaps)).all()
    assert scales.psychological_safety(gaps, least=3).tolist() == [7.0]


def test_meanings_of_scores_stand_beside_them():
    assert scales.SWEMWBS_MEANING.low < scales.SWEMWBS_MEANING.high
    assert scales.WEMWBS_MEANING.change[0] == 3


def test_every_sub_score_of_the_staff_survey_runs_from_0_to_10():
    for name, rule in scales.SUB_SCORES.items():
        best = [int(np.argmax(worth)) + 1 for worth in rule.points]
        worst = [int(np.argmin(worth)) + 1 for worth in rule.points]
        assert scales.sub_score(rule, [best, worst]).tolist() == [10, 0], name
        assert 1 <= rule.least <= len(rule.items)
        assert len(set(rule.items)) == len(rule.items)


def test_only_the_rule_that_was_read_in_the_guide_is_called_confirmed():
    confirmed = [name for name, rule in scales.SUB_SCORES.items() if rule.confirmed]
    assert confirmed == ["burnout"]
    assert scales.SUB_SCORES["burnout"].least == 5


def test_elements_are_made_of_sub_scores_that_there_are():
    for parts in scales.ELEMENTS.values():
        assert set(parts) <= set(scales.SUB_SCORES)
    assert scales.element([[4.0, NAN], [8.0, 8.0]]).tolist()[0] == 6.0


@pytest.mark.parametrize(
    ("table", "reason"),
    [([[6] * 7], "q12a has answers 1 to 5"), ([[2.5] * 7], "q12a"), ([[1] * 6], "7 items")],
)
def test_an_answer_that_an_item_does_not_have_is_refused(table, reason):
    with pytest.raises(ValueError, match=reason):
        scales.sub_score(scales.SUB_SCORES["burnout"], table)
