"""Policies about the team and those who stand behind it."""

from groundswell.ground.kernel.decisions import Decision
from groundswell.ground.people.actors import Actor

from ..models import Challenge, Member
from .standing import by_system_leads, by_who_runs_it, goes_on


def appoint(actor: Actor, challenge: Challenge) -> Decision:
    """Sponsor and coach are named by those who answer for the challenge."""
    return by_system_leads(actor, challenge)


def dismiss(actor: Actor, challenge: Challenge) -> Decision:
    return by_system_leads(actor, challenge)


def add_member(actor: Actor, challenge: Challenge) -> Decision:
    return by_who_runs_it(actor, challenge)


def elect_leader(actor: Actor, challenge: Challenge) -> Decision:
    return by_who_runs_it(actor, challenge)


def end_member(actor: Actor, challenge: Challenge, member: Member) -> Decision:
    """Who keeps the team in order, and each for themselves."""
    if actor.id == member.person_id:
        return goes_on(challenge)
    return by_who_runs_it(actor, challenge)
