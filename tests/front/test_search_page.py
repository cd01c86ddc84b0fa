from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from tests.world import a_person, acting, an_organisation

from groundswell.front import queries
from groundswell.ground.kernel import search
from groundswell.ground.people.models import Person

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]


def put(n: int, kind: str = "person", title: str = "Amara", **details: Any) -> None:
    search.put(
        search.Findable(
            uuid4(), kind, f"{title} {i:03}", "Ward 7", f"/x/{i}/", frozenset({search.EVERYONE})
        )
        for i in range(n)
    )


def text_of(signed_in: SignIn, question: str) -> str:
    answer = signed_in(a_person("Priya Shah")).get("/search/", {"q": question})
    assert answer.status_code == 200
    return answer.content.decode()


def summary(question: str) -> str:
    return queries.search_page(acting(a_person()), question=question).summary


def test_results_stand_by_kind_with_their_number_and_lead_to_their_pages(
    signed_in: SignIn,
) -> None:
    put(3)
    put(2, "organisation")
    page = text_of(signed_in, "AMÁRA")
    assert "5 things found for “AMÁRA”." in page
    assert page.index("Organisations (2)") < page.index("People (3)")
    assert '<a href="/x/2/">Amara 002</a>' in page and "Ward 7" in page
    assert '<svg width="22"' in page


def test_a_kind_that_nobody_registered_is_shown_all_the_same(signed_in: SignIn) -> None:
    put(1, "unknown")
    assert "Other things" in text_of(signed_in, "amara")


def test_an_empty_question_shows_what_can_be_found(signed_in: SignIn) -> None:
    page = text_of(signed_in, "")
    assert "What you can find" in page and "autofocus" in page and 'role="status"' not in page


def test_what_finds_nothing_says_what_to_try(signed_in: SignIn) -> None:
    page = text_of(signed_in, "<b>xylophone</b>")
    assert "Nothing found for “&lt;b&gt;xylophone&lt;/b&gt;”." in page and "What to try" in page
    assert "Use fewer words" in page


def test_the_sentence_says_how_many_there_are_and_how_many_are_shown() -> None:
    put(1, title="Single")
    put(50, title="Fifty")
    put(60, title="Sixty")
    put(201, title="Many")
    assert summary("single") == "1 thing found for “single”."
    assert summary("fifty") == "50 things found for “fifty”."
    assert summary("sixty").startswith("60 things found for “sixty”, the first 50 shown.")
    assert summary("many").startswith("More than 200 things found for “many”. 50 are shown")


def test_a_kind_of_which_not_all_are_shown_says_so() -> None:
    put(60)
    put(2, "team")
    groups = queries.search_page(acting(a_person()), question="amara").groups
    assert [(g.kind, g.count, len(g.results)) for g in groups] == [
        ("person", "60, the first 48 shown", 48), ("team", "2", 2),
    ]  # fmt: skip


def test_nobody_finds_what_they_may_not_open(signed_in: SignIn) -> None:
    search.put([search.Findable(uuid4(), "team", "Ward 7", "", "/x/", frozenset({"team:1"}))])
    assert "Nothing found" in text_of(signed_in, "ward")


def test_an_organisation_is_found_by_its_code(signed_in: SignIn) -> None:
    an_organisation("Harrowmere Teaching Hospitals", ods_code="RZH")
    assert "Harrowmere Teaching Hospitals" in text_of(signed_in, "rzh")


HOSTILE = [
    "x" * 10_000, "a " * 5_000, "😀 👩🏽\u200d⚕️", "\u202eabc\u2066", "'\"<>&%_\\", "\ud7ff", "Ω≈ç√",
]  # fmt: skip


@pytest.mark.parametrize("question", HOSTILE)
def test_a_hostile_question_is_a_question(signed_in: SignIn, question: str) -> None:
    assert len(text_of(signed_in, question)) < 40_000


def test_marks_that_turn_or_break_a_page_are_taken_out_of_the_question() -> None:
    hostile = "a\0b\u202ec\u2066\ud800 " + "d" * 300
    page = queries.search_page(acting(a_person()), question=hostile)
    assert page.question == "a b c " + "d" * 194


def test_bytes_that_are_no_text_and_two_questions_are_answered(signed_in: SignIn) -> None:
    browser = signed_in(a_person())
    for query in ("q=%ff%fe", "q=%ED%A0%80", "q=a&q=b", "q[]=a"):
        assert browser.get(f"/search/?{query}").status_code == 200
    for query in ("q=%00", "%00=1"):
        assert browser.get(f"/search/?{query}").status_code in {200, 400}


def test_search_asks_the_database_the_same_whatever_is_found(
    signed_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    put(80)
    put(80, "team")
    browser = signed_in(a_person("Priya Shah"))
    browser.get("/search/")
    with django_assert_max_num_queries(12):
        browser.get("/search/", {"q": "amara 0"})
