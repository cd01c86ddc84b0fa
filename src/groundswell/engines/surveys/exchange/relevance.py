"""When a question is asked, as other programs write it: what is simple enough is read.

${job} = 'nurse' and not(selected(${ways}, 'mail'))      XLSForm
(job.NAOK == "Y" or job.NAOK == "N") and a1 != "3"        LimeSurvey
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

MOST_LETTERS = 2_000
_MOST_DEPTH = 20
_TOKEN = re.compile(
    r"\s*(?:"
    r"(?P<ref>\$\{\s*[A-Za-z_][\w.-]*\s*\})"
    r"|(?P<text>'[^']*'|\"[^\"]*\"|‘[^’]*’|“[^”]*”|\d+(?:\.\d+)?(?![\w.]))"
    r"|(?P<op>==|!=|=|&&|\|\||\(|\)|,|!)"
    r"|(?P<word>[A-Za-z0-9_][\w.]*)"
    r")"
)
_QUOTES = "'\"‘’“”"


@dataclass(frozen=True, slots=True)
class Atom:
    """One question was answered with one of these; or was not."""

    question: str
    values: frozenset[str]
    is_not: bool = False


class NotSimple(ValueError):
    """The expression says more than a survey here can."""


def atoms_of(expression: str) -> list[Atom]:
    """What has to hold, all of it. Raises NotSimple.

    >>> [(a.question, sorted(a.values), a.is_not) for a in atoms_of("${a} = '1' or ${a} = '2'")]
    [('a', ['1', '2'], False)]
    """
    if len(expression) > MOST_LETTERS:
        raise NotSimple
    parser = _Parser([*_tokens(expression)])
    found = parser.either()
    if not parser.is_at_end:
        raise NotSimple
    return found


def _tokens(expression: str) -> Iterator[tuple[str, str]]:
    place = 0
    text = expression.rstrip()
    while place < len(text):
        found = _TOKEN.match(text, place)
        if found is None or found.lastgroup is None:
            raise NotSimple
        yield found.lastgroup, found[found.lastgroup]
        place = found.end()


class _Parser:
    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self._tokens, self._at, self._depth = tokens, 0, 0

    @property
    def is_at_end(self) -> bool:
        return self._at >= len(self._tokens)

    def _peek(self) -> tuple[str, str]:
        return ("", "") if self.is_at_end else self._tokens[self._at]

    def _take(self, *texts: str) -> bool:
        if self._peek()[1].lower() in texts and self._peek()[0] in {"op", "word"}:
            self._at += 1
            return True
        return False

    def _need(self, text: str) -> None:
        if not self._take(text):
            raise NotSimple

    def either(self) -> list[Atom]:
        self._depth += 1
        if self._depth > _MOST_DEPTH:
            raise NotSimple
        found = self._both()
        while self._take("or", "||"):
            found = [_joined(found, self._both())]
        self._depth -= 1
        return found

    def _both(self) -> list[Atom]:
        found = self._one()
        while self._take("and", "&&"):
            found += self._one()
        return found

    def _one(self) -> list[Atom]:
        if self._take("not", "!"):
            return [_flipped(self._within() if self._peek()[1] == "(" else self._compared())]
        return self._within() if self._peek()[1] == "(" else self._compared()

    def _within(self) -> list[Atom]:
        self._need("(")
        found = self.either()
        self._need(")")
        return found

    def _compared(self) -> list[Atom]:
        if self._take("selected"):
            self._need("(")
            question = self._name()
            self._need(",")
            value = self._value()
            self._need(")")
            return [Atom(question, frozenset({value}))]
        question = self._name()
        is_not = self._take("!=")
        if not is_not and not self._take("=", "=="):
            raise NotSimple
        return [Atom(question, frozenset({self._value()}), is_not)]

    def _name(self) -> str:
        kind, text = self._peek()
        if kind not in {"ref", "word"}:
            raise NotSimple
        self._at += 1
        return text.strip("${} ").removesuffix(".NAOK")

    def _value(self) -> str:
        kind, text = self._peek()
        if kind != "text":
            raise NotSimple
        self._at += 1
        return text.strip(_QUOTES)


def _joined(first: list[Atom], second: list[Atom]) -> Atom:
    """This or that: simple where both speak of one question, and both say that it is."""
    if len(first) != 1 or len(second) != 1:
        raise NotSimple
    (one,), (other,) = first, second
    if one.question != other.question or one.is_not or other.is_not:
        raise NotSimple
    return Atom(one.question, one.values | other.values)


def _flipped(found: list[Atom]) -> Atom:
    if len(found) != 1:
        raise NotSimple
    return Atom(found[0].question, found[0].values, not found[0].is_not)
