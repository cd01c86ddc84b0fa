"""What must hold of survey statistics, whatever was answered."""

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from groundswell.science import scales

UNIT_COLUMNS = ("mean", "sd", "reliability")


@st.composite
def surveys(draw):
    """Answers from 1 to 5 with gaps, and the unit of each person."""
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))
    n_people, n_items = draw(st.integers(20, 60)), draw(st.integers(3, 6))
    unit = rng.integers(0, draw(st.integers(3, 8)), n_people)
    attitude = rng.normal(3, 0.8, (n_people, 1)) + rng.normal(0, 0.6, 9)[unit][:, None]
    table = np.clip(np.round(attitude + rng.normal(0, 1, (n_people, n_items))), 1, 5)
    table[rng.random(table.shape) < 0.05] = np.nan
    return table, unit


def described(table, unit, *, low=1.0, high=5.0, flipped=()):
    items = [f"q{at}" for at in range(table.shape[1])]
    scale = scales.Scale("S", tuple(items), low, high, frozenset(flipped))
    (found,) = scales.describe(scales.columns(table, items), [scale], scales.units(unit))
    return found


def same(ours, theirs, **how):
    return np.allclose(ours, theirs, equal_nan=True, **({"rtol": 1e-7, "atol": 1e-9} | how))


@settings(max_examples=40, deadline=None)
@given(survey=surveys(), by=st.sampled_from([-2.0, 10.0, 1000.0]))
def test_adding_to_every_answer_moves_means_and_nothing_else(survey, by):
    table, unit = survey
    before = described(table, unit)
    after = described(table + by, unit, low=1 + by, high=5 + by)
    assert same(after.scores.value, before.scores.value + by)
    assert same(after.reliability.alpha_pairwise, before.reliability.alpha_pairwise)
    assert same(after.units.shrunken.mean, before.units.shrunken.mean + by, rtol=1e-5)
    assert same(after.units.shrunken.sd, before.units.shrunken.sd, rtol=1e-4, atol=1e-5)
    assert same(after.units.rwg_j["uniform"], before.units.rwg_j["uniform"])
    assert same(after.units.agreement.mean_deviation, before.units.agreement.mean_deviation)


@settings(max_examples=40, deadline=None)
@given(survey=surveys(), factor=st.sampled_from([0.25, 2.0, 1024.0]))
def test_another_unit_of_the_answers_scales_means_and_changes_no_ratio(survey, factor):
    table, unit = survey
    before = described(table, unit)
    after = described(table * factor, unit, low=factor, high=5 * factor)
    assert same(after.units.summary.mean, before.units.summary.mean * factor)
    assert same(after.reliability.if_dropped, before.reliability.if_dropped)
    assert same(after.reliability.omega_total, before.reliability.omega_total, rtol=1e-6)
    assert same(after.units.aggregation.icc1_n0, before.units.aggregation.icc1_n0)
    assert same(after.units.shrunken.mean, before.units.shrunken.mean * factor, rtol=1e-5)
    assert same(after.units.standing.below_median, before.units.standing.below_median, atol=1e-4)


@settings(max_examples=40, deadline=None)
@given(survey=surveys(), seed=st.integers(0, 100))
def test_the_order_of_people_changes_nothing(survey, seed):
    table, unit = survey
    order = np.random.default_rng(seed).permutation(unit.size)
    before, after = described(table, unit), described(table[order], unit[order])
    assert same(after.scores.value, before.scores.value[order])
    assert same(after.reliability.item_rest, before.reliability.item_rest)
    assert same(after.units.summary.mean, before.units.summary.mean)
    for name in UNIT_COLUMNS:
        ours, theirs = (getattr(one.units.shrunken, name) for one in (after, before))
        assert same(ours, theirs, rtol=1e-5, atol=1e-6), name
    assert same(after.units.standing.below_median, before.units.standing.below_median, atol=0.01)


