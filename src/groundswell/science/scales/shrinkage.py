"""Unit means drawn towards the others by as much as chance can explain.

A random intercept: value = mu + u + e, with variance tau2 between units and sigma2
within. The empirical Bayes mean of a unit of n people is ``mu + lambda (mean - mu)``,
lambda = tau2 / (tau2 + sigma2 / n), mu the generalised least squares mean and not the
grand one. Small units move most. N. M. Laird and J. H. Ware, *Biometrics* 38, 1982.
Shrinking is not disclosure control: a shrunken mean still tells of its unit.
"""

from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq

from groundswell.science.scales.units import Counts, Floats, Summary

NAN = float("nan")

NORMAL_95 = 1.959963984540054
"""Half width of a normal 95 % interval (standard deviations)."""

COMPARISON = 1.39
"""Half width at which two units' bars just touch when they differ at 5 % (standard
errors; H. Goldstein and M. J. R. Healy, *JRSS A* 158, 1995)."""

GRID = np.concatenate([[0.0], np.geomspace(1e-9, 1e9, 73)])
"""Ratios tau2 / sigma2 among which the best is bracketed (no unit)."""


class Method(Enum):
    """How the variances are estimated."""

    REML = "reml"
    ML = "ml"
    MOMENTS = "moments"


@dataclass(frozen=True)
class Components:
    """The parts of the variance, in squared units of the value; NaN if not estimable.

    Attributes
    ----------
    mu : float
        Generalised least squares mean of the units.
    var_mu : float
        Its variance.
    tau2, sigma2 : float
        Variance between and within units.
    """

    mu: float
    var_mu: float
    tau2: float
    sigma2: float


@dataclass(frozen=True)
class Shrunken:
    """Shrunken means; arrays of shape (n_units,), NaN where a unit has nobody.

    Attributes
    ----------
    components : Components
        What they were shrunken by.
    reliability : float array
        lambda: how far the unit's own mean is believed, from 0 to 1.
    mean, sd : float arrays
        Empirical Bayes mean, and standard deviation of the true mean around it with mu
        taken as known (lme4's conditional standard deviation).
    """

    components: Components
    reliability: Floats
    mean: Floats
    sd: Floats

    @property
    def sd_with_mu(self) -> Floats:
        """The same, with what is not known of mu."""
        return np.sqrt(self.sd**2 + (1 - self.reliability) ** 2 * self.components.var_mu)

    @property
    def interval(self) -> tuple[Floats, Floats]:
        """95 % interval of each true mean."""
        half = NORMAL_95 * self.sd_with_mu
        return self.mean - half, self.mean + half

    @property
    def comparison_interval(self) -> tuple[Floats, Floats]:
        """Bars for comparing two units by eye: they overlap unless the two differ."""
        half = COMPARISON * self.sd
        return self.mean - half, self.mean + half

    @property
    def differs(self) -> NDArray[np.int8]:
        """Where the interval leaves out mu: 1 above it, -1 below it, else 0."""
        low, high = self.interval
        mu = self.components.mu
        return (low > mu).astype(np.int8) - (high < mu).astype(np.int8)


def shrink(summary: Summary, method: Method = Method.REML) -> Shrunken:
    """Shrink the means of units towards each other.

    Parameters
    ----------
    summary : Summary
        Base, mean and spread of each unit.
    method : Method
        How the variances are estimated.

    Returns
    -------
    Shrunken
        Where tau2 is 0 every mean is mu: no difference between units can be detected.

    Examples
    --------
    >>> from groundswell.science.scales.units import summarise, units
    >>> scores = [1, 2, 3, 4, 5, 6, 4, 4, 5, 3]
    >>> found = shrink(summarise(scores, units([1, 1, 1, 2, 2, 2, 3, 3, 3, 3])))
    >>> found.mean.round(2).tolist(), found.reliability.round(2).tolist()
    ([2.21, 4.84, 3.97], [0.88, 0.88, 0.9])
    """
    parts = components(summary, method)
    n = np.where(summary.n > 0, summary.n, np.nan)
    if parts.tau2 == 0:
        reliability = np.where(summary.n > 0, 0.0, np.nan)
    else:
        reliability = parts.tau2 / (parts.tau2 + parts.sigma2 / n)
    mean = parts.mu + reliability * (summary.mean - parts.mu)
    return Shrunken(parts, reliability, mean, np.sqrt(parts.tau2 * (1 - reliability)))


def shrink_within(
    summary: Summary, organisation: Counts, method: Method = Method.REML
) -> list[Shrunken]:
    """Shrink the units of each organisation towards that organisation.

    Parameters
    ----------
    summary : Summary
        Base, mean and spread of each unit.
    organisation : int array of shape (n_units,)
        The organisation of each unit, from 0.

    Returns
    -------
    list of Shrunken
        One an organisation, its units in their order.

    Examples
    --------
    >>> from groundswell.science.scales.units import summarise, units
    >>> found = summarise([1, 2, 4, 5, 7, 8, 7, 9], units([1, 1, 2, 2, 3, 3, 4, 4]))
    >>> first, second = shrink_within(found, np.array([0, 0, 1, 1]))
    >>> round(first.components.mu, 2), round(second.components.mu, 2)
    (3.0, 7.75)
    """
    order = np.argsort(organisation, kind="stable")
    parts = np.split(order, np.cumsum(np.bincount(organisation))[:-1])
    return [shrink(summary.at(part), method) for part in parts]


