"""Tags: in small letters and in order, so that two who tag alike have the same tags."""

from dataclasses import dataclass
from typing import Any

from .notes import Notes, Place
from .shapes import Rows, as_list, line

LONGEST_TAG = 100


@dataclass(frozen=True, slots=True)
class Tags:
    def read(self, given: Any, notes: Notes, place: Place) -> list[str] | None:
        one = line(LONGEST_TAG)
        entries = as_list(given, notes, place)
        read = (one.read(entry, notes, place.at(n)) for n, entry in enumerate(entries, 1))
        return in_order(filter(None, read)) or None

    def stored(self, value: list[str] | None, rows: Rows) -> list[str]:
        return list(value or ())

    def said(self, stored: Any, rows: Rows) -> list[str] | None:
        return in_order(stored or ()) or None


def in_order(tags: Any) -> list[str]:
    return sorted({str(tag).casefold() for tag in tags})
