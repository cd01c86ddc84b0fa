"""Words under the horizontal axis: days, months, years or the names of items."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from django.utils.formats import date_format

from . import marks
from .drawings import Point
from .frames import Frame
from .lettering import shortened, width_of, wrapped

APART = 10  # pixels between two words


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    words: str
    year: str = ""  # on a second line


# How far one label is from the next, in order of trying: unit and number of it.
_LADDER: tuple[tuple[str, int], ...] = (
    *(("day", n) for n in (1, 2, 7, 14)),
    *(("month", n) for n in (1, 2, 3, 6)),
    *(("year", n) for n in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)),
)
_MOST = {"day": 16, "month": 60 * 30, "year": 60 * 365}  # days shown by labels one unit apart
_FIRST_RUNG = {
    "week": ("day", 7),
    "month": ("month", 1),
    "quarter": ("month", 3),
    "year": ("year", 1),
}


def ticks_of(frame: Frame) -> list[Tick]:
    """The densest labels that do not touch."""
    points = frame.drawing.points
    if not points:
        return []
    if isinstance(points[0].x, int):
        return _items(frame)
    start = _LADDER.index(_FIRST_RUNG.get(frame.drawing.step, ("day", 1)))
    days_shown = frame.end - frame.begin
    for unit, n in _LADDER[start:]:
        if days_shown > _MOST[unit] * n:
            continue  # the next unit says it better
        ticks = _dated(frame, unit, n)
        if ticks and _is_clear(ticks, frame):
            return ticks
    return _dated(frame, "day", max(1, days_shown + 1))


def _is_clear(ticks: list[Tick], frame: Frame) -> bool:
    boxes = [_box(tick) for tick in ticks]
    inside = boxes[-1][1] <= frame.width - 2 and boxes[0][0] >= 0
    return inside and all(b[0] - a[1] >= APART for a, b in pairwise(boxes))


def _box(tick: Tick) -> tuple[float, float]:
    half = max(width_of(tick.words), width_of(tick.year)) / 2
    return tick.x - half, tick.x + half


def _dated(frame: Frame, unit: str, n: int) -> list[Tick]:
    days = {"day": _every_days, "month": _every_months, "year": _every_years}[unit](frame, n)
    form = {"day": "j M", "month": "M", "year": "Y"}[unit]
    ticks = []
    year = None
    for day in days:
        new_year = unit != "year" and day.year != year
        second = str(day.year) if new_year else ""
        ticks.append(Tick(frame.x(day.toordinal()), date_format(day, form), second))
        year = day.year
    return ticks


def _every_days(frame: Frame, n: int) -> Iterator[dt.date]:
    for ordinal in range(frame.begin, frame.end + 1, n):
        yield dt.date.fromordinal(ordinal)


def _every_months(frame: Frame, n: int) -> Iterator[dt.date]:
    """The first point of each n-th month, or its first day where it has none.

    Counted from January, but yearly points from their own month.
    """
    first, last = dt.date.fromordinal(frame.begin), dt.date.fromordinal(frame.end)
    by_month = {_month(p): p for p in reversed(frame.drawing.points)}
    begin, end = first.year * 12 + first.month - 1, last.year * 12 + last.month
    if frame.drawing.step != "year":
        begin += first.day > 15 and frame.drawing.step in {"day", "week"}  # too little of it
        begin += -begin % n
    for month in range(begin, end, n):
        at = by_month.get(month)
        if at is not None and not isinstance(at.x, int):
            yield at.x
        elif (day := dt.date(month // 12, month % 12 + 1, 1)) >= first:
            yield day


def _every_years(frame: Frame, n: int) -> Iterator[dt.date]:
    return _every_months(frame, 12 * n)


def _month(point: Point) -> int:
    return point.x.year * 12 + point.x.month - 1 if not isinstance(point.x, int) else 0


def _items(frame: Frame) -> list[Tick]:
    """Every so many items by name on two lines, shortened to the room between two of them."""
    points = frame.drawing.points
    room = 60.0 if frame.is_narrow else 96.0
    names = [_two_lines(p.tick or p.label, room) for p in points]
    widest = max(width_of(line) for name in names for line in name) + APART
    ticks: list[Tick] = []
    for x, name in zip(frame.xs, names, strict=True):
        fits = x + max(width_of(line) for line in name) / 2 <= frame.width - 2
        if fits and (not ticks or x - ticks[-1].x >= widest):
            ticks.append(Tick(x, *name))
    return ticks


def _two_lines(name: str, room: float) -> tuple[str, str]:
    first, *rest = wrapped(name, room) or [""]
    return first, shortened(" ".join(rest), room)


def draw_times(frame: Frame) -> list[str]:
    """The axis itself, its small strokes and words."""
    bottom = frame.bottom
    drawn = [
        marks.path(
            f"M{marks.num(frame.left)} {marks.num(bottom)}H{marks.num(frame.right)}", marks.EDGE
        )
    ]
    for tick in ticks_of(frame):
        x = marks.num(tick.x)
        drawn.append(marks.path(f"M{x} {marks.num(bottom)}v5", marks.EDGE))
        drawn.append(marks.text(tick.x, bottom + 20, tick.words, anchor="middle"))
        if tick.year:
            drawn.append(marks.text(tick.x, bottom + 36, tick.year, anchor="middle"))
    return drawn
