"""Values in words by their unit, and the round numbers an axis counts in."""

import math
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.ground.web import words

from .drawings import Line, Segment, SpcDrawing

_PLACES = {"pounds": 0, "percent": 0, "share": 0, "rate": 1, "score": 1}
_GREAT = ((1e12, "tn"), (1e9, "bn"), (1e6, "m"))


def value_words(drawing: SpcDrawing, value: float | None) -> str:
    """ "32%", "£1,250", "4.1 days"; "no data" for None."""
    if value is None:
        return _("no data")
    if drawing.in_words:
        return drawing.in_words(value)
    return _in_unit(value, drawing.unit, _places(drawing, value))


def _places(drawing: SpcDrawing, value: float) -> int:
    if drawing.places is not None:
        return drawing.places
    if drawing.unit in _PLACES:
        return _PLACES[drawing.unit]
    return 0 if float(value).is_integer() or abs(value) >= 100 else 1


def _in_unit(value: float, unit: str, places: int) -> str:
    if unit == "share":
        value, unit = value * 100, "percent"
    bare = _bare(abs(value), places)
    minus = words.MINUS if value < 0 and bare.strip("0.,") else ""
    if unit == "percent":
        return f"{minus}{bare}%"
    if unit == "pounds":
        return f"{minus}£{bare}"
    return f"{minus}{_timed(bare, unit)}"


def _timed(bare: str, unit: str) -> str:
    n = 1 if bare == "1" else 2
    if unit == "days":
        return ngettext("%s day", "%s days", n) % bare
    if unit == "hours":
        return ngettext("%s hour", "%s hours", n) % bare
    if unit == "minutes":
        return ngettext("%s minute", "%s minutes", n) % bare
    return bare


def _bare(value: float, places: int) -> str:
    """Digits alone: from a million on "1.23m", beyond all names "1.5 × 10^18"."""
    if value >= 1e15:
        power = math.floor(math.log10(value))
        return f"{value / 10.0**power:.3g} × 10^{power}"
    for size, name in _GREAT:
        if value >= size:
            return f"{value / size:.4g}{name}"
    return words.number(value, places=places)


def axis_words(drawing: SpcDrawing, value: float, step: float) -> str:
    """A number beside the axis, as exact as the distance between two of them asks."""
    unit = drawing.unit if drawing.unit in {"percent", "share", "pounds"} else "count"
    places = _places_of(step * 100 if unit == "share" else step)
    if abs(value) >= 1e6 and step < abs(value) / 1000:  # "1.235m" twice would say nothing
        return words.number(value, places=places)
    return _in_unit(value, unit, places)


def _places_of(step: float) -> int:
    """Digits after the point that a step needs: 2 for 0.25."""
    return next((n for n in range(9) if abs(step * 10**n - round(step * 10**n)) < 1e-6), 9)


def ticks_between(low: float, high: float, n_wanted: int = 5) -> tuple[float, list[float]]:
    """Step and round numbers that enclose `low` to `high`, about `n_wanted` of them."""
    low, high = _apart(low, high)
    rough = (high - low) / n_wanted
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(n * power for n in (1, 2, 2.5, 5, 10) if n * power >= rough * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return step, [n * step for n in range(first, last + 1)]


def _apart(low: float, high: float) -> tuple[float, float]:
    """The same two, or some room about them where they are (all but) one value."""
    if high - low > max(abs(high), abs(low), 1e-3) * 1e-9:
        return low, high
    room = abs(high) * 0.5 if abs(high) > 1e-9 else 1.0
    return (0.0, high + room) if low >= 0 else (low - room, 0.0)


def span_of(drawing: SpcDrawing) -> tuple[float, float]:
    """Lowest and highest of all there is to draw; zero is drawn in where it lies near."""
    found = [p.value for p in drawing.points if p.value is not None]
    found += [t.value for t in drawing.targets if t.value is not None]
    found += [drawing.outlook.low, drawing.outlook.high] if drawing.outlook else []
    spans = (*drawing.segments, drawing.proposal) if drawing.proposal else drawing.segments
    found += [value for segment in spans for value in _drawn(segment)]
    if not found:
        return 0.0, 1.0
    low, high = _apart(min(found), max(found))
    return (0.0, high) if 0 <= low <= (high - low) * 0.6 else (low, high)


def _drawn(segment: Segment) -> Iterable[float]:
    for line in (segment.mean, segment.lower, segment.upper):
        yield from numbers_of(line)


def at_points(line: Line, n: int) -> tuple[float | None, ...]:
    """`n` numbers, whether the line has one for all or one a point."""
    return (*line, *(None,) * n)[: max(0, n)] if isinstance(line, tuple) else (line,) * n


def numbers_of(line: Line) -> list[float]:
    """All the numbers a line is drawn through."""
    values = line if isinstance(line, tuple) else (line,)
    return [value for value in values if value is not None]
