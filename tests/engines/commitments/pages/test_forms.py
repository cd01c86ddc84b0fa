"""Every form of the room: what it asks, what it does, and what it says of what cannot be."""

import datetime as dt
from uuid import uuid4

import pytest
from tests.engines.commitments.making import (
    a_promise,
    change,
    delegate,
    drop,
    keep,
    leaves,
)
from tests.engines.commitments.pages.browsing import text_of, url

from groundswell.engines.commitments.models import Commitment, Wording

pytestmark = pytest.mark.usefixtures("at_noon")


def test_one_promises_something_oneself(crew, browser):
    client = browser("sponsor")
    assert "Everyone in Harrowmere Teaching Hospitals" in text_of(client.get(url("new")))
    sent = {
        "title": "Visit Ward 8",
        "made_to": str(crew.leader.id),
        "made_to_words": "",
        "due_on": "19 June 2026",
        "audience": str(crew.trust.pk),
        "detail": "",
    }
    page = text_of(client.post(url("new"), sent, follow=True))
    assert "We remind you three days before." in page and "Joyce Lim" in page
    made = Commitment.objects.get()
    assert (made.owner, made.made_to, made.audience, made.organisation) == (
        crew.sponsor.person, crew.leader.person, "organisation", crew.trust,
    )  # fmt: skip
    client.post(url("new"), {**sent, "audience": "involved"})
    assert Commitment.objects.filter(audience="involved", organisation=None).count() == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title": ""}, "Fill in “What do you promise?”."),
        ({"due_on": "14 June 2026"}, "Give a day from today on."),
        ({"made_to_words": ""}, "Say whom it is promised to."),
        ({"audience": "all"}, "Choose one of the answers shown."),
    ],
)
def test_a_promise_that_cannot_be_is_kept_with_a_sentence(crew, browser, changes, words):
    sent = {
        "title": "Visit", "made_to_words": "the board", "due_on": "19 June 2026",
        "audience": "involved",
    }  # fmt: skip
    answer = browser("sponsor").post(url("new"), {**sent, **changes})
    assert answer.status_code == 422 and words in text_of(answer)


def test_somebody_is_found_by_name_before_the_form_is_judged(crew, browser):
    sent = {"title": "Visit", "made_to_asked": "Joy", "made_to_find": "1"}
    answer = browser("sponsor").post(url("new"), sent)
    assert answer.status_code == 200 and "Joyce Lim" in text_of(answer)
    assert not Commitment.objects.exists()


def test_words_are_changed_through_the_page(crew, browser):
    made = crew.promise(theme="Wards")
    where = url("change", made.pk)
    assert "Now 1 within its theme" in text_of(browser("other").get(where))
    sent = {"title": "Visit Ward 9", "detail": "", "theme": "Wards", "position": "", "version": "1"}
    assert "What it said before is kept." in text_of(
        browser("other").post(where, sent, follow=True)
    )
    made.refresh_from_db()
    assert (made.title, made.position) == ("Visit Ward 9", 1)


def test_two_who_write_at_once_see_both_texts_and_the_second_save_goes_through(crew, browser):
    made = crew.promise()
    change(made, crew.other, title="Visit Ward 9")
    client, where = browser("member"), url("change", made.pk)
    sent = {"title": "Visit Ward 10", "detail": "", "theme": "", "position": "", "version": "1"}
    answer = client.post(where, sent)
    page = text_of(answer)
    assert answer.status_code == 422 and "Kwame Boateng changed “What is promised”" in page
    assert "Visit Ward 9" in page and 'value="Visit Ward 10"' in page
    assert 'name="version" value="2"' in page
    client.post(where, {**sent, "version": "2"})
    made.refresh_from_db()
    assert made.title == "Visit Ward 10"
    assert Wording.objects.filter(title="Visit Ward 9").exists()


def test_a_title_that_is_missing_is_asked_for_and_nothing_is_lost(crew, browser):
    made = crew.promise()
    sent = {"title": " ", "detail": "At night.", "theme": "", "version": "1"}
    answer = browser("member").post(url("change", made.pk), sent)
    assert answer.status_code == 422 and "At night." in text_of(answer)
    sent = {"title": "x", "detail": "", "theme": "x" * 70, "version": "1"}
    assert browser("member").post(url("change", made.pk), sent).status_code == 422


def test_outside_a_plan_only_the_words_are_asked_for(crew, browser):
    made = a_promise(crew.sponsor)
    page = text_of(browser("sponsor").get(url("change", made.pk)))
    assert "New place in the plan" not in page and "Theme" not in page


def test_the_day_is_moved_through_the_page(crew, browser):
    made = crew.promise()
    client, where = browser("member"), url("move", made.pk)
    assert "Why does the day move?" in text_of(client.get(where))
    assert client.post(where, {"due_on": "26 June 2026", "reason": ""}).status_code == 422
    faulty = client.post(where, {"due_on": "26 May 2026", "reason": "Half-term."})
    assert faulty.status_code == 422 and "Half-term." in text_of(faulty)
    page = text_of(client.post(where, {"due_on": "26 June 2026", "reason": "Snow."}, follow=True))
    assert "The day is moved." in page and "first promised for 19 June 2026" in page


