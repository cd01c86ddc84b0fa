"""From the cells of a file to numbers at places: one line each, faults named by row and column."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.utils.translation import gettext as _

from groundswell.ground.imports.cells import BadCell, Cell, as_day, as_number, as_text
from groundswell.ground.imports.importers import Report
from groundswell.ground.imports.records import Records
from groundswell.ground.kernel.errors import Fault

from ..entries import Entry, fault_in, period_start
from ..models import Definition

T = TypeVar("T")
_STEP = 5_000  # rows between two reports of progress


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a number belongs, as the file names it: title, code and team in one spelling."""

    title: str = ""
    code: str = ""
    team: str = ""


@dataclass(slots=True)
class Line:
    """A number at a spot, summed where several rows were added up. `row` is the first of them."""

    spot: Spot
    on: dt.date
    value: float
    n: float | None
    index: int


class _Column(Generic[T]):
    """A column read through a reader, each different cell once: dates and codes repeat a lot."""

    def __init__(self, records: Records, field: str, read: Callable[[Cell], T]) -> None:
        self._cells = records.column(field)
        self._read = read
        self._known: dict[Cell, T | BadCell] = {}
        self._field = field

    def __getitem__(self, index: int) -> T:
        cell = self._cells[index]
        if cell not in self._known:
            try:
                self._known[cell] = self._read(cell)
            except BadCell as bad:
                self._known[cell] = bad
        found = self._known[cell]
        if isinstance(found, BadCell):
            raise _At(self._field, found)
        return found


class _At(Exception):
    """A cell that could not be read, with its field."""

    def __init__(self, field: str, bad: BadCell) -> None:
        super().__init__(field)
        self.field, self.bad = field, bad


def read_lines(records: Records, report: Report, *, needs_title: bool) -> Iterator[Line | Fault]:
    """Every row as a line or as its fault. Rows that give no number at all are passed over."""
    titles, codes = _Column(records, "measure", as_text), _Column(records, "organisation", as_text)
    teams, days = _Column(records, "team", as_text), _Column(records, "on", as_day)
    values, ns = _Column(records, "value", as_number), _Column(records, "n", as_number)
    spots: dict[tuple[str, str, str], Spot] = {}
    for index in range(len(records)):
        if index % _STEP == 0:
            report(_("Reading the rows"), index, len(records))
        try:
            on, value, n = days[index], values[index], ns[index]
            named = (titles[index], codes[index].upper(), teams[index])
        except _At as at:
            yield records.fault(index, at.field, at.bad.reason, at.bad.remedy)
            continue
        if value is None and n is None:
            continue
        missing = _missing(on, value, named[0], needs_title=needs_title)
        if missing:
            yield records.fault(index, *missing)
            continue
        spot = spots.setdefault(named, Spot(*named))
        yield Line(spot, on, value, n, index)  # type: ignore[arg-type]  # `_missing` saw to it


def _missing(
    on: dt.date | None, value: float | None, title: str, *, needs_title: bool
) -> tuple[str, str, str] | None:
    if on is None:
        return "on", _("The date is missing."), _("Give a date in every row.")
    if value is None:
        return "value", _("The number is missing."), _("Give a number, or leave out the row.")
    if needs_title and not title:
        return "measure", _("The measure is missing."), _("Give its title in every row.")
    return None


def gather(
    lines: list[Line],
    definition: Definition,
    records: Records,
    *,
    add_up: bool,
    today: dt.date,
) -> tuple[dict[tuple[Spot, dt.date], Line], list[Fault]]:
    """One line for each spot and period, in the definition's own periods; and what cannot be."""
    found: dict[tuple[Spot, dt.date], Line] = {}
    faults: list[Fault] = []
    for line in lines:
        start = period_start(definition, line.on)
        fault = fault_in(definition, Entry(line.on, line.value, line.n), today=today)
        if fault:
            faults.append(records.fault(line.index, *fault))
            continue
        held = found.get((line.spot, start))
        if held is None:
            line.on = start
            found[line.spot, start] = line
        elif add_up:
            held.value += line.value
            held.n = None if line.n is None else (held.n or 0) + line.n
        elif (held.value, held.n) != (line.value, line.n):
            faults.append(_twice(records, line, held))
    return found, faults


def _twice(records: Records, line: Line, held: Line) -> Fault:
    return records.fault(
        line.index,
        "on",
        _("Row %(row)s has another number for the same place and date.")
        % {"row": records.numbers[held.index]},
        _("Keep one of them, or choose to add up rows."),
    )
