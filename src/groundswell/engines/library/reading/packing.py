"""What of a shelf may go into a pack."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from groundswell.ground.people.actors import Actor

from ..kinds import Kind
from ..models import Entry, Item, Saved, Shelf
from .access import entries_for

MOST_SINGLY = 300  # pages of a shelf that are ticked one by one; of more nobody reads the list


@dataclass(frozen=True, slots=True)
class Selection:
    """Single pages, all of a kind, and what is on a list of whoever chooses; all of them together.

    What does not stand on the shelf, or may not leave, is not in it whoever named it.
    """

    ids: Collection[UUID] = ()
    kinds: Collection[str] = ()
    reader_list: UUID | None = None


class Choosable(NamedTuple):
    pk: str
    title: str
    kind: str


def kinds_to_choose(actor: Actor, shelf: Shelf) -> list[tuple[Kind, int]]:
    """How many pages of each kind may go into a pack."""
    counted = dict(_packable(actor, shelf).values_list("kind").annotate(n=Count("pk")).order_by())
    return [(kind, counted[kind]) for kind in Kind if kind in counted]


def pages_to_choose(actor: Actor, shelf: Shelf) -> list[Choosable]:
    """Those pages, kind by kind."""
    found = _packable(actor, shelf).order_by("kind", "title", "pk")
    rows = found.values_list("pk", "title", "kind")
    return [Choosable(str(pk), title, kind) for pk, title, kind in rows]


def chosen_items(actor: Actor, shelf: Shelf, chosen: Selection) -> list[Item]:
    """The pages of a selection, each of its own class."""
    own = Saved.objects.filter(
        reader_list=chosen.reader_list,
        reader_list__owner=actor.id,
        reader_list__deleted_at=None,
    )
    allowed = _packable(actor, shelf).filter(
        Q(pk__in=chosen.ids) | Q(kind__in=chosen.kinds) | Q(pk__in=own.values("thing_id"))
    )
    found = Item.objects.filter(pk__in=allowed.values("item"))
    return list(found.order_by("title", "pk").specific())


def _packable(actor: Actor, shelf: Shelf) -> QuerySet[Entry]:
    """Published pages of the shelf but for videos, whose films no pack carries."""
    found = entries_for(actor).filter(item__path__startswith=shelf.path)
    return found.exclude(kind=Kind.VIDEO)
