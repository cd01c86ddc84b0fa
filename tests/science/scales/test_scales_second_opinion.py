"""The survey statistics against a second, slow implementation, on answers made up by chance."""

import math
import statistics

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.science.scales import slow_scales as slow

from groundswell.science import scales

answer = st.one_of(st.none(), st.integers(1, 5).map(float))
seeds = st.integers(0, 10_000)


@st.composite
def tables(draw, fewest=3, gaps=True):
    """Answers of people who share an attitude, some of them missing."""
    n_items, n_people = draw(st.integers(fewest, 6)), draw(st.integers(12, 30))
    rng = np.random.default_rng(draw(seeds))
    attitude = rng.normal(3, 1, (n_people, 1))
    found = np.clip(np.round(attitude + rng.normal(0, 1, (n_people, n_items))), 1, 5).tolist()
    if gaps:
        for person in found:
            if rng.random() < 0.3:
                person[int(rng.integers(n_items))] = None
    return found


@st.composite
def units_of_people(draw):
    """A value and a unit for each person."""
    rng = np.random.default_rng(draw(seeds))
    sizes = rng.integers(1, 9, draw(st.integers(2, 7)))
    assume(sizes.sum() > sizes.size + 1)
    between = rng.normal(0, draw(st.sampled_from([0.0, 0.5, 2.0])), sizes.size)
    unit = [f"U{at}" for at, size in enumerate(sizes) for _ in range(size)]
    values = [round(between[int(u[1:])] + rng.normal(3, 1), 2) for u in unit]
    return values, unit


def floats(table):
    return np.array(table, dtype=np.float64)


def close(ours, theirs, rtol=1e-8):
    return np.allclose(np.asarray(ours, dtype=float), np.asarray(theirs, dtype=float), rtol, 1e-9)


@settings(max_examples=60, deadline=None)
@given(table=tables(), least=st.integers(1, 3))
def test_scores_are_those_of_the_slow_way(table, least):
    found = scales.score(floats(table), least=least).value.tolist()
    assert [None if math.isnan(x) else x for x in found] == slow.scored(table, least)


@settings(max_examples=60, deadline=None)
@given(table=tables())
def test_reliability_is_that_of_the_slow_way(table):
    found, whole = scales.reliability(floats(table)), slow.complete(table)
    pairs, list_wise = slow.covariance(table), slow.covariance(whole)
    assert found.n_complete == len(whole)
    assert close(found.alpha_pairwise, slow.alpha(pairs))
    assert close(found.alpha_listwise, slow.alpha(list_wise))
    assert close(found.std_pairwise, slow.alpha(slow.standardised(pairs)))
    assert close(found.std_listwise, slow.alpha(slow.standardised(list_wise)))
    dropped = [slow.alpha(slow.without(pairs, item)) for item in range(len(pairs))]
    assert close(found.if_dropped, dropped)
    items = range(len(pairs))
    of_whole = scales.item_rest(scales.covariances(floats(whole))[1].matrix)
    assert close(of_whole, [slow.item_rest(whole, item) for item in items])


@pytest.mark.parametrize("seed", range(5))
def test_omega_is_that_of_the_em_algorithm(seed):
    rng = np.random.default_rng(seed)
    table = rng.normal(size=(80, 1)) * rng.uniform(0.5, 1.5, 5) + rng.normal(size=(80, 5))
    matrix = slow.covariance(table.tolist())
    assert scales.omega_total(np.array(matrix)) == pytest.approx(slow.omega(matrix), abs=1e-7)


@settings(max_examples=40, deadline=None)
@given(people=units_of_people())
def test_icc_is_that_of_the_slow_way(people):
    values, unit = people
    groups = slow.grouped(values, unit)
    between, within = slow.mean_squares(groups)
    found = scales.aggregation(scales.summarise(values, scales.units(unit)))
    mean_n = len(values) / len(groups)
    assert close(found.icc1_mean_n, (between - within) / (between + (mean_n - 1) * within))
    size = slow.n0(groups)
    assert close(found.icc1_n0, (between - within) / (between + (size - 1) * within))
    assert close(found.icc2, (between - within) / between)


