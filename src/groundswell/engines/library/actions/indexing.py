"""The index of words is brought up to what readers may find now."""

from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Model

from groundswell.ground.kernel.search import words_of

from ..finding.spelling import canonical, grams
from ..models import Choice, Entry, Gram, Word
from ..reading.wording import Wording

IN_TITLE, IN_TAGS, IN_TEXT = 3, 2, 1
MOST_WORDS = 4_000  # of one entry
_BATCH = 500  # under the limit of variables that SQLite has


@transaction.atomic
def index_entries(told: Sequence[tuple[Entry, Wording]]) -> None:
    """Put the words and codes of entries that are written into the index, or bring them up to date.

    The entries are written before, so that who writes the same one at the same time waits.
    """
    numbers = [entry.number for entry, _wording in told]
    _forget(numbers)
    words = {entry.number: _weighed(entry, wording) for entry, wording in told}
    _insert(
        Word,
        ("entry_id", "word", "weight", "written"),
        (
            (number, word, weight, written)
            for number, found in words.items()
            for word, (weight, written) in found.items()
        ),
    )
    _insert(
        Choice,
        ("entry_id", "code"),
        ((entry.number, code) for entry, _ in told for code in dict.fromkeys(entry.facets)),
    )
    _note_new_words({word for found in words.values() for word in found})


@transaction.atomic
def drop_entries(ids: Iterable[UUID]) -> None:
    """Take entries out of the index; what is not in it is no error."""
    for some in _batches(list(ids)):
        _forget(list(Entry.objects.filter(pk__in=some).values_list("number", flat=True)))


def _forget(numbers: list[int]) -> None:
    for some in _batches(numbers):
        Word.objects.filter(entry__in=some).delete()
        Choice.objects.filter(entry__in=some).delete()


def _weighed(entry: Entry, wording: Wording) -> dict[str, tuple[int, str]]:
    """Each word in its common form: its weight, and how it is written where that differs."""
    found: dict[str, tuple[int, str]] = {}
    for text, weight in (
        (f"{entry.title} {wording.title}", IN_TITLE),
        (" ".join(wording.tags), IN_TAGS),
        (f"{entry.lead} {wording.text}", IN_TEXT),
    ):
        for written in words_of(text):
            word = canonical(written)
            if word not in found and len(found) < MOST_WORDS:
                found[word] = (weight, written if written != word else "")
    return found


def _note_new_words(words: set[str]) -> None:
    """A word that nobody uses any longer stays: it is offered only where a reader finds it."""
    wanted = sorted(word for word in words if not word.isdigit())
    for some in _batches(wanted):
        known = set(Gram.objects.filter(word__in=some).values_list("word", flat=True))
        new = (word for word in some if word not in known)
        _insert(Gram, ("gram", "word"), ((gram, word) for word in new for gram in grams(word)))


def _insert(model: type[Model], columns: tuple[str, ...], rows: Iterable[tuple]) -> None:
    """Write rows out as they are: an object for each of a million words takes minutes to make.

    A row that is there already, because somebody else has written it just now, is left as it is.
    """
    table = connection.ops.quote_name(model._meta.db_table)
    marks = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks}) ON CONFLICT DO NOTHING",  # noqa: S608 our own names
            list(rows),
        )


def _batches(values: list) -> Iterator[list]:
    return (values[i : i + _BATCH] for i in range(0, len(values), _BATCH))
