"""A measure's chart with all that people said about it: what the page shows, in ready values."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.ground.kernel.clock import day_of
from groundswell.ground.web import words as plain_words
from groundswell.science import spc

from . import words
from .judging import Judged
from .signals import KINDS, Found, signals_of
from .summing import ending_signal
from .words import Style


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody said about a day."""

    on: dt.date
    text: str
    by: str = ""  # empty: the program knows it of another room


@dataclass(frozen=True, slots=True)
class Ruling:
    """A recalculation that was accepted, declined or taken back."""

    from_on: dt.date
    by: str
    at: dt.datetime
    reason: str
    undoes: "Ruling | None" = None  # what was taken back by this one


@dataclass(frozen=True, slots=True)
class Note:
    """One line under the chart. `mark` is what stands on the chart: "2", "B", "R1"."""

    mark: str
    shape: str  # disc, flag or ring
    bold: str
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One number of the table."""

    on: dt.date
    period: str
    out_of: str
    value: str
    mean: str
    expected: str
    says: str
    kind: str
    is_gap: bool


@dataclass(frozen=True, slots=True)
class Telling:
    """Everything said about a chart."""

    heading: str
    how: str
    why: str
    trial: str
    variation: str
    assurance: str
    notes: tuple[Note, ...]
    declined: tuple[str, ...]
    range_now: str
    centre_name: str


def tell(
    judged: Judged,
    style: Style,
    *,
    remarks: Sequence[Remark] = (),
    accepted: Sequence[Ruling] = (),
    declined: Sequence[Ruling] = (),
    undone: Sequence[Ruling] = (),
) -> Telling:
    """Put a chart into words."""
    centre = words.centre_name(judged.choice.kind)
    recipe = judged.laid.series.recipe
    return Telling(
        heading=_heading(judged, style, centre),
        how=words.how(style, judged.choice.kind, recipe.run_length),
        why=words.why(
            style,
            judged.choice.why,
            judged.choice.kind,
            n_points=judged.n_points,
            spread=judged.choice.spread,
            asked=recipe.chart,
        ),
        trial=_trial(judged),
        variation=words.VARIATIONS[judged.variation](),
        assurance=words.assurance(
            judged.assurance, judged.variation, has_target=not np.isnan(judged.target)
        ),
        notes=(*_patterns(judged, style, remarks), *_flags(judged, remarks), *_rings(accepted)),
        declined=tuple(_kept(ruling) for ruling in sorted((*declined, *undone), key=_when)),
        range_now=_range_now(judged, style, centre),
        centre_name=centre,
    )


def _heading(judged: Judged, style: Style, centre: str) -> str:
    last = judged.last
    ending = ending_signal(judged)
    signal = words.rule(style, ending.rule, ending.n, 0, centre=centre) if ending else ""
    nothing = float("nan")
    return words.heading(
        style,
        judged.variation,
        signal,
        n_points=judged.n_points,
        mean=float(judged.centre[last]) if last >= 0 else nothing,
        lower=float(judged.lower[last]) if last >= 0 else nothing,
        upper=float(judged.upper[last]) if last >= 0 else nothing,
    )


def _trial(judged: Judged) -> str:
    if judged.last < 0 or not judged.is_trial(int(judged.segment[judged.last])):
        return ""
    n = int(judged.n_valued[-1])
    return ngettext(
        "These are trial limits: they rest on %(n)s number and will be firm from 20.",
        "These are trial limits: they rest on %(n)s numbers and will be firm from 20.",
        n,
    ) % {"n": n}


def _range_now(judged: Judged, style: Style, centre: str) -> str:
    """ "Mean 32%, expected range 20% to 43%, since 1 December 2025"."""
    last = judged.last
    if last < 0:
        return ""
    told = {
        "centre": centre.capitalize(),
        "mean": style.show(judged.centre[last]),
        "range": style.show_range(judged.lower[last], judged.upper[last]),
        "since": plain_words.day(
            judged.day(int(np.flatnonzero(judged.segment == judged.segment[-1])[0]))
        ),
    }
    if not judged.has_limits:
        return _("%(centre)s %(mean)s") % told
    if not judged.laid.series.recalculated_on:
        return _("%(centre)s %(mean)s, expected range %(range)s") % told
    return _("%(centre)s %(mean)s, expected range %(range)s, since %(since)s") % told


def _patterns(judged: Judged, style: Style, remarks: Sequence[Remark]) -> list[Note]:
    centre = words.centre_name(judged.choice.kind)
    return [_pattern(judged, style, found, centre, remarks) for found in signals_of(judged)]


def _pattern(
    judged: Judged, style: Style, found: Found, centre: str, remarks: Sequence[Remark]
) -> Note:
    when = words.dates(style, judged.day(found.first), judged.day(found.last))
    said = words.rule(style, found.rule, found.n, found.n_beyond, centre=centre)
    if found.first == found.last:
        value = style.show(judged.laid.shown[found.first])
        bold = _("%(when)s: %(value)s, %(said)s.") % {"when": when, "value": value, "said": said}
        known = [one for one in remarks if one.on == judged.day(found.first)]
        return Note(str(found.number), "disc", bold, " ".join(_quoted(one) for one in known))
    bold = _("%(when)s: %(said)s.") % {"when": when, "said": said}
    return Note(str(found.number), "disc", bold, _("Chance alone rarely does this."))


def _quoted(remark: Remark) -> str:
    if not remark.by:
        return _ended(remark.text)
    return _("%(text)s Said by %(by)s.") % {"text": _ended(remark.text), "by": remark.by}


def _ended(text: str) -> str:
    return text if text[-1:] in ".?!…" else f"{text}."


def flagged(judged: Judged, remarks: Sequence[Remark]) -> list[tuple[str, Remark]]:
    """Remarks that get a flag: all but those that stand with a single point's own pattern."""
    alone = {judged.day(f.first) for f in signals_of(judged) if f.first == f.last}
    shown = sorted((r for r in remarks if r.on not in alone), key=lambda r: r.on)
    return [(_letter(place), remark) for place, remark in enumerate(shown)]


