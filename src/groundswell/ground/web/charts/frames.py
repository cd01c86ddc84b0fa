"""Where things lie: from dates and values to pixels."""

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from .cuts import days_of, is_before, place
from .drawings import Flag, Ring, SpcDrawing, Where
from .lettering import shortened, width_of
from .values import axis_words, span_of, ticks_between

PAD = 10  # pixels that bands reach beyond the first and the last point
Size = tuple[int, int]  # pixels, width and height
WIDE, NARROW = (1144, 440), (296, 320)
COLUMN = (780, 400)  # beside a column of other panels
PAPER = (760, 400)  # on paper and on slides, where it is scaled and still has to be read


@dataclass(frozen=True)
class Frame:
    """The plot of a drawing: a box of pixels, and the values and places it spans."""

    drawing: SpcDrawing
    is_narrow: bool
    width: int
    height: int
    left: float
    right: float
    top: float
    bottom: float
    low: float
    high: float
    y_step: float
    y_ticks: tuple[float, ...]
    begin: int
    end: int

    def x(self, where: Where | float) -> float:
        """Pixel of a date or number."""
        at = where if isinstance(where, int | float) else place(where)
        if self.end == self.begin:
            return (self.left + self.right) / 2
        inner = self.right - self.left - 2 * PAD
        return self.left + PAD + inner * (at - self.begin) / (self.end - self.begin)

    def y(self, value: float) -> float:
        """Pixel of a value, never outside the plot."""
        share = (value - self.low) / (self.high - self.low)
        return self.bottom - (self.bottom - self.top) * min(1.0, max(0.0, share))

    @cached_property
    def xs(self) -> list[float]:
        """Pixel of each point, with data or without."""
        return [self.x(point.x) for point in self.drawing.points]

    @cached_property
    def half_step(self) -> float:
        """Half the pixels from a point to the next when none is missing."""
        inner = self.right - self.left - 2 * PAD
        share = days_of(self.drawing) / max(1, self.end - self.begin)
        return inner * (share or 1 / max(1, len(self.xs) - 1)) / 2

    @cached_property
    def radius(self) -> float:
        """Of a common point: smaller where they stand close."""
        room = (self.right - self.left) / max(1, len(self.xs))
        return max(1.8, min(3.5 if self.is_narrow else 3.7, room * 0.55))

    def before(self, position: int) -> float:
        """Pixel half-way between a point and the one before; the edge before the first."""
        if position <= 0:
            return self.xs[0] - PAD
        if position >= len(self.xs):
            return self.xs[-1] + PAD
        return (self.xs[position - 1] + self.xs[position]) / 2

    def since(self, where: Where) -> float:
        """Pixel half-way between the last point before a place and the first from it on."""
        return self.before(self.position_of(where))

    def position_of(self, where: Where) -> int:
        """Position of the first point at or after a place."""
        return bisect_left([place(p.x) for p in self.drawing.points], place(where))


def is_shown(drawing: SpcDrawing, mark: Flag) -> bool:
    """Whether an event lies where the drawing has points, or at most two steps after."""
    if not drawing.points:
        return False
    first, last = drawing.points[0].x, drawing.points[-1].x
    if isinstance(mark.x, int) != isinstance(first, int) or is_before(mark.x, first):
        return False
    return place(mark.x) <= place(last) + 2 * days_of(drawing)


def is_between(drawing: SpcDrawing, ring: Ring) -> bool:
    """Whether a recalculation has points on both its sides."""
    if not drawing.points:
        return False
    first, last = drawing.points[0].x, drawing.points[-1].x
    return is_before(first, ring.x) and not is_before(last, ring.x)


def frame_of(
    drawing: SpcDrawing, *, narrow: bool, head: float, margin: float, size: Size | None = None
) -> Frame:
    """The plot under a head for flags and rings, left of a margin for labels (pixels)."""
    width, height = size or (NARROW if narrow else WIDE)
    low, high, step, ticks = _values_of(drawing, 4 if narrow else 5)
    words = [tick_words(drawing, tick, step, narrow=narrow) for tick in ticks]
    widest = max(map(width_of, words), default=0)
    ends = [place(p.x) for p in drawing.points] or [0]
    flags = [place(f.x) for f in drawing.flags if is_shown(drawing, f)]
    ahead = [place(drawing.outlook.x)] if drawing.outlook and drawing.points else []
    return Frame(
        drawing=drawing,
        is_narrow=narrow,
        width=width,
        height=height,
        left=max(34.0 if narrow else 44.0, widest + 12),
        right=width - margin,
        top=head,
        bottom=height - 46.0,
        low=low,
        high=high,
        y_step=step,
        y_ticks=ticks,
        begin=min(ends),
        end=max(ends + flags + ahead),
    )


def _values_of(drawing: SpcDrawing, n_ticks: int) -> tuple[float, float, float, tuple[float, ...]]:
    """Lowest and highest value of the plot, with room for discs; step and ticks of its axis."""
    low, high = span_of(drawing)
    room = (high - low) * (0.14 if drawing.signals else 0.07)
    bottom = 0.0 if low >= 0 and low - room < 0 else low - room
    step, ticks = ticks_between(bottom, high + room, n_ticks)
    inside = tuple(t for t in ticks if bottom - step * 1e-6 <= t <= high + room)
    return bottom, high + room, step, inside if any_value(drawing) else ()


def any_value(drawing: SpcDrawing) -> bool:
    """Whether there is anything to read off the axis."""
    return bool(drawing.targets) or any(p.value is not None for p in drawing.points)


def tick_words(drawing: SpcDrawing, value: float, step: float, *, narrow: bool) -> str:
    """Words beside the axis, never wider than the chart can spare."""
    return shortened(axis_words(drawing, value, step), 84 if narrow else 160)
