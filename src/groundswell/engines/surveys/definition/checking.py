"""What keeps a definition from being asked: every fault as a sentence, with its place."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from groundswell.ground.kernel.texts import has_unseen, plain

from .answers import longest_payload
from .questions import MOST_LETTERS, NA, Condition, Definition, Kind, Question, ScaleOf, Words
from .scoring import ends_of, misfit

MOST_PAGES = 60
MOST_QUESTIONS = 200
MOST_OPTIONS = 60
MOST_CODE = 126  # a code fits into one byte, with room for "can’t say" and "not answered"
MOST_LANGUAGES = 12
LONGEST_LABEL = 500  # characters of a question, an option, a title
LONGEST_INTRO = 2_000
MOST_PAYLOAD = (
    60_000  # bytes of the longest answers: what a sealed box takes, and all are padded to
)
_ID = re.compile(r"[a-z][a-z0-9_]{0,39}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that has to be put right: the sentence, and the page, question or score."""

    sentence: str
    page: int | None = None  # counted from 0
    question: str = ""
    scale: str = ""


def faults_of(definition: Definition) -> tuple[Flaw, ...]:
    """Everything that keeps the definition from being asked, in the order of its pages."""
    if not definition.languages:
        return (Flaw(_("Ask in at least one language.")),)
    return (
        *_of_the_whole(definition),
        *(flaw for index in range(len(definition.pages)) for flaw in _of_page(definition, index)),
        *(flaw for scale in definition.scales for flaw in _of_scale(definition, scale)),
        *_of_scale_codes(definition),
    )


def is_good_id(text: str) -> bool:
    """Whether the text can name a question or a score.

    >>> is_good_id("clear_roles"), is_good_id("Clear roles")
    (True, False)
    """
    return _ID.fullmatch(text) is not None


def _of_the_whole(definition: Definition) -> Iterator[Flaw]:
    languages = definition.languages
    if len(set(languages)) != len(languages) or not all(map(_LANGUAGE.fullmatch, languages)):
        yield Flaw(_("Name each language once, by a code such as “cy”."))
    if len(languages) > MOST_LANGUAGES:
        yield Flaw(_("Ask in at most 12 languages."))
    if not definition.questions:
        yield Flaw(_("There is no question yet. Add one, or begin from an instrument."))
    if len(definition.pages) > MOST_PAGES:
        yield Flaw(_("Use at most 60 pages."))
    asked = [question for page in definition.pages for question in page.questions]
    if len(asked) > MOST_QUESTIONS:
        yield Flaw(_("Ask at most 200 questions: nobody answers more."))
    if longest_payload(definition) > MOST_PAYLOAD:
        yield Flaw(_("All answers together can become too long. Ask for fewer or shorter texts."))


def _of_page(definition: Definition, index: int) -> Iterator[Flaw]:
    page = definition.pages[index]
    said = (
        *_of_words(page.title, definition, _("the title"), may_be_empty=True),
        *_of_words(
            page.intro, definition, _("the introduction"), may_be_empty=True, most=LONGEST_INTRO
        ),
    )
    yield from (Flaw(sentence, index) for sentence in said)
    if not page.questions:
        yield Flaw(_("This page has no question. Add one, or remove the page."), index)
    earlier = {q.id: q for before in definition.pages[:index] for q in before.questions}
    seen = Counter(q.id for each in definition.pages for q in each.questions)
    for question in page.questions:
        if seen[question.id] > 1:
            yield Flaw(_("Two questions have this short name."), index, question.id)
        for sentence in _of_question(question, definition, earlier):
            yield Flaw(sentence, index, question.id)


def _of_question(
    question: Question, definition: Definition, earlier: dict[str, Question]
) -> Iterator[str]:
    if not is_good_id(question.id):
        yield _("The short name needs small letters, digits and _ only, a letter first.")
    yield from _of_words(question.label, definition, _("the question"))
    yield from _of_words(question.hint, definition, _("the hint"), may_be_empty=True)
    yield from (
        _of_text(question) if question.kind == Kind.TEXT else _of_options(question, definition)
    )
    for condition in question.shown_if:
        yield from _of_condition(condition, earlier)


