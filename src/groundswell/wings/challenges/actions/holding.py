"""Six months and a year on: the system asks whether the gain held, and keeps what it is told."""

import datetime as dt

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.messages import actions as messages
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.kinds import RoleCode

from .. import policies
from ..evidence import figures_of
from ..kinds import Held, Milestone, Stage, Told
from ..models import HoldCheck
from ..owners import goal_of, looks_after, owners_after
from .checks import locked, record, words
from .telling import people_in


def ask_hold_checks(*, at: dt.datetime) -> int:
    """Ask of every gain whose day has come; returns how many were asked now.

    However often it runs, each is asked once. A challenge that was stopped is left alone.
    """
    due = HoldCheck.objects.filter(
        asked_at=None,
        answered_at=None,
        due_on__lte=day_of(at),
        challenge__stage__in=[Stage.LIVE, Stage.SUSTAINING, Stage.CLOSED],
    ).select_related("challenge")
    return sum(_ask(check, at) for check in list(due.order_by("due_on", "pk")))


@transaction.atomic
def _ask(check: HoldCheck, at: dt.datetime) -> int:
    challenge = check.challenge
    asked = HoldCheck.objects.filter(pk=check.pk, asked_at=None).update(asked_at=at)
    told = {"title": challenge.title, "when": Milestone(check.milestone).label}
    messages.tell(
        person_ids=owners_after(challenge)
        or people_in(challenge, RoleCode.TEAM_LEADER, RoleCode.SPONSOR),
        kind=Told.KEEPING,
        subject=_("Did the gain of “%(title)s” hold?") % told,
        body=_(
            "%(when)s. Look at the numbers, and say what became of it: held, in part, lost, or"
            " nobody can say. The answer stands beside the result, whatever it is."
        )
        % told,
        url=reverse("challenges:hold_check", args=[check.pk]),
        key=f"hold-check:{check.pk}",
        at=at,
    )
    return asked


@transaction.atomic
def answer_hold_check(
    *, check: HoldCheck, held: str, said: str, by: Actor, at: dt.datetime
) -> HoldCheck:
    """What became of the gain, with what its measure says on the day. The same answer twice is one.

    Raises Refused; Unusable without an answer or without words.
    """
    challenge = locked(check.challenge)
    check = HoldCheck.objects.select_related("answered_by").get(pk=check.pk)
    check.challenge = challenge
    if (check.answered_by_id, check.held, check.words) == (by.id, held, said.strip()):
        return check
    is_owner = looks_after(by.id, challenge)
    policies.answer_hold_check(by, check, is_owner=is_owner, at=at).or_refuse()
    if held not in Held.values:
        raise Unusable(_("Choose one of the answers shown."), field="held")
    check.held = held
    check.words = words(said, field="said", missing=_("Say how you know, in a sentence or two."))
    goal = goal_of(challenge)
    parts = figures_of(goal.measure if goal else None)
    check.figures = {"on": day_of(at).isoformat(), "parts": parts}
    check.answered_by, check.answered_at = by.person, at
    check.save()
    milestone = str(Milestone(check.milestone).label)
    told = str(Held(held).label)
    record("hold_check.answered", challenge, by=by, at=at, when=milestone, held=told)
    return check
