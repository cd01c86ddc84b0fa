"""Day zero moves, with a reason: the clock, the meetings and the checks move with it."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.ground.kernel.clock import day_of
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words as written

from .. import policies
from ..kinds import Told
from ..models import Challenge, Shift
from .checks import locked, record, words
from .launching import check_day_zero, plan_hold_checks
from .milestones import move_milestones
from .telling import people_in, tell


@transaction.atomic
def shift_day_zero(
    *, challenge: Challenge, day_zero: dt.date, reason: str, by: Actor, at: dt.datetime
) -> Challenge:
    """Move day zero; everybody is told once, with the old day and the new.

    Reviews that were held and checks that were answered stay on their days. The same day changes
    nothing. Raises Refused, Unusable.
    """
    challenge = locked(challenge)
    policies.shift_day_zero(by, challenge, day_of(at)).or_refuse()
    old = challenge.day_zero
    if old is None or old == day_zero:
        return challenge
    check_day_zero(day_zero, on=day_of(at))
    said = words(reason, field="reason", missing=_("Say why day zero moves."))
    shift = Shift.objects.create(
        challenge=challenge, old_day=old, new_day=day_zero, reason=said, by=by.person, at=at
    )
    challenge.day_zero = day_zero
    challenge.version += 1
    challenge.save(update_fields=["day_zero", "version"])
    plan_hold_checks(challenge, day_zero)
    move_milestones(challenge, old, by=by, at=at)
    told = {"old": written.day(old), "new": written.day(day_zero)}
    record("challenge.shifted", challenge, by=by, at=at, **told)
    _tell_everybody(shift, told | {"title": challenge.title}, at)
    return challenge


def _tell_everybody(shift: Shift, told: dict[str, str], at: dt.datetime) -> None:
    tell(
        shift.challenge,
        Told.CHANGED,
        _("Day 0 of “%(title)s” is now %(new)s") % told,
        "\n\n".join([
            _("Day 0 was %(old)s. It is now %(new)s, and every day of the clock moves with it.")
            % told,
            shift.reason,
            _("The meetings that were still to come are moved in your calendar."),
        ]),
        key=f"shift:{shift.pk}",
        person_ids=people_in(shift.challenge),
        at=at,
    )
