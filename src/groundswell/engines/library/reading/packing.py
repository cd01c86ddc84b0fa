"""What of a shelf may go into a pack."""

from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from groundswell.ground.people.actors import Actor

from ..kinds import Kind
from ..models import Item, Shelf
from .access import entries_for


class Choosable(NamedTuple):
    pk: str
    title: str
    kind: str


def choosable(actor: Actor, shelf: Shelf) -> list[Choosable]:
    """What may go into a pack: published pages of the shelf but for videos, kind by kind."""
    found = entries_for(actor).filter(item__path__startswith=shelf.path).exclude(kind=Kind.VIDEO)
    rows = found.order_by("kind", "title", "pk").values_list("pk", "title", "kind")
    return [Choosable(str(pk), title, kind) for pk, title, kind in rows]


def chosen_items(actor: Actor, shelf: Shelf, ids: Collection[UUID]) -> list[Item]:
    """Those of them that were chosen, each of its own class."""
    allowed = {UUID(page.pk) for page in choosable(actor, shelf)} & set(ids)
    return list(Item.objects.filter(uid__in=allowed).order_by("title", "pk").specific())
