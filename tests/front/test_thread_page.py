"""The page of a thread: a picture and a list that say the same, and what is missing."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.engines.thread.shelf import Shelf, an_example, join
from tests.front.thread_reading import ThreadReader
from tests.world import a_person, acting

from groundswell.front.queries.thread_page import MOST_MISSING, MOST_TOLD, PER_PAGE
from groundswell.ground.kernel.references import Ref
from groundswell.ground.people.models import Person

SignIn = Callable[[Person], Client]
pytestmark = pytest.mark.usefixtures("at_noon")


@pytest.fixture
def browser(db: None, signed_in: SignIn) -> Client:
    return signed_in(a_person("Joyce Lim"))


def shown(browser: Client, ref: Ref, query: str = "") -> str:
    answer = browser.get(f"/thread/{ref.kind}/{ref.id}/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def middle(html: str) -> str:
    """The page without its frame, which has a token of its own each time."""
    return html[html.index("<main") : html.index("</main>")]


def plain(html: str) -> str:
    return html.replace("\u2068", "").replace("\u2069", "")


def test_the_list_and_the_picture_say_the_same(shelf: Shelf, browser: Client) -> None:
    example = an_example(shelf)
    page = ThreadReader(shown(browser, example.test))
    in_boxes = {key: piece.words for key, piece in page.boxes.items()}
    assert len(page.entries) == len(in_boxes) == 11
    for ref, item in shelf.things.items():
        entry = page.entry(item.title)
        for words in (item.title, item.detail, item.state, "You are here" * (ref == example.test)):
            assert words in in_boxes[str(ref)] and words in entry.words
    for title, owner in (("No test yet", "Devan Pillai"), ("No result yet", "Joyce Lim")):
        (box,) = [words for words in in_boxes.values() if title in words]
        for words in ("Missing", f"Owner: {owner}"):
            assert words in box and words in page.entry(title).words


def test_every_arrow_is_told_in_the_list_at_one_of_its_ends(shelf: Shelf, browser: Client) -> None:
    example = an_example(shelf)
    page = ThreadReader(shown(browser, example.test))
    titles = {str(ref): item.title for ref, item in shelf.things.items()}
    titles |= {f"{example.afternoon}:tested_by": "No test yet"}
    titles |= {f"{example.left}:led_to": "No result yet"}
    assert len(page.arrows) == 10
    for start, end in page.arrows:
        told = [(page.entry(titles[one]).words, titles[other]) for one, other in
                ((start, end), (end, start))]  # fmt: skip
        assert any(f"“{other}”" in words for words, other in told), (start, end)
    n_linked = sum(entry.words.count("Linked") for entry in page.entries)
    assert n_linked == len(page.arrows) - 2


def test_a_link_is_told_with_its_day_and_with_who_made_it(shelf: Shelf, browser: Client) -> None:
    joyce = acting(Person.objects.get(name="Joyce Lim"))
    finding, evidence = shelf.thing("finding", "Finding"), shelf.thing("evidence", "Evidence")
    join(finding, "rests_on", evidence, on=dt.date(2026, 4, 14), by=joyce)
    join(finding, "led_to", shelf.thing("result", "Result"))
    html = plain(shown(browser, finding))
    assert "Supports “Finding”. Linked 14 April 2026 by Joyce Lim." in html
    assert "Came of “Finding”. Linked 15 June 2026.</span>" in html


def test_the_lead_counts_what_is_before_what_came_of_it_and_what_is_missing(
    shelf: Shelf, browser: Client
) -> None:
    example = an_example(shelf)
    html = plain(shown(browser, example.test))
    assert "It rests on 5 things. It led to 2 things. 2 things are missing." in html
    assert "<h1>The thread of “Test 4: pharmacist at the bedside”</h1>" in html
    assert "It led to 6 things." in plain(shown(browser, example.crowd))


def test_what_is_missing_says_since_when_and_whose(shelf: Shelf, browser: Client) -> None:
    example = an_example(shelf)
    html = plain(shown(browser, example.test))
    aside = html[html.index("<aside>") :]
    assert "<h3>A decision without a test</h3>" in aside
    assert "For 61 days, since 15 April 2026. Owner: Devan Pillai." in aside
    assert f'href="/{example.afternoon}/"' in aside
    assert "For 61 days" in html[: html.index("<aside>")]


@pytest.mark.parametrize(
    ("on", "owner", "told"),
    [
        (dt.date(2026, 6, 14), "Ann", "For 1 day, since 14 June 2026. Owner: Ann."),
        (dt.date(2026, 6, 15), "", "Since today. No owner is named."),
        (dt.date(2026, 7, 1), "Ann", "From 1 July 2026 on. Owner: Ann."),
        (None, "", "No owner is named."),
    ],
)
def test_a_gap_is_told_however_much_is_known_of_it(
    shelf: Shelf, browser: Client, on: dt.date | None, owner: str, told: str
) -> None:
    decision = shelf.thing("decision", "Decision", on=on, owner=owner)
    html = plain(shown(browser, decision))
    assert f"“Decision”. {told}" in html
    assert "Nothing is linked yet." in html and "No test yet" in html


def test_a_thing_without_links_says_what_to_do_first(shelf: Shelf, browser: Client) -> None:
    alone = shelf.thing("evidence", "Alone")
    html = shown(browser, alone)
    assert "Nothing is linked yet." in html and f'href="/{alone}/">Open it</a>' in html
    assert "data-box" not in html and "The thread as a list" not in html


def test_what_the_reader_may_not_see_leaves_no_trace_on_the_page(
    shelf: Shelf, browser: Client
) -> None:
    example = an_example(shelf)
    html = middle(shown(browser, example.test))
    secret = shelf.thing("test", "Secret test")
    join(example.afternoon, "tested_by", secret)
    join(example.test, "led_to", secret)
    shelf.hidden.add(secret)
    assert middle(shown(browser, example.test)) == html
    assert browser.get(f"/thread/test/{secret.id}/").status_code == 404
    assert browser.get(f"/thread/cloud/{secret.id}/").status_code == 404


def a_hub(shelf: Shelf, n: int) -> Ref:
    hub = shelf.thing("decision", "Hub")
    for i in range(n):
        kind, link = (("evidence", "rests_on"), ("measure", "measured_by"))[i % 2]
        join(hub, link, shelf.thing(kind, f"Thing {i:03}", on=dt.date(2026, 1, 1)))
    return hub


def test_five_hundred_neighbours_fold_in_the_picture_and_stand_in_the_list(
    shelf: Shelf, browser: Client
) -> None:
    hub = a_hub(shelf, 500)
    page = ThreadReader(shown(browser, hub))
    assert len(page.boxes) == 7 + 1 + 1 + 7 + 7  # the measures' results and one test are missing
    folded = {key: piece for key, piece in page.boxes.items() if key.startswith("more-")}
    assert [piece.words for piece in folded.values()] == [
        "and 244 more", "and 244 more", "Missing and 244 more",
    ]  # fmt: skip
    assert {piece.attributes["href"] for piece in folded.values()} == {"#list"}
    n_pages = -(-752 // PER_PAGE)
    listed = [
        entry.words
        for part in range(1, n_pages + 1)
        for entry in ThreadReader(shown(browser, hub, f"?page={part}")).entries
    ]
    assert len(listed) == 752
    told = " ".join(listed)
    assert all(f"Thing {i:03}" in told for i in range(500))


def test_long_lists_beside_and_within_an_entry_are_counted(shelf: Shelf, browser: Client) -> None:
    hub = a_hub(shelf, 2 * MOST_MISSING + 4)
    assert 'and 2 more<span class="vh"> A measure without a result' in shown(browser, hub)
    far, near = shelf.thing("finding", "Far"), shelf.thing("evidence", "Near")
    for i in range(MOST_TOLD + 3):
        join(near, "led_to", middle := shelf.thing("finding", f"Middle {i}"))
        join(middle, "led_to", far)
    entry = ThreadReader(shown(browser, near)).entry("Far")
    assert entry.words.count("Linked") == MOST_TOLD and "And 3 more links." in entry.words


def test_words_of_people_are_harmless_however_long_and_whichever_way_they_run(
    shelf: Shelf, browser: Client
) -> None:
    hebrew = "מחכים לתרופות"
    hub = shelf.thing("finding", "<script>alert(1)</script> " + "long " * 800)
    join(hub, "rests_on", shelf.thing("evidence", hebrew, detail="\x01 & <b>"))
    join(hub, "led_to", shelf.thing("result", "Unbroken" * 60, owner='"><i>'))
    html = shown(browser, hub)
    assert "<script>alert" not in html and "<b> " not in html and '"><i>' not in html
    assert f"\u2068{hebrew}" not in html  # told at the farther end, which is its own
    assert 'direction="rtl"' in html and f'dir="auto"><b>{hebrew}</b>' in html
    heading = html[html.index("<h1>") : html.index("</h1>")]
    assert len(heading) < 200 and "…" in heading


def test_a_year_is_told_in_a_box_where_it_is_another_one(shelf: Shelf, browser: Client) -> None:
    finding = shelf.thing("finding", "Finding", on=dt.date(2026, 4, 14))
    join(finding, "rests_on", shelf.thing("evidence", "Old", on=dt.date(2024, 5, 1)))
    join(finding, "rests_on", shelf.thing("evidence", "New", on=dt.date(2026, 5, 1)))
    boxes = " ".join(p.words for p in ThreadReader(shown(browser, finding)).boxes.values())
    assert "Evidence, 1 May 2024" in boxes and "Evidence, 1 May New" in boxes


def test_the_page_asks_the_database_the_same_whatever_it_holds(
    shelf: Shelf,
    browser: Client,
    django_assert_num_queries: Any,
    django_assert_max_num_queries: Any,
) -> None:
    example, hub = an_example(shelf), a_hub(shelf, 200)
    shown(browser, example.crowd)
    with django_assert_num_queries(12):  # six steps of links at most; the rest is the frame
        shown(browser, example.crowd)
    with django_assert_max_num_queries(12):
        shown(browser, hub, "?page=3")
