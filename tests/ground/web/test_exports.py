"""Files that people take away: right for the honest, harmless from the dishonest."""

import csv
import datetime as dt
import io
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from groundswell.ground.web.exports import (
    Sheet,
    csv_response,
    csv_text,
    file_name,
    xlsx_bytes,
    xlsx_response,
)

ATTACKS = [
    "=1+1", "=cmd|'/C calc'!A0", '=HYPERLINK("http://evil.example","x")', "+1+1", "-1+1",
    "@SUM(A1)",
    "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "\u00a0=1+1", "\ufeff=1+1", "\x00=1+1", "＝1+1", "＋1",
    "＠x",
    "\u22121+1", "+44 7700 900123", "-", "=", "@", "-2 wards", "%0A-3+3+cmd|' /C calc'!D2",
    'a";=1+1;"', "a\n=1+1",
]  # fmt: skip
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "＠", "\u2212")


def read_back(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


@pytest.mark.parametrize("attack", ATTACKS)
def test_text_never_opens_as_a_formula(attack: str) -> None:
    heading, row = read_back(csv_text([attack], [[attack]]))
    for cell in (*heading, *row):
        assert not cell.lstrip(" \u00a0\ufeff").startswith(DANGEROUS)
        assert attack.replace("\x00", "") in cell  # nothing is lost but what cannot be kept


@pytest.mark.parametrize("attack", ATTACKS)
def test_text_in_a_workbook_is_text(attack: str) -> None:
    cell = sheet_of([[attack]])["A2"]
    assert cell.data_type == "s"


def sheet_of(rows: list[list[Any]], headings: tuple[str, ...] = ("Heading",)) -> Any:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes([Sheet("Numbers", headings, rows)])))
    return book["Numbers"]


@pytest.mark.parametrize("value", [-5, 0, 12.5, -0.25, Decimal("-1.50")])
def test_numbers_stay_numbers(value: Any) -> None:
    assert f"\n{value}\r\n" in csv_text(["N"], [[value]])
    cell = sheet_of([[value]])["A2"]
    assert (cell.data_type, float(cell.value)) == ("n", float(value))


def test_a_typed_number_needs_no_apostrophe() -> None:
    assert read_back(csv_text(["N"], [["-0.5"], ["+7"]]))[1:] == [["-0.5"], ["+7"]]


@pytest.mark.parametrize("value", [None, float("nan")])
def test_nothing_is_an_empty_cell(value: Any) -> None:
    assert read_back(csv_text(["N"], [[value]]))[1] == [""]
    assert sheet_of([[value]])["A2"].value is None


def test_days_times_and_truth_are_written_as_people_and_sheets_read_them() -> None:
    row = [dt.date(2026, 6, 8), dt.datetime(2026, 6, 8, 12, tzinfo=dt.UTC), True, False]
    assert read_back(csv_text(list("abcd"), [row]))[1] == [
        "2026-06-08",
        "2026-06-08 13:00",
        "Yes",
        "No",
    ]
    sheet = sheet_of([row], tuple("abcd"))
    assert sheet["A2"].value == dt.datetime(2026, 6, 8)
    assert [sheet[c].value for c in ("B2", "C2", "D2")] == ["2026-06-08 13:00", "Yes", "No"]


def test_a_text_file_opens_with_every_letter_in_its_place() -> None:
    response = csv_response("Ward 7", ["Name"], [["Zoë O’Neill, Łódź"]])
    assert response.content.startswith(b"\xef\xbb\xbf")
    assert read_back(response.content.decode())[1] == ["Zoë O’Neill, Łódź"]
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="Ward 7.csv"'


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd.csv", "etc-passwd.csv"),
        ('a"b\r\nSet-Cookie: x=1.csv', "a-b--Set-Cookie- x=1.csv"),
        ("...csv", "export.csv"),
        ("é" * 300 + ".csv", "é" * 100 + ".csv"),
    ],
)
def test_a_file_name_cannot_leave_its_folder_or_its_header(name: str, safe: str) -> None:
    assert file_name(name) == safe


def test_a_name_in_other_letters_survives_its_header() -> None:
    assert "filename*=utf-8''Z%C3%B6e.csv" in csv_response("Zöe", [], [])["Content-Disposition"]


def test_sheets_have_names_that_a_workbook_takes_each_once() -> None:
    names = ["Ward 7/8", "ward 7-8", "", "History", "x" * 40, "x" * 40, "'quoted'"]
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes([Sheet(n, ["A"], [[1]]) for n in names])))
    assert len({n.lower() for n in book.sheetnames}) == len(names)
    assert all(0 < len(n) <= 31 for n in book.sheetnames)


def test_a_workbook_has_its_headings_and_text_longer_than_a_cell_is_cut() -> None:
    sheet = sheet_of([["x" * 40_000]], ("Long",))
    assert sheet["A1"].value == "Long"
    assert len(sheet["A2"].value) == 32_767


def test_a_workbook_is_a_download() -> None:
    response = xlsx_response("Numbers", [Sheet("A", ["N"], [[1]])])
    assert response["Content-Disposition"] == 'attachment; filename="Numbers.xlsx"'
    assert response.content[:2] == b"PK"
