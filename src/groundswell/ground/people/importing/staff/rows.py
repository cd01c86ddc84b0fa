"""A staff list cell by cell: what each row says of one person, and what is wrong with it alone."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from groundswell.ground.imports.cells import BadCell, as_day, as_text, shortened
from groundswell.ground.imports.records import Records
from groundswell.ground.kernel.errors import Fault, Unusable

from ...actions.checks import LONGEST_NAME, usable_address
from ..bands import band_in

MOST_LEVELS = ("division", "directorate", "team")  # from the largest to the smallest


@dataclass(slots=True)
class Row:
    """One row. Empty texts and None are empty cells: what is known stays as it is."""

    index: int  # from 0, for faults
    staff_number: str
    email: str
    name: str
    job_title: str
    pay_band: str
    team: tuple[str, ...]  # from the largest to the smallest
    manager: str
    starts_on: dt.date | None
    ends_on: dt.date | None


@dataclass(slots=True)
class Faults:
    """What is wrong, gathered; rows with a fault are still compared with the others."""

    records: Records
    found: list[Fault] = field(default_factory=list)
    _cells: set[tuple[int, str]] = field(default_factory=set)

    def add(self, index: int, code: str, reason: str, remedy: str) -> None:
        self.found.append(self.records.fault(index, code, reason, remedy))
        self._cells.add((index, code))

    def has(self, index: int, code: str) -> bool:
        """Whether this cell has a fault already: one sentence a cell is enough."""
        return (index, code) in self._cells

    def of_file(self, reason: str, remedy: str) -> None:
        self.found.append(Fault(0, "", reason, remedy))


def number_key(staff_number: str) -> str:
    """Staff numbers are the same where they differ in leading noughts, which spreadsheets drop."""
    return staff_number.casefold().lstrip("0") or staff_number


def read_rows(records: Records, faults: Faults) -> list[Row]:
    """Every row as it stands; what cannot be read is a fault and empty in the row."""
    numbers = _column(records, "staff_number", _line, faults)
    emails = _column(records, "email", _address, faults)
    names = _names(records, faults)
    titles = _column(records, "job_title", _line, faults)
    bands = _column(records, "pay_band", _band, faults)
    teams = list(zip(*(_column(records, c, _line, faults) for c in MOST_LEVELS), strict=True))
    managers = _column(records, "manager", _line, faults)
    starts = _column(records, "starts_on", as_day, faults)
    ends = _column(records, "ends_on", as_day, faults)
    rows = [
        Row(i, numbers[i], emails[i], names[i], titles[i], bands[i],
            tuple(filter(None, teams[i])), managers[i], starts[i], ends[i])
        for i in range(len(records))
    ]  # fmt: skip
    _check_order_of_days(rows, faults)
    return rows


def _column(records: Records, code: str, read: Callable[[Any], Any], faults: Faults) -> list[Any]:
    """The column read cell by cell; the empty value of its kind where a cell cannot be read."""
    nothing = read(None)
    values = []
    for index, cell in enumerate(records.column(code)):
        try:
            values.append(nothing if cell is None else read(cell))
        except BadCell as bad:
            faults.add(index, code, bad.reason, bad.remedy)
            values.append(nothing)
    return values


def _names(records: Records, faults: Faults) -> list[str]:
    names = _column(records, "name", _line, faults)
    if records.has("name"):
        return names
    first = _column(records, "first_name", _line, faults)
    last = _column(records, "last_name", _line, faults)
    return [f"{a} {b}".strip() for a, b in zip(first, last, strict=True)]


def _line(cell: Any) -> str:
    text = as_text(cell)
    if len(text) > LONGEST_NAME:
        raise BadCell(
            _("This has %(n)s letters.") % {"n": f"{len(text):,}"},
            _("Use at most %(most)s letters.") % {"most": LONGEST_NAME},
        )
    return text


def _address(cell: Any) -> str:
    text = as_text(cell)
    if not text:
        return ""
    try:
        return usable_address(text)
    except Unusable:
        raise BadCell(
            _("“%(text)s” is not an e-mail address.") % {"text": shortened(text)},
            _("Write one address, such as name@example.org."),
        ) from None


def _band(cell: Any) -> str:
    text = as_text(cell)
    if not text:
        return ""
    band = band_in(text)
    if band is None:
        raise BadCell(
            _("“%(text)s” is not a pay band that we know.") % {"text": shortened(text)},
            _("Write 1 to 7, 8a to 8d, 9, Medical, VSM or Other, or leave the cell empty."),
        )
    return band


def _check_order_of_days(rows: list[Row], faults: Faults) -> None:
    for row in rows:
        if row.starts_on and row.ends_on and row.ends_on < row.starts_on:
            faults.add(
                row.index,
                "ends_on",
                _("The last day comes before the first."),
                _("Put one of the two dates right."),
            )
            row.ends_on = None
