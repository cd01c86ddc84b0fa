"""Time is stored in UTC and shown as the clock on a wall in London shows it."""

import datetime as dt
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def london(at: dt.datetime) -> dt.datetime:
    """The same instant as a clock in London shows it. `at` must be aware of its time zone."""
    return at.astimezone(LONDON)


def day_of(at: dt.datetime) -> dt.date:
    """The day in London at that instant: half past midnight in summer is already the next day."""
    return london(at).date()
