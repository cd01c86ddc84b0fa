"""A document as a workbook: what it says and what it is first, then a sheet for each table."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from groundswell.ground.web.exports import Sheet, xlsx_bytes

from ..description import Cell, Document, Figures, Number, Table, words_of

_LEAST, _MOST = 10, 60  # letters that a column is wide
_SAMPLE = 200  # rows that this is judged by


def workbook_of(document: Document) -> bytes:
    """The file. Text is written as text, whatever it begins with; numbers can be counted with."""
    tables = [block for block in document.blocks if isinstance(block, Table)]
    return xlsx_bytes([_about(document, tables), *(_sheet(table) for table in tables)])


def _about(document: Document, tables: list[Table]) -> Sheet:
    rows = [
        (_("What it says"), document.lead),
        *document.meta,
        *_figures(document),
        *((_("Sheet %(n)s") % {"n": n}, _caption(t)) for n, t in enumerate(tables, start=2)),
        (_("Where it comes from"), document.source),
        (_("Whose it is"), _("Not part of, or endorsed by, the NHS")),
    ]
    filled = [(name, value) for name, value in rows if value]
    return Sheet(_("About"), (_("What it is"), document.title), filled, widths=(28, 100))


def _figures(document: Document) -> Iterator[tuple[str, str]]:
    for block in document.blocks:
        if isinstance(block, Figures):
            for one in block.items:
                yield one.label, f"{one.value} ({one.note})" if one.note else one.value


def _caption(table: Table) -> str:
    return f"{table.caption} ({table.how})" if table.how else table.caption


def _sheet(table: Table) -> Sheet:
    rows = [[_value(cell) for cell in row] for row in table.rows]
    return Sheet(table.caption, table.headings, rows, widths=_widths(table))


def _widths(table: Table) -> list[int]:
    """Enough letters for what stands in a column, as far as that is reasonable."""
    columns = zip(table.headings, *table.rows[:_SAMPLE], strict=True)
    longest = (max(len(words_of(cell)) for cell in column) for column in columns)
    return [min(max(n + 3, _LEAST), _MOST) for n in longest]


def _value(cell: Cell) -> object:
    """A number that nobody can count with, such as "hidden", stands there in its words."""
    if isinstance(cell, Number):
        return cell.words if cell.value is None else cell.value
    return cell
