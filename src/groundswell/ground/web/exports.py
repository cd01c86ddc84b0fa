"""Files that people take away: comma-separated text and workbooks.

What people typed must stay text in whatever opens the file: a cell that begins like a formula is
neutralised in text files and written as a string in workbooks. Numbers stay numbers.
"""

import csv
import datetime as dt
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from groundswell.ground.kernel.clock import london

BOM = "\ufeff"  # without it Excel takes the letters of other languages for something else
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LONGEST_CELL = 32_767  # characters that a cell of a workbook holds
_LONGEST_SHEET_NAME = 31
# Blanks, and the marks that join, part or turn letters: a formula may begin behind them.
_UNSEEN = " \u00a0\u00ad\u061c\ufeff" + "".join(
    map(chr, [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)])
)
_NUMBER = re.compile(r"[-+]?\d+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook: its name, its headings and its rows of plain values.

    `widths` are those of the first columns, in letters; the others have the usual one.
    """

    name: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Any]]
    widths: Sequence[int] = ()


def csv_response(name: str, headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """A text file to download. `name` is what the file is about; the ending is added."""
    text = csv_text(headings, rows)
    return download(f"{name}.csv", text.encode(), "text/csv; charset=utf-8")


def csv_text(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """The rows as comma-separated text that a spreadsheet opens with every letter in its place."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow([inert(str(h)) for h in headings])
    writer.writerows([_csv_cell(value) for value in row] for row in rows)
    return BOM + out.getvalue()


def inert(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula.

    >>> inert("=1+1"), inert("-0.5"), inert("Ward 7")
    ("'=1+1", '-0.5', 'Ward 7')
    """
    text = text.replace("\x00", "")
    if not text or _NUMBER.fullmatch(text):
        return text
    seen = text.lstrip(_UNSEEN)
    first = unicodedata.normalize("NFKC", seen)[:1]
    return f"'{text}" if first in {"=", "+", "-", "@", "\t", "\r", "\n", "\u2212"} else text


def xlsx_response(name: str, sheets: Sequence[Sheet]) -> HttpResponse:
    """A workbook to download. `name` is what the file is about; the ending is added."""
    return download(f"{name}.xlsx", xlsx_bytes(sheets), XLSX)


def xlsx_bytes(sheets: Sequence[Sheet]) -> bytes:
    """The workbook; text is written as text whatever it begins with."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "d mmmm yyyy", "align": "left"})
        for sheet, title in zip(sheets, _sheet_names(sheets), strict=True):
            page = book.add_worksheet(title)
            page.freeze_panes(1, 0)
            page.set_column(0, max(len(sheet.headings) - 1, 0), 18)
            for column, width in enumerate(sheet.widths):
                page.set_column(column, column, width)
            for column, heading in enumerate(sheet.headings):
                page.write_string(0, column, str(heading)[:_LONGEST_CELL], bold)
            for number, row in enumerate(sheet.rows, start=1):
                for column, value in enumerate(row):
                    _write_cell(page, number, column, value, day)
    return out.getvalue()


def file_name(name: str) -> str:
    """The name without what a file system or a header would stumble over."""
    plain = "".join(c if c.isprintable() and c not in '\\/:*?"<>|;%' else "-" for c in name)
    stem, dot, ending = plain.rpartition(".")
    return f"{stem.strip(' .-')[:100] or _('export')}{dot}{ending}"


def download(name: str, content: bytes, content_type: str) -> HttpResponse:
    header = content_disposition_header(True, file_name(name)) or "attachment"
    return HttpResponse(content, content_type=content_type, headers={"Content-Disposition": header})


def _plain(value: Any) -> Any:
    """A value as both kinds of file hold it: text, a number, a day or nothing."""
    if value is None or value != value:  # the one number that is not itself is no number
        return None
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, dt.datetime):
        return london(value).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, int | float | Decimal | dt.date):
        return value
    return str(value)


def _csv_cell(value: Any) -> Any:
    plain = _plain(value)
    if plain is None:
        return ""
    if isinstance(plain, dt.date):
        return plain.isoformat()
    return inert(plain) if isinstance(plain, str) else plain


def _write_cell(page: Any, row: int, column: int, value: Any, day: Any) -> None:
    plain = _plain(value)
    if plain is None:
        return
    if isinstance(plain, dt.date):
        page.write_datetime(row, column, plain, day)
    elif isinstance(plain, str):
        page.write_string(row, column, plain[:_LONGEST_CELL])
    else:
        page.write_number(row, column, plain)


def _sheet_names(sheets: Sequence[Sheet]) -> list[str]:
    """Names that a workbook takes: short, without its reserved signs, and each once."""
    names: list[str] = []
    for number, sheet in enumerate(sheets, start=1):
        name = re.sub(r"[\[\]:*?/\\]", "-", sheet.name).strip("' ")[:_LONGEST_SHEET_NAME]
        taken = {n.lower() for n in names} | {"", "history"}
        names.append(name if name.lower() not in taken else f"{name[:25]} ({number})".strip())
    return names
