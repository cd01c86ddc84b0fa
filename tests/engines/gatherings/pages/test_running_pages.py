"""A meeting while it runs: what is on, several people writing, with a script and without."""

import re

import pytest
from tests.engines.gatherings.making import (
    HOUR,
    TWO_PM,
    a_gathering,
    fresh,
    invitation_of,
    item_of,
)
from tests.engines.gatherings.pages.browsing import BY_HTMX, seen_on, text_of, url

from groundswell.engines.gatherings import actions, queries

pytestmark = pytest.mark.usefixtures("at_noon")


@pytest.fixture
def now(at_noon):
    """The clock of the views, at two in London; `now.shift(seconds)` moves it."""
    at_noon.shift(HOUR)
    return at_noon


def live(client, gathering, *seen):
    return client.get(url("live", gathering), {"seen": seen}, **BY_HTMX)


def test_before_it_begins_the_page_says_when(house, browser):
    page = text_of(browser("invited").get(url("running", house.meeting)))
    assert "Begins at 2 pm" in page and "Next: Check-in, 2 pm" in page
    assert "can move the agenda on." in page


def test_what_is_on_stands_huge_with_the_minutes_left(house, browser, now):
    client = browser("leader")
    client.post(url("begin_item", house.meeting, item_of(house.meeting, "Check-in")))
    now.shift(6 * 60)
    page = text_of(client.get(url("running", house.meeting)))
    assert re.search(r'class="big"[^>]*>Check-in<', page) and "4 minutes left" in page
    now.shift(7 * 60)
    page = text_of(client.get(url("running", house.meeting)))
    assert "3 minutes over" in page and "Next: Data, 2:13 pm" in page
    assert "Go to “Data”" in page
    now.shift(-3 * 60)
    assert "Time is up" in text_of(client.get(url("running", house.meeting)))


def test_the_last_item_is_ended_with_the_one_button(house, browser, now):
    client = browser("leader")
    last = item_of(house.meeting, "Plan")
    client.post(url("begin_item", house.meeting, last))
    assert "End the agenda" in text_of(client.get(url("running", house.meeting)))
    back = client.post(url("end_item", house.meeting, last))
    assert back["Location"] == f"{url('running', house.meeting)}#agenda"
    page = text_of(client.get(url("running", house.meeting)))
    assert "Nothing is on now" in page and "Passed over" in page


def test_a_step_by_htmx_answers_with_its_own_part(house, browser, now):
    item = item_of(house.meeting, "Check-in")
    answer = browser("leader").post(url("begin_item", house.meeting, item), **BY_HTMX)
    assert answer.status_code == 200 and "<html" not in text_of(answer)
    assert 'id="agenda"' in text_of(answer)


def test_a_form_on_a_wings_page_leads_back_there_and_nowhere_else(house, browser, now):
    invitation = invitation_of(house.meeting, house.invited)
    client, address = browser("member"), url("attendance", house.meeting, invitation)
    back = client.post(address, {"attended": "yes", "next": "/measures/"})
    assert back["Location"] == "/measures/#attendance"
    for elsewhere in ("//evil.example/", "https://evil.example/", "javascript:alert(1)"):
        back = client.post(address, {"attended": "yes", "next": elsewhere})
        assert back["Location"] == f"{url('running', house.meeting)}#attendance"


def test_people_are_ticked_off(house, browser, now):
    client, invitation = browser("member"), invitation_of(house.meeting, house.invited)
    address = url("attendance", house.meeting, invitation)
    page = text_of(client.post(address, {"attended": "yes"}, **BY_HTMX))
    assert "1 of 2 here" in page and "Undo" in page
    assert "0 of 2 here" in text_of(client.post(address, {"attended": "no"}, **BY_HTMX))
    assert invitation_of(house.meeting, house.invited).attended is False
    client.post(address, {"attended": "banana"})
    assert invitation_of(house.meeting, house.invited).attended is False


# --- several people write ------------------------------------------------------------------------


def save(client, house, text, version, **more):
    item = item_of(house.meeting)
    sent = {"notes": text, "version": version}
    return client.post(url("notes", house.meeting, item), sent, **more)


