"""What a reader keeps beside what they read: their lists, their note, and what was asked."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words

from ..models import Entry, Item, Note, Question, Saved


@dataclass(frozen=True, slots=True)
class Beside:
    """`sign_in_url` alone for who has not signed in; it leads back to the thing."""

    sign_in_url: str = ""
    save_url: str = ""
    lists_url: str = ""
    on_lists: tuple[tuple[str, str], ...] = ()  # title and address
    note: str = ""
    note_on: str = ""
    note_version: int = 0
    note_url: str = ""
    ask_url: str = ""  # empty beside a work: nobody here keeps it


@dataclass(frozen=True, slots=True)
class Shown:
    """A question and its answer, for every reader; nobody's name stands beside it."""

    words: str
    answer: str
    on: str


def beside(actor: Actor | None, entry: Entry) -> Beside:
    """Two queries for who has signed in, none for who has not."""
    if actor is None:
        return Beside(sign_in_url=f"{reverse('account_login')}?{urlencode({'next': entry.url})}")
    on_lists = (
        Saved.objects
        .filter(thing_id=entry.pk, reader_list__owner_id=actor.id, reader_list__deleted_at=None)
        .order_by("-reader_list__is_default", "reader_list__title", "pk")
        .values_list("reader_list__title", "reader_list_id")
    )  # fmt: skip
    note = Note.objects.filter(owner_id=actor.id, thing_id=entry.pk, deleted_at=None).first()
    return Beside(
        save_url=reverse("library:save", args=[entry.pk]),
        lists_url=reverse("library:lists_of", args=[entry.pk]),
        on_lists=tuple((title, reverse("library:list", args=[pk])) for title, pk in on_lists),
        note=note.words if note else "",
        note_on=words.day(note.at) if note else "",
        note_version=note.version if note else 0,
        note_url=reverse("library:note", args=[entry.pk]),
        ask_url=reverse("library:ask", args=[entry.pk]) if entry.item_id else "",
    )


def shown_of(item: Item) -> tuple[Shown, ...]:
    """What was asked about the item and is shown to all, the oldest first; one query."""
    rows = Question.objects.filter(item=item.pk, is_shown=True).order_by("answered_at", "pk")
    return tuple(
        Shown(row.shown_words, row.answer, words.day(row.answered_at) if row.answered_at else "")
        for row in rows
    )
