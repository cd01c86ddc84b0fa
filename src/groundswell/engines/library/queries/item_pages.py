"""The page of one item: what it says, what builds on it, whether it still holds."""

import datetime as dt
from dataclasses import dataclass, replace

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.documents.description import Document
from groundswell.ground.kernel.references import Ref
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words
from groundswell.ground.web.paging import Pager

from .. import policies
from ..kinds import ITEM, KINDS, Kind, Standing
from ..models import Entry, Item
from ..reading import Described, Link, described, showing
from ..reading.access import entries_for
from ..reading.hanging import NOTHING_HANGS, Hanging, hanging_of
from ..reading.images import Showing
from ..reading.links import address_of, link_to
from ..reading.to_document import to_document
from .beside import Beside, Shown, beside, shown_of
from .citing import BESIDE, cited_in
from .shown_files import shown_in_files


@dataclass(frozen=True, slots=True)
class Aged:
    """How old what stands here is. `warning` is empty where it holds and is not due."""

    published: str
    review: str
    warning: str = ""
    reason: str = ""
    instead: Link | None = None
    since: str = ""  # which day it holds no longer


@dataclass(frozen=True, slots=True)
class ItemPage:
    kind: str
    glyph: str
    said: Described
    aged: Aged
    tags: tuple[tuple[str, str], ...]
    credit: str
    licence: str
    cited_in: tuple[Link, ...]
    cited_pager: Pager
    url: str
    full_url: str
    is_public: bool
    crumb: tuple[tuple[str, str], ...]
    files: tuple[tuple[str, str], ...]
    beside: Beside | None  # None in the editor’s preview
    shown: tuple[Shown, ...]
    is_draft: bool = False
    hanging: Hanging = NOTHING_HANGS


def item_page(actor: Actor | None, item: Item, on: dt.date, citing: str | None = None) -> ItemPage:
    """What a reader sees; a fixed number of queries, whatever the item names and names it.

    `citing` is the part of what builds on it.
    """
    entry = item.entry_shown
    shown = showing.shown_to_readers(item, on)
    built = cited_in(actor, citing, BESIDE, cited=item.pk)
    page = _page(actor, item, _aged(actor, item, entry, on), built, shown)
    hanging = hanging_of(
        actor, entry, Ref(ITEM, item.uid), standing_url=_standing_url(actor, item, entry)
    )
    return replace(page, hanging=hanging, beside=beside(actor, entry), shown=shown_of(item))


def _standing_url(actor: Actor | None, item: Item, entry: Entry) -> str:
    if actor is None or not policies.reviews_place(actor, entry.organisation_id):
        return ""
    return reverse("library:standing", args=[ITEM, item.uid])


def draft_page(item: Item, on: dt.date) -> ItemPage:
    """What readers would see if it were published as it is now."""
    return _of_draft(item, showing.shown_in_draft(item, on))


def preview_page(item: Item, on: dt.date) -> ItemPage:
    """The same for whoever is writing it: it may not have been kept yet."""
    return _of_draft(item, showing.shown_in_editor(item, on))


def _of_draft(item: Item, shown: Showing) -> ItemPage:
    aged = Aged(published=_("Not published yet"), review="")
    return _page(None, item, aged, NOTHING_BUILT, shown, is_draft=True)


def _page(
    actor: Actor | None,
    item: Item,
    aged: Aged,
    built: tuple[tuple[Link, ...], Pager],
    shown: Showing,
    *,
    is_draft: bool = False,
) -> ItemPage:
    kind = KINDS[Kind(item.kind)]
    library = reverse("library:index")
    url = address_of(item)
    tags = sorted(tag.name for tag in item.tags.all())
    return ItemPage(
        kind=str(Kind(item.kind).label),
        glyph=kind.glyph,
        said=described(item, actor, shown),
        aged=aged,
        tags=tuple((tag, f"{library}?tag={tag}") for tag in tags),
        credit=item.credit,
        licence=item.licence,
        cited_in=built[0],
        cited_pager=built[1],
        url=url,
        full_url=f"{settings.PUBLIC_URL}{url}",
        is_public=item.audience == "public",
        crumb=(
            (_("Library"), library),
            (str(kind.plural), f"{library}?kind={item.kind}"),
            (item.title, ""),
        ),
        files=tuple((label, f"{url}{ending}/") for label, ending in FILES),
        beside=None,
        shown=(),
        is_draft=is_draft,
    )


NOTHING_BUILT: tuple[tuple[Link, ...], Pager] = ((), Pager("", "", ""))
FILES = ((_("PDF"), "pdf"), (_("Slides"), "pptx"))


def _aged(actor: Actor | None, item: Item, entry: Entry, on: dt.date) -> Aged:
    published = item.last_published_at or item.latest_revision_created_at
    due = words.day(item.review_by) if item.review_by else ""
    review = _("Looked at again by %(day)s") % {"day": due}
    is_due = item.review_by is not None and item.review_by < on
    warning, reason = _warned(item, entry)
    if not warning and is_due:
        warning = _("Due to be looked at again")
        reason = _("Its day for that was %(day)s. Check what it says before you build on it.") % {
            "day": due
        }
    return Aged(
        published=_("Published %(day)s") % {"day": words.day(published)} if published else "",
        review=review if item.review_by and not is_due else "",
        warning=warning,
        reason=reason,
        instead=_instead(actor, item),
        since=words.day(item.standing_on) if item.standing_on else "",
    )


def _warned(item: Item, entry: Entry) -> tuple[str, str]:
    if item.standing != Standing.CURRENT:
        return str(Standing(item.standing).label), item.standing_reason
    if entry.is_shaken:
        return (
            _("Something it rests on no longer holds"),
            _("See under “%(section)s” what it is. Its reviewers have been told.")
            % {"section": _("What it rests on")},
        )
    return "", ""


def _instead(actor: Actor | None, item: Item) -> Link | None:
    if item.superseded_by_id is None:
        return None
    entry = entries_for(actor).filter(item=item.superseded_by_id).first()
    return link_to(entry) if entry else None


def document_of(actor: Actor | None, item: Item, on: dt.date) -> Document:
    """The same as the page, as a document to take away."""
    aged = _aged(actor, item, item.entry_shown, on)
    page = _page(actor, item, aged, NOTHING_BUILT, shown_in_files(item, on))
    meta = [(_("Kind"), page.kind), *page.said.facts]
    meta += [(_("Written by"), page.credit), (_("Licence"), page.licence)]
    meta += [(_("Standing"), page.aged.warning), (_("Age"), page.aged.published)]
    return to_document(
        page.said,
        tuple(p for p in meta if p[1]),
        page.full_url,
        on_one_sheet=item.kind == Kind.ONE_PAGER,
    )
