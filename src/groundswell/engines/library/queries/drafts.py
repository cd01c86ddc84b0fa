"""A draft as readers would see it, for whoever had it made and for the keepers of its shelf."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.kernel.references import Ref
from groundswell.ground.people.actors import Actor

from .. import policies
from ..kinds import Kind
from ..models import Item
from ..reading.links import address_of
from .item_pages import ItemPage, draft_page
from .standing import shelf_of


@dataclass(frozen=True, slots=True)
class DraftPage:
    item: ItemPage
    edit_url: str  # in the editor; empty for who does not write on the shelf
    public_url: str  # empty while nobody has let it out


def shown_draft(actor: Actor, item: Item, on: dt.date) -> DraftPage:
    """`item` has come through `draft_for`."""
    shelf = shelf_of(item)
    may_edit = shelf is not None and policies.edits(actor, shelf)
    page = draft_page(item, on)
    return DraftPage(
        item=page,
        edit_url=reverse("wagtailadmin_pages:edit", args=[item.pk]) if may_edit else "",
        public_url=page.url if item.live else "",
    )


def drafts_from(actor: Actor, ref: Ref) -> tuple[tuple[str, str], ...]:
    """Kind and address of what was drafted from a thing; what is published for all to read.

    One query, and a few more where there is something.
    """
    found = Item.objects.filter(began_from=str(ref)).order_by("pk").select_related("content_type")
    return tuple(
        (_name(item), address_of(item) if item.live else reverse("library:draft", args=[item.uid]))
        for item in found
        if _may_read(actor, item)
    )


def _name(item: Item) -> str:
    model = item.content_type.model_class()
    kind = getattr(model, "kind", "")
    label = str(Kind(kind).label) if kind else ""
    return label if item.live else _("%(kind)s, draft") % {"kind": label}


def _may_read(actor: Actor, item: Item) -> bool:
    shelf = shelf_of(item)
    if shelf is None or policies.read_draft(actor, shelf, item.owner_id):
        return True
    return item.live and policies.read_item(actor, item.audience, shelf.organisation_id)
