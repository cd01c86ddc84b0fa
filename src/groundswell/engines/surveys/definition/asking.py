"""Which questions are asked, given what was answered so far."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from .questions import Condition, Definition, Page, Question

Value = int | tuple[int, ...] | str
"""One answer: a code, or several in order, or a text. No answer is no value."""


@dataclass(frozen=True, slots=True)
class AskedPage:
    """A page as somebody gets it: its place in the definition, and the questions asked there."""

    index: int
    page: Page


def pages_for(definition: Definition, values: Mapping[str, Value]) -> tuple[AskedPage, ...]:
    """The pages that are asked, each with the questions asked there; one without any is left out.

    A condition looks at an answer only where its own question was asked: what somebody answered
    before they went back and took another way does not count.
    """
    if not definition.has_conditions:
        asked_always = (AskedPage(index, page) for index, page in enumerate(definition.pages))
        return tuple(one for one in asked_always if one.page.questions)
    asked = _Asked(values)
    pages = (
        AskedPage(index, _with(page, asked.of(page))) for index, page in enumerate(definition.pages)
    )
    return tuple(page for page in pages if page.page.questions)


def _with(page: Page, questions: tuple[Question, ...]) -> Page:
    """The page with these of its questions; itself where all are asked, as mostly."""
    return page if len(questions) == len(page.questions) else replace(page, questions=questions)


def asked_questions(definition: Definition, values: Mapping[str, Value]) -> dict[str, Question]:
    """The questions asked, by id, in their order."""
    if not definition.has_conditions:
        return dict(definition.questions)
    return {
        question.id: question
        for asked in pages_for(definition, values)
        for question in asked.page.questions
    }


def that_count(definition: Definition, values: Mapping[str, Value]) -> dict[str, Value]:
    """The answers to questions that are asked, in the order asked; the others do not count."""
    asked = asked_questions(definition, values)
    return {name: values[name] for name in asked if name in values}


class _Asked:
    """Walks through the pages; knows which answers count so far."""

    def __init__(self, values: Mapping[str, Value]) -> None:
        self._values = values
        self._counting: dict[str, Value] = {}

    def of(self, page: Page) -> tuple[Question, ...]:
        """What is asked on this page. Answers on one page decide about later pages only."""
        asked = tuple(q for q in page.questions if all(map(self._holds, q.shown_if)))
        self._counting |= {q.id: self._values[q.id] for q in asked if q.id in self._values}
        return asked

    def _holds(self, condition: Condition) -> bool:
        value = self._counting.get(condition.question)
        chosen = value if isinstance(value, tuple) else (value,)
        return any(code in condition.codes for code in chosen) != condition.is_not
