"""The Making Data Count rules, for any chart that has a centre and limits.

Four patterns are improbable in a process that has not changed: a point outside
the limits, a trend, two points in three close to a limit, and a shift to one
side of the centre. They are looked for within a segment, never across a
recalculation of limits.

Source: NHS England, *Making Data Count*; the exact reading of each rule is that
of NHSRplotthedots 0.2.2, differences between the two being named by the rule
set (`RULE_SETS`).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from groundswell.science.spc.batches import Batch, batch_of, checked_values, per_measure

Codes = NDArray[np.int8]
Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]
Names = NDArray[np.str_]

RUN_LENGTH = 7
"""Points that make a shift or a trend (points; Making Data Count; 6 and 8 are in use too)."""

RUN_LENGTHS = (6, 7, 8)
"""Run lengths in use in the NHS (points; NHSRplotthedots issues 195 and 202)."""

SPECIAL_CAUSES = (
    "",
    "above_limit",
    "below_limit",
    "trend_up",
    "trend_down",
    "two_in_three_high",
    "two_in_three_low",
    "shift_high",
    "shift_low",
)
"""Names by code, in falling priority; an odd code points up, an even one down."""

POINT_TYPES = ("common_cause", "improvement", "concern", "neutral_high", "neutral_low")
"""Names by code."""

IMPROVEMENTS = {"neutral": 0, "increase": 1, "decrease": -1}
"""Sign of the direction in which a measure gets better."""


@dataclass(frozen=True)
class RuleSet:
    """What two tools that apply the same four rules still disagree on.

    Attributes
    ----------
    name : str
        Name and version, as printed beside a chart.
    screens : bool
        Whether large moving ranges are dropped from limits unless asked otherwise.
    keeps_empty_screening : bool
        Whether screening that leaves no variation stands (limits collapse onto
        the mean, or vanish). Otherwise the unscreened ranges are used.
    beyond_limits_are_close : bool
        Whether points beyond three sigma count in two-in-three.
    improvement_first : bool
        Whether a point that improves by one rule and worsens by another is an
        improvement, whatever the priority of the rules.
    next_step_names_trend : bool
        Whether a point that ends a trend takes the direction of the step to the next
        point where that one belongs to a trend too, though no trend takes that step.
    icons_from : int
        Fewest points in the current segment for icons (points).
    missing_rows_count : bool
        Whether a row without a value counts as a point, and may be the last one.
    """

    name: str
    screens: bool
    keeps_empty_screening: bool
    beyond_limits_are_close: bool
    improvement_first: bool
    next_step_names_trend: bool
    icons_from: int
    missing_rows_count: bool


TRIAL_BELOW = 13
"""Limits from fewer points are trial limits (points; Making Data Count from late 2023)."""

MAKING_DATA_COUNT = RuleSet(
    name="making-data-count",
    screens=False,
    keeps_empty_screening=False,
    beyond_limits_are_close=True,
    improvement_first=True,
    next_step_names_trend=False,
    icons_from=TRIAL_BELOW,
    missing_rows_count=False,
)
NHSRPLOTTHEDOTS_0_2_2 = RuleSet(
    name="nhsrplotthedots-0.2.2",
    screens=True,
    keeps_empty_screening=True,
    beyond_limits_are_close=False,
    improvement_first=False,
    next_step_names_trend=True,
    icons_from=0,
    missing_rows_count=True,
)
RULE_SETS = {one.name: one for one in (MAKING_DATA_COUNT, NHSRPLOTTHEDOTS_0_2_2)}


def rule_set(rules: str | RuleSet) -> RuleSet:
    """The rule set of this name.

    Raises
    ------
    ValueError
        If there is none; the sentence lists those there are.
    """
    if isinstance(rules, RuleSet):
        return rules
    if rules not in RULE_SETS:
        raise ValueError(f"rules must be one of {', '.join(RULE_SETS)}, got {rules!r}")
    return RULE_SETS[rules]


@dataclass(frozen=True)
class Signals:
    """What the rules say of each point; every array has shape (n_points,).

    Attributes
    ----------
    outside_limits, trend, two_in_three, shift : int8 arrays
        +1 where the rule is met upwards (above, rising), -1 downwards, else 0.
    special_cause_code : int8 array
        The rule that names the point: an index into `SPECIAL_CAUSES`.
    point_type_code : int8 array
        An index into `POINT_TYPES`.
    """

    outside_limits: Codes
    trend: Codes
    two_in_three: Codes
    shift: Codes
    special_cause_code: Codes
    point_type_code: Codes

    @property
    def special_cause(self) -> Names:
        """Name of the rule at each point, empty for common cause."""
        return np.array(SPECIAL_CAUSES)[self.special_cause_code]

    @property
    def point_type(self) -> Names:
        """``common_cause``, ``improvement``, ``concern``, ``neutral_high`` or ``neutral_low``."""
        return np.array(POINT_TYPES)[self.point_type_code]


def judge(
    values: ArrayLike,
    centre: ArrayLike,
    lower: ArrayLike,
    upper: ArrayLike,
    near_lower: ArrayLike,
    near_upper: ArrayLike,
    *,
    offsets: ArrayLike | None = None,
    segment: ArrayLike | None = None,
    improvement: ArrayLike = "neutral",
    run_length: ArrayLike = RUN_LENGTH,
    rules: str | RuleSet = "making-data-count",
) -> Signals:
    """Apply the four Making Data Count rules to points with a centre and limits.

    Parameters
    ----------
    values : array_like of shape (n_points,)
        What is plotted, in the measure's own unit; NaN is a missing value. It
        meets no rule and cuts runs, trends and windows.
    centre, lower, upper, near_lower, near_upper : array_like, shape (n_points,) or scalar
        Centre, limits (three sigma) and near limits (two sigma) at each point,
        same unit. A NaN limit means that there is none.
    offsets : array_like of int, shape (n_measures + 1,), optional
        Where each measure begins. Default: one measure.
    segment : array_like of int, shape (n_points,), optional
        Label that changes where limits were recalculated.
    improvement : {"neutral", "increase", "decrease"} or array_like of these, one a measure
        The direction in which the measure gets better.
    run_length : int or array_like of int, one a measure
        Points that make a shift and a trend: 6, 7 or 8.
    rules : str
        Name of the rule set.

    Returns
    -------
    Signals
        A point exactly on a limit or on the centre is inside, and on no side.

    Raises
    ------
    ValueError
        For an unknown rule set, direction or run length, an infinite value, or
        shapes that do not fit.

    Notes
    -----
    A trend of 7 points is 6 successive strict rises or falls. Where a rise and a
    fall share their turning point, that point carries the later direction, unless
    the rule set puts improvement first and the earlier one is the improvement.
    Two-in-three asks for three successive points on one side of the centre, two
    of them beyond the near limit; those are flagged, the third is not.

    Examples
    --------
    >>> found = judge([5, 5, 9, 5], 5, 2, 8, 3, 7, improvement="increase")
    >>> found.special_cause.tolist()
    ['', '', 'above_limit', '']
    >>> found.point_type.tolist()[2]
    'improvement'
    """
    numbers = checked_values(values)
    batch = batch_of(numbers.size, offsets, segment=segment)
    lines = [
        np.broadcast_to(np.asarray(line, dtype=np.float64), numbers.shape)
        for line in (centre, lower, upper, near_lower, near_upper)
    ]
    return judged(
        numbers,
        Lines(*lines),
        batch,
        directions(improvement, batch.n_measures),
        run_lengths(run_length, batch.n_measures),
        rule_set(rules),
    )


@dataclass(frozen=True)
class Lines:
    """Centre and limits at each point, shape (n_points,) each."""

    centre: Floats
    lower: Floats
    upper: Floats
    near_lower: Floats
    near_upper: Floats


def judged(
    values: Floats,
    lines: Lines,
    batch: Batch,
    improvement: Codes,
    run_length: NDArray[np.intp],
    rules: RuleSet,
) -> Signals:
    """`judge`, for arguments that were checked: the one place where rules are applied."""
    side = _signs(values > lines.centre, values < lines.centre)
    outside = _signs(values > lines.upper, values < lines.lower)
    wanted = improvement[batch.measure]
    by_rule = (
        outside,
        _trend(values, batch, run_length, wanted, rules),
        _two_in_three(values, lines, side, batch, rules.beyond_limits_are_close),
        _long_runs(side, batch, run_length, breaks=batch.starts),
    )
    code = _named(by_rule, wanted, rules.improvement_first)
    return Signals(*by_rule, special_cause_code=code, point_type_code=_typed(code, wanted))


def directions(improvement: ArrayLike, n_measures: int) -> Codes:
    """+1, -1 or 0 a measure from the names of directions, shape (n_measures,).

    Raises
    ------
    ValueError
        For another name than increase, decrease or neutral.
    """
    names = per_measure(improvement, n_measures, np.str_, name="improvement")
    unknown = set(np.unique(names).tolist()) - set(IMPROVEMENTS)
    if unknown:
        raise ValueError(
            f"improvement must be increase, decrease or neutral, got {', '.join(sorted(unknown))}"
        )
    signs = np.zeros(n_measures, dtype=np.int8)
    signs[names == "increase"] = 1
    signs[names == "decrease"] = -1
    return signs


def run_lengths(run_length: ArrayLike, n_measures: int) -> NDArray[np.intp]:
    """Points that make a run, one a measure, shape (n_measures,).

    Raises
    ------
    ValueError
        For another length than 6, 7 or 8.
    """
    lengths = per_measure(run_length, n_measures, int, name="run_length").astype(np.intp)
    if not np.isin(lengths, RUN_LENGTHS).all():
        raise ValueError("run_length must be 6, 7 or 8 points")
    return lengths


def _signs(up: Flags, down: Flags) -> Codes:
    return up.astype(np.int8) - down.astype(np.int8)


def _long_runs(
    signs: Codes, batch: Batch, needed: NDArray[np.intp], *, breaks: NDArray[np.intp]
) -> Codes:
    """`signs` where at least `needed` equal ones follow each other, elsewhere 0."""
    if signs.size == 0:
        return signs
    begins = np.empty(signs.size, dtype=bool)
    begins[0] = True
    np.not_equal(signs[1:], signs[:-1], out=begins[1:])
    begins[breaks] = True
    first = np.flatnonzero(begins)
    length = np.diff(first, append=signs.size)
    long_enough = length >= needed[batch.measure[first]]
    return np.repeat(signs[first] * long_enough, length)


def _trend(
    values: Floats, batch: Batch, run_length: NDArray[np.intp], wanted: Codes, rules: RuleSet
) -> Codes:
    rise = np.zeros(values.size, dtype=np.int8)
    rise[1:] = _signs(values[1:] > values[:-1], values[1:] < values[:-1])
    # No step leads into a segment; its 0 also keeps runs of steps from crossing.
    rise[batch.starts] = 0
    arriving = _long_runs(rise, batch, run_length - 1, breaks=batch.starts)
    leaving = _next(arriving)
    direction = np.where(leaving != 0, leaving, arriving)
    if rules.next_step_names_trend:
        follows = (direction != 0) & (_next(direction) != 0) & (_next(rise) != 0)
        direction = np.where(follows, _next(rise), direction)
    if rules.improvement_first:
        direction = np.where((arriving == wanted) & (wanted != 0), arriving, direction)
    return direction


def _next(codes: Codes) -> Codes:
    """The entry of the following point at each point, 0 at the last."""
    following = np.zeros_like(codes)
    following[:-1] = codes[1:]
    return following


def _two_in_three(
    values: Floats, lines: Lines, side: Codes, batch: Batch, beyond_are_close: bool
) -> Codes:
    high, low = values > lines.near_upper, values < lines.near_lower
    if not beyond_are_close:
        inside = (values <= lines.upper) & (values >= lines.lower)
        high, low = high & inside, low & inside
    together = batch.segment[2:] == batch.segment[:-2]
    return _signs(_close_pairs(high, side > 0, together), _close_pairs(low, side < 0, together))


def _close_pairs(close: Flags, on_side: Flags, together: Flags) -> Flags:
    """Points of `close` within three successive points on a side, two of them close."""
    window = on_side[:-2] & on_side[1:-1] & on_side[2:] & together
    first, middle, last = close[:-2], close[1:-1], close[2:]
    window &= (first & middle) | (middle & last) | (first & last)
    covered = np.zeros_like(close)
    for shift in range(3):
        covered[shift : shift + window.size] |= window
    return covered & close


def _named(by_rule: tuple[Codes, ...], wanted: Codes, improvement_first: bool) -> Codes:
    code = np.zeros(by_rule[0].size, dtype=np.int8)
    for rank in range(len(by_rule) - 1, -1, -1):
        sign = by_rule[rank]
        np.copyto(code, 2 * rank + 1 + (sign < 0), where=sign != 0, casting="unsafe")
    if not improvement_first:
        return code
    for rank in range(len(by_rule) - 1, -1, -1):
        improves = (by_rule[rank] == wanted) & (wanted != 0)
        np.copyto(code, 2 * rank + 1 + (wanted < 0), where=improves, casting="unsafe")
    return code


def _typed(code: Codes, wanted: Codes) -> Codes:
    up = (code % 2).astype(bool)
    improves = up == (wanted > 0)
    directed = np.where(improves, 1, 2)
    neutral = np.where(up, 3, 4)
    return np.where(code == 0, 0, np.where(wanted == 0, neutral, directed)).astype(np.int8)