def test_notes_are_written_without_a_script(house, browser, now):
    client, item = browser("invited"), item_of(house.meeting)
    page = text_of(client.get(url("notes", house.meeting, item)))
    assert "Notes on Data" in page and "<html" in page
    back = save(client, house, "47 per cent\n\nStill rising", 0)
    assert back["Location"] == f"{url('running', house.meeting)}#notes-{item.pk}"
    page = text_of(client.get(url("running", house.meeting)))
    assert "<p>47 per cent</p><p>Still rising</p>" in page and "Mo Khan, 2 pm" in page


@pytest.mark.parametrize(("more", "status"), [({}, 409), (BY_HTMX, 200)])
def test_who_saves_on_an_older_version_sees_both_texts(house, browser, now, more, status):
    save(browser("member"), house, "Theirs was first", 0)
    answer = save(browser("invited"), house, "Mine came later", 0, **more)
    page = text_of(answer)
    assert answer.status_code == status
    assert "Theirs was first" in page and "Mine came later" in page
    assert "Mina Roy saved notes on this item while you were writing. Nothing is lost" in page
    assert 'name="version" value="1"' in page
    save(browser("invited"), house, "Theirs was first, mine later", 1)
    assert item_of(house.meeting).notes == "Theirs was first, mine later"


def test_what_was_typed_outlives_a_meeting_that_was_closed_meanwhile(house, browser, now):
    actions.close_gathering(gathering=house.meeting, by=house.organiser, at=TWO_PM)
    answer = save(browser("invited"), house, "A long thought", 0)
    page = text_of(answer)
    assert answer.status_code == 422 and "A long thought" in page
    assert "This meeting is closed" in page
    assert browser("invited").get(
        url("notes", house.meeting, item_of(house.meeting))
    ).status_code == 403  # fmt: skip


def test_notes_that_cannot_be_used_come_back_as_typed(house, browser, now):
    for text, version in (("a\x07b", "0"), ("Kept", "no number")):
        answer = save(browser("invited"), house, text, version)
        assert answer.status_code == 422 and text in text_of(answer)


def test_the_editor_comes_and_goes_by_htmx(house, browser, now):
    client, item = browser("invited"), item_of(house.meeting)
    editor = text_of(client.get(url("notes", house.meeting, item), **BY_HTMX))
    assert "<textarea" in editor and "<html" not in editor and "data-live" not in editor
    read = text_of(client.get(url("notes", house.meeting, item), {"read": 1}, **BY_HTMX))
    assert "Nothing noted yet." in read and "<textarea" not in read
    saved = text_of(save(client, house, "47", 0, **BY_HTMX))
    assert "<p>47</p>" in saved and "<html" not in saved
    plain = client.get(url("notes", house.meeting, item), {"read": 1})
    assert plain.status_code == 302


def test_a_page_that_is_up_to_date_is_sent_nothing(house, browser, now):
    client = browser("invited")
    seen = seen_on(client.get(url("running", house.meeting)))
    assert len(seen) == 3 + 3  # agenda, attendance, decisions, and three items
    answer = live(client, house.meeting, *seen)
    assert answer.status_code == 204 and answer.content == b""


def test_only_what_others_changed_is_sent(house, browser, now):
    client = browser("invited")
    seen = seen_on(client.get(url("running", house.meeting)))
    save(browser("member"), house, "Rising", 0)
    changed = text_of(live(client, house.meeting, *seen))
    assert "Rising" in changed and changed.count("hx-swap-oob") == 1
    assert 'id="agenda"' not in changed and "Check-in" not in changed


def test_an_item_in_which_one_writes_is_left_alone(house, browser, now):
    client, item = browser("invited"), item_of(house.meeting)
    seen = seen_on(client.get(url("running", house.meeting)))
    writing = [entry for entry in seen if not entry.startswith(str(item.pk))]
    save(browser("member"), house, "Rising", 0)
    assert live(client, house.meeting, *writing).status_code == 204


def test_attendance_decisions_and_agenda_reach_the_others(house, browser, now):
    client = browser("invited")
    seen = seen_on(client.get(url("running", house.meeting)))
    actions.note_attendance(
        invitation=invitation_of(house.meeting, house.invited),
        attended=True,
        by=house.member,
        at=TWO_PM,
    )
    actions.record_decision(gathering=house.meeting, text="Yes.", by=house.member, at=TWO_PM)
    actions.begin_item(item=item_of(house.meeting), by=house.leader, at=TWO_PM)
    changed = text_of(live(client, house.meeting, *seen, "nonsense"))
    for words in ("1 of 2 here", "<b>Yes.</b>", ">Data</h2>"):
        assert words in changed
    assert 'id="decide-text"' not in changed  # the field in which one may be writing


