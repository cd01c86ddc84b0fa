from django.utils.translation import gettext as _

from groundswell.ground.kernel.decisions import ALLOWED, Decision

from ..actors import Actor
from ..models import Organisation, Team
from .places import administers


def add_organisation(actor: Actor) -> Decision:
    if not actor.is_system_administrator:
        return Decision(_("Only a system administrator can add an organisation."))
    return ALLOWED


def add_organisations(actor: Actor) -> Decision:
    return add_organisation(actor)


def change_organisation(actor: Actor, organisation: Organisation) -> Decision:
    if not administers(actor, organisation.pk):
        return _not_administrator(organisation)
    return ALLOWED


def close_organisation(actor: Actor, organisation: Organisation) -> Decision:
    if not actor.is_system_administrator:
        return Decision(_("Only a system administrator can close an organisation."))
    if organisation.closed_on:
        return Decision(_("%(name)s is already closed.") % {"name": organisation.name})
    return ALLOWED


def add_team(actor: Actor, organisation: Organisation) -> Decision:
    if not administers(actor, organisation.pk):
        return _not_administrator(organisation)
    if organisation.closed_on:
        return Decision(
            _("%(name)s is closed, so it takes no new teams.") % {"name": organisation.name}
        )
    return ALLOWED


def rename_team(actor: Actor, team: Team) -> Decision:
    if not administers(actor, team.organisation_id):
        return _not_administrator(team.organisation)
    return ALLOWED


def close_team(actor: Actor, team: Team) -> Decision:
    if not administers(actor, team.organisation_id):
        return _not_administrator(team.organisation)
    if team.closed_on:
        return Decision(_("%(name)s is already closed.") % {"name": team.name})
    return ALLOWED


def _not_administrator(organisation: Organisation) -> Decision:
    sentence = _("Only an administrator of %(name)s can change this.")
    return Decision(sentence % {"name": organisation.name})
