"""The way to what a reviewer says something of, and what its form shows."""

from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _

from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words

from .. import policies
from ..kinds import ITEM, WORK, Standing
from ..models import Entry, Item, Shelf, Work
from ..reading.access import entries_for


def thing_for(actor: Actor, kind: str, uid: UUID) -> Item | Work:
    """A published page or a work that the actor reviews. Raises Http404 where there is none."""
    entry = entries_for(actor).select_related("item", "work").filter(pk=uid).first()
    thing = _of(entry, kind)
    if thing is None or not policies.set_standing(actor, shelf_of(thing)):
        raise Http404
    return thing


def shelf_of(thing: Item | Work) -> Shelf | None:
    """Where a page stands; a work of literature stands on none."""
    return None if isinstance(thing, Work) else Shelf.objects.get(pk=thing.get_parent().pk)


def instead_of(actor: Actor, thing: Item | Work, path: str) -> Item | Work | None:
    """What the address leads to. Raises Unusable where it is nothing of the same sort here."""
    if not path:
        return None
    entry = entries_for(actor).select_related("item", "work").filter(url=path).first()
    found = _of(entry, WORK if isinstance(thing, Work) else ITEM)
    if found is None:
        sentence = (
            _("No work of the library has this address.")
            if isinstance(thing, Work)
            else _("No page of the library has this address.")
        )
        raise Unusable(sentence, field="instead")
    return found


def address_of_thing(thing: Item | Work) -> str:
    return Entry.objects.values_list("url", flat=True).get(pk=thing.uid)


def standing_pairs(thing: Item | Work) -> tuple[tuple[str, str], ...]:
    """What is said of it now, for above the form."""
    if thing.standing == Standing.CURRENT or thing.standing_on is None:
        return ((_("Now"), str(Standing.CURRENT.label)),)
    return (
        (_("Now"), str(Standing(thing.standing).label)),
        (_("Since"), words.day(thing.standing_on)),
        (_("Because"), thing.standing_reason),
        *(((_("Replaced by"), str(thing.superseded_by)),) if thing.superseded_by else ()),
    )


def _of(entry: Entry | None, kind: str) -> Item | Work | None:
    if entry is None:
        return None
    return {ITEM: entry.item, WORK: entry.work}.get(kind)
