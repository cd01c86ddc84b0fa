"""A chart in plain words, for those who cannot see it and those who would rather read."""

from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.ground.web import words

from .cuts import gaps_of, time_words
from .drawings import Flag, Point, Ring, Segment, Signal, SpcDrawing, Where
from .ends import last_value
from .values import value_words


def summary_of(drawing: SpcDrawing) -> str:
    """Type, period, mean and range now, recalculations, patterns, gaps, target: a sentence each."""
    if not any(point.value is not None for point in drawing.points):
        return _("There is no data yet.")
    sentences = [
        _what(drawing),
        _now(drawing),
        *_noted(drawing),
        _left_out(drawing),
        _gaps(drawing),
        _target(drawing),
        _proposal(drawing),
        _outlook(drawing),
    ]
    return " ".join(capfirst(_ended(sentence)) for sentence in sentences if sentence)


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?", "”")) else f"{sentence}."


def when_words(drawing: SpcDrawing, x: Where, label: str = "") -> str:
    """A place on the axis: "27 April 2026", "April 2026", "2026", or the item's own label."""
    if isinstance(x, int):
        return label or str(x)
    if drawing.step in {"month", "quarter"}:
        return words.month(x)
    return date_format(x, "Y") if drawing.step == "year" else words.day(x)


def _at(drawing: SpcDrawing, point: Point) -> str:
    return when_words(drawing, point.x, point.label)


def _from_to(drawing: SpcDrawing, first: int, last: int) -> str:
    points = drawing.points
    if first == last:
        text = _("week of %s") if drawing.step == "week" else "%s"
        return text % _at(drawing, points[first])
    ends = {"first": _at(drawing, points[first]), "last": _at(drawing, points[last])}
    return _("%(first)s to %(last)s") % ends


def _what(drawing: SpcDrawing) -> str:
    known = [i for i, point in enumerate(drawing.points) if point.value is not None]
    latest = drawing.points[known[-1]]
    parts = {
        "chart": drawing.chart_type or _("Chart"),
        "time": time_words(drawing, len(known)),
        "period": _from_to(drawing, known[0], known[-1]),
        "value": value_words(drawing, latest.value),
    }
    return _("%(chart)s of %(time)s, %(period)s. The latest is %(value)s.") % parts


def _now(drawing: SpcDrawing) -> str:
    """Mean and expected range of the newest segment, and from when they hold."""
    if not drawing.segments:
        return ""
    segment = drawing.segments[-1]
    parts = [_mean_words(drawing, segment), range_words(drawing, segment)]
    said = ", ".join(part for part in parts if part)
    if said and segment.first and segment.first < len(drawing.points):
        since = _at(drawing, drawing.points[segment.first])
        said = _("%(what)s, since %(since)s") % {"what": said, "since": since}
    if said and segment.trial:
        said = _("%s. These are trial limits: too few points yet to be sure of them") % said
    return said


def _mean_words(drawing: SpcDrawing, segment: Segment) -> str:
    if segment.mean is None:
        return ""
    text = _("median %s") if drawing.centre == "median" else _("mean %s")
    return text % value_words(drawing, segment.mean)


def range_words(drawing: SpcDrawing, segment: Segment) -> str:
    """ "expected range 20% to 43%"; where limits vary by point, those of the last."""
    lower, upper = last_value(segment.lower), last_value(segment.upper)
    if lower is None and upper is None:
        return ""
    low, high = value_words(drawing, lower), value_words(drawing, upper)
    if lower is None:
        return _("expected up to %s") % high
    if upper is None:
        return _("expected from %s") % low
    varies = isinstance(segment.lower, tuple) or isinstance(segment.upper, tuple)
    text = (
        _("expected range now %(low)s to %(high)s, different for each point")
        if varies
        else _("expected range %(low)s to %(high)s")
    )
    return text % {"low": low, "high": high}


def ring_note(drawing: SpcDrawing, ring: Ring) -> str:
    """ "Limits recalculated from 1 December 2025: the discharge lounge opened"."""
    return capfirst(_ring(drawing, ring))


def _ring(drawing: SpcDrawing, ring: Ring) -> str:
    said = _("limits recalculated from %s") % when_words(drawing, ring.x)
    return f"{said}: {ring.words}" if ring.words else said


def signal_note(drawing: SpcDrawing, signal: Signal) -> str:
    """ "27 April 2026 to 8 June 2026: seven weeks in a row above the mean"."""
    return capfirst(_signal(drawing, signal))


def _signal(drawing: SpcDrawing, signal: Signal) -> str:
    last = min(signal.last, len(drawing.points) - 1)
    when = _from_to(drawing, max(0, min(signal.first, last)), last)
    return f"{when}: {signal.words}"


def flag_note(flag: Flag) -> str:
    """ "22 December 2025: winter ward opened"."""
    when = str(flag.x) if isinstance(flag.x, int) else words.day(flag.x)
    return f"{when}: {flag.words}"


