import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import time_machine
from django.test import Client
from tests.world import NOON, a_person, acting, all_held

from groundswell.front import actions, policies, privacy, queries
from groundswell.front.models import NeededDay
from groundswell.ground.kernel import registries
from groundswell.ground.kernel.registries import HomeCard, HomePanel, News
from groundswell.ground.people.models import Person

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
SignIn = Callable[[Person], Client]


@dataclass
class Rooms:
    """What the rooms would say; a test fills it."""

    cards: list[HomeCard]
    news: list[News]
    panels: list[HomePanel]


@pytest.fixture
def rooms() -> Iterator[Rooms]:
    said = Rooms([], [], [])
    with (
        registries.home_cards.only(a=lambda actor, at: said.cards),
        registries.news.only(
            a=lambda actor, since, at: [n for n in said.news if since < n.at <= at]
        ),
        registries.home_panels.only(
            a=lambda actor, at: said.panels[0] if said.panels else HomePanel(1, "", None),
            b=lambda actor, at: said.panels[1] if said.panels[1:] else HomePanel(1, "", None),
        ),
    ):
        yield said


def a_card(title: str = "Answer", *, since: dt.datetime = NOON, weight: int = 1) -> HomeCard:
    return HomeCard("home", title, "It has waited.", "Go", f"/{title}/", since, weight)


def page_of(person: Person, at: dt.datetime = NOON) -> queries.home.HomePage:
    return queries.home_page(acting(person), at=at)


def seen(person: Person, at: dt.datetime | None) -> Person:
    Person.objects.filter(pk=person.pk).update(last_seen_at=at)
    person.refresh_from_db()
    return person


@pytest.mark.parametrize(
    ("hour", "greeting"),
    [
        (2, "Good evening, Amara"),  # 3 am in London, in summer
        (3, "Good morning, Amara"),
        (10, "Good morning, Amara"),
        (11, "Good afternoon, Amara"),
        (16, "Good afternoon, Amara"),
        (17, "Good evening, Amara"),
    ],
)
def test_the_greeting_goes_by_the_clock_in_london(rooms: Rooms, hour: int, greeting: str) -> None:
    amara = a_person("Amara Okafor")
    assert page_of(amara, NOON.replace(hour=hour)).greeting == greeting


def test_in_winter_eleven_is_still_the_morning(rooms: Rooms) -> None:
    at = dt.datetime(2026, 1, 5, 11, 59, tzinfo=dt.UTC)
    assert page_of(a_person("Amara Okafor"), at).greeting == "Good morning, Amara"


@pytest.mark.parametrize(
    ("n", "lead"),
    [
        (1, "One thing needs you today."),
        (3, "Three things need you today."),
        (10, "Ten things need you today."),
        (11, "11 things need you today."),
    ],
)
def test_the_page_says_how_many_things_need_a_person(rooms: Rooms, n: int, lead: str) -> None:
    rooms.cards = [a_card(f"Card {i}") for i in range(n)]
    assert page_of(a_person()).lead == lead


def test_five_cards_are_shown_the_heaviest_and_longest_waiting_first(
    rooms: Rooms, signed_in: SignIn
) -> None:
    rooms.cards = [
        a_card("Can wait", weight=0, since=NOON - 9 * DAY),
        *(a_card(f"Since {n} days", since=NOON - n * DAY) for n in range(7)),
        a_card("Holds others up", weight=2),
    ]
    page = page_of(a_person())
    assert [c.title for c in page.cards] == [
        "Holds others up", "Since 6 days", "Since 5 days", "Since 4 days", "Since 3 days",
    ]  # fmt: skip
    assert page.more == "and 4 more"
    browser = signed_in(a_person("Sam Ortiz"))
    home = browser.get("/").content.decode()
    assert '<a href="/needs/">and 4 more</a>' in home
    assert home.count('class="btn btn-2"') == 4  # the first is the blue one
    every = browser.get("/needs/").content.decode()
    assert all(card.title in every for card in rooms.cards)


def test_five_cards_need_no_more_link(rooms: Rooms) -> None:
    rooms.cards = [a_card(f"Card {n}") for n in range(5)]
    assert page_of(a_person()).more == ""


def test_a_quiet_page_says_when_something_last_needed_the_person(
    rooms: Rooms, signed_in: SignIn
) -> None:
    joyce = a_person()
    assert page_of(joyce).lead == "Nothing needs you today."
    rooms.cards = [a_card()]
    with time_machine.travel(NOON, tick=False):
        signed_in(joyce).get("/")
    rooms.cards = []
    assert page_of(joyce).lead == "Nothing needs you now. What needed you today is done."
    later = page_of(joyce, NOON + 7 * DAY).lead
    assert later.endswith("The last time something did was on 15 June 2026.")
    assert queries.needs_page(acting(joyce), at=NOON + 7 * DAY).lead == later


