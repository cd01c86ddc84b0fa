from typing import Any
from uuid import UUID

import pytest
from django.db.models import Q
from django.http import QueryDict
from tests.world import NOON

from groundswell.ground.kernel.models import Job
from groundswell.ground.web.paging import Pager, Step, paged, sifted, step_from, walked


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


@pytest.fixture
def jobs(db: None) -> list[Job]:
    """Seven in the order of their titles; three of them share one."""
    titles = ["Ash", "Birch", "Birch", "Birch", "Elm", "Fir", "Yew"]
    made = [
        Job(id=UUID(int=n), title=title, started_by_id=UUID(int=9), created_at=NOON)
        for n, title in enumerate(titles, start=1)
    ]
    return Job.objects.bulk_create(made)


def walk(step: Step, by: str = "title", **more: Any) -> tuple[list[int], Pager]:
    rows, pager = walked(Job.objects.all(), by, step, 3, label=str, **more)
    return [row.pk.int for row in rows], pager


def onward(link: str) -> Step:
    return step_from(QueryDict(link.removeprefix("?")))


@pytest.mark.parametrize(
    ("by", "parts"),
    [("title", [[1, 2, 3], [4, 5, 6], [7]]), ("-title", [[7, 6, 5], [4, 3, 2], [1]])],
)
def test_a_long_list_is_walked_to_its_end_and_back(
    jobs: list[Job], by: str, parts: list[list[int]]
) -> None:
    seen, step = [], Step()
    while True:
        part, pager = walk(step, by)
        seen.append(part)
        if not pager.next_url:
            break
        step = onward(pager.next_url)
    assert seen == parts
    part, pager = walk(onward(pager.previous_url), by)
    assert (part, bool(pager.next_url), bool(pager.previous_url)) == (parts[1], True, True)
    part, pager = walk(onward(pager.previous_url), by)
    assert (part, pager.previous_url) == (parts[0], "")


def test_a_part_says_from_where_to_where_it_goes(jobs: list[Job]) -> None:
    assert walk(Step())[1].words == "Ash to Birch"
    assert walk(Step(str(jobs[2].pk)))[1].words == "Birch to Fir"
    assert walk(Step(str(jobs[5].pk)))[1].words == "Yew"


def test_going_back_past_the_beginning_shows_a_whole_first_part(jobs: list[Job]) -> None:
    part, pager = walk(Step(str(jobs[1].pk), is_back=True))
    assert (part, pager.previous_url, bool(pager.next_url)) == ([1, 2, 3], "", True)


@pytest.mark.parametrize("key", ["", "x", str(UUID(int=99)), str(UUID(int=7))])
def test_a_place_that_is_none_leads_to_the_beginning(jobs: list[Job], key: str) -> None:
    assert walk(Step(key))[0] == [1, 2, 3]


def test_the_way_on_keeps_the_filter(jobs: list[Job]) -> None:
    _, pager = walk(Step(), keep={"q": "a&b"})
    assert pager.next_url == f"?q=a%26b&after={UUID(int=3)}"


def test_an_empty_list_has_no_way_on(db: None) -> None:
    assert walk(Step()) == ([], Pager(words="", previous_url="", next_url=""))


def test_a_part_asks_twice_wherever_it_is(
    jobs: list[Job], django_assert_max_num_queries: Any
) -> None:
    for step in (Step(), Step(str(jobs[2].pk)), Step(str(jobs[6].pk), is_back=True)):
        with django_assert_max_num_queries(2):
            walk(step)


def sift(step: Step, *titles: str, reach: int = 2, **more: Any) -> tuple[list[int], Pager]:
    wanted = Q(title__in=titles)
    rows, pager = sifted(
        Job.objects.all(), wanted, "title", step, 2, reach=reach, label=str, **more
    )
    return [row.pk.int for row in rows], pager


def test_a_list_is_looked_through_a_few_rows_at_a_time(jobs: list[Job]) -> None:
    seen, step = [], Step()
    while True:
        part, pager = sift(step, "Elm", "Yew")
        seen.append((part, pager.words))
        if not pager.next_url:
            break
        step = onward(pager.next_url)
    assert seen == [([], "Ash to Birch"), ([], "Birch"), ([5], "Elm to Fir"), ([7], "Yew")]
    back = []
    while pager.previous_url:
        part, pager = sift(onward(pager.previous_url), "Elm", "Yew")
        back.append(part)
    assert back == [[5], [], []]


def test_more_than_a_part_within_reach_goes_on_behind_what_is_shown(jobs: list[Job]) -> None:
    part, pager = sift(Step(), "Birch", "Fir", reach=10)
    assert (part, pager.words) == ([2, 3], "Birch")
    rest, after = sift(onward(pager.next_url), "Birch", "Fir", reach=10)
    assert (rest, after.next_url) == ([4, 6], "")
    assert sift(onward(after.previous_url), "Birch", "Fir", reach=10)[0] == part


def test_back_past_the_beginning_is_looked_through_from_there(jobs: list[Job]) -> None:
    part, pager = sift(Step(str(jobs[1].pk), is_back=True), "Birch")
    assert (part, pager.previous_url) == ([2], "")


@pytest.mark.parametrize("key", ["x", str(UUID(int=99)), str(UUID(int=7))])
def test_a_place_without_rows_behind_it_is_looked_through_anew(jobs: list[Job], key: str) -> None:
    assert sift(Step(key), "Ash")[0] == [1]


def test_nothing_wanted_in_the_last_stretch_leads_back(jobs: list[Job]) -> None:
    part, pager = sift(Step(str(jobs[5].pk)), "Ash", keep={"q": "a"})
    assert (part, pager.words, pager.next_url) == ([], "Yew", "")
    assert pager.previous_url == f"?q=a&before={UUID(int=7)}"


def test_an_empty_list_has_nothing_to_look_through(db: None) -> None:
    assert sift(Step(), "Ash") == ([], Pager(words="", previous_url="", next_url=""))


def test_looking_through_asks_four_times_wherever_it_is(
    jobs: list[Job], django_assert_max_num_queries: Any
) -> None:
    for step in (Step(), Step(str(jobs[2].pk)), Step(str(jobs[6].pk), is_back=True)):
        for title in ("Ash", "nothing"):
            with django_assert_max_num_queries(4):
                sift(step, title)
