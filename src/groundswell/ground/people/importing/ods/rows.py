"""A list of organisations cell by cell, and what is wrong with each row alone."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from groundswell.ground.imports.cells import BadCell, as_day, as_text, shortened
from groundswell.ground.imports.records import Records
from groundswell.ground.kernel.errors import Fault, Unusable

from ...actions.checks import LONGEST_NAME, usable_ods_code
from .kinds import kind_in

UNKNOWN = "?"  # a role that says no kind; what becomes of the row is for an option to say


@dataclass(slots=True)
class Row:
    index: int
    code: str
    name: str
    kind: str  # "" where the cell is empty
    role: str  # as it stands in the file
    opened_on: dt.date | None
    closed_on: dt.date | None
    successor: str


def read_rows(records: Records, faults: list[Fault]) -> list[Row]:
    """Every row that has a code of its own; two rows of one code are a fault."""
    columns = {
        code: _column(records, code, read, faults)
        for code, read in (
            ("code", _code), ("name", _name), ("role", as_text),
            ("opened_on", as_day), ("closed_on", as_day), ("successor", _code),
        )
    }  # fmt: skip
    rows: list[Row] = []
    first: dict[str, int] = {}
    for i in range(len(records)):
        code, role = columns["code"][i], columns["role"][i]
        if not code:
            _tell_missing(records, i, faults)
        elif code in first:
            _tell_repeated(records, i, first[code], faults)
        else:
            first[code] = i
            kind = (kind_in(role) or UNKNOWN) if role else ""
            rows.append(Row(i, code, columns["name"][i], kind, role, columns["opened_on"][i],
                            columns["closed_on"][i], columns["successor"][i]))  # fmt: skip
    return rows


def _column(
    records: Records, code: str, read: Callable[[Any], Any], faults: list[Fault]
) -> list[Any]:
    nothing = read(None)
    values = []
    for index, cell in enumerate(records.column(code)):
        try:
            values.append(nothing if cell is None else read(cell))
        except BadCell as bad:
            faults.append(records.fault(index, code, bad.reason, bad.remedy))
            values.append(nothing)
    return values


def _code(cell: Any) -> str:
    text = as_text(cell)
    try:
        return usable_ods_code(text) or ""
    except Unusable:
        raise BadCell(
            _("“%(text)s” is not an ODS code.") % {"text": shortened(text)},
            _("A code has 1 to 9 letters and digits."),
        ) from None


def _name(cell: Any) -> str:
    text = as_text(cell)
    if len(text) > LONGEST_NAME:
        raise BadCell(
            _("This has %(n)s letters.") % {"n": f"{len(text):,}"},
            _("Use at most %(most)s letters.") % {"most": LONGEST_NAME},
        )
    return text


def _tell_missing(records: Records, index: int, faults: list[Fault]) -> None:
    if as_text(records.cell(index, "code")):
        return  # told already: the cell holds something that is no code
    faults.append(
        records.fault(index, "code", _("There is no code."), _("Give the organisation’s ODS code."))
    )


def _tell_repeated(records: Records, index: int, first: int, faults: list[Fault]) -> None:
    reason = _("Row %(row)s has the same code.") % {"row": f"{records.numbers[first]:,}"}
    faults.append(records.fault(index, "code", reason, _("Keep one row for each organisation.")))
