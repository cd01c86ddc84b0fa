"""What was answered to each question: the share of each option, hidden ones among them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from markupsafe import Markup

from groundswell.ground.releases.kinds import EVERYBODY
from groundswell.ground.releases.queries import Numbers
from groundswell.ground.web import words
from groundswell.ground.web.charts import Share, shares_svg

from ...columns import of_option
from ...definition import Definition, Kind, Page, Question, said_in
from ...results.menu import CHOSEN


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """One question. `bar` is empty where several options could be chosen: shares add up to more."""

    page: str
    label: str
    base: str
    mean: str
    bar: Markup
    rows: Sequence[tuple[str, str]]


def questions_of(definition: Definition, numbers: Numbers) -> tuple[QuestionShown, ...]:
    language = definition.languages[0]
    return tuple(
        _shown(question, page, numbers, language)
        for page in definition.pages
        for question in page.questions
        if question.kind is not Kind.TEXT
    )


def _shown(question: Question, page: Page, numbers: Numbers, language: str) -> QuestionShown:
    shares = _shares(question, numbers, language)
    n = numbers.base(EVERYBODY, _first_column(question))
    rows = [(share.label, _per_cent(share.value)) for share in shares]
    label = ", ".join(f"{name} {value}" for name, value in rows)
    has_bar = question.kind is Kind.SCALE and any(s.value is not None for s in shares)
    return QuestionShown(
        page=said_in(page.title, language),
        label=said_in(question.label, language),
        base=_("Hidden") if n is None else f"{n:,}",
        mean=_mean(question, numbers),
        bar=shares_svg(shares, label=label) if has_bar else Markup(""),
        rows=rows,
    )


def _first_column(question: Question) -> str:
    if question.kind is Kind.SEVERAL:
        return of_option(question.id, question.codes[0])
    return question.id


def _shares(question: Question, numbers: Numbers, language: str) -> list[Share]:
    found = []
    for option in question.options:
        if question.kind is Kind.SEVERAL:
            value = numbers.share(EVERYBODY, of_option(question.id, option.code), CHOSEN)
        else:
            value = numbers.share(EVERYBODY, question.id, option.code)
        found.append(Share(said_in(option.label, language), value))
    return found


def _per_cent(value: float | None) -> str:
    return _("Hidden") if value is None else f"{value:.0f}%"


def _mean(question: Question, numbers: Numbers) -> str:
    if question.kind is not Kind.SCALE:
        return ""
    value = numbers.mean(EVERYBODY, question.id)
    return _("Hidden") if value is None else words.number(value, places=1)
