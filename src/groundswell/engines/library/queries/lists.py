"""A reader's own lists, and lists that others share: of each, what this reader may read."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words
from groundswell.ground.web.paging import NumberedPager, paged

from ..models import Entry, ReaderList, Saved
from ..reading import Link
from ..reading.access import entries_for
from ..reading.links import link_to


@dataclass(frozen=True, slots=True)
class ListRow:
    title: str
    url: str
    n: str  # "3 things"
    is_shared: bool


PER_PAGE = 30  # of what was deleted


@dataclass(frozen=True, slots=True)
class Deleted:
    """What can be brought back: its name, how long it stays, the address that brings it back.

    `words` tell it from another of the same name: how a note begins.
    """

    title: str
    until: str
    url: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Bin:
    """A part of the lists, or of the notes, that can be brought back; `told` says how many."""

    label: str
    told: str
    rows: tuple[Deleted, ...]
    pager: NumberedPager


@dataclass(frozen=True, slots=True)
class OnList:
    thing_id: UUID
    link: Link
    is_first: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class ListUrls:
    change: str
    delete: str
    share: str
    stop: str
    move: str
    take_off: str
    clear: str
    library: str


@dataclass(frozen=True, slots=True)
class ListPage:
    """`gone` tells the owner of what is not there any more; `off` is what was just taken off."""

    title: str
    about: str
    rows: tuple[OnList, ...]
    gone: str
    shared_at: str  # the address in full; empty where nobody else reads it
    urls: ListUrls
    off: Link | None
    put_back_url: str
    list_id: UUID
    crumb: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SharedPage:
    title: str
    about: str
    links: tuple[Link, ...]
    library_url: str


def lists_of(actor: Actor) -> QuerySet[ReaderList]:
    return ReaderList.objects.filter(owner_id=actor.id, deleted_at=None)


def list_for(actor: Actor, pk: UUID) -> ReaderList:
    """A list of the reader's own that is not deleted; anybody else's is not there."""
    return get_object_or_404(lists_of(actor), pk=pk)


def deleted_list_for(actor: Actor, pk: UUID) -> ReaderList:
    """A list of the reader's own, deleted or not, to bring it back."""
    return get_object_or_404(ReaderList.objects.filter(owner_id=actor.id), pk=pk)


def shared_list(key: UUID) -> ReaderList:
    """By its key, of somebody who still has an account here."""
    found = ReaderList.objects.filter(deleted_at=None, owner__is_active=True)
    return get_object_or_404(found, share_key=key)


def list_rows(actor: Actor) -> tuple[ListRow, ...]:
    """The reader's lists with how much they can read of each; one query."""
    is_readable = Exists(entries_for(actor).filter(pk=OuterRef("thing_id")))
    readable = Saved.objects.filter(is_readable, reader_list=OuterRef("pk"))
    counted = readable.order_by().values("reader_list").annotate(n=Count("pk")).values("n")
    rows = lists_of(actor).annotate(n=Coalesce(Subquery(counted, output_field=IntegerField()), 0))
    return tuple(
        ListRow(
            row.title,
            reverse("library:list", args=[row.pk]),
            ngettext("%(n)s thing", "%(n)s things", row.n) % {"n": words.number(row.n)},
            row.share_key is not None,
        )
        for row in rows
    )


def list_page(actor: Actor, kept: ReaderList, off: UUID | None = None) -> ListPage:
    """What its owner sees; two queries, one more where a thing was just taken off."""
    ids = _ids(kept)
    found = _readable(actor, ids)
    shown = [pk for pk in ids if pk in found]
    taken = entries_for(actor).filter(pk=off).first() if off and off not in ids else None
    return ListPage(
        title=kept.title,
        about=kept.about,
        rows=tuple(
            OnList(pk, link_to(found[pk]), n == 0, n == len(shown) - 1)
            for n, pk in enumerate(shown)
        ),
        gone=_gone(len(ids) - len(shown)),
        shared_at=_shared_at(kept),
        urls=_urls(kept),
        off=link_to(taken) if taken else None,
        put_back_url=reverse("library:save", args=[taken.pk]) if taken else "",
        list_id=kept.pk,
        crumb=(
            (_("Library"), reverse("library:index")),
            (_("Yours"), reverse("library:mine")),
            (kept.title, ""),
        ),
    )


def shared_page(actor: Actor | None, kept: ReaderList) -> SharedPage:
    """What this reader may read of it, as if there were nothing else; two queries."""
    ids = _ids(kept)
    found = _readable(actor, ids)
    return SharedPage(
        title=kept.title,
        about=kept.about,
        links=tuple(link_to(found[pk]) for pk in ids if pk in found),
        library_url=reverse("library:index"),
    )


def readable_of(actor: Actor, kept: ReaderList) -> list[UUID]:
    """What of a list its owner can read now, in its order."""
    ids = _ids(kept)
    found = _readable(actor, ids)
    return [pk for pk in ids if pk in found]


def lists_with(actor: Actor, entry: Entry) -> list[str]:
    """The keys of the reader's lists that hold the thing, as a form gives them."""
    rows = Saved.objects.filter(reader_list__in=lists_of(actor), thing_id=entry.pk)
    return [str(pk) for pk in rows.values_list("reader_list_id", flat=True)]


def deleted_lists(actor: Actor, kept_for: dt.timedelta, number: str | None) -> Bin:
    """A part of those that can be brought back, the last one first; two queries."""
    found = ReaderList.objects.filter(owner_id=actor.id, deleted_at__isnull=False)
    rows, pager = paged(
        found.order_by("-deleted_at", "pk"), number, PER_PAGE, name="lists", section="deleted"
    )
    told = ngettext("%(n)s list", "%(n)s lists", pager.total)
    return Bin(
        label=_("Deleted lists"),
        told=told % {"n": words.number(pager.total)},
        rows=tuple(
            Deleted(
                row.title,
                words.day(row.deleted_at + kept_for),
                reverse("library:bring_back_list", args=[row.pk]),
            )
            for row in rows
            if row.deleted_at
        ),
        pager=pager,
    )


def _ids(kept: ReaderList) -> list[UUID]:
    return list(kept.saved.values_list("thing_id", flat=True))


def _readable(actor: Actor | None, ids: Iterable[UUID]) -> dict[UUID, Entry]:
    return {entry.pk: entry for entry in entries_for(actor).filter(pk__in=list(ids))}


def _gone(n: int) -> str:
    if not n:
        return ""
    return ngettext(
        "%(n)s thing that you saved here has been withdrawn, or is not open to you any more.",
        "%(n)s things that you saved here have been withdrawn, or are not open to you any more.",
        n,
    ) % {"n": words.number(n)}


def _shared_at(kept: ReaderList) -> str:
    if kept.share_key is None:
        return ""
    return f"{settings.PUBLIC_URL}{reverse('library:shared', args=[kept.share_key])}"


def _urls(kept: ReaderList) -> ListUrls:
    return ListUrls(
        library=reverse("library:index"),
        **{
            part: reverse(f"library:{name}", args=[kept.pk])
            for part, name in (
                ("change", "change_list"),
                ("delete", "delete_list"),
                ("share", "share_list"),
                ("stop", "stop_sharing_list"),
                ("move", "move_saved"),
                ("take_off", "take_off_list"),
                ("clear", "clear_withdrawn"),
            )
        },
    )
