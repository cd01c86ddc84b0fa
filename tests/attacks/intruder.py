"""An intruder who knows the questions, the domains and the release, and has an integer programme.

Written apart from the engine and without any of it. The unknowns are how many people there are
of every kind, a kind being a value for each column; every number released is a constraint on
them, rounding included. What can be concluded about a secret is its least and most value.
"""

import itertools
import math

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

EDGE = 1e-9


def conclusions(case, release, secrets):
    """The least and most that each secret can be, by the release and what is known anyway."""
    kinds = [
        dict(zip(case["domains"], values, strict=True))
        for values in itertools.product(*case["domains"].values())
    ]
    rows = [*told(case, release, kinds), *known(case, kinds)]
    return [span(case, kinds, rows, secret) for secret in secrets]


def span(case, kinds, rows, secret):
    weights = inside(kinds, secret["where"]).astype(float)
    if secret["of"] != "people":
        weights *= [kind[secret["of"]] or 0 for kind in kinds]
    ends = []
    for way in (1, -1):
        found = milp(
            way * weights,
            constraints=constraint(rows, len(kinds)),
            bounds=Bounds(0, case.get("population_upper_bound", 500)),
            integrality=np.ones(len(kinds)),
        )
        assert found.x is not None, f"{case['id']}: nothing agrees with the release"
        ends.append(way * found.fun)
    return ends[0], ends[1]


def constraint(rows, width):
    if not rows:
        return None
    weights, low, high = zip(*rows, strict=True)
    return LinearConstraint(np.array(weights).reshape(-1, width), low, high)


def inside(kinds, where):
    return np.array([all(kind[c] in values for c, values in where.items()) for kind in kinds])


def cells(case, query):
    """Every cell of a query: its key and whom it is about."""
    groups = query.get("group_by", [])
    for values in itertools.product(*(case["domains"][column] for column in groups)):
        where = dict(query.get("filter", {}))
        where |= {column: [value] for column, value in zip(groups, values, strict=True)}
        yield "|".join(str(value) for value in values) or "all", where


def told(case, release, kinds):
    for query in case["queries"]:
        for key, where in cells(case, query):
            for text, value in release[query["id"]][key].items():
                if value != "S":
                    yield from number(kinds, where, text, value)


def number(kinds, where, text, value):
    kind, *more = text.split(":")
    people = inside(kinds, where).astype(float)
    if kind == "n":
        yield people, value, value
        return
    if kind == "change":
        return  # says no more than the two means it is made of; see `leaks`
    answered = people * [one[more[0]] is not None for one in kinds]
    if kind == "base":
        yield answered, value, value
        return
    if kind == "sum":
        yield people * [one[more[0]] or 0 for one in kinds], value, value
        return
    half = 0.5 * 10.0 ** -int(more[-1]) + EDGE
    if kind == "mean":
        scores = np.array([one[more[0]] or 0 for one in kinds], dtype=float)
    else:
        options = [int(code) for code in more[1].split(",")]
        scores = np.array([100.0 * (one[more[0]] in options) for one in kinds])
    yield answered, 1, math.inf
    yield answered * (scores - value + half), 0, math.inf
    yield answered * (scores - value - half), -math.inf, 0


def known(case, kinds):
    for fact in case.get("attacker_knows", []):
        yield (
            inside(kinds, fact["where"]).astype(float),
            fact.get("min", 0),
            fact.get("max", math.inf),
        )


def nothing_shown(case):
    """The release that withholds everything."""
    return {
        query["id"]: {key: dict.fromkeys(query["stats"], "S") for key, _ in cells(case, query)}
        for query in case["queries"]
    }


def leaks(case, release):
    """Secrets that the release narrows to less than their width; what is public is no leak."""
    found = []
    anyway = conclusions(case, nothing_shown(case), case["secrets"])
    after = conclusions(case, release, case["secrets"])
    for secret, (low, high), (first, last) in zip(case["secrets"], after, anyway, strict=True):
        if high - low < min(secret["width"], last - first) - 1e-6:
            found.append((secret["where"], secret["of"], low, high))
    for unit, may in case.get("may_change", {}).items():
        if not may and release["change"][unit]["change:q:2"] != "S":
            found.append((unit, "change", *[release["change"][unit]["change:q:2"]] * 2))
    return found


def withheld(case, release):
    """Everything that must be released and is not."""
    return [
        (query, key, text)
        for query, key, text in case.get("must_release", [])
        if release[query][key][text] == "S"
    ]
