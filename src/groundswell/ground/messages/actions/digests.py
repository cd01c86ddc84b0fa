"""Digests: what has gathered for a person, in one mail, at eight in the morning in London."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from uuid import UUID

from django.db import transaction

from groundswell.ground.kernel.clock import LONDON, london
from groundswell.ground.kernel.tasks import enqueue

from ..kinds import Channel
from ..letters import digest, digest_subject
from ..models import Message, OutgoingMail

HOUR = 8  # on a clock in London, in summer and in winter
_BATCH = 200  # people a transaction


def send_digests(*, at: dt.datetime) -> int:
    """Make every digest that is due by now and has not been made yet. Returns how many.

    However often it runs, a person gets one daily digest a day and one weekly digest a week; where
    it did not run at eight, it makes up for it later. What a person has read is left out.
    """
    today = london(at).date()
    monday = today - dt.timedelta(days=today.weekday())
    return _send(Channel.DAILY, today, at) + _send(Channel.WEEKLY, monday, at)


def _send(channel: Channel, on: dt.date, at: dt.datetime) -> int:
    eight = dt.datetime.combine(on, dt.time(HOUR), tzinfo=LONDON).astimezone(dt.UTC)
    if at < eight:
        return 0
    waiting = Message.objects.filter(
        channel=channel,
        mailed_at=None,
        read_at=None,
        created_at__lt=eight,
        person__is_active=True,
    )
    people = waiting.order_by("person_id").values_list("person_id", flat=True).distinct()
    return sum(_make(channel, on, ids, eight, at) for ids in _batches(list(people)))


@transaction.atomic
def _make(
    channel: Channel, on: dt.date, person_ids: list[UUID], before: dt.datetime, at: dt.datetime
) -> int:
    gathered: dict[UUID, list[Message]] = defaultdict(list)
    messages = Message.objects.filter(
        person_id__in=person_ids,
        channel=channel,
        mailed_at=None,
        read_at=None,
        created_at__lt=before,
    )
    for message in messages.select_related("person").order_by("created_at", "pk"):
        gathered[message.person_id].append(message)
    mails = [_mail(channel, on, several, at) for several in gathered.values()]
    OutgoingMail.objects.bulk_create(mails, ignore_conflicts=True)  # its key: once a day
    made = OutgoingMail.objects.filter(pk__in=[m.pk for m in mails]).values_list(
        "person_id", flat=True
    )
    messages.filter(person_id__in=list(made)).update(mailed_at=at)
    enqueue("messages.send_waiting")
    return len(made)


def _mail(channel: Channel, on: dt.date, messages: list[Message], at: dt.datetime) -> OutgoingMail:
    person = messages[0].person
    return OutgoingMail(
        person=person,
        to_address=person.email,
        subject=digest_subject(len(messages)),
        body=digest(messages),
        key=f"digest:{channel}:{person.pk}:{on}",
        created_at=at,
        due_at=at,
    )


def _batches(ids: Iterable[UUID]) -> Iterator[list[UUID]]:
    rest = iter(ids)
    while batch := list(islice(rest, _BATCH)):
        yield batch
