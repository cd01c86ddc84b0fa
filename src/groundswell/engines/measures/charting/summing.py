"""What a chart comes down to in one row of a table: the figures, the icons and the small line."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import numpy as np

from groundswell.ground.web.charts import Segment, SparkDrawing
from groundswell.science import spc

from ..kinds import Attention
from .judging import Judged
from .shifts import known
from .signals import KINDS, Found, signals_of

SPARK_POINTS = 24  # rows; about half a year of weeks, two years of months


@dataclass(frozen=True, slots=True)
class Summary:
    """Plain values, as `MeasureState` keeps them."""

    n_points: int
    last_on: dt.date | None
    last_value: float | None
    mean: float | None
    lower: float | None
    upper: float | None
    lowest: float | None
    highest: float | None
    target: float | None
    kind: str
    variation: str
    assurance: str
    rule: str
    n_run: int
    attention: int
    spark: dict[str, Any]


def summarise(judged: Judged, *, is_waiting: bool) -> Summary:
    """One row of a table. `is_waiting`: a proposal waits for an answer."""
    last = judged.last
    ending = ending_signal(judged)
    shown = judged.laid.shown[~np.isnan(judged.laid.shown)]
    return Summary(
        n_points=judged.n_points,
        last_on=judged.day(last) if last >= 0 else None,
        last_value=known(judged.laid.shown[last]) if last >= 0 else None,
        mean=known(judged.centre[last]) if last >= 0 else None,
        lower=known(judged.lower[last]) if last >= 0 else None,
        upper=known(judged.upper[last]) if last >= 0 else None,
        lowest=known(np.min(shown)) if shown.size else None,
        highest=known(np.max(shown)) if shown.size else None,
        target=known(judged.target),
        kind=str(judged.choice.kind),
        variation=judged.variation,
        assurance=judged.assurance,
        rule=ending.rule if ending else "",
        n_run=ending.n if ending else 0,
        attention=attention(judged.variation, judged.assurance, is_waiting=is_waiting),
        spark=_spark(judged),
    )


def ending_signal(judged: Judged) -> Found | None:
    """The pattern that the last point is part of."""
    if judged.last < 0 or not judged.cause[judged.last]:
        return None
    return signals_of(judged)[-1]


def attention(variation: str, assurance: str, *, is_waiting: bool) -> Attention:
    """What deserves a reader's time first."""
    if variation.startswith("concern"):
        return Attention.WORSENING
    if assurance == "fail":
        return Attention.OUT_OF_REACH
    if is_waiting:
        return Attention.WAITING
    return {
        "improvement": Attention.IMPROVING,
        "neutral": Attention.CHANGED,
        "common": Attention.STEADY,
        "": Attention.TOO_FEW,
    }[variation.split("_")[0]]


def _spark(judged: Judged) -> dict[str, Any]:
    """The last rows and the lines about them, short enough to keep beside the measure."""
    end = judged.last + 1
    first = max(0, end - SPARK_POINTS)
    return {
        "values": [_short(v) for v in judged.laid.shown[first:end]],
        "kinds": judged.point_type[first:end].tolist(),
        "segments": [
            [rows[0] - first, rows[-1] - first]
            + [_short(line[rows[-1]]) for line in (judged.centre, judged.lower, judged.upper)]
            for rows in _segments(judged, first, end)
        ],
        "target": _short(judged.target),
    }


def _segments(judged: Judged, first: int, end: int) -> list[list[int]]:
    rows = np.arange(first, end)
    owner = judged.segment[first:end]
    return [rows[owner == one].tolist() for one in np.unique(owner)]


def _short(value: float) -> float | None:
    return None if np.isnan(value) else float(f"{value:.6g}")


def spark_drawing(spark: dict[str, Any]) -> SparkDrawing:
    """The small line from what was kept of it; an empty one where nothing was."""
    return SparkDrawing(
        values=tuple(spark.get("values", ())),
        kinds=tuple(KINDS[kind] for kind in spark.get("kinds", ())),  # type: ignore[misc]
        segments=tuple(Segment(*one) for one in spark.get("segments", ())),
        target=spark.get("target"),
    )


assert len(KINDS) == len(spc.POINT_TYPES)
