"""What has to happen by the clock: surveys that open today, and those whose last day is over."""

import datetime as dt

from . import actions


def keep_dates(at: dt.datetime) -> None:
    actions.open_due(at=at)
    actions.close_due(at=at)
