"""Files as they really come, and files made to do harm."""

import datetime as dt
import io
import struct
import zipfile
from typing import Any

import openpyxl
import pytest
from django.test import override_settings
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ground.imports.files import csv_of, xlsx_of

from groundswell.ground.imports.reading import read, read_pasted
from groundswell.ground.imports.reading.zips import inspected
from groundswell.ground.kernel.errors import Unusable


def refused(content: bytes, name: str = "list.csv") -> str:
    with pytest.raises(Unusable) as told:
        read(content, name)
    return str(told.value)


def changed(workbook: bytes, **members: str | bytes | None) -> bytes:
    """The workbook with members put in, replaced or (None) taken out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for item in old.infolist():
            if item.filename not in members:
                new.writestr(item.filename, old.read(item.filename))
        for name, value in members.items():
            if value is not None:
                new.writestr(name, value)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def with_cells(cells: str, **members: Any) -> bytes:
    """A workbook whose one sheet holds this XML below the headings a and b."""
    heads = '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c>' \
        '<c r="B1" t="inlineStr"><is><t>b</t></is></c></row>'  # fmt: skip
    xml = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{heads}{cells}</sheetData></worksheet>"
    )
    return changed(xlsx_of(["a", "b"], ["x", "y"]), **{SHEET: xml, **members})


# --- text --------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_is_read_in_every_encoding_that_says_what_it_is(encoding: str) -> None:
    table = read(csv_of(["Name", "Team"], ["Zoë", "Łódź"], encoding=encoding)).table
    assert (table.headings, table.rows, table.note) == (["Name", "Team"], [["Zoë", "Łódź"]], "")


def test_windows_text_is_read_and_said_so() -> None:
    table = read(csv_of(["Name"], ["Zoë"], ["Anne"], ["Priya"], encoding="cp1252")).table
    assert table.rows[0] == ["Zoë"]
    assert "Windows-1252" in table.note


@pytest.mark.parametrize(
    "content",
    [
        bytes(range(128, 256)) * 20,
        b"a,b\n1,\x00\n",
        b"a,b\n1,\x07\n",
        b"\xff\xfea",
        b"a,b\n\x81\n",
        b"\x89PNG\r\n\x1a\n" + b"\x9d" * 50,
    ],
)
def test_what_is_no_text_is_refused_with_a_remedy(content: bytes) -> None:
    assert "CSV UTF-8" in refused(content)


@pytest.mark.parametrize(
    ("delimiter", "words"), [(";", "semicolons"), ("\t", "tabs"), ("|", "upright strokes")]
)
def test_another_delimiter_is_found_and_said(delimiter: str, words: str) -> None:
    table = read(csv_of(["a", "b, c", "d"], ["1", "2,5", ""], delimiter=delimiter)).table
    assert table.rows == [["1", "2,5", None]]
    assert words in table.note


def test_the_line_that_names_the_delimiter_is_followed() -> None:
    assert read(b"sep=;\r\na;b\r\n1;2\r\n").table.headings == ["a", "b"]


def test_quoted_line_breaks_stay_in_their_value_and_rows_keep_their_numbers() -> None:
    table = read(b'a,b\n1,"two\nlines"\n\n3,4\n').table
    assert table.rows == [["1", "two\nlines"], ["3", "4"]]
    assert list(table.numbers) == [2, 4]


def test_ragged_rows_are_faults_with_their_row() -> None:
    reading = read(b"a,b,c\n1,2,3\n1,2\n1,2,3,4\n1,2,3,,\n")
    assert [fault.row for fault in reading.faults] == [3, 4]
    assert "2 values and there are 3 headings" in reading.faults[0].reason
    assert list(reading.table.numbers) == [2, 5]


def test_ten_thousand_ragged_rows_are_five_hundred_faults() -> None:
    assert len(read(b"a,b\n" + b"1\n" * 10_000).faults) == 500


def test_headings_that_are_empty_or_twice_are_named_apart() -> None:
    table = read(b"Date,,Date,\n1,2,3,4\n").faults
    assert table[0].row == 2  # the last column has neither heading nor place
    table = read(b"Date,,Date\n1,2,3\n").table
    assert table.headings == ["Date", "Column 2", "Date (column 3)"]
    assert "More than one column is headed “Date”" in table.note
    assert "Without a heading: column 2." in table.note


def test_headings_below_empty_rows_are_found_and_said() -> None:
    table = read(b",\n,\na,b\n1,2\n").table
    assert (table.headings, list(table.numbers)) == (["a", "b"], [4])
    assert "row 3" in table.note


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"  \n \n", "empty"),
        (b",,\n,,\n", "no rows"),
        (b"a,b\n", "no rows below"),
        (b"a,b\n,\n", "no rows below"),
        (b'a,b\n1,"never closed\n', "Row 2 cannot be read"),
        (b"a,b\n1," + b"x" * 10_000_000 + b"\n", "Row 2 cannot be read"),
        (",".join(map(str, range(600))).encode() + b"\n1", "600 columns"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "old Excel"),
        (b"PK\x03\x04" + b"x" * 600, "damaged"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(content: bytes, words: str) -> None:
    assert words in refused(content)


def test_too_many_rows_and_too_many_bytes_are_refused() -> None:
    with override_settings(IMPORT_MOST_ROWS=3):
        assert "more than 3 rows" in refused(b"a\n1\n2\n3\n4\n")
        assert len(read(b"a\n1\n2\n3\n").table.rows) == 3
    with override_settings(IMPORT_MOST_BYTES=2_000_000):
        assert "The most is 2 MB" in refused(b"a\n" + b"1\n" * 1_500_000)


def test_text_that_is_named_as_a_workbook_is_read_and_said_so() -> None:
    assert "plain text" in read(b"a,b\n1,2\n", "list.XLSX").table.note


def test_cells_pasted_from_a_spreadsheet_are_read() -> None:
    table = read_pasted("Date\tValue\n2026-06-01\t1,5\n").table
    assert (table.rows, table.note) == ([["2026-06-01", "1,5"]], "")
    assert read_pasted("a,b\n1,2").table.headings == ["a", "b"]
    with override_settings(IMPORT_MOST_BYTES=5), pytest.raises(Unusable, match="too much"):
        read_pasted("a\tb\n1\t2")


# --- workbooks ---------------------------------------------------------------------------------


def test_a_workbook_keeps_numbers_and_days_as_they_are() -> None:
    table = read(xlsx_of(["Day", "N", "Name", "Is"], [dt.date(2026, 6, 1), 3, "Zoë", True])).table
    assert table.rows == [[dt.date(2026, 6, 1), 3.0, "Zoë", "TRUE"]]


def test_a_workbook_is_known_by_its_content_whatever_its_name() -> None:
    assert read(xlsx_of(["a"], ["1"]), "list.csv").table.rows == [["1"]]


def test_the_first_sheet_with_rows_is_read_and_named() -> None:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("People")
    sheet.append(["a", "b"])
    sheet.append([1, None])
    out = io.BytesIO()
    book.save(out)
    table = read(out.getvalue()).table
    assert table.rows == [[1.0, None]]
    assert "“People”" in table.note


def test_a_workbook_without_rows_is_refused() -> None:
    assert "no sheet with rows" in refused(xlsx_of())


def test_error_cells_are_faults_with_their_place() -> None:
    cells = '<row r="2"><c r="A2" t="e"><v>#N/A</v></c><c r="B2"><v>1</v></c></row>'
    reading = read(with_cells(cells))
    assert [(f.row, f.reason) for f in reading.faults] == [
        (2, "The formula in cell A2 ends in an error.")
    ]


def test_formulas_give_their_last_result_and_one_without_is_refused() -> None:
    row = '<row r="2"><c r="A2"><f>1+1</f>{}</c><c r="B2"><v>1</v></c></row>'
    assert read(with_cells(row.format("<v>2</v>"))).table.rows == [[2.0, 1.0]]
    assert "never calculated" in refused(with_cells(row.format("")))
    assert "never calculated" in refused(with_cells(row.format("<v></v>")))


def test_a_formula_that_ends_in_no_text_is_an_empty_cell() -> None:
    cells = '<row r="2"><c r="A2" t="str"><f>""</f><v></v></c><c r="B2"><v>1</v></c></row>'
    assert read(with_cells(cells)).table.rows == [[None, 1.0]]


def test_two_cells_far_apart_do_not_fill_the_memory() -> None:
    last = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    cells = f'<row r="2"><c r="A2"><v>1</v></c></row>{last}'
    assert "too large" in refused(with_cells(cells))
    assert "too large" in refused(with_cells(cells.replace("XFD", "xfd")))


def test_one_long_text_used_often_does_not_fill_the_memory() -> None:
    shared = f"<sst><si><t>{'x' * 3_000_000}</t></si></sst>"
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(2, 900))
    assert "too large" in refused(with_cells(cells, **{"xl/sharedStrings.xml": shared}))


def test_a_piece_that_never_ends_is_refused() -> None:
    cells = f'<row r="2"><c r="A2" t="inlineStr"><is><t>{"x" * 6_000_000}</t></is></c></row>'
    assert "too large" in refused(with_cells(cells))


def test_cells_that_do_not_say_where_they_stand_are_refused() -> None:
    assert "unusual way" in refused(with_cells("<row><c><v>1</v></c></row>"))


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = changed(xlsx_of(["a"], ["1"]), **{"xl/media/x.png": b"\0" * 30_000_000})
    assert "too large when unpacked" in refused(bomb)
    with override_settings(IMPORT_MOST_UNPACKED_BYTES=1_000):
        assert "too large when unpacked" in refused(xlsx_of(["a"], ["1"]))


def test_a_zip_of_thousands_of_members_is_refused() -> None:
    many = {f"xl/media/{n}.txt": b"x" for n in range(2_001)}
    assert "too large when unpacked" in refused(changed(xlsx_of(["a"], ["1"]), **many))


def test_a_zip_that_lies_about_its_size_is_refused() -> None:
    """The list at the zip's end claims ten bytes of a member that holds a million."""
    content = bytearray(changed(xlsx_of(["a"], ["1"]), **{"xl/x.png": b"y" * 1_000_000}))
    entry = content.rindex(b"xl/x.png") - 46
    struct.pack_into("<I", content, entry + 24, 10)
    assert "damaged" in refused(bytes(content))


