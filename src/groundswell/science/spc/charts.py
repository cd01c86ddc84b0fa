"""Run charts and Shewhart charts of any kind, over many measures at once."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from groundswell.science.spc.batches import Batch, batch_of, per_measure
from groundswell.science.spc.limits import KINDS, NEEDS_DENOMINATOR, Ladder, Plan
from groundswell.science.spc.runs import Runs, runs
from groundswell.science.spc.subgroups import Subgroups, subgroups

Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]

CHART_KINDS = tuple(KINDS)
"""Codes of the kinds of chart that `chart` draws."""


@dataclass(frozen=True)
class Chart:
    """A chart of every measure in a batch; arrays of shape (n_points,) unless said.

    Attributes
    ----------
    kind : str
        One of `CHART_KINDS`.
    value : float array
        What is plotted: a proportion, a rate, a count, a mean... times `multiply`.
    segment : int array
        Number of the segment within its measure, from 1.
    centre, lcl, ucl : float arrays
        Centre line and three-sigma limits, same unit; NaN where there is none.
    lower_2s, upper_2s : float arrays
        Lines at two sigma, same unit; NaN where there is none.
    sigma_signal : bool array
        The point lies beyond a three-sigma limit. False without a value or limit.
    offsets : int array of shape (n_measures + 1,)
        Where each measure begins.
    runs : Runs
        Runs analysis of each segment. Moving ranges and categories have no
        meaningful runs: they never signal there.
    """

    kind: str
    value: Floats
    segment: NDArray[np.intp]
    centre: Floats
    lcl: Floats
    ucl: Floats
    lower_2s: Floats
    upper_2s: Floats
    sigma_signal: Flags
    offsets: NDArray[np.intp]
    runs: Runs


def chart(
    kind: str,
    values: ArrayLike | Subgroups,
    *,
    n: ArrayLike | None = None,
    offsets: ArrayLike | None = None,
    segment_starts: ArrayLike | None = None,
    freeze: ArrayLike | None = None,
    exclude: ArrayLike | None = None,
    centre: ArrayLike | None = None,
    multiply: ArrayLike = 1.0,
    screen: ArrayLike = False,
    clip_at_zero: ArrayLike = False,
    ordered: ArrayLike = True,
    runs_method: ArrayLike = "anhoej",
) -> Chart:
    """Draw a run chart or a Shewhart chart of each measure.

    Parameters
    ----------
    kind : {"run", "i", "mr", "ip", "xbar", "s", "t", "p", "pp", "c", "u", "up", "g"}
        Kind of chart, the same for all measures of the call.
    values : array_like of shape (n_points,) or Subgroups
        One value a point, NaN where missing; or points gathered by `subgroups`
        (which xbar and s need). For p, pp, u and up: numerators.
    n : array_like of shape (n_points,), optional
        Denominators: needed by p, pp, u, up; where given for others, the plotted value
        is numerator over denominator. Not with Subgroups, which carry their own.
    offsets : array_like of int, shape (n_measures + 1,), optional
        Where each measure begins. Default: one measure.
    segment_starts : array_like of int, optional
        Positions in the points from which all is calculated anew.
    freeze : int or array_like of int, one a measure, optional
        Calculate from the first so many points; 0 is all. Passed over for measures
        cut into segments.
    exclude : array_like of bool, shape (n_points,), optional
        Points left out of centre, limits and runs, though still tested.
    centre : float or array_like of shape (n_points,), optional
        A centre fixed beforehand, before `multiply`. A segment in which one is NaN
        has none, and its centre is calculated.
    multiply : float or array_like, one a measure
        Factor for what is plotted and all lines, such as 100 for per cent.
    screen : bool or array_like, one a measure
        Drop large moving ranges (i, ip, t, pp, up) once before limits are drawn.
    clip_at_zero : bool or array_like, one a measure
        No lower limit under 0 for a measure without negative values.
    ordered : bool or array_like, one a measure
        False where the points are categories and not in order of time.
    runs_method : {"anhoej", "bestbox", "cutbox"} or array_like, one a measure
        See `runs`.

    Returns
    -------
    Chart
        Degenerate series: an i or t chart of one point has no limits; where all are
        equal the limits of an i chart equal the centre, and with screening there are
        none; where all are missing there is neither centre nor limit. A zero
        denominator gives that point neither value nor limits.

    Raises
    ------
    ValueError
        For an unknown kind, missing denominators, a t chart with a time of 0 or less,
        negative denominators, an infinite number, or shapes that do not fit.

    Notes
    -----
    Formulas and constants are those of qicharts2 0.8.1; see `limits`.

    Examples
    --------
    >>> drawn = chart("p", [2, 4, 3], n=[20, 20, 20], multiply=100)
    >>> drawn.value.tolist(), round(float(drawn.ucl[0]), 4)
    ([10.0, 20.0, 15.0], 38.9531)
    """
    if kind not in KINDS:
        raise ValueError(f"kind must be one of {', '.join(KINDS)}, got {kind!r}")
    data = _points(kind, values, n)
    batch = batch_of(data.value.size, offsets, segment_starts=segment_starts)
    left_out = _left_out(exclude, batch)
    plan = Plan(
        batch=batch,
        data=data,
        base=_frozen(freeze, batch) & ~left_out,
        given=_given_centre(centre, batch),
        screened=_flags(screen, batch, "screen"),
        ordered=_flags(ordered, batch, "ordered"),
    )
    with np.errstate(invalid="ignore", divide="ignore"):
        ladder = KINDS[kind](plan)
    number = batch.segment_number[batch.segment]
    found = runs(
        ladder.value,
        ladder.centre,
        offsets=batch.offsets,
        segment=number,
        exclude=left_out,
        method=runs_method,
    )
    meaningful = plan.ordered[batch.starts] & (kind != "mr")
    return Chart(
        kind=kind,
        segment=number,
        offsets=batch.offsets,
        runs=replace(found, signal=found.signal & meaningful),
        **_lines(
            ladder, batch, _factor(multiply, batch), _flags(clip_at_zero, batch, "clip_at_zero")
        ),
    )


def _points(kind: str, values: ArrayLike | Subgroups, n: ArrayLike | None) -> Subgroups:
    data = values if isinstance(values, Subgroups) else subgroups(values, n=n)
    if isinstance(values, Subgroups) and n is not None:
        raise ValueError("n is carried by the Subgroups: give it there")
    if data.n is None:
        if kind in NEEDS_DENOMINATOR:
            raise ValueError(f"a {kind} chart needs denominators: n")
        return data
    if (data.n < 0).any():
        raise ValueError("n must not be negative")
    # Nothing out of nothing is no proportion, and something out of nothing no number.
    nothing = data.n == 0
    return replace(
        data,
        value=np.where(nothing, np.nan, data.value),
        n=np.where(nothing, np.nan, data.n),
    )


def _flags(given: ArrayLike, batch: Batch, name: str) -> Flags:
    return per_measure(given, batch.n_measures, bool, name=name).astype(bool)[batch.measure]


def _factor(multiply: ArrayLike, batch: Batch) -> Floats:
    factors = per_measure(multiply, batch.n_measures, name="multiply").astype(np.float64)
    return factors[batch.measure]


def _left_out(exclude: ArrayLike | None, batch: Batch) -> Flags:
    if exclude is None:
        return np.zeros(batch.n_points, dtype=bool)
    flags = np.asarray(exclude, dtype=bool)
    if flags.shape != (batch.n_points,):
        raise ValueError(f"exclude must have shape ({batch.n_points},), got {flags.shape}")
    return flags


def _frozen(freeze: ArrayLike | None, batch: Batch) -> Flags:
    """Points up to the freeze of each measure that is a single segment."""
    if freeze is None:
        return np.ones(batch.n_points, dtype=bool)
    points = per_measure(freeze, batch.n_measures, int, name="freeze").astype(np.intp)
    if (points < 0).any():
        raise ValueError("freeze must not be negative")
    segments = np.bincount(batch.segment_measure, minlength=batch.n_measures)
    allowed = np.where((points == 0) | (segments > 1), batch.n_points, points)
    return batch.position_in_measure() < allowed[batch.measure]


def _given_centre(centre: ArrayLike | None, batch: Batch) -> Floats:
    if centre is None:
        return np.full(batch.n_points, np.nan)
    given = np.broadcast_to(np.asarray(centre, dtype=np.float64), (batch.n_points,))
    broken = np.zeros(batch.starts.size, dtype=bool)
    broken[batch.segment[np.isnan(given)]] = True
    return np.where(broken[batch.segment], np.nan, given)


def _lines(ladder: Ladder, batch: Batch, factor: Floats, clipped: Flags) -> dict[str, Any]:
    """The value, lines and sigma signals of a `Chart`."""
    no_negative = clipped & ~_has_negative(ladder.value, batch)
    value, centre = ladder.value**ladder.power * factor, ladder.centre**ladder.power * factor
    lcl, lower = (_lower(ladder, k, no_negative) * factor for k in (3, 2))
    ucl, upper = (_upper(ladder, k) * factor for k in (3, 2))
    return {
        "value": value if ladder.plotted is None else ladder.plotted * factor,
        "centre": centre,
        "lcl": lcl,
        "ucl": ucl,
        "lower_2s": lower,
        "upper_2s": upper,
        "sigma_signal": (value > ucl) | (value < lcl),
    }


def _has_negative(value: Floats, batch: Batch) -> Flags:
    """Whether a point's measure has a negative value, shape (n_points,)."""
    negative = np.zeros(batch.n_measures, dtype=bool)
    negative[batch.measure[value < 0]] = True
    return negative[batch.measure]


def _lower(ladder: Ladder, sigmas: int, no_negative: Flags) -> Floats:
    line = _finite(ladder.middle - sigmas * ladder.sigma)
    floor = np.fmax if ladder.floor_stands else np.maximum
    line = floor(line, ladder.floor) ** ladder.power
    return np.where(no_negative, np.maximum(line, 0.0), line)


def _upper(ladder: Ladder, sigmas: int) -> Floats:
    line = _finite(ladder.middle + sigmas * ladder.sigma)
    return np.minimum(line, ladder.ceiling) ** ladder.power


def _finite(line: Floats) -> Floats:
    return np.where(np.isfinite(line), line, np.nan)
