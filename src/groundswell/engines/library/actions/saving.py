"""Things are put on a reader's lists, put in order, and taken off."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.locking import held
from groundswell.ground.people.actors import Actor

from .. import policies
from ..kinds import MOST_ON_A_LIST
from ..models import Entry, ReaderList, Saved
from .lists import default_list, new_list
from .locking import hold_reader

UP, DOWN = "up", "down"


@transaction.atomic
def save_thing(
    *, entry: Entry, kept: ReaderList | None = None, by: Actor, at: dt.datetime
) -> ReaderList:
    """Put it last on the list, or on the one that everything is saved to; twice is once.

    Raises Refused for what the reader may not read and for the list of somebody else, Unusable
    where the list is full.
    """
    policies.save_thing(by, entry).or_refuse()
    hold_reader(by=by)
    kept = kept or default_list(by=by, at=at)
    policies.change_list(by, kept).or_refuse()
    _put(entry, kept, at)
    return kept


@transaction.atomic
def put_on_lists(
    *,
    entry: Entry,
    lists: Collection[ReaderList],
    new_title: str = "",
    by: Actor,
    at: dt.datetime,
) -> None:
    """Let it stand on these lists, on a new one where a title is given, and on no others."""
    policies.put_on_lists(by, entry).or_refuse()
    hold_reader(by=by)
    wanted = list(lists)
    for kept in wanted:
        policies.change_list(by, kept).or_refuse()
    if new_title.strip():
        try:
            wanted.append(new_list(title=new_title, about="", by=by, at=at))
        except Unusable as unusable:
            raise Unusable(str(unusable), field="new_title") from unusable
    mine = Saved.objects.filter(reader_list__owner_id=by.id, reader_list__deleted_at=None)
    mine.filter(thing_id=entry.pk).exclude(reader_list__in=wanted).delete()
    for kept in wanted:
        _put(entry, kept, at)


def _put(entry: Entry, kept: ReaderList, at: dt.datetime) -> None:
    on_it = Saved.objects.filter(reader_list=kept)
    if on_it.filter(thing_id=entry.pk).exists():
        return
    if on_it.count() >= MOST_ON_A_LIST:
        told = {"n": MOST_ON_A_LIST, "title": kept.title}
        raise Unusable(_("“%(title)s” holds %(n)s things. Take one off first.") % told)
    last = on_it.aggregate(last=Max("position"))["last"]
    Saved.objects.create(
        reader_list=kept, thing_id=entry.pk, position=0 if last is None else last + 1, at=at
    )


@transaction.atomic
def move_saved(*, kept: ReaderList, thing_id: UUID, way: str, by: Actor, at: dt.datetime) -> None:
    """One place up or down, past what the reader can see; at the end of the list it stays.

    What is not on the list is no error: another window has taken it off.
    """
    kept = held(ReaderList.objects.all(), kept.pk)
    policies.move_saved(by, kept).or_refuse()
    rows = list(kept.saved.all())
    here = next((n for n, row in enumerate(rows) if row.thing_id == thing_id), None)
    if here is None:
        return
    seen = set(
        Entry.objects
        .filter(pk__in=[row.thing_id for row in rows])
        .values_list("pk", flat=True)
    )  # fmt: skip
    step = -1 if way == UP else 1
    there = here + step
    while 0 <= there < len(rows) and rows[there].thing_id not in seen:
        there += step
    if not 0 <= there < len(rows):
        return
    rows.insert(there, rows.pop(here))
    for position, row in enumerate(rows):
        row.position = position
    Saved.objects.bulk_update(rows, ["position"], batch_size=100)


@transaction.atomic
def take_off_list(*, kept: ReaderList, thing_id: UUID, by: Actor, at: dt.datetime) -> None:
    """It stands on the list no longer; what was not there is no error."""
    kept = held(ReaderList.objects.all(), kept.pk)
    policies.take_off_list(by, kept).or_refuse()
    kept.saved.filter(thing_id=thing_id).delete()


@transaction.atomic
def clear_withdrawn(
    *, kept: ReaderList, readable: Collection[UUID], by: Actor, at: dt.datetime
) -> None:
    """Forget what the list holds and its owner cannot read any more: all but `readable`."""
    kept = held(ReaderList.objects.all(), kept.pk)
    policies.clear_withdrawn(by, kept).or_refuse()
    kept.saved.exclude(thing_id__in=list(readable)).delete()
