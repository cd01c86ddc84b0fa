"""The key under a chart, with only the marks that occur in it, and single marks for notes."""

from typing import NamedTuple

from django.utils.translation import gettext as _
from markupsafe import Markup

from . import marks
from .cuts import gaps_of
from .drawings import Kind, SpcDrawing
from .lettering import width_of


class KeyEntry(NamedTuple):
    svg: Markup
    words: str


def chart_key(drawing: SpcDrawing) -> tuple[KeyEntry, ...]:
    """Marks and words of this chart, points first."""
    return (*_points(drawing), *_lines(drawing), *_spaces(drawing))


def _points(drawing: SpcDrawing) -> list[KeyEntry]:
    drawn = {point.kind for point in drawing.points if point.value is not None}
    texts: dict[Kind, str] = {
        "common": _common(drawing),
        "better": _("Better than chance explains"),
        "worse": _("Worse than chance explains"),
        "moved": _("Changed more than chance explains, no judgement"),
        "left_out": _("Left out of the calculation"),
    }
    return [KeyEntry(point_mark(kind), words) for kind, words in texts.items() if kind in drawn]


def _common(drawing: SpcDrawing) -> str:
    if all(s.lower is None and s.upper is None for s in drawing.segments):
        return _("What was counted")
    texts = {
        "day": _("Expected day-to-day change"),
        "week": _("Expected week-to-week change"),
        "month": _("Expected month-to-month change"),
    }
    return texts.get(drawing.step, _("Expected change"))


def _lines(drawing: SpcDrawing) -> list[KeyEntry]:
    limited = [s for s in drawing.segments if s.lower is not None or s.upper is not None]
    rows = (
        (
            any(s.mean is not None for s in drawing.segments),
            line_mark("mean"),
            _("Median") if drawing.centre == "median" else _("Mean"),
        ),
        (
            any(not s.trial for s in limited),
            line_mark("limits"),
            _("Limits of what to expect"),
        ),
        (any(s.trial for s in limited), line_mark("trial"), _("Trial limits, from few points")),
        (
            any(t.value is not None for t in drawing.targets),
            line_mark("target"),
            _("Target"),
        ),
        (drawing.proposal is not None, line_mark("proposal"), _("Proposed, not yet decided")),
    )
    return [KeyEntry(svg, words) for is_drawn, svg, words in rows if is_drawn]


def _spaces(drawing: SpcDrawing) -> list[KeyEntry]:
    rows = (
        (bool(gaps_of(drawing)), marks.area("M1 1H33V11H1z", marks.GAP, "gap"), _("No data")),
        (
            drawing.outlook is not None,
            marks.area("M1 6L33 1V11z", marks.OUTLOOK, "outlook"),
            _("Where it may go, as far as anybody can tell"),
        ),
    )
    return [
        KeyEntry(marks.tile(box, width=34, height=12), words)
        for is_drawn, box, words in rows
        if is_drawn
    ]


def point_mark(kind: Kind) -> Markup:
    """One point, 18 pixels square, for keys and tables."""
    return marks.tile(marks.point(kind, 9, 9), width=18, height=18)


_LINES = {
    "mean": marks.path("M1 6H33", marks.INK, 2),
    "limits": marks.path("M1 6H33", marks.EDGE, 1.5, dashes=marks.DASHES),
    "trial": marks.path("M2 6H33", marks.EDGE, 2, dashes=marks.ROUND_DOTS, round_=True),
    "target": marks.path("M1 6H33", marks.MOVED, 2.2, dashes=marks.TARGET_DASHES),
    "proposal": marks.path("M2 6H33", marks.INK, 2.6, dashes=marks.ROUND_DOTS, round_=True),
}


def line_mark(name: str) -> Markup:
    """A piece of a line: mean, limits, trial, target or proposal."""
    return marks.tile(_LINES[name], width=34, height=12)


def signal_mark(number: int) -> Markup:
    """The numbered disc, 24 pixels, for a note."""
    return marks.tile(marks.disc(12, 12, number, 11), width=24, height=24)


def flag_mark(letter: str) -> Markup:
    """The lettered flag, 24 pixels or as wide as its letters, for a note."""
    width = max(24.0, width_of(letter, 12, is_bold=True) + 14)
    return marks.tile(marks.pennant(1, 4, letter, width - 2), width=round(width), height=24)


def ring_mark(label: str) -> Markup:
    """The ring of a recalculation, 24 pixels or as wide as its label, for a note."""
    width = max(24.0, width_of(label, 12, is_bold=True) + 12)
    return marks.tile(marks.ring(width / 2, 12, label, width - 1.5), width=round(width), height=24)
