"""What the library does by the clock; see `manage.py keep_house`."""

import datetime as dt

from django.core.management import call_command

from . import actions


def forget(at: dt.datetime) -> None:
    """What readers deleted is gone for good after a month."""
    actions.forget_deleted(at=at)


def forget_files(at: dt.datetime) -> None:
    """What lies on the disk and is named by nothing goes after a day."""
    actions.forget_files(at=at)
    actions.forget_waiting_pictures(at=at)


def keep_set_days(at: dt.datetime) -> None:
    """Pages for which an editor has set a time go out at it, or are taken back; Wagtail knows."""
    call_command("publish_scheduled")
