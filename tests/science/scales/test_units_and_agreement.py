"""Units: ICC, shrinkage, standing, intervals and agreement at their edges."""

import math

import numpy as np
import pytest

from groundswell.science import scales

NAN = math.nan


def of(*groups):
    """A summary of units given as lists of values."""
    names = [f"U{at}" for at, group in enumerate(groups) for _ in group]
    return scales.summarise([x for group in groups for x in group], scales.units(names))


def test_people_without_a_unit_or_a_value_count_nowhere():
    among = scales.units(np.array(["A", None, "B", NAN, "A", "A"], dtype=object))
    found = scales.summarise([1, 9, 3, 9, NAN, 2], among)
    assert found.n.tolist() == [2, 1]
    assert found.mean.tolist() == [1.5, 3.0]
    assert np.isnan(found.sd[1])


def test_units_may_be_numbers_and_a_missing_number_is_none():
    found = scales.units([2.0, NAN, 1.0])
    assert found.labels.tolist() == [1.0, 2.0]
    assert found.unit.tolist() == [1, -1, 0]


def test_a_unit_that_nobody_answered_in_is_kept_and_says_nothing():
    found = scales.summarise([1.0, NAN, 3.0], scales.units(["A", "B", "C"]))
    assert found.n.tolist() == [1, 0, 1]
    assert np.isnan(found.mean[1])
    two = of([1.0, 2.0], [NAN, NAN], [4.0, 5.0])
    shown = scales.shrink(two)
    assert np.isnan(shown.mean[1])
    assert np.isnan(scales.standing(shown).below_median[1])
    assert not np.isnan(scales.standing(shown).below_median[[0, 2]]).any()


def test_where_units_do_not_differ_every_shrunken_mean_is_the_same():
    same = of([1, 3, 5], [1, 3, 5], [1, 3, 5])
    for method in scales.Method:
        found = scales.shrink(same, method)
        assert found.components.tau2 == 0
        assert found.mean.tolist() == [3.0, 3.0, 3.0]
        assert found.sd.tolist() == [0.0, 0.0, 0.0]
        assert found.differs.tolist() == [0, 0, 0]
    assert not scales.aggregation(same).detectable
    stands = scales.standing(scales.shrink(same))
    assert stands.below_median.tolist() == [0.5, 0.5, 0.5]
    assert stands.lowest_tenth == pytest.approx([1 / 3] * 3)


def test_negative_icc_of_the_analysis_of_variance_stands():
    found = scales.aggregation(of([1, 3, 5], [1, 3, 5]))
    assert found.icc1_n0 == pytest.approx(-0.5)
    assert found.icc1_reml == 0


def test_where_nobody_differs_within_units_their_means_are_believed():
    found = of([1, 1], [2, 2], [4, 4, 4])
    shrunken = scales.shrink(found)
    assert shrunken.mean.tolist() == [1, 2, 4]
    assert shrunken.components.sigma2 == 0
    assert scales.aggregation(found).detectable
    assert math.isnan(scales.anova(found).f)
    assert math.isnan(scales.anova(found).p)
    assert scales.standing(shrunken).below_median.tolist() == [1, 1, 0]


def test_where_nobody_differs_at_all_there_is_nothing_to_detect():
    found = scales.aggregation(of([2, 2], [2, 2]))
    assert not found.detectable
    assert math.isnan(found.icc1_n0)
    assert math.isnan(found.icc1_reml)
    assert scales.shrink(of([2, 2], [2, 2])).mean.tolist() == [2, 2]


@pytest.mark.parametrize("groups", [([1, 2, 3],), ([1], [2], [4])])
def test_one_unit_or_units_of_one_person_allow_no_comparison(groups):
    found = of(*groups)
    assert math.isnan(scales.components(found).tau2)
    assert np.isnan(scales.shrink(found).mean).all()
    assert np.isnan(scales.standing(scales.shrink(found)).below_median).all()
    assert math.isnan(scales.aggregation(found).icc2)
    assert not scales.aggregation(found).detectable


def test_nobody_at_all_has_no_mean_size():
    assert math.isnan(scales.anova(of([NAN], [NAN])).mean_n)


def test_intervals_of_shrunken_means_know_of_mu_and_bars_for_the_eye_are_shorter():
    found = scales.shrink(of([1, 2, 1, 2], [3, 4, 4, 3], [8, 9, 8, 9], [2, 8, 4, 6]))
    low, high = found.interval
    bar_low, bar_high = found.comparison_interval
    assert (found.sd_with_mu > found.sd).all()
    assert ((low < bar_low) & (bar_high < high)).all()
    assert found.differs.tolist() == [-1, 0, 1, 0]


def test_units_are_shrunken_to_their_own_organisation():
    found = of([1, 2, 1], [2, 3, 2], [8, 9, 8], [9, 9, 7])
    apart = scales.shrink_within(found, np.array([0, 0, 1, 1]))
    assert [round(one.components.mu) for one in apart] == [2, 8]
    assert np.allclose(apart[1].mean, scales.shrink(found.at(np.array([2, 3]))).mean)