def test_within_a_piece_of_work_it_is_handed_to_one_of_those_who_take_part(crew, browser):
    made = crew.promise()
    client, where = browser("member"), url("delegate", made.pk)
    page = text_of(client.get(where))
    assert "Kwame Boateng" in page and "Ruth Adeyemi" in page
    assert "Amara Okafor" not in page and f'value="{crew.member.id}"' not in page
    answer = client.post(where, {"to": str(crew.colleague.id), "reason": "I am away."})
    assert answer.status_code == 422 and "Choose one of the people shown." in text_of(answer)
    assert "Choose who takes it on." in text_of(client.post(where, {"reason": "I am away."}))
    sent = {"to": str(crew.other.id), "reason": "I am away."}
    page = text_of(client.post(where, sent, follow=True))
    assert "Handed on. Kwame Boateng is told, and can hand it back." in page


def test_elsewhere_the_new_owner_is_found_by_name(crew, browser):
    made = a_promise(crew.sponsor)
    client, where = browser("sponsor"), url("delegate", made.pk)
    assert "Amara Okafor" in text_of(client.post(where, {"to_asked": "Amara", "to_find": "1"}))
    client.post(where, {"to": str(crew.colleague.id), "reason": "I am away."})
    made.refresh_from_db()
    assert made.owner == crew.colleague.person


def test_who_found_a_new_owner_is_led_back_to_what_they_may_read(crew, browser):
    made = a_promise(crew.sponsor, organisation=crew.trust)
    leaves(crew.sponsor)
    sent = {"to": str(crew.colleague.id), "reason": "Ruth has left."}
    answer = browser("administrator").post(url("delegate", made.pk), sent, follow=True)
    assert answer.redirect_chain == [(url("index"), 302)]
    assert "Handed on. Amara Okafor is told" in text_of(answer)


def test_it_is_handed_back_through_the_page(crew, browser):
    made = delegate(a_promise(crew.sponsor), crew.colleague, crew.sponsor)
    client, where = browser("colleague"), url("hand_back", made.pk)
    assert client.get(where).status_code == 200
    assert client.post(where, {"reason": ""}).status_code == 422
    page = text_of(client.post(where, {"reason": "I have no time."}, follow=True))
    assert "Handed back. Ruth Adeyemi is told." in page
    assert client.get(where).status_code == 404


@pytest.mark.parametrize(
    ("sent", "words", "state"),
    [
        ({"outcome": "kept", "on": "15 June 2026"}, "It is closed: kept.", "kept"),
        ({"outcome": "dropped", "words": "The ward closed."}, "It is closed: dropped.", "dropped"),
    ],
)
def test_closing_says_which(crew, browser, sent, words, state):
    made = crew.promise()
    client, where = browser("leader"), url("close", made.pk)
    assert 'value="15 June 2026"' in text_of(client.get(where))
    page = text_of(client.post(where, sent, follow=True))
    assert words in page and "Open it again" in page
    made.refresh_from_db()
    assert made.state == state


def test_what_was_late_is_closed_as_late(crew, browser, at_noon):
    made = crew.promise()
    at_noon.shift(dt.timedelta(days=6))
    sent = {"outcome": "kept", "on": "21 June 2026", "words": "Snow."}
    page = text_of(browser("member").post(url("close", made.pk), sent, follow=True))
    assert "It is closed: kept late." in page


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "Choose an answer to “What became of it?”."),
        ({"outcome": "kept", "on": ""}, "Say on which day it was kept."),
        ({"outcome": "kept", "on": "soon"}, "is not a day we can read"),
        ({"outcome": "kept", "on": "16 June 2026"}, "when it was promised, to today"),
        ({"outcome": "dropped", "words": ""}, "Say why it is dropped."),
    ],
)
def test_nothing_closes_without_saying_which(crew, browser, sent, words):
    made = crew.promise()
    answer = browser("member").post(url("close", made.pk), sent)
    assert answer.status_code == 422 and words in text_of(answer)
    made.refresh_from_db()
    assert made.is_open


def test_who_closes_second_reads_who_was_first_and_keeps_what_they_wrote(crew, browser):
    made = crew.promise()
    keep(made, crew.leader)
    sent = {"outcome": "dropped", "words": "The ward has closed."}
    answer = browser("member").post(url("close", made.pk), sent)
    page = text_of(answer)
    assert answer.status_code == 403
    assert "Joyce Lim said on 15 June 2026 at 1 pm that this was kept. It is closed." in page
    assert "The ward has closed." in page


def test_a_closed_promise_is_opened_again_through_the_page(crew, browser):
    made = drop(crew.promise(), crew.member)
    client, where = browser("leader"), url("reopen", made.pk)
    assert client.get(where).status_code == 200
    assert client.post(where, {"reason": ""}).status_code == 422
    page = text_of(client.post(where, {"reason": "It goes on."}, follow=True))
    assert "Open again." in page and "It goes on." in page and "The ward closed." in page


@pytest.mark.parametrize("name", ["change", "move", "delegate", "hand_back", "close", "reopen"])
def test_who_may_read_but_not_do_it_is_told_who_may(crew, browser, name):
    made = a_promise(crew.sponsor, audience="partnership")
    client = browser("outsider")
    for answer in (client.get(url(name, made.pk)), client.post(url(name, made.pk), {})):
        assert answer.status_code == 403 and "Ruth Adeyemi" in text_of(answer)
    assert client.get(url(name, uuid4())).status_code == 404
