"""Single presses: each leads back to where one was, and says what was done."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse
from tests.engines.library.readers.making import (
    Readers,
    a_note,
    a_page,
    a_question,
    a_submission,
    as_,
    withdrawn,
)
from tests.world import NOON, a_person

from groundswell.engines.library import actions, clockwork
from groundswell.engines.library.models import Note, Question, ReaderList, Saved, Submission

pytestmark = pytest.mark.usefixtures("at_noon")
MINE = "/library/mine/"


def url(name: str, *args: Any) -> str:
    return reverse(f"library:{name}", args=args)


def said_after(browser: Any, address: str, **sent: str) -> str:
    """What stands on the page that one press leads to."""
    return browser.post(address, sent, follow=True).content.decode()


def test_a_full_list_is_told_where_one_pressed(
    us: Readers, signed_in: Any, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("groundswell.engines.library.actions.saving.MOST_ON_A_LIST", 0)
    said = said_after(signed_in(us.joyce), url("save", us.entry.pk))
    assert "“Saved” holds 0 things. Take one off first." in said


def test_with_no_list_yet_a_new_one_is_offered(us: Readers, signed_in: Any):
    joyce = signed_in(us.joyce)
    page = joyce.get(url("lists_of", us.entry.pk)).content.decode()
    assert 'name="lists"' not in page
    said_after(joyce, url("lists_of", us.entry.pk), new_title="For Monday")
    assert Saved.objects.get().reader_list.title == "For Monday"


def test_what_was_withdrawn_is_cleared_away(us: Readers, signed_in: Any):
    second = a_page("Second")
    for entry in (us.entry, second):
        kept = actions.save_thing(entry=entry, by=as_(us.joyce), at=NOON)
    withdrawn(second)
    joyce = signed_in(us.joyce)
    assert "1 thing that you saved here" in joyce.get(url("list", kept.pk)).content.decode()
    assert "you saved here" not in said_after(joyce, url("clear_withdrawn", kept.pk))
    assert "you saved here" not in said_after(joyce, url("stop_sharing_list", kept.pk))


def test_a_note_is_deleted_and_brought_back(us: Readers, signed_in: Any):
    note, joyce = a_note(us.joyce, us.entry, "x" * 15_000), signed_in(us.joyce)
    assert "The note is deleted." in said_after(joyce, url("delete_note", note.pk))
    a_note(us.joyce, us.entry, "y" * 15_000)
    assert "too long for one" in said_after(joyce, url("bring_back_note", note.pk))
    actions.delete_note(note=Note.objects.get(deleted_at=None), by=as_(us.joyce), at=NOON)
    assert "The note is back." in said_after(joyce, url("bring_back_note", note.pk))


def test_a_list_changed_in_another_window_keeps_what_was_typed(us: Readers, signed_in: Any):
    kept = actions.make_list(title="One", by=as_(us.joyce), at=NOON)
    actions.change_list(kept=kept, title="Two", about="", version=1, by=as_(us.joyce), at=NOON)
    said = said_after(signed_in(us.joyce), url("change_list", kept.pk), title="Three", version="1")
    assert "It is now called “Two”." in said
    assert 'value="Three"' in said and 'name="version" value="2"' in said


def test_what_waits_is_taken_back(us: Readers, signed_in: Any):
    joyce = signed_in(us.joyce)
    question = a_question(us.joyce, us.entry)
    said = said_after(joyce, url("take_back_question", question.pk))
    assert "Your question is taken back." in said
    sent = a_submission(us.joyce, us.own)
    said = said_after(joyce, url("take_back_submission", sent.pk))
    assert "nothing of it stays here" in said
    assert not (Question.objects.exists() or Submission.objects.exists())


def test_a_reviewer_declines_and_what_they_typed_is_kept(us: Readers, signed_in: Any):
    sent, reviewer = a_submission(us.joyce, us.own), signed_in(us.reviewer)
    address = url("decline_submission", sent.pk)
    assert reviewer.post(address, {"reason": ""}).status_code == 422
    assert "the sender reads why" in said_after(reviewer, address, reason="Count it first.")
    assert reviewer.get(address).status_code == 403
    assert "Count it first." in signed_in(us.joyce).get(url("sent_in", sent.pk)).content.decode()


def test_without_a_shelf_nothing_can_be_sent_in(
    us: Readers, signed_in: Any, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("groundswell.engines.library.queries.shelves_open_to", lambda actor: [])
    page = signed_in(a_person("Dele Martins")).get(url("submit")).content.decode()
    assert "There is no shelf yet." in page


def test_what_was_deleted_a_month_ago_is_forgotten_by_the_clock(us: Readers):
    kept = actions.make_list(title="One", by=as_(us.joyce), at=NOON)
    actions.delete_list(kept=kept, by=as_(us.joyce), at=NOON)
    clockwork.forget(NOON + dt.timedelta(days=31))
    assert not ReaderList.objects.exists()


def test_an_empty_page_of_ones_own_says_what_to_do(us: Readers, signed_in: Any):
    said = signed_in(us.imran).get(MINE).content.decode()
    assert "Nothing is saved yet." in said and "You look after a shelf" not in said
    assert "You look after a shelf" in signed_in(us.editor).get(MINE).content.decode()
