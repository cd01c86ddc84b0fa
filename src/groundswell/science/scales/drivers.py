"""Which of several things goes most with an outcome: shares of R squared.

Regression weights share out badly what drivers have in common. Shapley values give each
driver its average gain in R^2 over all orders of entry (R. H. Lindeman, P. F. Merenda,
R. Z. Gold, 1980; U. Gromping, *American Statistician* 61, 2007); Johnson's relative
weights come within a thousandth at far lower cost (J. W. Johnson, *Multivariate
Behavioral Research* 35, 2000). Either is association within one survey, not cause:
answers of one person on one day resemble each other for many reasons.
"""

from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import stdtr

from groundswell.science.scales.units import Floats, Units, summarise

MOST_FOR_SHAPLEY = 12
"""Drivers over which the 2^p regressions of Shapley values are not run (drivers)."""

COLLINEAR_VIF = 5.0
"""Variance inflation from which a driver cannot be told from the others (no unit)."""

PEOPLE_PER_DRIVER = 10
"""People a driver under which shares are unsteady (people)."""

SEED = 20260101
TAILS = (0.025, 0.975)

WARNINGS = ("few_people", "collinear", "opposite_sign")
"""What can be wrong with a ranking: too few people; drivers that cannot be told apart; a
driver whose weight points the other way than its correlation (a suppressor)."""


class CannotRank(ValueError):
    """The drivers cannot be ranked; ``columns`` says which are at fault."""

    def __init__(self, reason: str, columns: tuple[int, ...] = ()) -> None:
        self.columns = columns
        super().__init__(reason)


@dataclass(frozen=True)
class Drivers:
    """Shares of R squared; arrays of shape (n_drivers,).

    Attributes
    ----------
    n : int
        People who answered everything.
    r2 : float
        Share of the outcome's variance that all drivers explain together.
    r, beta, p : float arrays
        Correlation with the outcome; standardised regression weight; its two-sided
        probability under no association given the others.
    shapley, johnson : float arrays
        Shares of R squared by the two ways; each adds up to it. Shapley is NaN for more
        than twelve drivers.
    vif : float array
        Variance inflation: 1 / (1 - R squared of the driver on the others).
    """

    n: int
    r2: float
    r: Floats
    beta: Floats
    p: Floats
    shapley: Floats
    johnson: Floats
    vif: Floats

    @property
    def share(self) -> Floats:
        """Shapley values where there are any, else Johnson's weights."""
        return self.johnson if np.isnan(self.shapley).any() else self.shapley

    @property
    def warnings(self) -> tuple[str, ...]:
        """What to say beside the ranking, from `WARNINGS`."""
        found = {
            "few_people": self.n < PEOPLE_PER_DRIVER * self.r.size,
            "collinear": bool((self.vif >= COLLINEAR_VIF).any()),
            "opposite_sign": bool((self.beta * self.r < 0).any()),
        }
        return tuple(name for name in WARNINGS if found[name])


@dataclass(frozen=True)
class DriverIntervals:
    """Bootstrap intervals of the shares; arrays of shape (2, n_drivers): low and high.

    Attributes
    ----------
    shapley, johnson : float arrays
        95 % percentile intervals; NaN where no sample could be ranked. Shares cannot
        be negative, so an interval never reaches 0: compare drivers with each other.
    """

    shapley: Floats
    johnson: Floats


