import datetime as dt

import pytest

from groundswell.ground.web import words
from groundswell.ground.web.glyphs import glyph, mark


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (12345, 0, "12,345"), (-0.5, 1, "\u22120.5"), (-0.04, 1, "0.0"), (0, 2, "0.00"),
        (None, 0, "–"), (float("nan"), 2, "–"), (99.95, 1, "100.0"),
    ],
)  # fmt: skip
def test_a_number_is_written_for_people(value: float | None, places: int, text: str) -> None:
    assert words.number(value, places=places) == text


@pytest.mark.parametrize(
    ("at", "text"),
    [
        (dt.datetime(2026, 6, 8, 12, 5, tzinfo=dt.UTC), "8 June 2026 at 1:05 pm"),
        (dt.datetime(2026, 1, 8, 12, tzinfo=dt.UTC), "8 January 2026 at 12 pm"),
        (dt.datetime(2026, 6, 30, 23, 30, tzinfo=dt.UTC), "1 July 2026 at 12:30 am"),
    ],
)
def test_a_moment_is_told_by_a_clock_in_london(at: dt.datetime, text: str) -> None:
    assert words.moment(at) == text


def test_days_and_months_are_written_out() -> None:
    on = dt.date(2026, 6, 8)
    assert (words.day(on), words.day_short(on), words.month(on)) == (
        "8 June 2026",
        "8 Jun",
        "June 2026",
    )


def test_things_are_counted_with_the_right_word() -> None:
    assert words.count(1, "person", "people") == "1 person"
    assert words.count(12345, "person", "people") == "12,345 people"


@pytest.mark.parametrize(
    ("parts", "text"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_a_list_is_read_as_a_sentence(parts: list[str], text: str) -> None:
    assert words.listed(parts) == text


def test_the_mark_has_sixteen_strokes_of_one_length_three_of_them_in_the_crest() -> None:
    svg = mark()
    assert svg.count("v7.5") == svg.count("<path") == 16
    assert svg.count("#f4c76a") == 3
    assert mark(ground="paper").count("#b97a00") == 3


def test_a_drawing_is_silent_beside_its_word() -> None:
    assert 'aria-hidden="true"' in glyph("home")
