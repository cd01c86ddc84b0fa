"""Changing a definition: each function gives a new one, with what refers to the changed part."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from groundswell.ground.kernel.errors import Stale, Unusable

from .questions import Condition, Definition, Page, Question, ScaleOf, Words, said_in
from .reading import stamp_of

Change = Callable[[Definition], Definition]
_NOT_IN_AN_ID = re.compile(r"[^a-z0-9]+")


def if_unchanged(
    part: Callable[[Definition], Page | Question | ScaleOf | None], seen: str, change: Change
) -> Change:
    """The change, made only where the part still is as it was seen; else it raises Stale."""

    def guarded(definition: Definition) -> Definition:
        found = part(definition)
        if found is None:
            raise Stale(_("Somebody else took this out while you were typing."))
        if stamp_of(found) != seen:
            raise Stale(
                _(
                    "Somebody else changed this while you were typing. What stands now is above;"
                    " yours is in the fields. Save again to have yours."
                )
            )
        return change(definition)

    return guarded


def fresh_id(wanted: str, taken: Iterable[str]) -> str:
    """A short name made of the words, that nothing bears yet.

    >>> fresh_id("I can speak up here!", {"i_can_speak_up"})
    'i_can_speak_up_2'
    """
    words = [word for word in _NOT_IN_AN_ID.split(wanted.lower()) if word][:4]
    base = "_".join(words)[:30].strip("_")
    base = base if base[:1].isalpha() else f"q_{base}".rstrip("_")
    known, name, number = set(taken), base, 2
    while name in known:
        name, number = f"{base}_{number}", number + 1
    return name


def names_of(definition: Definition) -> set[str]:
    """Every short name that is taken: of questions and of scores."""
    return {*definition.questions, *(scale.code for scale in definition.scales)}


# --- pages --------------------------------------------------------------------------------------


def page_at(definition: Definition, index: int) -> Page | None:
    return definition.pages[index] if 0 <= index < len(definition.pages) else None


def with_page(definition: Definition, index: int, page: Page) -> Definition:
    """Another page in the place of the one that stands there."""
    return replace(definition, pages=_put(definition.pages, index, page))


def with_new_page(definition: Definition, page: Page) -> Definition:
    return replace(definition, pages=(*definition.pages, page))


def with_page_moved(definition: Definition, index: int, step: int) -> Definition:
    """The page one place up or down; at an end it stays."""
    return replace(definition, pages=_moved(definition.pages, index, step))


def without_page(definition: Definition, index: int) -> Definition:
    """Raises Unusable where another page depends on one of its questions."""
    for question in definition.pages[index].questions:
        definition = without_question(definition, question.id)
    return replace(definition, pages=_put(definition.pages, index))


# --- questions ----------------------------------------------------------------------------------


def place_of(definition: Definition, question_id: str) -> tuple[int, int]:
    """The page and the place on it. Raises KeyError where there is no such question."""
    for index, page in enumerate(definition.pages):
        for place, question in enumerate(page.questions):
            if question.id == question_id:
                return index, place
    raise KeyError(question_id)


def with_new_question(definition: Definition, index: int, question: Question) -> Definition:
    """The question at the end of a page."""
    page = definition.pages[index]
    return with_page(definition, index, replace(page, questions=(*page.questions, question)))


def with_question(definition: Definition, question_id: str, question: Question) -> Definition:
    """Another question in its place; where its short name changes, what names it follows."""
    index, place = place_of(definition, question_id)
    page = definition.pages[index]
    changed = replace(page, questions=_put(page.questions, place, question))
    return _renamed(with_page(definition, index, changed), question_id, question.id)


def with_question_moved(definition: Definition, question_id: str, step: int) -> Definition:
    """The question one place up or down; from the end of a page it goes to the next page."""
    index, place = place_of(definition, question_id)
    page = definition.pages[index]
    if 0 <= place + step < len(page.questions):
        moved = _moved(page.questions, place, step)
        return with_page(definition, index, replace(page, questions=moved))
    if page_at(definition, index + step) is None:
        return definition
    return with_question_on(definition, question_id, index + step, is_first=step > 0)


def with_question_on(
    definition: Definition, question_id: str, index: int, *, is_first: bool = False
) -> Definition:
    """The question on another page, as its first or its last."""
    here, place = place_of(definition, question_id)
    page, question = definition.pages[here], definition.pages[here].questions[place]
    without = with_page(definition, here, replace(page, questions=_put(page.questions, place)))
    other = without.pages[index]
    both = (question, *other.questions) if is_first else (*other.questions, question)
    return with_page(without, index, replace(other, questions=both))


def without_question(definition: Definition, question_id: str) -> Definition:
    """Raises Unusable where a question depends on it. A score that is left without any goes too."""
    for question in definition.questions.values():
        if any(condition.question == question_id for condition in question.shown_if):
            raise Unusable(
                _("“%(other)s” is asked or not by the answer to this question. Change that first.")
                % {"other": said_in(question.label, definition.languages[0])}
            )
    index, place = place_of(definition, question_id)
    page = definition.pages[index]
    left = with_page(definition, index, replace(page, questions=_put(page.questions, place)))
    scales = (_scale_without(scale, question_id) for scale in definition.scales)
    return replace(left, scales=tuple(scale for scale in scales if scale.questions))


def _scale_without(scale: ScaleOf, question_id: str) -> ScaleOf:
    if question_id not in scale.questions:
        return scale
    questions = tuple(name for name in scale.questions if name != question_id)
    least = None if scale.least is None else max(1, min(scale.least, len(questions)))
    return replace(scale, questions=questions, reversed=scale.reversed - {question_id}, least=least)


def _renamed(definition: Definition, old: str, new: str) -> Definition:
    if old == new:
        return definition

    def name(each: str) -> str:
        return new if each == old else each

    def question(each: Question) -> Question:
        conditions = tuple(replace(c, question=name(c.question)) for c in each.shown_if)
        return replace(each, shown_if=conditions)

    renamed = _each_question(definition, question)
    return replace(
        renamed,
        scales=tuple(
            replace(
                scale,
                questions=tuple(map(name, scale.questions)),
                reversed=frozenset(map(name, scale.reversed)),
            )
            for scale in definition.scales
        ),
    )


def _each_question(definition: Definition, change: Callable[[Question], Question]) -> Definition:
    pages = (
        replace(page, questions=tuple(map(change, page.questions))) for page in definition.pages
    )
    return replace(definition, pages=tuple(pages))


# --- scores -------------------------------------------------------------------------------------


def scale_by(definition: Definition, code: str) -> ScaleOf | None:
    return next((scale for scale in definition.scales if scale.code == code), None)


def with_scale(definition: Definition, code: str, scale: ScaleOf | None) -> Definition:
    """Another score in the place of the one of that code; a new one where there is none; gone
    where None is given."""
    place = next((i for i, each in enumerate(definition.scales) if each.code == code), None)
    if place is None:
        return replace(definition, scales=(*definition.scales, *([scale] if scale else [])))
    left = _put(definition.scales, place, *([scale] if scale else []))
    return replace(definition, scales=left)


# --- several definitions ------------------------------------------------------------------------


def joined(definitions: Sequence[Definition]) -> Definition:
    """One after the other: their pages and their scores. A short name taken before gets a number.

    The languages are those of the first; of the others, words in further languages are left out.
    """
    first, *others = definitions
    for other in others:
        first = _with_all_of(first, other)
    return first


def _with_all_of(first: Definition, other: Definition) -> Definition:
    taken = names_of(first)
    for name in sorted(names_of(other) & taken):
        new = fresh_id(name, taken | names_of(other))
        other = _scale_renamed(_question_renamed(other, name, new), name, new)
    other = in_languages(other, first.languages)
    return replace(first, pages=(*first.pages, *other.pages), scales=(*first.scales, *other.scales))


def _question_renamed(definition: Definition, old: str, new: str) -> Definition:
    if old not in definition.questions:
        return definition
    return with_question(definition, old, replace(definition.questions[old], id=new))


def _scale_renamed(definition: Definition, old: str, new: str) -> Definition:
    scales = (
        replace(scale, code=new) if scale.code == old else scale for scale in definition.scales
    )
    return replace(definition, scales=tuple(scales))


# --- languages ----------------------------------------------------------------------------------


def in_languages(definition: Definition, languages: Sequence[str]) -> Definition:
    """Asked in these languages and no other; words that are missing are said in the first.

    What stands in the first of the old languages stays, be it named or not: a question without
    words could not be asked.
    """
    old = definition.languages[0]

    def kept(words: Words) -> Words:
        known = {language: words[language] for language in languages if language in words}
        if words and languages[0] not in known:
            known = {languages[0]: said_in(words, old), **known}
        return known

    return replace(each_words(definition, lambda words: kept(words)), languages=tuple(languages))


def each_words(definition: Definition, change: Callable[[Words], Words]) -> Definition:
    """Every sentence changed in the same way."""

    def question(each: Question) -> Question:
        label, hint = change(each.label), change(each.hint)
        options = tuple(replace(option, label=change(option.label)) for option in each.options)
        return replace(each, label=label, hint=hint, options=options)

    pages = (
        replace(page, title=change(page.title), intro=change(page.intro))
        for page in definition.pages
    )
    changed = replace(
        definition,
        pages=tuple(pages),
        scales=tuple(replace(scale, name=change(scale.name)) for scale in definition.scales),
    )
    return _each_question(changed, question)


def sentences_of(definition: Definition) -> list[str]:
    """Every sentence in the first language, once each, in the order of the pages."""
    found: dict[str, None] = {}

    def note(words: Words) -> Words:
        text = said_in(words, definition.languages[0])
        if text:
            found[text] = None
        return words

    for page in definition.pages:
        each_words(replace(definition, pages=(page,), scales=()), note)
    each_words(replace(definition, pages=()), note)
    return list(found)


def said_so_far(definition: Definition, language: str) -> dict[str, str]:
    """What is said in a language already, by the sentence in the first."""
    found: dict[str, str] = {}

    def note(words: Words) -> Words:
        if text := words.get(language):
            found.setdefault(words.get(definition.languages[0], ""), text)
        return words

    each_words(definition, note)
    return found


def untranslated(definition: Definition, language: str) -> list[str]:
    """The sentences that nobody has put into the language yet; asked in it, the first stands in."""
    said = said_so_far(definition, language)
    return [sentence for sentence in sentences_of(definition) if sentence not in said]


def translated(definition: Definition, language: str, said: dict[str, str]) -> Definition:
    """What is said in the language, by the sentence in the first; one that is emptied goes."""
    first = definition.languages[0]

    def change(words: Words) -> Words:
        text = said.get(words.get(first, ""))
        if text is None:
            return words
        others = {code: words[code] for code in words if code != language}
        return {**others, language: text} if text else others

    changed = each_words(definition, change)
    return each_words(changed, lambda words: _in_order(words, definition.languages))


def _in_order(words: Words, languages: Sequence[str]) -> Words:
    return {code: words[code] for code in languages if code in words}


# --- conditions ---------------------------------------------------------------------------------


def with_condition(definition: Definition, question_id: str, condition: Condition) -> Definition:
    question = definition.questions[question_id]
    others = tuple(c for c in question.shown_if if c.question != condition.question)
    return with_question(definition, question_id, replace(question, shown_if=(*others, condition)))


def without_condition(definition: Definition, question_id: str, on: str) -> Definition:
    question = definition.questions[question_id]
    left = tuple(condition for condition in question.shown_if if condition.question != on)
    return with_question(definition, question_id, replace(question, shown_if=left))


def _put(items: tuple[Any, ...], place: int, *others: Any) -> tuple[Any, ...]:
    return (*items[:place], *others, *items[place + 1 :])


def _moved(items: tuple[Any, ...], place: int, step: int) -> tuple[Any, ...]:
    to = place + step
    if not (0 <= place < len(items) and 0 <= to < len(items)):
        return items
    rest = [*items[:place], *items[place + 1 :]]
    rest.insert(to, items[place])
    return tuple(rest)
