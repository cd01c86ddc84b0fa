"""What all readers share: text out of bytes, limits, faults, and a record on its way in."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.ground.kernel.errors import Fault

from .carrying import restored
from .work import Author, Kind, Work, doi_of, one_line, several_lines

MOST_RECORDS = 20_000
MOST_BYTES = 20_000_000
MOST_FAULTS = 500  # nobody reads more; the last one says that there are others
_YEAR = re.compile(r"(?<!\d)(?!0000)\d{4}(?!\d)")
_ISSN = re.compile(r"\d{4}-\d{3}[\dXx](?![\d-])")
_ISBN = re.compile(r"(?:\d[\s-]?){9}(?:(?:\d[\s-]?){3})?[\dXx]")
_BOOKISH = {Kind.BOOK, Kind.CHAPTER, Kind.REPORT, Kind.THESIS}
# The longer marks first: that of UTF-32 begins like that of UTF-16.
_BYTE_ORDER_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Read:
    """What a file gave: the works that could be read, and what is wrong with the rest.

    The `row` of a fault is the number of the record, counted from 1; 0 speaks of the whole file.
    """

    works: tuple[Work, ...]
    faults: tuple[Fault, ...] = ()


class Notes:
    """Collects faults, as many as somebody would look at."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self._n_more = 0

    def add(self, row: int, column: str, reason: str, remedy: str) -> None:
        if len(self._faults) < MOST_FAULTS:
            self._faults.append(Fault(row, one_line(column)[:60], reason, remedy))
        else:
            self._n_more += 1

    def faults(self) -> tuple[Fault, ...]:
        faults = tuple(sorted(self._faults, key=lambda fault: fault.row))
        if not self._n_more:
            return faults
        more = ngettext(
            "There is %(n)s fault more.", "There are %(n)s faults more.", self._n_more
        ) % {"n": f"{self._n_more:,}"}
        return (*faults, Fault(0, "", more, _("Put these right first, then read it again.")))


