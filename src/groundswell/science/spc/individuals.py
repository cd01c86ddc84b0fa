"""XmR: the chart of individual values with limits from the moving range."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from groundswell.science.spc.averages import Kept
from groundswell.science.spc.batches import Batch, batch_of, checked_values, per_measure
from groundswell.science.spc.rules import (
    RUN_LENGTH,
    TRIAL_BELOW,
    Codes,
    Flags,
    Floats,
    Lines,
    RuleSet,
    Signals,
    directions,
    judged,
    rule_set,
    run_lengths,
)

LIMIT_PER_MOVING_RANGE = 2.66
"""Three sigma in mean moving ranges (no unit; 3 / d2 with d2 = 1.128, rounded as in Wheeler)."""

SCREENING_LIMIT = 3.267
"""Upper limit of a moving range in mean moving ranges (no unit; D4 for pairs)."""

SHORTEST_BASELINE = 12
"""Fewest points limits may be fixed on (points; NHSRplotthedots, `fix_after_n_points`)."""


@dataclass(frozen=True)
class Xmr(Signals):
    """An XmR chart of every measure in a batch; arrays of shape (n_points,) unless said.

    Attributes
    ----------
    values : float array
        The points, in the measure's own unit.
    segment : int array
        Number of the segment within its measure, from 1.
    mean, lpl, nlpl, nupl, upl : float arrays
        Mean, lower and upper process limits, and near limits at two thirds of the
        way; same unit. NaN where nothing can be said.
    offsets : int array of shape (n_measures + 1,)
        Where each measure begins.
    improvement : int8 array of shape (n_measures,)
        +1 increase, -1 decrease, 0 neutral.
    target : float array of shape (n_measures,)
        Same unit as the values; NaN is no target.
    rules : RuleSet
        The rule set the chart was judged by.
    """

    values: Floats
    segment: NDArray[np.intp]
    mean: Floats
    lpl: Floats
    nlpl: Floats
    nupl: Floats
    upl: Floats
    offsets: NDArray[np.intp]
    improvement: Codes
    target: Floats
    rules: RuleSet

    def batch(self) -> Batch:
        """Layout of the points as measures and segments."""
        return batch_of(self.values.size, self.offsets, segment=self.segment)


def xmr(
    values: ArrayLike,
    *,
    offsets: ArrayLike | None = None,
    segment_starts: ArrayLike | None = None,
    improvement: ArrayLike = "neutral",
    target: ArrayLike | None = None,
    baseline_points: ArrayLike | None = None,
    screen: ArrayLike | None = None,
    run_length: ArrayLike = RUN_LENGTH,
    rules: str | RuleSet = "making-data-count",
) -> Xmr:
    """Chart individual values: mean, limits from the moving range, special causes.

    Parameters
    ----------
    values : array_like of shape (n_points,)
        The measures' values one after the other, each in its order of time and its
        own unit; NaN is a missing value and keeps its row. Left unchanged.
    offsets : array_like of int, shape (n_measures + 1,), optional
        Where each measure begins. Default: one measure.
    segment_starts : array_like of int, optional
        Positions in `values` from which limits are calculated anew.
    improvement : {"neutral", "increase", "decrease"} or array_like, one a measure
        The direction in which a measure gets better.
    target : float or array_like, one a measure, optional
        Carried to `icons`; NaN is no target.
    baseline_points : int or array_like of int, one a measure, optional
        Limits of each segment from its first so many rows (12 or more); 0 uses all.
    screen : bool or array_like of bool, one a measure, optional
        Drop moving ranges of 3.267 times their mean or more before the limits are
        drawn, once. Default: as the rule set has it.
    run_length : int or array_like of int, one a measure
        Points that make a shift and a trend: 6, 7 or 8.
    rules : {"making-data-count", "nhsrplotthedots-0.2.2"}
        Named rule set.

    Returns
    -------
    Xmr
        One entry a point. Limits are never clipped. Degenerate series: limits equal
        the mean where all values are equal; they are NaN where no two neighbouring
        values are known; mean and limits are NaN where all are missing; an empty
        measure has no points. Under ``nhsrplotthedots-0.2.2`` screening may leave no
        range at all (limits NaN) or only zeros (limits on the mean); under
        ``making-data-count`` the unscreened ranges are then used.

    Raises
    ------
    ValueError
        For an infinite value, a baseline under 12, an unknown name, or shapes that
        do not fit.

    Notes
    -----
    Limits are mean -/+ 2.66 times the mean moving range (W. A. Shewhart; D. J.
    Wheeler, *Understanding Variation*, 1993). A moving range needs both neighbours:
    gaps are not bridged. Sums run in extended precision, see `averages`.

    Examples
    --------
    >>> chart = xmr([1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1])
    >>> round(float(chart.mean[0]), 4), round(float(chart.upl[0]), 4)
    (1.9444, 6.9515)
    >>> chart.special_cause[4].item()
    'above_limit'
    """
    numbers = checked_values(values)
    named = rule_set(rules)
    batch = batch_of(numbers.size, offsets, segment_starts=segment_starts)
    asked = named.screens if screen is None else screen
    screened = per_measure(asked, batch.n_measures, bool, name="screen").astype(bool)
    mean, lines = _limits(numbers, batch, _baseline(batch, baseline_points), screened, named)
    signs = directions(improvement, batch.n_measures)
    found = judged(numbers, lines, batch, signs, run_lengths(run_length, batch.n_measures), named)
    goal = per_measure(np.nan if target is None else target, batch.n_measures, name="target")
    return Xmr(
        **vars(found),
        values=numbers,
        segment=batch.segment_number[batch.segment],
        mean=mean,
        lpl=lines.lower,
        nlpl=lines.near_lower,
        nupl=lines.near_upper,
        upl=lines.upper,
        offsets=batch.offsets,
        improvement=signs,
        target=goal.astype(np.float64),
        rules=named,
    )


def _baseline(batch: Batch, baseline_points: ArrayLike | None) -> Flags:
    """Which rows limits are calculated from, shape (n_points,)."""
    if baseline_points is None:
        return np.ones(batch.n_points, dtype=bool)
    rows = per_measure(baseline_points, batch.n_measures, int, name="baseline_points")
    rows = rows.astype(np.intp)
    if ((rows != 0) & (rows < SHORTEST_BASELINE)).any():
        raise ValueError(f"baseline_points must be {SHORTEST_BASELINE} or more, or 0 for all")
    allowed = np.where(rows == 0, batch.n_points, rows)
    return batch.position_in_segment() < allowed[batch.measure]


def _limits(
    values: Floats, batch: Batch, baseline: Flags, screened: Flags, rules: RuleSet
) -> tuple[Floats, Lines]:
    mean = Kept(batch, baseline & ~np.isnan(values)).mean(values)
    average = _mean_moving_range(values, batch, baseline, screened, rules)
    limit = LIMIT_PER_MOVING_RANGE * average
    near = LIMIT_PER_MOVING_RANGE / 3 * 2 * average
    centre = mean[batch.segment]
    lines = Lines(
        centre=centre,
        lower=(mean - limit)[batch.segment],
        upper=(mean + limit)[batch.segment],
        near_lower=(mean - near)[batch.segment],
        near_upper=(mean + near)[batch.segment],
    )
    return centre, lines


def _mean_moving_range(
    values: Floats, batch: Batch, baseline: Flags, screened: Flags, rules: RuleSet
) -> Floats:
    moving_range = np.full(values.size, np.nan)
    moving_range[1:] = np.abs(values[1:] - values[:-1])
    moving_range[batch.starts] = np.nan
    known = baseline & ~np.isnan(moving_range)
    average = Kept(batch, known).mean(moving_range)
    if not screened.any():
        return average
    small = known & (moving_range < (SCREENING_LIMIT * average)[batch.segment])
    after = Kept(batch, small).mean(moving_range)
    use = screened[batch.segment_measure]
    if not rules.keeps_empty_screening:
        use = use & (after > 0)
    return np.where(use, after, average)


@dataclass(frozen=True)
class SegmentSummary:
    """An XmR chart in a row a segment; arrays of shape (n_segments,).

    Attributes
    ----------
    measure : int array
        Which measure the segment belongs to, from 0.
    segment : int array
        Number of the segment within its measure, from 1.
    n : int array
        Points: rows that hold a value, or all rows, as the rule set counts them.
    mean, lpl, upl : float arrays
        In the measure's own unit.
    trial_limits : bool array
        Fewer than 13 points: limits to be drawn again when there are more.
    n_special : int array
        Points flagged by any rule.
    """

    measure: NDArray[np.intp]
    segment: NDArray[np.intp]
    n: NDArray[np.intp]
    mean: Floats
    lpl: Floats
    upl: Floats
    trial_limits: Flags
    n_special: NDArray[np.intp]


def summarise(chart: Xmr) -> SegmentSummary:
    """Summarise an XmR chart by segment.

    Parameters
    ----------
    chart : Xmr
        A chart of any number of measures.

    Returns
    -------
    SegmentSummary
        A row a segment, in the order of the points. A measure without points has none.

    Examples
    --------
    >>> rows = summarise(xmr([1.0, 2, 1, 2, 8, 9], segment_starts=[4]))
    >>> rows.n.tolist(), rows.mean.tolist(), rows.trial_limits.tolist()
    ([4, 2], [1.5, 8.5], [True, True])
    """
    batch = chart.batch()
    points = counted_points(chart, batch)
    flagged = Kept(batch, chart.special_cause_code > 0).count
    return SegmentSummary(
        measure=batch.segment_measure,
        segment=batch.segment_number,
        n=points,
        mean=chart.mean[batch.starts],
        lpl=chart.lpl[batch.starts],
        upl=chart.upl[batch.starts],
        trial_limits=points < TRIAL_BELOW,
        n_special=flagged,
    )


def counted_points(chart: Xmr, batch: Batch) -> NDArray[np.intp]:
    """Points of each segment as the rule set counts them, shape (n_segments,)."""
    counts = np.ones(batch.n_points, dtype=bool)
    if not chart.rules.missing_rows_count:
        counts = ~np.isnan(chart.values)
    return Kept(batch, counts).count
