"""What a chart says, in sentences. Every number here was worked out in `judging`."""

import datetime as dt
import math
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.ground.web import words

from ..kinds import ChartKind, Frequency, Good, Number

_NUMERALS: tuple[Callable[[], str], ...] = (
    lambda: _("none"), lambda: _("one"), lambda: _("two"), lambda: _("three"), lambda: _("four"),
    lambda: _("five"), lambda: _("six"), lambda: _("seven"), lambda: _("eight"), lambda: _("nine"),
    lambda: _("ten"), lambda: _("eleven"), lambda: _("twelve"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Style:
    """How a measure speaks of itself: a definition in plain values."""

    title: str
    number: str
    frequency: str
    good: str
    unit: str = ""
    out_of: str = ""
    rate_per: int = 1
    places: int = 0
    better_means: str = ""
    worse_means: str = ""

    def show(self, value: float | None) -> str:
        """A value as shown: "49%", "£1,234", "4.1"; a dash where there is none."""
        if value is None or math.isnan(value):
            return "–"
        bare = words.number(value, places=self.places)
        if self.number == Number.PERCENTAGE:
            return f"{bare}%"
        if self.number == Number.MONEY:
            return f"{words.MINUS}£{bare[1:]}" if bare.startswith(words.MINUS) else f"£{bare}"
        return bare

    def show_range(self, lower: float | None, upper: float | None) -> str:
        if lower is None or upper is None or math.isnan(upper) or math.isnan(lower):
            return _("not known yet")
        return _("%(lower)s to %(upper)s") % {"lower": self.show(lower), "upper": self.show(upper)}

    def show_out_of(self, value: float, n: float) -> str:
        return _("%(value)s of %(n)s") % {"value": plain(value), "n": plain(n)}

    def show_written(self, value: float, n: float | None) -> str:
        """A number as it was written down: "22 of 45", or "49%" where it is out of nothing."""
        return self.show(value) if n is None else self.show_out_of(value, n)

    def period(self, on: dt.date) -> str:
        """The day, week, month or quarter in the first column of a table."""
        if self.number == Number.DAYS_BETWEEN or self.frequency in {Frequency.DAY, Frequency.WEEK}:
            return words.day(on)
        if self.frequency == Frequency.MONTH:
            return words.month(on)
        last = on.replace(month=min(on.month + 2, 12))
        return _("%(first)s to %(last)s") % {
            "first": words.month(on).split()[0],
            "last": words.month(last),
        }

    def period_short(self, on: dt.date) -> str:
        """For a narrow column: "16 Nov 2026", "Oct 2026"."""
        is_day = self.number == Number.DAYS_BETWEEN
        if is_day or self.frequency in {Frequency.DAY, Frequency.WEEK}:
            return date_format(on, "j M Y")
        return date_format(on, "M Y") if self.frequency == Frequency.MONTH else self.period(on)

    def period_in_full(self, on: dt.date) -> str:
        """The same in a sentence: "Week of 8 June 2026"."""
        if self.frequency == Frequency.WEEK and self.number != Number.DAYS_BETWEEN:
            return _("Week of %(day)s") % {"day": words.day(on)}
        return self.period(on)

    @property
    def period_name(self) -> str:
        """The heading of that column."""
        if self.number == Number.DAYS_BETWEEN:
            return _("Event on")
        return {
            Frequency.DAY: _("Day"),
            Frequency.WEEK: _("Week of"),
            Frequency.MONTH: _("Month"),
            Frequency.QUARTER: _("Quarter"),
        }[Frequency(self.frequency)]

    def points(self, n: int) -> str:
        """ "weeks" after a number of them: one point a week."""
        if self.number == Number.DAYS_BETWEEN:
            return ngettext("event", "events", n)
        return {
            Frequency.DAY: ngettext("day", "days", n),
            Frequency.WEEK: ngettext("week", "weeks", n),
            Frequency.MONTH: ngettext("month", "months", n),
            Frequency.QUARTER: ngettext("quarter", "quarters", n),
        }[Frequency(self.frequency)]

    @property
    def value_name(self) -> str:
        """The heading of the column of values."""
        if self.number == Number.PERCENTAGE:
            return _("Share")
        if self.number == Number.RATE:
            return _("Rate per %(n)s") % {"n": f"{self.rate_per:,}"}
        return self.unit[:1].upper() + self.unit[1:] if self.unit else _("Number")


def plain(value: float) -> str:
    """A number that was written down, as it was written: 21, 0.5."""
    text = words.number(value, places=0 if float(value).is_integer() else 6)
    return text.rstrip("0").rstrip(".") if "." in text else text


def numeral(n: int) -> str:
    """ "seven"; from 13 on in digits."""
    return _NUMERALS[n]() if n < len(_NUMERALS) else f"{n:,}"


def chart_name(kind: str) -> str:
    return str(ChartKind(kind).label)


def why(style: Style, reason: str, kind: str, *, n_points: int, spread: float, asked: str) -> str:
    """Why this chart and no other, in a sentence."""
    told = {
        "name": chart_name(kind),
        "asked": chart_name(asked),
        "n": n_points,
        "points": style.points(1),
        "spread": words.number(spread, places=1),
    }
    return _WHY[reason]() % told


_WHY: dict[str, Callable[[], str]] = {
    "few": lambda: _(
        "A run chart with the median, for now: limits need 12 numbers. So far there are %(n)s."
    ),
    "asked": lambda: _("%(name)s: chosen by the people who keep this measure."),
    "asked_in_vain": lambda: _(
        "%(name)s: the %(asked)s that was chosen cannot be drawn from these numbers."
    ),
    "share": lambda: _(
        "p chart: each number is so many out of so many, so the limits are wider where fewer were"
        " counted."
    ),
    "rate": lambda: _(
        "u chart: each number is a rate, so the limits are wider where there was less to count in."
    ),
    "overdispersed": lambda: _(
        "%(name)s: the numbers counted are so large that limits of chance alone would be"
        " %(spread)s times too tight, so the change from one %(points)s to the next sets them."
    ),
    "rare": lambda: _(
        "t chart: it shows the days between rare events. A longer time is a higher point."
    ),
    "same_day": lambda: _(
        "XmR chart: two events fell on one day, and a t chart cannot show a time of 0."
    ),
    "mostly_none": lambda: _(
        "c chart: most of these counts are 0. Writing down the days between events would show more,"
        " on a t chart; or how many cases lie between them, on a g chart."
    ),
    "individual": lambda: _(
        "XmR chart: the limits come from how much the number changes from one %(points)s"
        " to the next."
    ),
}


def how(style: Style, kind: str, run_length: int) -> str:
    """Rule set, run length and good direction, as they stand under the heading."""
    return _("%(name)s, Making Data Count rules, run length %(length)s. %(good)s.") % {
        "name": chart_name(kind),
        "length": numeral(run_length),
        "good": Good(style.good).label,
    }


def rule(style: Style, code: str, n: int, n_beyond: int, *, centre: str) -> str:
    """ "seven weeks in a row above the mean, and four of them above the upper limit"."""
    told = {
        "n": numeral(n),
        "points": style.points(n),
        "beyond": numeral(n_beyond),
        "centre": centre,
    }
    if code == "above_limit":
        return (
            _("above the upper limit")
            if n == 1
            else _("%(n)s %(points)s above the upper limit") % told
        )
    if code == "below_limit":
        return (
            _("below the lower limit")
            if n == 1
            else _("%(n)s %(points)s below the lower limit") % told
        )
    said = _RULES[code]() % told
    if not n_beyond:
        return said
    is_up = code in {"shift_high", "trend_up", "two_in_three_high"}
    more = (
        _("%(said)s, and %(beyond)s of them above the upper limit")
        if is_up
        else _("%(said)s, and %(beyond)s of them below the lower limit")
    )
    return more % {**told, "said": said}


_RULES: dict[str, Callable[[], str]] = {
    "shift_high": lambda: _("%(n)s %(points)s in a row above the %(centre)s"),
    "shift_low": lambda: _("%(n)s %(points)s in a row below the %(centre)s"),
    "trend_up": lambda: _("%(n)s %(points)s in a row, each higher than the one before"),
    "trend_down": lambda: _("%(n)s %(points)s in a row, each lower than the one before"),
    "two_in_three_high": lambda: _("two of three %(points)s close to the upper limit"),
    "two_in_three_low": lambda: _("two of three %(points)s close to the lower limit"),
}

POINT_RULES: dict[str, Callable[[int, str], str]] = {  # of one point, in the table of numbers
    "": lambda n, centre: _("Expected change"),
    "above_limit": lambda n, centre: _("Above the upper limit"),
    "below_limit": lambda n, centre: _("Below the lower limit"),
    "trend_up": lambda n, centre: _("Part of a rise"),
    "trend_down": lambda n, centre: _("Part of a fall"),
    "two_in_three_high": lambda n, centre: _("Two of three near a limit"),
    "two_in_three_low": lambda n, centre: _("Two of three near a limit"),
    "shift_high": lambda n, centre: (
        _("%(n)s above the %(centre)s") % {"n": numeral(n).capitalize(), "centre": centre}
    ),
    "shift_low": lambda n, centre: (
        _("%(n)s below the %(centre)s") % {"n": numeral(n).capitalize(), "centre": centre}
    ),
}

VARIATIONS: dict[str, Callable[[], str]] = {
    "": lambda: _("Too few numbers to say"),
    "common_cause": lambda: _("Steady"),
    "improvement_high": lambda: _("Improving, high"),
    "improvement_low": lambda: _("Improving, low"),
    "concern_high": lambda: _("Worsening, high"),
    "concern_low": lambda: _("Worsening, low"),
    "neutral_high": lambda: _("Higher, no judgement"),
    "neutral_low": lambda: _("Lower, no judgement"),
}


def assurance(code: str, variation: str, *, has_target: bool) -> str:
    """Whether the target can be expected to be met, as things stand."""
    if code == "fail":
        improving = variation.startswith("improvement")
        return _("Not yet in reach") if improving else _("Not in reach")
    if code == "pass":
        return _("Meets it")
    if code == "inconsistent":
        return _("Hit or miss")
    return _("Cannot be said yet") if has_target else _("No target")


def centre_name(kind: str) -> str:
    return _("median") if kind in {ChartKind.RUN, ChartKind.G} else _("mean")


def dates(style: Style, first: dt.date, last: dt.date) -> str:
    """ "27 April to 8 June 2026"; the year once where it is the same."""
    if first == last:
        return style.period_in_full(first)
    start = style.period(first)
    if first.year == last.year:
        start = start.removesuffix(f" {first.year}")
    return _("%(first)s to %(last)s") % {"first": start, "last": style.period(last)}


def heading(
    style: Style,
    variation: str,
    signal: str,
    *,
    n_points: int,
    mean: float,
    lower: float,
    upper: float,
) -> str:
    """The sentence that says what the chart shows. `signal` is the pattern that reaches the end."""
    if not n_points:
        return _("No numbers yet")
    if variation in {"", "common_cause"}:
        return _steady(style, variation, mean, lower, upper)
    return _("%(lead)s: %(signal)s") % {"lead": _lead(style, variation), "signal": signal}


def _steady(style: Style, variation: str, mean: float, lower: float, upper: float) -> str:
    if not variation:
        return _("“%(title)s”: too few numbers yet to tell change from chance") % {
            "title": style.title
        }
    if math.isnan(lower) or math.isnan(upper):
        return _("“%(title)s” is steady around %(mean)s") % {
            "title": style.title,
            "mean": style.show(mean),
        }
    return _("“%(title)s” is steady: it moves between %(range)s, as expected") % {
        "title": style.title,
        "range": _("%(lower)s and %(upper)s")
        % {"lower": style.show(lower), "upper": style.show(upper)},
    }


def _lead(style: Style, variation: str) -> str:
    if variation.startswith("improvement"):
        return style.better_means or _("“%(title)s” is improving") % {"title": style.title}
    if variation.startswith("concern"):
        return style.worse_means or _("“%(title)s” is worsening") % {"title": style.title}
    if variation == "neutral_high":
        return _("“%(title)s” is higher") % {"title": style.title}
    return _("“%(title)s” is lower") % {"title": style.title}
