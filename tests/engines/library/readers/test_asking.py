"""A reader asks, those who keep the shelf answer, every reader may be shown it."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404
from tests.engines.library.readers.making import (
    Readers,
    a_question,
    a_submission,
    a_work,
    answered,
    as_,
    withdrawn,
)
from tests.world import NOON, a_founder

from groundswell.engines.library import actions, policies, queries
from groundswell.engines.library.actions import asking
from groundswell.engines.library.actions.locking import Overtaken
from groundswell.engines.library.models import Question
from groundswell.engines.library.queries.beside import shown_of
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.models import AuditEvent
from groundswell.ground.messages.models import Message


def waiting(actor: Any) -> list[str]:
    page = queries.questions_page(actor, done=False, number=None)
    return [row.words for row in page.rows]


def test_those_who_keep_the_shelf_see_the_question_and_nobody_else(us: Readers):
    a_question(us.joyce, us.inner, "Of our own page?")
    a_question(us.joyce, us.entry, "Of everybody’s page?")
    assert waiting(as_(us.editor)) == waiting(as_(us.reviewer)) == ["Of our own page?"]
    both = {"Of our own page?", "Of everybody’s page?"}
    assert set(waiting(as_(us.system_reviewer))) == both
    for actor in (as_(us.joyce), as_(us.imran), as_(us.administrator), a_founder()):
        assert waiting(actor) == []
        with pytest.raises(Http404):
            queries.refuse_who_keeps_none(actor)


def test_the_asker_is_named_only_where_they_said_so(us: Readers):
    silent = a_question(us.joyce, us.inner, "No name?")
    named = a_question(us.joyce, us.inner, "With my name?", may_name=True)
    page = queries.questions_page(as_(us.editor), done=False, number=None)
    assert {row.words: row.by for row in page.rows} == {
        "No name?": "",
        "With my name?": "Joyce Lim",
    }
    assert "Joyce" not in repr(queries.known_of(silent))
    assert "Joyce" in repr(queries.known_of(named))
    asked = AuditEvent.objects.filter(name="library.question_asked")
    assert "Joyce" not in repr(list(asked.values()))
    assert str(us.joyce.pk) not in repr(list(asked.values()))
    assert "No name" not in repr(list(asked.values()))


def test_one_asks_about_pages_that_one_may_read(us: Readers):
    with pytest.raises(Refused, match="nothing there"):
        a_question(us.imran, us.inner)
    with pytest.raises(Refused, match="about a page"):
        a_question(us.joyce, a_work("Beds"))
    for words in ("", "x" * 2_001, "\u202e?"):
        with pytest.raises(Unusable):
            a_question(us.joyce, us.entry, words)


def test_the_same_question_is_asked_once_and_not_too_many_wait(
    us: Readers, monkeypatch: pytest.MonkeyPatch
):
    assert a_question(us.joyce, us.entry) == a_question(us.joyce, us.entry)
    monkeypatch.setattr(asking, "MOST_WAITING", 1)
    with pytest.raises(Unusable, match="wait already"):
        a_question(us.joyce, us.entry, "And another?")


def test_the_answer_reaches_the_asker_and_where_shown_every_reader(us: Readers):
    question = a_question(us.joyce, us.inner, "Joyce asks: for whom?")
    answered(question, us.editor, is_shown=False)
    item = us.inner.item
    assert shown_of(item) == ()
    told = Message.objects.get(person=us.joyce, kind="library.answered")
    assert "Ours alone" in told.subject

    question.refresh_from_db()
    question = answered(question, us.reviewer, shown_words="For whom?")
    assert [(one.words, one.answer) for one in shown_of(item)] == [("For whom?", "For every ward.")]
    assert Message.objects.filter(kind="library.answered").count() == 1  # the same answer
    answered(question, us.reviewer, answer="For all.")
    assert Message.objects.filter(kind="library.answered").count() == 2
    done = queries.questions_page(as_(us.editor), done=True, number=None)
    assert [row.answer for row in done.rows] == ["For all."]


def test_two_who_answer_at_once_lose_nothing(us: Readers):
    question = a_question(us.joyce, us.inner)
    answered(question, us.editor)
    with pytest.raises(Overtaken, match="For every ward") as told:
        answered(question, us.reviewer, answer="Mine.")
    assert told.value.version == 2
    question.refresh_from_db()
    assert question.answer == "For every ward."


def test_nobody_else_answers_and_an_answer_has_words(us: Readers):
    question = a_question(us.joyce, us.inner)
    for person in (us.joyce, us.imran, us.administrator):
        with pytest.raises(Refused, match="who keep the shelf"):
            answered(question, person)
        with pytest.raises(Http404):
            queries.question_for(as_(person), question.pk)
    assert queries.question_for(as_(us.editor), question.pk) == question
    with pytest.raises(Unusable):
        answered(question, us.editor, answer=" ")
    with pytest.raises(Unusable, match="reads for everybody") as told:
        answered(question, us.editor, shown_words=" ")
    assert told.value.field == "shown_words"


def test_only_the_asker_takes_it_back_and_only_while_it_waits(us: Readers):
    question = a_question(us.joyce, us.inner)
    with pytest.raises(Refused, match="who asked it"):
        actions.take_back_question(question=question, by=as_(us.editor), at=NOON)
    with pytest.raises(Http404):
        queries.own_question_for(as_(us.imran), question.pk)
    answered(question, us.editor)
    with pytest.raises(Refused, match="answered already"):
        actions.take_back_question(question=question, by=as_(us.joyce), at=NOON)
    other = a_question(us.joyce, us.inner, "Another?")
    actions.take_back_question(question=other, by=as_(us.joyce), at=NOON)
    assert not Question.objects.filter(pk=other.pk).exists()


def test_the_asker_reads_the_answer_after_the_page_is_withdrawn(us: Readers):
    answered(a_question(us.joyce, us.inner), us.editor)
    withdrawn(us.inner)
    row = queries.my_page(as_(us.joyce), {}).questions[0]
    assert (row.url, row.answer) == ("", "For every ward.")


def test_home_tells_keepers_what_waits_and_nobody_else(us: Readers, django_assert_num_queries: Any):
    a_question(us.joyce, us.inner)
    a_question(us.joyce, us.inner, "Two?")
    a_submission(us.joyce, us.own)
    editor, reviewer = as_(us.editor), as_(us.reviewer)
    cards = list(queries.cards_for(reviewer, NOON))
    assert [card.title for card in cards] == [
        "2 questions of readers wait since 15 June 2026",
        "1 case study waits since 15 June 2026",
    ]
    assert [card.glyph for card in queries.cards_for(editor, NOON)] == ["speech"]
    with django_assert_num_queries(0):
        assert list(queries.cards_for(as_for_nothing(us), NOON)) == []


def as_for_nothing(us: Readers) -> Any:
    from groundswell.ground.people.actors import Actor

    return Actor(us.joyce, NOON.date())


def test_a_question_is_shown_only_with_words(us: Readers):
    question = a_question(us.joyce, us.inner)
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.filter(pk=question.pk).update(is_shown=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.filter(pk=question.pk).update(answer="x")
    assert not policies.answer_question(as_(us.joyce), question)
