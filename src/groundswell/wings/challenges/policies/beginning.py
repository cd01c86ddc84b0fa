"""Policies about a challenge as a whole: begun, launched, moved, ended."""

import datetime as dt
from uuid import UUID

from django.utils.translation import gettext as _

from groundswell.ground.kernel.decisions import ALLOWED, Decision
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.models import Organisation

from ..kinds import DAYS, Stage
from ..models import Challenge
from .standing import by_system_leads, leads_system


def starts_somewhere(actor: Actor) -> bool:
    """Whether there is any organisation for which the actor may start a challenge."""
    return any(r.code == "system_lead" for r in actor.roles)


def start_challenge(actor: Actor, organisation: Organisation) -> Decision:
    if not leads_system(actor, organisation.pk):
        return Decision(
            _("A system lead of %(place)s starts its challenges.") % {"place": organisation.name}
        )
    if organisation.closed_on:
        return Decision(_("%(place)s is closed.") % {"place": organisation.name})
    return ALLOWED


def set_up_challenge(actor: Actor, organisation: Organisation) -> Decision:
    return start_challenge(actor, organisation)


def start_wave(actor: Actor, organisation: Organisation) -> Decision:
    return start_challenge(actor, organisation)


def add_partner(actor: Actor, challenge: Challenge) -> Decision:
    return by_system_leads(actor, challenge)


def launch_challenge(actor: Actor, challenge: Challenge, sponsor_ids: frozenset[UUID]) -> Decision:
    """Nobody is sent out alone: a challenge needs its sponsor before it needs a date."""
    decision = by_system_leads(actor, challenge)
    if not decision:
        return decision
    if challenge.stage != Stage.DESIGN:
        return Decision(_("This challenge has been launched already."))
    if not sponsor_ids:
        return Decision(_("Name the sponsor first: a team without one has nobody to ask."))
    return ALLOWED


def plans_launch(actor: Actor, challenge: Challenge) -> Decision:
    """Who reads the list of what should stand before a launch."""
    if challenge.stage != Stage.DESIGN:
        return Decision(_("This challenge has been launched already."))
    return by_system_leads(actor, challenge)


def shift_day_zero(actor: Actor, challenge: Challenge, on: dt.date) -> Decision:
    """While the hundred days are still to be lived."""
    decision = by_system_leads(actor, challenge)
    if not decision:
        return decision
    if challenge.stage != Stage.LIVE or challenge.day_zero is None:
        return Decision(_("Day zero moves while a challenge is under way."))
    if (on - challenge.day_zero).days > DAYS:
        return Decision(_("The hundred days are over. What happened, happened on its days."))
    return ALLOWED


def stop_challenge(actor: Actor, challenge: Challenge) -> Decision:
    return by_system_leads(actor, challenge)


def close_challenge(actor: Actor, challenge: Challenge, on: dt.date) -> Decision:
    """Nobody closes what has not had its hundred days; it can be stopped with a reason."""
    decision = by_system_leads(actor, challenge)
    if not decision:
        return decision
    if challenge.day_zero is None or (on - challenge.day_zero).days < DAYS:
        return Decision(_("A challenge is closed from day 100 on. Before that it can be stopped."))
    return ALLOWED
