"""Which works are the same: certainly, or perhaps, for somebody to look at."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cached_property
from itertools import chain, combinations, islice
from typing import Generic, TypeVar

from groundswell.ground.kernel.search import fold

from .work import OTHERS, Author, Work, doi_of

Id = TypeVar("Id")
_TAG = re.compile(r"<[^<>]{1,40}>")
_WORD = re.compile(r"[^\W_]+")
_ARTICLES = {"the", "a", "an"}
_INITIALS = re.compile(r"(?P<family>.+) [A-Z]{1,3}")
_SUBTITLE = re.compile(r"\s*[:?]\s+|\s+[-–—]\s+")
_YEARS_APART = 1  # online first in one year, printed in the next
_FEW_WORDS = 3  # a shorter title, such as “Editorial”, says little of who wrote it
_TELLING_WORDS = 5  # of a title, the longest; two of them have to be the same to look closer
_MOST_LOOKED_AT = 100  # titles that are compared letter by letter with one title
_MOST_PERHAPS = 5  # works that one work may be; nobody looks at more


class By(StrEnum):
    """What two works have in common; the codes are what is stored."""

    DOI = "doi"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Match(Generic[Id]):
    """A new work that is, or may be, a known one or another new one before it."""

    new: int  # its place among the new works
    known: Id | None
    earlier: int | None  # the place of the other new work, where it is none of the known
    by: By
    certain: bool


def same_doi(one: Work, other: Work) -> bool:
    """Whether both have a DOI, be it in an address, and it is the same."""
    return _doi(one) == _doi(other) != ""


def _doi(work: Work) -> str:
    return work.doi or (doi_of(work.url) if "doi.org/" in work.url.lower() else "")


def title_print(title: str) -> str:
    """What is left of a title without capitals, accents, points, markup and articles.

    >>> title_print("The <i>Fearless</i> Organization: creating safety & trust")
    'fearless organization creating safety and trust'
    >>> title_print("Fearless organization. Creating safety and trust.")
    'fearless organization creating safety and trust'
    """
    plain = _folded(_TAG.sub("", title)).replace("&", " and ").replace("'", "").replace("’", "")
    words = _WORD.findall(plain)
    return " ".join([w for w in words if w not in _ARTICLES] or words)


def _folded(text: str) -> str:
    """What `fold` gives, at once where there is nothing to take apart."""
    return text.lower() if text.isascii() else fold(text)


def duplicates(new: Sequence[Work], known: Sequence[tuple[Id, Work]]) -> list[Match[Id]]:
    """Which of the new works are among the known, or among the new works before them.

    At most one match that is certain for each new work, or else the few that it may be. The same
    DOI is certain, and so is the same title of about the same year with an author in common; works
    with different DOIs are never the same for certain.
    """
    prints: list[_Print[Id]] = [_Print(work, None, place) for place, work in enumerate(new)]
    index = _Index[Id](prints)
    for id_, work in known:
        index.add(_Print(work, id_, None))
    found: list[Match[Id]] = []
    for mine in prints:
        found += index.matches(mine)
        index.add(mine)
    return found


class _Print(Generic[Id]):
    """A work as it is compared."""

    def __init__(self, work: Work, known: Id | None, place: int | None) -> None:
        self.known = known
        self.place = place
        self.doi = _doi(work)
        self.year = work.year
        self.title = title_print(work.title)
        self.words = self.title.split()
        subtitle = _SUBTITLE.search(work.title)
        self.main = title_print(work.title[: subtitle.start()]) if subtitle else ""
        self._authors = work.authors

    @cached_property
    def families(self) -> set[str]:
        return {_folded(name) for a in self._authors if a != OTHERS for name in _families(a)}

    def telling(self) -> Iterator[str]:
        """Titles that differ in a few letters have one of these in common."""
        if len(self.words) <= _FEW_WORDS:
            yield f"{self.title[:4]}…"
            yield f"…{self.title[-4:]}"
        longest = sorted(sorted(set(self.words)), key=len)[-_TELLING_WORDS:]
        yield from map(" ".join, combinations(sorted(longest), 2))


def _families(author: Author) -> Iterator[str]:
    """The name by which a list of authors is compared; “Smith JA” is Smith."""
    yield author.family or author.literal
    initials = _INITIALS.fullmatch(author.literal)
    if initials:
        yield initials["family"]


class _Index(Generic[Id]):
    """The works to compare with, found by what they may have in common with one.

    Nothing is noted that none of those who will ask (`asking`) has: most is not.
    """

    def __init__(self, asking: Sequence[_Print[Id]]) -> None:
        self._by_doi: dict[str, _Print[Id]] = {}
        self._by_title: defaultdict[str, list[_Print[Id]]] = defaultdict(list)
        self._by_main: defaultdict[str, list[_Print[Id]]] = defaultdict(list)
        self._by_key: dict[str, list[_Print[Id]]] = {k: [] for p in asking for k in p.telling()}

    def add(self, other: _Print[Id]) -> None:
        if other.doi:
            self._by_doi.setdefault(other.doi, other)
        self._by_title[other.title].append(other)
        if other.main:
            self._by_main[other.main].append(other)
        for key in other.telling():
            if key in self._by_key:
                self._by_key[key].append(other)

    def matches(self, mine: _Print[Id]) -> list[Match[Id]]:
        same = self._by_doi.get(mine.doi)
        if same is not None:
            return [_match(mine, same, By.DOI, certain=True)]
        alike = [o for o in self._by_title.get(mine.title, ()) if mine.title]
        for other in alike:
            if _is_certain(mine, other):
                return [_match(mine, other, By.TITLE, certain=True)]
        perhaps = chain(
            (o for o in alike if _may_be(mine, o)),
            (o for o in self._near(mine) if _agrees(mine, o)),
        )
        few = islice(perhaps, _MOST_PERHAPS)
        return [_match(mine, other, By.TITLE, certain=False) for other in few]

    def _near(self, mine: _Print[Id]) -> Iterator[_Print[Id]]:
        """Works whose title is the same but for a few letters, or but for a subtitle."""
        short = [*self._by_main.get(mine.title, ()), *self._by_title.get(mine.main, ())]
        shortened = [o for o in short if o.title != mine.title and mine.title and o.title]
        yield from shortened
        seen = {id(other) for other in shortened}
        matcher = SequenceMatcher(None, "", mine.title, autojunk=False)
        for other in islice(self._candidates(mine), _MOST_LOOKED_AT):
            if id(other) not in seen and _is_near(mine, other, matcher):
                yield other

    def _candidates(self, mine: _Print[Id]) -> Iterator[_Print[Id]]:
        """Those in the smallest groups first: a word that few titles have says the most."""
        groups = sorted((self._by_key[key] for key in mine.telling()), key=len)
        once: set[int] = set()
        for group in groups:
            for other in group[:_MOST_LOOKED_AT]:
                if id(other) not in once and other.title != mine.title:
                    once.add(id(other))
                    yield other


def _match(mine: _Print[Id], other: _Print[Id], by: By, *, certain: bool) -> Match[Id]:
    return Match(mine.place or 0, other.known, other.place, by, certain)


def _have_different_dois(mine: _Print[Id], other: _Print[Id]) -> bool:
    return bool(mine.doi and other.doi and mine.doi != other.doi)


def _years_agree(mine: _Print[Id], other: _Print[Id]) -> bool | None:
    """None where a year is not known."""
    if mine.year is None or other.year is None:
        return None
    return abs(mine.year - other.year) <= _YEARS_APART


def _authors_agree(mine: _Print[Id], other: _Print[Id]) -> bool | None:
    """None where the authors of one are not known."""
    if not mine.families or not other.families:
        return None
    return not mine.families.isdisjoint(other.families)


def _is_certain(mine: _Print[Id], other: _Print[Id]) -> bool:
    """For two with the same title."""
    agrees = _years_agree(mine, other) and _authors_agree(mine, other)
    return bool(agrees) and not _have_different_dois(mine, other)


def _may_be(mine: _Print[Id], other: _Print[Id]) -> bool:
    """For two with the same title: a preprint and its article, an edition, or a slip in a name."""
    years, authors = _years_agree(mine, other), _authors_agree(mine, other)
    if authors:
        return True
    if _have_different_dois(mine, other) or len(mine.words) < _FEW_WORDS:
        return False
    return authors is None or bool(years)


def _agrees(mine: _Print[Id], other: _Print[Id]) -> bool:
    """For two with nearly the same title: nothing else speaks against it."""
    years, authors = _years_agree(mine, other), _authors_agree(mine, other)
    if _have_different_dois(mine, other):
        return bool(authors)
    return authors is not False and years is not False


def _is_near(mine: _Print[Id], other: _Print[Id], matcher: SequenceMatcher[str]) -> bool:
    """Whether a few letters differ, but no number: part 1 is not part 2."""
    one, two = mine.title, other.title
    longest = max(len(one), len(two))
    few = 2 * (1 + longest // 20)
    if abs(len(one) - len(two)) > few or _numbers(mine) != _numbers(other):
        return False
    matcher.set_seq1(two)
    least = 1 - (few + 0.01) / (len(one) + len(two))  # a hair less: it is a fraction
    return matcher.quick_ratio() >= least and matcher.ratio() >= least


def _numbers(of: _Print[Id]) -> list[str]:
    return [word for word in of.words if word[0].isdigit()]
