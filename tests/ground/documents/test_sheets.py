import io
from typing import Any

import openpyxl
import pytest
from tests.ground.documents.examples import HOSTILE, a_photo, a_table, everything

from groundswell.ground.documents.description import Document, Number, Table
from groundswell.ground.documents.drawing import drawn


def workbook(document: Document) -> Any:
    return openpyxl.load_workbook(io.BytesIO(drawn(document, "xlsx")))


def test_first_sheet_says_what_it_is_and_each_table_has_its_own():
    book = workbook(everything())
    assert book.sheetnames == ["About", "What was asked"]
    assert [[cell.value for cell in row] for row in book["About"]] == [
        ["What it is", "Are people free to improve things here?"],
        ["What it says", "More than in winter. People leave earlier, and we answer sooner."],
        ["Board", "Harrowmere Partnership"],
        ["Made", "25 June 2026"],
        ["left before 1 pm", "49% (Wards 7 and 8)"],
        ["to answer an ask", "4 days"],
        ["Sheet 2", "What was asked (Oldest first.)"],
        [
            "Where it comes from",
            "Every figure can be walked back to its source at groundswell.example/p/7-4",
        ],
        ["Whose it is", "Not part of, or endorsed by, the NHS"],
    ]


def test_numbers_can_be_counted_with_and_days_are_days():
    row = workbook(everything())["What was asked"][3]
    assert row[0].value == "Ask 2"
    assert row[1].is_date
    assert row[2].value == 1


def test_columns_are_as_wide_as_what_they_hold():
    book = workbook(everything())
    assert book["About"].column_dimensions["B"].width > 90
    widths = [book["What was asked"].column_dimensions[letter].width for letter in "ABCD"]
    assert widths[0] < widths[1] < 20 < 50 < widths[3]


def test_number_that_is_not_told_stands_there_in_words():
    table = Table(
        "Scores", ("Team", "Mean"), (("Ward 7", Number("Hidden", None)), ("Ward 8", None))
    )
    sheet = workbook(Document("Scores", blocks=(table,)))["Scores"]
    assert [sheet["B2"].value, sheet["B3"].value] == ["Hidden", None]


def test_pictures_are_no_part_of_a_sheet():
    book = workbook(Document("Nights", blocks=(a_photo(), a_table())))
    assert book.sheetnames == ["About", "What was asked"]
    assert not any(sheet._images for sheet in book)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_never_a_formula(text: str):
    for sheet in workbook(everything(text)):
        assert {cell.data_type for row in sheet for cell in row} <= {"s", "n", "d"}


def test_long_table_has_every_row_and_an_empty_one_its_heads():
    book = workbook(Document("Long", blocks=(a_table(2000), Table("None", ("A", "B"), ()))))
    assert book["What was asked"].max_row == 2001
    assert [cell.value for cell in book["None"][1]] == ["A", "B"]
