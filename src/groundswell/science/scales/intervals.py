"""Intervals of a mean and of a share, for many units at once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtrit

from groundswell.science.scales.reliability import UPPER_TAIL
from groundswell.science.scales.shrinkage import NORMAL_95
from groundswell.science.scales.units import Counts, Floats, Summary, Units


@dataclass(frozen=True)
class WeightedMeans:
    """Weighted means of units; arrays of shape (n_units,), NaN where it cannot be said.

    Attributes
    ----------
    n : int array
        People with a value: the unweighted base, which suppression goes by.
    mean, low, high : float arrays
        The weighted mean and its 95 % interval.
    """

    n: Counts
    mean: Floats
    low: Floats
    high: Floats


def student(freedom: ArrayLike) -> Floats:
    """Half width of a 95 % t interval in standard errors; NaN under one degree of freedom.

    Examples
    --------
    >>> student([1, 10, 0]).round(3).tolist()
    [12.706, 2.228, nan]
    """
    distinct, back = np.unique(np.asarray(freedom, dtype=np.float64), return_inverse=True)
    known = np.where(distinct > 0, distinct, np.nan)
    return stdtrit(known, UPPER_TAIL)[back]


def mean_interval(summary: Summary, *, headcount: ArrayLike | None = None) -> tuple[Floats, Floats]:
    """95 % t interval of each unit's mean.

    Parameters
    ----------
    summary : Summary
        Base, mean and spread of each unit.
    headcount : array_like of shape (n_units,), optional
        People asked in each unit. With it the standard error is multiplied by
        sqrt(1 - n / headcount): the survey is a census with gaps. Off by default; a
        report that uses it must say so.

    Returns
    -------
    low, high : float arrays of shape (n_units,)
        NaN for one person, and where nobody differs: no interval can be said.

    Raises
    ------
    ValueError
        If a unit has more answers than people.

    Examples
    --------
    >>> from groundswell.science.scales.units import whole
    >>> low, high = mean_interval(whole([1, 2, 3, 4, 5]))
    >>> low.round(3).tolist(), high.round(3).tolist()
    ([1.037], [4.963])
    >>> low, high = mean_interval(whole([1, 2, 3, 4, 5]), headcount=[20])
    >>> low.round(3).tolist(), high.round(3).tolist()
    ([1.3], [4.7])
    """
    n = np.where(summary.n > 1, summary.n, np.nan)
    error = np.where(summary.squares > 0, summary.sd / np.sqrt(n), np.nan)
    if headcount is not None:
        asked = np.asarray(headcount, dtype=np.float64)
        if (summary.n > asked).any():
            raise ValueError("a unit has more answers than its headcount")
        error = error * np.sqrt(1 - n / asked)
    half = student(summary.n - 1) * error
    return summary.mean - half, summary.mean + half


def weighted_means(values: ArrayLike, weights: ArrayLike, among: Units) -> WeightedMeans:
    """Weighted mean of each unit with its 95 % interval, by linearisation.

    Parameters
    ----------
    values, weights : array_like of shape (n_people,)
        NaN values are left out. Weights are taken as given, not as counts: with equal
        ones the interval is that of `mean_interval`.
    among : Units

    Notes
    -----
    The standard error is the root of n / (n - 1) sum w^2 (value - mean)^2 over sum w.

    Examples
    --------
    >>> from groundswell.science.scales.units import units
    >>> found = weighted_means([1, 2, 6], [1, 1, 2], units(["A", "A", "A"]))
    >>> found.mean.tolist(), found.low.round(2).tolist(), found.high.round(2).tolist()
    ([3.75], [-3.57], [11.07])
    """
    value, weight = (np.asarray(one, dtype=np.float64) for one in (values, weights))
    held = ~np.isnan(value) & among.placed
    value, weight, of = value[held], weight[held], among.only(held)
    n, total = of.counts(), of.sums(weight)
    total = np.where(total > 0, total, np.nan)
    mean = of.sums(weight * value) / total
    squares = of.sums((weight * (value - mean[of.unit])) ** 2)
    several = np.where((n > 1) & (squares > 0), n, np.nan)
    half = student(n - 1) * np.sqrt(several / (several - 1) * squares) / total
    return WeightedMeans(n, mean, mean - half, mean + half)


def wilson(count: ArrayLike, n: ArrayLike) -> tuple[Floats, Floats]:
    """95 % interval of a share.

    Parameters
    ----------
    count, n : array_like
        People of whom it is true, and all; counts.

    Notes
    -----
    E. B. Wilson, *JASA* 22, 1927: the shares that a score test does not reject.

    Examples
    --------
    >>> low, high = wilson([0, 45], [11, 120])
    >>> low.round(4).tolist(), high.round(4).tolist()
    ([0.0, 0.2935], [0.2588, 0.4642])
    """
    of = np.asarray(n, dtype=np.float64)
    of = np.where(of > 0, of, np.nan)
    share = np.asarray(count, dtype=np.float64) / of
    z2 = NORMAL_95**2
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = NORMAL_95 * np.sqrt(share * (1 - share) / of + z2 / (4 * of**2)) / (1 + z2 / of)
    return np.clip(middle - half, 0.0, 1.0), np.clip(middle + half, 0.0, 1.0)