def test_a_zip_that_is_encrypted_or_packed_otherwise_is_refused() -> None:
    content = bytearray(xlsx_of(["a"], ["1"]))
    entry = content.rindex(b"xl/workbook.xml") - 46
    locked = bytearray(content)
    locked[entry + 8] |= 1
    assert "damaged" in refused(bytes(locked))
    struct.pack_into("<H", content, entry + 10, 12)
    assert "damaged" in refused(bytes(content))


def test_external_entities_are_refused() -> None:
    xml = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet>&e;</worksheet>'
    assert "damaged" in refused(changed(xlsx_of(["a"], ["1"]), **{SHEET: xml}))
    assert "damaged" in refused(changed(xlsx_of(["a"], ["1"]), **{SHEET: xml.encode("utf-16")}))


def test_links_to_other_workbooks_are_left_alone() -> None:
    link = "<externalLink/>"
    content = changed(xlsx_of(["a"], ["1"]), **{"xl/externalLinks/externalLink1.xml": link})
    assert read(content).table.rows == [["1"]]


def test_macros_other_office_files_and_plain_zips_are_refused() -> None:
    book = xlsx_of(["a"], ["1"])
    assert "macros" in refused(changed(book, **{"xl/vbaProject.bin": b"x"}))
    assert "not an Excel workbook" in refused(changed(book, **{"xl/workbook.xml": None}))


