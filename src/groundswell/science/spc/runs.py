"""Runs analysis: is the longest run too long, or does the line cross too seldom?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from groundswell.science.spc.averages import Kept
from groundswell.science.spc.batches import Batch, batch_of, checked_values, per_measure
from groundswell.science.spc.boxes import LONGEST, SHORTEST, box_for

Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]
Counts = NDArray[np.intp]

METHODS = ("anhoej", "bestbox", "cutbox")
"""How a runs signal is decided."""

CROSSINGS_TAIL = 0.05
"""Probability of fewer crossings than the limit in an unshifted process (no unit; Chen 2010)."""

NOT_SAID = -1
"""Stands for a count where no point is useful."""


@dataclass(frozen=True)
class Runs:
    """Runs analysis of every segment; arrays of shape (n_segments,).

    Attributes
    ----------
    measure : int array
        Which measure the segment belongs to, from 0.
    segment : int array
        Number of the segment within its measure, from 1.
    n_useful : int array
        Points that have a value, are not left out and do not lie on the centre.
    longest_run : int array
        Most useful points in succession on one side; -1 without a useful point.
    longest_run_max : int array
        Longest run expected of an unshifted process, by the Anhøj rules; -1 without
        a useful point.
    crossings, crossings_min : int arrays
        Times the line changes side, and the fewest expected; -1 likewise.
    signal : bool array
        Whether the runs say that the process shifted.
    """

    measure: Counts
    segment: Counts
    n_useful: Counts
    longest_run: Counts
    longest_run_max: Counts
    crossings: Counts
    crossings_min: Counts
    signal: Flags


def runs(
    values: ArrayLike,
    centre: ArrayLike,
    *,
    offsets: ArrayLike | None = None,
    segment: ArrayLike | None = None,
    exclude: ArrayLike | None = None,
    method: ArrayLike = "anhoej",
) -> Runs:
    """Analyse the runs of each segment about its centre line.

    Parameters
    ----------
    values : array_like of shape (n_points,)
        In the measures' own units; NaN is a missing value.
    centre : array_like, shape (n_points,) or scalar
        Centre line at each point, same unit.
    offsets : array_like of int, shape (n_measures + 1,), optional
        Where each measure begins. Default: one measure.
    segment : array_like of int, shape (n_points,), optional
        Label that changes where a new segment begins.
    exclude : array_like of bool, shape (n_points,), optional
        Points to leave out.
    method : {"anhoej", "bestbox", "cutbox"} or array_like, one a measure
        How the signal is decided. The boxes are defined for 10 to 100 useful
        points; for fewer or more the Anhøj rules decide.

    Returns
    -------
    Runs
        Points on the centre line, missing and left out neither break nor extend a
        run. The limits given are those of the Anhøj rules whatever the method; for
        the boxes' own see `box_for`.

    Raises
    ------
    ValueError
        For an infinite value, an unknown method, or shapes that do not fit.

    Notes
    -----
    Longest run at most ``round(log2(n)) + 3``; crossings at least the 5 % quantile of
    Binomial(n - 1, 1/2). Source: J. Anhøj, A. V. Olesen, *Run charts revisited*,
    PLoS ONE 9(11), 2014.

    Examples
    --------
    >>> found = runs([1, 2, 1, 2, 8, 9, 8, 9, 9, 8, 9, 8], 5)
    >>> found.longest_run.tolist(), found.longest_run_max.tolist()
    ([8], [7])
    >>> found.signal.tolist()
    [True]
    """
    numbers = checked_values(values)
    batch = batch_of(numbers.size, offsets, segment=segment)
    middle = np.broadcast_to(np.asarray(centre, dtype=np.float64), numbers.shape)
    side = (numbers > middle).astype(np.int8) - (numbers < middle)
    if exclude is not None:
        side[np.asarray(exclude, dtype=bool)] = 0
    return counted_runs(side, batch, _checked_methods(method, batch.n_measures))


def _checked_methods(method: ArrayLike, n_measures: int) -> NDArray[np.str_]:
    names = per_measure(method, n_measures, np.str_, name="method")
    unknown = set(np.unique(names).tolist()) - set(METHODS)
    if unknown:
        raise ValueError(f"method must be one of {', '.join(METHODS)}, got {unknown.pop()!r}")
    return names


def counted_runs(side: NDArray[np.int8], batch: Batch, method: NDArray[np.str_]) -> Runs:
    """Runs analysis of the side each point lies on: +1, -1, or 0 for not useful."""
    kept = Kept(batch, side != 0)
    useful, owner = side[side != 0], batch.segment[side != 0]
    changes = np.ones(useful.size, dtype=bool)
    changes[1:] = (useful[1:] != useful[:-1]) | (owner[1:] != owner[:-1])
    begins = np.flatnonzero(changes)
    lengths = np.diff(begins, append=useful.size)
    longest = np.zeros(batch.starts.size, dtype=np.intp)
    np.maximum.at(longest, owner[begins], lengths)
    crossings = np.bincount(owner[begins], minlength=batch.starts.size) - 1
    longest_max, crossings_min = anhoej_limits(kept.count)
    some = kept.count > 0
    owner_measure = batch.segment_measure
    signal = some & ((longest > longest_max) | (crossings < crossings_min))
    _overrule(signal, kept.count, longest, crossings, method[owner_measure])
    return Runs(
        measure=owner_measure,
        segment=batch.segment_number,
        n_useful=kept.count,
        longest_run=np.where(some, longest, NOT_SAID),
        longest_run_max=np.where(some, longest_max, NOT_SAID),
        crossings=np.where(some, crossings, NOT_SAID),
        crossings_min=np.where(some, crossings_min, NOT_SAID),
        signal=signal,
    )


def _overrule(
    signal: Flags, n_useful: Counts, longest: Counts, crossings: Counts, method: NDArray[np.str_]
) -> None:
    """Let the boxes decide where they were asked for and are defined."""
    boxed = (method != "anhoej") & (n_useful >= SHORTEST) & (n_useful <= LONGEST)
    for at in np.flatnonzero(boxed):
        box = box_for(int(n_useful[at]))
        cut = bool(method[at] == "cutbox")
        signal[at] = box.signals(int(longest[at]), int(crossings[at]), cut=cut)


def anhoej_limits(n_useful: ArrayLike) -> tuple[Counts, Counts]:
    """Limits of the Anhøj rules for numbers of useful points.

    Parameters
    ----------
    n_useful : array_like of int
        Useful points; 0 gives -1 for both limits.

    Returns
    -------
    longest_run_max, crossings_min : int arrays of the same shape

    Examples
    --------
    >>> longest, crossings = anhoej_limits([10, 20, 100])
    >>> longest.tolist(), crossings.tolist()
    ([6, 7, 10], [2, 6, 41])
    """
    numbers = np.asarray(n_useful, dtype=np.intp)
    distinct, back = np.unique(numbers, return_inverse=True)
    longest = [_longest_run_max(int(n)) for n in distinct]
    fewest = [_crossings_min(int(n)) for n in distinct]
    shape = numbers.shape
    return (
        np.array(longest, dtype=np.intp)[back].reshape(shape),
        np.array(fewest, dtype=np.intp)[back].reshape(shape),
    )


def _longest_run_max(n: int) -> int:
    return round(float(np.log2(n))) + 3 if n else NOT_SAID


def _crossings_min(n: int) -> int:
    """Smallest count of crossings whose cumulative probability reaches 5 %."""
    if n == 0:
        return NOT_SAID
    trials = n - 1
    hits = np.arange(1, trials + 1)
    log_ways = np.concatenate([[0.0], np.cumsum(np.log((trials - hits + 1) / hits))])
    cumulative = np.cumsum(np.exp(log_ways - trials * np.log(2.0)))
    return int(np.searchsorted(cumulative, CROSSINGS_TAIL))
