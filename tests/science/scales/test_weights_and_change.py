"""Weights, change, benchmarks and drivers at their edges."""

import math

import numpy as np
import pytest

from groundswell.science import scales

NAN = math.nan


def margin(level, population):
    return scales.Margin(np.array(level), np.array(population, dtype=float))


def test_cells_are_weighted_by_population_over_answers():
    assert scales.cell_weights([0, 1, 1], [5, 0.5]).tolist() == [5, 0.25, 0.25]


@pytest.mark.parametrize(
    ("margins", "reason", "where"),
    [
        ([margin([0, 0], [5, 5])], "people but no answers", (0, 1)),
        ([margin([0, 1], [5, 0])], "nobody in the population", (0, 1)),
        ([margin([0, 1], [5, 5]), margin([0, 1], [5, 6])], "adds up to 11", (1, None)),
    ],
)
def test_margins_that_cannot_be_met_are_refused_with_their_place(margins, reason, where):
    with pytest.raises(scales.CannotRake, match=reason) as refused:
        scales.rake(margins)
    assert (refused.value.margin, refused.value.level) == where


@pytest.mark.parametrize("base", [[1, 0], [1, NAN], [1, 1, 1]])
def test_base_weights_must_be_greater_than_nought_and_one_a_person(base):
    with pytest.raises(ValueError, match="base weights"):
        scales.rake([margin([0, 1], [5, 5])], base=base)


def test_margins_at_odds_with_each_other_are_told_by_their_misfit():
    at_odds = [margin([0, 1], [5, 5]), margin([0, 1], [2, 8])]
    assert scales.rake(at_odds).misfit > 0.1


def test_trimmed_weights_keep_bounds_and_margins_where_both_can_be_kept():
    rng = np.random.default_rng(2)
    level = rng.integers(0, 2, 200)
    known = [margin(level, [120, 80])]
    base = rng.lognormal(0, 1.2, 200)
    loose, tight = scales.rake(known, base=base), scales.rake(known, base=base, trim=(0.2, 3))
    mean = loose.weights.mean()
    assert loose.weights.max() > 3 * mean
    assert tight.weights.max() <= 3 * mean * (1 + 1e-9)
    assert tight.weights.min() >= 0.2 * mean * (1 - 1e-9)
    assert tight.misfit < 1e-6
    assert tight.trimmed > 0
    assert scales.design_effect(tight.weights) < scales.design_effect(loose.weights)


def test_trimming_that_margins_cannot_bear_keeps_the_bounds_and_tells_the_misfit():
    found = scales.rake([margin([0] * 9 + [1], [50, 50])], trim=(0.2, 2))
    assert found.weights.max() == pytest.approx(2 * 10)
    assert found.misfit > 0.5


def test_weights_within_the_bounds_are_left_alone():
    found = scales.rake([margin([0, 0, 1], [6, 4])], trim=(0.2, 5))
    assert found.weights.tolist() == [3, 3, 4]
    assert found.trimmed == 0


@pytest.mark.parametrize("trim", [(0, 5), (1.2, 5), (0.2, 0.9)])
def test_bounds_must_lie_around_the_mean_weight(trim):
    with pytest.raises(ValueError, match="under 1 and one over 1"):
        scales.rake([margin([0, 1], [5, 5])], trim=trim)


def test_a_missing_value_takes_its_person_out_of_the_mean_and_not_out_of_the_margins():
    known = [margin([0, 0, 1, 1], [2, 2])]
    error = scales.standard_error([1, 2, 3, NAN], [1, 1, 1, 1], margins=known)
    assert 0 < error < 1
    assert math.isnan(scales.standard_error([1.0], [1.0]))


def test_people_who_answered_once_are_no_pair():
    among = scales.units(["A"] * 5)
    found = scales.linked_change([1, 2, NAN, 4, 5], [2, 4, 3, NAN, 6], among, least=2)
    assert found.n.tolist() == [3]
    assert found.change[0] == pytest.approx(4 / 3)
    assert not found.conservative


def test_small_bases_are_neither_shown_nor_tested():
    one, two = scales.whole([1, 2, 3]), scales.whole([2, 3, 4, 5])
    found = scales.unlinked_change(one, two, same_people=True)
    assert found.n.tolist() == [3]
    assert np.isnan([found.change, found.low, found.p, found.d, found.freedom]).all()
    assert found.conservative


def test_a_change_that_never_varies_is_shown_and_not_tested():
    found = scales.linked_change([1, 2], [2, 3], scales.units(["A", "A"]), least=2)
    assert found.change.tolist() == [1]
    assert np.isnan(found.p).all()


def test_shares_of_nobody_have_no_change():
    found = scales.shares_change(([0, 1], [0, 2]), ([1, 1], [2, 2]))
    assert np.isnan([found.change[0], found.low[0], found.p[0]]).all()
    assert found.p[1] == pytest.approx(1)
    assert np.isnan(scales.shares_change(([0], [4]), ([0], [4])).p).all()


def test_corrections_pass_over_what_was_not_tested():
    assert scales.holm([0.01, NAN]).tolist()[0] == 0.01
    assert np.isnan(scales.benjamini_hochberg([NAN, NAN])).all()


def test_a_benchmark_of_too_few_others_is_not_shown():
    found = scales.benchmark([5.0, 6.0, NAN, 7.0])
    assert np.isnan(found.median).all()
    assert np.isnan(found.percentile).all()
    assert found.peers.tolist() == [2, 2, 3, 2]


