"""Policies about people. `target` is the person concerned, with what they hold that day."""

from django.utils.translation import gettext as _

from groundswell.ground.kernel.decisions import ALLOWED, Decision

from ..actors import Actor
from ..models import Membership, Organisation
from .places import administers, administers_all_of, administers_somewhere


def add_person(actor: Actor) -> Decision:
    if not administers_somewhere(actor):
        return Decision(_("Only an administrator can add people."))
    return ALLOWED


def change_person(actor: Actor, target: Actor) -> Decision:
    if actor.id == target.id:
        return ALLOWED
    if not administers_all_of(actor, target):
        return _not_wholly_yours(target)
    return ALLOWED


def change_address(actor: Actor, target: Actor) -> Decision:
    """Nobody else gets at an account by it, and nobody changes what proves who they are."""
    if not administers_all_of(actor, target):
        return _not_wholly_yours(target)
    return ALLOWED


def end_person(actor: Actor, target: Actor, is_last_administrator: bool = False) -> Decision:
    if not administers_all_of(actor, target):
        return _not_wholly_yours(target)
    if actor.id == target.id:
        return Decision(_("You can’t end your own account. Another administrator can."))
    if not target.person.is_active:
        return Decision(_("The account of %(name)s has already ended.") % {"name": target.name})
    if is_last_administrator:
        return Decision(
            _("This is the last system administrator. First make somebody else one, for good.")
        )
    return ALLOWED


def add_membership(actor: Actor, organisation: Organisation) -> Decision:
    if not administers(actor, organisation.pk):
        sentence = _("Only an administrator of %(name)s can add people to it.")
        return Decision(sentence % {"name": organisation.name})
    if organisation.closed_on:
        return Decision(
            _("%(name)s is closed, so nobody can join it.") % {"name": organisation.name}
        )
    return ALLOWED


def add_member(actor: Actor, organisation: Organisation) -> Decision:
    return add_membership(actor, organisation)


def change_membership(actor: Actor, membership: Membership) -> Decision:
    if not administers(actor, membership.organisation_id):
        sentence = _("Only an administrator of %(name)s can change this.")
        return Decision(sentence % {"name": membership.organisation.name})
    if membership.ends_on and membership.ends_on < actor.on:
        return Decision(_("This has already ended."))
    return ALLOWED


def end_membership(actor: Actor, membership: Membership) -> Decision:
    return change_membership(actor, membership)


def _not_wholly_yours(target: Actor) -> Decision:
    sentence = _(
        "Only an administrator of every organisation that %(name)s belongs to, "
        "or a system administrator, can do this."
    )
    return Decision(sentence % {"name": target.name})
