"""Which kind of file it is, told from what is in it and never from its name."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from groundswell.ground.kernel.errors import Fault, Unusable

from ..tables import Table
from .grids import Grid, table_of
from .texts import grid_of_text, text_of
from .workbooks import grid_of_workbook

ZIP, OLD_OFFICE, PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-"


@dataclass(frozen=True, slots=True)
class Reading:
    """A table and what is wrong with single rows of the file that it was read from."""

    table: Table
    faults: tuple[Fault, ...] = ()


def read(content: bytes, file_name: str = "") -> Reading:
    """The table in a CSV file or an Excel workbook (.xlsx).

    Raises
    ------
    Unusable
        With a sentence for the person who brought the file, where it cannot be read at all.
    """
    _refuse_other_kinds(content)
    is_workbook = content.startswith(ZIP)
    grid = grid_of_workbook(content) if is_workbook else grid_of_text(*text_of(content))
    reading = _reading_of(grid)
    if is_workbook or not file_name.lower().endswith((".xlsx", ".xls", ".xlsm")):
        return reading
    note = _("The file is named as a workbook but holds plain text. It was read as CSV.")
    return _with_note(reading, note)


def read_pasted(text: str) -> Reading:
    """The table in cells that were copied from a spreadsheet and pasted: columns parted by tabs.

    Raises Unusable with a sentence where there is none.
    """
    if len(text) > settings.IMPORT_MOST_BYTES:
        raise Unusable(_("That is too much to paste. Bring it in as a file."))
    return _reading_of(grid_of_text(text, "", delimiter="\t" if "\t" in text else ""))


def _refuse_other_kinds(content: bytes) -> None:
    most = settings.IMPORT_MOST_BYTES
    if not content.strip():
        raise Unusable(_("The file is empty."))
    if len(content) > most:
        raise Unusable(
            _("The file has %(size)s MB. The most is %(most)s MB: part it, or leave columns out.")
            % {"size": f"{len(content) / 1e6:,.0f}", "most": f"{most / 1e6:,.0f}"}
        )
    if content.startswith(OLD_OFFICE):
        raise Unusable(
            _("This is an old Excel file (.xls), or a workbook with a password. "
              "Save it in Excel as “Excel Workbook (.xlsx)” without a password, or as CSV.")
        )  # fmt: skip
    if content.startswith(PDF):
        raise Unusable(_("This is a PDF. Bring in the spreadsheet that it was made from."))


def _reading_of(grid: Grid) -> Reading:
    table, faults = table_of(grid)
    return Reading(table, (*grid.faults, *faults))


def _with_note(reading: Reading, note: str) -> Reading:
    table = reading.table
    both = " ".join(filter(None, [note, table.note]))
    return Reading(Table(table.headings, table.rows, table.numbers, both), reading.faults)
