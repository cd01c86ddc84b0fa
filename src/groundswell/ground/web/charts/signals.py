"""Numbered discs and brackets of the patterns found, kept off the points and each other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from . import marks
from .drawings import Signal
from .frames import Frame
from .lines import gap_places, strips_of, target_strips

num = marks.num
R = 10  # of a disc
FAR = 30  # pixels from which a thread joins a disc to its point


@dataclass(frozen=True, slots=True)
class Box:
    x0: float
    y0: float
    x1: float
    y1: float

    def touches(self, other: "Box") -> bool:
        return (
            self.x0 < other.x1 and other.x0 < self.x1 and self.y0 < other.y1 and other.y0 < self.y1
        )


def draw_signals(frame: Frame) -> list[str]:
    """One disc a pattern. One that finds no room is left to the notes under the chart."""
    taken = [Box(x - 26, y - 12, x + 26, y + 4) for x, y in gap_places(frame)]
    drawn = []
    for signal in sorted(frame.drawing.signals, key=lambda s: (s.last - s.first, s.first)):
        spread = _spread(frame, signal)
        if spread is None:
            continue
        y = _free_y(frame, signal, spread, taken)
        if y is None:
            continue
        x0, x1 = spread
        middle = (x0 + x1) / 2
        taken.append(_box(x0, x1, y))
        drawn.append(
            f'<g data-mark="signal">{_bracket(frame, signal, x0, x1, y)}'
            f"{marks.disc(middle, y, signal.number)}<title>{marks.said(signal.words)}</title></g>"
        )
    return drawn


def _spread(frame: Frame, signal: Signal) -> tuple[float, float] | None:
    """From the first to the last point of a pattern, in pixels."""
    if not 0 <= signal.first <= signal.last < len(frame.xs):
        return None
    x0, x1 = frame.xs[signal.first], frame.xs[signal.last]
    return (x0, x1) if signal.first == signal.last else (x0 - 4, x1 + 4)


def _box(x0: float, x1: float, y: float) -> Box:
    """Room for the disc and its bracket; a tight bracket stands apart from its disc."""
    middle = (x0 + x1) / 2
    half = max(R + 2.0, (x1 - x0) / 2 + 2)
    reach = R + (10 if _is_tight(x0, x1) else 2)
    return Box(middle - half, y - reach, middle + half, y + reach)


def _is_tight(x0: float, x1: float) -> bool:
    return 0 < x1 - x0 < 2 * R + 10


def _free_y(
    frame: Frame, signal: Signal, spread: tuple[float, float], taken: list[Box]
) -> float | None:
    """The nearest height that touches no point, line or other disc; failing that, no disc."""
    x0, x1 = spread
    across = _box(x0, x1, 0)
    points = list(_point_boxes(frame, across))
    lines = list(_line_boxes(frame, across))
    heights = list(_heights(frame, signal))
    for avoided in (taken + points + lines, taken + points, taken):
        for y in heights:
            box = _box(x0, x1, y)
            if not any(box.touches(other) for other in avoided):
                return y
    return None


def _line_boxes(frame: Frame, across: Box) -> Iterator[Box]:
    """Lines a bracket should not lie upon."""
    proposal = frame.drawing.proposal
    segments = (*frame.drawing.segments, proposal) if proposal else frame.drawing.segments
    strips = [
        strip
        for segment in segments
        for name in ("lower", "mean", "upper")
        for strip in strips_of(frame, segment, name)
    ]
    for strip in (*strips, *target_strips(frame)):
        if strip.x0 < across.x1 and across.x0 < strip.x1:
            y = frame.y(strip.value)
            yield Box(strip.x0, y - 0.5, strip.x1, y + 0.5)


def _point_boxes(frame: Frame, across: Box) -> Iterator[Box]:
    for x, point in zip(frame.xs, frame.drawing.points, strict=True):
        if point.value is not None and across.x0 - 6 < x < across.x1 + 6:
            y = frame.y(point.value)
            yield Box(x - 5, y - 5, x + 5, y + 5)


def _heights(frame: Frame, signal: Signal) -> Iterator[float]:
    """Heights to try: a run on its calm side, a single point on its outer one, then the other."""
    own = [
        frame.y(p.value)
        for p in frame.drawing.points[signal.first : signal.last + 1]
        if p.value is not None
    ] or [frame.bottom - 24]
    is_single = signal.first == signal.last
    below = _steps(max(own) + (20 if is_single else 18), frame.bottom - R - 3, 6)
    above = _steps(min(own) - (20 if is_single else 18), frame.top + R, -6)
    goes_down = signal.is_above != is_single
    yield from below if goes_down else above
    yield from above if goes_down else below


def _steps(start: float, end: float, by: int) -> Iterable[float]:
    y = start
    while (y <= end) if by > 0 else (y >= end):
        yield y
        y += by


def _bracket(frame: Frame, signal: Signal, x0: float, x1: float, y: float) -> str:
    """A bracket with its ends towards the run, or a thread to a point that lies far off."""
    first = frame.drawing.points[signal.first]
    near = frame.y(first.value) if first.value is not None else y
    if signal.first == signal.last:
        if abs(near - y) <= FAR:
            return ""
        return marks.path(f"M{num(x0)} {num(near)}V{num(y)}", marks.INK, dashes="2 3")
    side = -1 if near < y else 1
    if _is_tight(x0, x1):
        y += side * (R + 3)
    end = num(y + side * 6)
    return marks.path(f"M{num(x0)} {end}V{num(y)}H{num(x1)}V{end}", marks.INK, 1.6)