@settings(max_examples=30, deadline=None)
@given(people=units_of_people(), restricted=st.booleans())
def test_variances_are_those_of_the_full_likelihood(people, restricted):
    values, unit = people
    groups = slow.grouped(values, unit)
    method = scales.Method.REML if restricted else scales.Method.ML
    found = scales.components(scales.summarise(values, scales.units(unit)), method)
    mu, tau2, sigma2 = slow.components(groups, restricted=restricted)
    ours = slow.likelihood(groups, found.tau2 / found.sigma2, restricted=restricted)[0]
    theirs = slow.likelihood(groups, tau2 / sigma2, restricted=restricted)[0]
    assert ours <= theirs + 1e-9
    if theirs < ours + 1e-9:
        assert found.mu == pytest.approx(mu, rel=1e-4)
        assert found.tau2 == pytest.approx(tau2, rel=1e-3, abs=1e-5)
        assert found.sigma2 == pytest.approx(sigma2, rel=1e-3)


@settings(max_examples=40, deadline=None)
@given(people=units_of_people())
def test_moments_are_those_of_the_slow_way(people):
    values, unit = people
    groups = slow.grouped(values, unit)
    between, within = slow.mean_squares(groups)
    tau2 = max(0.0, (between - within) / slow.n0(groups))
    found = scales.shrink(scales.summarise(values, scales.units(unit)), scales.Method.MOMENTS)
    assert close(found.components.tau2, tau2)
    weights = [1 / (tau2 + within / len(g)) for g in groups.values()]
    means = [statistics.fmean(g) for g in groups.values()]
    mu = sum(w * m for w, m in zip(weights, means, strict=True)) / sum(weights)
    believed = [tau2 / (tau2 + within / len(g)) for g in groups.values()]
    assert close(found.mean, [mu + b * (m - mu) for b, m in zip(believed, means, strict=True)])


@settings(max_examples=40, deadline=None)
@given(table=tables(fewest=1), split=st.integers(2, 10))
def test_agreement_is_that_of_the_slow_way(table, split):
    unit = ["A"] * split + ["B"] * (len(table) - split)
    found = scales.agreement(floats(table), scales.units(unit))
    about_median = scales.average_deviation_from_median(floats(table), scales.units(unit))
    for at, own in enumerate((table[:split], table[split:])):
        whole = slow.complete(own)
        if len(whole) < 2:
            assert math.isnan(found.mean_variance[at])
            continue
        j = len(whole[0])
        ours = scales.rwg_j(found.mean_variance[at], j, 2.0)
        assert close(ours, slow.rwg_j(whole, 2.0))
        assert close(found.mean_deviation[at], slow.average_deviation(whole, statistics.fmean))
        assert close(about_median[at], slow.average_deviation(whole, statistics.median))


@pytest.mark.parametrize("n_units", [2, 3, 6, 7])
def test_standing_is_that_of_plain_draws(n_units):
    rng = np.random.default_rng(n_units)
    unit = np.repeat(np.arange(n_units), rng.integers(2, 20, n_units))
    values = np.linspace(0, 1.5, n_units)[unit] + rng.normal(size=unit.size)
    shrunken = scales.shrink(scales.summarise(values, scales.units(unit)))
    assert shrunken.components.tau2 > 0
    found = scales.standing(shrunken)
    for at in range(n_units):
        drawn = slow.below_median(shrunken.mean, shrunken.sd, at, 40_000)
        assert found.below_median[at] == pytest.approx(drawn, abs=0.02)


