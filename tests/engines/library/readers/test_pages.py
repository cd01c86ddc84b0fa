"""The pages: what they say, what they keep of what was typed, how often they ask."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.engines.library.readers.making import (
    TOLD,
    Readers,
    a_note,
    a_page,
    a_question,
    a_submission,
    a_work,
    answered,
    as_,
)
from tests.world import NOON

from groundswell.engines.library import actions, queries
from groundswell.engines.library.models import Note, Question, ReaderList, Submission

HOSTILE = '<script>run(1)</script>"><img src=x onerror=run(1)>{{ 7*7 }}%(by)s'
pytestmark = pytest.mark.usefixtures("at_noon")


def url(name: str, *args: Any) -> str:
    return reverse(f"library:{name}", args=args)


def said(answer: Any) -> str:
    return answer.content.decode()


def test_a_page_is_saved_noted_and_shown_so(us: Readers, signed_in: Any):
    joyce = signed_in(us.joyce)
    assert 'action="' + url("save", us.entry.pk) in said(joyce.get(us.entry.url))
    answer = joyce.post(url("save", us.entry.pk))
    assert (answer.status_code, answer["Location"]) == (302, us.entry.url)
    note = {"words": "Ask Sam.", "version": "0"}
    assert joyce.post(url("note", us.entry.pk), note)["Location"] == f"{us.entry.url}#note"
    page = said(joyce.get(us.entry.url))
    assert "Saved on" in page and "Ask Sam." in page
    assert "Ask Sam." not in said(Client().get(us.entry.url))


def test_who_has_not_signed_in_is_led_there_and_back(us: Readers):
    for entry in (us.entry, a_work("Beds")):
        page = said(Client().get(entry.url))
        assert f"{reverse('account_login')}?next={entry.url.replace('/', '%2F')}" in page
        assert '<form class="post-button"' not in page


def test_a_work_is_saved_from_its_page_but_nobody_is_asked_about_it(us: Readers, signed_in: Any):
    entry, joyce = a_work("Beds"), signed_in(us.joyce)
    page = said(joyce.get(entry.url))
    assert url("save", entry.pk) in page
    assert "Ask those who keep" not in page
    assert joyce.get(url("ask", entry.pk)).status_code == 403


def test_a_note_of_two_windows_shows_both(us: Readers, signed_in: Any):
    a_note(us.joyce, us.entry, "From the phone.")
    joyce = signed_in(us.joyce)
    answer = joyce.post(url("note", us.entry.pk), {"words": "From the desk.", "version": "0"})
    page = said(answer)
    assert answer.status_code == 422
    assert "From the phone." in page and "From the desk." in page
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version and version[1] == "1"
    joyce.post(url("note", us.entry.pk), {"words": "Both.", "version": version[1]})
    assert Note.objects.get().words == "Both."


def test_a_note_that_is_too_long_is_kept_in_the_form(us: Readers, signed_in: Any):
    answer = signed_in(us.joyce).post(
        url("note", us.entry.pk), {"words": "long " * 5_000, "version": "0"}
    )
    assert answer.status_code == 422
    assert "long long long" in said(answer)


def test_a_list_is_made_ordered_shared_and_deleted_without_a_script(us: Readers, signed_in: Any):
    joyce, second = signed_in(us.joyce), a_page("Second")
    assert joyce.post(url("new_list"), {"title": " "}).status_code == 422
    joyce.post(url("new_list"), {"title": "For Monday", "version": "1"})
    kept = ReaderList.objects.get(title="For Monday")
    for entry in (us.entry, second):
        joyce.post(url("lists_of", entry.pk), {"lists": [str(kept.pk)]})
    joyce.post(url("move_saved", kept.pk), {"thing": str(second.pk), "way": "up"})
    rows = queries.list_page(as_(us.joyce), kept).rows
    assert [row.link.title for row in rows] == ["Second", "Safety huddles"]
    onward = joyce.post(url("take_off_list", kept.pk), {"thing": str(second.pk)})["Location"]
    assert "is off the list" in said(joyce.get(onward))
    back = joyce.post(url("save", second.pk), {"list": str(kept.pk)})
    assert back["Location"] == url("list", kept.pk)
    change = {"title": "For Tuesday", "about": "Read it.", "version": "1"}
    assert joyce.post(url("change_list", kept.pk), change).status_code == 302
    joyce.post(url("share_list", kept.pk))
    kept.refresh_from_db()
    answer = Client().get(url("shared", kept.share_key))
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "For Tuesday" in said(answer) and "Read it." in said(answer)
    assert '<meta name="robots" content="noindex">' in said(answer)
    joyce.post(url("delete_list", kept.pk))
    assert Client().get(url("shared", kept.share_key)).status_code == 404
    assert url("bring_back_list", kept.pk) in said(joyce.get(url("mine")))
    joyce.post(url("bring_back_list", kept.pk))
    assert joyce.get(url("list", kept.pk)).status_code == 200


@pytest.mark.parametrize("name", ["move_saved", "take_off_list"])
def test_a_step_without_a_thing_is_not_there(us: Readers, signed_in: Any, name: str):
    kept = actions.save_thing(entry=us.entry, by=as_(us.joyce), at=NOON)
    assert signed_in(us.joyce).post(url(name, kept.pk), {"thing": "x"}).status_code == 404


def test_a_question_goes_from_asking_to_the_page(us: Readers, signed_in: Any):
    joyce, editor = signed_in(us.joyce), signed_in(us.editor)
    warned = joyce.post(url("ask", us.inner.pk), {"words": "Does Dr Patel know?"})
    assert warned.status_code == 422 and "looks as if it held a name" in said(warned)
    assert "Does Dr Patel know?" in said(warned) and 'name="seen" value="1"' in said(warned)
    again = {"words": "Does Dr Patel know?", "seen": "1"}
    assert joyce.post(url("ask", us.inner.pk), again).status_code == 302
    question = Question.objects.get()
    page = said(editor.get(url("questions")))
    assert "Does Dr Patel know?" in page and "Joyce" not in page
    assert "Joyce" not in said(editor.get(url("answer", question.pk)))
    given = {"answer": "Yes.", "is_shown": "on", "shown_words": "Who knows?", "version": "1"}
    assert editor.post(url("answer", question.pk), given).status_code == 302
    shown = said(signed_in(us.reviewer).get(us.inner.url))
    assert "Who knows?" in shown and "Yes." in shown and "Patel" not in shown
    assert "Yes." in said(joyce.get(url("mine")))


def test_a_case_study_keeps_what_was_typed_and_warns_once(us: Readers, signed_in: Any):
    joyce = signed_in(us.joyce)
    typed = {**TOLD, "shelf": str(us.own.pk), "did": "Dr Patel rang.", "title": ""}
    page = said(joyce.post(url("submit"), typed))
    assert "Dr Patel rang." in page and "Fill in “Title”." in page
    typed["title"] = "Ringing"
    warned = joyce.post(url("submit"), typed)
    assert warned.status_code == 422 and "looks as if it held a name" in said(warned)
    sent = joyce.post(url("submit"), {**typed, "seen": "1"})
    found = Submission.objects.get()
    assert sent["Location"] == url("sent_in", found.pk)
    assert "Dr Patel rang." in said(joyce.get(url("sent_in", found.pk)))
    reviewer = signed_in(us.reviewer)
    reviewer.post(url("draft_submission", found.pk))
    assert "Write on in the editor" in said(reviewer.get(url("submission", found.pk)))


def test_with_one_shelf_it_is_not_asked_and_without_any_it_is_said(us: Readers, signed_in: Any):
    imran = signed_in(us.imran)
    assert 'name="shelf"' not in said(imran.get(url("submit")))
    assert imran.post(url("submit"), {**TOLD, "seen": "1"}).status_code == 302
    assert Submission.objects.get().shelf == us.common


def test_hostile_words_stay_words_on_every_page(us: Readers, signed_in: Any):
    joyce = as_(us.joyce)
    kept = actions.make_list(title=HOSTILE, about=HOSTILE, by=joyce, at=NOON)
    actions.save_thing(entry=us.inner, kept=kept, by=joyce, at=NOON)
    actions.share_list(kept=kept, by=joyce, at=NOON)
    kept.refresh_from_db()
    a_note(us.joyce, us.inner, HOSTILE)
    open_one = a_question(us.joyce, us.inner, f"{HOSTILE}?", may_name=True)
    answered(a_question(us.joyce, us.inner, HOSTILE), us.editor, answer=HOSTILE)
    sent = a_submission(us.joyce, us.own, **dict.fromkeys(
        ("title", "place", "context", "did", "result", "lessons", "credit", "when"), HOSTILE
    ))  # fmt: skip
    pages = {
        us.joyce: [
            us.inner.url, url("mine"), url("list", kept.pk), url("shared", kept.share_key),
            url("note", us.inner.pk), url("lists_of", us.inner.pk), url("change_list", kept.pk),
            url("sent_in", sent.pk),
        ],
        us.editor: [us.inner.url, url("questions"), f"{url('questions')}?done=1",
                    url("answer", open_one.pk)],
        us.reviewer: [url("submissions"), url("submission", sent.pk),
                      url("decline_submission", sent.pk)],
    }  # fmt: skip
    for person, addresses in pages.items():
        browser = signed_in(person)
        for address in addresses:
            answer = browser.get(address)
            page = said(answer)
            assert answer.status_code == 200, address
            assert "<script>run" not in page and "<img src=x" not in page, address
    actions.draft_from_submission(sent=sent, by=as_(us.reviewer), at=NOON)


def much(us: Readers, n: int) -> None:
    joyce = as_(us.joyce)
    kept = actions.make_list(title=f"List {n}", by=joyce, at=NOON)
    for i in range(n):
        entry = a_page(f"Page {n}-{i}")
        actions.save_thing(entry=entry, kept=kept, by=joyce, at=NOON)
        actions.make_list(title=f"More {n}-{i}", by=joyce, at=NOON)
        a_note(us.joyce, entry)
        a_question(us.joyce, us.inner, f"Question {n}-{i}?")
        answered(a_question(us.joyce, us.inner, f"Known {n}-{i}?"), us.editor)
        a_submission(us.joyce, us.own, title=f"Story {n}-{i}")
        sent = a_submission(us.joyce, us.own, title=f"Drafted {n}-{i}")
        actions.draft_from_submission(sent=sent, by=as_(us.reviewer), at=NOON)
    for i in range(n):
        deleted = actions.make_list(title=f"Gone {n}-{i}", by=joyce, at=NOON)
        actions.delete_list(kept=deleted, by=joyce, at=NOON)
        gone = a_note(us.joyce, us.inner, f"Gone {n}-{i}")
        actions.delete_note(note=gone, by=joyce, at=NOON)


def test_all_that_was_deleted_can_be_brought_back_however_much(us: Readers, signed_in: Any):
    """More than one page of each, and more than anybody keeps at once."""
    joyce, browser = as_(us.joyce), signed_in(us.joyce)
    ReaderList.objects.bulk_create(
        ReaderList(title=f"List {n:03}", owner_id=joyce.id, made_at=NOON, deleted_at=NOON)
        for n in range(131)
    )
    Note.objects.bulk_create(
        Note(
            words=f"Note {n:03} " + "and so on " * 40,
            owner_id=joyce.id,
            thing_id=us.entry.pk,
            at=NOON,
            deleted_at=NOON,
        )
        for n in range(61)
    )
    first = said(browser.get(url("mine")))
    assert "131 lists" in first and "61 notes" in first
    assert "can be brought back for 30 days, then it is gone for good" in first
    assert "kept until 15 July 2026" in first and "1 to 30 of 131" in first
    assert 'href="?lists=2#deleted"' in first and 'href="?notes=2#deleted"' in first
    offered: set[str] = set()
    for page in (
        *(said(browser.get(url("mine"), {"lists": n})) for n in range(1, 6)),
        *(said(browser.get(url("mine"), {"notes": n})) for n in range(1, 4)),
    ):
        offered |= set(re.findall(r'action="([^"]*bring-back/)"', page))
    everything = {
        *(url("bring_back_list", pk) for pk in ReaderList.objects.values_list("pk", flat=True)),
        *(url("bring_back_note", pk) for pk in Note.objects.values_list("pk", flat=True)),
    }
    assert offered == everything
    last = said(browser.get(url("mine"), {"lists": "5"}))
    assert "121 to 131 of 131" in last and "Note " in last
    assert "Bring it back" not in said(signed_in(us.imran).get(url("mine")))


def test_pages_ask_as_often_however_much_there_is(us: Readers, django_assert_max_num_queries: Any):
    joyce, reviewer = as_(us.joyce), as_(us.reviewer)

    def look() -> dict[str, int]:
        kept = ReaderList.objects.filter(title__startswith="List").latest("title")
        item = us.inner.item.specific
        item.entry_shown = us.inner
        looks = {
            "mine": (14, lambda: queries.my_page(joyce, {})),
            "list": (2, lambda: queries.list_page(joyce, kept)),
            "shared": (2, lambda: queries.shared_page(None, kept)),
            "questions": (2, lambda: queries.questions_page(reviewer, done=False, number=None)),
            "answered": (2, lambda: queries.questions_page(reviewer, done=True, number=None)),
            "sent": (3, lambda: queries.submissions_page(reviewer, done=True, number=None)),
            "item": (9, lambda: queries.item_page(joyce, item, NOON.date())),
        }
        counted = {}
        for name, (most, act) in looks.items():
            with django_assert_max_num_queries(most) as captured:
                act()
            counted[name] = len(captured)
        return counted

    much(us, 1)
    few = look()
    much(us, 4)
    assert look() == few
