"""Covariances of items, by the two usual ways with missing answers.

Pairwise uses for each pair of items everybody who answered both; listwise only those
who answered all. Neither is better everywhere, so a figure must say which it stands on.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

MULTIPLIED_AT_ONCE = 250_000
"""Products of a block of people (numbers): it stays in the cache, and is too little work for
the linear algebra to call on more threads, which would cost more than they give."""


@dataclass(frozen=True)
class Covariances:
    """Covariances of items and what they stand on.

    Attributes
    ----------
    n : int array of shape (n_items, n_items)
        People behind each covariance.
    matrix : float array of shape (n_items, n_items)
        With divisor n - 1; NaN where n is under 2.
    """

    n: NDArray[np.intp]
    matrix: Floats

    @property
    def correlations(self) -> Floats:
        """Each covariance over the two items' own standard deviations."""
        spread = np.sqrt(np.diag(self.matrix))
        with np.errstate(invalid="ignore", divide="ignore"):
            return self.matrix / np.outer(spread, spread)


class _Sums:
    """For each pair of items: people, the first item's sum among them, and products."""

    def __init__(self, n_items: int) -> None:
        self.n, self.first, self.products = np.zeros((3, n_items, n_items))

    def add_complete(self, block: Floats) -> None:
        """People who answered everything."""
        self.n += block.shape[0]
        self.first += block.sum(axis=0)[:, None]
        self.products += block.T @ block

    def add_gapped(self, block: Floats, present: NDArray[np.bool_]) -> None:
        """People who left out some; each counts for the pairs they answered."""
        held = np.where(present, block, 0.0)
        counted = present.astype(np.float64)
        self.n += counted.T @ counted
        self.first += held.T @ counted
        self.products += held.T @ held

    def add(self, other: "_Sums") -> None:
        self.n += other.n
        self.first += other.first
        self.products += other.products

    def covariances(self) -> Covariances:
        """Products less the product of sums, each pair by its own people."""
        with np.errstate(invalid="ignore", divide="ignore"):
            centred = self.products - self.first * self.first.T / self.n
            matrix = np.where(self.n > 1, centred / (self.n - 1), np.nan)
        return Covariances(self.n.astype(np.intp), matrix)


def covariances(answers: ArrayLike) -> tuple[Covariances, Covariances]:
    """Covariances pairwise and listwise.

    Parameters
    ----------
    answers : array_like of shape (n_people, n_items)
        NaN is missing.

    Returns
    -------
    pairwise, listwise : Covariances

    Examples
    --------
    >>> pairwise, listwise = covariances([[1, 2], [2, 4], [3, float("nan")]])
    >>> pairwise.matrix.tolist(), pairwise.n.tolist()
    ([[1.0, 1.0], [1.0, 2.0]], [[3, 2], [2, 2]])
    >>> listwise.matrix.tolist()
    [[0.5, 1.0], [1.0, 2.0]]
    """
    found = np.asarray(answers, dtype=np.float64)
    n_people, n_items = found.shape
    lowest = np.fmin.reduce(found, axis=0, initial=np.inf)
    # Taken from the lowest answer, products stay small, and an item that never varies
    # has a variance of exactly 0.
    shift = np.where(np.isfinite(lowest), lowest, 0.0)
    complete, gapped = _Sums(n_items), _Sums(n_items)
    size = int(np.clip(MULTIPLIED_AT_ONCE // n_items**2, 64, 16_384))
    for start in range(0, n_people, size):
        block = found[start : start + size] - shift
        present = ~np.isnan(block)
        whole = present.all(axis=1)
        complete.add_complete(block[whole])
        gapped.add_gapped(block[~whole], present[~whole])
    gapped.add(complete)
    return gapped.covariances(), complete.covariances()