def drivers(outcome: ArrayLike, candidates: ArrayLike) -> Drivers:
    """Share out what the drivers explain of an outcome.

    Parameters
    ----------
    outcome : array_like of shape (n_people,)
    candidates : array_like of shape (n_people, n_drivers)
        NaN is missing; people who miss anything are left out.

    Raises
    ------
    CannotRank
        If there are too few people, something does not vary, or one driver is made of
        others.

    Examples
    --------
    >>> found = drivers([1, 2, 3, 4, 6, 5], [[1, 3], [2, 1], [3, 4], [4, 1], [5, 5], [6, 2]])
    >>> round(found.r2, 4), found.shapley.round(3).tolist()
    (0.9313, [0.857, 0.075])
    """
    table = _complete(outcome, candidates)
    n, n_drivers = table.shape[0], table.shape[1] - 1
    if n < n_drivers + 2:
        raise CannotRank(f"{n} people answered everything; {n_drivers + 2} are needed")
    among, with_outcome = _correlations(table, np.ones((1, n)))
    _refuse_unvarying(table)
    _refuse_dependent(among[0])
    r = with_outcome[0]
    inverse = np.linalg.inv(among[0])
    beta = inverse @ r
    r2 = float(r @ beta)
    vif = np.diag(inverse)
    freedom = n - n_drivers - 1
    error = np.sqrt(max(1 - r2, 0.0) * vif / freedom)
    with np.errstate(divide="ignore"):
        p = 2 * stdtr(freedom, -np.abs(beta) / error)
    return Drivers(
        n=n,
        r2=r2,
        r=r,
        beta=beta,
        p=p,
        shapley=shapley(among, with_outcome)[0],
        johnson=johnson(among, with_outcome)[0],
        vif=vif,
    )


