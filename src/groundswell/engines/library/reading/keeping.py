"""What somebody keeps: the shelves that they write on or review, and what stands on them."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db.models import Q, QuerySet

from groundswell.ground.people import queries as people
from groundswell.ground.people.actors import Actor

from ..models import Entry, Shelf
from ..policies import ROLES


def is_keeper(actor: Actor) -> bool:
    return any(role.code in ROLES for role in actor.roles)


def keeps_all(actor: Actor) -> bool:
    """Whether every shelf is theirs to keep."""
    return any(role.code in ROLES and role.is_system_wide for role in actor.roles)


def kept_entries(actor: Actor) -> QuerySet[Entry]:
    """`policies.edits` as a query: what is published on the actor's shelves; works are nobody's."""
    found = Entry.objects.filter(item__isnull=False)
    if keeps_all(actor):
        return found
    return found.filter(organisation__in=_places(actor))


def kept_shelves(actor: Actor) -> QuerySet[Shelf]:
    """Everybody's shelf first, then by name."""
    shelves = Shelf.objects.order_by("-is_common", "title", "pk").select_related("organisation")
    if keeps_all(actor):
        return shelves
    return shelves.filter(Q(organisation__in=_places(actor)))


def keepers_of(shelf: Shelf, on: dt.date, codes: Collection[str] = ROLES) -> set[UUID]:
    """Who writes and reviews on the shelf that day, or holds one of these roles there."""
    places = [shelf.organisation_id] if shelf.organisation_id else []
    held = people.holders_by_place(codes, on, places=places)
    return {person_id for persons in held.values() for person_id in persons}


def _places(actor: Actor) -> set:
    return {r.organisation_id for r in actor.roles if r.code in ROLES and r.organisation_id}
