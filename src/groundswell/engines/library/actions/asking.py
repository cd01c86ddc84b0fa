"""A reader asks those who keep a shelf, and is answered."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.ground.kernel import audit
from groundswell.ground.kernel.doers import SYSTEM
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.locking import held
from groundswell.ground.kernel.texts import usable_text
from groundswell.ground.people.actors import Actor

from .. import policies
from ..kinds import LONGEST_ANSWER, LONGEST_QUESTION, MOST_WAITING
from ..models import Entry, Question, Shelf
from .locking import Overtaken, hold_reader
from .telling import tell_answered


@transaction.atomic
def ask_question(
    *, entry: Entry, words: str, may_name: bool = False, by: Actor, at: dt.datetime
) -> Question:
    """Ask about a page; those who keep its shelf see it, with the name only where `may_name`.

    The same question again, while it waits, is the one that was asked. Raises Refused for what the
    reader may not read or is no page of the library, Unusable for the words or for too many that
    wait.
    """
    policies.ask_question(by, entry).or_refuse()
    assert entry.item_id is not None  # the policy has asked
    kept = usable_text(
        words, field="words", most=LONGEST_QUESTION, missing=_("Write your question first.")
    )
    hold_reader(by=by)
    mine = Question.objects.filter(asked_by_id=by.id, answered_at=None)
    if again := mine.filter(item=entry.item_id, words=kept).first():
        return again
    if mine.count() >= MOST_WAITING:
        told = {"n": MOST_WAITING}
        raise Unusable(_("%(n)s of your questions wait already.") % told, field="words")
    question = Question.objects.create(
        item_id=entry.item_id,
        shelf=_shelf_of(entry),
        asked_by_id=by.id,
        may_name=may_name,
        words=kept,
        asked_at=at,
    )
    # By nobody: the trail is read by people who may not know who asked.
    audit.record(
        "library.question_asked", about=question, by=SYSTEM, at=at,
        organisation_id=entry.organisation_id, title=entry.title,
    )  # fmt: skip
    return question


def _shelf_of(entry: Entry) -> Shelf:
    assert entry.item is not None
    return Shelf.objects.get(path=entry.item.path[: -entry.item.steplen])


@transaction.atomic
def answer_question(
    *,
    question: Question,
    answer: str,
    is_shown: bool,
    shown_words: str,
    version: int,
    by: Actor,
    at: dt.datetime,
) -> Question:
    """Answer it, or answer anew; the asker is told. `is_shown` puts it on the page for all.

    Raises
    ------
    Refused
        See `policies.answer_question`.
    Unusable
        For no answer; or where it is to be shown and the question's words are gone.
    Overtaken
        Where somebody else has answered since `version`.
    """
    rows = Question.objects.select_related("shelf", "item")
    question = held(rows, question.pk)
    policies.answer_question(by, question).or_refuse()
    wanted = usable_text(
        answer, field="answer", most=LONGEST_ANSWER, missing=_("Write the answer first.")
    )
    said = usable_text(shown_words, field="shown_words", most=LONGEST_QUESTION)
    if is_shown and not said:
        raise Unusable(_("Say how the question reads for everybody."), field="shown_words")
    if question.version != version:
        raise Overtaken(
            _("Somebody else has answered meanwhile: “%(answer)s” Save again to put yours there.")
            % {"answer": question.answer},
            field="answer",
            theirs=question.answer,
            version=question.version,
        )
    is_new = question.answer != wanted
    question.answer, question.answered_by_id, question.answered_at = wanted, by.id, at
    question.is_shown, question.shown_words = is_shown, said
    question.version += 1
    question.save()
    audit.record(
        "library.question_answered", about=question, by=by, at=at,
        organisation_id=question.shelf.organisation_id, title=question.item.title,
    )  # fmt: skip
    if is_new:
        tell_answered(question, at=at)
    return question


@transaction.atomic
def take_back_question(*, question: Question, by: Actor, at: dt.datetime) -> None:
    """The asker does not want to know any more; nobody has answered yet."""
    question = held(Question.objects.select_related("shelf", "item"), question.pk)
    policies.take_back_question(by, question).or_refuse()
    question.delete()