@settings(max_examples=20, deadline=None)
@given(seed=seeds)
def test_raking_is_that_of_the_slow_way(seed):
    rng = np.random.default_rng(seed)
    people = [{"site": str(rng.integers(2)), "band": str(rng.integers(3))} for _ in range(40)]
    assume(len({tuple(person.values()) for person in people}) == 6)
    margins = {"site": {"0": 300.0, "1": 200.0}, "band": {"0": 100.0, "1": 150.0, "2": 250.0}}
    ours = [
        scales.Margin(np.array([int(p[name]) for p in people]), np.array(list(levels.values())))
        for name, levels in margins.items()
    ]
    found = scales.rake(ours)
    assert close(found.weights, slow.raked(people, margins))
    values = rng.normal(size=40)
    error = slow.raked_error(values, found.weights, people, margins)
    assert close(scales.standard_error(values, found.weights, margins=ours), error)


@settings(max_examples=30, deadline=None)
@given(seed=seeds, n=st.integers(3, 12))
def test_tests_of_change_are_those_of_the_slow_way(seed, n):
    rng = np.random.default_rng(seed)
    before, after = rng.normal(3, 1, n).tolist(), rng.normal(3.4, 1, n).tolist()
    everybody = scales.units(["all"] * n)
    t, p = slow.paired(before, after)
    linked = scales.linked_change(before, after, everybody, least=2)
    assert close([linked.t[0], linked.p[0]], [t, p])
    unlinked = scales.unlinked_change(scales.whole(before), scales.whole(after[1:]), least=2)
    assert close([unlinked.t[0], unlinked.freedom[0], unlinked.p[0]], slow.welch(before, after[1:]))
    half = (linked.high - linked.low)[0] / 2
    assert slow.t_tail(half / (linked.change[0] / linked.t[0]), n - 1) == pytest.approx(0.05)


@settings(max_examples=60, deadline=None)
@given(n1=st.integers(1, 15), n2=st.integers(1, 15), data=st.data())
def test_fishers_test_is_that_of_whole_numbers(n1, n2, data):
    x1, x2 = data.draw(st.integers(0, n1)), data.draw(st.integers(0, n2))
    found = scales.shares_change(([x1], [n1]), ([x2], [n2]))
    assert found.p_exact[0] == pytest.approx(slow.fisher(x1, n1, x2, n2), rel=1e-9)


@settings(max_examples=60, deadline=None)
@given(p=st.lists(st.floats(0, 1), min_size=1, max_size=8))
def test_corrections_for_many_tests_are_those_of_the_slow_way(p):
    assert close(scales.holm(p), slow.holm(p))
    assert close(scales.benjamini_hochberg(p), slow.benjamini_hochberg(p))


@settings(max_examples=30, deadline=None)
@given(seed=seeds, p=st.integers(1, 4))
def test_driver_shares_are_those_of_the_slow_way(seed, p):
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(30, p)) + rng.normal(size=(30, 1))
    y = x @ rng.normal(size=p) + rng.normal(size=30)
    found = scales.drivers(y, x)
    assert close(found.r2, slow.r_squared(y, x))
    assert close(found.shapley, slow.shapley(y, x))
    assert close(found.johnson, slow.johnson(y, x))
    others = [slow.r_squared(x[:, at], np.delete(x, at, axis=1)) for at in range(p)]
    assert close(found.vif, [1 / (1 - r2) for r2 in others])


@settings(max_examples=30, deadline=None)
@given(seed=seeds, n=st.integers(4, 12))
def test_benchmarks_are_those_of_the_slow_way(seed, n):
    rng = np.random.default_rng(seed)
    values, errors = rng.normal(6, 0.4, n).round(1), rng.uniform(0.1, 0.5, n)
    found = scales.benchmark(values)
    for at in range(n):
        peers = np.delete(values, at)
        assert close(found.quantiles[at], np.quantile(peers, scales.QUANTILES))
        assert close(found.median[at], statistics.median(peers))
    shown = scales.funnel(values, errors)
    phi, tau2 = slow.funnel(values, errors)
    assert close([shown.phi, shown.tau2], [phi, tau2])
