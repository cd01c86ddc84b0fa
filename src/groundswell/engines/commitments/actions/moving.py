"""Another day: only with a reason, and the days that were promised before stay to be seen."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.ground.kernel import audit
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words

from .. import policies
from ..models import Commitment, Move
from .findable import index_commitment
from .locking import day_ahead, locked, reason_from
from .telling import tell_owner, tell_whom_it_was_made_to


@transaction.atomic
def move_commitment(
    *, commitment: Commitment, due_on: dt.date, reason: str, by: Actor, at: dt.datetime
) -> Commitment:
    """Promise another day. The day it has already is no move, and nobody is told of it.

    Raises
    ------
    Refused
        See `policies.move_commitment`.
    Unusable
        Where the day has passed or no reason is given.
    """
    commitment = locked(commitment)
    policies.move_commitment(by, commitment).or_refuse()
    reason = reason_from(reason, missing=_("Say why the day moves. It is shown with the old day."))
    if due_on == commitment.due_on:
        return commitment
    Move.objects.create(
        commitment=commitment,
        due_before=commitment.due_on,
        due_on=day_ahead(due_on, day_of(at)),
        reason=reason,
        by_id=by.id,
        at=at,
    )
    before, commitment.due_on = commitment.due_on, due_on
    commitment.save(update_fields=["due_on"])
    index_commitment(commitment)
    audit.record(
        "commitment.moved",
        about=commitment,
        by=by,
        at=at,
        organisation_id=commitment.organisation_id,
        day=words.day(due_on),
    )
    _tell(commitment, before, reason, by, at)
    return commitment


def _tell(commitment: Commitment, before: dt.date, reason: str, by: Actor, at: dt.datetime) -> None:
    told = {
        "by": by.name,
        "title": commitment.title,
        "before": words.day(before),
        "day": words.day(commitment.due_on),
        "reason": reason,
    }
    subject = _("Moved to %(day)s: %(title)s") % told
    body = _("%(by)s moved this from %(before)s to %(day)s: “%(reason)s”.") % told
    tell_owner(commitment, subject, body, by=by, at=at)
    tell_whom_it_was_made_to(commitment, subject, body, by=by, at=at)
