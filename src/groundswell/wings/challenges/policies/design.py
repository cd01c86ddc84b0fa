"""Policies about the note, its signatures, and what the roles are called."""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _

from groundswell.ground.kernel.decisions import Decision
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.kinds import RoleCode

from ..models import Challenge
from .standing import LOOK_ON, by_system_leads, goes_on, is_in, leads_system


def change_note(actor: Actor, challenge: Challenge) -> Decision:
    """The leaders write it: it is their promise to the team."""
    if not (
        leads_system(actor, challenge.organisation_id) or is_in(actor, challenge, RoleCode.SPONSOR)
    ):
        return Decision(
            _("The sponsor or a system lead of %(place)s changes the note.")
            % {"place": challenge.organisation.name}
        )
    return goes_on(challenge)


def sign_note(actor: Actor, challenge: Challenge, partner_ids: Collection[Any]) -> Decision:
    """The sponsor, and system leads and board members of whoever takes part."""
    places = {challenge.organisation_id, *partner_ids}
    leads = any(
        r.code in LOOK_ON and (r.is_system_wide or r.organisation_id in places) for r in actor.roles
    )
    if not (leads or is_in(actor, challenge, RoleCode.SPONSOR)):
        return Decision(
            _("The sponsor, and system leads and board members of those who take part, sign this.")
        )
    return goes_on(challenge)


def name_roles(actor: Actor, challenge: Challenge) -> Decision:
    return by_system_leads(actor, challenge)


def remove_partner(actor: Actor, challenge: Challenge) -> Decision:
    return by_system_leads(actor, challenge)