def test_needs_are_noted_once_a_day_and_never_backwards(django_assert_num_queries: Any) -> None:
    joyce = acting(a_person())
    assert policies.note_needs(joyce)
    actions.note_needs(by=joyce, at=NOON)
    with django_assert_num_queries(1):
        actions.note_needs(by=joyce, at=NOON)
    actions.note_needs(by=joyce, at=NOON - DAY)
    assert str(NeededDay.objects.get()) == "2026-06-15"
    actions.note_needs(by=joyce, at=NOON + DAY)
    assert NeededDay.objects.get().on == dt.date(2026, 6, 16)


def test_what_is_kept_about_a_person_is_given_out_and_erased() -> None:
    joyce = acting(a_person())
    actions.note_needs(by=joyce, at=NOON)
    assert all_held(privacy.export(joyce.id)) == {"needed": [{"on": dt.date(2026, 6, 15)}]}
    privacy.erase(joyce.id, NOON)
    assert all_held(privacy.export(joyce.id)) == {"needed": []}


@pytest.mark.parametrize(
    ("seen_at", "title"),
    [
        (None, "In the last seven days"),
        (NOON - dt.timedelta(hours=2), "Since you were last here"),
        (NOON - DAY, "Since yesterday"),
        (NOON - 4 * DAY, "Since Thursday"),
        (NOON - 6 * DAY, "Since Tuesday"),
        (NOON - 7 * DAY, "Since you were last here"),
        (dt.datetime(2026, 6, 14, 23, 30, tzinfo=dt.UTC), "Since you were last here"),
    ],
)
def test_news_name_the_day_of_the_last_visit(
    rooms: Rooms, seen_at: dt.datetime | None, title: str
) -> None:
    assert page_of(seen(a_person(), seen_at)).news_title == title


def test_news_are_what_happened_since_the_newest_first_each_page_once(rooms: Rooms) -> None:
    rooms.news = [
        News(NOON - 5 * DAY, "Too old", "/old/"),
        News(NOON - 3 * DAY, "Saturday's", "/a/"),
        News(NOON - DAY, "Sunday's of the same page", "/a/"),
        News(NOON - DAY, "Sunday's", "/b/"),
        News(NOON + DAY, "Not yet", "/c/"),
    ]
    page = page_of(seen(a_person(), NOON - 4 * DAY))
    assert [(n.when, n.text) for n in page.news] == [
        ("Sun", "Sunday's of the same page"), ("Sun", "Sunday's"),
    ]  # fmt: skip


def test_old_news_bear_their_date_and_there_are_never_many(rooms: Rooms) -> None:
    rooms.news = [News(NOON - n * DAY, f"News {n}", f"/{n}/") for n in range(2, 30, 2)]
    news = page_of(seen(a_person(), NOON - 40 * DAY)).news
    assert len(news) == 8 and news[-1].when == "30 May"


def test_panels_stand_in_their_order_and_empty_ones_are_left_out(rooms: Rooms) -> None:
    rooms.panels = [HomePanel(30, "front/_welcome.html", "x"), HomePanel(10, "front/_w.html", "y")]
    assert [p.order for p in page_of(a_person()).panels] == [10, 30]
    rooms.panels = []
    assert page_of(a_person()).panels == []


def test_a_panel_is_drawn_by_its_own_partial_with_its_content(
    rooms: Rooms, signed_in: SignIn
) -> None:
    rooms.panels = [HomePanel(30, "front/_needs.html", None)]
    with registries.home_panels.only(
        a=lambda actor, at: HomePanel(1, "components/_of_test.html", ["Ward 7 <b>"])
    ):
        from django.template import engines
        from jinja2 import ChoiceLoader, DictLoader

        env = engines.all()[0].env  # type: ignore[attr-defined]
        kept = env.loader
        partial = {"components/_of_test.html": "<p>{{ content[0] }} {{ panel.order }}</p>"}
        env.loader = ChoiceLoader([DictLoader(partial), kept])
        try:
            home = signed_in(a_person()).get("/").content.decode()
        finally:
            env.loader = kept
    assert "<p>Ward 7 &lt;b&gt; 1</p>" in home


def test_a_new_person_is_welcomed_and_shown_where_to_begin(rooms: Rooms, signed_in: SignIn) -> None:
    home = signed_in(a_person()).get("/").content.decode()
    assert "Welcome to" in home and "Where to begin" in home and "/inbox/choices/" in home
    assert "Nothing new." in home


def test_a_known_person_without_work_is_told_what_will_stand_there(
    rooms: Rooms, signed_in: SignIn
) -> None:
    home = signed_in(seen(a_person(), NOON)).get("/").content.decode()
    assert "Your own work" in home and "Welcome to" not in home


def test_home_asks_the_database_a_fixed_number_of_times(
    signed_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    browser = signed_in(a_person())
    browser.get("/")
    with django_assert_max_num_queries(27):
        assert browser.get("/").status_code == 200


def test_nobody_sees_home_search_or_needs_without_signing_in(client: Client) -> None:
    assert {client.get(url).status_code for url in ("/", "/search/", "/needs/")} == {302}
