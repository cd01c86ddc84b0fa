"""What follows when an item is let out or taken back: the library's own lists are brought up to it.

Wagtail publishes: by a reviewer's press, at a time that was set, or many at once. Each of these
ways ends in its signal, which `listening` hands on to here.
"""

import datetime as dt

from django.db import transaction
from django.db.models import Q

from groundswell.engines.thread.queries import causes_of
from groundswell.ground.kernel import audit, search
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.doers import Doer
from groundswell.ground.kernel.references import Ref
from groundswell.ground.kernel.search import EVERYONE, Findable
from groundswell.ground.kernel.tasks import enqueue

from .. import policies
from ..kinds import ITEM, KINDS, Audience, Kind, Standing
from ..models import Citation, Entry, Item, Shelf
from ..reading.links import address_of
from ..reading.mentions import mentioned
from ..reading.wording import wording_of
from .faceting import facets_of
from .indexing import drop_entries, index_entries
from .telling import tell_published


@transaction.atomic
def note_published(*, item: Item, by: Doer, at: dt.datetime) -> Entry:
    """Readers find the item from now on, with what it names as it is now."""
    policies.note_published(by).or_refuse()
    _write_citations(item)
    entry = write_entry(item, on=day_of(at))
    if _rests_on_what_fell(item):
        enqueue("library.recheck", uid=str(item.uid))
    audit.record(
        "library.published", about=item, by=by, at=at, organisation_id=entry.organisation_id,
        title=item.title,
    )  # fmt: skip
    tell_published(item, at=at)
    return entry


@transaction.atomic
def note_withdrawn(*, item: Item, by: Doer, at: dt.datetime) -> None:
    """Readers find it no longer; what names it keeps its words and loses the way to it."""
    policies.note_withdrawn(by).or_refuse()
    entry = Entry.objects.filter(item=item).first()
    if entry is None:
        return
    search.drop([entry.pk])
    drop_entries([entry.pk])
    Citation.objects.filter(item=item).delete()
    audit.record(
        "library.withdrawn", about=item, by=by, at=at, organisation_id=entry.organisation_id,
        title=item.title,
    )  # fmt: skip
    entry.delete()


@transaction.atomic
def note_moved(*, item: Item, by: Doer, at: dt.datetime) -> None:
    """What readers could find they find at its new address, and whoever reads that shelf alone."""
    policies.note_moved(by).or_refuse()
    if not item.live:
        return
    entry = write_entry(item, on=day_of(at))
    audit.record(
        "library.moved", about=item, by=by, at=at, organisation_id=entry.organisation_id,
        title=item.title, shelf=item.get_parent().title,
    )  # fmt: skip


def _write_citations(item: Item) -> None:
    Citation.objects.filter(item=item).delete()
    Citation.objects.bulk_create(
        Citation(
            item=item,
            work_id=one.pk if one.is_work else None,
            cited_id=None if one.is_work else one.pk,
            place=one.place,
            position=position,
        )
        for position, one in enumerate(mentioned(item))
        if one.is_work or one.pk != item.pk
    )


def _rests_on_what_fell(item: Item) -> bool:
    """Whether marks have to be looked at: it names what holds no longer, or did so before."""
    gone = (Standing.SUPERSEDED, Standing.RETRACTED)
    named = Citation.objects.filter(item=item).filter(
        Q(work__standing__in=gone) | Q(cited__standing__in=gone) | Q(cited__shaken_on__isnull=False)
    )
    return named.exists() or bool(causes_of(Ref(ITEM, item.uid)))


def write_entry(item: Item, *, on: dt.date) -> Entry:
    """The item's line in every list, as it is now published; kept where it was first found."""
    shelf = Shelf.objects.get(pk=item.get_parent().pk)
    known = Entry.objects.filter(item=item).first()
    first_on = known.first_on if known else on
    entry = Entry(
        id=item.uid,
        item=item,
        kind=item.kind,
        title=item.title,
        lead=" ".join(filter(None, (getattr(item, name) for name in item.leads)))[:600],
        url=address_of(item),
        audience=item.audience,
        organisation_id=shelf.organisation_id,
        review_by=item.review_by,
        standing=item.standing,
        is_shaken=item.shaken_on is not None,
        year=first_on.year,
        first_on=first_on,
        facets=facets_of(item),
    )
    entry.save(force_insert=known is None, force_update=known is not None)
    index_entries([(entry, wording_of(item))])
    search.put([findable(entry)])
    return entry


def findable(entry: Entry) -> Findable:
    """What search keeps of a page."""
    readers = EVERYONE
    if entry.audience == Audience.ORGANISATION:
        readers = f"organisation:{entry.organisation_id}"
    detail = KINDS[Kind(entry.kind)].plural
    if entry.standing != Standing.CURRENT:
        detail = f"{detail} · {Standing(entry.standing).label}"
    return Findable(
        id=entry.pk,
        kind=ITEM,
        title=entry.title,
        detail=str(detail),
        url=entry.url,
        readers=frozenset({readers}),
    )
