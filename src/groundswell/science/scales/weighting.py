"""Weights for those who did not answer: cells, raking, trimming, and what they cost.

Suppression always goes by the unweighted base; a weight hides nobody.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Counts = NDArray[np.intp]

SETTLED = 1e-10
"""Greatest relative change of a weight under which raking is done (no unit)."""
MOST_CYCLES, MOST_TRIMS = 1_000, 100
SAME_TOTAL = 1e-6
"""Margins may differ in their totals by rounding alone (relative)."""


class CannotRake(ValueError):
    """The margins cannot be met; ``margin`` and ``level`` say where (None: all of it)."""

    def __init__(self, reason: str, margin: int, level: int | None = None) -> None:
        self.margin, self.level = margin, level
        super().__init__(reason)


@dataclass(frozen=True)
class Margin:
    """A question whose answers are known of the whole population.

    Attributes
    ----------
    level : int array of shape (n_people,)
        Each person's level, from 0.
    population : float array of shape (n_levels,)
        People of each level in the population.
    """

    level: Counts
    population: Floats

    def weighted(self, weights: Floats) -> Floats:
        """Sum of weights in each level."""
        sums = np.bincount(self.level, weights, minlength=self.population.size)
        return sums.astype(np.float64, copy=False)


@dataclass(frozen=True)
class Raked:
    """Weights that meet the margins.

    Attributes
    ----------
    weights : float array of shape (n_people,)
        They add up to the population.
    cycles : int
        Passes over the margins.
    trimmed : int
        Weights that stand at a bound of the trimming.
    misfit : float
        The greatest distance of a level from its population, as a share of it: more
        than rounding only where trimming, or margins at odds, left it so.
    """

    weights: Floats
    cycles: int
    trimmed: int
    misfit: float


def cell_weights(level: ArrayLike, population: ArrayLike) -> Floats:
    """Weights of one margin, or of cells made of several: population over answers.

    Parameters
    ----------
    level : array_like of int, shape (n_people,)
        Each person's cell, from 0.
    population : array_like of shape (n_cells,)
        People of each cell.

    Raises
    ------
    CannotRake
        If nobody answered in a cell that has people.

    Examples
    --------
    >>> cell_weights([0, 0, 1], [10, 20]).tolist()
    [5.0, 5.0, 20.0]
    """
    margin = _margin(level, population)
    _refuse_empty(margin, 0, np.ones(margin.level.size))
    return _fitted(np.ones(margin.level.size), margin)


def rake(
    margins: Sequence[Margin],
    *,
    base: ArrayLike | None = None,
    trim: tuple[float, float] | None = None,
) -> Raked:
    """Weights that meet every margin at once, near the base weights.

    Parameters
    ----------
    margins : sequence of Margin
        All of one total.
    base : array_like of shape (n_people,), optional
        Weights to begin from. Default: 1 for everybody.
    trim : tuple of float, optional
        Least and greatest weight in mean weights (0.2 and 5 are usual). Weights are
        trimmed and raked again in turn; where bounds and margins cannot both be kept,
        the bounds are, and `misfit` says what the margins lost.

    Raises
    ------
    CannotRake
        If a level has people but no answers, or answers but no people, or if totals
        differ. Collapse levels then.

    Notes
    -----
    Iterative proportional fitting. W. E. Deming and F. F. Stephan, *Annals of
    Mathematical Statistics* 11, 1940; J.-C. Deville and C.-E. Sarndal, *JASA* 87, 1992.

    Examples
    --------
    >>> sex = Margin(np.array([0, 0, 1, 1]), np.array([6.0, 4.0]))
    >>> site = Margin(np.array([0, 1, 0, 1]), np.array([5.0, 5.0]))
    >>> rake([sex, site]).weights.round(9).tolist()
    [3.0, 3.0, 2.0, 2.0]
    """
    checked = [_margin(one.level, one.population) for one in margins]
    start = _start(checked, base)
    _refuse_unequal_totals(checked)
    for at, margin in enumerate(checked):
        _refuse_empty(margin, at, start)
    raked = _cycled(start, checked)
    return raked if trim is None else _trimmed(raked, checked, trim)


def design_effect(weights: ArrayLike) -> float:
    """Kish's design effect: how much variance unequal weights add.

    Notes
    -----
    1 + cv(w)^2 with the population variance. L. Kish, *Survey Sampling*, 1965.

    Examples
    --------
    >>> design_effect([1, 1, 1]), design_effect([1, 3])
    (1.0, 1.25)
    """
    return np.size(weights) / effective_size(weights)


def effective_size(weights: ArrayLike) -> float:
    """People of equal weight who would tell as much: (sum w)^2 / sum w^2.

    Examples
    --------
    >>> effective_size([1, 3])
    1.6
    """
    found = np.asarray(weights, dtype=np.float64)
    return float(found.sum() ** 2 / (found**2).sum())


def weighted_mean(values: ArrayLike, weights: ArrayLike) -> float:
    """The mean of those who answered, by their weights; NaN values are left out.

    Examples
    --------
    >>> weighted_mean([1, 4, float("nan")], [2, 1, 5])
    2.0
    """
    found, by = np.asarray(values, dtype=np.float64), np.asarray(weights, dtype=np.float64)
    valid = ~np.isnan(found)
    return float((found[valid] * by[valid]).sum() / by[valid].sum())


def standard_error(
    values: ArrayLike,
    weights: ArrayLike,
    *,
    margins: Sequence[Margin] = (),
    base: ArrayLike | None = None,
) -> float:
    """Standard error of a weighted mean after raking, by linearisation.

    Parameters
    ----------
    values, weights : array_like of shape (n_people,)
        A value that is NaN is left out; its person still counts in the margins.
    margins : sequence of Margin, optional
        Those raked to. What they explain of the values is no longer uncertain.
    base : array_like of shape (n_people,), optional
        The weights before raking. Default: 1 for everybody.

    Notes
    -----
    n / (n - 1) times the sum of squares of w e / sum(w), with e what the margins leave
    unexplained of value - mean (regression by the base weights; e is 0 before that for
    a missing value, as for a mean of some of the people). No correction for a finite
    population. Deville and Sarndal 1992.

    Examples
    --------
    >>> round(standard_error([1, 2, 3, 4], [1, 1, 1, 1]), 4)
    0.6455
    >>> known = Margin(np.array([0, 0, 1, 1]), np.array([2.0, 2.0]))
    >>> round(standard_error([1, 2, 3, 4], [1, 1, 1, 1], margins=[known]), 4)
    0.2887
    """
    found, by = np.asarray(values, dtype=np.float64), np.asarray(weights, dtype=np.float64)
    valid = ~np.isnan(found)
    residual = np.where(valid, found - weighted_mean(found, by), 0.0)
    if margins:
        residual = _unexplained(residual, margins, _start(margins, base))
    influence = by * residual / by[valid].sum()
    n = found.size
    spread = ((influence - influence.mean()) ** 2).sum()
    return float(np.sqrt(n / (n - 1) * spread)) if n > 1 else float("nan")


def _margin(level: ArrayLike, population: ArrayLike) -> Margin:
    return Margin(np.asarray(level, dtype=np.intp), np.asarray(population, dtype=np.float64))


def _start(margins: Sequence[Margin], base: ArrayLike | None) -> Floats:
    n = margins[0].level.size
    if base is None:
        return np.ones(n)
    found = np.array(base, dtype=np.float64)
    if found.shape != (n,) or not (np.isfinite(found) & (found > 0)).all():
        raise ValueError("base weights must be greater than 0, one a person")
    return found


def _refuse_unequal_totals(margins: Sequence[Margin]) -> None:
    totals = [margin.population.sum() for margin in margins]
    for at, total in enumerate(totals):
        if abs(total - totals[0]) > SAME_TOTAL * totals[0]:
            raise CannotRake(f"adds up to {total:g} where the first has {totals[0]:g}", at)


def _refuse_empty(margin: Margin, at: int, weights: Floats) -> None:
    held = margin.weighted(weights)
    empty = np.flatnonzero((held == 0) & (margin.population > 0))
    if empty.size:
        raise CannotRake("has people but no answers; collapse it with another", at, int(empty[0]))
    unknown = np.flatnonzero((held > 0) & ~(margin.population > 0))
    if unknown.size:
        raise CannotRake("has answers but nobody in the population", at, int(unknown[0]))


def _fitted(weights: Floats, margin: Margin) -> Floats:
    held = margin.weighted(weights)
    factor = np.divide(margin.population, held, out=np.ones(held.size), where=held > 0)
    return weights * factor[margin.level]


def _cycled(start: Floats, margins: Sequence[Margin]) -> Raked:
    """Fit margin after margin until nothing moves."""
    weights, cycles, settled = start, 0, False
    while not settled and cycles < MOST_CYCLES:
        before = weights
        for margin in margins:
            weights = _fitted(weights, margin)
        settled = bool((np.abs(weights - before) <= SETTLED * before).all())
        cycles += 1
    return Raked(weights, cycles, 0, _misfit(weights, margins))


def _misfit(weights: Floats, margins: Sequence[Margin]) -> float:
    """The greatest distance of a level from its population, as a share of it."""
    off = [
        np.abs(margin.weighted(weights) - margin.population)[margin.population > 0]
        / margin.population[margin.population > 0]
        for margin in margins
    ]
    return float(np.concatenate(off).max())


def _trimmed(raked: Raked, margins: Sequence[Margin], trim: tuple[float, float]) -> Raked:
    """Trim and rake in turn until the raked weights keep the bounds."""
    if not 0 < trim[0] < 1 < trim[1]:
        raise ValueError("trim must be a share under 1 and one over 1, such as 0.2 and 5")
    low, high = np.array(trim) * raked.weights.mean()
    cycles = raked.cycles
    for _ in range(MOST_TRIMS):
        held = np.clip(raked.weights, low, high)
        if np.allclose(held, raked.weights, rtol=SETTLED, atol=0):
            break
        raked = _cycled(held, margins)
        cycles += raked.cycles
    weights = np.clip(raked.weights, low, high)
    trimmed = int(np.count_nonzero((weights == low) | (weights == high)))
    return Raked(weights, cycles, trimmed, _misfit(weights, margins))


def _unexplained(values: Floats, margins: Sequence[Margin], base: Floats) -> Floats:
    """What is left of the values after regression on all levels of all margins."""
    first = np.cumsum([0, *(margin.population.size for margin in margins)])
    places = [margin.level + at for margin, at in zip(margins, first, strict=False)]
    n_levels = int(first[-1])
    crossed = np.zeros(n_levels * n_levels)
    for row in places:
        for column in places:
            pair = row * n_levels + column
            crossed += np.bincount(pair, base, minlength=crossed.size)
    totals = sum(np.bincount(at, base * values, minlength=n_levels) for at in places)
    # Levels of each margin add up to everybody, so the normal equations have no single
    # answer; every answer leaves the same residuals.
    effect = np.linalg.lstsq(crossed.reshape(n_levels, n_levels), totals, rcond=None)[0]
    return values - sum(effect[at] for at in places)
