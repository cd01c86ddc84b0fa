"""Having read. Nobody else is told what a person has read, so the trail does not hold it either."""

import datetime as dt

from django.db.models import F
from django.db.models.functions import Greatest

from groundswell.ground.people.actors import Actor

from .. import policies
from ..models import Message


def mark_read(*, message: Message, by: Actor, at: dt.datetime) -> None:
    """The person has opened the message; the first time counts. Raises Refused."""
    policies.mark_read(by, message).or_refuse()
    Message.objects.filter(pk=message.pk, read_at=None).update(
        read_at=Greatest(F("created_at"), at)
    )


def mark_all_read(*, until: dt.datetime, by: Actor, at: dt.datetime) -> int:
    """Everything the person was told up to the moment they saw the list. Returns how many.

    What came in after `until` was not on the page they looked at, and stays unread.
    """
    policies.mark_all_read(by).or_refuse()
    return Message.objects.filter(person_id=by.id, read_at=None, created_at__lte=until).update(
        read_at=Greatest(F("created_at"), at)
    )
