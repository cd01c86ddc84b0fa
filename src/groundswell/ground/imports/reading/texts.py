"""Plain text with a value between two delimiters: which letters, which delimiter, which rows."""

import codecs
import csv
import io
import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from groundswell.ground.kernel.errors import Unusable

from ..cells import Cell
from .grids import Grid

DELIMITERS = ",;\t|"
LONGEST_CELL = 131_072  # letters; a longer one is a quote that was never closed
SAMPLE = 65_536  # letters in which the delimiter is looked for
MOST_FOREIGN = 0.3  # share of bytes beyond ASCII above which text is not Windows-1252
_SEP_LINE = re.compile(r"\s*sep=([,;|\t])\r?\n", re.IGNORECASE)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")


def text_of(content: bytes) -> tuple[str, str]:
    """The letters of the file, and a note where the encoding had to be guessed.

    Read are UTF-8 with or without a mark, UTF-16 with its mark, and Windows-1252 where nothing
    speaks against it. Raises Unusable for anything else.
    """
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            return _sound(_decoded(content, encoding)), ""
    if b"\x00" in content:
        raise Unusable(_not_text())
    try:
        return _sound(content.decode("utf-8")), ""
    except UnicodeDecodeError:
        return _sound(_windows(content)), _(
            "The file is not in UTF-8 and was read as Windows-1252. "
            "Check that names with accents look right."
        )


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise Unusable(_not_text()) from None


def _windows(content: bytes) -> str:
    n_foreign = len(content) - len(content.translate(None, bytes(range(0x80, 0x100))))
    if n_foreign > MOST_FOREIGN * len(content):
        raise Unusable(_not_text())
    return _decoded(content, "cp1252")


def _sound(text: str) -> str:
    """The text itself. Raises Unusable where it holds what no text holds."""
    if _CONTROLS.search(text):
        raise Unusable(_not_text())
    return text


def _not_text() -> str:
    return _(
        "This is not a CSV file or an Excel workbook. "
        "Save the list in Excel as “CSV UTF-8” or “Excel Workbook (.xlsx)”."
    )


def grid_of_text(text: str, note: str, *, delimiter: str = "") -> Grid:
    """The rows of the text. The delimiter is the one that parts the headings into most columns."""
    text = text.lstrip("\ufeff")
    if told := _SEP_LINE.match(text):
        delimiter, text = told[1], text[told.end() :]
    chosen = delimiter or _delimiter_of(text)
    names = {";": _("semicolons"), "|": _("upright strokes"), "\t": _("tabs")}
    remark = "" if chosen == "," or delimiter else _("Columns are parted by %(delimiter)s.")
    notes = [note, remark % {"delimiter": names.get(chosen, "")}]
    return Grid(_rows(text, chosen), note=" ".join(filter(None, notes)))


def _delimiter_of(text: str) -> str:
    sample = text.lstrip()[:SAMPLE]
    return max(DELIMITERS, key=lambda d: _n_columns(sample, d))


def _n_columns(sample: str, delimiter: str) -> int:
    try:
        return len(next(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter), []))
    except csv.Error:
        return 0


def _rows(text: str, delimiter: str) -> Iterator[list[Cell]]:
    """Each row as it is read. Raises Unusable where a quote is never closed."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    n_read = 0
    try:
        for row in reader:
            n_read += 1
            yield [cell or None for cell in row]
    except csv.Error:
        raise Unusable(
            _("Row %(n)s cannot be read: a quote is opened and never closed, or a value has more "
              "than %(most)s letters.")
            % {"n": f"{n_read + 1:,}", "most": f"{LONGEST_CELL:,}"}
        ) from None  # fmt: skip
