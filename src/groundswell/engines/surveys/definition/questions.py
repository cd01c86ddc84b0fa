"""Pages of questions, the scales made of them, and when a question is asked."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

Words = Mapping[str, str]
"""A sentence by language code; the first language of the definition is always there."""

NA = -1
""" "I can’t say": an answer that was given and is no place on the scale."""

MOST_LETTERS = 1_000
"""Most characters of a text answer where the question sets no fewer."""


class Kind(enum.StrEnum):
    SCALE = "scale"  # ordered options, each with a number that counts
    ONE = "one"  # one of some options without an order, such as a staff group
    SEVERAL = "several"  # any number of options
    TEXT = "text"


KINDS = tuple(Kind)
_ONE_OF = (Kind.SCALE, Kind.ONE)


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose. `code` is what is kept, from 0 to 126; a scale counts with it."""

    code: int
    label: Words


@dataclass(frozen=True, slots=True)
class Condition:
    """A question is asked where an earlier one was answered with one of some codes."""

    question: str
    codes: frozenset[int]
    is_not: bool = False  # asked unless it was answered so


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `id` is short, unique in its survey and never changes between waves."""

    id: str
    kind: Kind
    label: Words
    options: tuple[Option, ...] = ()
    hint: Words = field(default_factory=dict)
    is_required: bool = False
    allows_na: bool = False
    is_sensitive: bool = False  # a shown option needs more people behind it
    most_letters: int = MOST_LETTERS
    shown_if: tuple[Condition, ...] = ()  # all of them
    codes: tuple[int, ...] = field(init=False, repr=False, compare=False)
    coded: Mapping[str, int] = field(init=False, repr=False, compare=False)
    """What a form sends for the one answer to choose; empty where it is not one of some."""

    def __post_init__(self) -> None:
        codes = tuple(option.code for option in self.options)
        known = (*codes, NA) if self.allows_na else codes
        coded = {str(code): code for code in known} if self.kind in _ONE_OF else {}
        object.__setattr__(self, "codes", codes)
        object.__setattr__(self, "coded", MappingProxyType(coded))


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on one screen: a heading, a sentence, a few questions."""

    title: Words
    questions: tuple[Question, ...]
    intro: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ScaleOf:
    """A score: the mean of its questions, those in `reversed` turned around."""

    code: str
    name: Words
    questions: tuple[str, ...]
    reversed: frozenset[str] = frozenset()
    least: int | None = None  # fewest answers that make a score; None: half, rounded up
    is_better_high: bool = True
    adapter: str = ""  # a published way of scoring, by its name in `scoring`; "" is the mean


@dataclass(frozen=True, slots=True)
class Definition:
    """All that a survey asks. The first language is the one that every sentence has."""

    languages: tuple[str, ...]
    pages: tuple[Page, ...]
    scales: tuple[ScaleOf, ...] = ()
    questions: Mapping[str, Question] = field(init=False, repr=False, compare=False)
    """Every question by its id, in the order asked."""
    has_conditions: bool = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        asked = {question.id: question for page in self.pages for question in page.questions}
        object.__setattr__(self, "questions", MappingProxyType(asked))
        object.__setattr__(self, "has_conditions", any(q.shown_if for q in asked.values()))


def said_in(words: Words, language: str) -> str:
    """A sentence in a language; in the survey's own where nobody has translated it.

    >>> said_in({"en-gb": "Agree", "cy": "Cytuno"}, "cy"), said_in({"en-gb": "Agree"}, "cy")
    ('Cytuno', 'Agree')
    """
    return words.get(language) or next(iter(words.values()), "")
