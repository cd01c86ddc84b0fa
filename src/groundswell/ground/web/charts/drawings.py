"""What a chart is drawn from: plain values, already calculated, nothing to look up.

Positions (`first`, `last`) count the points from 0 and include both ends. Places on the
time axis (`x`) are dates, or whole numbers where the axis has no time (patients, cases).
"""

import datetime as dt
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Where = dt.date | int
Line = float | None | tuple[float | None, ...]
"""One number for a whole segment, or one a point of it; None: no such line."""

Kind = Literal["common", "better", "worse", "moved", "left_out"]
Step = Literal["day", "week", "month", "quarter", "year", "item"]
Unit = Literal["count", "percent", "share", "pounds", "rate", "days", "hours", "minutes", "score"]
Centre = Literal["mean", "median"]


GREATEST = 1e300  # beyond it arithmetic overflows


def known(value: float | None) -> float | None:
    """The number, or None where it cannot be drawn: not a number, infinite or nearly so."""
    if value is None or not math.isfinite(value) or abs(value) > GREATEST:
        return None
    return value


def known_line(line: Line) -> Line:
    """A line, with None for each number that cannot be drawn."""
    return tuple(map(known, line)) if isinstance(line, tuple) else known(line)


@dataclass(frozen=True, slots=True)
class Point:
    """One observation. `value` None (or NaN): there should be one, and there is no data."""

    x: Where
    label: str  # "Week of 12 January 2026": said in full when pointed at
    value: float | None
    kind: Kind = "common"
    note: str = ""  # "above the upper limit"
    tick: str = ""  # short words for an axis without time; the label where empty

    def __post_init__(self) -> None:
        object.__setattr__(self, "value", known(self.value))


@dataclass(frozen=True, slots=True)
class Segment:
    """Mean and limits from point `first` to point `last`, until the next recalculation."""

    first: int
    last: int
    mean: float | None  # or the median of a run chart
    lower: Line = None
    upper: Line = None
    trial: bool = False  # too few points yet: dotted round

    def __post_init__(self) -> None:
        object.__setattr__(self, "mean", known(self.mean))
        object.__setattr__(self, "lower", known_line(self.lower))
        object.__setattr__(self, "upper", known_line(self.upper))


@dataclass(frozen=True, slots=True)
class Target:
    """Holds from `since` (None: from the first point) until the next; None ends it."""

    since: Where | None
    value: float | None

    def __post_init__(self) -> None:
        object.__setattr__(self, "value", known(self.value))


@dataclass(frozen=True, slots=True)
class Signal:
    """A pattern found by a rule. Above: on that side of the mean (or going up)."""

    number: int
    first: int
    last: int
    words: str  # "seven weeks in a row above the mean"
    is_above: bool = True


@dataclass(frozen=True, slots=True)
class Flag:
    """An event people told us of."""

    letter: str
    x: Where
    words: str


@dataclass(frozen=True, slots=True)
class Ring:
    """Limits recalculated from `x` on. The label is "R1", "R2" and so on."""

    label: str
    x: Where
    words: str


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a number may be on a day to come, as far as those before can tell."""

    x: Where
    low: float
    high: float
    label: str  # "Day 100"


@dataclass(frozen=True, slots=True)
class SpcDrawing:
    """Everything one chart shows. The same drawing serves page, phone, download and summary."""

    id: str  # unique on its page
    title: str  # the sentence that says what the chart shows
    points: tuple[Point, ...]
    description: str = ""  # text summary; `summary_of` writes it where empty
    segments: tuple[Segment, ...] = ()
    targets: tuple[Target, ...] = ()
    signals: tuple[Signal, ...] = ()
    flags: tuple[Flag, ...] = ()
    recalculations: tuple[Ring, ...] = ()
    proposal: Segment | None = None  # waiting for an answer
    outlook: Outlook | None = None
    step: Step = "month"
    is_by_event: bool = False  # a point when something happens: days without one are no gap
    unit: Unit = "count"
    places: int | None = None  # digits after the point in labels; None: as the unit has it
    in_words: Callable[[float], str] | None = None  # says a value instead of unit and places
    centre: Centre = "mean"
    chart_type: str = ""  # "XmR chart"
    y_name: str = ""  # "Falls per 1,000 bed days", above the axis


@dataclass(frozen=True, slots=True)
class SparkDrawing:
    """A chart of one line of a table: evenly spaced, without words.

    `kinds` is empty (all common) or has one kind a value. `label` is what is read aloud;
    empty: hidden from screen readers, since the row says the same.
    """

    values: tuple[float | None, ...]
    kinds: tuple[Kind, ...] = ()
    segments: tuple[Segment, ...] = ()
    target: float | None = None
    label: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", tuple(map(known, self.values)))
        object.__setattr__(self, "target", known(self.target))
