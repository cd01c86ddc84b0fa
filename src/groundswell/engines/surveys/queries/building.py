"""The page on which a survey is written: its pages, questions, scores, languages and faults."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.kernel.decisions import Decision
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words
from groundswell.ground.web.form_pages import FormPage
from groundswell.ground.web.forms import Form

from .. import policies
from ..definition import (
    Definition,
    Flaw,
    Page,
    Question,
    ScaleOf,
    condition_words,
    faults_of,
    from_json,
    kind_words,
    minutes_for,
    said_in,
    stamp_of,
)
from ..definition.editing import sentences_of, untranslated
from ..models import Survey
from .forms import form_page
from .languages import language_name


@dataclass(frozen=True, slots=True)
class QuestionRow:
    id: str
    number: int
    label: str
    detail: str  # kind, number of options, what is marked
    conditions: Sequence[str]
    n_flaws: int
    url: str
    move_url: str


@dataclass(frozen=True, slots=True)
class PagePart:
    number: int
    title: str
    intro: str
    stamp: str
    is_first: bool
    is_last: bool
    rows: Sequence[QuestionRow]
    url: str
    move_url: str
    remove_url: str
    add_url: str


@dataclass(frozen=True, slots=True)
class ScoreRow:
    name: str
    detail: str
    url: str


@dataclass(frozen=True, slots=True)
class LanguageRow:
    name: str
    detail: str
    url: str  # empty for the first: its words are the questions themselves


@dataclass(frozen=True, slots=True)
class FlawRow:
    place: str
    sentence: str
    url: str


@dataclass(frozen=True, slots=True)
class QuestionsPage:
    pk: UUID
    title: str
    lead: str
    may: Decision
    parts: Sequence[PagePart]
    scores: Sequence[ScoreRow]
    languages: Sequence[LanguageRow]
    flaws: Sequence[FlawRow]


def questions_page(actor: Actor, survey: Survey) -> QuestionsPage:
    definition = from_json(survey.definition)
    builder = _Builder(survey, definition)
    return QuestionsPage(
        pk=survey.pk,
        title=survey.title,
        lead=length_words(definition),
        may=policies.change_questions(actor, survey),
        parts=tuple(builder.parts()),
        scores=tuple(map(builder.score, definition.scales)),
        languages=tuple(builder.languages()),
        flaws=tuple(map(builder.flaw, builder.flaws)),
    )


def length_words(definition: Definition) -> str:
    return _("%(questions)s on %(pages)s, about %(minutes)s to answer.") % {
        "questions": words.count(len(definition.questions), _("question"), _("questions")),
        "pages": words.count(len(definition.pages), _("page"), _("pages")),
        "minutes": words.count(minutes_for(definition), _("minute"), _("minutes")),
    }


class _Builder:
    """Puts one survey's parts into words and addresses."""

    def __init__(self, survey: Survey, definition: Definition) -> None:
        self._pk, self._definition = survey.pk, definition
        self._first = definition.languages[0]
        self.flaws = faults_of(definition)
        self._number = {name: n for n, name in enumerate(definition.questions, start=1)}

    def _url(self, name: str, *parts: object) -> str:
        return reverse(f"surveys:{name}", args=[self._pk, *parts])

    def parts(self) -> Iterable[PagePart]:
        for index, page in enumerate(self._definition.pages):
            yield PagePart(
                number=index + 1,
                title=said_in(page.title, self._first),
                intro=said_in(page.intro, self._first),
                stamp=stamp_of(page),
                is_first=index == 0,
                is_last=index + 1 == len(self._definition.pages),
                rows=tuple(map(self._row, page.questions)),
                url=self._url("page", index),
                move_url=self._url("move_page", index),
                remove_url=self._url("remove_page", index),
                add_url=self._url("add_question", index),
            )

    def _row(self, question: Question) -> QuestionRow:
        return QuestionRow(
            id=question.id,
            number=self._number[question.id],
            label=said_in(question.label, self._first) or _("(no words yet)"),
            detail=_detail(question),
            conditions=tuple(condition_words(self._definition, c) for c in question.shown_if),
            n_flaws=sum(flaw.question == question.id for flaw in self.flaws),
            url=self._url("question", question.id),
            move_url=self._url("move_question", question.id),
        )

    def score(self, scale: ScaleOf) -> ScoreRow:
        n = words.count(len(scale.questions), _("question"), _("questions"))
        turned = _("%(n)s turned around") % {"n": len(scale.reversed)} if scale.reversed else ""
        return ScoreRow(
            name=said_in(scale.name, self._first) or scale.code,
            detail=", ".join(part for part in (n, turned) if part),
            url=self._url("score", scale.code),
        )

    def languages(self) -> Iterable[LanguageRow]:
        n = len(sentences_of(self._definition))
        for language in self._definition.languages:
            missing = len(untranslated(self._definition, language))
            is_first = language == self._first
            yield LanguageRow(
                name=language_name(language),
                detail=_("The language that the questions are written in")
                if is_first
                else _("%(done)s of %(all)s sentences") % {"done": n - missing, "all": n},
                url="" if is_first else self._url("translate", language),
            )

    def flaw(self, flaw: Flaw) -> FlawRow:
        return FlawRow(self._place(flaw), flaw.sentence, self._flaw_url(flaw))

    def _place(self, flaw: Flaw) -> str:
        if flaw.question:
            return _("Question %(n)s") % {"n": self._number[flaw.question]}
        if flaw.page is not None:
            return _("Page %(n)s") % {"n": flaw.page + 1}
        return _("Score “%(name)s”") % {"name": flaw.scale} if flaw.scale else _("The survey")

    def _flaw_url(self, flaw: Flaw) -> str:
        if flaw.question:
            return self._url("question", flaw.question)
        if flaw.page is not None:
            return self._url("page", flaw.page)
        return self._url("score", flaw.scale) if flaw.scale else ""


