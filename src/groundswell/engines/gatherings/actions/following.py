"""Meetings that follow the piece of work they belong to: moved with it, called off with it.

Its wing has decided, and tells its people once; here only those are written to whom it does not
know, because they registered from outside.
"""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.ground.kernel import audit
from groundswell.ground.kernel.references import Ref
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words

from .. import policies
from ..kinds import State
from ..models import Gathering
from .checks import LONGEST_WORDS, usable_text
from .findable import index_gathering
from .locking import details_of, locked
from .telling import registered_for, when, write_to


@transaction.atomic
def follow_shift(
    *, gathering: Gathering, context: Ref, starts_at: dt.datetime, by: Actor, at: dt.datetime
) -> Gathering:
    """Begin at another time, as long as before; calendars hear of it. Raises Refused."""
    gathering = locked(gathering)
    policies.follow_shift(gathering, context).or_refuse()
    if gathering.starts_at == starts_at:
        return gathering
    old, length = gathering.starts_at, gathering.ends_at - gathering.starts_at
    gathering.starts_at, gathering.ends_at = starts_at, starts_at + length
    _save(gathering, at)
    audit.record("gathering.changed", **details_of(gathering, by=by, at=at), when=when(gathering))
    told = {"title": gathering.title, "old": words.moment(old), "new": when(gathering)}
    _write_outside(
        gathering,
        _("“%(title)s” is now on %(new)s") % told,
        _("“%(title)s” was to begin on %(old)s. It now begins on %(new)s.") % told,
        at,
    )
    return gathering


@transaction.atomic
def follow_end(
    *, gathering: Gathering, context: Ref, reason: str, by: Actor, at: dt.datetime
) -> Gathering:
    """Call it off, because what it belongs to has ended. Raises Refused, Unusable."""
    gathering = locked(gathering)
    policies.follow_end(gathering, context).or_refuse()
    gathering.cancel_reason = usable_text(
        reason, field="reason", most=LONGEST_WORDS, missing=_("Say why, in a sentence.")
    )
    gathering.state, gathering.closed_at, gathering.closed_by = State.CANCELLED, at, by.person
    _save(gathering, at)
    audit.record("gathering.cancelled", **details_of(gathering, by=by, at=at), when=when(gathering))
    told = {"title": gathering.title, "when": when(gathering), "reason": gathering.cancel_reason}
    _write_outside(
        gathering,
        _("“%(title)s” is cancelled") % told,
        _("“%(title)s” on %(when)s is cancelled: %(reason)s") % told,
        at,
    )
    return gathering


def _save(gathering: Gathering, at: dt.datetime) -> None:
    gathering.sequence += 1
    gathering.version += 1
    gathering.changed_at = at
    gathering.save()
    index_gathering(gathering)


def _write_outside(gathering: Gathering, subject: str, body: str, at: dt.datetime) -> None:
    for registration in registered_for(gathering):
        key = f"followed:{gathering.sequence}"
        write_to(registration, subject, body, key=key, at=at)
