"""One cell of a file as text, a day or a number; what cannot be read says why and what would do."""

import datetime as dt
import re
import unicodedata

from django.utils.translation import gettext as _

from groundswell.ground.kernel.errors import Unusable

Cell = str | float | dt.date | None  # a dt.datetime is a dt.date too

_MONTHS = {
    name: n
    for n, names in enumerate(
        (
            ("jan", "january"), ("feb", "february"), ("mar", "march"), ("apr", "april"),
            ("may",), ("jun", "june"), ("jul", "july"), ("aug", "august"),
            ("sep", "sept", "september"), ("oct", "october"), ("nov", "november"),
            ("dec", "december"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ][\d:.Z+-]*)?")
_BRITISH = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})(?: [\d:]*)?")
_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[-/. ]([A-Za-z]+)\.?,?[-/. ](\d{4})")
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})")
_NUMBER = re.compile(
    r"[+-]?(?:(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII
)
_UNSEEN = dict.fromkeys(
    [*range(9), *range(11, 13), *range(14, 32), 0x7F, *range(0x200B, 0x2010),
     *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF]
)  # fmt: skip
MOST_LETTERS = 2_000  # of a cell that is kept; no name or note of a list is longer


class BadCell(Unusable):
    """The cell cannot be read; `reason` and `remedy` are the two sentences of a Fault."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.reason, self.remedy = reason, remedy


def as_text(cell: Cell) -> str:
    """The cell as one line of text without blanks around it; empty where there is nothing.

    A whole number loses its ".0", as staff numbers in a workbook need; a day is written 2026-06-08.
    Letters that cannot be seen go, so that "Amara" and an "Amara" with a hidden mark are one name.

    >>> as_text(20012345.0), as_text("  Ward\\u00a07 "), as_text(None)
    ('20012345', 'Ward 7', '')
    """
    if cell is None:
        return ""
    if isinstance(cell, str):
        if cell.isascii() and cell.isprintable():
            return cell.strip() if "  " not in cell else " ".join(cell.split())
        return " ".join(unicodedata.normalize("NFC", cell.translate(_UNSEEN)).split())
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return cell.isoformat(" ") if isinstance(cell, dt.datetime) else cell.isoformat()


def as_short_text(cell: Cell, *, most: int = MOST_LETTERS) -> str:
    """As `as_text`, and no longer than `most` letters. Raises BadCell."""
    text = as_text(cell)
    if len(text) > most:
        raise BadCell(
            _("This is %(n)s letters long.") % {"n": f"{len(text):,}"},
            _("Use at most %(n)s letters.") % {"n": f"{most:,}"},
        )
    return text


def as_day(cell: Cell) -> dt.date | None:
    """The cell as a day; None where it is empty. Raises BadCell.

    Read are 2026-06-08, 08/06/2026 (the day first, as in Britain), 8 June 2026, 08-JUN-2026 and
    20260608. A year of two digits is not guessed at.

    >>> as_day("08/06/2026"), as_day("08-JUN-2026") == as_day(20260608.0)
    (datetime.date(2026, 6, 8), True)
    """
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    text = as_text(cell)
    if not text:
        return None
    try:
        return _day_in(text)
    except ValueError:
        raise BadCell(
            _("“%(text)s” is not a date.") % {"text": shortened(text)}, how_to_write_a_day()
        ) from None


def how_to_write_a_day() -> str:
    return _("Write dates as 2026-06-08 or 08/06/2026, with four digits for the year.")


def _day_in(text: str) -> dt.date:
    if found := _ISO.fullmatch(text) or _PACKED.fullmatch(text):
        year, month, day = found.groups()
    elif found := _BRITISH.fullmatch(text):
        day, month, year = found.groups()
    elif found := _NAMED.fullmatch(text):
        day, name, year = found.groups()
        month = str(_MONTHS.get(name.casefold(), 0))
    else:
        raise ValueError(text)
    return dt.date(int(year), int(month), int(day))


def as_number(cell: Cell) -> float | None:
    """The cell as a number; None where it is empty. Raises BadCell.

    Thousands may be parted by commas. A percentage or a sum of money is refused: whether 45% is
    meant as 45 or 0.45 is for the person to say.

    >>> as_number("1,234.5"), as_number("\\u22123"), as_number("")
    (1234.5, -3.0, None)
    """
    if isinstance(cell, float):
        return cell
    text = as_text(cell).replace("\u2212", "-")
    if not text:
        return None
    if not _NUMBER.fullmatch(text):
        raise BadCell(
            _("“%(text)s” is not a number.") % {"text": shortened(text)},
            _("Write a number such as 1234.5, without a unit or a % sign."),
        )
    value = float(text.replace(",", ""))
    if value in {float("inf"), float("-inf")}:
        raise BadCell(_("This number is too large."), _("Check the number."))
    return value


def shortened(text: str, *, most: int = 60) -> str:
    """The text as a sentence quotes it: never a page of it."""
    return text if len(text) <= most else f"{text[:most]}…"
