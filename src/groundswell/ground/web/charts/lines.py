"""What lies under the points: gaps, bands, means, limits, targets, the proposal, the data line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from . import marks
from .cuts import gaps_of
from .drawings import Segment, SpcDrawing
from .frames import Frame
from .lettering import width_of
from .values import at_points

num = marks.num


@dataclass(frozen=True, slots=True)
class Strip:
    """A stretch of the axis on which a line keeps its value."""

    x0: float
    x1: float
    value: float


def draw_gaps(frame: Frame) -> list[str]:
    """A pale strip a gap, with words where they have room."""
    top, bottom = num(frame.top), num(frame.bottom)
    boxes = "".join(f"M{num(a)} {top}H{num(b)}V{bottom}H{num(a)}z" for a, b in gap_strips(frame))
    words = [marks.text(x, y, _("No data"), size=12, anchor="middle") for x, y in gap_places(frame)]
    return [marks.area(boxes, marks.GAP, "gap"), *words] if boxes else []


def gap_places(frame: Frame) -> list[tuple[float, float]]:
    """Middle and foot of the words in each gap that is wide enough for them."""
    room = width_of(_("No data"), 12) + 6
    middles = [(a + b) / 2 for a, b in gap_strips(frame) if b - a >= room]
    return [(x, _quiet_y(frame, x)) for x in middles]


def gap_strips(frame: Frame) -> list[tuple[float, float]]:
    """Left and right of each gap, half a step from the points on its sides."""
    strips = []
    for a, b in gaps_of(frame.drawing):
        left = frame.xs[a] if a >= 0 else frame.left
        right = frame.xs[b] if b < len(frame.xs) else frame.right
        half = min(frame.half_step, (right - left) * 0.3)
        strips.append((left + half * (a >= 0), right - half * (b < len(frame.xs))))
    return strips


def _quiet_y(frame: Frame, x: float) -> float:
    """A height for words at which no line runs."""
    lines = [
        frame.y(strip.value)
        for segment in frame.drawing.segments
        for line in ("lower", "mean", "upper")
        for strip in strips_of(frame, segment, line)
        if strip.x0 - 30 <= x <= strip.x1 + 30
    ]
    lines += [frame.y(t.value) for t in frame.drawing.targets if t.value is not None]
    tries = range(int(frame.bottom) - 8, int(frame.top) + 14, -6)
    free = (y for y in tries if all(not y - 14 < line < y + 6 for line in lines))
    return next(free, frame.bottom - 8)


def strips_of(frame: Frame, segment: Segment, line: str) -> list[Strip]:
    """Each stretch of a line of a segment, stepped half-way between two points."""
    last = min(segment.last, len(frame.xs) - 1)
    n = last - segment.first + 1
    strips: list[Strip] = []
    for i, value in enumerate(at_points(getattr(segment, line), n)):
        if value is None:
            continue
        x0, x1 = frame.before(segment.first + i), frame.before(segment.first + i + 1)
        if strips and strips[-1].value == value and strips[-1].x1 == x0:
            strips[-1] = replace(strips[-1], x1=x1)
        else:
            strips.append(Strip(x0, x1, value))
    return strips


def stairs(frame: Frame, strips: Sequence[Strip]) -> str:
    """One path through all strips, joined by a step where they touch."""
    parts: list[str] = []
    end = None
    for strip in strips:
        y = num(frame.y(strip.value))
        parts.append(f"V{y}" if end == strip.x0 else f"M{num(strip.x0)} {y}")
        parts.append(f"H{num(strip.x1)}")
        end = strip.x1
    return "".join(parts)


def draw_bands(frame: Frame) -> list[str]:
    """What to expect, between the limits of each segment."""
    return [
        marks.area(d, marks.MIST, "band")
        for segment in frame.drawing.segments
        if (d := "".join(_boxes(frame, segment)))
    ]


def _boxes(frame: Frame, segment: Segment) -> Iterator[str]:
    """Boxes between lower and upper limit; to the edge of the plot where one is missing."""
    last = min(segment.last, len(frame.xs) - 1)
    n = last - segment.first + 1
    lower, upper = at_points(segment.lower, n), at_points(segment.upper, n)
    run: list[tuple[float, float, float, float]] = []
    for i, (low, high) in enumerate(zip(lower, upper, strict=True)):
        if low is None and high is None:
            continue
        foot = frame.y(low) if low is not None else _floor(frame)
        head = frame.y(high) if high is not None else frame.top
        x0, x1 = frame.before(segment.first + i), frame.before(segment.first + i + 1)
        if run and run[-1][1:] == (x0, foot, head):
            run[-1] = (run[-1][0], x1, foot, head)
        else:
            run.append((x0, x1, foot, head))
    for x0, x1, foot, head in run:
        yield f"M{num(x0)} {num(head)}H{num(x1)}V{num(foot)}H{num(x0)}z"


def _floor(frame: Frame) -> float:
    return frame.y(0.0) if frame.low >= 0 else frame.bottom


def draw_limits(frame: Frame) -> list[str]:
    """Limits dashed, trial limits dotted round, and the mean through them."""
    drawn = []
    for segment in frame.drawing.segments:
        for name in ("upper", "lower"):
            d = stairs(frame, strips_of(frame, segment, name))
            if d and segment.trial:
                drawn.append(marks.path(d, marks.EDGE, 2, dashes=marks.ROUND_DOTS, round_=True))
            elif d:
                drawn.append(marks.path(d, marks.EDGE, 1.5, dashes=marks.DASHES))
        d = stairs(frame, strips_of(frame, segment, "mean"))
        drawn += [marks.path(d, marks.INK, 2)] if d else []
    return drawn


def draw_target(frame: Frame) -> list[str]:
    d = stairs(frame, target_strips(frame))
    return [marks.path(d, marks.MOVED, 2.2, dashes=marks.TARGET_DASHES)] if d else []


def target_strips(frame: Frame) -> list[Strip]:
    """From each change of the target to the next, across the plot."""
    targets = [t for t in frame.drawing.targets if _is_on_axis(frame.drawing, t.since)]
    begins = [
        frame.left if t.since is None or not frame.position_of(t.since) else frame.since(t.since)
        for t in targets
    ]
    strips = []
    for i, target in enumerate(targets):
        end = begins[i + 1] if i + 1 < len(targets) else frame.right
        if target.value is not None and end > begins[i]:
            strips.append(Strip(begins[i], end, target.value))
    return strips


def _is_on_axis(drawing: SpcDrawing, since: object) -> bool:
    if since is None or not drawing.points:
        return since is None
    return isinstance(since, int) == isinstance(drawing.points[0].x, int)


def draw_proposal(frame: Frame) -> list[str]:
    """Dotted mean and limits of a recalculation nobody has decided on."""
    proposal = frame.drawing.proposal
    if proposal is None:
        return []
    drawn = []
    for name, colour, width in (
        ("upper", marks.SOFT, 1.8),
        ("lower", marks.SOFT, 1.8),
        ("mean", marks.INK, 2.6),
    ):
        d = stairs(frame, strips_of(frame, proposal, name))
        if d:
            drawn.append(marks.path(d, colour, width, dashes=marks.ROUND_DOTS, round_=True))
    return drawn


def draw_outlook(frame: Frame) -> list[str]:
    """A wedge from the last number to the range on a day to come, closed by a bracket."""
    ahead = frame.drawing.outlook
    known = [i for i, p in enumerate(frame.drawing.points) if p.value is not None]
    if ahead is None or not known:
        return []
    value = frame.drawing.points[known[-1]].value
    assert value is not None
    x0, x1 = num(frame.xs[known[-1]]), num(frame.x(ahead.x))
    y0, low, high = num(frame.y(value)), num(frame.y(ahead.low)), num(frame.y(ahead.high))
    foot = f"M{num(frame.x(ahead.x) - 5)}"
    return [
        marks.area(f"M{x0} {y0}L{x1} {high}V{low}z", marks.OUTLOOK, "outlook"),
        marks.path(f"M{x0} {y0}L{x1} {high}M{x0} {y0}L{x1} {low}", marks.SOFT, 1.4, dashes="2 5"),
        marks.path(f"{foot} {high}H{x1}V{low}H{num(frame.x(ahead.x) - 5)}", marks.INK, 2.2),
        marks.text(
            frame.x(ahead.x) + 5,
            max(frame.y(ahead.high) - 7, frame.top + 12),
            ahead.label,
            anchor="end",
            is_bold=True,
        ),
    ]


def draw_data(frame: Frame) -> list[str]:
    """The line from point to point: broken at each recalculation and over each gap."""
    broken = {s.first for s in frame.drawing.segments} | {b for _a, b in gaps_of(frame.drawing)}
    parts: list[str] = []
    pen_down = False
    for i, (x, point) in enumerate(zip(frame.xs, frame.drawing.points, strict=True)):
        if point.value is None:
            pen_down = False
            continue
        letter = "L" if pen_down and i not in broken else "M"
        parts.append(f"{letter}{num(x)} {num(frame.y(point.value))}")
        pen_down = True
    d = "".join(parts)
    return [marks.path(d, marks.GREY, 1.4)] if "L" in d else []
