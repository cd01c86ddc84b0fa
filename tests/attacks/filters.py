"""Random filters on a published survey, and an attacker who subtracts everything from everything.

The attacker shares nothing with the planner: it knows who could be asked of (the questions), and
the numbers that were shown. Of two groups, one inside the other, it takes the difference.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tests.attacks.intruder import leaks

Where = Mapping[str, Sequence[str]]
Told = tuple[Where, str, float | None]  # of whom, the statistic in its short form, what was shown


@dataclass(frozen=True)
class Staff:
    """Everybody who answered: a code in each column, and an answer to one item."""

    domains: dict[str, list[str]]
    codes: dict[str, NDArray[np.int64]]
    answers: NDArray[np.int64]

    def inside(self, where: Where) -> NDArray[np.bool_]:
        found = np.ones(self.answers.size, dtype=bool)
        for column, values in where.items():
            wanted = [self.domains[column].index(value) for value in values]
            found &= np.isin(self.codes[column], wanted)
        return found


def a_trust(n_people: int, n_units: int, n_groups: int, seed: int) -> Staff:
    """Units from a handful to hundreds, staff groups from few to half of everybody."""
    draw = np.random.default_rng(seed)
    sizes, parts = draw.lognormal(0, 0.9, n_units), 0.6 ** np.arange(n_groups)
    codes = {
        "unit": draw.choice(n_units, n_people, p=sizes / sizes.sum()),
        "group": draw.choice(n_groups, n_people, p=parts / parts.sum()),
    }
    level = draw.normal(3.4, 0.6, n_units)[codes["unit"]] + draw.normal(0, 1.1, n_people)
    domains = {
        "unit": [f"unit {at}" for at in range(n_units)],
        "group": [f"group {at}" for at in range(n_groups)],
    }
    return Staff(domains, codes, np.clip(np.rint(level), 1, 5).astype(int))


def random_filters(staff: Staff, draw: np.random.Generator, n: int) -> Iterator[Where]:
    """Filters as somebody after a few people would set them: each like the last, but for little.

    Small units come and go most often; half of the time it is the few of one staff group in them.
    """
    units = staff.domains["unit"]
    groups = staff.domains["group"]
    sizes = np.bincount(staff.codes["unit"], minlength=len(units))
    odds = 1 / np.maximum(sizes, 1.0)
    chosen = set(draw.choice(units, int(draw.integers(1, len(units))), replace=False).tolist())
    some = draw.choice(groups, int(draw.integers(1, len(groups) + 1)), replace=False).tolist()
    for _ in range(n):
        where = {"unit": sorted(chosen)}
        yield where if len(some) == len(groups) else {**where, "group": sorted(some)}
        flipped = int(draw.integers(1, 3))
        chosen ^= set(draw.choice(units, flipped, replace=False, p=odds / odds.sum()).tolist())
        chosen = chosen or {units[0]}


def differences(staff: Staff, told: Sequence[Told], k: int) -> list[tuple[Where, Where, int]]:
    """Groups of one person or more and fewer than k that two shown counts give away."""
    shown = [
        (where, int(value)) for where, text, value in told if text == "n" and value is not None
    ]
    people = np.array([staff.inside(where) for where, _ in shown], dtype=np.int32)
    if not shown:
        return []
    common = people @ people.T
    size = people.sum(axis=1)
    is_inside = common == size[:, None]  # all of the row's people are among the column's
    rest = size[None, :] - size[:, None]
    found = np.argwhere(is_inside & (rest > 0) & (rest < k))
    return [(shown[a][0], shown[b][0], int(rest[a, b])) for a, b in found if _holds(shown, a, b)]


def _holds(shown: Sequence[tuple[Where, int]], inner: int, outer: int) -> bool:
    """Whether the attacker sees by the questions alone that one group lies in the other."""
    small, large = shown[inner][0], shown[outer][0]
    return all(c in small and set(small[c]) <= set(values) for c, values in large.items())


def too_small(staff: Staff, told: Sequence[Told], k: int) -> list[Told]:
    """Shown numbers of fewer than k people."""
    return [
        (where, text, value)
        for where, text, value in told
        if value is not None and int(staff.inside(where).sum()) < k
    ]


def by_programme(staff: Staff, told: Sequence[Told], k: int) -> list[tuple]:
    """What an integer programme concludes of every group under k that the filters single out.

    Columns are cut down to what the filters tell apart, which keeps the programme small.
    """
    named = [where for where, _, _ in told]
    domains, codes = {}, {}
    for column in staff.domains:
        domains[column], codes[column] = _classes(staff, column, named)
    queries, release = [], {}
    for number, (where, text, value) in enumerate(told):
        short = {c: _classes_in(staff, c, where[c], domains[c], named) for c in where}
        queries.append({"id": str(number), "filter": short, "stats": [text]})
        release[str(number)] = {"all": {text: "S" if value is None else value}}
    case = {
        "id": "filters",
        "domains": {**domains, "q": [1, 2, 3, 4, 5]},
        "queries": queries,
        "population_upper_bound": int(staff.answers.size),
        "secrets": list(_secrets(domains, codes, staff, k)),
    }
    return leaks(case, release)


def _mark(value: str, column: str, named: Sequence[Where]) -> str:
    return "".join(str(int(column not in w or value in w[column])) for w in named)


def _classes(staff, column, named):
    marks = [_mark(value, column, named) for value in staff.domains[column]]
    distinct = sorted(set(marks))
    place = np.array([distinct.index(mark) for mark in marks])
    return distinct, place[staff.codes[column]]


def _classes_in(staff, column, values, distinct, named):
    return sorted({_mark(value, column, named) for value in values} & set(distinct))


def _secrets(domains, codes, staff, k) -> Iterator[dict]:
    for unit, unit_name in enumerate(domains["unit"]):
        for group, group_name in enumerate(domains["group"]):
            n = int(((codes["unit"] == unit) & (codes["group"] == group)).sum())
            where = {"unit": [unit_name], "group": [group_name]}
            if 0 < n < k:
                yield {"where": where, "of": "people", "width": 5}
                yield {"where": where, "of": "q", "width": 8}
