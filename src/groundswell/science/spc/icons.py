"""The two icons of a measure: is it changing, and will it meet its target?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from groundswell.science.spc.batches import Batch
from groundswell.science.spc.individuals import Xmr, counted_points
from groundswell.science.spc.rules import POINT_TYPES, Codes, Flags, Names

VARIATIONS = (
    "",
    "common_cause",
    "improvement_high",
    "improvement_low",
    "concern_high",
    "concern_low",
    "neutral_high",
    "neutral_low",
)
"""Names of the variation icons; empty where there is none."""

ASSURANCES = ("", "pass", "fail", "inconsistent")
"""Names of the assurance icons; empty where it cannot be said."""


@dataclass(frozen=True)
class Icons:
    """The icons of each measure; arrays of str, shape (n_measures,).

    Attributes
    ----------
    variation : str array
        One of `VARIATIONS`.
    assurance : str array
        One of `ASSURANCES`.
    """

    variation: Names
    assurance: Names


def icons(chart: Xmr) -> Icons:
    """Say what a board sees of each measure: its latest point, its target.

    Parameters
    ----------
    chart : Xmr
        A chart of any number of measures, with their targets and directions.

    Returns
    -------
    Icons
        Both are empty for an empty measure and, under ``making-data-count``, with
        fewer than 13 values in the current segment. Assurance is empty without a
        target, for a neutral measure, and where there are no limits.

    Notes
    -----
    Variation is the point type of the latest point: under ``making-data-count`` the
    latest that has a value, under ``nhsrplotthedots-0.2.2`` the latest row. High or
    low follows the direction of improvement, so an improvement of a measure that
    should fall is ``improvement_low``. Assurance compares the target with the limits
    of the current segment, never with the values: a target beyond the limit on the
    good side fails, on the other passes, between or on the limits is inconsistent.

    Examples
    --------
    >>> from groundswell.science.spc import xmr
    >>> shown = icons(xmr([5.0, 6] * 7, improvement="increase", target=9))
    >>> shown.variation.item(), shown.assurance.item()
    ('common_cause', 'fail')
    """
    batch = chart.batch()
    latest = _latest(chart, batch)
    shown = latest >= 0
    variation, assurance = np.zeros((2, batch.n_measures), dtype=np.int8)
    variation[shown] = _variation(chart, shown, latest[shown])
    assurance[shown] = _assurance(chart, shown, batch.offsets[1:][shown] - 1)
    return Icons(np.array(VARIATIONS)[variation], np.array(ASSURANCES)[assurance])


def _latest(chart: Xmr, batch: Batch) -> NDArray[np.intp]:
    """Position of the point that speaks for each measure, -1 where none does."""
    latest = np.full(batch.n_measures, -1, dtype=np.intp)
    filled = np.diff(batch.offsets) > 0
    if not filled.any():
        return latest
    candidates = np.arange(batch.n_points)
    if not chart.rules.missing_rows_count:
        candidates[np.isnan(chart.values)] = -1
    latest[filled] = np.maximum.reduceat(candidates, batch.offsets[:-1][filled])
    current = batch.segment[batch.offsets[1:][filled] - 1]
    enough = counted_points(chart, batch)[current] >= chart.rules.icons_from
    latest[np.flatnonzero(filled)[~enough]] = -1
    return latest


def _variation(chart: Xmr, shown: Flags, latest: NDArray[np.intp]) -> Codes:
    """Index into `VARIATIONS` of each measure shown."""
    point_type = chart.point_type_code[latest]
    direction = chart.improvement[shown]
    up = np.where(point_type == POINT_TYPES.index("concern"), -direction, direction) > 0
    directed = 2 * point_type + np.where(up, 0, 1)
    neutral = point_type + VARIATIONS.index("neutral_high") - POINT_TYPES.index("neutral_high")
    code = np.where(direction == 0, neutral, directed)
    return np.where(point_type == 0, VARIATIONS.index("common_cause"), code).astype(np.int8)


def _assurance(chart: Xmr, shown: Flags, last_row: NDArray[np.intp]) -> Codes:
    """Index into `ASSURANCES` of each measure shown."""
    target, direction = chart.target[shown], chart.improvement[shown]
    lpl, upl = chart.lpl[last_row], chart.upl[last_row]
    side = (target > upl).astype(np.int8) - (target < lpl)
    sayable = (direction != 0) & ~np.isnan(target) & ~np.isnan(upl)
    # A target above both limits of a measure that should rise is never reached.
    code = np.select([side == 0, side == direction], [3, 2], default=1)
    return np.where(sayable, code, 0).astype(np.int8)