def _of_text(question: Question) -> Iterator[str]:
    if question.options:
        yield _("A written answer has no options.")
    if question.allows_na:
        yield _("A written answer needs no “I can’t say”: it can be left empty.")
    if not 1 <= question.most_letters <= MOST_LETTERS:
        yield _("A written answer has from 1 to 1,000 characters.")


def _of_options(question: Question, definition: Definition) -> Iterator[str]:
    least = 1 if question.kind == Kind.SEVERAL else 2
    if len(question.options) < least:
        yield _("Give at least one option.") if least == 1 else _("Give at least two options.")
    if len(question.options) > MOST_OPTIONS:
        yield _("Give at most 60 options.")
    if len(set(question.codes)) != len(question.codes):
        yield _("Two options have the same number.")
    if not all(0 <= code <= MOST_CODE for code in question.codes):
        yield _("The number of an option is from 0 to 126.")
    first = [plain(o.label.get(definition.languages[0], "")).casefold() for o in question.options]
    if len(set(first)) != len(first):
        yield _("Two options say the same.")
    for option in question.options:
        yield from _of_words(option.label, definition, _("an option"))


def _of_condition(condition: Condition, earlier: dict[str, Question]) -> Iterator[str]:
    asked = earlier.get(condition.question)
    if asked is None:
        yield _("It can depend only on a question of an earlier page.")
        return
    if asked.kind == Kind.TEXT:
        yield _("It cannot depend on a written answer.")
        return
    known = {*asked.codes, NA} if asked.allows_na else set(asked.codes)
    if not condition.codes or not condition.codes <= known:
        yield _("Choose on which answers to the earlier question it depends.")


def _of_scale(definition: Definition, scale: ScaleOf) -> Iterator[Flaw]:
    questions = definition.questions
    sentences = [*_of_words(scale.name, definition, _("the name of a score"))]
    if not is_good_id(scale.code) or scale.code in questions:
        sentences.append(_("A score needs a short name of its own: small letters, digits and _."))
    if not scale.questions or len(set(scale.questions)) != len(scale.questions):
        sentences.append(_("A score is made of at least one question, each once."))
    asked = [questions[name] for name in scale.questions if name in questions]
    if len(asked) < len(scale.questions) or any(q.kind != Kind.SCALE for q in asked):
        sentences.append(_("A score is made of questions with a scale that this survey asks."))
    elif len({ends_of(question) for question in asked}) > 1:
        sentences.append(_("All questions of a score need the same lowest and highest number."))
    if not scale.reversed <= set(scale.questions):
        sentences.append(_("A question that is turned around must belong to the score."))
    if scale.adapter:
        sentences += misfit(scale, asked)
    if scale.least is not None and not 1 <= scale.least <= max(len(scale.questions), 1):
        sentences.append(_("A score cannot need more answers than it has questions."))
    yield from (Flaw(sentence, scale=scale.code) for sentence in sentences)


def _of_scale_codes(definition: Definition) -> Iterator[Flaw]:
    seen = Counter(scale.code for scale in definition.scales)
    for code in (code for code, times in seen.items() if times > 1):
        yield Flaw(_("Two scores have this short name."), scale=code)


def _of_words(
    said: Words,
    definition: Definition,
    what: str,
    *,
    may_be_empty: bool = False,
    most: int = LONGEST_LABEL,
) -> Iterator[str]:
    named = {"what": what}
    first = definition.languages[0]
    if not plain(said.get(first, "")) and (not may_be_empty or _any_text(said.values())):
        yield _("Write %(what)s in the survey’s first language.") % named
    if any(language not in definition.languages for language in said):
        yield _("The words of %(what)s are in a language that the survey does not name.") % named
    if any(map(has_unseen, said.values())):
        yield _("Take characters that cannot be shown out of %(what)s.") % named
    if any(len(text) > most for text in said.values()):
        yield _("Shorten %(what)s to %(most)s characters.") % {**named, "most": f"{most:,}"}


def _any_text(texts: Iterable[str]) -> bool:
    return any(map(plain, texts))
