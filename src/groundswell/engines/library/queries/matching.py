"""All that answers a question, looked for once: how many of each there are, and one part of it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import (
    Case,
    F,
    FilteredRelation,
    IntegerField,
    Max,
    Q,
    QuerySet,
    Value,
    When,
)

from ..kinds import Standing
from ..models import Choice, Entry, Word
from .facets import Tally
from .terms import Term

_OF_THE_VERY_WORD = 1  # weighs so much more than a word that begins with it
_IN_SHORT = ("number", "kind", "standing", "year", "order")
_TALLY, _CODE, _PLACE = 1, 2, 3
_IN_WHOLE = 1_000  # rarities are counted in thousandths: databases are quicker with whole numbers
_HOLDS_NO_LONGER = 10**9  # more than any score, so it comes after all that holds
# What is found is written down once and then read three times: to look for it takes longer than
# all the rest. A part beyond the end is the last. Nobody knows how much is found before: with
# COALESCE a database takes half of it to be of the kind, and not a handful.
_ANSWER = """
WITH found (number, kind, standing, year, by_title, score) AS MATERIALIZED ({found})
SELECT %s AS what, kind AS told, standing, year, COUNT(*) AS n FROM found GROUP BY 2, 3, 4
UNION ALL
SELECT %s, held.code, NULL, NULL, COUNT(*)
FROM found JOIN {choices} held ON held.entry_id = found.number WHERE {of_kind} GROUP BY 2
UNION ALL
SELECT %s, kind, standing, ROW_NUMBER() OVER (ORDER BY rank DESC, by_title, number), number
FROM (
    SELECT kind, standing, score - CASE WHEN standing = %s THEN 0 ELSE %s END AS rank, by_title,
        number
    FROM found WHERE {of_kind}
    ORDER BY rank DESC, by_title, number
    LIMIT %s OFFSET (
        SELECT CASE
            WHEN COUNT(*) > %s THEN %s WHEN COUNT(*) = 0 THEN 0 ELSE (COUNT(*) - 1) / %s * %s
        END FROM found WHERE {of_kind}
    )
) part
"""
# What holds every term, where they are many. To join nine tables a database thinks longer about
# their order than it takes to go through the words of all terms once.
_HOLDING_MANY = """
SELECT seen.*, held.score
FROM ({seen}) seen
JOIN (
    SELECT entry, SUM(part) AS score FROM ({parts}) parts GROUP BY 1 HAVING COUNT(*) = %s
) held ON held.entry = seen.number
"""
_MOST_JOINED = 4  # terms


Asked = tuple[str, Sequence[Any]]  # SQL, and what is put into it


@dataclass(frozen=True, slots=True)
class Matched:
    """`tallies` are of every kind; the codes and the part are of the kind that is chosen."""

    tallies: Sequence[Tally] = ()
    coded: Counter[str] = field(default_factory=Counter)
    numbers: Sequence[int] = ()  # of the part, in the order of the page


def matched(
    entries: QuerySet[Entry], terms: Sequence[Term], *, kind: str, first: int, per_page: int
) -> Matched:
    """What answers every term; one query, which sees no more than the entries given.

    What holds comes before what does not; then weight and rarity decide, then the title.
    """
    found, given = _found(entries, terms)
    of_kind, chosen = ("COALESCE(kind = %s, FALSE)", (kind,)) if kind else ("1 = 1", ())
    choices = connection.ops.quote_name(Choice._meta.db_table)
    asked = _ANSWER.format(found=found, choices=choices, of_kind=of_kind)
    with connection.cursor() as cursor:
        cursor.execute(
            asked,
            [
                *(*given, _TALLY),
                *(_CODE, *chosen),
                *(_PLACE, Standing.CURRENT, _HOLDS_NO_LONGER, *chosen, per_page),
                *(first, first, per_page, per_page, *chosen),
            ],
        )
        rows = cursor.fetchall()
    placed = sorted((place, number) for what, _t, _s, place, number in rows if what == _PLACE)
    return Matched(
        tallies=[Tally(k, s, year or 0, n) for what, k, s, year, n in rows if what == _TALLY],
        coded=Counter({code: n for what, code, _s, _y, n in rows if what == _CODE}),
        numbers=[number for _place, number in placed],
    )


def _found(entries: QuerySet[Entry], terms: Sequence[Term]) -> Asked:
    """What holds every term, with its score; without terms, everything."""
    if len(terms) <= _MOST_JOINED:
        return _sql(_joined(entries, terms))
    seen, given = _sql(entries.order_by().values_list(*_IN_SHORT))
    parts = [_sql(_part(term)) for term in terms]
    asked = _HOLDING_MANY.format(
        seen=seen, parts=" UNION ALL ".join(text for text, _given in parts)
    )
    return asked, [*given, *(one for _text, some in parts for one in some), len(terms)]


def _joined(entries: QuerySet[Entry], terms: Sequence[Term]) -> QuerySet[Entry, Any]:
    score: Any = Value(0)
    for place, term in enumerate(terms):
        name = f"w{place}"
        held = FilteredRelation("words", condition=Q(words__word__in=term.words))
        entries = entries.annotate(**{name: held}).filter(**{f"{name}__weight__gte": 1})
        score += _weight(term, f"{name}__")
    rows = entries.order_by().values(*_IN_SHORT).annotate(score=score)
    return rows.values_list(*_IN_SHORT, "score")


def _part(term: Term) -> QuerySet[Word, Any]:
    """The same of one term: each entry that holds it, and how much that counts."""
    held = Word.objects.filter(word__in=term.words).order_by().values("entry")
    return held.annotate(part=_weight(term)).values_list("entry", "part")


def _weight(term: Term, of: str = "") -> Any:
    """How much a term counts; no entry has a word twice, but it may have several of its words."""
    weight: Any = F(f"{of}weight")
    if len(term.words) > 1:
        exact = When(**{f"{of}word": term.exact}, then=weight + _OF_THE_VERY_WORD)
        weight = Max(Case(exact, default=weight, output_field=IntegerField()))
    return weight * Value(round(term.rarity * _IN_WHOLE))


def _sql(rows: QuerySet[Any, Any]) -> Asked:
    return rows.query.get_compiler(connection=connection).as_sql()
