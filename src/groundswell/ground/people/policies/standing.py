from uuid import UUID

from django.utils.translation import gettext as _

from groundswell.ground.kernel.decisions import ALLOWED, Decision

from ..actors import Actor
from ..models import ApiToken, Role
from .places import administers

MOST_PASSKEYS = 10  # a person has


def found_system(is_founded: bool) -> Decision:
    if is_founded:
        return Decision(_("There is already a system administrator, who can grant further roles."))
    return ALLOWED


def grant_role(actor: Actor, target: Actor, organisation_id: UUID | None) -> Decision:
    """`organisation_id` is the place itself or the team's; None for the whole system."""
    if organisation_id is None and not actor.is_system_administrator:
        return Decision(_("Only a system administrator can grant a role in the whole system."))
    if organisation_id is not None and not administers(actor, organisation_id):
        return Decision(_("Only an administrator of the organisation can grant its roles."))
    if not target.person.is_active:
        return Decision(_("The account of %(name)s has ended.") % {"name": target.name})
    if not actor.is_system_administrator and organisation_id not in target.organisation_ids:
        sentence = _("%(name)s does not belong to this organisation yet. Add them to it first.")
        return Decision(sentence % {"name": target.name})
    return ALLOWED


def end_role(actor: Actor, role: Role, is_last_administrator: bool) -> Decision:
    """`role.team` is loaded by the caller where the role is held in a team."""
    if role.programme_id:
        return Decision(
            _("This role ends where the work is: in %(work)s.") % {"work": role.programme}
        )
    place = role.team.organisation_id if role.team else role.organisation_id
    if place is None and not actor.is_system_administrator:
        return Decision(_("Only a system administrator can end a role in the whole system."))
    if place is not None and not administers(actor, place):
        return Decision(_("Only an administrator of the organisation can end its roles."))
    if role.ended_at or (role.ends_on and role.ends_on < actor.on):
        return Decision(_("This role has already ended."))
    if is_last_administrator:
        return Decision(
            _("This is the last system administrator. First make somebody else one, for good.")
        )
    return ALLOWED


def make_token(actor: Actor, n_held: int, most: int) -> Decision:
    if n_held >= most:
        sentence = _("You have %(most)s keys already. Withdraw one that you no longer use.")
        return Decision(sentence % {"most": most})
    return ALLOWED


def withdraw_token(actor: Actor, token: ApiToken) -> Decision:
    if token.person_id != actor.id:
        return Decision(_("Only the person who made a key can withdraw it."))
    if token.withdrawn_at:
        return Decision(_("This key is already withdrawn."))
    return ALLOWED


def note_sign_in(actor: Actor) -> Decision:
    if not actor.person.is_active:
        return Decision(_("This account has ended."))
    return ALLOWED


def note_lock_out() -> Decision:
    """The system writes this down by itself, whoever tried."""
    return ALLOWED


def add_passkey(actor: Actor, n_held: int, most: int) -> Decision:
    """Who needs a passkey has the first by a code, and no further one: a mailbox is no passkey."""
    if actor.lacks_passkey and n_held:
        return Decision(_("You have a passkey. Sign in with it to add another."))
    if n_held >= most:
        sentence = _("You have %(most)s passkeys already. Remove one that you no longer use.")
        return Decision(sentence % {"most": most})
    return ALLOWED


def remove_passkey(actor: Actor, owner_id: UUID) -> Decision:
    if owner_id != actor.id:
        return Decision(_("Only the person whose passkey this is can remove it."))
    if actor.lacks_passkey:
        return Decision(_("Sign in with a passkey to remove one."))
    return ALLOWED
