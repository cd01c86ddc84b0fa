"""The shapes that a field of a pack can have: how each is read, stored in a page, and read back.

`read` takes what stands in a file and gives its normal form, or notes the fault; None and empty
lists stand for nothing. `stored` turns the normal form into what the page keeps, and `said` back.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlsplit
from uuid import uuid4

from django.utils.translation import gettext as _

from ..blocks import LONGEST_LINE, LONGEST_TEXT
from ..exchange.work import doi_of, one_line
from .notes import Notes, Place, shown

MOST_ENTRIES = 500  # of one list in one field
KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")


class Rows(Protocol):
    """Keys of a pack, and the rows that they stand for."""

    def row_of(self, key: str) -> tuple[bool, int] | None:
        """Whether it is a work, and its row's own key; None if it is not here."""

    def key_of(self, *, is_work: bool, pk: int) -> str | None: ...


class Shape(Protocol):
    def read(self, given: Any, notes: Notes, place: Place) -> Any: ...

    def stored(self, value: Any, rows: Rows) -> Any: ...

    def said(self, stored: Any, rows: Rows) -> Any: ...


def tidy(text: str) -> str:
    """The text without what is unseen; its lines stay lines."""
    return "\n".join(map(one_line, text.splitlines())).strip()


def as_text(given: Any, notes: Notes, place: Place) -> str | None:
    if isinstance(given, int) and not isinstance(given, bool):
        return str(given)
    if isinstance(given, str):
        return tidy(given)
    if given is not None:
        reason = _("A text is expected here, not %(given)s.") % {"given": _what(given)}
        notes.add(place, reason, _("Put it into quotation marks."))
    return None


def _what(given: Any) -> str:
    if isinstance(given, dict):
        return _("names with values")
    if isinstance(given, list):
        return _("a list")
    return f"“{shown(given)}”"


@dataclass(frozen=True, slots=True)
class Text:
    """One text."""

    longest: int = LONGEST_TEXT
    is_line: bool = False

    def read(self, given: Any, notes: Notes, place: Place) -> str | None:
        text = as_text(given, notes, place)
        if text and self.is_line:
            text = one_line(text)
        if text and len(text) > self.longest:
            words = {"n": len(text), "most": self.longest}
            notes.add(
                place,
                _("This has %(n)s characters; %(most)s is the most.") % words,
                _("Shorten it, or part it in two."),
            )
        return text or None

    def stored(self, value: str | None, rows: Rows) -> str:
        return value or ""

    def said(self, stored: Any, rows: Rows) -> str | None:
        text = tidy(str(stored)) if stored else ""
        return (one_line(text) if self.is_line else text) or None


def line(longest: int = LONGEST_LINE) -> Text:
    return Text(longest, is_line=True)


@dataclass(frozen=True, slots=True)
class Address(Text):
    """An address on the web."""

    longest: int = 2_000
    is_line: bool = True

    def read(self, given: Any, notes: Notes, place: Place) -> str | None:
        text = Text.read(self, given, notes, place)
        if text and not is_address(text):
            reason = _("“%(text)s” is no address on the web.") % {"text": shown(text)}
            notes.add(place, reason, _("Write it in full, beginning with https://"))
        return text


def is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and " " not in text
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Doi(Text):
    """A DOI, in its plain form however it was written."""

    is_line: bool = True

    def read(self, given: Any, notes: Notes, place: Place) -> str | None:
        text = Text.read(self, given, notes, place)
        if not text:
            return None
        doi = doi_of(text)
        if not doi:
            reason = _("“%(text)s” is no DOI.") % {"text": shown(text)}
            notes.add(place, reason, _("Write it bare: 10.1000/182."))
        return doi or None


