"""Noticing that a process has moved and stayed: the system proposes, a person decides."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from groundswell.science.spc.batches import Batch, batch_of, checked_values, per_measure
from groundswell.science.spc.rules import RUN_LENGTH, Codes, Floats, run_lengths


def shift_reaching_end(
    values: ArrayLike,
    centre: ArrayLike,
    *,
    offsets: ArrayLike | None = None,
    segment: ArrayLike | None = None,
    run_length: ArrayLike = RUN_LENGTH,
    not_before: ArrayLike | None = None,
) -> NDArray[np.intp]:
    """Find where a shift began that still holds at the latest point.

    Parameters
    ----------
    values : array_like of shape (n_points,)
        In the measures' own units; NaN is a missing value and breaks a run, but
        missing values after the latest point are passed over.
    centre : array_like, shape (n_points,) or scalar
        The mean in force at each point, same unit.
    offsets : array_like of int, shape (n_measures + 1,), optional
        Where each measure begins. Default: one measure.
    segment : array_like of int, shape (n_points,), optional
        Label that changes where limits were recalculated; runs do not cross.
    run_length : int or array_like of int, one a measure
        Fewest successive points strictly on one side of the centre: 6, 7 or 8.
    not_before : int or array_like of int, one a measure, optional
        Only points from this position of the measure on count, as after a proposal
        that was declined.

    Returns
    -------
    int array of shape (n_measures,)
        Position within its measure of the first point of the run, or -1.

    Raises
    ------
    ValueError
        For an infinite value, another run length, or shapes that do not fit.

    Examples
    --------
    >>> shift_reaching_end([4, 6, 5, 9, 9, 8, 9, 9, 8, 9], 5).tolist()
    [3]
    >>> shift_reaching_end([4, 6, 5, 9, 9, 8, 9, 9, 8, 9], 5, not_before=4).tolist()
    [-1]
    """
    numbers = checked_values(values)
    batch = batch_of(numbers.size, offsets, segment=segment)
    middle = np.broadcast_to(np.asarray(centre, dtype=np.float64), numbers.shape)
    needed = run_lengths(run_length, batch.n_measures)
    found = np.full(batch.n_measures, -1, dtype=np.intp)
    latest = _latest_value(numbers, batch)
    has_value = latest >= 0
    last = latest[has_value]
    side = (numbers > middle).astype(np.int8) - (numbers < middle)
    first = _run_starts(side, batch)[last] - batch.offsets[:-1][has_value]
    if not_before is not None:
        earliest = per_measure(not_before, batch.n_measures, int, name="not_before")
        first = np.maximum(first, earliest[has_value].astype(np.intp))
    length = last - batch.offsets[:-1][has_value] - first + 1
    holds = (side[last] != 0) & (length >= needed[has_value])
    found[has_value] = np.where(holds, first, -1)
    return found


def _latest_value(values: Floats, batch: Batch) -> NDArray[np.intp]:
    """Position of each measure's last value, -1 without one, shape (n_measures,)."""
    latest = np.full(batch.n_measures, -1, dtype=np.intp)
    known = np.flatnonzero(~np.isnan(values))
    # Later positions overwrite earlier ones, so the last value of a measure stays.
    latest[batch.measure[known]] = known
    return latest


def _run_starts(side: Codes, batch: Batch) -> NDArray[np.intp]:
    """First point of the run each point belongs to, shape (n_points,)."""
    begins = batch.first_of_segment()
    begins[1:] |= side[1:] != side[:-1]
    return np.maximum.accumulate(np.where(begins, np.arange(side.size), 0))
