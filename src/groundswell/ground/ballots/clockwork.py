"""What has to happen by the clock, once a day."""

import datetime as dt

from groundswell.ground.kernel.clock import day_of

from . import actions
from .kinds import State
from .models import Batch, Box


def keep_boxes(at: dt.datetime) -> None:
    """Open what is opened daily; destroy keys that were left; forget what is old."""
    today = day_of(at)
    opened = Batch.objects.filter(opened_on=today).values("box")
    for box in Box.objects.filter(opens_daily=True, state=State.OPEN).exclude(pk__in=opened):
        actions.open_batch(box=box, at=at)
    actions.destroy_keys(at=at)
    actions.forget_old(at=at)
