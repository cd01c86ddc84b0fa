"""Names in BibTeX: “von Family, Jr, Given”, “Given von Family”, and {a body} in braces."""

import re
from collections.abc import Iterator, Sequence

from .latex import latex_of, text_of_latex
from .work import OTHERS, Author

_AND = re.compile(r"[{}]|(?<!\S)and(?!\S)", re.IGNORECASE)
_COMMA = re.compile(r"[{}]|,")
_BLANK = re.compile(r"[{}]|\s+|~")
_PARTS_NAMES = re.compile(r",|(?<!\S)and(?!\S)|^others$", re.IGNORECASE)


def people_of(source: str) -> list[Author]:
    """
    >>> [a.family for a in people_of("van Dam, Nina and {NHS England} and Ann de la Cruz")]
    ['van Dam', '', 'de la Cruz']
    """
    return [_author(name.strip()) for name in _parted(source, _AND) if name.strip()]


def _author(source: str) -> Author:
    if source.casefold() == "others":
        return OTHERS
    if _is_in_braces(source):
        return Author(literal=text_of_latex(source))
    family, *others = (text_of_latex(part) for part in _parted(source, _COMMA))
    if not others:
        return _without_comma([p for p in _parted(source, _BLANK) if p])
    *juniors, given = others
    return Author(family=family, given=", ".join(filter(None, (given, *juniors))))


def _without_comma(words: Sequence[str]) -> Author:
    """The family name is the last word, or all from the first that begins with a small letter."""
    shown = [text_of_latex(word) for word in words]
    small = (n for n, word in enumerate(shown[:-1]) if word[:1].islower())
    begins = next(small, len(shown) - 1)
    return Author(family=" ".join(shown[begins:]), given=" ".join(shown[:begins]))


def _is_in_braces(source: str) -> bool:
    """Whether the braces that begin the name end only with it."""
    depth = 0
    for at, sign in enumerate(source):
        depth += (sign == "{") - (sign == "}")
        if depth == 0:
            return at > 0 and at == len(source) - 1
    return False


def _parted(source: str, separator: re.Pattern[str]) -> Iterator[str]:
    """The parts between the separators that stand in no braces."""
    depth, begins = 0, 0
    for found in separator.finditer(source):
        if found[0] in {"{", "}"}:
            depth += 1 if found[0] == "{" else -1
        elif depth == 0:
            yield source[begins : found.start()]
            begins = found.end()
    yield source[begins:]


def names_of(authors: Sequence[Author]) -> str:
    """What `people_of` reads back.

    >>> names_of([Author("van Dam", "Nina"), Author(literal="NHS England"), OTHERS])
    'van Dam, Nina and {NHS England} and others'
    >>> names_of([Author("King", "Martin Luther, Jr."), Author("Plato")])
    'King, Jr., Martin Luther and Plato,'
    """
    return " and ".join(map(_name, authors))


def _name(author: Author) -> str:
    if author == OTHERS:
        return "others"
    if author.literal:
        return f"{{{latex_of(author.literal)}}}"
    first, comma, junior = author.given.partition(", ")
    if comma and "," not in junior:
        return ", ".join(map(_guarded, (author.family, junior, first)))
    family, given = _guarded(author.family), _guarded(author.given)
    return f"{family}, {given}" if given else f"{family},"


def _guarded(text: str) -> str:
    """In braces, where the text itself holds what parts names from each other."""
    source = latex_of(text)
    return f"{{{source}}}" if _PARTS_NAMES.search(text) else source
