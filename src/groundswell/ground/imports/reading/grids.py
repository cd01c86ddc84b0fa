"""From rows as they stand in a file to a table: where the headings are, which rows are whole."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from groundswell.ground.kernel.errors import Fault, Unusable

from ..cells import Cell, as_text, shortened
from ..tables import Table

MOST_COLUMNS = 500
MOST_FAULTS = 500  # kept of one file's ragged rows; after so many the file itself is wrong


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows in their order, empty ones too, each with as many cells as the file gives it."""

    rows: Iterable[list[Cell]]
    note: str = ""
    faults: tuple[Fault, ...] = ()
    pads: bool = False  # a workbook leaves out the empty cells at a row's end; text does not


def table_of(grid: Grid) -> tuple[Table, list[Fault]]:
    """The table of which the first row that holds anything is the headings.

    Raises Unusable where there are no headings, no rows below them, or more than can be read.
    """
    rows = enumerate(grid.rows, start=1)
    first = next(((n, row) for n, row in rows if _holds(row)), None)
    if first is None:
        raise Unusable(_("The file has no rows."))
    heading_row, texts = first[0], [as_text(cell) for cell in _trimmed(first[1])]
    if len(texts) > MOST_COLUMNS:
        raise Unusable(
            _("The file has %(n)s columns. The most is %(most)s.")
            % {"n": f"{len(texts):,}", "most": MOST_COLUMNS}
        )
    kept, numbers, faults = _whole_rows(rows, len(texts), pads=grid.pads)
    if not kept and not faults:
        raise Unusable(_("The file has headings and no rows below them."))
    headings, remarks = _named(texts)
    notes = [grid.note, _about_start(heading_row), *remarks]
    return Table(headings, kept, _compact(numbers), " ".join(filter(None, notes))), faults


def _whole_rows(
    rows: Iterable[tuple[int, list[Cell]]], width: int, *, pads: bool
) -> tuple[list[list[Cell]], list[int], list[Fault]]:
    kept: list[list[Cell]] = []
    numbers: list[int] = []
    faults: list[Fault] = []
    most = settings.IMPORT_MOST_ROWS
    for number, row in rows:
        if len(row) != width:
            row = _fitted(row, width, pads=pads)
        if not _holds(row):
            continue
        if len(row) != width:
            if len(faults) < MOST_FAULTS:
                faults.append(_ragged(number, len(row), width))
            continue
        if len(kept) == most:
            raise Unusable(
                _("The file has more than %(most)s rows. Part it.") % {"most": f"{most:,}"}
            )
        kept.append(row)
        numbers.append(number)
    return kept, numbers, faults


def _fitted(row: list[Cell], width: int, *, pads: bool) -> list[Cell]:
    """The row without what is empty beyond the last heading, and filled up where that is safe."""
    row = row[: max(width, len(_trimmed(row)))]
    if pads and len(row) < width:
        row = row + [None] * (width - len(row))
    return row


def _ragged(number: int, n_cells: int, width: int) -> Fault:
    return Fault(
        number,
        "",
        _("This row has %(n)s values and there are %(width)s headings.")
        % {"n": n_cells, "width": width},
        _("Look for a comma or a line break inside a value: such a value needs quotes around it."),
    )


def _holds(row: list[Cell]) -> bool:
    return any(cell is not None and (not isinstance(cell, str) or cell.strip()) for cell in row)


def _trimmed(row: list[Cell]) -> list[Cell]:
    last = max((i for i, cell in enumerate(row) if _holds([cell])), default=-1)
    return row[: last + 1]


def _named(texts: list[str]) -> tuple[list[str], list[str]]:
    """A name for every column, and a remark on those that had none or shared one."""
    headings: list[str] = []
    unnamed, repeated = [], []
    for place, text in enumerate(texts, start=1):
        name = shortened(text, most=80) or _("Column %(n)s") % {"n": place}
        if not text:
            unnamed.append(str(place))
        if name in headings:
            repeated.append(name)
            name = _("%(name)s (column %(n)s)") % {"name": name, "n": place}
        headings.append(name)
    return headings, _remarks(unnamed, repeated)


def _remarks(unnamed: list[str], repeated: list[str]) -> list[str]:
    remarks = []
    if unnamed:
        remarks.append(_("Without a heading: column %(which)s.") % {"which": _some(unnamed)})
    if repeated:
        remarks.append(
            _("More than one column is headed “%(which)s”: choose with care.")
            % {"which": _some(list(dict.fromkeys(repeated)))}
        )
    return remarks


def _some(names: list[str]) -> str:
    return ", ".join(names[:5]) + ("…" if len(names) > 5 else "")


def _about_start(heading_row: int) -> str:
    if heading_row == 1:
        return ""
    return _("The headings were found in row %(n)s.") % {"n": heading_row}


def _compact(numbers: list[int]) -> range | list[int]:
    """The same numbers as a range where no row was left out, which a million rows are glad of."""
    if numbers and numbers[-1] - numbers[0] + 1 == len(numbers):
        return range(numbers[0], numbers[-1] + 1)
    return numbers
