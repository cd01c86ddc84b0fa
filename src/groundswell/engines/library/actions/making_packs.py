"""A selection of a shelf leaves as one file, with all the works that it names."""

import datetime as dt
from collections.abc import Collection

from django.utils.text import slugify
from django.utils.translation import gettext as _

from groundswell.ground.kernel import audit
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.people.actors import Actor

from .. import packs as packed
from .. import policies
from ..models import Pack, Shelf, Term
from ..packs import About, Group, pack_of, read_zip
from ..reading.packing import Selection, chosen_items


def make_pack(
    *,
    shelf: Shelf,
    chosen: Selection,
    title: str,
    version: int,
    licence: str,
    about: str,
    by: Actor,
    at: dt.datetime,
) -> bytes:
    """The zip of the chosen pages of the shelf. Raises Refused, Unusable.

    Words and groups of the packs that the pages came from go with them. A work that the pages name
    comes along, whatever is said of it.
    """
    policies.make_pack(by, shelf).or_refuse()
    items = chosen_items(by, shelf, chosen)
    if not items:
        raise Unusable(_("Choose at least one page."), field="items")
    key = slugify(title)[:80]
    if not key:
        raise Unusable(_("Give it a title with letters in it."), field="title")
    origins = list(Pack.objects.filter(pk__in={item.pack_id for item in items if item.pack_id}))
    made = pack_of(
        items,
        (),
        _terms(origins),
        About(key, title, day_of(at), version=version, licence=licence, about=about),
        groups=[Group(**group) for pack in origins for group in pack.groups],
    )
    _check_it_can_be_read(made)
    audit.record(
        "library.pack_made", about=shelf, by=by, at=at, organisation_id=shelf.organisation_id,
        title=title, n=len(items),
    )  # fmt: skip
    return made


def _check_it_can_be_read(made: bytes) -> None:
    """A page may lack what a pack asks for; nobody should learn it from whom they sent it to."""
    faults = read_zip(made).faults
    if faults:
        told = {"place": faults[0].column, "reason": faults[0].reason}
        raise Unusable(
            _("%(place)s: %(reason)s Put that page right first, or leave it out.") % told,
            field="items",
        )


def _terms(packs: Collection[Pack]) -> list[packed.Term]:
    """Each word once, as the first pack has it."""
    found: dict[str, packed.Term] = {}
    for term in Term.objects.filter(pack__in=packs).order_by("pack", "term"):
        found.setdefault(term.term, packed.Term(term.term, term.words))
    return list(found.values())
