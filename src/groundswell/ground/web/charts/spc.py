"""The chart itself: wide for a desk, narrow for a phone, its text the same size on both."""

from dataclasses import replace

from markupsafe import Markup

from . import marks
from .cuts import N_NARROW, last_of
from .drawings import Point, SpcDrawing
from .ends import draw_ends, end_labels, margin_of
from .frames import NARROW, WIDE, Frame, Size, frame_of
from .lanes import (
    Head,
    Placed,
    draw_flags,
    draw_name,
    draw_rings,
    draw_values,
    placed_flags,
    rows_wanted,
)
from .lines import (
    draw_bands,
    draw_data,
    draw_gaps,
    draw_limits,
    draw_outlook,
    draw_proposal,
    draw_target,
)
from .signals import draw_signals
from .summaries import summary_of
from .times import draw_times
from .values import value_words


def spc_svg(drawing: SpcDrawing, *, narrow: bool = False, size: Size | None = None) -> Markup:
    """The chart, 1144 by 440 pixels or of the size given; narrow, the newest points only."""
    name = f"{drawing.id}-{'narrow' if narrow else 'wide'}"
    about = drawing.description or summary_of(drawing)
    size = size or (NARROW if narrow else WIDE)
    body = chart_body(drawing, narrow=narrow, size=size)
    return marks.marked_up(marks.picture(name, drawing.title, about, size, body))


def chart_body(drawing: SpcDrawing, *, narrow: bool, size: Size | None = None) -> str:
    """Everything within the chart, from the ground up."""
    shown = last_of(drawing, N_NARROW) if narrow else drawing
    frame, head, flags = _laid_out(shown, narrow=narrow, size=size)
    layers = (
        draw_bands(frame),
        draw_gaps(frame),
        draw_values(frame),
        draw_times(frame),
        draw_flags(frame, head, flags),
        draw_rings(frame, head),
        draw_name(frame),
        draw_limits(frame),
        draw_target(frame),
        draw_proposal(frame),
        draw_outlook(frame),
        draw_data(frame),
        draw_points(frame),
        draw_signals(frame),
        draw_ends(frame, end_labels(shown, narrow=narrow)),
    )
    return "".join(part for layer in layers for part in layer)


def _laid_out(
    drawing: SpcDrawing, *, narrow: bool, size: Size | None
) -> tuple[Frame, Head, list[Placed]]:
    """The frame under as many rows of flags as they turn out to want."""
    margin = margin_of(end_labels(drawing, narrow=narrow), narrow=narrow)
    frame = frame_of(drawing, narrow=narrow, head=0, margin=margin, size=size)
    flags = placed_flags(frame)
    head = Head(drawing, rows_wanted(flags))
    return replace(frame, top=head.height + 4), head, flags


def draw_points(frame: Frame) -> list[str]:
    """Each point with its words, common ones first so that none covers one that matters."""
    order = sorted(
        (i for i, p in enumerate(frame.drawing.points) if p.value is not None),
        key=lambda i: frame.drawing.points[i].kind != "common",
    )
    return [_point(frame, i) for i in order]


def _point(frame: Frame, position: int) -> str:
    point = frame.drawing.points[position]
    assert point.value is not None
    is_common = point.kind == "common"
    r = frame.radius if is_common else max(2.6, frame.radius)
    mark = marks.point(point.kind, frame.xs[position], frame.y(point.value), r)
    return (
        f'<g data-kind="{point.kind}">{mark}<title>{marks.said(_words(frame, point))}</title></g>'
    )


def _words(frame: Frame, point: Point) -> str:
    words = f"{point.label}: {value_words(frame.drawing, point.value)}"
    return f"{words}, {point.note}" if point.note else words
