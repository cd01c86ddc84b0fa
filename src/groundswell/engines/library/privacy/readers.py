"""What readers keep for themselves, ask, and send in."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from groundswell.ground.kernel.held import HeldRows

from ..kinds import SubmissionState
from ..models import Entry, Note, Question, ReaderList, Saved, Submission

TABLES = (
    "library.ReaderList",
    "library.Note",
    "library.Question",
    "library.Submission",
)


def export(person_id: UUID) -> dict[str, HeldRows]:
    """The person's own rows as plain values, newest first."""
    lists = ReaderList.objects.filter(owner_id=person_id).order_by("-made_at", "pk")
    saved = Saved.objects.filter(reader_list__owner_id=person_id).select_related("reader_list")
    notes = Note.objects.filter(owner_id=person_id).order_by("-at", "pk")
    asked = Question.objects.filter(asked_by_id=person_id).order_by("-asked_at", "pk")
    answered = Question.objects.filter(answered_by_id=person_id).order_by("-answered_at", "pk")
    sent = Submission.objects.filter(sent_by_id=person_id).order_by("-sent_at", "pk")
    decided = Submission.objects.filter(decided_by_id=person_id).order_by("-decided_at", "pk")
    return {
        _("Your lists in the library"): _rows(
            lists, "title", "about", "made_at", "share_key", "deleted_at"
        ),
        _("What you saved"): HeldRows(saved.order_by("-at", "pk"), _saved),
        _("Your notes in the library"): HeldRows(notes, _note),
        _("Questions you asked"): _rows(
            asked, "item__title", "words", "may_name", "asked_at", "answer", "is_shown"
        ),
        _("Questions you answered"): _rows(
            answered, "item__title", "answer", "answered_at", "is_shown"
        ),
        _("Case studies you sent in"): _rows(
            sent, "title", "place", "when", "context", "did", "result", "lessons", "credit",
            "sent_at", "state", "reason",
        ),
        _("Case studies you decided about"): _rows(
            decided, "title", "state", "reason", "decided_at"
        ),
    }  # fmt: skip


def _rows(rows: QuerySet[Any, Any], *names: str) -> HeldRows:
    return HeldRows(rows.values(*names))


def _saved(row: Saved) -> dict[str, Any]:
    return {"list": row.reader_list.title, "thing": _address(row.thing_id), "at": row.at}


def _note(row: Note) -> dict[str, Any]:
    return {
        "words": row.words,
        "beside": _address(row.thing_id),
        "at": row.at,
        "deleted_at": row.deleted_at,
    }


def _address(thing_id: UUID) -> str:
    """Where it stands, for everybody; what is not public is told by its id alone."""
    entry = Entry.objects.filter(pk=thing_id, audience="public").values_list("url").first()
    return entry[0] if entry else str(thing_id)


def erase(person_id: UUID) -> None:
    """Lists, notes and what only the person was told of go. What others read stays, without a name.

    What a person answered or decided belongs to those it was said to; their name goes with the
    account.
    """
    ReaderList.objects.filter(owner_id=person_id).delete()
    Note.objects.filter(owner_id=person_id).delete()
    asked = Question.objects.filter(asked_by_id=person_id)
    asked.filter(is_shown=False).delete()
    # The words as they were asked were for those who answered; readers have `shown_words`.
    for question in asked.select_for_update():
        question.asked_by, question.may_name = None, False
        question.words = question.shown_words
        question.save(update_fields=["asked_by", "may_name", "words"])
    sent = Submission.objects.filter(sent_by_id=person_id)
    sent.exclude(state=SubmissionState.DRAFTED).delete()
    sent.update(sent_by=None, credit="")
