"""Comments by theme and unit: counts of commenters, never of comments."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from groundswell.science.disclosure.published import Published
from groundswell.science.disclosure.records import Population, Records, records_of_sets
from groundswell.science.disclosure.statistics import N, Question

UNIT = "unit"
"""Column of the unit each commenter belongs to."""


@dataclass(frozen=True)
class Commenter:
    """Somebody who commented: their unit, and the themes of all they wrote."""

    unit: str
    themes: frozenset[str]


def commenters(people: Mapping[str, Commenter], themes: Iterable[str]) -> Records:
    """Commenters as records: a column of yes and no for each theme, and their unit.

    Examples
    --------
    >>> held = commenters({"p1": Commenter("W1", frozenset({"pay"}))}, ["pay", "rota"])
    >>> held.domains["rota"]
    ('yes', 'no')
    """
    sets = {theme: [p for p, one in people.items() if theme in one.themes] for theme in themes}
    return records_of_sets(sets, {UNIT: {p: one.unit for p, one in people.items()}})


def theme_by_unit(held: Records, themes: Iterable[str]) -> list[Question]:
    """The menu of a crosstab of themes by units with its margins."""
    where: list[dict[str, list[str]]] = [{}, *({theme: ["yes"]} for theme in themes)]
    units = [str(unit) for unit in held.domains[UNIT]]
    everywhere = [held.population(one) for one in where]
    each = [held.population({**one, UNIT: [unit]}) for one in where for unit in units]
    return [Question(population, N) for population in (*everywhere, *each)]


def may_be_quoted(published: Published, population: Population) -> bool:
    """Whether a comment may stand under a heading: only where its commenters are counted."""
    return published.value(Question(population, N)) is not None
