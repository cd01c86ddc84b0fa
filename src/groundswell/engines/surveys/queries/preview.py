"""A survey as those who are asked will see it, at any step; nothing that is typed is kept.

The same parts as in `answering` draw it, and the same flow leads from page to page: whoever writes
a survey sees what will be seen.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from markupsafe import Markup

from ..answering import composing, flow, wording
from ..answering.drawing import Drawings, html_language, spoken
from ..answering.fielded import frame_language
from ..answering.sent import Sent, carried, read_sent
from ..answering.speaking import note_on
from ..definition import AskedPage, Definition, condition_words
from ..kinds import language_name
from ..models import Survey
from .answering import fielded_as_written

BEGINNING = -1  # the step before the first page: what is promised


@dataclass(frozen=True, slots=True)
class PreviewQuestion:
    """A question as respondents see it, and when it is asked, for whoever writes the survey."""

    part: Markup
    notes: Sequence[str]


@dataclass(frozen=True, slots=True)
class Step:
    label: str
    url: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """One step: the promise, a page, or the end, where people look over their answers."""

    title: str
    organisation: str
    back_url: str
    url: str
    language: str
    frame_language: str  # of our own sentences around the survey's
    languages: Sequence[Step]
    steps: Sequence[Step]
    promise: wording.Promise | None
    note: str  # on words of ours that nobody has reviewed
    heading: str
    intro: str
    short: str
    progress: str
    number: int
    n_pages: int
    at: int  # the page by its place from 0; `BEGINNING`, or as many as there are at the end
    faults: Markup
    questions: Sequence[PreviewQuestion]
    rows: Markup  # at the end: what was answered
    carried: Markup  # what was answered on other pages
    next_url: str  # from the promise to the first page
    button: str
    back: Markup
    is_end: bool


def preview_page(
    survey: Survey, *, index: int, language: str, posted: Mapping[str, Any] | None = None
) -> PreviewPage:
    """A page of it. Where something was sent, `index` is the page that was filled in: the same one
    where an answer cannot be taken, else the next of those that are asked then."""
    drawings = Drawings(fielded_as_written(survey))
    preview = _Preview(survey, drawings, drawings.fielded.language_for(language))
    return preview.at(index) if posted is None else preview.after(index, posted)


class _Preview:
    def __init__(self, survey: Survey, drawings: Drawings, language: str) -> None:
        self._survey, self._drawings, self._language = survey, drawings, language
        self._url = reverse("surveys:preview", args=[survey.pk])

    @property
    def _definition(self) -> Definition:
        return self._drawings.fielded.definition

    def at(self, index: int) -> PreviewPage:
        """A step that was gone to: all questions of a page, with when they are asked."""
        pages = self._definition.pages
        if index == BEGINNING:
            return self._page(None, Sent())
        here = (AskedPage(index, pages[index]),) if 0 <= index < len(pages) else ()
        to = index if here else flow.SUMMARY
        return self._page(flow.Turn(to, here, flow.nothing_read()), Sent(), has_notes=bool(here))

    def after(self, index: int, posted: Mapping[str, Any]) -> PreviewPage:
        at = str(index) if index < len(self._definition.pages) else flow.SUMMARY
        sent = read_sent(self._definition, posted, at=at)
        return self._page(flow.turn(self._definition, sent), sent)

    def _page(self, turn: flow.Turn | None, sent: Sent, *, has_notes: bool = False) -> PreviewPage:
        """What is here; our own sentences in the words of whoever is asked."""
        n_pages, is_end = len(self._definition.pages), turn is not None and turn.to == flow.SUMMARY
        at = BEGINNING if turn is None else n_pages if is_end else int(turn.to)
        steps, languages = tuple(self._steps(at)), tuple(self._languages(at))
        back_url = reverse("surveys:questions", args=[self._survey.pk])
        with translation.override(frame_language(self._language)):
            return PreviewPage(
                title=self._survey.title,
                organisation=self._drawings.fielded.organisation,
                back_url=back_url,
                url=self._url,
                language=self._language,
                frame_language=html_language(self._language),
                languages=languages,
                steps=steps,
                note=note_on(frame_language(self._language)),
                promise=None if turn else wording.promise(self._drawings.fielded),
                heading=self._heading(at, is_end),
                intro=self._intro(at, is_end),
                short=wording.short(self._drawings.fielded),
                progress=_("Page %(n)s of %(all)s") % {"n": at + 1, "all": n_pages + 1},
                number=at + 1,
                n_pages=n_pages + 1,
                at=at,
                faults=composing.faults_part(self._drawings.fielded, turn, self._language)
                if turn
                else Markup(""),
                questions=tuple(self._questions(turn, sent, has_notes)) if turn else (),
                rows=composing.rows_part(self._drawings, turn, self._language)
                if turn and is_end
                else Markup(""),
                carried=carried(sent.raw, frozenset(_ids(turn)) if turn else frozenset()),
                next_url=self._address(0, self._language),
                button=_("Save and go on"),
                back=composing.back_button() if at > 0 else Markup(""),
                is_end=is_end,
            )

    def _heading(self, at: int, is_end: bool) -> str:
        if is_end or at == BEGINNING:
            return _("Look over your answers") if is_end else ""
        return spoken(self._definition.pages[at].title, self._language) or self._survey.title

    def _intro(self, at: int, is_end: bool) -> str:
        if is_end:
            return str(_THE_END)
        return "" if at == BEGINNING else spoken(self._definition.pages[at].intro, self._language)

    def _address(self, index: int, language: str) -> str:
        return f"{self._url}?{urlencode({'step': index + 1, 'language': language})}"

    def _languages(self, at: int) -> Iterator[Step]:
        if len(self._definition.languages) > 1:
            for code in self._definition.languages:
                is_here = code == self._language
                yield Step(language_name(code), self._address(at, code), is_here)

    def _steps(self, at: int) -> Iterator[Step]:
        n_pages = len(self._definition.pages)
        named = {BEGINNING: _("The beginning"), n_pages: _("The end")}
        for index in range(BEGINNING, n_pages + 1):
            label = named.get(index) or _("Page %(n)s") % {"n": index + 1}
            yield Step(label, self._address(index, self._language), index == at)

    def _questions(self, turn: flow.Turn, sent: Sent, has_notes: bool) -> Iterator[PreviewQuestion]:
        for name in _ids(turn):
            question = self._definition.questions[name]
            fault = composing.fault_of(name, turn)
            part = composing.question_part(
                self._drawings, question, sent.raw.get(name, []), fault, self._language
            )
            conditions = question.shown_if if has_notes else ()
            notes = [condition_words(self._definition, one) for one in conditions]
            yield PreviewQuestion(Markup(part), tuple(notes))  # noqa: S704  (drawn and escaped)


_THE_END = gettext_lazy("Here people see all their answers, may go back, and send them.")


def _ids(turn: flow.Turn) -> list[str]:
    """The questions that stand on the page as fields."""
    if turn.to == flow.SUMMARY:
        return list(turn.warnings)
    page = next(one for one in turn.pages if one.index == turn.to)
    return [question.id for question in page.page.questions]
