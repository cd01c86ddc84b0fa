"""An Excel workbook: the first sheet that holds rows, once its zip has been found safe to open."""

import datetime as dt
import io
from collections.abc import Sequence

from django.utils.translation import gettext as _
from python_calamine import CalamineWorkbook, SheetTypeEnum

from groundswell.ground.kernel.errors import Fault, Unusable

from ..cells import Cell
from .grids import Grid
from .zips import inspected


def grid_of_workbook(content: bytes) -> Grid:
    """The rows of the first sheet that has any. Raises Unusable with a sentence."""
    package = inspected(content)
    names, sheet, rows = _opened(content)
    if not names:
        raise Unusable(_("The workbook has no sheet with rows."))
    about = package.about_sheet(sheet)
    if about.n_uncalculated:
        raise Unusable(
            _("The sheet “%(sheet)s” has formulas that were never calculated. "
              "Open the workbook in Excel, save it, and bring it in again.")
            % {"sheet": sheet}
        )  # fmt: skip
    note = _("Read from the sheet “%(sheet)s”; the workbook has %(n)s sheets.")
    return Grid(
        ([_cell(value) for value in row] for row in rows),
        note=note % {"sheet": sheet, "n": len(names)} if len(names) > 1 else "",
        faults=_faults(about.error_cells),
        pads=True,
    )


def sheets_of_workbook(content: bytes) -> dict[str, list[list[Cell]]]:
    """Every sheet by its name, as rows of cells, for a file that is more than one list.

    Raises Unusable with a sentence where the file is not a safe workbook.
    """
    inspected(content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = [m.name for m in book.sheets_metadata if m.typ == SheetTypeEnum.WorkSheet]
        rows = {
            name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in names
        }
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic of the reader is no Exception
        raise Unusable(_damaged()) from error
    return {
        name: [[_cell(value) for value in row] for row in found] for name, found in rows.items()
    }


def _damaged() -> str:
    return _(
        "The workbook is damaged. Open it in Excel, save it as “Excel Workbook (.xlsx)”, and bring"
        " it in again."
    )


def _opened(content: bytes) -> tuple[list[str], str, Sequence[Sequence[object]]]:
    """The names of all sheets, and name and rows of the first with rows ("" where none has)."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = [m.name for m in book.sheets_metadata if m.typ == SheetTypeEnum.WorkSheet]
        for name in names:
            if rows := book.get_sheet_by_name(name).to_python(skip_empty_area=False):
                return names, name, rows
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic of the reader is no Exception
        raise Unusable(_damaged()) from error
    return [], "", []


def _cell(value: object) -> Cell:
    if isinstance(value, str):
        return value or None
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, dt.date):
        return value
    return str(value)


def _faults(references: list[str]) -> tuple[Fault, ...]:
    reason = _("The formula in cell %(cell)s ends in an error.")
    remedy = _("Put the formula right in Excel, or type the value.")
    return tuple(
        Fault(
            int(reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") or 0),
            "",
            reason % {"cell": reference},
            remedy,
        )
        for reference in references
    )