def test_an_organisation_that_may_not_be_shown_is_no_peer():
    found = scales.benchmark([5.0, 6.0, NAN, 7.0, 8.0, 8.0])
    assert np.isnan(found.quantiles[2]).all()
    assert found.median[[0, 1]].tolist() == [7.5, 7.5]
    assert found.percentile[4] == found.percentile[5] == pytest.approx((4.5 - 0.5) / 5)


def test_a_funnel_of_what_errors_explain_is_left_as_it_is():
    rng = np.random.default_rng(5)
    errors = rng.uniform(0.1, 0.3, 40)
    found = scales.funnel(rng.normal(6, errors), errors)
    assert not found.overdispersed
    assert found.tau2 == 0
    assert np.allclose(found.z_additive, found.z)
    assert found.z_multiplicative is found.z


def test_an_overdispersed_funnel_flags_fewer_by_either_way():
    rng = np.random.default_rng(5)
    errors = rng.uniform(0.05, 0.15, 60)
    values = rng.normal(6, 0.3, 60)
    values[3] = NAN
    found = scales.funnel(values, errors, target=6.0)
    flagged = [
        int((np.abs(z) > 2).sum()) for z in (found.z, found.z_additive, found.z_multiplicative)
    ]
    assert found.overdispersed
    assert flagged[0] > 20 > 10 > max(flagged[1:])
    low, high = found.limits([0.1, 0.2])
    assert (high - low)[0] < (high - low)[1]
    assert ((low + high) / 2).tolist() == [6.0, 6.0]


@pytest.mark.parametrize(("values", "errors"), [([1.0], [0.0]), ([NAN], [1.0])])
def test_a_funnel_needs_values_with_errors(values, errors):
    with pytest.raises(ValueError, match="standard errors"):
        scales.funnel(values, errors)


def test_one_organisation_far_from_a_target_has_no_variance_between():
    found = scales.funnel([8.0], [0.1], target=6.0)
    assert found.overdispersed
    assert found.tau2 == 0


@pytest.mark.parametrize(
    ("outcome", "x", "reason", "columns"),
    [
        ([1, 2], [[1, 2], [2, 1]], "4 are needed", ()),
        ([1, 1, 1, 1, 1], [[1, 2], [2, 1], [3, 3], [4, 1], [5, 2]], "does not vary", (2,)),
        ([1, 2, 1, 3, 1], [[1, 2], [2, 4], [3, 6], [4, 8], [5, 10]], "made of others", (0, 1)),
    ],
)
def test_drivers_that_cannot_be_ranked_are_named(outcome, x, reason, columns):
    with pytest.raises(scales.CannotRank, match=reason) as refused:
        scales.drivers(outcome, x)
    assert refused.value.columns == columns


def test_what_makes_a_ranking_unsteady_is_said():
    rng = np.random.default_rng(4)
    x = rng.normal(size=(15, 2))
    x[:, 1] = x[:, 0] + 0.1 * x[:, 1]
    found = scales.drivers(x[:, 0] - 0.5 * x[:, 1], x)
    assert found.warnings == ("few_people", "collinear", "opposite_sign")
    calm = rng.normal(size=(100, 2))
    assert scales.drivers(calm.sum(axis=1) + rng.normal(size=100), calm).warnings == ()


def test_more_than_twelve_drivers_are_ranked_by_johnsons_weights():
    rng = np.random.default_rng(4)
    x = rng.normal(size=(60, 13))
    found = scales.drivers(x.sum(axis=1), x)
    assert np.isnan(found.shapley).all()
    assert found.share is found.johnson
    fewer = scales.drivers(x.sum(axis=1), x[:, :3])
    assert fewer.share is fewer.shapley


def test_intervals_of_shares_hold_them_and_the_same_seed_gives_the_same():
    rng = np.random.default_rng(4)
    x = rng.normal(size=(80, 3))
    y = x @ [1.0, 0.5, 0.1] + rng.normal(size=80)
    found = scales.drivers(y, x)
    limits = scales.driver_intervals(y, x, resamples=60)
    assert (limits.johnson[0] < found.johnson).all()
    assert (found.johnson < limits.johnson[1]).all()
    assert np.array_equal(limits.shapley, scales.driver_intervals(y, x, resamples=60).shapley)


def test_samples_in_which_a_driver_never_varies_are_passed_over():
    x = np.zeros((8, 2))
    x[:, 0] = np.arange(8)
    x[0, 1] = 1
    limits = scales.driver_intervals(np.arange(8) % 3, x, resamples=50)
    assert np.isfinite(limits.shapley).all()


def test_without_a_sample_that_can_be_ranked_there_is_no_interval():
    x = np.array([[0.0, 1], [0, 1], [1, 0], [1, 1]])
    limits = scales.driver_intervals([1.0, 2, 3, 4], x, resamples=1, seed=2)
    assert np.isnan(limits.johnson).all()


def test_people_compared_within_units_lose_what_units_differ_by():
    among = scales.units(["A", "A", "B", "B", ""])
    found = scales.within_units([1, 3, 11, NAN, 7], among)
    assert np.array_equal(found, [-1, 1, 0, NAN, NAN], equal_nan=True)
    assert np.isnan(scales.within_units([1, 2], scales.units(["", ""]))).all()