def _letter(place: int) -> str:
    """A to Z, then AA, AB and so on."""
    more, here = divmod(place, 26)
    return (_letter(more - 1) if more else "") + chr(ord("A") + here)


def _flags(judged: Judged, remarks: Sequence[Remark]) -> list[Note]:
    return [
        Note(letter, "flag", f"{plain_words.day(one.on)}:", _quoted(one))
        for letter, one in flagged(judged, remarks)
    ]


def _rings(accepted: Sequence[Ruling]) -> list[Note]:
    return [
        Note(
            f"R{number}",
            "ring",
            _("Limits recalculated from %(day)s") % {"day": plain_words.day(one.from_on)},
            _("by %(by)s, on %(on)s. Reason: “%(reason)s”")
            % {
                "by": one.by,
                "on": plain_words.day(day_of(one.at)),
                "reason": one.reason,
            },
        )
        for number, one in enumerate(sorted(accepted, key=lambda r: r.from_on), start=1)
    ]


def _when(ruling: Ruling) -> dt.datetime:
    return ruling.at


def _kept(ruling: Ruling) -> str:
    """Limits that hold, or hold again, with all that was said about them."""
    told = {
        "on": plain_words.day(day_of(ruling.at)),
        "by": ruling.by,
        "day": plain_words.day(ruling.from_on),
        "reason": ruling.reason,
    }
    if ruling.undoes is None:
        return (
            _(
                "On %(on)s %(by)s kept the limits rather than recalculate them from %(day)s:"
                " “%(reason)s”"
            )
            % told
        )
    return _(
        "On %(on)s %(by)s took back the recalculation from %(day)s: “%(reason)s” %(who)s had"
        " recalculated on %(when)s: “%(why)s”"
    ) % {
        **told,
        "who": ruling.undoes.by,
        "when": plain_words.day(day_of(ruling.undoes.at)),
        "why": ruling.undoes.reason,
    }


def rows_of(judged: Judged, style: Style) -> list[Row]:
    """The table of numbers, newest first; a gap is a row that says so."""
    centre = words.centre_name(judged.choice.kind)
    return [_row(judged, style, row, centre) for row in range(judged.laid.days.size - 1, -1, -1)]


def _row(judged: Judged, style: Style, row: int, centre: str) -> Row:
    laid = judged.laid
    is_gap = bool(np.isnan(laid.value[row]))
    return Row(
        on=judged.day(row),
        period=_gap_period(judged, style, row) if is_gap else style.period(judged.day(row)),
        out_of=""
        if is_gap or np.isnan(laid.n[row])
        else style.show_out_of(laid.value[row], laid.n[row]),
        value=style.show(laid.shown[row]),
        mean=style.show(judged.centre[row]),
        expected=style.show_range(judged.lower[row], judged.upper[row])
        if judged.has_limits
        else "–",
        says=_("No number") if is_gap else says(judged, style, row, centre),
        kind=KINDS[int(judged.point_type[row])],
        is_gap=is_gap,
    )


def _gap_period(judged: Judged, style: Style, row: int) -> str:
    """ "March 2026", or "March to May 2026" where the gap is longer than one."""
    following = style.period(judged.day(row + 1))
    return _("From %(first)s until before %(next)s") % {
        "first": style.period(judged.day(row)),
        "next": following,
    }


def says(judged: Judged, style: Style, row: int, centre: str) -> str:
    """What the rules say of one point, in the words of the table."""
    if np.isnan(judged.laid.shown[row]):
        return _("Nothing to count")
    code = spc.SPECIAL_CAUSES[int(judged.cause[row])]
    return words.POINT_RULES[code](judged.laid.series.recipe.run_length, centre)
