"""Policies about reviews and about the checks whether a gain held."""

import datetime as dt

from django.utils.translation import gettext as _

from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.decisions import ALLOWED, Decision
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.kinds import RoleCode
from groundswell.ground.web import words

from ..clock import clock_of
from ..kinds import Milestone, ReviewState, Stage
from ..models import HoldCheck, Review
from .results import by_who_did_it
from .standing import goes_on, is_in, is_of_team, runs


def write_review(actor: Actor, review: Review) -> Decision:
    decision = by_who_did_it(actor, review.challenge)
    if not decision:
        return decision
    if review.state == ReviewState.HELD and review.held_by and review.held_at:
        told = {"who": review.held_by.name, "when": words.moment(review.held_at)}
        return Decision(
            _("%(who)s closed this review on %(when)s. It stays as it was read.") % told
        )
    return goes_on(review.challenge)


def hold_review(actor: Actor, review: Review, at: dt.datetime) -> Decision:
    """From its day on, or from the day that its meeting was put on where that is earlier."""
    decision = write_review(actor, review)
    if decision and day_of(at) < day_of_review(review):
        return Decision(
            _("This review is held from %(day)s on.") % {"day": words.day(day_of_review(review))}
        )
    return decision


def day_of_review(review: Review) -> dt.date:
    """`review.gathering` and its challenge are loaded; a review is made at the launch."""
    day_zero = review.challenge.day_zero
    assert day_zero is not None
    on = clock_of(day_zero, on=day_zero).on_day(Milestone(review.milestone))
    return min(on, day_of(review.gathering.starts_at)) if review.gathering else on


def answer_hold_check(
    actor: Actor, check: HoldCheck, *, is_owner: bool, at: dt.datetime
) -> Decision:
    """`is_owner`: the actor looks after the goal's measure or a change since the team has gone.

    A challenge that is closed is asked all the same: that is when it matters.
    """
    challenge = check.challenge
    takes_part = is_of_team(actor, challenge) or is_in(actor, challenge, RoleCode.SPONSOR)
    if not (is_owner or takes_part or runs(actor, challenge)):
        return Decision(_("Whoever looks after it, the team or its sponsor answers this."))
    if challenge.stage == Stage.STOPPED:
        return Decision(_("This challenge was stopped: there is no gain to ask about."))
    if check.answered_by and check.answered_at:
        told = {"who": check.answered_by.name, "when": words.moment(check.answered_at)}
        return Decision(_("%(who)s answered on %(when)s.") % told)
    if day_of(at) < check.due_on:
        return Decision(_("This is asked on %(day)s.") % {"day": words.day(check.due_on)})
    return ALLOWED
