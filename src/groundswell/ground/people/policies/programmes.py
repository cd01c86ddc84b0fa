"""Policies about pieces of work that cross employers. Whose work it is, its own wing decides."""

from django.utils.translation import gettext as _

from groundswell.ground.kernel.decisions import ALLOWED, Decision

from ..actors import Actor
from ..kinds import RoleCode
from ..models import Person

_WHO_INVITE = frozenset({
    RoleCode.ADMINISTRATOR,
    RoleCode.SYSTEM_LEAD,
    RoleCode.SPONSOR,
    RoleCode.COACH,
    RoleCode.TEAM_LEADER,
})


def welcome_person(actor: Actor) -> Decision:
    if not any(r.code in _WHO_INVITE for r in actor.roles):
        return Decision(_("Only people who lead, sponsor or coach a piece of work invite others."))
    return ALLOWED


def grant_programme_role(actor: Actor, person: Person) -> Decision:
    if not any(r.code in _WHO_INVITE for r in actor.roles):
        return Decision(
            _("Only people who lead, sponsor or coach a piece of work choose its team.")
        )
    if not person.is_active:
        return Decision(_("The account of %(name)s has ended.") % {"name": person.name})
    return ALLOWED


def end_programme_role(actor: Actor) -> Decision:
    """Whoever takes part may also leave."""
    if not actor.person.is_active:
        return Decision(_("This account has ended."))
    return ALLOWED
