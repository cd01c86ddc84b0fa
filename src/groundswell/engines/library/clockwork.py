"""What the library does by the clock; see `manage.py keep_house`."""

import datetime as dt

from . import actions


def forget(at: dt.datetime) -> None:
    """What readers deleted is gone for good after a month."""
    actions.forget_deleted(at=at)