def test_texts_in_an_unexpected_member_are_refused() -> None:
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>'
        '<Relationship Id="rId2" Type="x/sharedStrings" Target="media/x.png"/></Relationships>'
    )
    content = changed(xlsx_of(["a"], ["1"]), **{"xl/_rels/workbook.xml.rels": rels})
    assert "damaged" in refused(content)


def test_a_sheet_that_is_missing_is_refused() -> None:
    assert "damaged" in refused(changed(xlsx_of(["a"], ["1"]), **{SHEET: None}))


def test_a_sheet_that_breaks_off_is_refused() -> None:
    content = changed(xlsx_of(["a"], ["1"]), **{SHEET: '<worksheet><sheetData><row r="1"><c r="A1'})
    with pytest.raises(Unusable):
        read(content)


def test_the_sheets_of_a_sound_workbook_are_known_by_name() -> None:
    assert inspected(xlsx_of(["a"], ["b"], name="Staff")).about_sheet("Staff").n_rows == 2


# --- anything at all ---------------------------------------------------------------------------


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([b"", b"PK\x03\x04", b"\xff\xfe", b"\xef\xbb\xbf"]))
def test_bytes_of_any_kind_are_a_table_or_a_sentence(content: bytes, start: bytes) -> None:
    try:
        table = read(start + content, "x.xlsx").table
    except Unusable as told:
        assert str(told)
    else:
        assert all(len(row) == len(table.headings) for row in table.rows)
        assert len(table.numbers) == len(table.rows)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 5_000), st.binary(min_size=1, max_size=8))
def test_a_workbook_with_bytes_changed_is_a_table_or_a_sentence(place: int, put: bytes) -> None:
    content = bytearray(xlsx_of(["a", "b"], ["1", 2], ["x", 3]))
    place %= len(content)
    content[place : place + len(put)] = put
    try:
        read(bytes(content))
    except Unusable as told:
        assert str(told)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_text_of_any_kind_is_pasted_or_refused(text: str) -> None:
    try:
        read_pasted(text)
    except Unusable as told:
        assert str(told)
