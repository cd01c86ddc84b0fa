"""What is not kept: keys after the last opening, ways in a month later, invitations half a year."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from groundswell.ground.kernel.clock import day_of

from .. import keys
from ..models import Box, Invitation, Link, Sealed

LINKS_KEPT = dt.timedelta(days=30)  # after the close: who sends again gets the same thank-you
INVITATIONS_KEPT = dt.timedelta(days=180)  # after the close: who was asked is told what came of it
STRAY_KEYS_KEPT = dt.timedelta(days=2)  # keys of a box that never came to be


def destroy_keys(*, at: dt.datetime) -> int:
    """Destroy the keys of closed boxes whose process died before it did so, and of boxes that were
    never committed. Returns how many."""
    left = list(Box.objects.exclude(closed_on=None).filter(keys_destroyed_on=None))
    for box in left:
        destroy_keys_of(box.pk, day_of(at))
    strays = _strays(at)
    for box_id in strays:
        keys.destroy(box_id)
    return len(left) + len(strays)


def destroy_keys_of(box_id: UUID, on: dt.date) -> None:
    """After the commit of the close: from now on no copy of the database can be opened."""
    keys.destroy(box_id)
    Box.objects.filter(pk=box_id).exclude(closed_on=None).update(keys_destroyed_on=on)


@transaction.atomic
def forget_old(*, at: dt.datetime) -> None:
    """Drop links and spent slips a month after the close, invitations after half a year."""
    today = day_of(at)
    Link.objects.filter(invitation__box__closed_on__lt=today - LINKS_KEPT).delete()
    Sealed.objects.filter(box__closed_on__lt=today - LINKS_KEPT).delete()
    Invitation.objects.filter(box__closed_on__lt=today - INVITATIONS_KEPT).delete()


def _strays(at: dt.datetime) -> set[UUID]:
    found = keys.box_ids()
    unknown = found - set(Box.objects.filter(pk__in=found).values_list("pk", flat=True))
    return keys.older_than(unknown, (at - STRAY_KEYS_KEPT).timestamp())
