"""Where `groundswell spc` cuts measures into segments, and what it leaves out."""

import numpy as np
from numpy.typing import NDArray

from groundswell.cli.spc_options import Options
from groundswell.cli.spc_series import CENTRE, PART, Series, key_of
from groundswell.cli.tables import warn


def segment_begins(series: Series, rules: str) -> NDArray[np.bool_]:
    """Where a segment begins because MEASURES says so, shape (n_points,)."""
    begins = np.zeros(series.starts.size, dtype=bool)
    offsets = series.offsets
    keys = series.rows["key"].to_numpy()[series.starts]
    for at, one in enumerate(series.options):
        first, last = int(offsets[at]), int(offsets[at + 1])
        for text in one.recalculate_on:
            place = first + _place(series, at, text, keys[first:last], rules)
            begins[place : place + (place < last)] = True
        begins[[first + after for after in one.parts_after if after < last - first]] = True
        if one.parts_column:
            begins[first + _first_appearances(series, one, first, last)] = True
    return begins


def _place(series: Series, at: int, text: str, keys: NDArray[np.float64], rules: str) -> int:
    """Position from which limits are drawn anew, past the end for none; warns of odd dates."""
    kind = series.kinds[at]
    key = _key_of_category(series, at, text) if kind == "category" else key_of(text, kind)
    place = len(keys) if key is None else int(np.searchsorted(keys, key))
    if place < len(keys) and keys[place] == key:
        return place
    takes_effect = place < len(keys) and rules == "making-data-count"
    effect = "it has no effect"
    if takes_effect:
        next_point = int(series.starts[series.offsets[at] + place])
        effect = f"it takes effect at {series.rows['date'][next_point]}"
    warn(f"{series.measures[at]!r} has no date {text!r} to recalculate on; {effect}")
    return place if takes_effect else len(keys)


def _key_of_category(series: Series, at: int, text: str) -> float | None:
    named = (series.rows["measure"] == series.measures[at]) & (series.rows["date"] == text)
    found = series.rows["key"].filter(named).to_list()
    return found[0] if found else None


def _first_appearances(series: Series, one: Options, first: int, last: int) -> NDArray[np.intp]:
    """Positions in the measure at which a label of the parts column is first met."""
    labels = series.rows[PART + one.parts_column].gather(series.starts[first:last])
    return labels.is_first_distinct().arg_true().to_numpy().astype(np.intp)


def excluded(series: Series) -> NDArray[np.bool_]:
    """Points that take no part in centre, limits and runs, shape (n_points,)."""
    left_out = np.zeros(series.starts.size, dtype=bool)
    offsets = series.offsets
    for at, one in enumerate(series.options):
        first, last = int(offsets[at]), int(offsets[at + 1])
        left_out[[first + nth - 1 for nth in one.exclude if nth <= last - first]] = True
    return left_out


def centres(series: Series) -> NDArray[np.float64]:
    """The centre fixed beforehand at each point, NaN where there is none."""
    given = np.full(series.starts.size, np.nan)
    offsets = series.offsets
    for at, one in enumerate(series.options):
        span = slice(int(offsets[at]), int(offsets[at + 1]))
        if one.centre is not None:
            given[span] = one.centre
        if one.centre_column:
            column = series.rows[CENTRE + one.centre_column].gather(series.starts[span])
            given[span] = column.fill_null(np.nan).to_numpy()
    return given