# --- decisions and the end -----------------------------------------------------------------------


def test_a_decision_is_written_down_under_its_item(house, browser, now):
    client, item = browser("invited"), item_of(house.meeting)
    back = client.post(url("decide", house.meeting), {"text": "We keep it.", "item": item.pk})
    assert back["Location"].endswith("#decisions")
    page = text_of(client.get(url("running", house.meeting)))
    assert "We keep it." in page and "Data · Mo Khan, 15 June 2026 at 2 pm" in page
    part = text_of(client.post(url("decide", house.meeting), {"text": "And this."}, **BY_HTMX))
    assert "And this." in part and "<html" not in part


def test_an_empty_decision_is_asked_for_again(house, browser, now):
    client = browser("invited")
    plain = client.post(url("decide", house.meeting), {"text": ""})
    assert plain.status_code == 422 and "Write what was decided" in text_of(plain)
    part = client.post(url("decide", house.meeting), {"text": "x\x07"}, **BY_HTMX)
    assert part.status_code == 200 and "cannot be shown" in text_of(part)


def test_the_words_of_a_decision_are_changed_on_a_page(house, browser, now):
    decision = actions.record_decision(
        gathering=house.meeting, text="We keep it.", by=house.member, at=TWO_PM
    )
    client, address = browser("invited"), url("change_decision", house.meeting, decision)
    assert "We keep it." in text_of(client.get(address))
    client.post(address, {"text": "We keep the trolley.", "version": 1})
    late = client.post(address, {"text": "No.", "version": 1})
    assert late.status_code == 422 and "Somebody else changed this" in text_of(late)
    minutes = text_of(client.get(url("minutes", house.meeting)))
    assert "We keep the trolley." in minutes and "It is not closed yet" in minutes


def test_closing_leads_to_the_minutes_and_ends_the_polling(house, browser, now):
    watcher, client = browser("invited"), browser("organiser")
    seen = seen_on(watcher.get(url("running", house.meeting)))
    actions.reply(gathering=house.meeting, answer="cannot", by=house.invited, at=TWO_PM)
    save(watcher, house, "47 per cent", 0)
    assert "Close and send the minutes" in text_of(client.get(url("running", house.meeting)))
    back = client.post(url("close", house.meeting))
    assert back["Location"] == url("minutes", house.meeting)
    page = text_of(client.get(url("minutes", house.meeting)))
    assert "47 per cent" in page and "Away: Mo Khan" in page and "Nothing was decided." in page
    answer = live(watcher, house.meeting, *seen)
    assert answer.status_code == 286 and "This meeting is closed" in text_of(answer)
    over = watcher.get(url("running", house.meeting))
    assert live(watcher, house.meeting, *seen_on(over)).status_code == 286
    assert "every 5s" not in text_of(over) and "Read the minutes" in text_of(over)


def test_a_cancelled_meeting_says_so_where_it_would_run(house, browser):
    actions.cancel_gathering(gathering=house.meeting, reason="Snow.", by=house.organiser, at=TWO_PM)
    page = text_of(browser("invited").get(url("running", house.meeting)))
    assert "This meeting is cancelled" in page


def test_a_meeting_without_an_agenda_can_be_run_too(house, browser, now):
    bare = a_gathering(house.organiser, agenda=[])
    page = text_of(browser("organiser").get(url("running", bare)))
    assert "No agenda yet." in page and "Under which item?" not in page
    assert "Nothing was noted." in text_of(browser("organiser").get(url("minutes", bare)))


def test_a_wing_is_given_the_same_page_with_its_own_way_back(house):
    page = queries.running_page(
        house.member, fresh(house.meeting), TWO_PM, onward_url="/challenges/1/meeting/"
    )
    assert page.onward_url == "/challenges/1/meeting/"
    assert [n.title for n in page.notes] == ["Check-in", "Data", "Plan"]
