"""Best box and cut box: runs limits from the joint law of crossings and longest run.

Source: J. Anhøj, T. Wentzel-Larsen, *Smooth operator: modifying the Anhøj rules to
improve runs analysis in statistical process control*, PLoS ONE 15(6), 2020. A box
holds the series with at least ``c`` crossings and no run longer than ``l``. The best
box is the one that holds fewest of the series shifted by 0.8 standard deviations,
among those that hold 92.5 % of the series that did not shift; the cut box then takes
cells off its two borders, from the corner, as far as 92.5 % allow. "As large a
sensitivity as possible" is read as taking, step by step, the cell that finds most of
the shifted series: that reading gives every row of the published table.

The limits are computed here from that definition, once, when they are first asked
for; the paper's table is what the tests hold them to.
"""

import math
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

SHORTEST, LONGEST = 10, 100
"""Range of useful points for which the limits are defined (points; as published)."""

SPECIFICITY = 0.925
"""Least share of unshifted series inside the box (no unit; as published)."""

TARGET_SHIFT = 0.8
"""Shift the box should find (standard deviations; as published)."""

Laws = NDArray[np.float64]


@dataclass(frozen=True)
class Box:
    """Limits for one number of useful points.

    Attributes
    ----------
    crossings_min, longest_run_max : int
        Best box: fewest crossings and longest run of an unshifted process.
    cut_crossings, cut_longest : int
        Cut box: on the border of the longest run allowed, at least
        `cut_crossings` crossings; on the border of the fewest crossings allowed,
        no run over `cut_longest`. Equal to the best box where nothing is cut.
    """

    crossings_min: int
    longest_run_max: int
    cut_crossings: int
    cut_longest: int

    def signals(self, longest_run: int, crossings: int, *, cut: bool) -> bool:
        """Whether so long a run or so few crossings say that the process shifted.

        Examples
        --------
        >>> box_for(11).signals(7, 3, cut=False), box_for(11).signals(7, 3, cut=True)
        (False, True)
        """
        if longest_run > self.longest_run_max or crossings < self.crossings_min:
            return True
        if not cut:
            return False
        on_top = longest_run == self.longest_run_max and crossings < self.cut_crossings
        on_side = crossings == self.crossings_min and longest_run > self.cut_longest
        return on_top or on_side


@cache
def box_for(n_useful: int) -> Box:
    """Best box and cut box for a number of useful points.

    Parameters
    ----------
    n_useful : int
        Points that are not on the centre line: 10 to 100.

    Returns
    -------
    Box

    Raises
    ------
    ValueError
        Outside 10 to 100 points.

    Examples
    --------
    >>> box_for(24)
    Box(crossings_min=6, longest_run_max=7, cut_crossings=7, cut_longest=6)
    """
    if not SHORTEST <= n_useful <= LONGEST:
        raise ValueError(f"boxes are defined for {SHORTEST} to {LONGEST} points, got {n_useful}")
    inside, shifted = _laws(0.0)[n_useful], _laws(TARGET_SHIFT)[n_useful]
    held = _cumulated(inside)
    allowed = held >= SPECIFICITY
    missed = np.where(allowed, _cumulated(shifted), np.inf)
    longest, crossings = (int(i) for i in np.unravel_index(np.argmin(missed), missed.shape))
    spare = float(held[longest, crossings]) - SPECIFICITY
    cut = _best_cut(_cells(inside), _cells(shifted), longest, crossings, spare)
    return Box(crossings, longest, *cut)


@cache
def _laws(shift: float) -> Laws:
    """P(longest run <= l, crossings = c) at [n, l, c] for a shift in standard deviations.

    A series is cut at its last crossing: the final run has j points on one side, and
    what stands before it ends on the other side. Summing over j up to l is kept as a
    running sum, from which the term that grows too long is taken off.
    """
    above = 0.5 * math.erfc(-shift / math.sqrt(2))
    size = LONGEST + 1
    ends = np.zeros((2, LONGEST + 1, size, size))
    limits = np.arange(size)
    chance = (above, 1 - above)
    for n in range(1, LONGEST + 1):
        for side, p in enumerate(chance):
            other = ends[1 - side]
            law = p * ends[side, n - 1]
            law[:, 1:] += p * other[n - 1][:, :-1]
            if n == 1:
                law[:, 0] += p
            old = limits[limits < n]
            law[old, 1:] -= p ** (old + 1.0)[:, None] * other[n - 1 - old, old, :-1]
            # The series of one run alone is longer than n - 1, and no run is shorter than 1.
            law[n - 1, 0] -= p**n
            law[0] = 0.0
            ends[side, n] = law
    return ends.sum(axis=0)


def _cumulated(law: Laws) -> Laws:
    """P(longest run <= l, crossings >= c) at [l, c]."""
    return np.cumsum(law[:, ::-1], axis=1)[:, ::-1]


def _cells(law: Laws) -> Laws:
    """P(longest run = l, crossings = c) at [l, c]."""
    return np.diff(law, axis=0, prepend=0.0)


def _best_cut(
    inside: Laws, shifted: Laws, longest: int, crossings: int, spare: float
) -> tuple[int, int]:
    """Cut cells off both borders, from the corner, where most shifted series are caught.

    Every step takes one more cell of either border: of those the specificity still
    allows, the one that finds more shifted series.
    """
    lost = _border_sums(inside, longest, crossings)
    gained = _border_sums(shifted, longest, crossings)
    if lost[0, 0] > spare:
        return crossings, longest
    along = down = 0
    while steps := [
        (gained[step], step)
        for step in ((along + 1, down), (along, down + 1))
        if step[0] < lost.shape[0]
        and step[1] < lost.shape[1]
        and lost[step] <= spare
        and gained[step] > gained[along, down]
    ]:
        along, down = max(steps)[1]
    return crossings + 1 + along, longest - 1 - down


def _border_sums(cells: Laws, longest: int, crossings: int) -> Laws:
    """Probability of the corner, `i` cells along one border and `j` down the other."""
    corner = cells[longest, crossings]
    along = np.cumsum(np.append(0.0, cells[longest, crossings + 1 :]))
    down = np.cumsum(np.append(0.0, cells[longest - 1 : 0 : -1, crossings]))
    return corner + along[:, None] + down[None, :]
