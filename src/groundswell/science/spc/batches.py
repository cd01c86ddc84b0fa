"""Many measures in one array: where each begins, and where its segments begin.

Series of different lengths lie one after the other in a single array, with
``offsets`` of length ``n_measures + 1`` saying where each begins, so that
10,000 short series cost a few array passes and not 10,000 function calls.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray


@dataclass(frozen=True)
class Batch:
    """Measures lying one after the other, cut into segments.

    Attributes
    ----------
    offsets : int array of shape (n_measures + 1,)
        Measure ``m`` holds the points ``offsets[m]`` up to ``offsets[m + 1]``.
    starts, ends : int arrays of shape (n_segments,)
        First point of each segment, and the point after its last.
    segment : int array of shape (n_points,)
        Which segment of the whole batch a point belongs to, from 0.
    measure : int array of shape (n_points,)
        Which measure a point belongs to, from 0.
    """

    offsets: NDArray[np.intp]
    starts: NDArray[np.intp]
    ends: NDArray[np.intp]
    segment: NDArray[np.intp]
    measure: NDArray[np.intp]

    @property
    def n_points(self) -> int:
        """Number of points in all measures together."""
        return self.segment.size

    @property
    def n_measures(self) -> int:
        """Number of measures, empty ones too."""
        return self.offsets.size - 1

    @property
    def segment_measure(self) -> NDArray[np.intp]:
        """Which measure each segment belongs to, shape (n_segments,)."""
        return self.measure[self.starts]

    @property
    def segment_number(self) -> NDArray[np.intp]:
        """Number of each segment within its measure, from 1, shape (n_segments,)."""
        owner = self.segment_measure
        first = np.searchsorted(owner, owner, side="left")
        return np.arange(owner.size) - first + 1

    def position_in_segment(self) -> NDArray[np.intp]:
        """Row of each point within its segment, from 0, shape (n_points,)."""
        return np.arange(self.n_points) - self.starts[self.segment]

    def position_in_measure(self) -> NDArray[np.intp]:
        """Row of each point within its measure, from 0, shape (n_points,)."""
        return np.arange(self.n_points) - self.offsets[self.measure]

    def first_of_segment(self) -> NDArray[np.bool_]:
        """True where a segment begins, shape (n_points,)."""
        first = np.zeros(self.n_points, dtype=bool)
        first[self.starts] = True
        return first


def batch_of(
    n_points: int,
    offsets: ArrayLike | None = None,
    *,
    segment_starts: ArrayLike | None = None,
    segment: ArrayLike | None = None,
) -> Batch:
    """Lay out `n_points` points as measures and segments.

    Parameters
    ----------
    n_points : int
        Length of the array of values.
    offsets : array_like of int, shape (n_measures + 1,), optional
        Ascending, from 0 to `n_points`; equal neighbours are an empty measure.
        Default: one measure.
    segment_starts : array_like of int, optional
        Positions at which a new segment begins, in any order. The first point
        of a measure begins a segment whether it is named or not.
    segment : array_like of int, shape (n_points,), optional
        A label a point instead: a segment begins wherever it changes.

    Raises
    ------
    ValueError
        If offsets do not run from 0 to `n_points`, a start lies outside the
        points, or `segment` has another shape.
    """
    bounds = _checked_offsets(n_points, offsets)
    begins = np.zeros(n_points, dtype=bool)
    begins[bounds[:-1][np.diff(bounds) > 0]] = True
    if segment_starts is not None:
        begins[_checked_starts(n_points, segment_starts)] = True
    if segment is not None:
        labels = np.asarray(segment)
        if labels.shape != (n_points,):
            raise ValueError(f"segment must have shape ({n_points},), got {labels.shape}")
        begins[1:] |= labels[1:] != labels[:-1]
    starts = np.flatnonzero(begins)
    return Batch(
        offsets=bounds,
        starts=starts,
        ends=np.append(starts[1:], n_points).astype(np.intp)[: starts.size],
        segment=np.cumsum(begins) - 1,
        measure=np.repeat(np.arange(bounds.size - 1), np.diff(bounds)),
    )


def _checked_offsets(n_points: int, offsets: ArrayLike | None) -> NDArray[np.intp]:
    bounds = np.array([0, n_points] if offsets is None else offsets, dtype=np.intp)
    if bounds.ndim != 1 or bounds.size == 0 or bounds[0] != 0 or bounds[-1] != n_points:
        raise ValueError(f"offsets must run from 0 to the number of points, {n_points}")
    if (np.diff(bounds) < 0).any():
        raise ValueError("offsets must ascend")
    return bounds


def _checked_starts(n_points: int, segment_starts: ArrayLike) -> NDArray[np.intp]:
    starts = np.asarray(segment_starts, dtype=np.intp).ravel()
    if starts.size and (starts.min() < 0 or starts.max() >= n_points):
        raise ValueError(f"segment_starts must lie from 0 to {n_points - 1}")
    return starts


def checked_values(values: ArrayLike, name: str = "values") -> NDArray[np.float64]:
    """Values as a float array, refused if not one-dimensional or infinite.

    An infinite value is refused because no mean and no limit could be drawn
    from it; NaN is a missing value and passes.

    Raises
    ------
    ValueError
        Naming the first position at fault.
    """
    numbers = np.asarray(values, dtype=np.float64)
    if numbers.ndim != 1:
        raise ValueError(f"{name} must have shape (n_points,), got {numbers.shape}")
    infinite = np.isinf(numbers)
    if infinite.any():
        raise ValueError(f"{name} holds an infinite number at position {int(infinite.argmax())}")
    return numbers


def per_measure(given: object, n_measures: int, dtype: type = float, *, name: str) -> NDArray[Any]:
    """One entry a measure from a single value or a sequence of them.

    Raises
    ------
    ValueError
        If a sequence has not one entry a measure.
    """
    entries: NDArray[Any] = np.asarray(given, dtype=dtype)
    if entries.ndim == 0:
        return np.full(n_measures, entries[()])
    if entries.shape != (n_measures,):
        raise ValueError(f"{name} must be one value or one a measure ({n_measures})")
    return entries


def joined(series: Sequence[ArrayLike]) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    """Values and offsets of several series, ready for any function here.

    Examples
    --------
    >>> values, offsets = joined([[1.0, 2.0], [], [5.0]])
    >>> values.tolist(), offsets.tolist()
    ([1.0, 2.0, 5.0], [0, 2, 2, 3])
    """
    arrays = [np.asarray(one, dtype=np.float64) for one in series]
    lengths = [one.size for one in arrays]
    values = np.concatenate(arrays) if arrays else np.zeros(0)
    return values, np.concatenate([[0], np.cumsum(lengths)]).astype(np.intp)
