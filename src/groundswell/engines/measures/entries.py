"""One number as somebody gives it: which day it belongs to, and whether it can be right."""

import datetime as dt
import math
from dataclasses import dataclass

from django.utils.translation import gettext as _

from groundswell.ground.kernel.errors import Fault, Unusable
from groundswell.ground.web import words

from .kinds import Frequency, Number
from .models import Definition

LARGEST = 1e15  # beyond it a float no longer holds every whole number
EARLIEST = dt.date(1948, 7, 5)  # the NHS begins; a day before it is a slip of the pen


@dataclass(frozen=True, slots=True)
class Entry:
    """A number for a day. `n` is out of how many, where the definition counts out of something."""

    on: dt.date
    value: float
    n: float | None = None
    row: int = 0  # where it stands in what was pasted, from 1; 0: nowhere


class UnusableRows(Unusable):
    """Several numbers were given and some cannot be used: nothing was kept, each fault is named."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(faults[0].reason + " " + faults[0].remedy)


def period_start(definition: Definition, on: dt.date) -> dt.date:
    """The first day of the week, month or quarter that a day lies in; the day itself otherwise.

    Any day of a week names the week, so that a list by week ending and one by week beginning meet.
    """
    if definition.number == Number.DAYS_BETWEEN or definition.frequency == Frequency.DAY:
        return on
    if definition.frequency == Frequency.WEEK:
        return on - dt.timedelta(days=on.weekday())
    if definition.frequency == Frequency.MONTH:
        return on.replace(day=1)
    return on.replace(month=on.month - (on.month - 1) % 3, day=1)


def period_end(definition: Definition, start: dt.date) -> dt.date:
    """The last day of the period that begins on `start`."""
    if definition.number == Number.DAYS_BETWEEN or definition.frequency == Frequency.DAY:
        return start
    if definition.frequency == Frequency.WEEK:
        return start + dt.timedelta(days=6)
    months = 1 if definition.frequency == Frequency.MONTH else 3
    later = start + dt.timedelta(days=31 * months)
    return later.replace(day=1) - dt.timedelta(days=1)


def latest_period(definition: Definition, today: dt.date) -> dt.date:
    """The start of the last period that is over: the one whose number is due."""
    start = period_start(definition, today)
    if period_end(definition, start) <= today:
        return start
    return period_start(definition, start - dt.timedelta(days=1))


def fault_in(
    definition: Definition, entry: Entry, *, today: dt.date
) -> tuple[str, str, str] | None:
    """What is wrong with a number: column (on, value or n), reason and remedy; or None."""
    if entry.on > today:
        return (
            "on",
            _("%(day)s has not come yet.") % {"day": words.day(entry.on)},
            _("Give a day up to today, %(today)s.") % {"today": words.day(today)},
        )
    if entry.on < EARLIEST:
        return (
            "on",
            _("%(day)s is too long ago.") % {"day": words.day(entry.on)},
            _("Check the year."),
        )
    if not math.isfinite(entry.value) or abs(entry.value) > LARGEST:
        return "value", _("This is not a number that can be charted."), _("Check the number.")
    return _fault_of_n(definition, entry) or _fault_of_value(definition, entry)


def _fault_of_n(definition: Definition, entry: Entry) -> tuple[str, str, str] | None:
    n = entry.n
    if not definition.out_of:
        if n is None:
            return None
        return "n", _("This measure is not out of anything."), _("Leave this empty.")
    if n is None:
        return (
            "n",
            _("Out of how many is missing."),
            _("Give the number of %(what)s.") % {"what": definition.out_of},
        )
    if not math.isfinite(n) or not 0 <= n <= LARGEST:
        return "n", _("Out of how many must be 0 or more."), _("Check the number.")
    return None


def _fault_of_value(definition: Definition, entry: Entry) -> tuple[str, str, str] | None:
    value, n = entry.value, entry.n
    may_be_negative = definition.number in {Number.MONEY, Number.MEAN, Number.SCORE}
    if value < 0 and not may_be_negative:
        return "value", _("This number cannot be below 0."), _("Check the number.")
    if n is not None and n == 0 and value:
        return (
            "value",
            _("%(value)s out of 0 cannot be.") % {"value": f"{value:g}"},
            _("Give out of how many, or 0 for both."),
        )
    if definition.number != Number.PERCENTAGE:
        return None
    if n is not None and value > n:
        return (
            "value",
            _("%(value)s is more than the %(n)s it is out of.")
            % {"value": f"{value:,.15g}", "n": f"{n:,.15g}"},
            _("Check both numbers."),
        )
    if n is None and value > 100:
        return "value", _("A percentage is at most 100."), _("Check the number.")
    return None
