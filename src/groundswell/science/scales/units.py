"""People in units: who belongs where, and how many, how high and how spread each unit is.

A `Summary` of (n, mean, sum of squares) a unit is all that means, intervals, analysis
of variance, shrinkage and change need; it is made once, from whatever was measured.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Counts = NDArray[np.intp]

NO_UNIT = -1
"""Stands for the unit of a person whose unit is not known."""


@dataclass(frozen=True)
class Units:
    """Which unit each person belongs to.

    Attributes
    ----------
    labels : array of shape (n_units,)
        Names of the units, in order.
    unit : int array of shape (n_people,)
        Each person's unit among the labels; `NO_UNIT` for none.
    """

    labels: NDArray[np.generic]
    unit: Counts

    @property
    def n_units(self) -> int:
        """How many units there are."""
        return self.labels.size

    @property
    def placed(self) -> NDArray[np.bool_]:
        """Who has a unit."""
        return self.unit >= 0

    def only(self, wanted: NDArray[np.bool_] | Counts) -> "Units":
        """The same units, with these people only, in this order."""
        return Units(self.labels, self.unit[wanted])

    def counts(self) -> Counts:
        """People in each unit; everybody must have one."""
        return np.bincount(self.unit, minlength=self.n_units).astype(np.intp)

    def sums(self, values: Floats) -> Floats:
        """The sum of one value a person in each unit; everybody must have one."""
        sums = np.bincount(self.unit, values, minlength=self.n_units)
        return sums.astype(np.float64, copy=False)


def units(labels: ArrayLike) -> Units:
    """Read the unit of each person.

    Parameters
    ----------
    labels : array_like of shape (n_people,)
        Numbers or text; NaN, None and empty text are no unit.

    Examples
    --------
    >>> found = units(["Ward B", "Ward A", "", "Ward B"])
    >>> found.labels.tolist(), found.unit.tolist()
    (['Ward A', 'Ward B'], [1, 0, -1, 1])
    """
    given = np.asarray(labels)
    if given.dtype == object:
        # Only NaN differs from itself.
        given = np.array(["" if one is None or one != one else str(one) for one in given.tolist()])
    named = ~np.isnan(given) if given.dtype.kind == "f" else given != ""
    unit = np.full(given.size, NO_UNIT, dtype=np.intp)
    names, unit[named] = np.unique(given[named], return_inverse=True)
    return Units(names, unit)


@dataclass(frozen=True)
class Summary:
    """What was measured in each unit; arrays of shape (n_units,).

    Attributes
    ----------
    n : int array
        People with a value: the base of everything said of the unit.
    mean : float array
        NaN where n is 0.
    squares : float array
        Sum of squared distances from the unit's mean.
    """

    n: Counts
    mean: Floats
    squares: Floats

    @property
    def variance(self) -> Floats:
        """With divisor n - 1; NaN where n is under 2."""
        return self.squares / np.where(self.n > 1, self.n - 1, np.nan)

    @property
    def sd(self) -> Floats:
        """Standard deviation; NaN where n is under 2."""
        return np.sqrt(self.variance)

    def at(self, wanted: NDArray[np.bool_] | Counts) -> "Summary":
        """The summary of some units."""
        return Summary(self.n[wanted], self.mean[wanted], self.squares[wanted])


def summarise(values: ArrayLike, among: Units) -> Summary:
    """Base, mean and spread of one value a person in each unit.

    Parameters
    ----------
    values : array_like of shape (n_people,)
        NaN is missing.
    among : Units

    Examples
    --------
    >>> found = summarise([1, 3, 5, 7], units(["A", "A", "A", "B"]))
    >>> found.n.tolist(), found.mean.tolist(), found.squares.tolist()
    ([3, 1], [3.0, 7.0], [8.0, 0.0])
    """
    found = np.asarray(values, dtype=np.float64)
    held = ~np.isnan(found) & among.placed
    if held.all():
        return summary_of(found, among, among.counts())
    of = among.only(held)
    return summary_of(found[held], of, of.counts())


def summary_of(values: Floats, among: Units, n: Counts) -> Summary:
    """The same where nobody misses a value or a unit, and the bases are known."""
    mean = among.sums(values) / np.where(n > 0, n, np.nan)
    off = values - mean[among.unit]
    off *= off
    return Summary(n, mean, among.sums(off))


def whole(values: ArrayLike) -> Summary:
    """Everybody as one unit.

    Examples
    --------
    >>> whole([2, 4, float("nan")]).mean.tolist()
    [3.0]
    """
    found = np.asarray(values, dtype=np.float64)
    everybody = Units(np.array(["everybody"]), np.zeros(found.size, dtype=np.intp))
    return summarise(found, everybody)
