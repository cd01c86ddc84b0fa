"""A thread looked at: on a desk picture and list, on a phone the list; by keyboard; on paper."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect
from tests.engines.thread.shelf import Example, Shelf, an_example, join
from tests.journeys.cast import Visitors, a_cast, comes_in
from tests.journeys.keyboard import Keyboard

PICTURE = ".thread-picture svg"


@pytest.fixture
def shelf(site: str) -> Iterator[Shelf]:
    with Shelf().registered() as shelf:
        yield shelf


@pytest.fixture
def example(shelf: Shelf) -> Example:
    return an_example(shelf)


def test_on_a_desk_a_thread_is_a_picture_and_a_list(
    visitor: Visitors, shelf: Shelf, example: Example
) -> None:
    joyce = comes_in(visitor, a_cast().joyce)
    joyce.opens(f"/thread/test/{example.test.id}/").is_at(
        "The thread of “\u2068Test 4: pharmacist at the bedside\u2069”"
    )
    expect(joyce.page.locator(PICTURE)).to_be_visible()
    expect(joyce.page.locator(f"{PICTURE} a")).to_have_count(9)
    joyce.sees("What is missing", "For", "Owner: Devan Pillai")
    fits = "e => e.scrollWidth <= e.clientWidth"
    assert joyce.page.locator(".thread-picture .scroll").evaluate(fits)


def test_on_a_phone_a_thread_is_a_list(visitor: Visitors, shelf: Shelf, example: Example) -> None:
    joyce = comes_in(visitor, a_cast().joyce, 360)
    joyce.opens(f"/thread/test/{example.test.id}/")
    expect(joyce.page.locator(PICTURE)).to_be_hidden()
    expect(joyce.page.locator(".thread > li:visible")).to_have_count(11)


def test_a_thread_is_walked_by_keyboard(visitor: Visitors, shelf: Shelf, example: Example) -> None:
    joyce = comes_in(visitor, a_cast().joyce)
    joyce.opens(f"/thread/test/{example.test.id}/")
    keys = Keyboard(joyce)
    keys.goes_to("Its thread: Left before 1 pm").enter()
    keys.is_at("The thread of “\u2068Left before 1 pm\u2069”")
    keys.goes_to("Its thread: People wait for tablets, not for doctors").enter()
    keys.is_at("The thread of “\u2068People wait for tablets, not for doctors\u2069”")


def test_a_crowd_long_words_and_nothing_at_all_are_in_order(
    visitor: Visitors, shelf: Shelf
) -> None:
    hub = shelf.thing("decision", "Unbroken" * 40)
    for i in range(60):
        kind, link = (("evidence", "rests_on"), ("measure", "measured_by"))[i % 2]
        join(hub, link, shelf.thing(kind, "מחכים לתרופות" if i % 3 else "Unbroken" * 30))
    alone = shelf.thing("evidence", "Alone")
    joyce = comes_in(visitor, a_cast().joyce)
    for width in (1280, 900, 360):
        joyce.page.set_viewport_size({"width": width, "height": 800})
        joyce.opens(f"/thread/decision/{hub.id}/").sees("and 24 more" if width > 360 else "Missing")
        joyce.opens(f"/thread/evidence/{alone.id}/").sees("Nothing is linked yet.")


def test_on_paper_a_thread_has_its_picture_and_no_buttons(
    visitor: Visitors, shelf: Shelf, example: Example
) -> None:
    joyce = comes_in(visitor, a_cast().joyce)
    joyce.opens(f"/thread/test/{example.test.id}/")
    expect(joyce.page.get_by_role("button", name="Print")).to_be_visible()
    joyce.page.set_viewport_size({"width": 700, "height": 900})
    joyce.page.emulate_media(media="print")
    expect(joyce.page.locator(PICTURE)).to_be_visible()
    expect(joyce.page.get_by_role("button", name="Print")).to_be_hidden()
    expect(joyce.page.get_by_role("link", name="Its thread").first).to_be_hidden()
