"""Day zero is set, and the hundred days can begin."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.people import queries as people
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.kinds import RoleCode
from groundswell.ground.web import words

from .. import policies
from ..clock import Clock, clock_of
from ..kinds import Milestone, Stage, Told
from ..models import Challenge, HoldCheck
from .checks import locked, record
from .milestones import plan_milestones
from .telling import people_in, tell
from .templates import agenda_of, lay_out_plan

LONGEST_PAST, LONGEST_AHEAD = 400, 366  # days


@transaction.atomic
def launch_challenge(
    *, challenge: Challenge, day_zero: dt.date, by: Actor, at: dt.datetime
) -> Challenge:
    """Set day zero; a second press of the same day changes nothing. Raises Refused, Unusable."""
    challenge = locked(challenge)
    if challenge.stage == Stage.LIVE and challenge.day_zero == day_zero:
        return challenge
    sponsors = people.holders_of(challenge.pk, RoleCode.SPONSOR)
    policies.launch_challenge(by, challenge, frozenset(p.pk for p in sponsors)).or_refuse()
    check_day_zero(day_zero, on=day_of(at))
    challenge.day_zero, challenge.stage = day_zero, Stage.LIVE
    challenge.launched_by_id, challenge.launched_at = by.id, at
    challenge.version += 1
    challenge.save()
    plan_hold_checks(challenge, day_zero)
    clock = clock_of(day_zero, on=day_of(at))
    plan_milestones(challenge, clock, agenda_of(challenge), by=by, at=at)
    lay_out_plan(challenge, by=by, at=at)
    record("challenge.launched", challenge, by=by, at=at, day=words.day(day_zero))
    _tell_everybody(challenge, clock, at)
    return challenge


def _tell_everybody(challenge: Challenge, clock: Clock, at: dt.datetime) -> None:
    told = {
        "title": challenge.title,
        "day": words.day(clock.day_zero),
        "last": words.day(clock.on_day(Milestone.DAY_100)),
    }
    tell(
        challenge,
        Told.CHANGED,
        _("“%(title)s” begins on %(day)s") % told,
        _(
            "Day 0 is %(day)s, and day 100 is %(last)s. The launch and the reviews stand in your"
            " calendar, and what you are to do stands among your promises."
        )
        % told,
        key=f"launched:{challenge.version}",
        person_ids=people_in(challenge),
        at=at,
    )


def check_day_zero(day_zero: dt.date, *, on: dt.date) -> None:
    if not -LONGEST_PAST <= (day_zero - on).days <= LONGEST_AHEAD:
        raise Unusable(
            _("Day zero lies within a year of today. You typed %(day)s.")
            % {"day": words.day(day_zero)},
            field="day_zero",
        )


def plan_hold_checks(challenge: Challenge, day_zero: dt.date) -> None:
    """When the system will ask whether the gain held; moved with day zero while unanswered."""
    clock = clock_of(day_zero, on=day_zero)
    for milestone in (Milestone.SIX_MONTHS, Milestone.ONE_YEAR):
        due_on = clock.on_day(milestone)
        check, is_new = HoldCheck.objects.get_or_create(
            challenge=challenge, milestone=milestone, defaults={"due_on": due_on}
        )
        if not is_new and check.answered_at is None:
            check.due_on = due_on
            check.save(update_fields=["due_on"])
