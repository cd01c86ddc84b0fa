"""Choosing how messages reach one."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from groundswell.ground.kernel import audit
from groundswell.ground.people.actors import Actor

from .. import policies
from ..kinds import Channel, kinds
from ..models import Choice, Message


@transaction.atomic
def choose_channels(*, channels: Mapping[str, str], by: Actor, at: dt.datetime) -> None:
    """Have each kind of message reach the person by the channel given. Raises Refused.

    What waits for a digest follows the new choice; what was told as "at once" has gone already.
    """
    policies.choose_channels(by, channels).or_refuse()
    before = dict(Choice.objects.filter(person_id=by.id).values_list("kind", "channel"))
    changed = {
        code: channel
        for code, channel in channels.items()
        if before.get(code, kinds[code].default) != channel
    }
    if not changed:
        return
    Choice.objects.bulk_create(
        [Choice(person_id=by.id, kind=code, channel=c) for code, c in changed.items()],
        update_conflicts=True,
        unique_fields=["person", "kind"],
        update_fields=["channel"],
    )
    for code, channel in changed.items():
        _redirect(code, channel, by)
    audit.record("messages.channels_chosen", about=by.person, by=by, at=at)


def _redirect(code: str, channel: str, by: Actor) -> None:
    if channel == Channel.NOW:  # what had been left for a digest stays there
        return
    Message.objects.filter(
        person_id=by.id,
        kind=code,
        mailed_at=None,
        read_at=None,
        channel__in=[Channel.DAILY, Channel.WEEKLY],
    ).update(channel=channel)
