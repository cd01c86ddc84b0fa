"""What a form offers: who may take a promise on, and who may read one."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

from groundswell.ground.people import queries as people
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.kinds import RoleCode

from ..kinds import Audience
from ..models import Commitment

if TYPE_CHECKING:
    from groundswell.ground.people.models import Organisation, Person

_TAKING_PART = (RoleCode.TEAM_LEADER, RoleCode.TEAM_MEMBER, RoleCode.COACH, RoleCode.SPONSOR)


def who_may_take_it_on(commitment: Commitment) -> "list[Person] | None":
    """Those who take part in its piece of work, by name; None where it belongs to none and anybody
    whom the actor sees may be chosen."""
    if commitment.programme_id is None:
        return None
    holders = (people.holders_of(commitment.programme_id, code) for code in _TAKING_PART)
    found = {p.pk: p for several in holders for p in several if p.is_active}
    found.pop(commitment.owner_id, None)
    return sorted(found.values(), key=lambda p: (p.name.casefold(), str(p.pk)))


def audience_choices(actor: Actor) -> list[tuple[str, str]]:
    """Who may read what the actor promises."""
    mine = [o for o in people.organisations_of(actor) if o.pk in actor.organisation_ids]
    return [
        (Audience.INVOLVED, _("Only you and whom you promise it to")),
        *((str(o.pk), _("Everyone in %(place)s") % {"place": o.name}) for o in mine),
        (Audience.PARTNERSHIP, str(Audience.PARTNERSHIP.label)),
    ]


def audience_chosen(actor: Actor, code: str) -> "tuple[str, Organisation | None]":
    """The audience and organisation behind a choice of `audience_choices`."""
    if code in Audience.values:
        return code, None
    return Audience.ORGANISATION, people.organisation_for(actor, UUID(code))
