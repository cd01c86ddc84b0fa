"""Reads a CASE for `groundswell disclose`: records, public domains and a menu of queries."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from groundswell.cli.disclose_files import Faults, read_object
from groundswell.cli.disclose_queries import Stage, read_facts, read_stages
from groundswell.science.disclosure import Policy, Public, Records, nobody, records

COUNT = "count"
"""Column of the microdata that says how many people a row stands for."""

MOST_PEOPLE = 500
"""Default of population_upper_bound (people)."""


@dataclass(frozen=True)
class Case:
    """A case as it was read.

    Attributes
    ----------
    stages : tuple of tuple of Cell
        The menu, in the order in which its parts are published.
    """

    held: Records
    policy: Policy
    public: Public
    stages: tuple[Stage, ...]


def read_case(path: Path) -> Case:
    """Read a CASE file; keys the planner must not know are never looked at.

    Raises
    ------
    BadInput
        With every fault found: no file, no JSON, a missing or wrong part.
    """
    return case_from(read_object(path), Faults(path))


def case_from(raw: dict[str, Any], faults: Faults) -> Case:
    """The same of a case that is read already."""
    k = _whole(raw, "k_min", faults)
    most = _whole({"population_upper_bound": MOST_PEOPLE} | raw, "population_upper_bound", faults)
    domains = _domains(raw.get("domains"), faults)
    faults.refuse()
    held = _records(raw.get("microdata"), domains, faults)
    stages = read_stages(raw.get("queries"), held, faults)
    facts = read_facts(raw.get("attacker_knows"), held, faults)
    faults.refuse()
    always = frozenset(cell.now for stage in stages for cell in stage if cell.is_public)
    public = Public(facts=facts, questions=always)
    return Case(held, Policy(k, most_people=most), public, stages)


def _whole(raw: dict[str, Any], key: str, faults: Faults) -> int:
    found = raw.get(key)
    if isinstance(found, bool) or not isinstance(found, int) or found < 1:
        faults.add(f"{key}: {found!r} is not a whole number of 1 or more")
        return 1
    return found


def _domains(raw: Any, faults: Faults) -> dict[str, list[Any]]:
    if not isinstance(raw, dict) or not raw:
        faults.add("domains: must name each column with the list of all its values")
        return {}
    for column, values in raw.items():
        problem = _domain_problem(values)
        if problem:
            faults.add(f"domains, {column}: {problem}")
    return raw


def _domain_problem(values: Any) -> str:
    if not isinstance(values, list) or not values:
        return "must be a list of one value or more"
    if not all(is_value(value) for value in values):
        return "may hold texts, finite numbers and null only"
    if len(set(values)) < len(values):
        return "holds a value twice"
    return ""


def is_value(found: Any) -> bool:
    """Whether something can be a value of a column."""
    if isinstance(found, float):
        return math.isfinite(found)
    return found is None or isinstance(found, str | int)


def _records(raw: Any, domains: dict[str, list[Any]], faults: Faults) -> Records:
    columns = raw.get("columns") if isinstance(raw, dict) else None
    rows = raw.get("rows") if isinstance(raw, dict) else None
    if not isinstance(columns, list) or not isinstance(rows, list):
        faults.add("microdata: must have columns, a list of names, and rows, a list of lists")
        return nobody(domains)
    missing = [column for column in domains if column not in columns]
    for column in missing:
        faults.add("is a domain but no column of the microdata", column=column)
    wrong = [number for number, row in enumerate(rows, 1) if not _fits(row, columns)]
    for number in wrong:
        faults.add(f"must be a list of {len(columns)} values", number)
    if missing or wrong:
        return nobody(domains)
    return _held(domains, columns, rows, faults) or nobody(domains)


def _fits(row: Any, columns: Sequence[Any]) -> bool:
    return isinstance(row, list) and len(row) == len(columns)


def _held(
    domains: dict[str, list[Any]], columns: list[Any], rows: list[Any], faults: Faults
) -> Records | None:
    told = {column: [row[columns.index(column)] for row in rows] for column in domains}
    sound = True
    for column, values in told.items():
        for number, value in enumerate(values, 1):
            if not is_value(value) or value not in domains[column]:
                faults.add(f"{value!r} is no value of its domain", number, column)
                sound = False
    counts = [row[columns.index(COUNT)] for row in rows] if COUNT in columns else None
    for number, count in enumerate(counts or (), 1):
        if isinstance(count, bool) or not isinstance(count, int) or count < 0:
            faults.add(f"{count!r} is not a whole number of 0 or more", number, COUNT)
            sound = False
    return records(domains, told, counts) if sound else None
