"""Numbers pasted from a spreadsheet or a mail: a line each, the day first."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from groundswell.ground.imports.cells import BadCell, as_day, as_number, shortened
from groundswell.ground.kernel.errors import Fault

from .entries import Entry
from .models import Definition

LONGEST = 200_000  # characters; 2,000 numbers fit many times over
_WIDE = re.compile(r"\t|;| {2,}")
_COMMA = re.compile(r",\s*")


@dataclass(frozen=True, slots=True)
class Pasted:
    """What could be read, and what could not; a heading line is passed over and said so."""

    entries: tuple[Entry, ...]
    faults: tuple[Fault, ...]
    skipped: str = ""


def read_pasted(text: str, definition: Definition) -> Pasted:
    """The numbers in a text. Columns are parted by tabs, semicolons, wide gaps, or else commas."""
    entries: list[Entry] = []
    faults: list[Fault] = []
    skipped = ""
    lines = [(row, line) for row, line in enumerate(text[:LONGEST].splitlines(), 1) if line.strip()]
    for place, (row, line) in enumerate(lines):
        cells = _cells(line)
        if place == 0 and not any(c.isdigit() for c in line):
            skipped = shortened(line.strip())
            continue
        found = _entry(row, cells, definition)
        if isinstance(found, Fault):
            faults.append(found)
        else:
            entries.append(found)
    return Pasted(tuple(entries), tuple(faults), skipped)


def _cells(line: str) -> list[str]:
    plain = line.strip().replace("\u00a0", " ")
    parts = _WIDE.split(plain) if _WIDE.search(plain) else _COMMA.split(plain)
    return [part.strip().removesuffix("%").strip() for part in parts if part.strip()]


def _entry(row: int, cells: list[str], definition: Definition) -> Entry | Fault:
    wanted = 3 if definition.out_of else 2
    if len(cells) != wanted:
        return Fault(row, "", _shape(cells), _remedy(definition))
    names = ("on", "value", "n")
    column = names[0]
    try:
        on = as_day(cells[0])
        column = names[1]
        value = as_number(cells[1])
        column = names[2]
        n = as_number(cells[2]) if wanted == 3 else None
    except BadCell as bad:
        return Fault(row, column, bad.reason, bad.remedy)
    if on is None or value is None:
        return Fault(row, "", _shape(cells), _remedy(definition))
    return Entry(on=on, value=value, n=n, row=row)


def _shape(cells: list[str]) -> str:
    if len(cells) < 2:
        return _("This line holds no number beside its day.")
    return _("This line has %(n)s parts.") % {"n": len(cells)}


def _remedy(definition: Definition) -> str:
    if definition.out_of:
        return _("Give the day, the number, and out of how many, each in a column of its own.")
    return _("Give the day and the number, each in a column of its own.")
