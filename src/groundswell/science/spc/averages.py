"""Sums, means, medians and standard deviations by segment, to the last bit.

A point lies on the mean or beside it by the last bit of the mean, and the
rules ask exactly that. So sums run in extended precision (80 bits where the
processor has them) and every mean gets a second, correcting pass, as R's own
``mean`` does. Each segment is summed by itself: what else is in the batch
changes nothing.
"""

import numpy as np
from numpy.typing import NDArray

from groundswell.science.spc.batches import Batch

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


class Kept:
    """The points of each segment that take part in a calculation.

    Parameters
    ----------
    batch : Batch
        Layout of the points.
    keep : bool array of shape (n_points,)
        Which points take part.
    """

    def __init__(self, batch: Batch, keep: Flags) -> None:
        before = np.concatenate([[0], np.cumsum(keep)])
        self.keep = keep
        self.first = before[batch.starts]
        self.count = before[batch.ends] - self.first
        self._filled = self.count > 0
        self._n_segments = batch.starts.size

    def _totals(self, kept: NDArray[np.longdouble]) -> NDArray[np.longdouble]:
        totals = np.zeros(self._n_segments, dtype=np.longdouble)
        if kept.size:
            totals[self._filled] = np.add.reduceat(kept, self.first[self._filled])
        return totals

    def sum(self, values: Floats) -> NDArray[np.longdouble]:
        """Sum of each segment, 0 where nothing is kept; shape (n_segments,)."""
        return self._totals(values[self.keep].astype(np.longdouble))

    def mean(self, values: Floats) -> Floats:
        """Mean of each segment, NaN where nothing is kept; shape (n_segments,)."""
        kept = values[self.keep].astype(np.longdouble)
        with np.errstate(invalid="ignore", divide="ignore"):
            rough = self._totals(kept) / self.count
            rest = self._totals(kept - np.repeat(rough, self.count))
            return (rough + rest / self.count).astype(np.float64)

    def standard_deviation(self, values: Floats) -> Floats:
        """Sample standard deviation, NaN under two values; shape (n_segments,)."""
        kept = values[self.keep].astype(np.longdouble)
        middle = np.repeat(self.mean(values).astype(np.longdouble), self.count)
        with np.errstate(invalid="ignore", divide="ignore"):
            variance = self._totals((kept - middle) ** 2) / (self.count - 1)
        return np.where(self.count > 1, np.sqrt(variance), np.nan).astype(np.float64)

    def median(self, values: Floats) -> Floats:
        """Median of each segment, NaN where nothing is kept; shape (n_segments,)."""
        kept = values[self.keep]
        owner = np.repeat(np.arange(self._n_segments), self.count)
        ranked = np.append(kept[np.lexsort((kept, owner))], np.nan).astype(np.longdouble)
        nothing = kept.size
        low = np.where(self._filled, self.first + (self.count - 1) // 2, nothing)
        high = np.where(self._filled, self.first + self.count // 2, nothing)
        return ((ranked[low] + ranked[high]) / 2).astype(np.float64)
