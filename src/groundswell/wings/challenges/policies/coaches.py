"""Policies about the register of coaches."""

from uuid import UUID

from django.utils.translation import gettext as _

from groundswell.ground.kernel.decisions import ALLOWED, Decision
from groundswell.ground.people.actors import Actor

from ..models import CoachListing
from .standing import LOOK_ON, leads_system


def sees_coaches(actor: Actor) -> bool:
    """The register is for those who send teams out, and for those who stand in it."""
    return any(r.code in LOOK_ON for r in actor.roles)


def list_coach(actor: Actor, organisation_id: UUID) -> Decision:
    if leads_system(actor, organisation_id):
        return ALLOWED
    return Decision(_("A system lead of the organisation keeps its register of coaches."))


def end_listing(actor: Actor, listing: CoachListing) -> Decision:
    """Each may also leave it."""
    if actor.id == listing.person_id:
        return ALLOWED
    return list_coach(actor, listing.organisation_id)


def record_training(actor: Actor, listing: CoachListing) -> Decision:
    return end_listing(actor, listing)


def withdraw_training(actor: Actor, listing: CoachListing) -> Decision:
    return end_listing(actor, listing)
