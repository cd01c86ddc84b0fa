"""What has to happen by the clock: reminders, once a day."""

import datetime as dt

from . import actions


def remind(at: dt.datetime) -> None:
    """Remind of what is due soon or late; running twice reminds once."""
    actions.remind_owners(at=at)
