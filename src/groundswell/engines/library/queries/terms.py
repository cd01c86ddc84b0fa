"""From the words that are asked to the words of the index that answer them."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Count, Q, QuerySet

from ..finding.nearness import distance, may_differ
from ..finding.spelling import canonical, grams
from ..models import Entry, Gram

SHORTEST_BEGINNING = 3  # letters; what is shorter is a whole word
MOST_BEGUN = 60  # words that begin with what was typed
MOST_COUNTED = 1_000  # entries; what more have is as common as can be
_MOST_ALIKE = 300  # words that share letters with what was typed
_MOST_NEAR = 6


@dataclass(frozen=True, slots=True)
class Term:
    """One asked word. Any of `words` answers it, the `exact` one best."""

    exact: str
    words: tuple[str, ...]
    n: int  # entries that this reader may see and that hold it, up to MOST_COUNTED

    @property
    def rarity(self) -> float:
        return round(math.log(1 + MOST_COUNTED / max(self.n, 1)), 3)


@dataclass(frozen=True, slots=True)
class Replaced:
    """A word that nothing holds, and the nearest that something does."""

    asked: str
    used: str


def terms_of(
    visible: QuerySet[Entry], asked: Sequence[str], *, literal: bool
) -> tuple[list[Term], list[Replaced]]:
    """The terms, the rarest first; two queries, and three more for each word that nothing holds.

    Everything is counted among the entries that the reader may see: what stands only in others is
    neither known nor offered.
    """
    terms: list[Term] = []
    replaced: list[Replaced] = []
    exact = [canonical(word) for word in asked]
    answering: list[tuple[str, ...]] = [(one,) for one in exact[:-1]]
    answering += [(exact[-1], *_begun(asked[-1], exact[-1]))] if asked else []
    counted = _n_holding(visible, answering)
    for word, one, words, n in zip(asked, exact, answering, counted, strict=True):
        term = Term(one, words, n)
        if not term.n and not literal and (near := _nearest(visible, term.exact)):
            replaced.append(Replaced(word, _written(visible, near.exact)))
            term = near
        terms.append(term)
    return sorted(terms, key=lambda term: term.n), replaced


def _begun(word: str, exact: str) -> list[str]:
    """The words of the index that begin with what was typed, the shortest first."""
    beginnings = {b for b in (word, exact) if len(b) >= SHORTEST_BEGINNING and not b.isdigit()}
    if not beginnings:
        return []
    begins = Q()
    for beginning in beginnings:
        begins |= Q(gram=grams(beginning)[0]) & _begins(beginning)
    found = Gram.objects.filter(begins).exclude(word=exact).values_list("word", flat=True)
    return sorted(set(found), key=lambda other: (len(other), other))[:MOST_BEGUN]


def _begins(beginning: str) -> Q:
    """A condition that each database answers from its index: SQLite has no indexed LIKE here."""
    if connection.vendor == "sqlite":
        return Q(word__gte=beginning, word__lt=beginning + "\U0010ffff")
    return Q(word__startswith=beginning)


def _n_holding(visible: QuerySet[Entry], answering: Sequence[tuple[str, ...]]) -> list[int]:
    """For each of these lots of words how many entries hold any of it, as far as we count."""
    if not answering:
        return []
    asked: list[str] = []
    given: list[Any] = []
    for place, words in enumerate(answering):
        held = visible.filter(words__word__in=words).order_by().values("number")[:MOST_COUNTED]
        sql, params = held.query.get_compiler(connection=connection).as_sql()
        asked.append(f"SELECT {place}, COUNT(*) FROM ({sql}) held")  # noqa: S608 a number and SQL
        given += params
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked), given)
        return [n for _place, n in sorted(cursor.fetchall())]


def _nearest(visible: QuerySet[Entry], word: str) -> Term | None:
    """The word that differs in the fewest letters; of several the one that most entries hold."""
    near = _near(word)
    held = visible.filter(words__word__in=list(near)).order_by()
    counted = dict(held.values_list("words__word").annotate(n=Count("pk")))
    best = min(counted, key=lambda other: (near[other], -counted[other], other), default=None)
    return Term(best, (best,), min(counted[best], MOST_COUNTED)) if best else None


def _near(word: str) -> dict[str, int]:
    """Words that something in the library holds, with how far each is from this one."""
    most = may_differ(word)
    if not most:
        return {}
    alike = Gram.objects.filter(gram__in=grams(word)).values("word").annotate(n=Count("pk"))
    ordered = alike.order_by("-n", "word").values_list("word", flat=True)[:_MOST_ALIKE]
    far = {other: distance(word, other, most) for other in ordered}
    kept = [other for other in sorted(far, key=far.__getitem__) if 0 < far[other] <= most]
    return {other: far[other] for other in kept[:_MOST_NEAR]}


def _written(visible: QuerySet[Entry], word: str) -> str:
    """How the word is mostly written, in what this reader may see."""
    held = visible.filter(words__word=word).order_by().values_list("words__written", flat=True)
    return Counter(held[:50]).most_common(1)[0][0] or word
