"""What has to happen by the clock: reminders, and the erasing of who registered."""

import datetime as dt

from . import actions


def remind(at: dt.datetime) -> None:
    actions.remind(at=at)


def forget(at: dt.datetime) -> None:
    actions.forget_registrations(at=at)
