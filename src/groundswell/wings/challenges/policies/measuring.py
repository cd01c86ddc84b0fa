"""Policies about what a team counts. Numbers and charts themselves are for `measures` to judge."""

from django.utils.translation import gettext as _

from groundswell.ground.kernel.decisions import ALLOWED, Decision
from groundswell.ground.people.actors import Actor

from ..models import Challenge, ChallengeMeasure
from .standing import by_the_team


def attach_measure(actor: Actor, challenge: Challenge) -> Decision:
    return by_the_team(actor, challenge)


def define_measure(actor: Actor, challenge: Challenge) -> Decision:
    return by_the_team(actor, challenge)


def detach_measure(actor: Actor, row: ChallengeMeasure, *, is_of_goal: bool) -> Decision:
    """`is_of_goal`: the goal is measured by it, or a change of the goal that waits."""
    decision = by_the_team(actor, row.challenge)
    if not decision:
        return decision
    if row.removed_at:
        return Decision(_("This measure is taken off already."))
    if is_of_goal:
        return Decision(_("The goal is measured by it."))
    return ALLOWED