def _noted(drawing: SpcDrawing) -> list[str]:
    """What the marks on the chart stand for, each by its name."""
    rings = [f"{r.label}, {_ring(drawing, r)}" for r in drawing.recalculations]
    signals = [
        _("Mark %(number)s, %(note)s") % {"number": s.number, "note": _signal(drawing, s)}
        for s in drawing.signals
    ]
    events = [
        _("Event %(letter)s, %(note)s") % {"letter": f.letter, "note": flag_note(f)}
        for f in drawing.flags
    ]
    return rings + signals + events


def _left_out(drawing: SpcDrawing) -> str:
    out = [_at(drawing, point) for point in drawing.points if point.kind == "left_out"]
    if not out:
        return ""
    return _("Left out of the calculation, but drawn: %s") % words.listed(out)


def _gaps(drawing: SpcDrawing) -> str:
    """The periods without data, each between the points on its sides."""
    said = [_gap(drawing, a, b) for a, b in gaps_of(drawing)]
    return _("No data: %s") % "; ".join(said) if said else ""


def _gap(drawing: SpcDrawing, before: int, after: int) -> str:
    if after > before + 1:  # points without a value say when
        return _from_to(drawing, before + 1, after - 1)
    ends = {
        "before": _at(drawing, drawing.points[before]),
        "after": _at(drawing, drawing.points[after]),
    }
    return _("between %(before)s and %(after)s") % ends


def _target(drawing: SpcDrawing) -> str:
    if not drawing.targets:
        return ""
    value = drawing.targets[-1].value
    if value is None:
        return _("There is no target any more")
    since = drawing.targets[-1].since
    parts = {"value": value_words(drawing, value)}
    if since is None or len(drawing.targets) == 1:
        return _("Target %(value)s") % parts
    return _("Target %(value)s, since %(since)s") % {**parts, "since": when_words(drawing, since)}


def _proposal(drawing: SpcDrawing) -> str:
    proposal = drawing.proposal
    if proposal is None or not 0 <= proposal.first < len(drawing.points):
        return ""
    parts = [_mean_words(drawing, proposal), range_words(drawing, proposal)]
    return _("Proposed from %(since)s and not yet decided: %(what)s") % {
        "since": _at(drawing, drawing.points[proposal.first]),
        "what": ", ".join(part for part in parts if part),
    }


def _outlook(drawing: SpcDrawing) -> str:
    if drawing.outlook is None:
        return ""
    parts = {
        "when": drawing.outlook.label,
        "low": value_words(drawing, drawing.outlook.low),
        "high": value_words(drawing, drawing.outlook.high),
    }
    return _("%(when)s: between %(low)s and %(high)s, as far as anybody can tell") % parts


def signal_words(cause: str, n_points: int, step: str, centre: str = "mean") -> str:
    """What a rule found, in words: "seven weeks in a row above the mean".

    `cause` is a name of `science.spc.rules.SPECIAL_CAUSES`, or "long_run" or "few_crossings"
    of a run chart (where `n_points` counts the crossings).
    """
    time = _in_words(n_points, step)
    middle = _("median") if centre == "median" else _("mean")
    one = n_points == 1
    texts = {
        "above_limit": _("above the upper limit") if one else _("%s above the upper limit") % time,
        "below_limit": _("below the lower limit") if one else _("%s below the lower limit") % time,
        "trend_up": _("%s in a row, each higher than the one before") % time,
        "trend_down": _("%s in a row, each lower than the one before") % time,
        "two_in_three_high": _("two of three near the upper limit"),
        "two_in_three_low": _("two of three near the lower limit"),
        "shift_high": _("%(time)s in a row above the %(middle)s")
        % {"time": time, "middle": middle},
        "shift_low": _("%(time)s in a row below the %(middle)s") % {"time": time, "middle": middle},
        "long_run": _("%(time)s in a row on one side of the %(middle)s")
        % {"time": time, "middle": middle},
        "few_crossings": _crossings(n_points, middle),
    }
    return texts[cause]


def _crossings(n: int, middle: str) -> str:
    text = ngettext(
        "the line crosses the %(middle)s only %(n)s time",
        "the line crosses the %(middle)s only %(n)s times",
        n,
    )
    return text % {"middle": middle, "n": n}


def number_words(n: int) -> str:
    """ "seven"; from thirteen on digits."""
    names: Sequence[str] = (
        _("no"), _("one"), _("two"), _("three"), _("four"), _("five"), _("six"),
        _("seven"), _("eight"), _("nine"), _("ten"), _("eleven"), _("twelve"),
    )  # fmt: skip
    return names[n] if 0 <= n < len(names) else f"{n:,}"


def _in_words(n: int, step: str) -> str:
    texts = {
        "day": ngettext("%s day", "%s days", n),
        "week": ngettext("%s week", "%s weeks", n),
        "month": ngettext("%s month", "%s months", n),
        "quarter": ngettext("%s quarter", "%s quarters", n),
        "year": ngettext("%s year", "%s years", n),
    }
    return texts.get(step, ngettext("%s point", "%s points", n)) % number_words(n)
