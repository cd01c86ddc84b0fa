"""Queries and public facts of a CASE for `groundswell disclose`."""

import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from groundswell.cli.disclose_files import Faults
from groundswell.science.disclosure import Fact, Population, Question, Records, Statistic, statistic

WAVE = "wave"
"""Column whose last two values a change compares."""

EVERYBODY = "all"
"""Key of the only cell of a query without groups."""

MOST_CELLS = 200_000
"""Most cells of one query (cells)."""


@dataclass(frozen=True)
class Cell:
    """One number of the menu: where it stands in the release, and what it asks.

    `before` is set for a change: the same question about the wave before. `is_public`:
    the number is public in any case.
    """

    query: str
    key: str
    text: str
    now: Question
    before: Question | None = None
    is_public: bool = False

    @property
    def questions(self) -> tuple[Question, ...]:
        """What must be answered to fill the cell."""
        return (self.now,) if self.before is None else (self.now, self.before)


Stage = tuple[Cell, ...]


@dataclass(frozen=True)
class _Query:
    """A query that has been looked through."""

    name: str
    where: dict[str, list[Any]]
    groups: list[str]
    statistics: list[tuple[str, Statistic]]
    release: int
    n_is_public: bool


def read_stages(raw: Any, held: Records, faults: Faults) -> tuple[Stage, ...]:
    """The menu, in the order in which its parts are published; those without one first."""
    if not isinstance(raw, list) or not raw:
        faults.add("queries: must be a list of one query or more")
        return ()
    found = [_query(one, number, held, faults) for number, one in enumerate(raw, 1)]
    queries = [one for one in found if one]
    names = [one.name for one in queries]
    for name in sorted({name for name in names if names.count(name) > 1}):
        faults.add(f"queries, {name}: the id stands twice")
    stages: dict[int, list[Cell]] = {}
    for query in queries:
        stages.setdefault(query.release, []).extend(_cells(query, held, faults))
    return tuple(tuple(stages[release]) for release in sorted(stages))


def _query(raw: Any, number: int, held: Records, faults: Faults) -> _Query | None:
    place = f"queries, number {number}"
    if not isinstance(raw, dict) or not isinstance(raw.get("id"), str) or not raw["id"]:
        faults.add(f"{place}: must be an object with an id")
        return None
    place = f"queries, {raw['id']}"
    where = _where(raw.get("filter", {}), held, f"{place}, filter", faults)
    groups = raw.get("group_by", [])
    if not isinstance(groups, list) or not all(_is_column(one, held) for one in groups):
        faults.add(f"{place}, group_by: must be a list of columns of the domains")
        groups = []
    if math.prod(len(held.domains[one]) for one in groups) > MOST_CELLS:
        faults.add(f"{place}, group_by: makes more than {MOST_CELLS:,} cells")
        groups = []
    release = raw.get("release", 0)
    if isinstance(release, bool) or not isinstance(release, int):
        faults.add(f"{place}, release: {release!r} is not a whole number")
        release = 0
    asked = _statistics(raw.get("stats"), held, place, faults)
    is_public = raw.get("n_always_public") is True
    return _Query(raw["id"], where, groups, asked, release, is_public)


def _is_column(found: Any, held: Records) -> bool:
    return isinstance(found, str) and found in held.domains


def _where(raw: Any, held: Records, place: str, faults: Faults) -> dict[str, list[Any]]:
    if not isinstance(raw, dict):
        faults.add(f"{place}: must name columns, each with a list of values")
        return {}
    try:
        if not all(isinstance(values, list) for values in raw.values()):
            raise ValueError("each column needs a list of values")
        held.population(raw)
    except (ValueError, TypeError) as error:
        faults.add(f"{place}: {error}")
        return {}
    return raw


def _statistics(raw: Any, held: Records, place: str, faults: Faults) -> list[tuple[str, Statistic]]:
    if not isinstance(raw, list) or not raw:
        faults.add(f"{place}, stats: must be a list of one statistic or more")
        return []
    found = []
    for text in raw:
        try:
            found.append((text, _statistic(text, held)))
        except ValueError as error:
            faults.add(f"{place}, stats: {error}")
    return found


def _statistic(text: Any, held: Records) -> Statistic:
    asked = statistic(str(text))
    if asked.kind == "rate":
        raise ValueError("rate needs headcounts, which a case does not have")
    if asked.item:
        values = held.domains.get(asked.item, ("",))
        if any(isinstance(value, str) for value in values):
            raise ValueError(f"{text!r}: {asked.item!r} is no column whose values are numbers")
        unknown = [code for code in asked.codes if code not in values]
        if unknown:
            raise ValueError(f"{text!r}: {unknown[0]} is no value of {asked.item!r}")
    if asked.kind == "change" and len(held.domains.get(WAVE, ())) < 2:
        raise ValueError(f"{text!r}: a change needs a column {WAVE!r} of two values or more")
    return asked


def _cells(query: _Query, held: Records, faults: Faults) -> Iterator[Cell]:
    for values in itertools.product(*(held.domains[column] for column in query.groups)):
        key = "|".join(map(str, values)) or EVERYBODY
        where = query.where | {c: [v] for c, v in zip(query.groups, values, strict=True)}
        for text, asked in query.statistics:
            if asked.kind == "change":
                cell = _change(query, held, key, text, where)
                if cell is None:
                    faults.add(f"queries, {query.name}, {key}: {text!r} needs two waves")
                else:
                    yield cell
            else:
                is_public = query.n_is_public and asked.kind == "n"
                question = Question(held.population(where), asked)
                yield Cell(query.name, key, text, question, is_public=is_public)


def _change(
    query: _Query, held: Records, key: str, text: str, where: dict[str, list[Any]]
) -> Cell | None:
    """A change is answered by two means: of the last wave asked of, and the one before."""
    waves = [v for v in held.domains[WAVE] if v in where.get(WAVE, held.domains[WAVE])]
    if len(waves) < 2:
        return None
    change = statistic(text)
    mean = Statistic("mean", change.item, decimals=change.decimals)
    now, before = (Question(_in_wave(held, where, wave), mean) for wave in (waves[-1], waves[-2]))
    return Cell(query.name, key, text, now, before)


def _in_wave(held: Records, where: dict[str, list[Any]], wave: Any) -> Population:
    return held.population(where | {WAVE: [wave]})


def read_facts(raw: Any, held: Records, faults: Faults) -> tuple[Fact, ...]:
    """What the attacker knows: how many records a population has at least and at most."""
    if not isinstance(raw, list | type(None)):
        faults.add("attacker_knows: must be a list")
        return ()
    found = [_fact(one, number, held, faults) for number, one in enumerate(raw or (), 1)]
    return tuple(fact for fact in found if fact)


def _fact(raw: Any, number: int, held: Records, faults: Faults) -> Fact | None:
    place = f"attacker_knows, number {number}"
    if not isinstance(raw, dict):
        faults.add(f"{place}: must be an object with where, min and max")
        return None
    where = _where(raw.get("where"), held, f"{place}, where", faults)
    ends = [raw.get("min", 0), raw.get("max", math.inf)]
    if not all(isinstance(end, int | float) and end >= 0 for end in ends) or ends[0] > ends[1]:
        faults.add(f"{place}: min and max must be numbers of 0 or more, min not over max")
        return None
    return Fact(held.population(where), float(ends[0]), float(ends[1]))
