"""What has to happen by the clock: surveys that open today, and those whose last day is over."""

import datetime as dt

from groundswell.ground.kernel.doers import SYSTEM

from . import actions


def keep_dates(at: dt.datetime) -> None:
    actions.open_due(at=at)
    actions.close_due(by=SYSTEM, at=at)
