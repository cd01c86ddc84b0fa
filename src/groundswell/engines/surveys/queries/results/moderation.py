"""Comments as those see them who decide what is shown; nobody else reads these."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words
from groundswell.ground.web.paging import Pager, paged
from groundswell.ground.web.screening import Looks, looks_of

from ...definition import from_json, said_in
from ...kinds import TextState
from ...models import Survey, WrittenText
from . import access

PER_PAGE = 20


def text_for(actor: Actor, survey_id: UUID, pk: UUID) -> WrittenText:
    """A text of a survey that the actor keeps."""
    rows = WrittenText.objects.select_related("survey", "survey__keeper")
    return get_object_or_404(rows, pk=pk, survey__in=access.kept_by(actor).filter(pk=survey_id))


def decided_by(person_id: UUID) -> QuerySet[WrittenText]:
    """What somebody decided about, the newest first: for their own export, without the words."""
    return WrittenText.objects.filter(decided_by_id=person_id).order_by("-decided_on", "pk")


def n_waiting(survey: Survey) -> int:
    """How many texts nobody has decided about."""
    return _waits(survey).count()


def waiting_in(survey: Survey) -> QuerySet[WrittenText]:
    """The texts that nobody has decided about, in no order that means anything."""
    return _waits(survey).order_by("pk")


def _waits(survey: Survey) -> QuerySet[WrittenText]:
    return WrittenText.objects.filter(survey=survey, state=TextState.WAITING)


@dataclass(frozen=True, slots=True)
class WaitingText:
    pk: str
    question: str
    text: str
    looks: str  # what it looks as if it held; empty where nothing
    state: str
    shape: str
    url: str
    decide: str  # the words of the link there
    undo_url: str  # empty where nobody has decided


@dataclass(frozen=True, slots=True)
class ModerationPage:
    title: str
    survey: str
    survey_url: str
    lead: str
    empty: str
    texts: Sequence[WaitingText]
    harmless: Sequence[str]  # ids of those on this page that look as if they named nobody
    keep_url: str
    pager: Pager
    tabs: Sequence[tuple[str, str, bool]]


def moderation_page(survey: Survey, query: dict[str, str], *, done: bool) -> ModerationPage:
    """Comments to decide about, or those that were decided, a page at a time."""
    rows = WrittenText.objects.filter(survey=survey).order_by("pk")
    waits = rows.filter(state=TextState.WAITING)
    chosen = rows.exclude(state=TextState.WAITING) if done else waits
    shown, pager = paged(chosen, query.get("page"), PER_PAGE, keep={"done": "1"} if done else None)
    labels = _labels(survey)
    texts = [_waiting(text, labels) for text in shown]
    here = reverse("surveys:moderation", args=[survey.pk])
    return ModerationPage(
        title=_("Read what people wrote"),
        survey=survey.title,
        survey_url=reverse("surveys:results", args=[survey.pk]),
        lead=_lead(done=done),
        empty=_("Nothing has been decided yet.") if done else _("Nothing waits to be read."),
        texts=texts,
        harmless=[] if done else [one.pk for one in texts if not one.looks],
        keep_url=reverse("surveys:keep_texts", args=[survey.pk]),
        pager=pager,
        tabs=[(_("Waiting"), here, not done), (_("Decided"), f"{here}?done=1", done)],
    )


def _lead(*, done: bool) -> str:
    order = _("The order is drawn by lot, and nothing says who or when.")
    if done:
        return f"{_('As they were written, with what you decided about each.')} {order}"
    first = _(
        "Nobody else has read these. Take out names of patients, colleagues and whatever else"
        " says who wrote."
    )
    return f"{first} {order}"


def _labels(survey: Survey) -> dict[str, str]:
    definition = from_json(survey.definition)
    language = definition.languages[0]
    return {q.id: said_in(q.label, language) for q in definition.questions.values()}


_SHAPES = {
    TextState.WAITING: "waiting",
    TextState.KEPT: "done",
    TextState.REDACTED: "done",
    TextState.WITHHELD: "dropped",
}


def _waiting(text: WrittenText, labels: dict[str, str]) -> WaitingText:
    state = TextState(text.state)
    parts = [text.survey_id, text.pk]
    is_decided = state != TextState.WAITING
    return WaitingText(
        pk=str(text.pk),
        question=labels.get(text.question, text.question),
        text=text.text,
        looks=_looks(text.text),
        state=str(state.label),
        shape=_SHAPES[state],
        url=reverse("surveys:moderate", args=parts),
        decide=_("Decide otherwise") if is_decided else _("Decide"),
        undo_url=reverse("surveys:undo_moderation", args=parts) if is_decided else "",
    )


def _looks(text: str) -> str:
    names = {
        Looks.NAME: _("a name"),
        Looks.PHONE: _("a phone number"),
        Looks.NHS_NUMBER: _("an NHS number"),
        Looks.EMAIL: _("an e-mail address"),
    }
    found = [names[one] for one in looks_of(text)]
    return _("Looks like %(what)s.") % {"what": words.listed(found)} if found else ""
