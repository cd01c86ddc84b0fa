"""Policies about the plan, the team's agreement and its meetings."""

from django.utils.translation import gettext as _

from groundswell.ground.kernel.decisions import Decision
from groundswell.ground.people.actors import Actor

from ..models import Challenge
from .standing import by_the_team


def add_to_plan(actor: Actor, challenge: Challenge) -> Decision:
    return by_the_team(actor, challenge)


def agree(actor: Actor, challenge: Challenge) -> Decision:
    return by_the_team(actor, challenge)


def plan_meetings(actor: Actor, challenge: Challenge, *, is_weekly: bool = False) -> Decision:
    decision = by_the_team(actor, challenge)
    if decision and is_weekly and challenge.day_zero is None:
        return Decision(_("A series runs until day 100, and day 0 is not set yet."))
    return decision
