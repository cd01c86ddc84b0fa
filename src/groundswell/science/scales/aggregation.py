"""Do people of one unit resemble each other, and is a unit's mean worth showing?

ICC(1): how much of the variance lies between units. ICC(2): how reliable unit means
are. Both from a one-way analysis of variance. P. D. Bliese, in Klein & Kozlowski (eds),
*Multilevel Theory, Research, and Methods in Organizations*, 2000; P. E. Shrout and
J. L. Fleiss, *Psychological Bulletin* 86, 1979.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import fdtrc

from groundswell.science.scales.shrinkage import Method, components
from groundswell.science.scales.units import Summary

SIGNIFICANT = 0.05
"""Under this probability units are said to differ (no unit)."""

NAN = float("nan")


@dataclass(frozen=True)
class Anova:
    """One-way analysis of variance of people in units.

    Attributes
    ----------
    n, n_units : int
        People, and units that have any.
    between, within : float
        Mean squares, in squared units of the value; NaN where there is nothing to
        compare.
    n0 : float
        The size of unit that counts: the mean size less what unequal sizes take off.
    """

    n: int
    n_units: int
    between: float
    within: float
    n0: float

    @property
    def f(self) -> float:
        """Ratio of the mean squares; NaN where nobody differs within units."""
        return self.between / self.within if self.within > 0 else NAN

    @property
    def p(self) -> float:
        """Probability of such a ratio where units do not differ."""
        return float(fdtrc(self.n_units - 1, self.n - self.n_units, self.f))

    @property
    def mean_n(self) -> float:
        """Mean size of a unit."""
        return self.n / self.n_units if self.n_units else NAN


@dataclass(frozen=True)
class Aggregation:
    """The case for speaking of units at all; NaN for what cannot be said.

    Attributes
    ----------
    anova : Anova
        What the rest comes from.
    icc1_mean_n, icc1_n0, icc1_reml : float
        ICC(1) with the mean size, with the exact size, and from REML variances. They
        differ where sizes do, so a report names which it shows. Those of the analysis
        of variance may be negative.
    icc2 : float
        Reliability of unit means, from the analysis of variance.
    """

    anova: Anova
    icc1_mean_n: float
    icc1_n0: float
    icc1_reml: float
    icc2: float

    @property
    def detectable(self) -> bool:
        """Whether units differ by more than people do by chance."""
        one_value_each = self.anova.within == 0 and self.anova.between > 0
        return one_value_each or (self.icc1_reml > 0 and self.anova.p < SIGNIFICANT)


def anova(summary: Summary) -> Anova:
    """Compare the variance between units with that within them.

    Examples
    --------
    >>> from groundswell.science.scales.units import summarise, units
    >>> found = anova(summarise([1, 2, 3, 4, 5, 6], units([1, 1, 1, 2, 2, 2])))
    >>> found.between, found.within, found.n0, round(found.p, 4)
    (13.5, 1.0, 3.0, 0.0213)
    """
    held = summary.at(summary.n > 0)
    n, n_units = int(held.n.sum()), held.n.size
    if n_units < 2:
        return Anova(n, n_units, NAN, NAN, NAN)
    grand = (held.n * held.mean).sum() / n
    between = (held.n * (held.mean - grand) ** 2).sum() / (n_units - 1)
    within = held.squares.sum() / (n - n_units) if n > n_units else NAN
    n0 = (n - (held.n.astype(np.float64) ** 2).sum() / n) / (n_units - 1)
    return Anova(n, n_units, float(between), float(within), float(n0))


def aggregation(summary: Summary) -> Aggregation:
    """ICC(1) by three named ways and ICC(2).

    Examples
    --------
    >>> from groundswell.science.scales.units import summarise, units
    >>> found = aggregation(summarise([1, 2, 3, 4, 5, 6], units([1, 1, 1, 2, 2, 2])))
    >>> round(found.icc1_n0, 4), round(found.icc1_reml, 4), round(found.icc2, 4)
    (0.8065, 0.8065, 0.9259)
    """
    found = anova(summary)
    parts = components(summary, Method.REML)
    return Aggregation(
        anova=found,
        icc1_mean_n=_icc1(found, found.mean_n),
        icc1_n0=_icc1(found, found.n0),
        icc1_reml=_ratio(parts.tau2, parts.tau2 + parts.sigma2),
        icc2=_ratio(found.between - found.within, found.between),
    )


def _icc1(found: Anova, size: float) -> float:
    return _ratio(found.between - found.within, found.between + (size - 1) * found.within)


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole != 0 else NAN
