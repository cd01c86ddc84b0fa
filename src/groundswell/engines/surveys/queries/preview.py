"""A survey as those who are asked will see it, at any step; nothing that is typed is kept."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..definition import (
    NA,
    Answers,
    AskedPage,
    Definition,
    Kind,
    Question,
    Reading,
    Value,
    Words,
    condition_words,
    field_of,
    from_json,
    pages_for,
    read_answers,
    said_in,
)
from ..models import Survey
from .languages import language_name


@dataclass(frozen=True, slots=True)
class Choice:
    code: int
    label: str
    is_chosen: bool
    is_none: bool = False


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """One question as `surveys/_question.html` draws it."""

    field: str
    kind: str  # one, several or text
    label: str
    hint: str
    is_required: bool
    choices: Sequence[Choice]
    text: str
    most_letters: str
    fault: str
    notes: Sequence[str]  # when it is asked, for whoever writes the survey


@dataclass(frozen=True, slots=True)
class Step:
    label: str
    url: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """One step; `is_end` is the last, at which people look over their answers and send them."""

    title: str
    organisation: str
    back_url: str
    url: str
    language: str
    languages: Sequence[Step]
    steps: Sequence[Step]
    heading: str
    intro: str
    progress: str
    number: int
    n_pages: int
    index: int
    questions: Sequence[ShownQuestion]
    carried: Sequence[tuple[str, str]]  # what was answered on other pages
    is_end: bool


def preview_page(
    survey: Survey, *, index: int, language: str, posted: Mapping[str, Any] | None = None
) -> PreviewPage:
    """A page of it. Where something was sent, `index` is the page that was filled in: the same one
    where an answer cannot be taken, else the next of those that are asked then."""
    definition = from_json(survey.definition)
    language = language if language in definition.languages else definition.languages[0]
    preview = _Preview(survey, definition, language)
    return preview.at(index) if posted is None else preview.after(index, posted)


class _Preview:
    def __init__(self, survey: Survey, definition: Definition, language: str) -> None:
        self._survey, self._definition, self._language = survey, definition, language
        self._url = reverse("surveys:preview", args=[survey.pk])

    def at(self, index: int) -> PreviewPage:
        """A page that was gone to: all its questions, with when they are asked."""
        pages = self._definition.pages
        here = AskedPage(index, pages[index]) if 0 <= index < len(pages) else None
        return self._page(here, Reading(Answers({})), has_notes=True)

    def after(self, index: int, posted: Mapping[str, Any]) -> PreviewPage:
        pages = self._definition.pages
        only = {q.id for q in pages[index].questions} if 0 <= index < len(pages) else set()
        reading = read_answers(self._definition, posted, only=only)
        asked = pages_for(self._definition, reading.answers.values)
        stays = any(fault.question in only for fault in reading.faults)
        first = index if stays else index + 1
        return self._page(next((page for page in asked if page.index >= first), None), reading)

    def _page(
        self, here: AskedPage | None, reading: Reading, *, has_notes: bool = False
    ) -> PreviewPage:
        n_pages = len(self._definition.pages)
        number = here.index + 1 if here else n_pages
        return PreviewPage(
            title=self._survey.title,
            organisation=self._survey.organisation.name,
            back_url=reverse("surveys:questions", args=[self._survey.pk]),
            url=self._url,
            language=self._language,
            languages=tuple(self._languages(number - 1)),
            steps=tuple(self._steps(here)),
            heading=self._said(here.page.title) if here else _("Look over your answers"),
            intro=self._said(here.page.intro) if here else str(_THE_END),
            progress=_("Page %(n)s of %(all)s") % {"n": number, "all": n_pages},
            number=number,
            n_pages=n_pages,
            index=here.index if here else n_pages,
            questions=tuple(self._questions(here, reading, has_notes)) if here else (),
            carried=tuple(_carried(here, reading.answers.values)),
            is_end=here is None,
        )

    def _said(self, said: Words) -> str:
        return said_in(said, self._language)

    def _address(self, index: int, language: str) -> str:
        return f"{self._url}?{urlencode({'step': index + 1, 'language': language})}"

    def _languages(self, index: int) -> Iterator[Step]:
        if len(self._definition.languages) > 1:
            for code in self._definition.languages:
                is_here = code == self._language
                yield Step(language_name(code), self._address(index, code), is_here)

    def _steps(self, here: AskedPage | None) -> Iterator[Step]:
        for index in range(len(self._definition.pages)):
            label = _("Page %(n)s") % {"n": index + 1}
            is_here = here is not None and here.index == index
            yield Step(label, self._address(index, self._language), is_here)
        yield Step(
            _("The end"), self._address(len(self._definition.pages), self._language), not here
        )

    def _questions(
        self, here: AskedPage, reading: Reading, has_notes: bool
    ) -> Iterator[ShownQuestion]:
        faults = {fault.question: fault.sentence for fault in reading.faults}
        for question in here.page.questions:
            value = reading.answers.values.get(question.id)
            yield ShownQuestion(
                field=field_of(question.id),
                kind=_DRAWN.get(question.kind, "one"),
                label=self._said(question.label),
                hint=self._said(question.hint),
                is_required=question.is_required,
                choices=tuple(self._choices(question, value)),
                text=value if isinstance(value, str) else "",
                most_letters=f"{question.most_letters:,}",
                fault=faults.get(question.id, ""),
                notes=tuple(
                    condition_words(self._definition, condition)
                    for condition in question.shown_if
                    if has_notes
                ),
            )

    def _choices(self, question: Question, value: Value | None) -> Iterator[Choice]:
        chosen = value if isinstance(value, tuple) else (value,)
        for option in question.options:
            yield Choice(option.code, self._said(option.label), option.code in chosen)
        if question.allows_na:
            yield Choice(NA, _("I can’t say"), NA in chosen, is_none=True)


_DRAWN = {Kind.TEXT: "text", Kind.SEVERAL: "several"}
_THE_END = gettext_lazy("Here people see all their answers, may go back, and send them.")


def _carried(here: AskedPage | None, values: Mapping[str, Value]) -> Iterator[tuple[str, str]]:
    on_this_page = {question.id for question in here.page.questions} if here else set()
    for name, value in values.items():
        if name not in on_this_page:
            for one in value if isinstance(value, tuple) else (value,):
                yield field_of(name), str(one)
