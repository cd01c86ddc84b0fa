"""Several rows at one date or in one period as one plotted point."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from groundswell.science.spc.averages import Kept
from groundswell.science.spc.batches import batch_of, checked_values

Floats = NDArray[np.float64]

SUMMARIES = ("mean", "median", "sum", "sd")
"""Ways to make one value of a subgroup."""


@dataclass(frozen=True)
class Subgroups:
    """One entry a subgroup; arrays of shape (n_subgroups,), in the values' own unit.

    Attributes
    ----------
    value : float array
        The subgroup in one number, as chosen; or numerator over denominator.
    total, mean, sd : float arrays
        Sum, mean and standard deviation of the known values; NaN where there is no
        value (for `sd`, fewer than two).
    length : int array
        Known values.
    n : float array or None
        Sum of the denominators; None if none were given.
    """

    value: Floats
    total: Floats
    mean: Floats
    sd: Floats
    length: NDArray[np.intp]
    n: Floats | None


def subgroups(
    values: ArrayLike,
    *,
    n: ArrayLike | None = None,
    starts: ArrayLike | None = None,
    summarise: str = "mean",
) -> Subgroups:
    """Gather successive rows into subgroups.

    Parameters
    ----------
    values : array_like of shape (n_rows,)
        Measurements or numerators, NaN where missing.
    n : array_like of shape (n_rows,), optional
        Denominators. A row that lacks its value or its denominator loses both.
    starts : array_like of int, shape (n_subgroups,), optional
        Ascending positions at which a subgroup begins, the first 0. Default: every
        row is a subgroup.
    summarise : {"mean", "median", "sum", "sd"}
        How a subgroup becomes one value, where no denominators are given.

    Returns
    -------
    Subgroups
        A subgroup without any known value is a gap: NaN.

    Raises
    ------
    ValueError
        For an unknown summary, an infinite number, or shapes that do not fit.

    Examples
    --------
    >>> found = subgroups([4.0, 6, 9, float("nan")], starts=[0, 2])
    >>> found.value.tolist(), found.length.tolist()
    ([5.0, 9.0], [2, 1])
    """
    if summarise not in SUMMARIES:
        raise ValueError(f"summarise must be one of {', '.join(SUMMARIES)}, got {summarise!r}")
    numbers = checked_values(values)
    begins = np.arange(numbers.size) if starts is None else np.asarray(starts, dtype=np.intp)
    if numbers.size and (begins.size == 0 or begins[0] != 0):
        raise ValueError("starts must begin with 0")
    batch = batch_of(numbers.size, segment_starts=begins)
    known = ~np.isnan(numbers)
    weights = None if n is None else checked_values(n, "n")
    if weights is not None:
        if weights.shape != numbers.shape:
            raise ValueError(f"n must have shape {numbers.shape}, got {weights.shape}")
        known &= ~np.isnan(weights)
    kept = Kept(batch, known)
    summed = _gap_where_empty(kept.sum(numbers), kept)
    middle, spread = kept.mean(numbers), kept.standard_deviation(numbers)
    size = None if weights is None else _gap_where_empty(kept.sum(weights), kept)
    if size is not None:
        with np.errstate(divide="ignore", invalid="ignore"):
            one = summed / size
    elif summarise == "median":
        one = kept.median(numbers)
    else:
        one = {"mean": middle, "sum": summed, "sd": spread}[summarise]
    return Subgroups(one, summed, middle, spread, kept.count, size)


def _gap_where_empty(sums: NDArray[np.longdouble], kept: Kept) -> Floats:
    return np.where(kept.count > 0, sums, np.nan).astype(np.float64)
