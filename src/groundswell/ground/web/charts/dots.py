"""Scores as dots with their margins, beside an earlier round and beside others: one row a score."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from markupsafe import Markup

from . import marks
from .keys import KeyEntry
from .lettering import wrapped
from .values import ticks_between

_WIDE, _NARROW = 520, 296
_ROW, _TOP, _FOOT = 44, 14, 30
_MARGIN = "#9fb3b9"  # tide, paler, so that the margin is seen under the dot and beside it


@dataclass(frozen=True, slots=True)
class Dot:
    """One score. `value` is None where it is hidden; `words` is how it reads."""

    label: str
    value: float | None
    words: str
    low: float | None = None
    high: float | None = None
    before: float | None = None
    peers: float | None = None


@dataclass(frozen=True, slots=True)
class DotDrawing:
    """Rows from the top down, on one axis; `description` says all that the picture shows."""

    id: str
    title: str
    description: str
    dots: Sequence[Dot]
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class _Axis:
    """Where a value lies between the left and the right of the plot."""

    left: float
    right: float
    low: float
    high: float

    def x(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return self.left + (self.right - self.left) * min(1.0, max(0.0, share))


def dots_svg(drawing: DotDrawing, *, narrow: bool = False) -> Markup:
    """The plot, 520 pixels wide or for a phone 296; its words are of one size on both."""
    width, left, size = (_NARROW, 122, 13) if narrow else (_WIDE, 150, 14)
    step, ticks = _ticks(drawing)
    axis = _Axis(left, width - 20, ticks[0], ticks[-1])
    foot = _TOP + _ROW * max(1, len(drawing.dots)) + 8
    grid = "".join(_tick(axis.x(tick), foot, _tick_words(tick, step), narrow) for tick in ticks)
    rows = "".join(
        _row(dot, axis, _TOP + _ROW * at + 20, size, left - 12)
        for at, dot in enumerate(drawing.dots)
    )
    name = f"{drawing.id}-{'narrow' if narrow else 'wide'}"
    size_of = (width, foot + _FOOT)
    return marks.marked_up(
        marks.picture(name, drawing.title, drawing.description, size_of, grid + rows)
    )


def _ticks(drawing: DotDrawing) -> tuple[float, list[float]]:
    """Round numbers about everything drawn, within what a score can be."""
    found = [
        value
        for dot in drawing.dots
        if dot.value is not None
        for value in (dot.value, dot.low, dot.high, dot.before, dot.peers)
        if value is not None
    ]
    if not found:
        return ticks_between(drawing.least, drawing.most)
    low = max(drawing.least, min(found))
    high = min(drawing.most, max(found))
    return ticks_between(low, high)


def _tick_words(tick: float, step: float) -> str:
    return f"{tick:.0f}" if float(step).is_integer() else f"{tick:.10g}"


def _tick(x: float, foot: float, words: str, narrow: bool) -> str:
    line = marks.path(f"M{marks.num(x)} {_TOP}V{marks.num(foot)}", marks.GAP)
    return line + marks.text(x, foot + 20, words, size=12 if narrow else 13, anchor="middle")


def _row(dot: Dot, axis: _Axis, y: float, size: int, room: float) -> str:
    label = _label(dot.label, y, size, room)
    if dot.value is None:
        hidden = marks.text(axis.left + 4, y + 5, dot.words, size=13)
        return label + hidden
    return label + _before(dot, axis, y) + _peers(dot, axis, y) + _now(dot, dot.value, axis, y)


def _label(words: str, y: float, size: int, room: float) -> str:
    """The score's name, on two lines where one has no room."""
    lines = wrapped(words, room, size, is_bold=True)[:2]
    first = y + 5 - 8 * (len(lines) - 1)
    return "".join(
        marks.text(0, first + 16 * at, line, size=size, colour=marks.INK, is_bold=True)
        for at, line in enumerate(lines)
    )


def _before(dot: Dot, axis: _Axis, y: float) -> str:
    if dot.before is None or dot.value is None:
        return ""
    x, now = marks.num(axis.x(dot.before)), marks.num(axis.x(dot.value))
    return marks.path(f"M{x} {y}H{now}", marks.GREY, 2) + _ring(axis.x(dot.before), y)


def _ring(x: float, y: float) -> str:
    return (
        f'<circle cx="{marks.num(x)}" cy="{marks.num(y)}" r="5" fill="{marks.PAPER}"'
        f' stroke="{marks.EDGE}" stroke-width="2" data-mark="before"/>'
    )


def _peers(dot: Dot, axis: _Axis, y: float) -> str:
    if dot.peers is None:
        return ""
    x = marks.num(axis.x(dot.peers))
    return marks.path(f"M{x} {marks.num(y - 9)}v18", marks.MOVED, 3)


def _now(dot: Dot, value: float, axis: _Axis, y: float) -> str:
    x, margin = axis.x(value), ""
    if dot.low is not None and dot.high is not None:
        ends = f"M{marks.num(axis.x(dot.low))} {y}H{marks.num(axis.x(dot.high))}"
        margin = marks.path(ends, _MARGIN, 5, round_=True)
    words = marks.text(
        x, y - 12, dot.words, size=14, colour=marks.INK, anchor="middle", is_bold=True
    )
    return f"{margin}{_disc(x, y)}{words}"


def _disc(x: float, y: float, r: float = 7) -> str:
    return (
        f'<circle cx="{marks.num(x)}" cy="{marks.num(y)}" r="{marks.num(r)}" fill="{marks.TIDE}"'
        ' data-mark="now"/>'
    )


def dots_key(*, before: str = "", peers: str = "") -> list[KeyEntry]:
    """What the marks stand for; an earlier round and others only where they are drawn."""
    margin = marks.path("M4 8H26", _MARGIN, 5, round_=True)
    found = [
        KeyEntry(
            marks.tile(margin + _disc(15, 8, 6), width=30, height=16), _("Now, with its margin")
        )
    ]
    if before:
        found.append(KeyEntry(marks.tile(_ring(8, 8), width=16, height=16), before))
    if peers:
        line = marks.path("M5 0v18", marks.MOVED, 3)
        found.append(KeyEntry(marks.tile(line, width=10, height=18), peers))
    return found
