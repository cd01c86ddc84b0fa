"""A record of work elsewhere in the house becomes drafts on a shelf, for its keepers to publish."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from groundswell.engines.thread import actions as thread
from groundswell.engines.thread.kinds import LinkType
from groundswell.engines.thread.sight import Sight
from groundswell.ground.kernel import audit
from groundswell.ground.kernel.doers import SYSTEM
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.references import Ref
from groundswell.ground.people.actors import Actor

from .. import policies
from ..kinds import ITEM, Audience
from ..models import ITEMS, Item, Shelf
from ..packs import Part, storing
from ..packs.rows import Known

if TYPE_CHECKING:
    from groundswell.ground.people.models import Organisation

LICENCE = "CC BY 4.0"


@transaction.atomic
def draft_from(
    *,
    ref: Ref,
    parts: Sequence[Part],
    organisation: "Organisation",
    credit: str,
    by: Actor,
    at: dt.datetime,
) -> list[Item]:
    """A draft of each part, begun from a thing on the thread; what is there stays as it is.

    They stand on the organisation's shelf, or on everybody's where it has none, for nobody to read
    but whoever asked and the keepers of the shelf. `parts` are as packs hold them. Raises Refused;
    Unusable where no shelf is open.
    """
    policies.draft_from(by, ref, Sight(by).of([ref])).or_refuse()
    shelf = shelf_for(organisation)
    if shelf is None:
        raise Unusable(
            _("No shelf of the library is open for this yet. An administrator opens one first.")
        )
    shelf = Shelf.objects.select_for_update().get(pk=shelf.pk)
    there = {item.specific.kind: item for item in Item.objects.filter(began_from=str(ref))}
    return [
        there[part.kind].specific
        if part.kind in there
        else _drafted(part, shelf, ref, credit, by, at)
        for part in parts
    ]


def shelf_for(organisation: "Organisation") -> Shelf | None:
    """The organisation's own, or else everybody's."""
    own = Shelf.objects.filter(organisation=organisation).first()
    return own or Shelf.objects.filter(is_common=True).first()


def _drafted(part: Part, shelf: Shelf, ref: Ref, credit: str, by: Actor, at: dt.datetime) -> Item:
    item = ITEMS[part.kind](
        title=part.title,
        slug=_free_slug(shelf, f"{part.title[:70]} {part.kind}"),
        audience=Audience.ORGANISATION if shelf.organisation_id else Audience.SIGNED_IN,
        credit=credit,
        owner=by.person,
        began_from=str(ref),
        live=False,
        has_unpublished_changes=True,
    )
    storing.fill_codes(item, part)
    shelf.add_child(instance=item)
    storing.fill(item, part, Known(), licence=LICENCE)
    item.credit = credit
    item.save_revision(user=by.person, clean=False)
    item.save(clean=False)
    thread.link(source=ref, type=LinkType.LED_TO, target=Ref(ITEM, item.uid), by=SYSTEM, at=at)
    audit.record(
        "library.drafted", about=item, by=by, at=at, organisation_id=shelf.organisation_id,
        title=item.title,
    )  # fmt: skip
    return item


def _free_slug(shelf: Shelf, title: str) -> str:
    stem = slugify(title)[:80] or "draft"
    taken = set(shelf.get_children().filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(s for s in (stem, *(f"{stem}-{n}" for n in range(2, 10_000))) if s not in taken)
