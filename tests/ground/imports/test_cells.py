import datetime as dt

import pytest

from groundswell.ground.imports.cells import BadCell, as_day, as_number, as_short_text, as_text
from groundswell.ground.imports.guessing import guess_columns
from groundswell.ground.imports.importers import Field


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("  Joyce   Lim ", "Joyce Lim"),
        ("Joyce\u200b\u00a0Lim\u202e", "Joyce Lim"),
        ("line\nbreak", "line break"),
        (20012345.0, "20012345"),
        (1.5, "1.5"),
        (None, ""),
        (dt.date(2026, 6, 8), "2026-06-08"),
        (dt.datetime(2026, 6, 8, 13, 5), "2026-06-08 13:05:00"),
    ],
)
def test_a_cell_is_one_line_of_text(cell: object, text: str) -> None:
    assert as_text(cell) == text


@pytest.mark.parametrize(
    "cell",
    ["2026-06-08", "08/06/2026", "8.6.2026", "8 June 2026", "08-JUN-2026", "8th June, 2026",
     "20260608", 20260608.0, dt.date(2026, 6, 8), dt.datetime(2026, 6, 8, 13),
     "2026-06-08T00:00:00", "08/06/2026 00:00"],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(cell: object) -> None:
    assert as_day(cell) == dt.date(2026, 6, 8)


@pytest.mark.parametrize(
    "cell", ["31/02/2026", "8/6/26", "June", "0000-01-01", "8 Frog 2026", 45000.0]
)
def test_what_is_no_day_says_how_to_write_one(cell: object) -> None:
    with pytest.raises(BadCell) as told:
        as_day(cell)
    assert "2026-06-08" in told.value.remedy
    assert as_day(" ") is None


@pytest.mark.parametrize(
    ("cell", "number"),
    [("1,234.5", 1234.5), ("\u22123", -3.0), (2.0, 2.0), ("1e3", 1000.0), (".5", 0.5), ("", None)],
)
def test_a_number_is_read(cell: object, number: float | None) -> None:
    assert as_number(cell) == number


@pytest.mark.parametrize(
    "cell", ["45%", "£3", "1,23", "nan", "inf", "1e999", "(5)", "٣", ".", "e5"]
)
def test_what_is_no_number_is_refused(cell: object) -> None:
    with pytest.raises(BadCell):
        as_number(cell)


def test_a_long_text_is_refused_with_its_length() -> None:
    with pytest.raises(BadCell, match="2,001 letters"):
        as_short_text("x" * 2_001)
    assert as_short_text("x") == "x"


def test_columns_are_guessed_by_any_spelling_and_each_only_once() -> None:
    fields = (
        Field("code", "Code", guesses=("Org Code", "ODS code")),
        Field("name", "Name", guesses=("Org name",)),
        Field("other", "Other", guesses=("ODS code",)),
    )
    assert guess_columns(fields, ["ORG_NAME", "ods-code", "x"]) == {"code": 1, "name": 0}
