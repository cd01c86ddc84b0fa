"""What the pages show: my lists, and one promise with its history."""

import datetime as dt
from uuid import uuid4

import pytest
from tests.engines.commitments.making import (
    a_promise,
    change,
    days,
    delegate,
    drop,
    hand_back,
    keep,
    leaves,
    move,
    reopen,
)
from tests.engines.commitments.pages.browsing import text_of, url
from tests.world import TODAY

from groundswell.engines.commitments.models import Commitment
from groundswell.engines.thread import actions as thread
from groundswell.ground.kernel.references import Ref

pytestmark = pytest.mark.usefixtures("at_noon")


# --- my lists -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("show", "words"),
    [
        ("mine", "Nothing is waiting for you."),
        ("to-me", "Nobody has an open promise to you."),
        ("closed", "Nothing is closed yet."),
        ("no-owner", "Every promise that you answer for has an owner."),
        ("nonsense", "Nothing is waiting for you."),
    ],
)
def test_an_empty_list_says_what_will_stand_there(crew, browser, show, words):
    page = text_of(browser("outsider").get(url("index"), {"show": show}))
    assert words in page and "You have no open promise." in page


def test_what_i_promised_and_what_was_promised_to_me_stand_apart(crew, browser):
    a_promise(crew.sponsor, made_to=crew.leader.person)
    drop(a_promise(crew.sponsor, title="Ring the council"), crew.sponsor)
    mine = text_of(browser("sponsor").get(url("index")))
    assert "What I promised (1)" in mine and "Closed (1)" in mine and "Without an owner" not in mine
    assert "You have 1 open promise, none of them overdue." in mine
    assert "Visit Ward 8" in mine and "Ring the council" not in mine
    assert "Ring the council" in text_of(browser("sponsor").get(url("index"), {"show": "closed"}))
    to_me = text_of(browser("leader").get(url("index"), {"show": "to-me"}))
    assert "Promised to me (1)" in to_me and "Visit Ward 8" in to_me


def test_the_lead_says_how_many_are_overdue(crew, browser, at_noon):
    for _ in range(2):
        a_promise(crew.sponsor)
    at_noon.shift(dt.timedelta(days=6))
    page = text_of(browser("sponsor").get(url("index")))
    assert "You have 2 open promises. 2 of them are overdue." in page
    assert "2 days overdue" in page and "tag-late" in page


def test_what_waits_for_a_new_owner_has_a_list_of_its_own(crew, browser):
    crew.promise()
    leaves(crew.member)
    assert "Without an owner (1)" in text_of(browser("leader").get(url("index")))
    page = text_of(browser("leader").get(url("index"), {"show": "no-owner"}))
    assert "has left" in page and "Needs a new owner" in page and "Hand it on" in page


def test_a_row_shows_what_it_belongs_to_only_to_those_who_may_see_that(crew, plans, browser):
    crew.promise(made_to=crew.colleague.person)
    assert "Home for lunch" in text_of(browser("member").get(url("index")))
    page = text_of(browser("colleague").get(url("index"), {"show": "to-me"}))
    assert "Visit Ward 8" in page and "Home for lunch" not in page


@pytest.mark.parametrize("n", [3, 60])
def test_the_page_of_a_long_list_asks_no_more(
    crew, plans, n, django_assert_max_num_queries, browser
):
    made = crew.promise()
    rows = [{f.attname: getattr(made, f.attname) for f in made._meta.fields} for _ in range(n - 1)]
    Commitment.objects.bulk_create(Commitment(**{**row, "id": uuid4()}) for row in rows)
    client = browser("member")
    with django_assert_max_num_queries(16):  # ten of them for the frame around it
        page = text_of(client.get(url("index")))
    assert page.count("Visit Ward 8</a>") == min(n, 50)
    assert ("1 to 50 of 60" in page) == (n == 60)


# --- one promise --------------------------------------------------------------------------------


