"""What has to happen by the clock: digests, mails that wait for another try, words to be wiped."""

import datetime as dt

from django.utils import timezone

from . import actions


def send_due(at: dt.datetime) -> None:
    """Send digests and mails that are due; wipe what is not kept."""
    actions.forget_old(at=at)
    actions.send_digests(at=at)
    actions.send_waiting(clock=timezone.now)