@settings(max_examples=40, deadline=None)
@given(survey=surveys(), seed=st.integers(0, 100))
def test_the_names_of_units_change_nothing_but_their_order(survey, seed):
    table, unit = survey
    names = np.random.default_rng(seed).permutation(unit.max() + 1)
    before, after = described(table, unit), described(table, names[unit])
    at = np.searchsorted(np.unique(names[unit]), names[np.unique(unit)])
    assert same(after.units.summary.mean[at], before.units.summary.mean)
    assert same(after.units.shrunken.mean[at], before.units.shrunken.mean, rtol=1e-5)
    assert same(
        after.units.standing.below_median[at], before.units.standing.below_median, atol=0.01
    )
    assert same(after.units.rwg["uniform"][at], before.units.rwg["uniform"])


@settings(max_examples=40, deadline=None)
@given(survey=surveys())
def test_answers_turned_around_and_keyed_back_are_the_same_scale(survey):
    table, unit = survey
    turned = table.copy()
    turned[:, 1] = 6 - turned[:, 1]
    before, after = described(table, unit), described(turned, unit, flipped=["q1"])
    assert same(after.scores.value, before.scores.value)
    assert after.reliability.alpha_pairwise == before.reliability.alpha_pairwise


@settings(max_examples=40, deadline=None)
@given(survey=surveys())
def test_a_shrunken_mean_lies_between_its_own_and_mu_and_arguments_stay_as_they_were(survey):
    table, unit = survey
    kept, whose = table.copy(), unit.copy()
    found = described(table, unit)
    assert np.array_equal(table, kept, equal_nan=True)
    assert np.array_equal(unit, whose)
    own, mu = found.units.summary.mean, found.units.shrunken.components.mu
    mean = found.units.shrunken.mean
    low, high = np.minimum(own, mu) - 1e-12, np.maximum(own, mu) + 1e-12
    answered = found.units.summary.n > 0
    assert ((low <= mean) & (mean <= high))[answered].all()
    assert np.isnan(mean[~answered]).all()


@settings(max_examples=40, deadline=None)
@given(survey=surveys())
def test_chances_of_standing_below_the_median_average_a_half(survey):
    found = described(*survey).units.standing.below_median
    assert abs(np.nanmean(found) - 0.5) < 0.01 + 0.5 / found.size


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10_000), factor=st.sampled_from([0.5, 3.0]))
def test_weights_keep_every_margin_whatever_the_size_of_the_base(seed, factor):
    rng = np.random.default_rng(seed)
    level = [rng.integers(0, 2, 50), rng.integers(0, 3, 50)]
    assume(all(np.unique(one).size == n for one, n in zip(level, (2, 3), strict=True)))
    margins = [
        scales.Margin(level[0], np.array([60.0, 40.0])),
        scales.Margin(level[1], np.array([30.0, 30.0, 40.0])),
    ]
    base = rng.uniform(0.5, 2, 50)
    found = scales.rake(margins, base=base)
    assume(found.misfit < 1e-6)
    for margin in margins:
        assert np.allclose(margin.weighted(found.weights), margin.population, rtol=1e-6)
    again = scales.rake(margins, base=base * factor)
    assert np.allclose(again.weights, found.weights, rtol=1e-6)


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_shares_of_drivers_add_up_and_follow_their_drivers(seed):
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(40, 4)) + rng.normal(size=(40, 1))
    y = x.sum(axis=1) + rng.normal(size=40)
    found, turned = scales.drivers(y, x), scales.drivers(5 - 2 * y, 3 + x[:, ::-1])
    assert np.isclose(found.shapley.sum(), found.r2)
    assert np.isclose(found.johnson.sum(), found.r2)
    assert np.allclose(turned.shapley[::-1], found.shapley)
    assert np.allclose(turned.johnson[::-1], found.johnson)


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10_000), by=st.sampled_from([-3.0, 100.0]))
def test_waves_swapped_turn_the_change_around_and_moved_alike_keep_it(seed, by):
    rng = np.random.default_rng(seed)
    before, after = rng.normal(3, 1, (2, 40))
    unit = scales.units(np.repeat(["A", "B"], 20))
    one, two = (scales.summarise(wave, unit) for wave in (before, after))
    there, back = scales.unlinked_change(one, two), scales.unlinked_change(two, one)
    assert np.allclose(there.change, -back.change)
    assert np.allclose(there.p, back.p)
    moved = scales.linked_change(before + by, after + by, unit)
    assert np.allclose(moved.low, scales.linked_change(before, after, unit).low)