def test_a_promise_shows_all_that_happened_to_it_newest_first(crew, plans, browser):
    made = crew.promise(detail="Talk to nights.", theme="Wards")
    change(made, crew.other, title="Visit Ward 9", detail="")
    change(made, crew.leader, theme="Nights", version=2, at=days(1))
    move(made, crew.leader, at=days(2))
    move(made, crew.leader, due_on=TODAY + dt.timedelta(days=12), at=days(3))
    delegate(made, crew.other, crew.leader, at=days(4))
    hand_back(made, crew.other, at=days(5))
    keep(made, crew.leader, words="Done.", at=days(6))
    reopen(made, crew.leader, at=days(7))
    drop(made, crew.leader, at=days(8))
    page = text_of(browser("other").get(url("commitment", made.pk)))
    told = [
        "Joyce Lim dropped it.",
        "Joyce Lim opened it again.",
        "Joyce Lim said that it was kept on 15 June 2026.",
        "Kwame Boateng handed it back to Mo Khan.",
        "Joyce Lim handed it on from Mo Khan to Kwame Boateng.",
        "Joyce Lim moved the day from 26 June 2026 to 27 June 2026.",
        "Joyce Lim moved the day from 19 June 2026 to 26 June 2026.",
        "Joyce Lim changed the words.",
        "Kwame Boateng changed the words.",
        "Mo Khan wrote this down, to be done by 19 June 2026.",
    ]
    assert [page.index(line) for line in told] == sorted(page.index(line) for line in told)
    for words in ("Half-term.", "I have no time.", "It was another ward.", "Talk to nights.",
                  "first promised for 19 June 2026", "Home for lunch", "Nights", "Done.",
                  "everybody who takes part in the piece of work"):  # fmt: skip
        assert words in page
    assert "Visit Ward 8" in page and "In more words, before" in page and "Theme, before" in page


def test_who_may_not_close_it_reads_who_may(crew, browser):
    made = crew.promise()
    page = text_of(browser("other").get(url("commitment", made.pk)))
    assert "Mo Khan, the team leader, a coach or a sponsor can say what became of this." in page
    assert "Change the words" in page and "Say what became of it" not in page
    page = text_of(browser("member").get(url("commitment", made.pk)))
    assert "Say what became of it" in page and "Hand it back" not in page


def test_who_was_handed_it_may_hand_it_back_from_its_page(crew, browser):
    made = delegate(crew.promise(), crew.other, crew.member)
    assert "Hand it back" in text_of(browser("other").get(url("commitment", made.pk)))
    leaves(crew.member)
    page = text_of(browser("other").get(url("commitment", made.pk)))
    assert "Mo Khan has left. Hand it on to somebody else." in page


def test_a_promise_without_an_owner_says_so_to_those_who_may_find_one(crew, browser):
    made = crew.promise()
    leaves(crew.member)
    assert "Needs a new owner" in text_of(browser("leader").get(url("commitment", made.pk)))
    assert "Needs a new owner" not in text_of(browser("other").get(url("commitment", made.pk)))


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ({}, "Those it concerns"),
        ({"audience": "organisation"}, "Everyone in Harrowmere Teaching Hospitals"),
        ({"audience": "partnership"}, "Everyone in the partnership"),
    ],
)
def test_a_promise_says_who_may_read_it(crew, browser, place, words):
    made = a_promise(crew.sponsor, organisation=crew.trust, **place)
    assert words in text_of(browser("sponsor").get(url("commitment", made.pk)))


def test_a_promise_shows_what_it_is_linked_to(crew, browser):
    one, other = crew.promise(), crew.promise(title="Ring the council")
    thread.link(
        source=Ref("commitment", one.pk),
        type="led_to",
        target=Ref("commitment", other.pk),
        by=crew.member,
        at=days(0),
    )
    page = text_of(browser("member").get(url("commitment", one.pk)))
    assert "Ring the council" in page and f"/thread/commitment/{one.pk}/" in page


def test_one_promise_is_a_constant_number_of_queries(
    crew, plans, browser, django_assert_max_num_queries
):
    made = crew.promise()
    for n in range(5):
        move(made, crew.leader, due_on=TODAY + dt.timedelta(days=10 + n), at=days(n))
        change(made, crew.leader, title=f"Visit Ward {n}", version=n + 1, at=days(n))
    client = browser("member")
    with django_assert_max_num_queries(24):  # ten of them for the frame around it
        client.get(url("commitment", made.pk))


def test_somebody_elses_promise_is_not_there(crew, browser):
    made = a_promise(crew.sponsor)
    for who in ("leader", "outsider", "administrator"):
        assert browser(who).get(url("commitment", made.pk)).status_code == 404
