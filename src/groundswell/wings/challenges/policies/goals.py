"""Policies about the goal: the team sets it, and from day 50 on it can be changed with a reason.

The current goal and the first one come from the caller, who has read them.
"""

import datetime as dt

from django.utils.translation import gettext as _

from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.decisions import ALLOWED, Decision
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.kinds import RoleCode
from groundswell.ground.web import words

from ..clock import clock_of
from ..kinds import GoalState, Milestone, Stage
from ..models import Challenge, Goal
from .standing import by_the_team, goes_on, is_in

WORDING_DAYS = 2  # for so long after it was first set a team may still find better words


def set_goal(actor: Actor, challenge: Challenge, first: Goal | None, at: dt.datetime) -> Decision:
    """`first` is the first goal that the team has set, None where there is none."""
    decision = by_the_team(actor, challenge)
    if not decision or first is None or challenge.stage == Stage.DESIGN:
        return decision
    if (day_of(at) - day_of(first.set_at)).days <= WORDING_DAYS:
        return ALLOWED
    return Decision(_stands_until(challenge, at))


def propose_goal(
    actor: Actor, challenge: Challenge, current: Goal | None, proposed: Goal | None, at: dt.datetime
) -> Decision:
    decision = by_the_team(actor, challenge)
    if not decision:
        return decision
    if current is None:
        return Decision(_("There is no goal yet that could be changed."))
    if current.reached_at:
        return Decision(_("The goal’s question is answered: it stays as it was."))
    if proposed:
        return Decision(_("A change waits for the sponsor’s answer. Take it back first."))
    if challenge.day_zero is None or day_of(at) < _day_50(challenge):
        return Decision(_stands_until(challenge, at))
    return ALLOWED


def _day_50(challenge: Challenge) -> dt.date:
    assert challenge.day_zero is not None  # asked before
    return clock_of(challenge.day_zero, on=challenge.day_zero).on_day(Milestone.DAY_50)


def _stands_until(challenge: Challenge, at: dt.datetime) -> str:
    if challenge.day_zero is None or day_of(at) >= _day_50(challenge):
        return _("From day 50 on a change of the goal needs the sponsor’s yes. Propose it.")
    return _(
        "The goal stands until day 50, %(day)s. From then on the team can propose a change, and"
        " the sponsor answers."
    ) % {"day": words.day(_day_50(challenge))}


def complete_goal(actor: Actor, goal: Goal) -> Decision:
    """Fill in what was not known when the goal was set: its measure, where things stood."""
    decision = by_the_team(actor, goal.challenge)
    if decision and goal.state != GoalState.CURRENT:
        return Decision(_("This is not the goal any more."))
    if decision and goal.measure_id and goal.baseline is not None:
        return Decision(_("Nothing is missing: it has its measure and says where things stood."))
    return decision


def withdraw_goal(actor: Actor, goal: Goal) -> Decision:
    return by_the_team(actor, goal.challenge) and _waits(goal)


def decide_goal(actor: Actor, goal: Goal) -> Decision:
    if not is_in(actor, goal.challenge, RoleCode.SPONSOR):
        return Decision(_("The sponsor answers this one."))
    return goes_on(goal.challenge) and _waits(goal)


def _waits(goal: Goal) -> Decision:
    if goal.state == GoalState.PROPOSED:
        return ALLOWED
    if goal.decided_by is None:
        return Decision(_("The team has taken this proposal back."))
    told = {
        "who": goal.decided_by.name,
        "when": words.moment(goal.decided_at) if goal.decided_at else "",
    }
    if goal.state == GoalState.DECLINED:
        return Decision(_("%(who)s answered on %(when)s: the goal stays.") % told)
    return Decision(_("%(who)s answered on %(when)s: the goal was changed.") % told)


def answer_goal(actor: Actor, goal: Goal, at: dt.datetime) -> Decision:
    """On day 100 the team looks, and says yes or no."""
    challenge = goal.challenge
    decision = by_the_team(actor, challenge)
    if not decision:
        return decision
    if goal.state != GoalState.CURRENT:
        return Decision(_("This is not the goal any more."))
    if goal.reached_by:
        return Decision(_("%(who)s has answered it already.") % {"who": goal.reached_by.name})
    if challenge.day_zero is None:
        return Decision(_("It is answered on day 100; day 0 is not set yet."))
    last = clock_of(challenge.day_zero, on=challenge.day_zero).on_day(Milestone.DAY_100)
    if day_of(at) < last:
        return Decision(_("It is answered on day 100, %(day)s.") % {"day": words.day(last)})
    return ALLOWED
