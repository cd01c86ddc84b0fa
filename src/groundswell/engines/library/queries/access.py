"""The way to one thing: the same 404 whether it is missing or not this reader's."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from groundswell.ground.people.actors import Actor

from .. import policies
from ..models import Entry, Item, Shelf, Work
from ..reading.access import entries_for


def item_for(actor: Actor | None, shelf: str, slug: str) -> Item:
    """A published item, of its own class, by the path of its address."""
    entry = (
        entries_for(actor)
        .select_related("item__content_type")
        .filter(item__url_path__endswith=f"/{shelf}/{slug}/", item__slug=slug)
        .first()
    )
    if entry is None or entry.item is None:
        raise Http404
    item = entry.item.specific
    item.entry_shown = entry
    return item


def entry_for(actor: Actor | None, pk: UUID) -> Entry:
    return get_object_or_404(entries_for(actor), pk=pk)


def work_for(key: str) -> Work:
    """Literature is for everybody."""
    return get_object_or_404(Work, key=key)


def draft_for(actor: Actor, uid: UUID) -> Item:
    """A page as its newest draft, for whoever asked for it and who keeps its shelf."""
    item = get_object_or_404(Item, uid=uid)
    shelf = Shelf.objects.get(pk=item.get_parent().pk)
    if not policies.read_draft(actor, shelf, item.owner_id):
        raise Http404
    draft: Item = item.get_latest_revision_as_object()
    return draft


def draft_of(pk: int) -> Item:
    """The newest draft, for the editor's preview: Wagtail has asked for rights before."""
    return get_object_or_404(Item, pk=pk).get_latest_revision_as_object()