def _detail(question: Question) -> str:
    marks = (
        (question.is_required, _("an answer is needed")),
        (question.allows_na, _("with “I can’t say”")),
        (question.is_sensitive, _("sensitive")),
    )
    said = [kind_words(question.kind)]
    if question.options:
        said.append(words.count(len(question.options), _("option"), _("options")))
    return ", ".join([*said, *(label for is_marked, label in marks if is_marked)])


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands now of a part that two people change, for who was slower."""

    lines: Sequence[str]


def standing_question(question: Question, language: str) -> Standing:
    options = (f"{o.code} = {said_in(o.label, language)}" for o in question.options)
    hint = said_in(question.hint, language)
    return Standing(tuple(x for x in (said_in(question.label, language), hint, *options) if x))


def standing_page(page: Page, language: str) -> Standing:
    return Standing(
        tuple(x for x in (said_in(page.title, language), said_in(page.intro, language)) if x)
    )


@dataclass(frozen=True, slots=True)
class ConditionRow:
    sentence: str
    remove_url: str


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """The form of one question, and what else can be done with it."""

    form: FormPage
    conditions: Sequence[ConditionRow]
    when_url: str
    remove_url: str
    flaws: Sequence[str]


def question_page(
    form: Form,
    survey: Survey,
    question: Question,
    definition: Definition,
    *,
    standing: Sequence[str],
) -> QuestionPage:
    address = [survey.pk, question.id]
    return QuestionPage(
        form=form_page(
            form,
            title=_("Question %(n)s") % {"n": [*definition.questions].index(question.id) + 1},
            button=_("Save"),
            survey=survey,
            in_questions=True,
            known=[(_("It says now"), line) for line in standing],
        ),
        conditions=tuple(
            ConditionRow(
                condition_words(definition, condition),
                reverse("surveys:always", args=[*address, condition.question]),
            )
            for condition in question.shown_if
        ),
        when_url=reverse("surveys:when", args=address),
        remove_url=reverse("surveys:remove_question", args=address),
        flaws=tuple(f.sentence for f in faults_of(definition) if f.question == question.id),
    )


@dataclass(frozen=True, slots=True)
class ScorePage:
    form: FormPage
    remove_url: str  # empty for a new one


def score_page(form: Form, survey: Survey, scale: ScaleOf | None) -> ScorePage:
    title = _("A score") if scale else _("A new score")
    remove = reverse("surveys:remove_score", args=[survey.pk, scale.code]) if scale else ""
    return ScorePage(
        form=form_page(
            form,
            title=title,
            lead=_("A number made of several questions, so that chance weighs less."),
            button=_("Save"),
            survey=survey,
            in_questions=True,
        ),
        remove_url=remove,
    )


@dataclass(frozen=True, slots=True)
class TranslatePage:
    form: FormPage
    first: str
    other: str
    other_code: str
    remove_url: str


def translate_page(
    form: Form, survey: Survey, definition: Definition, language: str
) -> TranslatePage:
    name = language_name(language)
    return TranslatePage(
        form=form_page(
            form,
            title=_("Words in %(language)s") % {"language": name},
            lead=_("What you leave empty is said in the first language."),
            button=_("Save the words"),
            survey=survey,
            in_questions=True,
        ),
        first=language_name(definition.languages[0]),
        other=name,
        other_code=language,
        remove_url=reverse("surveys:remove_language", args=[survey.pk, language]),
    )
