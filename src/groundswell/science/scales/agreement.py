"""Agreement within units: do people of one unit say the same?

rwg compares the variance within a unit with that of answers given without thought (the
null). What null is right is not known: a uniform one is generous, because people seldom
use the whole range, so a second, skewed or central one stands beside it. L. R. James,
R. G. Demaree, G. Wolf, *Journal of Applied Psychology* 69, 1984.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from groundswell.science.scales.units import Floats, Summary, Units, summary_of

SKEWED_NULLS = {"slight skew": 1.34, "moderate skew": 0.90, "heavy skew": 0.44}
"""Variances of five answers given with a lean to one side (squared answers; J. M. LeBreton
and J. L. Senter, *Organizational Research Methods* 11, 2008)."""

FIVE = 5
"""Answers for which the skewed nulls are published."""

SHAKY_UNDER = 5
"""People under whom agreement is too unsteady to read (people)."""

PRACTICAL_CUT = 6.0
"""An average deviation under options / 6 is agreement for practical purposes (M. J. Burke
and W. P. Dunlap, *Organizational Research Methods* 5, 2002)."""


@dataclass(frozen=True)
class Agreement:
    """Agreement within each unit over the items; arrays of shape (n_units,).

    Attributes
    ----------
    n : int array
        People who answered every item: the base of all that follows.
    mean_variance : float array
        Mean of the items' variances, with divisor n - 1; NaN where n is under 2.
    mean_deviation : float array
        Mean of the items' average deviations from the unit's mean (AD, with divisor
        n); NaN where n is under 2.
    """

    n: np.ndarray
    mean_variance: Floats
    mean_deviation: Floats


def null_variance(options: float, shape: str = "uniform") -> float:
    """Variance of answers given without thought.

    Parameters
    ----------
    options : float
        How many answers there are to choose from.
    shape : str
        "uniform": each as often. "triangular": the middle oftenest. "slight skew",
        "moderate skew", "heavy skew": published for five options only.

    Raises
    ------
    ValueError
        For an unknown shape, or a skewed one of other than five options.

    Examples
    --------
    >>> null_variance(5), null_variance(7), null_variance(5, "slight skew")
    (2.0, 4.0, 1.34)
    >>> round(null_variance(5, "triangular"), 4)
    1.3333
    """
    if shape == "uniform":
        return (options**2 - 1) / 12
    if shape == "triangular":
        odd = options % 2 == 1
        return (options**2 + 2 * options - 2 - odd) / 24
    if shape in SKEWED_NULLS and options == FIVE:
        return SKEWED_NULLS[shape]
    raise ValueError(f"no null variance of {options:g} options is known for {shape!r}")


def second_null(options: float) -> str:
    """The null that stands beside the uniform one.

    Examples
    --------
    >>> second_null(5), second_null(7)
    ('slight skew', 'triangular')
    """
    return "slight skew" if options == FIVE else "triangular"


def rwg(variance: ArrayLike, null: float) -> Floats:
    """Agreement on one item or score, from 0 to 1.

    Parameters
    ----------
    variance : array_like
        Within the unit, with divisor n - 1; NaN gives NaN.
    null : float
        `null_variance`.

    Examples
    --------
    >>> rwg([0.5, 2.5], 2.0).tolist()
    [0.75, 0.0]
    """
    return np.maximum(rwg_star(variance, null), 0.0)


def rwg_j(mean_variance: ArrayLike, n_items: int, null: float) -> Floats:
    """Agreement over the items of a scale, from 0 to 1.

    Parameters
    ----------
    mean_variance : array_like
        Mean of the items' variances within the unit.
    n_items : int
        Items of the scale.
    null : float
        `null_variance`.

    Notes
    -----
    J (1 - q) / (J (1 - q) + q), q = mean variance / null; q over 1 gives 0.

    Examples
    --------
    >>> rwg_j([1.0, 2.5], 5, 2.0).round(4).tolist()
    [0.8333, 0.0]
    """
    q = np.minimum(np.asarray(mean_variance, dtype=np.float64) / null, 1.0)
    return n_items * (1 - q) / (n_items * (1 - q) + q)


def rwg_star(mean_variance: ArrayLike, null: float) -> Floats:
    """Lindell's rwg*: 1 - q, without an end below and without growing with the items.

    Examples
    --------
    >>> rwg_star([1.0, 2.5], 2.0).tolist()
    [0.5, -0.25]
    """
    return 1 - np.asarray(mean_variance, dtype=np.float64) / null


def agreement(answers: ArrayLike, among: Units) -> Agreement:
    """Variances and average deviations of the items within each unit.

    Parameters
    ----------
    answers : array_like of shape (n_people, n_items)
        Keyed answers; only people who answered every item count.
    among : Units

    Examples
    --------
    >>> from groundswell.science.scales.units import units
    >>> found = agreement([[1, 2], [3, 2], [5, 5]], units(["A", "A", "B"]))
    >>> found.n.tolist(), found.mean_variance.tolist(), found.mean_deviation.tolist()
    ([2, 1], [1.0, nan], [0.5, nan])
    """
    items, of = _complete(answers, among)
    n = of.counts()
    size = np.where(n > 0, n, np.nan)
    squares, distances = (np.zeros(of.n_units) for _ in range(2))
    for item in items:
        off = item - (of.sums(item) / size)[of.unit]
        np.abs(off, out=off)
        distances += of.sums(off)
        off *= off
        squares += of.sums(off)
    several = np.where(n > 1, n, np.nan)
    return Agreement(n, squares / (several - 1) / len(items), distances / several / len(items))


def average_deviation_from_median(answers: ArrayLike, among: Units) -> Floats:
    """Mean of the items' average deviations from the unit's median (AD_Md, divisor n).

    Parameters
    ----------
    answers : array_like of shape (n_people, n_items)
        Keyed answers; only people who answered every item count.
    among : Units

    Examples
    --------
    >>> from groundswell.science.scales.units import units
    >>> average_deviation_from_median([[1], [1], [4]], units(["A", "A", "A"])).tolist()
    [1.0]
    """
    items, of = _complete(answers, among)
    n = of.counts()
    first = np.concatenate([[0], np.cumsum(n)[:-1]])
    middle = np.stack([first + np.maximum(n - 1, 0) // 2, first + n // 2])
    middle = np.minimum(middle, max(of.unit.size - 1, 0))
    total = np.zeros(of.n_units)
    for item in items:
        ordered = item[np.lexsort((item, of.unit))]
        median = ordered[middle].mean(axis=0) if item.size else total
        total += of.sums(np.abs(item - median[of.unit]))
    return total / np.where(n > 1, n, np.nan) / len(items)


def awg(answers: ArrayLike, among: Units, *, low: float, high: float) -> Floats:
    """Brown and Hauenstein's a_wg: the null is the most a unit of that mean could differ.

    Parameters
    ----------
    answers : array_like of shape (n_people, n_items)
        Keyed answers; only people who answered every item count.
    among : Units
    low, high : float
        The lowest and highest answer.

    Returns
    -------
    float array of shape (n_units,)
        Mean over the items that allow it: one whose mean lies nearer to an end than a
        single answer at the other end would leave it has no meaningful null. Unanimous
        answers are full agreement. NaN for one person, and where no item allows it.

    Notes
    -----
    1 - 2 s^2 / ((high + low) M - M^2 - high low) (n - 1) / n, mean over the items.
    R. D. Brown and N. M. A. Hauenstein, *Organizational Research Methods* 8, 2005.

    Examples
    --------
    >>> from groundswell.science.scales.units import units
    >>> awg([[2], [3], [4], [3]], units(["A"] * 4), low=1, high=5).tolist()
    [0.75]
    """
    items, of = _complete(answers, among)
    n = of.counts()
    total, allowing = (np.zeros(of.n_units) for _ in range(2))
    for item in items:
        found = _awg_of_item(summary_of(item, of, n), low, high)
        total += np.nan_to_num(found)
        allowing += ~np.isnan(found)
    return total / np.where(allowing > 0, allowing, np.nan)


def _awg_of_item(found: Summary, low: float, high: float) -> Floats:
    n = np.where(found.n > 1, found.n, np.nan)
    nearest, furthest = (low * (n - 1) + high) / n, (high * (n - 1) + low) / n
    inside = (found.mean >= nearest) & (found.mean <= furthest)
    room = (high + low) * found.mean - found.mean**2 - high * low
    value = 1 - 2 * found.variance / np.where(inside, room, np.nan) * (n - 1) / n
    return np.where((found.squares == 0) & (found.n > 1), 1.0, value)


def _complete(answers: ArrayLike, among: Units) -> tuple[list[Floats], Units]:
    """For each item, the answers of those who answered every item and have a unit."""
    found = np.asarray(answers, dtype=np.float64)
    complete = among.placed
    for item in found.T:
        complete &= ~np.isnan(item)
    return [item[complete] for item in found.T], among.only(complete)
