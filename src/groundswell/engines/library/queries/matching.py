"""All that answers a question, looked for once: how many of each there are, and one part of it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import (
    Case,
    ExpressionWrapper,
    F,
    FilteredRelation,
    FloatField,
    IntegerField,
    Max,
    Q,
    QuerySet,
    Value,
    When,
)

from ..kinds import Standing
from ..models import Choice, Entry
from .facets import Tally
from .terms import Term

_OF_THE_VERY_WORD = 1  # weighs so much more than a word that begins with it
_IN_SHORT = ("number", "kind", "standing", "year", "order")
_TALLY, _CODE, _PLACE = 1, 2, 3
# What is found is written down once and then read three times: to look for it takes longer than
# all the rest. A part beyond the end is the last.
_ANSWER = """
WITH found (number, kind, standing, year, by_title, score) AS MATERIALIZED ({found})
SELECT %s AS what, kind AS told, standing, year, COUNT(*) AS n FROM found GROUP BY 2, 3, 4
UNION ALL
SELECT %s, held.code, NULL, NULL, COUNT(*)
FROM found JOIN {choices} held ON held.entry_id = found.number WHERE {of_kind} GROUP BY 2
UNION ALL
SELECT %s, kind, standing, ROW_NUMBER() OVER (ORDER BY last, score DESC, by_title, number), number
FROM (
    SELECT kind, standing, CASE WHEN standing = %s THEN 0 ELSE 1 END AS last, score, by_title,
        number
    FROM found WHERE {of_kind}
    ORDER BY last, score DESC, by_title, number
    LIMIT %s OFFSET (
        SELECT CASE
            WHEN COUNT(*) > %s THEN %s WHEN COUNT(*) = 0 THEN 0 ELSE (COUNT(*) - 1) / %s * %s
        END FROM found WHERE {of_kind}
    )
) part
"""


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
    found, given = _scored(entries, terms).query.get_compiler(connection=connection).as_sql()
    of_kind, chosen = ("kind = %s", (kind,)) if kind else ("1 = 1", ())
    choices = connection.ops.quote_name(Choice._meta.db_table)
    asked = _ANSWER.format(found=found, choices=choices, of_kind=of_kind)
    with connection.cursor() as cursor:
        cursor.execute(
            asked,
            [
                *(*given, _TALLY),
                *(_CODE, *chosen),
                *(_PLACE, Standing.CURRENT, *chosen, per_page),
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


def _scored(entries: QuerySet[Entry], terms: Sequence[Term]) -> QuerySet[Entry, Any]:
    score: Any = Value(0.0)
    for place, term in enumerate(terms):
        name = f"w{place}"
        held = FilteredRelation("words", condition=Q(words__word__in=term.words))
        entries = entries.annotate(**{name: held}).filter(**{f"{name}__weight__gte": 1})
        weight = _weight(name, term) * Value(term.rarity)
        score = ExpressionWrapper(score + weight, FloatField())
    rows = entries.order_by().values(*_IN_SHORT).annotate(score=score)
    return rows.values_list(*_IN_SHORT, "score")


def _weight(name: str, term: Term) -> Any:
    weight = F(f"{name}__weight")
    if len(term.words) == 1:
        return weight
    exact = When(**{f"{name}__word": term.exact}, then=weight + _OF_THE_VERY_WORD)
    return Max(Case(exact, default=weight, output_field=IntegerField()))
