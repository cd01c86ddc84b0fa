"""What is held about a reader, and what becomes of it when their account is erased."""

import pytest
from tests.engines.library.readers.making import (
    Readers,
    a_note,
    a_question,
    a_submission,
    answered,
    as_,
)
from tests.world import NOON, all_held

from groundswell.engines.library import actions, privacy
from groundswell.engines.library.models import Note, Question, ReaderList, Saved, Submission
from groundswell.engines.library.queries.beside import shown_of


@pytest.fixture
def kept(us: Readers) -> Readers:
    actions.save_thing(entry=us.inner, by=as_(us.joyce), at=NOON)
    actions.save_thing(entry=us.entry, by=as_(us.joyce), at=NOON)
    a_note(us.joyce, us.entry, "My own words.")
    answered(a_question(us.joyce, us.inner, "Joyce: shown?"), us.editor, shown_words="Shown?")
    answered(a_question(us.joyce, us.inner, "Unshown?"), us.editor, is_shown=False)
    a_question(us.joyce, us.inner, "Open?")
    for title in ("Drafted", "Waiting", "Declined"):
        a_submission(us.joyce, us.own, title=title)
    by_title = {sent.title: sent for sent in Submission.objects.all()}
    actions.draft_from_submission(sent=by_title["Drafted"], by=as_(us.reviewer), at=NOON)
    actions.decline_submission(
        sent=by_title["Declined"], reason="No.", by=as_(us.reviewer), at=NOON
    )
    return us


def test_a_person_is_given_all_that_is_theirs_and_nothing_of_others(kept: Readers):
    held = all_held(privacy.export(kept.joyce.pk))
    assert {name: len(rows) for name, rows in held.items() if rows} == {
        "Your lists in the library": 1,
        "What you saved": 2,
        "Your notes in the library": 1,
        "Questions you asked": 3,
        "Case studies you sent in": 3,
    }
    assert "My own words." in repr(held)
    assert "Ours alone" not in repr(held["What you saved"])  # it may be closed to her by now
    others = repr(all_held(privacy.export(kept.editor.pk)))
    assert "Questions you answered" in others
    assert "My own words" not in others and "Joyce" not in others
    decided = all_held(privacy.export(kept.reviewer.pk))["Case studies you decided about"]
    assert sorted(row["title"] for row in decided) == ["Declined", "Drafted"]


def test_erased_a_reader_leaves_what_others_read_and_no_name(kept: Readers):
    privacy.erase(kept.joyce.pk, NOON)
    assert not (Note.objects.exists() or ReaderList.objects.exists() or Saved.objects.exists())
    assert [(q.words, q.asked_by, q.may_name) for q in Question.objects.all()] == [
        ("Shown?", None, False)
    ]
    assert [one.answer for one in shown_of(kept.inner.item)] == ["For every ward."]
    assert [(s.title, s.sent_by, s.credit) for s in Submission.objects.all()] == [
        ("Drafted", None, "")
    ]
    assert not any(all_held(privacy.export(kept.joyce.pk)).values())


def test_erasing_one_takes_nothing_of_another(kept: Readers):
    a_note(kept.imran, kept.entry, "Imran’s own.")
    privacy.erase(kept.joyce.pk, NOON)
    assert Note.objects.get().words == "Imran’s own."


def test_an_answer_to_somebody_erased_tells_nobody(kept: Readers):
    question = Question.objects.get(is_shown=True)
    privacy.erase(kept.joyce.pk, NOON)
    question.refresh_from_db()
    assert answered(question, kept.editor, answer="Anew.").answer == "Anew."
