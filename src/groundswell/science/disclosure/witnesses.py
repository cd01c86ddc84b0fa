"""Witnesses: whole tables of whole numbers that agree with everything shown.

Two of them that differ in a protected value by its protection range prove it safe, whatever
an attacker computes. A witness is kept as its difference from the true table, which is
small: a few people moved between a few classes.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from groundswell.science.disclosure.layout import Floats
from groundswell.science.disclosure.records import Codes
from groundswell.science.disclosure.system import System


@dataclass(frozen=True)
class Witness:
    """A table that might be the true one.

    Attributes
    ----------
    at : int array
        The unknowns in which it differs from the true table.
    change : float array of the same shape
        By how much; whole numbers.
    size : int
        Number of unknowns of the table.
    """

    at: Codes
    change: Floats
    size: int

    def fits(self, system: System) -> bool:
        """Whether it may be a table of this system; `View.upheld` says whether it is."""
        return self.size == system.layout.size

    def value(self, objective: Floats) -> float:
        """By how much a measure differs from its true value."""
        return float(objective[self.at] @ self.change)


def stacked(witnesses: Sequence[Witness], size: int) -> sparse.csc_array:
    """Witnesses side by side, of shape (n_unknowns, n_witnesses)."""
    ends = np.cumsum([0, *(one.at.size for one in witnesses)])
    none = [np.zeros(0, dtype=np.intp)]
    at = np.concatenate([one.at for one in witnesses] or none)
    change = np.concatenate([one.change for one in witnesses] or none).astype(float)
    return sparse.csc_array((change, at, ends), shape=(size, len(witnesses)))


def spans(objectives: sparse.csr_array, tables: sparse.csc_array) -> tuple[Floats, Floats]:
    """Least and most of each measure among the witnesses and the true table itself."""
    if not min(*objectives.shape, tables.shape[1]):
        nothing = np.zeros(objectives.shape[0])
        return nothing, nothing
    found = objectives @ tables
    low = found.min(axis=1).toarray().ravel()
    high = found.max(axis=1).toarray().ravel()
    return np.minimum(low, 0.0), np.maximum(high, 0.0)
