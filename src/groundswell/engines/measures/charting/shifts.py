"""A shift that still holds: what it rests on, and what would change if the limits started anew."""

import dataclasses
import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from .judging import Judged, judge_all


@dataclass(frozen=True, slots=True)
class Figures:
    """What a proposal rests on. Values as shown; a limit is None where there is none."""

    from_on: dt.date
    last_on: dt.date
    n: int
    is_up: bool
    mean: float
    lower: float | None
    upper: float | None
    new_mean: float
    new_lower: float | None
    new_upper: float | None

    def as_json(self) -> dict[str, Any]:
        days = {"from_on": self.from_on.isoformat(), "last_on": self.last_on.isoformat()}
        return {**asdict(self), **days}


def shifts_of(judged: Sequence[Judged]) -> dict[int, Figures]:
    """The shift that each chart ends on, by its place; those without are left out."""
    shifted = [place for place, one in enumerate(judged) if one.shift_at >= 0]
    anew = judge_all([_restarted(judged[place]) for place in shifted])
    return {
        place: _figures(judged[place], after) for place, after in zip(shifted, anew, strict=True)
    }


def _restarted(judged: Judged) -> Any:
    series = judged.laid.series
    starts = sorted({*series.recalculated_on, judged.day(judged.shift_at)})
    same_chart = dataclasses.replace(series.recipe, chart=judged.choice.kind)
    return dataclasses.replace(series, recalculated_on=tuple(starts), recipe=same_chart)


def _figures(before: Judged, after: Judged) -> Figures:
    last = before.last
    shown = before.laid.shown[before.shift_at :]
    return Figures(
        from_on=before.day(before.shift_at),
        last_on=before.day(last),
        n=int((~np.isnan(shown)).sum()),
        is_up=bool(before.laid.shown[last] > before.centre[last]),
        mean=float(before.centre[last]),
        lower=known(before.lower[last]),
        upper=known(before.upper[last]),
        new_mean=float(after.centre[last]),
        new_lower=known(after.lower[last]),
        new_upper=known(after.upper[last]),
    )


def known(value: float) -> float | None:
    """The number, or None where there is none: NaN is no JSON and no SQL."""
    return None if np.isnan(value) else float(value)
