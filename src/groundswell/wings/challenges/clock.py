"""The clock of a challenge: which day it is, and which days its people meet for. Pure."""

import datetime as dt
from dataclasses import dataclass

from .kinds import DAYS, Milestone

_DAY_OF = {
    Milestone.LAUNCH: 0,
    Milestone.DAY_25: 25,
    Milestone.DAY_50: 50,
    Milestone.DAY_75: 75,
    Milestone.DAY_100: DAYS,
}
_MONTHS_AFTER = {Milestone.SIX_MONTHS: 6, Milestone.ONE_YEAR: 12}


@dataclass(frozen=True, slots=True)
class Day:
    """One milestone on its day."""

    milestone: Milestone
    on: dt.date


@dataclass(frozen=True, slots=True)
class Clock:
    """A day of a challenge.

    `day` counts from day zero: negative before it, and beyond 100 once the hundred days are over.
    """

    day_zero: dt.date
    on: dt.date
    days: tuple[Day, ...]

    @property
    def day(self) -> int:
        return (self.on - self.day_zero).days

    @property
    def days_to_go(self) -> int:
        return max(0, DAYS - self.day)

    @property
    def is_running(self) -> bool:
        return 0 <= self.day <= DAYS

    @property
    def next(self) -> Day | None:
        """The next milestone, that of today included; None after the last."""
        return next((d for d in self.days if d.on >= self.on), None)

    def on_day(self, milestone: Milestone) -> dt.date:
        return next(d.on for d in self.days if d.milestone == milestone)


def clock_of(day_zero: dt.date, *, on: dt.date) -> Clock:
    """The clock of a challenge whose day zero is `day_zero`, as it stands on the day `on`.

    >>> clock = clock_of(dt.date(2026, 4, 29), on=dt.date(2026, 6, 16))
    >>> clock.day, clock.days_to_go, clock.on_day(Milestone.DAY_100)
    (48, 52, datetime.date(2026, 8, 7))
    >>> clock.on_day(Milestone.SIX_MONTHS)
    datetime.date(2027, 2, 7)
    """
    within = [Day(m, day_zero + dt.timedelta(days=n)) for m, n in _DAY_OF.items()]
    last = within[-1].on
    after = [Day(m, months_after(last, n)) for m, n in _MONTHS_AFTER.items()]
    return Clock(day_zero=day_zero, on=on, days=(*within, *after))


def months_after(day: dt.date, n: int) -> dt.date:
    """The same day of the month so many months on, or the last one where there is no such day.

    >>> months_after(dt.date(2026, 8, 31), 6)
    datetime.date(2027, 2, 28)
    """
    year, month = divmod(day.month - 1 + n, 12)
    first = dt.date(day.year + year, month + 1, 1)
    following = dt.date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return min(first + dt.timedelta(days=day.day - 1), following - dt.timedelta(days=1))
