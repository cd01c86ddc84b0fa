"""Who administers what: the two questions that most policies begin with."""

from uuid import UUID

from ..actors import Actor
from ..kinds import RoleCode


def administers(actor: Actor, organisation_id: UUID) -> bool:
    """Whether the actor is an administrator of the organisation, or of the whole system."""
    return actor.holds(RoleCode.ADMINISTRATOR, organisation_id=organisation_id)


def administers_somewhere(actor: Actor) -> bool:
    return any(r.code == RoleCode.ADMINISTRATOR for r in actor.roles)


def administers_all_of(actor: Actor, target: Actor) -> bool:
    """Whether everything the target holds or belongs to lies within what the actor administers.

    What reaches the whole person, such as the address they sign in with, needs this: an
    administrator of one organisation must not gain what the person may do in another.
    """
    if actor.is_system_administrator:
        return True
    if any(r.is_system_wide or r.programme_id for r in target.roles):
        return False
    places = target.organisation_ids
    return bool(places) and all(administers(actor, place) for place in places)
