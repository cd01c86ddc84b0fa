"""The page of one measure: chart, notes, question, numbers, words; and who may not see it."""

import datetime as dt

import pytest
from tests.engines.measures.making import FIRST_WEEK, a_measure, waiting
from tests.engines.measures.pages.browsing import text_of, url
from tests.world import NOON

from groundswell.engines.measures import actions
from groundswell.engines.measures.models import (
    Measure,
)

pytestmark = pytest.mark.usefixtures("at_noon")


def test_page_shows_chart_icons_notes_question_numbers_and_words(house, browser):
    page = text_of(browser("leader").get(url("measure", house.measure.pk)))
    for words in (
        "More people leave before 1 pm: seven weeks in a row above the mean",
        "Improving, high",
        "No target",
        "Should the limits be recalculated from",
        "Seven weeks sit above the mean of",
        "Waiting for Joyce Lim",
        "Newest ten of 28 weeks.",
        "What exactly is counted",
        "The team Home for lunch, and those who keep its numbers",
        "Above the upper limit",
    ):
        assert words in page, words
    assert page.count("<h1>") == 1
    assert page.count('role="img"') == 2  # wide and narrow


def test_page_shows_all_numbers_where_asked(house, browser):
    page = text_of(browser("member").get(url("measure", house.measure.pk) + "?show=all"))
    assert "All 28 weeks, newest first." in page and "1 September 2025" in page


def test_page_of_a_measure_without_numbers_says_what_to_do_first(house, browser):
    empty = a_measure(house.trust, title="Falls", by=house.analyst)
    for who, words in (("analyst", "Type the first one"), ("colleague", "Those who keep")):
        page = text_of(browser(who).get(url("measure", empty.pk)))
        assert "No numbers yet" in page and words in page


def test_page_costs_the_same_queries_however_much_was_said(
    house, browser, django_assert_max_num_queries
):
    client = browser("leader")
    for day in range(12):
        on = FIRST_WEEK + dt.timedelta(days=day)
        actions.annotate(measure=house.measure, on=on, text="Snow", by=house.member, at=NOON)
    client.get(url("measure", house.measure.pk))
    with django_assert_max_num_queries(17):
        client.get(url("measure", house.measure.pk))


def test_page_keeps_corrections_declined_reasons_and_retirement_in_sight(house, browser):
    actions.decline_proposal(
        proposal=waiting(house.measure), reason="Not sure yet.", by=house.leader, at=NOON
    )
    client = browser("leader")
    client.post(
        url("correct", house.measure.pk, FIRST_WEEK),
        {"value": "40", "reason": "Typed wrongly", "version": "1"},
    )
    client.post(url("retire", house.measure.pk))
    page = text_of(client.get(url("measure", house.measure.pk)))
    for words in ("Limits that were kept", "Not sure yet.", "from 31% to 40%", "Typed wrongly"):
        assert words in page
    assert "Retired on 15 June 2026." in page
    assert Measure.objects.get(pk=house.measure.pk).retired_by == house.leader.person


def test_the_page_and_the_403_say_the_same(house, browser):
    client = browser("member")
    page = text_of(client.get(url("measure", house.measure.pk)))
    refusal = client.get(url("add", house.measure.pk))
    sentence = (
        "Joyce Lim or the analysts and administrators of Harrowmere Teaching Hospitals add the"
        " numbers of this measure."
    )
    assert refusal.status_code == 403
    assert sentence in page and sentence in text_of(refusal)
    assert "Joyce Lim answers this one." in page
    answer = client.post(
        url("decide", house.measure.pk, waiting(house.measure).pk),
        {"reason": "Why not", "answer": "accept"},
    )
    assert answer.status_code == 403 and "Joyce Lim answers this one." in text_of(answer)


GUARDED = [
    ("measure", ()), ("add", ()), ("annotate", ()), ("targets", ()), ("share", ()),
    ("settings", ()), ("correct", (FIRST_WEEK,)), ("download", ("csv",)),
]  # fmt: skip
SENT = [("add", ()), ("paste", ()), ("retire", ()), ("share", ()), ("settings", ()),
        ("correct", (FIRST_WEEK,))]  # fmt: skip


@pytest.mark.parametrize(("name", "rest"), GUARDED)
def test_a_measure_of_others_is_not_there(house, browser, name, rest):
    assert browser("outsider").get(url(name, house.measure.pk, *rest)).status_code == 404
    assert browser("colleague").get(url(name, house.measure.pk, *rest)).status_code == 404


@pytest.mark.parametrize(("name", "rest"), SENT)
def test_nothing_can_be_sent_to_a_measure_of_others(house, browser, name, rest):
    assert browser("outsider").post(url(name, house.measure.pk, *rest)).status_code == 404
