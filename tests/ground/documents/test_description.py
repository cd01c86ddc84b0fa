import datetime as dt
from dataclasses import replace

import pytest
from tests.ground.documents.examples import a_photo, a_picture

from groundswell.ground.documents.description import Number, Table, words_of
from groundswell.ground.documents.drawing.letters import fit
from groundswell.ground.documents.drawing.measuring import lines_of, shares


def test_picture_needs_words_that_say_the_same():
    for picture in (a_picture(), a_photo()):
        with pytest.raises(ValueError, match="needs words"):
            replace(picture, alt=" ")


def test_rows_and_headings_have_to_match():
    with pytest.raises(ValueError, match="more or fewer cells"):
        Table("Asks", ("Ask", "Days"), (("One",),))


def test_column_of_numbers_alone_is_one_even_where_some_are_missing():
    table = Table(
        "Asks", ("Ask", "Days", "Left"), (("One", Number("4", 4), None), ("Two", None, "x"))
    )
    assert table.numeric == (False, True, False)
    assert Table("Asks", ("Ask", "Days"), ()).numeric == (False, False)


def test_cell_is_told_in_words():
    assert [words_of(c) for c in ("a", Number("1,000", 1000), dt.date(2026, 6, 8), None)] == [
        "a",
        "1,000",
        "8 June 2026",
        "",
    ]


def test_text_made_fit_keeps_every_sign_that_a_file_can_hold():
    assert fit("a\x00\x1b\u202eb\r\nc\ud800\ufffe😀\té") == "ab\nc😀\té"


def test_lines_are_the_text_again_and_none_is_wider_than_its_room():
    text = "A short word, then " + "x" * 300 + " and\nanother line."
    lines = lines_of(text, 120, 12)
    assert "".join(lines) == text
    assert max(len(line) for line in lines) < 30


def test_columns_share_the_room_by_what_they_hold():
    table = Table("T", ("N", "Words"), (("1", "many words " * 20), ("2", "few")))
    few, many = shares(table, 400, 10)
    assert few + many == pytest.approx(400)
    assert few < 80 < many


def test_many_columns_share_what_is_left_by_what_they_hold():
    table = Table("T", ("N", *"ABC"), (("1", "many words " * 20, "some words " * 9, "a few more"),))
    widths = shares(table, 400, 10)
    assert sum(widths) == pytest.approx(400)
    assert widths[0] < widths[3] < widths[2] <= widths[1]


def test_columns_of_long_words_leave_room_for_each_other():
    table = Table("T", ("A", "B"), (("x" * 500, "y" * 500),))
    assert shares(table, 400, 10) == pytest.approx([200, 200])