def text_of(content: str | bytes, notes: Notes) -> str | None:
    """The text with plain line ends, whatever it was encoded in; None, and a fault, if too large.

    Without a mark of its encoding a file is UTF-8, where it can be, or else Windows-1252.
    """
    if len(content) > MOST_BYTES:
        remedy = _("Export it in several parts and read them one after the other.")
        notes.add(0, "", _("The file is larger than 20 MB."), remedy)
        return None
    text = content if isinstance(content, str) else _decoded(content, notes)
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _decoded(content: bytes, notes: Notes) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    if encoding := _unmarked_utf_16(content):
        return content.decode(encoding, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _not_quite_utf_8(content, notes)


def _unmarked_utf_16(content: bytes) -> str:
    """Every second byte of plain letters is nothing in UTF-16."""
    head = content[:400]
    many = len(head) // 3
    if head[1::2].count(0) > many:
        return "utf-16-le"
    return "utf-16-be" if head[0::2].count(0) > many else ""


def _not_quite_utf_8(content: bytes, notes: Notes) -> str:
    """UTF-8 with a few bytes damaged, or an encoding of one byte a letter: the latter has hardly a
    letter beyond ASCII that happens to be right in UTF-8."""
    text = content.decode("utf-8", "replace")
    n_damaged = text.count("\ufffd")
    n_right = sum(not c.isascii() for c in text) - n_damaged
    if n_right < 5 * n_damaged:
        return "".join(map(_AS_WINDOWS_1252.__getitem__, content))
    reason = ngettext(
        "%(n)s character of the file is damaged.",
        "%(n)s characters of the file are damaged.",
        n_damaged,
    ) % {"n": f"{n_damaged:,}"}
    notes.add(0, "", reason, _("Look for “\ufffd” in what was read and put it right by hand."))
    return text


# Five bytes mean nothing in Windows-1252; there it is Latin-1.
_AS_WINDOWS_1252 = [
    bytes([b]).decode("latin-1" if b in b"\x81\x8d\x8f\x90\x9d" else "cp1252") for b in range(256)
]


def is_too_many(n_records: int, notes: Notes) -> bool:
    """Whether the file holds more records than are read at once; then there is a fault too."""
    if n_records <= MOST_RECORDS:
        return False
    reason = _("The file holds more than %(most)s records.") % {"most": f"{MOST_RECORDS:,}"}
    notes.add(0, "", reason, _("Export it in several parts and read them one after the other."))
    return True


def shown(text: str) -> str:
    """The beginning of a text, fit to be quoted in a sentence."""
    plain = one_line(text)
    return plain if len(plain) <= 60 else plain[:59] + "…"


class Draft:
    """One record on its way in.

    The first that is said of a field stays; what else its source says is kept under the source's
    own name for it, so that nothing is lost.
    """

    def __init__(self, number: int, notes: Notes, *, line: int | None = None) -> None:
        self.number = number
        self.line = line
        self.kind = Kind.OTHER
        self.extra: list[tuple[str, str]] = []
        self.carried: list[str] = []
        self._notes = notes
        self._texts: dict[str, str] = {}
        self._lists: dict[str, list[Any]] = {"authors": [], "editors": [], "keywords": []}
        self.year: int | None = None

    def fault(self, column: str, reason: str, remedy: str, *, line: int | None = None) -> None:
        at = line or self.line
        if at:
            reason = _("Line %(line)s: %(reason)s") % {"line": at, "reason": reason}
        self._notes.add(self.number, column, reason, remedy)

    def text(self, field: str, name: str, value: str, *, line: int | None = None) -> None:
        """Put a text in its place; if that is taken by another text, keep it beside."""
        kept = self._doi(name, value, line) if field == "doi" else several_lines(value)
        if field == "notes":  # they add up
            kept = f"{self._texts.pop('notes', '')}\n{kept}"
        if not self._texts.get(field):
            self._texts[field] = kept
        elif kept and one_line(self._texts[field]) != one_line(kept):
            self.extra.append((name, kept))

    def more(self, field: str, values: Iterable[Author | str]) -> None:
        self._lists[field] += values

    def _doi(self, name: str, value: str, line: int | None) -> str:
        doi = doi_of(value)
        if one_line(value) and not doi:
            self.extra.append((name, value))
            reason = _("“%(value)s” is no DOI.") % {"value": shown(value)}
            remedy = _("A DOI looks like 10.2307/2666999. It was kept among the other fields.")
            self.fault(name, reason, remedy, line=line)
        return doi

    def date(self, name: str, value: str, *, beside: str, line: int | None = None) -> None:
        """Take the year; a date that says more than that is kept whole, under the name `beside`."""
        found = _YEAR.search(value)
        if found is None and one_line(value):
            self.extra.append((name, value))
            reason = _("“%(value)s” names no year.") % {"value": shown(value)}
            remedy = _("Give the year with four digits. It was kept among the other fields.")
            self.fault(name, reason, remedy, line=line)
        if found is not None:
            self.year = self.year or int(found[0])
            if one_line(value).strip("/- ") != f"{self.year:04}":
                self.extra.append((beside, value))

    def number_of(self, name: str, value: str) -> None:
        """An ISBN or an ISSN, where one name stands for both."""
        is_isbn = _ISBN.search(value) is not None or self.kind in _BOOKISH
        is_issn = _ISSN.match(one_line(value)) is not None or not is_isbn
        self.text("issn" if is_issn else "isbn", name, value)

    def done(self) -> Work | None:
        """The work; None, and a fault, where it has no title."""
        work = Work(
            kind=self.kind,
            year=self.year,
            extra=tuple(self.extra),
            authors=tuple(self._lists["authors"]),
            editors=tuple(self._lists["editors"]),
            keywords=tuple(self._lists["keywords"]),
            **self._texts,
        )
        for text in self.carried:
            work = restored(work, text)
        if work.title:
            return work
        self.fault("title", _("The record has no title."), _("Give it one: it was left out."))
        return None
