"""Questions: those that a reader asked, and those that wait for who keeps a shelf."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words
from groundswell.ground.web.paging import NumberedPager, paged

from ..models import Entry, Question
from .keeping import shelves_edited_by

PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class AskedRow:
    """A question of the reader's own."""

    pk: UUID
    title: str
    url: str  # of the page it is about; empty where it can not be read any more
    words: str
    on: str
    answer: str
    answered_on: str
    is_shown: bool
    take_back_url: str  # empty once it is answered


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A question as those see it who answer; `by` is a name only where the asker said so."""

    title: str
    words: str
    by: str
    on: str
    shelf: str
    answer: str
    is_shown: bool
    url: str


@dataclass(frozen=True, slots=True)
class QuestionsPage:
    rows: tuple[KeptRow, ...]
    pager: NumberedPager
    tabs: tuple[tuple[str, str, bool], ...]
    empty: tuple[str, str]
    crumb: tuple[tuple[str, str], ...]


def kept_questions(actor: Actor) -> QuerySet[Question]:
    """Those about pages of shelves that the actor edits or reviews."""
    shelves = shelves_edited_by(actor)
    return Question.objects.filter(shelf__in=shelves.values("pk")).select_related(
        "item", "shelf", "asked_by"
    )


def question_for(actor: Actor, pk: UUID) -> Question:
    """One that the actor may answer; to all others it is not there."""
    return get_object_or_404(kept_questions(actor), pk=pk)


def own_question_for(actor: Actor, pk: UUID) -> Question:
    rows = Question.objects.filter(asked_by_id=actor.id).select_related("item", "shelf")
    return get_object_or_404(rows, pk=pk)


def asked_by(actor: Actor) -> QuerySet[Question]:
    """The reader's own questions, the newest first."""
    rows = Question.objects.filter(asked_by_id=actor.id).select_related("item")
    return rows.order_by("-asked_at", "pk")


def asked_rows(rows: Iterable[Question], readable: Mapping[int, Entry]) -> tuple[AskedRow, ...]:
    return tuple(_asked_row(row, readable) for row in rows)


def _asked_row(row: Question, readable: Mapping[int, Entry]) -> AskedRow:
    entry = readable.get(row.item_id)
    return AskedRow(
        pk=row.pk,
        title=entry.title if entry else row.item.title,
        url=entry.url if entry else "",
        words=row.words,
        on=words.day(row.asked_at),
        answer=row.answer,
        answered_on=words.day(row.answered_at) if row.answered_at else "",
        is_shown=row.is_shown,
        take_back_url=""
        if row.answered_at
        else reverse("library:take_back_question", args=[row.pk]),
    )


def questions_page(actor: Actor, *, done: bool, number: str | None) -> QuestionsPage:
    """Those that wait, the longest first; or those answered, the last first. Two queries."""
    rows = kept_questions(actor).filter(answered_at__isnull=not done)
    ordered = rows.order_by("-answered_at", "pk") if done else rows.order_by("asked_at", "pk")
    part, pager = paged(ordered, number, PER_PAGE, keep={"done": "1"} if done else None)
    here = reverse("library:questions")
    return QuestionsPage(
        rows=tuple(map(_kept_row, part)),
        pager=pager,
        tabs=((_("Waiting"), here, not done), (_("Answered"), f"{here}?done=1", done)),
        empty=(
            (_("Nothing is answered yet."), _("What you answer stands here, to be mended."))
            if done
            else (_("No question waits."), _("Readers ask at the foot of a page."))
        ),
        crumb=((_("Library"), reverse("library:index")), (_("Questions of readers"), "")),
    )


def _kept_row(row: Question) -> KeptRow:
    return KeptRow(
        title=row.item.title,
        words=row.words,
        by=asker_of(row),
        on=words.day(row.asked_at),
        shelf=row.shelf.title,
        answer=row.answer,
        is_shown=row.is_shown,
        url=reverse("library:answer", args=[row.pk]),
    )


def known_of(question: Question) -> tuple[tuple[str, str], ...]:
    """What who answers should have before their eyes."""
    return (
        (_("About"), question.item.title),
        (_("Asked"), words.day(question.asked_at)),
        (_("By"), asker_of(question) or _("A reader who gives no name")),
        (_("Question"), question.words),
    )


def asker_of(question: Question) -> str:
    """Who asked, for those who answer: a name where the asker ticked that they may know it."""
    named = question.may_name and question.asked_by is not None and question.asked_by.is_active
    return question.asked_by.name if named and question.asked_by else ""
