"""Scores, reliability and omega where answers are few, odd or out of range."""

import math

import numpy as np
import pytest

from groundswell.science import scales
from groundswell.science.scales.scoring import key_in_place

NAN = math.nan


def test_half_of_the_answers_make_a_score_unless_the_scale_says_otherwise():
    table = [[4, 2, NAN], [4, NAN, NAN], [NAN, NAN, NAN]]
    assert np.array_equal(scales.score(table).value, [3.0, NAN, NAN], equal_nan=True)
    assert np.array_equal(scales.score(table, least=1).value, [3.0, 4.0, NAN], equal_nan=True)
    assert scales.score(table, least=3).n == 0


@pytest.mark.parametrize("least", [0, 4])
def test_a_missing_rule_that_no_one_could_meet_or_miss_is_refused(least):
    with pytest.raises(ValueError, match="between 1 and 3"):
        scales.answers_needed(3, least)


def test_a_forgotten_item_takes_alpha_below_nought_and_it_stands():
    table = np.array([[1, 5.0], [2, 4], [4, 2], [5, 2]])
    assert scales.reliability(table).alpha_listwise < -1
    turned = scales.keyed(table, low=1, high=5, flipped=[False, True])
    assert scales.reliability(turned).alpha_listwise > 0.9


def test_answers_on_ten_points_and_favourable_ones_use_valid_answers_only():
    assert scales.to_ten([1, 4], low=1, high=7).tolist() == [0.0, 5.0]
    count, base = scales.favourable([[4, NAN], [5, NAN], [3, 1]], at_least=4)
    assert (count.tolist(), base.tolist()) == ([2, 0], [3, 1])


@pytest.mark.parametrize(
    ("how", "reason"),
    [
        ({"low": 2, "high": 5}, "under 2"),
        ({"low": 1, "high": 4}, "over 4"),
        ({"low": 1, "high": 5, "flipped": [True]}, "every item"),
    ],
)
def test_answers_beyond_the_range_and_keys_that_do_not_fit_are_refused(how, reason):
    with pytest.raises(ValueError, match=reason):
        scales.keyed([[1, 5]], **how)


def test_answers_must_be_a_table():
    with pytest.raises(ValueError, match="shape"):
        scales.keyed([1, 2, 3], low=1, high=5)


def test_no_people_are_keyed_without_a_word():
    nobody = np.empty((0, 3))
    key_in_place(nobody, low=1, high=5, flipped=[True, False, False])
    assert scales.keyed(nobody, low=1, high=5).shape == (0, 3)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"items": ()}, "needs an item"),
        ({"items": ("a", "a")}, "twice"),
        ({"reversed": frozenset({"c"})}, "not an item"),
        ({"low": 5}, "under the highest"),
        ({"high": math.inf}, "finite"),
        ({"least": 3}, "between 1 and 2"),
    ],
)
def test_a_scale_that_makes_no_sense_is_refused(said, reason):
    usual = {"name": "S", "items": ("a", "b"), "low": 1, "high": 5}
    with pytest.raises(ValueError, match=reason):
        scales.Scale(**(usual | said))


def test_what_needs_two_items_is_not_said_of_one():
    found = scales.reliability([[1], [2], [4]])
    assert math.isnan(found.alpha_pairwise)
    assert math.isnan(found.omega_total)
    assert np.isnan([*found.feldt, *found.if_dropped, *found.item_rest]).all()


def test_two_items_have_an_alpha_but_none_without_one_of_them_and_no_factor():
    found = scales.reliability([[1, 2], [2, 2], [4, 5]])
    assert found.alpha_listwise > 0
    assert np.isnan(found.if_dropped).all()
    assert math.isnan(found.omega_total)


def test_the_interval_of_alpha_is_that_of_printed_tables_of_f():
    # Upper 2.5 % points: F(10, 20) = 2.774 and F(20, 10) = 3.419.
    low, high = scales.feldt_interval(0.8, 11, 3)
    assert low == pytest.approx(1 - 0.2 * 2.774, abs=1e-3)
    assert high == pytest.approx(1 - 0.2 / 3.419, abs=1e-3)


def test_a_scale_that_never_varies_has_no_reliability():
    found = scales.reliability(np.full((6, 3), 0.1))
    assert math.isnan(found.alpha_listwise)
    assert np.isnan(found.item_rest).all()
    assert math.isnan(found.omega_total)
    assert math.isnan(found.sem)


def test_nobody_or_one_person_says_nothing():
    for table in (np.empty((0, 3)), [[1, 2, 3]], [[1, NAN, 3], [2, 2, NAN], [NAN, 1, 1]]):
        found = scales.reliability(table)
        assert math.isnan(found.alpha_listwise)
        assert np.isnan(found.feldt).all()


def test_an_item_that_is_the_sum_of_others_has_no_factor():
    rng = np.random.default_rng(1)
    table = rng.normal(size=(50, 3))
    table[:, 2] = table[:, 0] + table[:, 1]
    assert math.isnan(scales.reliability(table).omega_total)


def test_a_fit_that_would_leave_an_item_less_than_nothing_stops_at_the_bound():
    strong = np.array([[1, 0.9, 0.8], [0.9, 1, 0.6], [0.8, 0.6, 1]])
    assert np.linalg.eigvalsh(strong)[0] > 0
    fitted = scales.one_factor(strong)
    assert fitted.unique.min() == pytest.approx(1e-6)
    assert fitted.loading.sum() > 0
    assert 0 < scales.omega_total(strong) < 1


def test_items_without_anything_in_common_have_no_common_factor():
    assert scales.omega_total(np.eye(4)) < 0.05


def test_loadings_look_upwards_whatever_the_sign_of_the_eigenvector():
    for turned in range(4):
        sign = np.where(np.arange(4) == turned, -1, 1)
        fitted = scales.one_factor(np.outer(sign, sign) * (0.5 * np.eye(4) + 0.5))
        assert fitted.loading.sum() > 0
        assert np.sign(fitted.loading).tolist() == sign.tolist()


def test_an_awkward_fit_ends_within_its_steps(monkeypatch):
    from groundswell.science.scales import omega

    monkeypatch.setattr(omega, "STEPS", 2)
    rng = np.random.default_rng(3)
    table = rng.normal(size=(60, 1)) + rng.normal(size=(60, 5))
    assert 0 < scales.omega_total(np.cov(table.T)) < 1


def test_a_step_that_never_fits_better_is_not_taken():
    from groundswell.science.scales.omega import _damped

    fitted = scales.one_factor(0.5 * np.eye(4) + 0.5)
    at_best = np.log(fitted.unique)
    stuck = _damped(0.5 * np.eye(4) + 0.5, at_best, np.full(4, -1e30))
    assert stuck.tolist() == [0, 0, 0, 0]