def test_a_mean_of_one_person_or_of_equal_answers_has_no_interval():
    low, high = scales.mean_interval(of([3], [2, 2], [1, 2, 3]))
    assert np.isnan([low[:2], high[:2]]).all()
    assert low[2] < 2 < high[2]


def test_a_census_narrows_its_intervals_and_must_have_enough_people():
    found = of([1, 2, 3, 4])
    whole, part = scales.mean_interval(found), scales.mean_interval(found, headcount=[5])
    assert (part[1] - part[0])[0] == pytest.approx((whole[1] - whole[0])[0] * math.sqrt(1 / 5))
    with pytest.raises(ValueError, match="headcount"):
        scales.mean_interval(found, headcount=[3])


def test_equal_weights_give_the_plain_interval_and_unequal_ones_move_the_mean():
    values, among = [1, 2, 4, 9, 5], scales.units(["A", "A", "A", "B", ""])
    plain = scales.mean_interval(scales.summarise(values, among))
    found = scales.weighted_means(values, [3.0] * 5, among)
    assert np.allclose([found.low, found.high], plain, equal_nan=True)
    assert found.n.tolist() == [3, 1]
    moved = scales.weighted_means(values, [1, 1, 8, 1, 1], among)
    assert moved.mean.tolist() == [3.5, 9.0]
    nothing = scales.weighted_means([1.0, 2.0], [0, 0], scales.units(["A", "A"]))
    assert np.isnan(nothing.mean).all()


def test_a_share_of_nobody_has_no_interval():
    low, high = scales.wilson([0, 5], [0, 5])
    assert np.isnan([low[0], high[0]]).all()
    assert high[1] == 1.0


def test_agreement_of_one_person_is_not_said_and_all_alike_is_full():
    table = [[1, 2], [5, 5], [5, 5], [math.nan, 1]]
    found = scales.agreement(table, scales.units(["A", "B", "B", "B"]))
    assert found.n.tolist() == [1, 2]
    assert np.isnan(found.mean_variance[0])
    assert scales.rwg_j(found.mean_variance, 2, 2.0)[1] == 1
    about = scales.average_deviation_from_median(table, scales.units(["A", "B", "B", "B"]))
    assert np.isnan(about[0])
    assert about[1] == 0


def test_agreement_of_nobody_is_not_said():
    nobody = scales.agreement([[math.nan]], scales.units(["A"]))
    assert nobody.n.tolist() == [0]
    about = scales.average_deviation_from_median([[math.nan]], scales.units(["A"]))
    assert np.isnan(about).all()


def test_awg_passes_over_items_too_near_an_end():
    table = [[1, 1, 3], [1, 1, 4], [1, 1, 3], [1, 2, 4]]
    among = scales.units(["A"] * 4)
    unanimous, near_the_end, usual = (
        scales.awg(np.array(table)[:, [at]], among, low=1, high=5)[0] for at in range(3)
    )
    assert unanimous == 1
    assert math.isnan(near_the_end)
    together = scales.awg(table, among, low=1, high=5)[0]
    assert together == pytest.approx((unanimous + usual) / 2)
    assert np.isnan(scales.awg([[3]], scales.units(["A"]), low=1, high=5)).all()


def test_a_second_null_is_stricter_than_the_uniform_one():
    for options in (5, 7, 11):
        second = scales.null_variance(options, scales.second_null(options))
        assert second < scales.null_variance(options)
    assert scales.null_variance(4, "triangular") == pytest.approx(22 / 24)


@pytest.mark.parametrize(("options", "shape"), [(7, "slight skew"), (5, "bell")])
def test_a_null_that_is_not_published_is_refused(options, shape):
    with pytest.raises(ValueError, match="no null variance"):
        scales.null_variance(options, shape)


@pytest.mark.parametrize(
    ("shares", "shape"),
    [
        ((0.05, 0.15, 0.20, 0.35, 0.25), "slight skew"),
        ((0.00, 0.10, 0.15, 0.40, 0.35), "moderate skew"),
        ((0.00, 0.00, 0.10, 0.40, 0.50), "heavy skew"),
        ((1 / 9, 2 / 9, 3 / 9, 2 / 9, 1 / 9), "triangular"),
        ((0.2, 0.2, 0.2, 0.2, 0.2), "uniform"),
    ],
)
def test_nulls_are_variances_of_their_answers(shares, shape):
    answers = np.arange(1, 6)
    variance = shares @ answers**2 - (shares @ answers) ** 2
    assert scales.null_variance(5, shape) == pytest.approx(variance)


def test_a_survey_without_units_says_nothing_of_units():
    scale = scales.Scale("S", ("a",), 1, 5)
    (found,) = scales.describe({"a": [1, 2]}, [scale])
    assert found.units is None
    assert scales.scores_of({"a": [1, 2]}, scale).value.tolist() == found.scores.value.tolist()
