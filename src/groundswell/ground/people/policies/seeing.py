"""Who may read what: pages and `x_for` ask these."""

from uuid import UUID

from django.utils.translation import gettext as _

from groundswell.ground.kernel.decisions import ALLOWED, Decision

from ..actors import Actor
from ..models import Organisation
from .places import administers


def see_people(actor: Actor, organisation: Organisation) -> Decision:
    """The teams and people of an organisation: a directory for those who belong to it."""
    if organisation.pk not in actor.organisation_ids and not actor.is_system_administrator:
        sentence = _("Only people of %(name)s can see its teams and people.")
        return Decision(sentence % {"name": organisation.name})
    return ALLOWED


def see_audit(actor: Actor, organisation_id: UUID | None) -> Decision:
    """The trail of one organisation; without one, that of the whole system."""
    if organisation_id is None and not actor.is_system_administrator:
        return Decision(_("Only a system administrator can read the trail of the whole system."))
    if organisation_id is not None and not administers(actor, organisation_id):
        return Decision(_("Only an administrator of the organisation can read its trail."))
    return ALLOWED
