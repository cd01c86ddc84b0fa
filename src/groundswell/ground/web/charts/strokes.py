"""One stroke a day: the clock of a hundred days, and the days that somebody has waited."""

import math

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from .. import words
from . import marks

RING = 300  # units of the ring's drawing
_CENTRE, _OUTER = 150, 112
_LONG, _SHORT = 24, 14
_REST = "#8f9a9d"
_TODAY = "#f4c76a"
_TOLD = (25, 50, 75, 100)  # days that stand outside the ring
STRIP_HEIGHT = 22
_THIN = 1  # of two pixels from a stroke to the next, so that each is seen by itself
_WAIT_STEP, _WAIT_HEIGHT = 9, 24
MOST_STROKES = 40  # of somebody who waits; beyond it a number says it better


def ring_svg(day: int, *, of: int = 100, label: str) -> Markup:
    """The clock as a ring of strokes: days gone by thick, today gold, the rest thin.

    `day` counts from day zero; before it nothing is filled, after the last everything is.
    `label` says the same in words.
    """
    numbers = "".join(_ring_number(n, of) for n in _TOLD if n <= of)
    gone = "".join(_ring_stroke(n, of, _LONG) for n in range(1, min(day, of) + 1))
    rest = "".join(
        _ring_stroke(n, of, _LONG if n in _TOLD else _SHORT) for n in range(max(day, 0) + 1, of + 1)
    )
    return marks.marked_up(
        f'<svg class="ring" viewBox="0 0 {RING} {RING}" width="250" height="250" role="img"'
        f' aria-label="{marks.said(label)}" focusable="false">'
        f"{_line(rest, _REST, 2)}{_line(gone, marks.TIDE, 4)}{_today(day, of)}{numbers}"
        f"{_middle(day, of)}</svg>"
    )


def _line(d: str, colour: str, width: float) -> str:
    return marks.path(d, colour, width, round_=True) if d else ""


def _today(day: int, of: int) -> str:
    if not 0 < day < of:
        return ""
    d = _ring_stroke(day, of, _LONG + 4)
    return _line(d, marks.INK, 8) + _line(d, _TODAY, 5)


def _ring_stroke(n: int, of: int, length: int) -> str:
    angle = 2 * math.pi * n / of
    outer = _OUTER if length >= _LONG else _OUTER - 4
    return f"M{_at(angle, outer - length)}L{_at(angle, outer)}"


def _at(angle: float, radius: float) -> str:
    x, y = _CENTRE + radius * math.sin(angle), _CENTRE - radius * math.cos(angle)
    return f"{marks.num(x)} {marks.num(y)}"


def _ring_number(n: int, of: int) -> str:
    angle = 2 * math.pi * n / of
    x, y = _CENTRE + 131 * math.sin(angle), _CENTRE - 131 * math.cos(angle) + 5
    return marks.text(x, y, str(n), size=14, colour=marks.INK, anchor="middle", is_bold=True)


def _middle(day: int, of: int) -> str:
    """What stands in the ring: the day, or how far it is to day zero."""
    top, big, below = _words(day, of)
    return (
        marks.text(_CENTRE, 124, top, size=15, anchor="middle")
        + marks.text(_CENTRE, 170, big, size=50, colour=marks.INK, anchor="middle", is_bold=True)
        + marks.text(_CENTRE, 195, below, size=15, anchor="middle")
    )


def _words(day: int, of: int) -> tuple[str, str, str]:
    if day < 0:
        return _("Day 0 in"), str(-day), ngettext("day", "days", -day)
    if day > of:
        return _("Day"), str(of), _("%(n)s ago") % {"n": words.count(day - of, "day", "days")}
    to_go = _("%(n)s to go") % {"n": words.count(of - day, "day", "days")}
    return _("Day"), str(day), to_go if day < of else _("The last day")


def strip_svg(day: int, *, of: int = 100, label: str = "") -> Markup:
    """The same clock laid straight, for a row of a table."""
    width = of * 2 + 6
    gone = "".join(f"M{2 * n + 2.5} 6V18" for n in range(1, min(day, of) + 1))
    rest = "".join(f"M{2 * n + 2.5} 9V16" for n in range(max(day, 0) + 1, of + 1))
    told = "".join(f"M{2 * n + 2.5} 19V22" for n in _TOLD if n <= of)
    now = f"M{2 * day + 2.5} 3V21" if 0 < day < of else ""
    drawn = "".join(
        marks.path(d, colour, _THIN)
        for d, colour in ((gone, marks.TIDE), (rest, _REST), (told, marks.EDGE))
        if d
    )
    drawn += _line(now, marks.INK, 5) + _line(now, _TODAY, 3)
    about = f'role="img" aria-label="{marks.said(label)}"' if label else 'aria-hidden="true"'
    return marks.marked_up(
        f'<svg class="strip" viewBox="0 0 {width} {STRIP_HEIGHT}" width="{width}"'
        f' height="{STRIP_HEIGHT}" {about} focusable="false">{drawn}</svg>'
    )


def waiting_svg(n_days: int, due_after: int, *, label: str = "") -> Markup:
    """A stroke for each day that somebody has waited; a dashed line where the answer was due."""
    shown = min(n_days, MOST_STROKES)
    due = min(due_after, MOST_STROKES)
    width = max(shown, due) * _WAIT_STEP + 14
    days = "".join(f"M{5 + _WAIT_STEP * i} 4V20" for i in range(shown))
    line = f"M{_WAIT_STEP * due + 0.5} 1V24"
    about = f'role="img" aria-label="{marks.said(label)}"' if label else 'aria-hidden="true"'
    return marks.marked_up(
        f'<svg class="waiting" viewBox="0 0 {width} {_WAIT_HEIGHT}" width="{width}"'
        f' height="{_WAIT_HEIGHT}" {about} focusable="false">{_line(days, marks.TIDE, 3.4)}'
        f"{marks.path(line, marks.WORSE, 2, dashes='2.5 2')}</svg>"
    )
