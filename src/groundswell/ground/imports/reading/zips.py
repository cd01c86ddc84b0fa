"""A workbook's zip, looked through before anything opens it: no bombs, no macros, no entities.

What stands in a zip's list is only claimed: every member is unpacked here, piece by piece and
never past its claim. A sheet is looked through on the way, for two cells far apart make a program
that lays it out as a rectangle ask for more memory than there is.
"""

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree

from django.conf import settings
from django.utils.translation import gettext as _

from groundswell.ground.kernel.errors import Unusable

MOST_MEMBERS = 2_000
MOST_RATIO = 300  # unpacked to packed; a real sheet of one repeated row reaches 100
SMALL_ENOUGH = 5_000_000  # bytes unpacked under which no ratio matters
MOST_CELLS = 25_000_000  # rows times columns of one sheet
MOST_TEXT = 2_000_000_000  # letters: shared texts at their longest, times the cells that use them
MOST_ERRORS = 500  # error cells that are told one by one
LONGEST_PIECE = 4_000_000  # bytes between two cells; a cell of Excel holds 32,767 letters
PIECE = 1 << 20  # bytes unpacked at a time

_REFERENCE = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]{1,9})(\d{1,10})[\"']")
_CELL = re.compile(rb"<(?:\w+:)?c(?=[\s/>])")
_SHARED = re.compile(rb"\bt\s*=\s*[\"']s[\"']")
_ERROR = re.compile(rb"<(?:\w+:)?c\s[^>]*\bt=[\"']e[\"'][^>]*>")
_UNCALCULATED = re.compile(
    rb"<c\s(?![^>]*t=\"str\")[^>]*><f[^>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>|</c>)"
)
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(slots=True)
class AboutSheet:
    """What was seen in one sheet: how far it reaches, and what a reader would pass over."""

    n_rows: int = 0
    n_columns: int = 0
    n_shared: int = 0
    n_unplaced: int = 0  # cells that do not say where they stand
    n_uncalculated: int = 0
    error_cells: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Package:
    """A workbook that is safe to open."""

    sheets: dict[str, AboutSheet]  # by the name on the tab

    def about_sheet(self, name: str) -> AboutSheet:
        return self.sheets.get(name, AboutSheet())


def inspected(content: bytes) -> Package:
    """Look the zip through. Raises Unusable with a sentence where it is not a safe workbook."""
    try:
        members = zipfile.ZipFile(io.BytesIO(content)).infolist()
        _refuse_other_zips({m.filename for m in members})
        _refuse_bombs(members, len(content))
        return _looked_through(content, members)
    except (zipfile.BadZipFile, zlib.error, struct.error, ElementTree.ParseError, EOFError,
            KeyError, NotImplementedError, UnicodeDecodeError, ValueError):  # fmt: skip
        raise Unusable(
            _("The workbook is damaged or was cut short on its way. Save it again, or as CSV.")
        ) from None


def _refuse_other_zips(names: set[str]) -> None:
    if any(n.lower().endswith("vbaproject.bin") for n in names):
        raise Unusable(_("This workbook has macros (.xlsm). Save it as “Excel Workbook (.xlsx)”."))
    if "xl/workbook.xml" not in names:
        raise Unusable(
            _("This is not an Excel workbook (.xlsx). Save the list in that form or as CSV UTF-8.")
        )


