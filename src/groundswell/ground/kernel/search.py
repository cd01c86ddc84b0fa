"""One index of everything that can be found by a word, and by whom.

The app that owns a thing puts it in, in the action that makes or changes it; `front` asks.
A *reader key* such as ``organisation:<id>`` says who may find an entry; a person holds a set of
such keys (`people.actors.Actor.reader_keys`).
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q

from .models import SearchEntry, SearchWord

LONGEST_WORD = 60  # characters; what is longer is cut, in the index and in the question alike
MOST_WORDS = 40  # of one entry; a title is not an essay
MOST_ASKED = 8  # words of a question; the rest is not looked at
MOST_COUNTED = 200  # things; beyond it a question is too wide to count
_MOST_ROWS = 1_500  # one thing has a row for each word that matches and each key that reads it
_WORD = re.compile(r"\w+")
_MAIL_SERVER = re.compile(r"@\S*")  # of an address that is asked for: no word of the person's own
_BATCH = 2_000  # rows a statement, under the limit of variables that SQLite has
EVERYONE = "everyone"  # the reader key that every signed-in person holds


@dataclass(frozen=True, slots=True)
class Findable:
    """What the index is told about one thing. `id` is the thing's own id."""

    id: UUID
    kind: str  # registered in `registries.search_kinds`
    title: str
    detail: str
    url: str
    readers: frozenset[str]
    also: str = ""  # further words by which it can be found, such as a code


def fold(text: str) -> str:
    """The text without capitals and accents, so that "Zoë" and "zoe" are the same word.

    >>> fold("Zoë O’NEILL, Łódź")
    'zoe o’neill, lodz'
    """
    if text.isascii():
        return text.lower()
    plain = text
    for _ in range(2):  # a fancy letter may come apart into a capital
        plain = unicodedata.normalize("NFKD", plain.casefold())
    plain = plain.translate(_STROKED)
    return "".join(c for c in plain if not unicodedata.combining(c))


# Letters that carry a stroke are letters of their own to Unicode, and an "l" to who looks for them.
_STROKED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ŧ": "t", "æ": "ae", "œ": "oe"})


def words_of(text: str) -> list[str]:
    """The different folded words of a text, in their order, each cut to the longest kept."""
    return list(dict.fromkeys(w[:LONGEST_WORD] for w in _WORD.findall(fold(text))))


@transaction.atomic
def put(entries: Iterable[Findable]) -> None:
    """Put things into the index, or bring them up to date. All of them or none.

    The entries are written first and in one order: who puts the same thing at the same time waits.
    """
    found = {e.id: e for e in sorted(entries, key=lambda e: e.id)}
    SearchEntry.objects.bulk_create(
        [
            SearchEntry(id=e.id, kind=e.kind, title=e.title, detail=e.detail, url=e.url)
            for e in found.values()
        ],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["kind", "title", "detail", "url"],
        batch_size=_BATCH // 5,
    )
    for batch in _batches(list(found)):
        SearchWord.objects.filter(entry_id__in=batch).delete()
    SearchWord.objects.bulk_create(
        (
            SearchWord(entry_id=e.id, word=word, reader=reader)
            for e in found.values()
            for word in words_of(f"{e.title} {e.also}")[:MOST_WORDS]
            for reader in sorted(e.readers)
        ),
        batch_size=_BATCH // 4,
    )


def drop(ids: Iterable[UUID]) -> None:
    """Take things out of the index; what is not in it is no error."""
    for batch in _batches(list(ids)):
        SearchEntry.objects.filter(id__in=batch).delete()


@dataclass(frozen=True, slots=True)
class Found:
    """What a question found: kind by kind, in each by title."""

    entries: list[SearchEntry]  # at most as many as were asked for, shared out among the kinds
    n_of_kind: dict[str, int]  # how many there are, shown or not
    is_more: bool  # more match than were counted: the question is too wide

    @property
    def n(self) -> int:
        return sum(self.n_of_kind.values())


def find(question: str, *, keys: frozenset[str], most: int = 50, kind: str = "") -> Found:
    """Things whose every asked word begins a word of theirs, and that one of the keys may read.

    Three queries at most, whatever is asked. Of a wide question some hundred things are looked at,
    those that bear the very word first, so that "al" finds Al before Alan. An empty question finds
    nothing. With a `kind`, things of that kind alone.
    """
    words = words_of(_MAIL_SERVER.sub(" ", question))[:MOST_ASKED]
    ids, is_cut = _matching(words, keys | {EVERYONE}, kind) if words else ([], False)
    entries = SearchEntry.objects.in_bulk(ids[:MOST_COUNTED])
    groups: dict[str, list[SearchEntry]] = {}
    for entry in sorted(entries.values(), key=lambda e: (e.kind, fold(e.title), e.pk)):
        groups.setdefault(entry.kind, []).append(entry)
    return Found(
        entries=_shared_out(list(groups.values()), most),
        n_of_kind={kind: len(group) for kind, group in groups.items()},
        is_more=is_cut or len(ids) > MOST_COUNTED,
    )


def _matching(words: list[str], keys: frozenset[str], kind: str) -> tuple[list[UUID], bool]:
    """The things that all of the words match, and whether there may be more of them.

    Nothing is sorted here: to sort a hundred thousand rows would take longer than to find them.
    """
    first, *others = sorted(words, key=len, reverse=True)  # the longest is likely the rarest
    rows = SearchWord.objects.filter(reader__in=keys)
    for other in others:
        matching = SearchWord.objects.filter(_begins(other), reader__in=keys)
        rows = rows.filter(entry_id__in=matching.values("entry_id"))
    if kind:
        rows = rows.filter(entry__kind=kind)
    ids = rows.values_list("entry_id", flat=True)
    exact = [] if others else list(ids.filter(word=first)[:_MOST_ROWS])
    is_full = len(exact) == _MOST_ROWS
    begun = exact if is_full else list(ids.filter(_begins(first))[:_MOST_ROWS])
    return list(dict.fromkeys([*exact, *begun])), len(begun) == _MOST_ROWS


def _shared_out(groups: list[list[SearchEntry]], most: int) -> list[SearchEntry]:
    """The first of each group, then the second of each, up to `most`; put back kind by kind."""
    in_turn = [e for several in zip_longest(*groups) for e in several if e is not None]
    shown = {e.pk for e in in_turn[:most]}
    return [e for group in groups for e in group if e.pk in shown]


def _begins(word: str) -> Q:
    """A condition that each database answers from its index: SQLite has no indexed LIKE here."""
    if connection.vendor == "sqlite":
        return Q(word__gte=word, word__lt=word + "\U0010ffff")
    return Q(word__startswith=word)


def _batches(ids: list[UUID]) -> Iterable[list[UUID]]:
    return (ids[i : i + _BATCH // 4] for i in range(0, len(ids), _BATCH // 4))
