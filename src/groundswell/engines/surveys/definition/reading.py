"""A definition as plain JSON and back, nothing lost, nothing guessed."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from .questions import (
    KINDS,
    MOST_LETTERS,
    Condition,
    Definition,
    Kind,
    Option,
    Page,
    Question,
    ScaleOf,
    Words,
)

T = TypeVar("T")

EMPTY = Definition(("en-gb",), ())
"""What a survey asks before anybody has written a question."""


class Unreadable(ValueError):
    """The JSON is no definition; `str()` says where it goes wrong, for whoever wrote the file."""


def to_json(definition: Definition) -> dict[str, Any]:
    """The definition as JSON values; what is at its default is left out.

    >>> page = Page({"en-gb": "You"}, (Question("age", Kind.TEXT, {"en-gb": "Your age?"}),))
    >>> to_json(Definition(("en-gb",), (page,)))["pages"][0]["questions"]
    [{'id': 'age', 'kind': 'text', 'label': {'en-gb': 'Your age?'}}]
    """
    return {
        "languages": list(definition.languages),
        "pages": [_page_out(page) for page in definition.pages],
        "scales": [_scale_out(scale) for scale in definition.scales],
    }


def _page_out(page: Page) -> dict[str, Any]:
    return _without_defaults(
        {
            "title": dict(page.title),
            "intro": dict(page.intro),
            "questions": [_question_out(question) for question in page.questions],
        },
        {"intro": {}},
    )


def _question_out(question: Question) -> dict[str, Any]:
    return _without_defaults(
        {
            "id": question.id,
            "kind": str(question.kind),
            "label": dict(question.label),
            "options": [{"code": o.code, "label": dict(o.label)} for o in question.options],
            "hint": dict(question.hint),
            "required": question.is_required,
            "na": question.allows_na,
            "sensitive": question.is_sensitive,
            "most_letters": question.most_letters,
            "shown_if": [_condition_out(condition) for condition in question.shown_if],
        },
        _QUESTION_DEFAULTS,
    )


_QUESTION_DEFAULTS: dict[str, Any] = {
    "options": [],
    "hint": {},
    "required": False,
    "na": False,
    "sensitive": False,
    "most_letters": MOST_LETTERS,
    "shown_if": [],
}


def _condition_out(condition: Condition) -> dict[str, Any]:
    return {
        "question": condition.question,
        "codes": sorted(condition.codes),
        "is_not": condition.is_not,
    }


def _scale_out(scale: ScaleOf) -> dict[str, Any]:
    return {
        "code": scale.code,
        "name": dict(scale.name),
        "questions": list(scale.questions),
        "reversed": sorted(scale.reversed),
        "least": scale.least,
        "better_high": scale.is_better_high,
    } | ({"adapter": scale.adapter} if scale.adapter else {})


def _without_defaults(values: dict[str, Any], defaults: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in values.items() if k not in defaults or v != defaults[k]}


def digest_of(definition: Definition) -> str:
    """What is asked, as one fixed text: SHA-256 over the JSON, its keys in order.

    >>> digest_of(EMPTY)[:16]
    'f651d1498a16acc9'
    """
    text = json.dumps(to_json(definition), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def stamp_of(part: Page | Question | ScaleOf) -> str:
    """A short text that changes with the part: whether somebody else changed it meanwhile.

    Of a page its heading, its introduction and which questions it has count, not their words.
    """
    found: dict[str, Any]
    if isinstance(part, Page):
        found = _page_out(replace(part, questions=()))
        found["questions"] = [question.id for question in part.questions]
    else:
        found = _question_out(part) if isinstance(part, Question) else _scale_out(part)
    return hashlib.sha256(json.dumps(found, sort_keys=True).encode()).hexdigest()[:16]


def from_json(document: object) -> Definition:
    """The definition that the JSON stands for; `{}` is the empty one.

    Every sentence is put into the order of the languages: a database may keep keys in another.
    Whether the definition can be asked is another matter: see `checking.faults_of`.

    Raises
    ------
    Unreadable
        Where something is missing, unknown, or of another type.
    """
    if document == {}:
        return EMPTY
    top = _Part(document, "the definition", {"languages", "pages", "scales"})
    languages = tuple(top.listed("languages", _text))
    if not languages:
        raise Unreadable("The definition names no language.")
    reader = _Reader(languages)
    return Definition(
        languages,
        tuple(reader.page(*one) for one in _numbered(top, "pages", "page")),
        tuple(reader.scale(*one) for one in _numbered(top, "scales", "scale")),
    )


def _numbered(part: "_Part", key: str, noun: str) -> Iterable[tuple[object, str]]:
    where = "" if part.where == "the definition" else f" of {part.where}"
    return (
        (one, f"{noun} {number}{where}") for number, one in enumerate(part.listed(key, _any), 1)
    )


class _Part:
    """One object of the JSON: hands out values of the type asked for, or says where not."""

    def __init__(self, value: object, where: str, known: set[str]) -> None:
        if not isinstance(value, dict):
            raise Unreadable(f"{where} is no object.")
        unknown = sorted(str(key) for key in value if key not in known)
        if unknown:
            raise Unreadable(f"{where} has a key that is not known: {unknown[0][:80]}.")
        self._values: dict[str, object] = value
        self.where = where

    def one(self, key: str, of: Callable[[object], T | None], default: T | None = None) -> T:
        if key not in self._values and default is not None:
            return default
        found = of(self._values.get(key))
        if found is None:
            raise Unreadable(f"“{key}” of {self.where} is missing or of the wrong type.")
        return found

    def listed(self, key: str, of: Callable[[object], T | None]) -> list[T]:
        value = self._values.get(key, [])
        if not isinstance(value, list | tuple):
            raise Unreadable(f"“{key}” of {self.where} is no list.")
        found = [of(each) for each in value]
        if any(each is None for each in found):
            raise Unreadable(f"“{key}” of {self.where} holds a value of the wrong type.")
        return [each for each in found if each is not None]

    def maybe(self, key: str, of: Callable[[object], T | None]) -> T | None:
        return None if self._values.get(key) is None else self.one(key, of)


def _any(value: object) -> object:
    return value


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _number(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _flag(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _kind(value: object) -> Kind | None:
    return Kind(value) if isinstance(value, str) and value in KINDS else None


class _Reader:
    """Reads the parts of a definition in its languages."""

    def __init__(self, languages: tuple[str, ...]) -> None:
        self._languages = languages

    def page(self, value: object, where: str) -> Page:
        part = _Part(value, where, {"title", "intro", "questions"})
        return Page(
            title=part.one("title", self._words, {}),
            intro=part.one("intro", self._words, {}),
            questions=tuple(
                self._question(*one) for one in _numbered(part, "questions", "question")
            ),
        )

    def _question(self, value: object, where: str) -> Question:
        part = _Part(value, where, {"id", "kind", "label", *_QUESTION_DEFAULTS})
        return Question(
            id=part.one("id", _text),
            kind=part.one("kind", _kind),
            label=part.one("label", self._words),
            options=tuple(self._option(*one) for one in _numbered(part, "options", "option")),
            hint=part.one("hint", self._words, {}),
            is_required=part.one("required", _flag, False),
            allows_na=part.one("na", _flag, False),
            is_sensitive=part.one("sensitive", _flag, False),
            most_letters=part.one("most_letters", _number, MOST_LETTERS),
            shown_if=tuple(_condition(*one) for one in _numbered(part, "shown_if", "condition")),
        )

    def _option(self, value: object, where: str) -> Option:
        part = _Part(value, where, {"code", "label"})
        return Option(part.one("code", _number), part.one("label", self._words))

    def scale(self, value: object, where: str) -> ScaleOf:
        known = {"code", "name", "questions", "reversed", "least", "better_high", "adapter"}
        part = _Part(value, where, known)
        return ScaleOf(
            code=part.one("code", _text),
            name=part.one("name", self._words),
            questions=tuple(part.listed("questions", _text)),
            reversed=frozenset(part.listed("reversed", _text)),
            least=part.maybe("least", _number),
            is_better_high=part.one("better_high", _flag, True),
            adapter=part.maybe("adapter", _text) or "",
        )

    def _words(self, value: object) -> Words | None:
        if not isinstance(value, dict) or not all(
            isinstance(text, str) for pair in value.items() for text in pair
        ):
            return None
        first = [language for language in self._languages if language in value]
        rest = sorted(language for language in value if language not in self._languages)
        return {language: value[language] for language in (*first, *rest)}


def _condition(value: object, where: str) -> Condition:
    part = _Part(value, where, {"question", "codes", "is_not"})
    return Condition(
        question=part.one("question", _text),
        codes=frozenset(part.listed("codes", _number)),
        is_not=part.one("is_not", _flag, False),
    )
