"""The newest part of a drawing, for a phone and for the line of a table."""

from dataclasses import replace
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.ground.web import words

from .drawings import Line, Segment, Signal, SpcDrawing, Where

N_NARROW = 22  # points that find room on a phone


def last_of(drawing: SpcDrawing, n: int) -> SpcDrawing:
    """The drawing with its last `n` points only."""
    gone = len(drawing.points) - n
    if gone <= 0:
        return drawing
    begin = drawing.points[gone].x
    proposal = drawing.proposal and _cut_segment(drawing.proposal, gone)
    return replace(
        drawing,
        points=drawing.points[gone:],
        segments=tuple(filter(None, (_cut_segment(s, gone) for s in drawing.segments))),
        signals=tuple(filter(None, (_cut_signal(s, gone) for s in drawing.signals))),
        flags=tuple(f for f in drawing.flags if not is_before(f.x, begin)),
        recalculations=tuple(r for r in drawing.recalculations if is_before(begin, r.x)),
        proposal=proposal,
    )


def is_before(one: Where, other: Where) -> bool:
    """Whether a place lies before another; a date and a number cannot be compared."""
    return isinstance(one, int) == isinstance(other, int) and place(one) < place(other)


def place(x: Where) -> int:
    """A date or number as a number."""
    return x if isinstance(x, int) else x.toordinal()


def _cut_segment(segment: Segment, gone: int) -> Segment | None:
    if segment.last < gone:
        return None
    lost = max(0, gone - segment.first)
    return replace(
        segment,
        first=max(0, segment.first - gone),
        last=segment.last - gone,
        lower=_cut_line(segment.lower, lost),
        upper=_cut_line(segment.upper, lost),
    )


def _cut_line(line: Line, lost: int) -> Line:
    return line[lost:] if isinstance(line, tuple) else line


def _cut_signal(signal: Signal, gone: int) -> Signal | None:
    if signal.last < gone:
        return None
    return replace(signal, first=max(0, signal.first - gone), last=signal.last - gone)


def narrow_words(drawing: SpcDrawing) -> str:
    """What the narrow drawing leaves out; empty where it shows everything.

    "The last 22 weeks. Marks 1, A and R1 lie before them."
    """
    if len(drawing.points) <= N_NARROW:
        return ""
    shown = last_of(drawing, N_NARROW)
    before = [name for name in _names(drawing) if name not in _names(shown)]
    sentence = _("The last %(time)s.") % {"time": time_words(drawing, N_NARROW)}
    if not before:
        return sentence
    lie = ngettext("Mark %s lies before them.", "Marks %s lie before them.", len(before))
    return f"{sentence} {lie % words.listed(before)}"


def _names(drawing: SpcDrawing) -> list[str]:
    signals = [str(s.number) for s in drawing.signals]
    flags = [f.letter for f in drawing.flags]
    return signals + flags + [r.label for r in drawing.recalculations]


def time_words(drawing: SpcDrawing, n: int) -> str:
    """ "22 weeks"; "22 points" where the axis has no even time."""
    texts = {
        "day": ngettext("%s day", "%s days", n),
        "week": ngettext("%s week", "%s weeks", n),
        "month": ngettext("%s month", "%s months", n),
        "quarter": ngettext("%s quarter", "%s quarters", n),
        "year": ngettext("%s year", "%s years", n),
        "item": ngettext("%s point", "%s points", n),
    }
    return texts[drawing.step] % f"{n:,}"


_DAYS = {"day": 1.0, "week": 7.0, "month": 30.44, "quarter": 91.3, "year": 365.25}


def days_of(drawing: SpcDrawing) -> float:
    """Distance from one point to the next when none is missing; 1 for items."""
    is_time = bool(drawing.points) and not isinstance(drawing.points[0].x, int)
    return _DAYS.get(drawing.step, 0.0) if is_time else 1.0


def gaps_of(drawing: SpcDrawing) -> list[tuple[int, int]]:
    """Stretches without data, as the positions of the points with data before and after.

    -1 and the number of points stand for the ends.
    """
    points = drawing.points
    known = [i for i, p in enumerate(points) if p.value is not None]
    step = 0.0 if drawing.is_by_event else days_of(drawing) * 1.6
    gaps = [
        (a, b)
        for a, b in pairwise(known)
        if b > a + 1 or (step and place(points[b].x) - place(points[a].x) > step)
    ]
    if known and known[0] > 0:
        gaps.insert(0, (-1, known[0]))
    if known and known[-1] < len(points) - 1:
        gaps.append((known[-1], len(points)))
    return gaps if known else [(-1, len(points))] * bool(points)
