"""Words at the right end of the lines: mean, limits, target, proposal, with their values."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from . import marks
from .drawings import Line, SpcDrawing
from .frames import Frame
from .lettering import WIDER, shortened, width_of
from .values import value_words

APART = 18  # pixels from one label to the next
_ROOM = {True: 112.0, False: 240.0}  # widest label, narrow and wide


@dataclass(frozen=True, slots=True)
class EndLabel:
    value: float
    words: str
    colour: str = marks.SOFT
    is_bold: bool = False


def end_labels(drawing: SpcDrawing, *, narrow: bool) -> list[EndLabel]:
    """What stands at the right end, shortened to the room there is."""
    room = _ROOM[narrow]
    found = [*_of_target(drawing), *_of_proposal(drawing, narrow), *_of_lines(drawing, narrow)]
    return [
        EndLabel(e.value, shortened(e.words, room, is_bold=e.is_bold), e.colour, e.is_bold)
        for e in found
    ]


def margin_of(labels: Sequence[EndLabel], *, narrow: bool) -> float:
    """Pixels kept free to the right of the plot."""
    widths = [width_of(label.words, is_bold=label.is_bold) for label in labels]
    return WIDER * max(widths, default=0.0) + (12 if narrow else 16) if widths else 16.0


def _of_target(drawing: SpcDrawing) -> list[EndLabel]:
    value = drawing.targets[-1].value if drawing.targets else None
    if value is None:
        return []
    words = _("Target %s") % value_words(drawing, value)
    return [EndLabel(value, words, marks.MOVED, is_bold=True)]


def _of_proposal(drawing: SpcDrawing, narrow: bool) -> list[EndLabel]:
    proposal = drawing.proposal
    if proposal is None or proposal.mean is None:
        return []
    if narrow:
        words = _("New? %s")
    else:
        words = _("Proposed median %s") if drawing.centre == "median" else _("Proposed mean %s")
    return [EndLabel(proposal.mean, words % value_words(drawing, proposal.mean), marks.INK)]


def _of_lines(drawing: SpcDrawing, narrow: bool) -> list[EndLabel]:
    if not drawing.segments:
        return []
    segment = drawing.segments[-1]
    centre = _("Median %s") if drawing.centre == "median" else _("Mean %s")
    upper = _("Upper %s") if narrow else _("Upper limit %s")
    lower = _("Lower %s") if narrow else _("Lower limit %s")
    rows = (
        (last_value(segment.upper), upper, marks.SOFT),
        (segment.mean, centre, marks.INK),
        (last_value(segment.lower), lower, marks.SOFT),
    )
    return [
        EndLabel(value, words % value_words(drawing, value), colour, colour == marks.INK)
        for value, words, colour in rows
        if value is not None
    ]


def last_value(line: Line) -> float | None:
    """The newest value of a line."""
    if not isinstance(line, tuple):
        return line
    return next((value for value in reversed(line) if value is not None), None)


def draw_ends(frame: Frame, labels: Sequence[EndLabel]) -> list[str]:
    """The labels beside their lines, pushed apart; a hairline joins one that had to move."""
    ranked = sorted(labels, key=lambda label: -label.value)
    wanted = [frame.y(label.value) for label in ranked]
    x = frame.right + (8 if frame.is_narrow else 10)
    drawn = []
    placed = pushed_apart(wanted, frame.top, frame.bottom)
    for label, at, y in zip(ranked, wanted, placed, strict=True):
        if abs(at - y) > 3:
            drawn.append(
                marks.path(
                    f"M{marks.num(frame.right)} {marks.num(at)}L{marks.num(x - 2)} {marks.num(y)}",
                    marks.GREY,
                )
            )
        drawn.append(
            marks.text(x, y + 4.5, label.words, colour=label.colour, is_bold=label.is_bold)
        )
    return drawn


def pushed_apart(wanted: Sequence[float], top: float, bottom: float) -> list[float]:
    """Places at least `APART` from each other, as near as may be to the ascending `wanted`."""
    placed: list[float] = []
    for y in wanted:
        placed.append(max(y, placed[-1] + APART) if placed else max(y, top))
    limit = bottom
    for i in range(len(placed) - 1, -1, -1):
        placed[i] = min(placed[i], limit)
        limit = placed[i] - APART
    return placed