def _refuse_bombs(members: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(m.file_size for m in members)
    too_large = unpacked > settings.IMPORT_MOST_UNPACKED_BYTES or len(members) > MOST_MEMBERS
    if too_large or (unpacked > SMALL_ENOUGH and unpacked > MOST_RATIO * packed):
        raise Unusable(_too_large())


def _too_large() -> str:
    return _(
        "The workbook is too large when unpacked. Keep one sheet with the list, or save as CSV."
    )


def _looked_through(content: bytes, members: list[zipfile.ZipInfo]) -> Package:
    seen: dict[str, AboutSheet] = {}
    small: dict[str, bytes] = {}
    longest = 0
    for member in members:
        pieces = _unpacked(content, member)
        if "sharedstrings" in member.filename.lower():
            longest = max(longest, _longest_text(pieces))
        elif member.filename in {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"}:
            small[member.filename] = b"".join(pieces)
        elif _is_xml(member.filename):
            seen[member.filename] = _about(pieces)
        else:
            for _piece in pieces:  # a picture: only its size matters
                pass
    if any(_reaches_too_far(sheet, longest) for sheet in seen.values()):
        raise Unusable(_too_large())
    by_name = _sheets_by_name(small["xl/workbook.xml"], small["xl/_rels/workbook.xml.rels"])
    return Package({name: seen[path] for name, path in by_name.items()})


def _reaches_too_far(sheet: AboutSheet, longest: int) -> bool:
    if sheet.n_unplaced:
        raise Unusable(
            _("This workbook was written in an unusual way. Open it in Excel, save it, "
              "and bring it in again.")
        )  # fmt: skip
    return sheet.n_rows * sheet.n_columns > MOST_CELLS or sheet.n_shared * longest > MOST_TEXT


def _unpacked(content: bytes, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """The member piece by piece. Raises where it holds more than its list says, or an entity."""
    if member.flag_bits & 1 or member.compress_type not in {
        zipfile.ZIP_STORED,
        zipfile.ZIP_DEFLATED,
    }:
        raise ValueError(member.filename)
    n_name, n_extra = struct.unpack_from("<HH", content, member.header_offset + 26)
    start = member.header_offset + 30 + n_name + n_extra
    packed = content[start : start + member.compress_size]
    n_out = 0
    for piece in _inflated(packed, member.compress_type):
        if not n_out and _is_xml(member.filename) and _is_odd_xml(piece):
            raise ValueError(member.filename)
        n_out += len(piece)
        if n_out > member.file_size:
            raise ValueError(member.filename)
        yield piece


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))


def _is_odd_xml(beginning: bytes) -> bool:
    """Whether XML declares entities or is written in UTF-16: no workbook of a person is."""
    return b"<!DOCTYPE" in beginning or b"\x00" in beginning[:200]


def _inflated(packed: bytes, compress_type: int) -> Iterator[bytes]:
    if compress_type == zipfile.ZIP_STORED:
        yield from (packed[i : i + PIECE] for i in range(0, len(packed), PIECE))
        return
    unpack = zlib.decompressobj(-zlib.MAX_WBITS)
    while packed and not unpack.eof:
        yield unpack.decompress(packed, PIECE)
        packed = unpack.unconsumed_tail


def _cut_at(pieces: Iterator[bytes], mark: bytes) -> Iterator[bytes]:
    """The same bytes in pieces that end just before a mark, so that nothing is seen in halves."""
    rest = b""
    for piece in pieces:
        rest += piece
        cut = rest.rfind(mark)
        if cut > 0:
            yield rest[:cut]
            rest = rest[cut:]
        if len(rest) > LONGEST_PIECE:
            raise Unusable(_too_large())
    yield rest


def _longest_text(pieces: Iterator[bytes]) -> int:
    return max(
        len(text) for piece in _cut_at(pieces, b"<si") for text in re.split(rb"<si[ >/]", piece)
    )


def _about(pieces: Iterator[bytes]) -> AboutSheet:
    about, is_sheet = AboutSheet(), False
    for piece in _cut_at(pieces, b"<c"):
        is_sheet = is_sheet or b"sheetData" in piece
        found = _REFERENCE.findall(piece)
        if found:
            about.n_rows = max(about.n_rows, max(int(row) for _column, row in found))
            about.n_columns = max(about.n_columns, max(map(_place, {c for c, _row in found})))
        about.n_shared += len(_SHARED.findall(piece))
        if is_sheet:
            _look_for_gaps(piece, len(found), about)
    return about


def _look_for_gaps(piece: bytes, n_placed: int, about: AboutSheet) -> None:
    about.n_unplaced += max(0, len(_CELL.findall(piece)) - n_placed)
    about.n_uncalculated += len(_UNCALCULATED.findall(piece))
    for cell in _ERROR.findall(piece):
        place = _REFERENCE.search(cell)
        if place and len(about.error_cells) < MOST_ERRORS:
            about.error_cells.append((place[1] + place[2]).decode().upper())


def _place(letters: bytes) -> int:
    """A column's number from its letters: A is 1, XFD is 16384."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _sheets_by_name(workbook: bytes, relations: bytes) -> dict[str, str]:
    """From the name on each tab to its member. What holds a DOCTYPE was refused before."""
    targets = {}
    for relation in ElementTree.fromstring(relations):  # noqa: S314
        path = _member(relation.get("Target", ""))
        targets[relation.get("Id")] = path
        is_texts = relation.get("Type", "").endswith("/sharedStrings")
        if is_texts and "sharedstrings" not in path.lower():
            raise ValueError(path)
    return {
        sheet.get("name", ""): targets.get(sheet.get(_RELATION), "")
        for sheet in ElementTree.fromstring(workbook).iter()  # noqa: S314
        if sheet.tag.endswith("}sheet")
    }


def _member(target: str) -> str:
    return posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
