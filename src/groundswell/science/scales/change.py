"""Change between two waves: the right test, for one unit or for thousands.

Who can be linked over the waves is compared with themselves (paired t). Who cannot is
compared as two samples (Welch). Repeated anonymous surveys of the same staff are not two
independent samples: people resemble themselves, so the Welch probability is then too
large, never too small, and the result says so. An item that was changed between waves
makes no comparison at all; leave its scale out.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import chdtrc, gammaln, stdtr

from groundswell.science.scales.intervals import student, wilson
from groundswell.science.scales.units import Counts, Floats, Summary, Units, summarise

Factor = Callable[[Floats, int], Floats]
"""What the probability of a rank, counted from 0, is multiplied by among n."""
Running = Callable[[Floats], Floats]
"""Makes adjusted probabilities keep the order of the others."""

LEAST = 10
"""Smallest base that is tested unless the caller says otherwise (people)."""


class Design(Enum):
    """How the people of two waves belong together."""

    LINKED = "linked"
    UNLINKED = "unlinked"
    ANONYMOUS = "anonymous"


@dataclass(frozen=True)
class Change:
    """Change of means; arrays of shape (n_units,), NaN where nothing can be tested.

    Attributes
    ----------
    design : Design
        How the waves were compared.
    n : int array
        Pairs where people are linked, else people of the smaller wave: the base.
    change : float array
        After less before.
    low, high : float arrays
        Its 95 % interval.
    t, freedom, p : float arrays
        The test of no change; two-sided.
    d : float array
        Change over the root of the mean of both waves' variances.
    """

    design: Design
    n: Counts
    change: Floats
    low: Floats
    high: Floats
    t: Floats
    freedom: Floats
    p: Floats
    d: Floats

    @property
    def conservative(self) -> bool:
        """Whether the true probability is smaller than the one given."""
        return self.design is Design.ANONYMOUS


@dataclass(frozen=True)
class Shares:
    """Change of a share: arrays of shape (n_units,), NaN where a base is empty.

    Attributes
    ----------
    change, low, high : float arrays
        Second share less first, and Newcombe's 95 % interval.
    p : float array
        Of the chi-square test without correction; NaN where a margin is empty.
    p_exact : float array
        Of Fisher's exact test, two-sided.
    """

    change: Floats
    low: Floats
    high: Floats
    p: Floats
    p_exact: Floats


def linked_change(
    before: ArrayLike, after: ArrayLike, among: Units, *, least: int = LEAST
) -> Change:
    """Compare people with themselves: a paired t test in each unit.

    Parameters
    ----------
    before, after : array_like of shape (n_people,)
        The same people in the same order; NaN where one did not answer. Who answered
        once is left out.
    among : Units
        Each person's unit.
    least : int
        Fewest pairs that are tested.

    Examples
    --------
    >>> from groundswell.science.scales.units import units
    >>> everybody = units(["all"] * 4)
    >>> found = linked_change([1, 2, 3, 4], [2, 4, 4, 6], everybody, least=2)
    >>> found.change.tolist(), found.t.round(3).tolist(), found.p.round(4).tolist()
    ([1.5], [5.196], [0.0138])
    """
    first, second = (np.asarray(one, dtype=np.float64) for one in (before, after))
    moved = second - first
    steps = summarise(moved, among)
    of_pairs = (np.where(np.isnan(moved), np.nan, wave) for wave in (first, second))
    spread = _mean_variance(*(summarise(wave, among) for wave in of_pairs))
    error = steps.sd / np.sqrt(_positive(steps.n))
    step = _Step(steps.n, steps.mean, error, (steps.n - 1).astype(np.float64), spread)
    return _tested(Design.LINKED, step, least)


def unlinked_change(
    before: Summary, after: Summary, *, same_people: bool = False, least: int = LEAST
) -> Change:
    """Compare two waves whose people are not linked: Welch's t test in each unit.

    Parameters
    ----------
    before, after : Summary
        The same units in the same order.
    same_people : bool
        Whether many answered both waves, without being known (anonymous repeats). The
        result is then marked as conservative.
    least : int
        Fewest people a wave that are tested; both bases must be releasable.

    Notes
    -----
    B. L. Welch, *Biometrika* 34, 1947.

    Examples
    --------
    >>> from groundswell.science.scales.units import whole
    >>> found = unlinked_change(whole([1, 2, 3, 4]), whole([2, 4, 4, 6, 5]), least=2)
    >>> found.freedom.round(3).tolist(), found.p.round(4).tolist()
    ([6.906], [0.1094])
    """
    one, two = (wave.variance / _positive(wave.n) for wave in (before, after))
    with np.errstate(invalid="ignore", divide="ignore"):
        freedom = (one + two) ** 2 / (one**2 / (before.n - 1) + two**2 / (after.n - 1))
    n, change = np.minimum(before.n, after.n), after.mean - before.mean
    step = _Step(n, change, np.sqrt(one + two), freedom, _mean_variance(before, after))
    return _tested(Design.ANONYMOUS if same_people else Design.UNLINKED, step, least)


def shares_change(
    first: tuple[ArrayLike, ArrayLike], second: tuple[ArrayLike, ArrayLike]
) -> Shares:
    """Compare two shares of different people, in each unit.

    Parameters
    ----------
    first, second : tuple of array_like
        For each wave the people of whom it is true, and all.

    Notes
    -----
    R. G. Newcombe, *Statistics in Medicine* 17, 1998 (method 10: Wilson's limits).

    Examples
    --------
    >>> found = shares_change(([45], [120]), ([61], [131]))
    >>> found.low.round(4).tolist(), found.high.round(4).tolist(), found.p.round(4).tolist()
    ([-0.0314], [0.2085], [0.1464])
    """
    (x1, n1), (x2, n2) = (
        tuple(np.atleast_1d(np.asarray(one, dtype=np.float64)) for one in wave)
        for wave in (first, second)
    )
    p1, p2 = x1 / _positive(n1), x2 / _positive(n2)
    (low1, high1), (low2, high2) = wilson(x1, n1), wilson(x2, n2)
    change = p2 - p1
    return Shares(
        change=change,
        low=change - np.hypot(p2 - low2, high1 - p1),
        high=change + np.hypot(high2 - p2, p1 - low1),
        p=_chi_square(x1, n1, x2, n2),
        p_exact=np.array([_fisher(*one) for one in zip(x1, n1, x2, n2, strict=True)]),
    )


def holm(p: ArrayLike) -> Floats:
    """Holm's correction for many tests: the chance of any false finding stays 5 %.

    Parameters
    ----------
    p : array_like
        NaN is no test and stays so.

    Notes
    -----
    S. Holm, *Scandinavian Journal of Statistics* 6, 1979.

    Examples
    --------
    >>> holm([0.01, 0.04, float("nan"), 0.03]).round(4).tolist()
    [0.03, 0.06, nan, 0.06]
    """
    return _adjusted(p, lambda rank, n: n - rank, np.maximum.accumulate)


def benjamini_hochberg(p: ArrayLike) -> Floats:
    """Benjamini and Hochberg's: of what is found, 5 % is false on average.

    Parameters
    ----------
    p : array_like
        NaN is no test and stays so.

    Notes
    -----
    Y. Benjamini and Y. Hochberg, *JRSS B* 57, 1995.

    Examples
    --------
    >>> benjamini_hochberg([0.01, 0.04, float("nan"), 0.03]).round(4).tolist()
    [0.03, 0.04, nan, 0.04]
    """

    def from_the_largest(values: Floats) -> Floats:
        return np.minimum.accumulate(values[::-1])[::-1]

    return _adjusted(p, lambda rank, n: n / (rank + 1), from_the_largest)


def _positive(n: ArrayLike) -> Floats:
    found = np.asarray(n, dtype=np.float64)
    return np.where(found > 0, found, np.nan)


def _mean_variance(before: Summary, after: Summary) -> Floats:
    return (before.variance + after.variance) / 2


@dataclass(frozen=True)
class _Step:
    """A change of means before it is tested: its base, standard error, and so on."""

    n: Counts
    change: Floats
    error: Floats
    freedom: Floats
    variance: Floats


def _tested(design: Design, step: _Step, least: int) -> Change:
    """The t test of each change, where the base is large enough."""
    change = np.where(step.n >= least, step.change, np.nan)
    error = np.where((step.n >= least) & (step.error > 0), step.error, np.nan)
    freedom = np.where(error > 0, step.freedom, np.nan)
    t = change / error
    half = student(freedom) * error
    return Change(
        design=design,
        n=step.n,
        change=change,
        low=change - half,
        high=change + half,
        t=t,
        freedom=freedom,
        p=2 * stdtr(freedom, -np.abs(t)),
        d=change / np.sqrt(np.where(error > 0, step.variance, np.nan)),
    )


def _chi_square(x1: Floats, n1: Floats, x2: Floats, n2: Floats) -> Floats:
    """Pearson's, without continuity correction."""
    yes, n = x1 + x2, n1 + n2
    crossed = (x1 * (n2 - x2) - x2 * (n1 - x1)) ** 2 * n
    return chdtrc(1, crossed / _positive(yes * (n - yes) * n1 * n2))


def _fisher(x1: float, n1: float, x2: float, n2: float) -> float:
    """Sum of the tables of the same margins that are no likelier than this one."""
    yes = x1 + x2
    could = np.arange(max(0.0, yes - n2), min(yes, n1) + 1)
    log = _log_ways(n1, could) + _log_ways(n2, yes - could) - _log_ways(n1 + n2, yes)
    chance = np.exp(log)
    # As R: tables as likely as this one but for rounding count.
    return float(min(1.0, chance[chance <= chance[could == x1] * (1 + 1e-7)].sum()))


def _log_ways(n: float, k: ArrayLike) -> Floats:
    taken = np.asarray(k, dtype=np.float64)
    return gammaln(n + 1) - gammaln(taken + 1) - gammaln(n - taken + 1)


def _adjusted(p: ArrayLike, factor: Factor, run: Running) -> Floats:
    found = np.asarray(p, dtype=np.float64)
    tested = np.flatnonzero(~np.isnan(found))
    ordered = tested[np.argsort(found[tested], kind="stable")]
    adjusted = np.full(found.shape, np.nan)
    n = ordered.size
    adjusted[ordered] = np.minimum(run(factor(np.arange(float(n)), n) * found[ordered]), 1.0)
    return adjusted
