"""Policies about what stands around a team: sponsor's promises, coach's log, who runs it."""

from django.utils.translation import gettext as _

from groundswell.ground.kernel.decisions import ALLOWED, Decision
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.kinds import RoleCode

from ..models import Challenge, CoachEntry
from .standing import goes_on, is_in


def make_promise(actor: Actor, challenge: Challenge) -> Decision:
    """What a sponsor says in the room, the coach or the team leader may write down."""
    if not is_in(actor, challenge, RoleCode.SPONSOR, RoleCode.COACH, RoleCode.TEAM_LEADER):
        return Decision(_("The sponsor, the coach or the team leader writes these promises down."))
    return goes_on(challenge)


def write_log(actor: Actor, challenge: Challenge) -> Decision:
    """Also after the end: looking back is part of a coach's work."""
    if not is_in(actor, challenge, RoleCode.COACH):
        return Decision(_("A coach’s log is the coach’s own. Nobody else reads or writes it."))
    return ALLOWED


def change_log(actor: Actor, entry: CoachEntry) -> Decision:
    if actor.id != entry.coach_id:
        return Decision(_("A coach’s log is the coach’s own. Nobody else reads or writes it."))
    return ALLOWED


def hand_over(actor: Actor, challenge: Challenge) -> Decision:
    if not is_in(actor, challenge, RoleCode.COACH):
        return Decision(_("The coach says how far the team runs its meetings itself."))
    return goes_on(challenge)
