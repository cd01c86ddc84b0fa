"""A challenge ends: stopped on the way with a reason, or closed when its work is done."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.ground.kernel.clock import day_of
from groundswell.ground.people.actors import Actor

from .. import policies
from ..kinds import Stage, Told
from ..models import Challenge
from .checks import locked, record, words
from .milestones import call_off_meetings
from .telling import people_in, tell


@transaction.atomic
def stop_challenge(*, challenge: Challenge, reason: str, by: Actor, at: dt.datetime) -> Challenge:
    """End it before its time; what was done stays to be read. Twice is once.

    Raises Refused; Unusable without a reason.
    """
    challenge = locked(challenge)
    if challenge.stage == Stage.STOPPED:
        return challenge
    policies.stop_challenge(by, challenge).or_refuse()
    said = words(reason, field="reason", missing=_("Say why it stops: the team deserves to know."))
    call_off_meetings(challenge, said, by=by, at=at)
    subject = _("“%(title)s” is stopped") % {"title": challenge.title}
    record("challenge.stopped", challenge, by=by, at=at)
    return _end(challenge, Stage.STOPPED, (subject, said), by, at)


@transaction.atomic
def close_challenge(*, challenge: Challenge, reason: str, by: Actor, at: dt.datetime) -> Challenge:
    """Close it after its hundred days, with a last word. The checks at six months and a year are
    still asked. Twice is once. Raises Refused; Unusable without words."""
    challenge = locked(challenge)
    if challenge.stage == Stage.CLOSED:
        return challenge
    policies.close_challenge(by, challenge, day_of(at)).or_refuse()
    said = words(reason, field="reason", missing=_("Say in a sentence how it ends."))
    subject = _("“%(title)s” is closed") % {"title": challenge.title}
    record("challenge.closed", challenge, by=by, at=at)
    return _end(challenge, Stage.CLOSED, (subject, said), by, at)


def _end(
    challenge: Challenge, stage: Stage, said: tuple[str, str], by: Actor, at: dt.datetime
) -> Challenge:
    subject, reason = said
    challenge.stage, challenge.ended_words = stage, reason
    challenge.ended_at, challenge.ended_by_id = at, by.id
    challenge.version += 1
    challenge.save()
    everybody = [i for i in people_in(challenge) if i != by.id]
    key = f"ended:{challenge.version}"
    tell(challenge, Told.CHANGED, subject, reason, key=key, person_ids=everybody, at=at)
    return challenge
