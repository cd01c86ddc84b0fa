"""Charts small enough to stand in a row of a table or beside many others."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.utils.formats import date_format
from markupsafe import Markup

from . import marks
from .cuts import last_of, place
from .drawings import Kind, Point, Segment, SparkDrawing, SpcDrawing
from .frames import Frame
from .lettering import shortened, width_of
from .lines import draw_bands, draw_data, draw_gaps, draw_target, stairs, strips_of
from .summaries import summary_of
from .values import at_points, numbers_of, span_of, value_words

num = marks.num
WIDTH, HEIGHT, EDGE = 140, 46, 6
HIDDEN = 'aria-hidden="true"'


def spark_of(drawing: SpcDrawing, n_last: int = 30) -> SparkDrawing:
    """The newest points of a drawing for a line of a table."""
    shown = last_of(drawing, n_last)
    return SparkDrawing(
        values=tuple(p.value for p in shown.points),
        kinds=tuple(p.kind for p in shown.points),
        segments=shown.segments,
        target=shown.targets[-1].value if shown.targets else None,
    )


def spark_svg(drawing: SparkDrawing) -> Markup:
    """Band, mean, target, line and flagged points, 140 by 46 pixels, without words."""
    grid = _grid_of(drawing)
    about = f'role="img" aria-label="{marks.said(drawing.label)}"'
    return marks.marked_up(
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
        f" {about if drawing.label else HIDDEN}"
        f' focusable="false">{_bands(drawing, grid)}{_means(drawing, grid)}'
        f"{_line(drawing, grid)}{_flagged(drawing, grid)}</svg>"
    )


class _Grid(NamedTuple):
    """Pixels of a spark: of the value 0, of one unit, and from a point to the next."""

    zero: float
    unit: float
    step: float
    last: int

    def x(self, position: float) -> float:
        return min(WIDTH - 4.0, max(2.0, EDGE + self.step * position))

    def y(self, value: float) -> float:
        return min(HEIGHT - EDGE, max(EDGE, self.zero - value * self.unit))


def _grid_of(drawing: SparkDrawing) -> _Grid:
    low, high = _span(drawing)
    unit = (HEIGHT - 2 * EDGE) / (high - low)
    last = len(drawing.values) - 1
    step = (WIDTH - 2 * EDGE) / max(1, last)
    return _Grid(HEIGHT - EDGE + low * unit, unit, step, last)


def _span(drawing: SparkDrawing) -> tuple[float, float]:
    found = [v for v in (*drawing.values, drawing.target) if v is not None]
    for segment in drawing.segments:
        for line in (segment.lower, segment.mean, segment.upper):
            found += numbers_of(line)
    low, high = min(found, default=0.0), max(found, default=1.0)
    if high - low > max(abs(high), abs(low), 1e-3) * 1e-9:
        return low, high
    return low - (abs(low) or 1.0), high + (abs(high) or 1.0)


def _bands(drawing: SparkDrawing, grid: _Grid) -> str:
    boxes = []
    for segment in drawing.segments:
        if segment.lower is None and segment.upper is None:
            continue
        for first, last, low, high in _stretches(segment):
            head = EDGE if high is None else grid.y(high)
            foot = HEIGHT - EDGE if low is None else grid.y(low)
            x0, x1 = grid.x(first - 0.5), grid.x(last + 0.5)
            boxes.append(f"M{x0:.1f} {head:.1f}H{x1:.1f}V{foot:.1f}H{x0:.1f}z")
    return f'<path d="{"".join(boxes)}" fill="{marks.MIST_2}"/>' if boxes else ""


def _stretches(segment: Segment) -> Iterator[tuple[int, int, float | None, float | None]]:
    """First and last point, lower and upper limit of each stretch of a band."""
    if not isinstance(segment.lower, tuple) and not isinstance(segment.upper, tuple):
        yield segment.first, segment.last, segment.lower, segment.upper
        return
    n = segment.last - segment.first + 1
    limits = zip(at_points(segment.lower, n), at_points(segment.upper, n), strict=True)
    for position, (low, high) in enumerate(limits, segment.first):
        if low is not None or high is not None:
            yield position, position, low, high


def _means(drawing: SparkDrawing, grid: _Grid) -> str:
    means = "".join(
        f"M{grid.x(s.first - 0.5):.1f} {grid.y(s.mean):.1f}"
        f"H{grid.x(min(s.last, grid.last) + 0.5):.1f}"
        for s in drawing.segments
        if s.mean is not None
    )
    drawn = marks.path(means, marks.INK, 1.2) if means else ""
    if drawing.target is None:
        return drawn
    target = f"M0 {grid.y(drawing.target):.1f}H{WIDTH}"
    return drawn + marks.path(target, marks.MOVED, 1.6, dashes="8 3 1.5 3")


def _line(drawing: SparkDrawing, grid: _Grid) -> str:
    """Broken at each recalculation and where a value is missing."""
    breaks = {segment.first for segment in drawing.segments}
    zero, unit, step, letter = grid.zero, grid.unit, grid.step, "M"
    parts = []
    for position, value in enumerate(drawing.values):
        if value is None:
            letter = "M"
            continue
        if position in breaks:
            letter = "M"
        parts.append(f"{letter}{EDGE + step * position:.1f} {zero - value * unit:.1f}")
        letter = "L"
    return marks.path("".join(parts), marks.GREY, 1.2) if parts else ""


def _flagged(drawing: SparkDrawing, grid: _Grid) -> str:
    """Points that are not common, and the latest whatever it is."""
    common: Kind = "common"
    kinds = drawing.kinds or (common,) * len(drawing.values)
    known = [i for i, value in enumerate(drawing.values) if value is not None]
    shown = [i for i in known if kinds[i] not in {"common", "left_out"}]
    if known and known[-1] not in shown:
        shown.append(known[-1])
    return "".join(
        marks.point(
            kinds[i], EDGE + grid.step * i, grid.zero - (drawing.values[i] or 0) * grid.unit, 2.4
        )
        for i in shown
    )


def shared_scale(drawings: Iterable[SpcDrawing]) -> tuple[float, float]:
    """Lowest and highest of all drawings, for small charts that are read together."""
    spans = [span_of(drawing) for drawing in drawings]
    if not spans:
        return 0.0, 1.0
    return min(low for low, _high in spans), max(high for _low, high in spans)


def small_multiple_svg(drawing: SpcDrawing, *, low: float, high: float) -> Markup:
    """One of many charts on one scale, 260 by 150 pixels: first and last date, last value."""
    frame = _cell(drawing, low, high)
    layers = (
        draw_bands(frame),
        draw_gaps(frame),
        _cell_means(frame),
        draw_target(frame),
        draw_data(frame),
        _cell_points(frame),
        _cell_words(frame),
    )
    about = drawing.description or summary_of(drawing)
    body = "".join(part for layer in layers for part in layer)
    svg = marks.picture(f"{drawing.id}-small", drawing.title, about, (260, 150), body)
    return marks.marked_up(svg)


def _last_words(drawing: SpcDrawing) -> str:
    known = [p.value for p in drawing.points if p.value is not None]
    return shortened(value_words(drawing, known[-1]), 96, is_bold=True) if known else ""


def _cell(drawing: SpcDrawing, low: float, high: float) -> Frame:
    room = (high - low) * 0.05 or 1.0
    ends = [place(p.x) for p in drawing.points] or [0]
    margin = width_of(_last_words(drawing), is_bold=True) + 8
    return Frame(
        drawing=drawing,
        is_narrow=True,
        width=260,
        height=150,
        left=1,
        right=259 - margin,
        top=6,
        bottom=124,
        low=low - room,
        high=high + room,
        y_step=1,
        y_ticks=(),
        begin=min(ends),
        end=max(ends),
    )


def _cell_means(frame: Frame) -> list[str]:
    paths = [stairs(frame, strips_of(frame, s, "mean")) for s in frame.drawing.segments]
    return [marks.path(d, marks.INK, 1.6) for d in paths if d]


def _cell_points(frame: Frame) -> list[str]:
    known = [i for i, p in enumerate(frame.drawing.points) if p.value is not None]
    shown = [i for i in known if frame.drawing.points[i].kind != "common" or i == known[-1]]
    return [
        marks.point(p.kind, frame.xs[i], frame.y(p.value), 2.8)
        for i in shown
        if (p := frame.drawing.points[i]).value is not None
    ]


def _cell_words(frame: Frame) -> list[str]:
    """First and last date under the axis, the last value beside its point."""
    points = frame.drawing.points
    axis = marks.path(f"M1 124H{num(frame.right)}", marks.EDGE)
    if not points:
        return [axis]
    known = [p.value for p in points if p.value is not None]
    first, last = (_short(frame.drawing, p) for p in (points[0], points[-1]))
    words = [axis, marks.text(1, 141, first, size=12)]
    if len(points) > 1:
        words.append(marks.text(frame.right, 141, last, size=12, anchor="end"))
    if known:
        y = min(max(frame.y(known[-1]) + 4.5, 14), 122)
        at = frame.right + 2
        words.append(marks.text(at, y, _last_words(frame.drawing), colour=marks.INK, is_bold=True))
    return words


def _short(drawing: SpcDrawing, point: Point) -> str:
    """A date with a short month, so that two stand side by side."""
    if isinstance(point.x, int):
        return shortened(point.tick or point.label, 70, 12)
    form = {"month": "M Y", "quarter": "M Y", "year": "Y"}.get(drawing.step, "j M Y")
    return date_format(point.x, form)