def components(summary: Summary, method: Method = Method.REML) -> Components:
    """Estimate mu and the variances between and within units.

    Parameters
    ----------
    summary : Summary
        Base, mean and spread of each unit.
    method : Method
        `REML` and `ML` maximise the likelihood over the ratio of the variances,
        globally; `MOMENTS` takes sigma2 = MSW and tau2 = max(0, (MSB - MSW) / n0).

    Returns
    -------
    Components
        NaN for fewer than two units, or units of one person each. Where nobody differs
        within units, sigma2 is 0 and tau2 the variance of the means.

    Examples
    --------
    >>> from groundswell.science.scales.units import summarise, units
    >>> found = components(summarise([1, 2, 3, 4, 5, 6], units([1, 1, 1, 2, 2, 2])))
    >>> round(found.tau2, 4), round(found.sigma2, 4), round(found.mu, 4)
    (4.1667, 1.0, 3.5)
    """
    sizes = _Sizes.of(summary)
    if sizes.n_units < 2 or sizes.n <= sizes.n_units:
        return Components(NAN, NAN, NAN, NAN)
    if sizes.within == 0:
        held = summary.mean[summary.n > 0]
        tau2 = float(np.var(held, ddof=1))
        return Components(float(held.mean()), tau2 / held.size, tau2, 0.0)
    if method is Method.MOMENTS:
        return _by_moments(sizes)
    ratio = _best_ratio(sizes, restricted=method is Method.REML)
    point = sizes.profile(ratio)
    freedom = sizes.n - 1 if method is Method.REML else sizes.n
    sigma2 = point.squares / freedom
    return Components(point.mu, sigma2 / point.weight, ratio * sigma2, sigma2)


@dataclass(frozen=True)
class _Point:
    """The likelihood's parts at one ratio tau2 / sigma2.

    ``weight`` is the sum of n / (1 + n ratio), ``log_size`` that of log(1 + n ratio);
    the slopes are derivatives by the ratio.
    """

    mu: float
    weight: float
    weight_slope: float
    squares: float
    squares_slope: float
    log_size: float

    def criterion(self, n: int, *, restricted: bool) -> float:
        """Twice the negative log likelihood, but for a constant."""
        if restricted:
            return (n - 1) * np.log(self.squares) + self.log_size + np.log(self.weight)
        return n * np.log(self.squares) + self.log_size

    def slope(self, n: int, *, restricted: bool) -> float:
        """Its derivative by the ratio."""
        if restricted:
            found = (n - 1) * self.squares_slope / self.squares + self.weight
            return found + self.weight_slope / self.weight
        return n * self.squares_slope / self.squares + self.weight


@dataclass(frozen=True)
class _Sizes:
    """Units gathered by their number of people: those of one size share their weight.

    Tens of thousands of units have some hundred sizes, so the likelihood costs little.
    """

    size: Floats
    units: Counts
    mean: Floats
    squares: Floats
    within: float

    @classmethod
    def of(cls, summary: Summary) -> "_Sizes":
        held = summary.at(summary.n > 0)
        size, which, n_units = np.unique(held.n, return_inverse=True, return_counts=True)
        mean = np.bincount(which, held.mean) / n_units
        squares = np.bincount(which, (held.mean - mean[which]) ** 2).astype(np.float64)
        return cls(size.astype(np.float64), n_units, mean, squares, float(held.squares.sum()))

    @property
    def n(self) -> int:
        return int((self.size * self.units).sum())

    @property
    def n_units(self) -> int:
        return int(self.units.sum())

    def around(self, weight: Floats) -> tuple[float, Floats]:
        """The weighted mean, and squares of each size's unit means about it."""
        mu = float((weight * self.units * self.mean).sum() / (weight * self.units).sum())
        return mu, self.squares + self.units * (self.mean - mu) ** 2

    def profile(self, ratio: float) -> _Point:
        inflated = 1 + self.size * ratio
        weight = self.size / inflated
        mu, squares = self.around(weight)
        return _Point(
            mu=mu,
            weight=float((weight * self.units).sum()),
            weight_slope=-float((weight**2 * self.units).sum()),
            squares=self.within + float((weight * squares).sum()),
            squares_slope=-float((weight**2 * squares).sum()),
            log_size=float((self.units * np.log(inflated)).sum()),
        )


def _by_moments(sizes: _Sizes) -> Components:
    n, n_units = sizes.n, sizes.n_units
    sigma2 = sizes.within / (n - n_units)
    between = (sizes.size * sizes.around(sizes.size)[1]).sum() / (n_units - 1)
    n0 = (n - (sizes.units * sizes.size**2).sum() / n) / (n_units - 1)
    tau2 = max(0.0, float((between - sigma2) / n0))
    point = sizes.profile(tau2 / sigma2)
    return Components(point.mu, sigma2 / point.weight, tau2, sigma2)


def _best_ratio(sizes: _Sizes, *, restricted: bool) -> float:
    """The ratio tau2 / sigma2 of greatest likelihood: 0, or where the slope is 0."""
    n = sizes.n
    values = [sizes.profile(ratio).criterion(n, restricted=restricted) for ratio in GRID]
    best = int(np.argmin(values))
    low, high = GRID[max(best - 1, 0)], GRID[min(best + 1, GRID.size - 1)]

    def slope(ratio: float) -> float:
        return sizes.profile(ratio).slope(n, restricted=restricted)

    if slope(low) >= 0 or slope(high) <= 0:
        return float(GRID[best])
    return float(brentq(slope, low, high, xtol=1e-300, rtol=1e-14))
