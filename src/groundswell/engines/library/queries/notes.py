"""A reader's own notes. Every query here asks for the owner's rows and nobody else's."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words
from groundswell.ground.web.paging import NumberedPager, paged

from ..models import Note
from ..reading.access import entries_for
from .lists import Bin, Deleted

PER_PAGE = 30
_BEGINNING = 160  # letters of a note, to tell it from another beside the same thing


@dataclass(frozen=True, slots=True)
class NotePlace:
    """Beside what a note stands; `url` is empty where that can not be read any more."""

    thing_id: UUID
    title: str
    url: str
    note: Note | None


@dataclass(frozen=True, slots=True)
class NoteRow:
    title: str
    url: str  # empty where the thing can not be read any more
    words: str
    on: str
    change_url: str
    delete_url: str


def notes_of(actor: Actor) -> QuerySet[Note]:
    return Note.objects.filter(owner_id=actor.id, deleted_at=None)


def note_for(actor: Actor, pk: UUID) -> Note:
    """A note of the reader's own, deleted or not; anybody else's is not there."""
    return get_object_or_404(Note.objects.filter(owner_id=actor.id), pk=pk)


def note_place(actor: Actor, thing_id: UUID) -> NotePlace:
    """Beside what the reader may read, or has a note already; else there is no such place."""
    entry = entries_for(actor).filter(pk=thing_id).first()
    note = notes_of(actor).filter(thing_id=thing_id).first()
    if entry is not None:
        return NotePlace(thing_id, entry.title, entry.url, note)
    if note is None:
        raise Http404
    return NotePlace(thing_id, _gone_title(), "", note)


def note_rows(actor: Actor, number: str | None) -> tuple[tuple[NoteRow, ...], NumberedPager]:
    """A part of the reader's notes, the newest first; three queries."""
    rows, pager = paged(notes_of(actor), number, PER_PAGE)
    things = _things(actor, rows)
    return tuple(_row(note, things) for note in rows), pager


def deleted_notes(actor: Actor, kept_for: dt.timedelta, number: str | None) -> Bin:
    """A part of those that can be brought back, the last one first; three queries."""
    found = Note.objects.filter(owner_id=actor.id, deleted_at__isnull=False)
    notes, pager = paged(
        found.order_by("-deleted_at", "pk"), number, PER_PAGE, name="notes", section="deleted"
    )
    things = _things(actor, notes)
    told = ngettext("%(n)s note", "%(n)s notes", pager.total)
    return Bin(
        label=_("Deleted notes"),
        told=told % {"n": words.number(pager.total)},
        rows=tuple(
            Deleted(
                things.get(note.thing_id, (_gone_title(), ""))[0],
                words.day(note.deleted_at + kept_for),
                reverse("library:bring_back_note", args=[note.pk]),
                Truncator(note.words).chars(_BEGINNING),
            )
            for note in notes
            if note.deleted_at
        ),
        pager=pager,
    )


def _things(actor: Actor, notes: list[Note]) -> Mapping[UUID, tuple[str, str]]:
    if not notes:
        return {}
    found = entries_for(actor).filter(pk__in=[note.thing_id for note in notes])
    return {pk: (title, url) for pk, title, url in found.values_list("pk", "title", "url")}


def _row(note: Note, things: Mapping[UUID, tuple[str, str]]) -> NoteRow:
    title, url = things.get(note.thing_id, (_gone_title(), ""))
    return NoteRow(
        title=title,
        url=url,
        words=note.words,
        on=words.day(note.at),
        change_url=reverse("library:note", args=[note.thing_id]),
        delete_url=reverse("library:delete_note", args=[note.pk]),
    )


def _gone_title() -> str:
    return _("Something that has been withdrawn, or is not open to you any more")