def driver_intervals(
    outcome: ArrayLike,
    candidates: ArrayLike,
    *,
    resamples: int = 500,
    seed: int = SEED,
) -> DriverIntervals:
    """Intervals of the shares, from people drawn again with a fixed seed.

    Parameters
    ----------
    outcome, candidates
        As for `drivers`.
    resamples : int
        How many times people are drawn.
    seed : int
        The same seed gives the same intervals.

    Examples
    --------
    >>> x = np.random.default_rng(1).normal(size=(200, 2))
    >>> found = driver_intervals(x @ [1.0, 0.2], x, resamples=200)
    >>> bool((found.johnson[0] < found.johnson[1]).all())
    True
    """
    table = _complete(outcome, candidates)
    n = table.shape[0]
    generator = np.random.default_rng(seed)
    at_once = max(1, 4_000_000 // max(n, 1))
    found: list[tuple[Floats, Floats]] = []
    for start in range(0, resamples, at_once):
        size = min(at_once, resamples - start)
        times = [np.bincount(generator.integers(0, n, n), minlength=n) for _ in range(size)]
        among, with_outcome = _correlations(table, np.array(times, dtype=np.float64))
        usable = _usable(among)
        among, with_outcome = among[usable], with_outcome[usable]
        found.append((shapley(among, with_outcome), johnson(among, with_outcome)))
    both = (np.concatenate(one) for one in zip(*found, strict=True))
    by_shapley, by_johnson = (_limits(one) for one in both)
    return DriverIntervals(by_shapley, by_johnson)


def _limits(shares: Floats) -> Floats:
    if not shares.size:
        return np.full((2, shares.shape[1]), np.nan)
    return np.asarray(np.quantile(shares, TAILS, axis=0))


def shapley(among: Floats, with_outcome: Floats) -> Floats:
    """Average gain in R squared over all orders of entry.

    Parameters
    ----------
    among : float array of shape (n_samples, n_drivers, n_drivers)
        Correlations of the drivers.
    with_outcome : float array of shape (n_samples, n_drivers)
        Their correlations with the outcome.

    Returns
    -------
    float array of shape (n_samples, n_drivers)
        NaN for more than twelve drivers.

    Examples
    --------
    >>> shapley(np.array([[[1, 0.5], [0.5, 1]]]), np.array([[0.6, 0.3]])).round(3).tolist()
    [[0.315, 0.045]]
    """
    n_samples, n_drivers = with_outcome.shape
    if n_drivers > MOST_FOR_SHAPLEY:
        return np.full((n_samples, n_drivers), np.nan)
    explained: dict[tuple[int, ...], Floats] = {(): np.zeros(n_samples)}
    for size in range(1, n_drivers + 1):
        for some in combinations(range(n_drivers), size):
            explained[some] = _r_squared(among, with_outcome, list(some))
    shares = np.zeros((n_samples, n_drivers))
    for some, without in explained.items():
        weight = 1 / (n_drivers * comb(n_drivers - 1, len(some))) if len(some) < n_drivers else 0
        for driver in set(range(n_drivers)) - set(some):
            shares[:, driver] += weight * (explained[tuple(sorted((*some, driver)))] - without)
    return shares


def johnson(among: Floats, with_outcome: Floats) -> Floats:
    """Johnson's relative weights, by way of the nearest uncorrelated drivers.

    Parameters
    ----------
    among, with_outcome
        As for `shapley`.

    Returns
    -------
    float array of shape (n_samples, n_drivers)

    Examples
    --------
    >>> johnson(np.array([[[1, 0.5], [0.5, 1]]]), np.array([[0.6, 0.3]])).round(3).tolist()
    [[0.315, 0.045]]
    """
    values, vectors = np.linalg.eigh(among)
    root = np.sqrt(values)[:, None, :]
    loadings = (vectors * root) @ vectors.transpose(0, 2, 1)
    beta = np.linalg.solve(loadings, with_outcome[..., None])
    found: Floats = (loadings**2 @ beta**2)[..., 0]
    return found


def within_units(values: ArrayLike, among: Units) -> Floats:
    """Values less the mean of each person's unit: what is left lies between people.

    Parameters
    ----------
    values : array_like of shape (n_people,)
        NaN is missing and stays so; so is the value of a person without a unit.
    among : Units

    Examples
    --------
    >>> from groundswell.science.scales.units import units
    >>> within_units([1, 3, 5], units(["A", "A", "B"])).tolist()
    [-1.0, 1.0, 0.0]
    """
    found = np.asarray(values, dtype=np.float64)
    # The mean of no unit stands last, where `NO_UNIT` points.
    mean = np.append(summarise(found, among).mean, np.nan)
    return found - mean[among.unit]


def _complete(outcome: ArrayLike, candidates: ArrayLike) -> Floats:
    """Drivers and, last, the outcome, of people who answered all."""
    y, x = np.asarray(outcome, dtype=np.float64), np.asarray(candidates, dtype=np.float64)
    table = np.column_stack([x, y])
    return table[~np.isnan(table).any(axis=1)]


def _correlations(table: Floats, times: Floats) -> tuple[Floats, Floats]:
    """Correlations where each person stands so many times, for many such samples."""
    centred = table - table.mean(axis=0)
    n, width = centred.shape
    row, column = np.triu_indices(width)
    mean = times @ centred / n
    products = times @ (centred[:, row] * centred[:, column]) / n
    matrix = np.empty((times.shape[0], width, width))
    matrix[:, row, column] = matrix[:, column, row] = products
    matrix -= mean[:, :, None] * mean[:, None, :]
    spread = np.sqrt(np.maximum(np.diagonal(matrix, axis1=1, axis2=2), 0.0))
    with np.errstate(divide="ignore", invalid="ignore"):
        matrix /= spread[:, :, None] * spread[:, None, :]
    return matrix[:, :-1, :-1], matrix[:, :-1, -1]


def _refuse_unvarying(table: Floats) -> None:
    same = np.flatnonzero(np.ptp(table, axis=0) == 0)
    if same.size:
        raise CannotRank("does not vary", tuple(int(at) for at in same))


def _refuse_dependent(among: Floats) -> None:
    values, vectors = np.linalg.eigh(among)
    if values[0] < 1e-10:
        at = np.flatnonzero(np.abs(vectors[:, 0]) > 1e-6)
        raise CannotRank("is made of others; leave one out", tuple(int(one) for one in at))


def _usable(among: Floats) -> NDArray[np.bool_]:
    """Samples in which everything varies and no driver is made of others."""
    finite = np.asarray(np.isfinite(among).all(axis=(1, 2)))
    safe = np.where(finite[:, None, None], among, np.eye(among.shape[1]))
    return np.asarray(finite & (np.linalg.eigvalsh(safe)[:, 0] > 1e-10))


def _r_squared(among: Floats, with_outcome: Floats, some: list[int]) -> Floats:
    r = with_outcome[:, some]
    beta = np.linalg.solve(among[:, some][:, :, some], r[..., None])[..., 0]
    found: Floats = (r * beta).sum(axis=1)
    return found