@dataclass(frozen=True, slots=True)
class Code:
    """One of the codes of `kinds`; `older` are names that a file may use for one of them."""

    codes: Sequence[str]
    older: Mapping[str, str] | None = None

    def read(self, given: Any, notes: Notes, place: Place) -> str | None:
        code = as_text(given, notes, place)
        if not code:
            return None
        code = (self.older or {}).get(code, code)
        if code in self.codes:
            return code
        reason = _("“%(code)s” is not known here.") % {"code": shown(code)}
        known = ", ".join(c for c in self.codes if c)
        notes.add(place, reason, _("Use one of these: %(known)s.") % {"known": known})
        return None

    def stored(self, value: str | None, rows: Rows) -> str:
        return value or ""

    def said(self, stored: Any, rows: Rows) -> str | None:
        return str(stored) if stored else None


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number."""

    least: int
    most: int

    def read(self, given: Any, notes: Notes, place: Place) -> int | None:
        if given is None:
            return None
        is_number = isinstance(given, int) and not isinstance(given, bool)
        if is_number and self.least <= given <= self.most:
            return int(given)
        words = {"least": self.least, "most": self.most}
        notes.add(place, _("A whole number from %(least)s to %(most)s is expected here.") % words)
        return None

    def stored(self, value: int | None, rows: Rows) -> int | None:
        return value

    def said(self, stored: Any, rows: Rows) -> int | None:
        return None if stored is None else int(stored)


@dataclass(frozen=True, slots=True)
class Day:
    """A day, kept as a text such as 2028-11-28; `is_date` where a column holds it."""

    is_date: bool = True

    def read(self, given: Any, notes: Notes, place: Place) -> str | None:
        if given is None:
            return None
        try:
            if isinstance(given, dt.datetime) or not isinstance(given, (dt.date, str)):
                raise ValueError(given)
            day = given if isinstance(given, dt.date) else dt.date.fromisoformat(given.strip())
        except ValueError:
            reason = _("“%(given)s” is no day.") % {"given": shown(given)}
            notes.add(place, reason, _("Write it as year, month and day: 2028-11-28."))
            return None
        return day.isoformat()

    def stored(self, value: str | None, rows: Rows) -> dt.date | str | None:
        return dt.date.fromisoformat(value) if value and self.is_date else value

    def said(self, stored: Any, rows: Rows) -> str | None:
        return str(stored) if stored else None


def as_list(given: Any, notes: Notes, place: Place, most: int = MOST_ENTRIES) -> list[Any]:
    """Several entries; one by itself counts as a list of one."""
    if given is None:
        return []
    entries = given if isinstance(given, list) else [given]
    if len(entries) > most:
        notes.add(place, _("This list has at most %(n)s entries.") % {"n": most})
        return []
    return entries


def child(name: str, value: Any, id_: str = "") -> dict[str, Any]:
    """One entry of a stream or of a list, as Wagtail keeps it: always with an id."""
    return {"type": name, "value": value, "id": id_ or str(uuid4())}


def children(stored: Any) -> Iterable[tuple[str, Any, str]]:
    """Type, value and id of each entry; entries of old lists are bare."""
    for entry in stored or ():
        if isinstance(entry, dict) and "value" in entry and "type" in entry:
            yield entry["type"], entry["value"], str(entry.get("id") or "")
        else:
            yield "item", entry, ""


@dataclass(frozen=True, slots=True)
class Several:
    """Several texts or codes, each an entry of a stream; `name` is what the stream calls them."""

    one: Shape
    name: str = "text"

    def read(self, given: Any, notes: Notes, place: Place) -> list[Any] | None:
        entries = as_list(given, notes, place)
        read = (self.one.read(e, notes, place.at(n)) for n, e in enumerate(entries, 1))
        return [value for value in read if value] or None

    def stored(self, value: list[Any] | None, rows: Rows) -> list[dict[str, Any]]:
        return [child(self.name, self.one.stored(v, rows)) for v in value or ()]

    def said(self, stored: Any, rows: Rows) -> list[Any] | None:
        found = (self.one.said(value, rows) for _type, value, _id in children(stored))
        return [value for value in found if value] or None


@dataclass(frozen=True, slots=True)
class Plain:
    """Several texts that a column keeps as a list."""

    one: Shape

    def read(self, given: Any, notes: Notes, place: Place) -> list[Any] | None:
        return Several(self.one).read(given, notes, place)

    def stored(self, value: list[Any] | None, rows: Rows) -> list[Any]:
        return list(value or ())

    def said(self, stored: Any, rows: Rows) -> list[Any] | None:
        found = (self.one.said(value, rows) for value in stored or ())
        return [value for value in found if value] or None
