import pytest

from groundswell.ground.web.paging import paged


@pytest.mark.parametrize(
    ("number", "first"),
    [("1", 0), ("2", 50), ("7", 300), (None, 0), ("", 0), ("0", 0), ("-1", 0), ("x", 0),
    ("99", 300),
     ("²", 0), ("9" * 30, 0), (3, 100)],
)  # fmt: skip
def test_any_number_shows_some_part(number: str | int | None, first: int) -> None:
    rows, _ = paged(range(312), number)
    assert rows[0] == first


def test_the_last_part_is_what_is_left() -> None:
    rows, pager = paged(range(312), "7")
    assert len(rows) == 12
    assert (pager.words, pager.next_url, pager.previous_url) == ("301 to 312 of 312", "", "?page=6")


def test_links_keep_what_else_the_address_holds() -> None:
    _, pager = paged(range(312), "2", keep={"q": "a&b"})
    assert pager.next_url == "?q=a%26b&page=3"


def test_an_empty_list_is_one_empty_part() -> None:
    rows, pager = paged([], "5")
    assert (rows, pager.n_pages, pager.total) == ([], 1, 0)


def test_large_numbers_are_grouped() -> None:
    assert paged(range(12_345), "1")[1].words == "1 to 50 of 12,345"
