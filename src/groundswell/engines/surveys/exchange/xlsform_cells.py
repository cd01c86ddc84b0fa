"""Rows, headings and cells of an XLSForm workbook, as its authors write them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ..definition import Words

_NAMES = {"list name": "list_name", "name ": "name", "relevance": "relevant", "caption": "label"}


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a sheet: its cells by column, and its number."""

    row: int
    cells: Mapping[str, str]

    def get(self, column: str) -> str:
        return self.cells.get(column, "")

    def said(self, name: str, languages: Mapping[str, str]) -> Words:
        """A sentence by language; `languages` gives the code of each column's ending."""
        found = {}
        for ending, code in languages.items():
            text = self.get(f"{name}{ending}")
            if text and code not in found:
                found[code] = text
        return found


@dataclass(slots=True)
class Group:
    title: Words
    relevance: tuple[str, ...]
    row: int
    intro: Words = field(default_factory=dict)


def list_in(words: list[str], *, has_other: bool) -> str:
    """The name of the list in “select_one colours or_other” and its older spellings."""
    text = " ".join(words)
    text = re.sub(r"\s+or[ _](specify[ _])?other$", "", text, flags=re.IGNORECASE)
    text = re.sub(
        r"^select([ _]one|[ _]multiple|[ _]all[ _]that[ _]apply)([ _]from([ _]file)?)?\s*",
        "",
        text,
        flags=re.IGNORECASE,
    )
    return text.strip()


def heading_of(cell: str) -> str:
    """Lower case before the language; one colon counts as two."""
    name, mark, ending = cell.strip().partition(":")
    name = _NAMES.get(name.lower(), name.lower()).strip()
    return f"{name}::{ending.lstrip(':').strip()}" if mark and name != "bind" else name


def text_of(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)
