"""Cases of every kind of attack, drawn by a seed: their records, their menu, and their secrets.

A case is as `groundswell disclose` reads it; `secrets` and `must_release` are for the intruder.
Each secret says whose (`where`), of what (`people`, or an item for the sum of its answers) and
how uncertain it must stay.
"""

import numpy as np

PEOPLE, POINTS = 5, 8
ANSWERS = [1, 2, 3, 4, 5]
STATS = ["n", "mean:q:2"]
K = 11


def secrets(where, *, of=("people", "q")):
    return [
        {"where": where, "of": one, "width": PEOPLE if one == "people" else POINTS} for one in of
    ]


def mixed(draw, n):
    """Answers of which every option has somebody wherever there are enough people."""
    found = [*ANSWERS, *ANSWERS, *draw.choice(ANSWERS, max(n - 10, 0)).tolist()]
    return [int(one) for one in draw.permutation(found)[:n]]


def case(kind, domains, queries, rows, **more):
    columns = [*domains, "count"] if len(rows[0]) > len(domains) else list(domains)
    return {
        "id": kind,
        "k_min": K,
        "domains": domains,
        "queries": queries,
        "microdata": {"columns": columns, "rows": rows},
        "attacker_knows": [],
        "population_upper_bound": 500,
        "secrets": [],
        "must_release": [],
    } | more


def query(name, *groups, stats=STATS, **more):
    return {"id": name, "group_by": list(groups), "stats": stats, **more}


def answered(draw, sizes):
    return [[name, q] for name, n in sizes.items() for q in mixed(draw, n)]


def units_of(draw, n_small, n_large):
    small = {f"U{at}": int(draw.integers(1, K)) for at in range(1, n_small + 1)}
    large = {f"U{n_small + at}": int(draw.integers(K, 41)) for at in range(1, n_large + 1)}
    return small, large


def hierarchy(draw):
    """Parent less siblings."""
    small, large = units_of(draw, int(draw.integers(1, 3)), int(draw.integers(2, 5)))
    found = [s for unit in small for s in secrets({"unit": [unit]})]
    if sum(small.values()) < K:
        found += secrets({"unit": list(small)})
    return case(
        "hierarchy",
        {"unit": [*small, *large], "q": ANSWERS},
        [query("total"), query("units", "unit")],
        answered(draw, small | large),
        secrets=found,
        must_release=[("total", "all", "n")],
    )


def filters(draw):
    """Two filters that differ by a few people."""
    few = int(draw.integers(1, 6))
    sizes = {"perm": int(draw.integers(K, 40)), "agency": few}
    return case(
        "filters",
        {"contract": ["perm", "agency"], "q": ANSWERS},
        [query("all", stats=["n", "mean:q:3"]), query("perm", filter={"contract": ["perm"]})],
        answered(draw, sizes),
        secrets=secrets({"contract": ["agency"]}),
        must_release=[("all", "all", "n")],
    )


def late_answers(draw):
    """A report issued again after some late answers."""
    stats = [*STATS, "pct:q:1,2:1"]
    rows, hidden = [], []
    for unit in ("U1", "U2")[: int(draw.integers(1, 3))]:
        late = int(draw.integers(0, 4))
        rows += [[1, unit, q] for q in mixed(draw, int(draw.integers(K, 30)))]
        rows += [[2, unit, q] for q in mixed(draw, late)]
        hidden += secrets({"batch": [2], "unit": [unit]}) if late else []
    units = sorted({row[1] for row in rows})
    return case(
        "late answers",
        {"batch": [1, 2], "unit": units, "q": ANSWERS},
        [
            query("first", "unit", stats=stats, filter={"batch": [1]}, release=1),
            query("second", "unit", stats=stats, release=2),
        ],
        rows,
        secrets=hidden,
        must_release=[("first", units[0], "n")],
    )


def one_mind(draw):
    """A unit in which all, or all but one or two, gave the same answer."""
    usual = int(draw.choice(ANSWERS))
    odd = [int(draw.choice([a for a in ANSWERS if a != usual])) for _ in range(draw.integers(0, 3))]
    same = [usual] * int(draw.integers(K, 20))
    rows = [["U1", q] for q in same + odd]
    rows += answered(draw, {"U2": int(draw.integers(25, 45)), "U3": int(draw.integers(25, 45))})
    others = [a for a in ANSWERS if a != usual]
    queries = [query("units", "unit", stats=["n", "mean:q:2", "pct:q:1,2:1"])]
    queries += [query("total")] if draw.random() < 0.5 else []
    return case(
        "one mind",
        {"unit": ["U1", "U2", "U3"], "q": ANSWERS},
        queries,
        rows,
        secrets=[*secrets({"unit": ["U1"], "q": others}, of=["people"])],
        must_release=[("units", "U1", "n"), ("units", "U2", "n")],
    )


def item_base(draw):
    """Many people, few of whom were asked the item."""
    few, many = int(draw.integers(1, K)), int(draw.integers(K, 20))
    rows = [["U1", None]] * many + [["U1", q] for q in mixed(draw, few)]
    rows += answered(draw, {"U2": int(draw.integers(20, 40)), "U3": int(draw.integers(20, 40))})
    queries = [query("units", "unit", stats=["n", "base:q", "mean:q:2", "pct:q:1,2:1"])]
    queries += [query("total", stats=["n", "base:q", "mean:q:2"])] if draw.random() < 0.5 else []
    return case(
        "item base",
        {"unit": ["U1", "U2", "U3"], "q": [None, *ANSWERS]},
        queries,
        rows,
        secrets=[
            *secrets({"unit": ["U1"], "q": ANSWERS}),
            *secrets({"unit": ["U1"], "q": [1, 2]}, of=["people"]),
        ],
        must_release=[("units", "U1", "n"), ("units", "U2", "n")],
    )


def crosstab(draw):
    """A table with both margins and one to three small cells, some of them empty."""
    ages, units = ["<30", "30-49", "50+"], ["A", "B", "C", "D"][: int(draw.integers(3, 5))]
    sizes = {(a, u): int(draw.integers(K, 45)) for a in ages for u in units}
    places = list(sizes)
    for at in draw.choice(len(places), int(draw.integers(1, 4)), replace=False):
        sizes[places[at]] = int(draw.integers(0, K))
    small = [place for place, n in sizes.items() if n < K]
    counts = ["n"]
    return case(
        "crosstab",
        {"age": ages, "unit": units},
        [
            query("xtab", "age", "unit", stats=counts),
            query("by_age", "age", stats=counts),
            query("by_unit", "unit", stats=counts),
            query("total", stats=counts),
        ],
        [[age, unit, n] for (age, unit), n in sizes.items()],
        secrets=[s for a, u in small for s in secrets({"age": [a], "unit": [u]}, of=["people"])],
        must_release=[("total", "all", "n")],
    )


def linked(draw):
    """Two ways to gather the same regions, each safe alone."""
    regions = [f"R{at}" for at in range(8)]
    sizes = {region: int(draw.integers(K, 30)) for region in regions}
    for region in draw.choice(regions, int(draw.integers(1, 4)), replace=False):
        sizes[str(region)] = int(draw.integers(1, K))
    big = sorted(draw.choice(regions, 3, replace=False).tolist())
    rest = [region for region in regions if region not in big]
    counts = ["n"]
    return case(
        "linked",
        {"region": regions},
        [
            query("region", "region", stats=counts),
            query("north", stats=counts, filter={"region": regions[:4]}),
            query("south", stats=counts, filter={"region": regions[4:]}),
            query("big", stats=counts, filter={"region": big}),
            query("rest", stats=counts, filter={"region": rest}),
            query("total", stats=counts),
        ],
        [[region, n] for region, n in sizes.items()],
        secrets=[
            s for r, n in sizes.items() if n < K for s in secrets({"region": [r]}, of=["people"])
        ],
        must_release=[("total", "all", "n")],
    )


def complement(draw):
    """A group that no query names."""
    sizes = {"nurse": int(draw.integers(30, 60)), "hca": int(draw.integers(K, 30))}
    sizes["medic"] = int(draw.integers(1, K))
    return case(
        "complement",
        {"role": ["nurse", "hca", "medic"], "q": ANSWERS},
        [query("all"), *(query(role, filter={"role": [role]}) for role in ("nurse", "hca"))],
        answered(draw, sizes),
        secrets=secrets({"role": ["medic"]}),
        must_release=[("all", "all", "n")],
    )


def overlapping(draw):
    """Filters that overlap, so that sums of them leave a few people."""
    rows, small = [], []
    for role in ("nurse", "hca"):
        for shift in ("day", "night"):
            few = draw.random() < 0.4
            n = int(draw.integers(1, K)) if few else int(draw.integers(K, 30))
            small += [{"role": [role], "shift": [shift]}] if few else []
            rows += [[role, shift, q] for q in mixed(draw, n)]
    return case(
        "overlapping",
        {"role": ["nurse", "hca"], "shift": ["day", "night"], "q": ANSWERS},
        [
            query("all"),
            query("nurses", filter={"role": ["nurse"]}),
            query("nights", filter={"shift": ["night"]}),
            query("night nurses", filter={"role": ["nurse"], "shift": ["night"]}),
        ],
        rows,
        secrets=[s for where in small for s in secrets(where)],
    )


def headcounts(draw):
    """Units whose sizes are known, and of whom it is asked who answered."""
    units = ["U1", "U2", "U3"]
    rows, facts, hidden = [], [], []
    for unit in units:
        there, gone = int(draw.integers(K, 30)), int(draw.integers(1, 20))
        rows += [["yes", unit, there], ["no", unit, gone]]
        facts.append({"where": {"unit": [unit]}, "min": there + gone, "max": there + gone})
        if gone < K:
            hidden += secrets({"answered": ["no"], "unit": [unit]}, of=["people"])
    answered_ = {"answered": ["yes"]}
    return case(
        "headcounts",
        {"answered": ["yes", "no"], "unit": units},
        [
            query("units", "unit", stats=["n"], filter=answered_),
            query("total", stats=["n"], filter=answered_),
        ],
        rows,
        attacker_knows=facts,
        secrets=hidden,
    )


def change(draw):
    """A change beside the last wave gives the wave before."""
    rows, due = [], []
    for unit in ("U1", "U2", "U3"):
        sizes = [int(draw.integers(1, 30)) for _ in range(2)]
        rows += [[wave, unit, q] for wave, n in enumerate(sizes, 1) for q in mixed(draw, n)]
        due.append((unit, min(sizes) >= K))
    return case(
        "change",
        {"wave": [1, 2], "unit": ["U1", "U2", "U3"], "q": ANSWERS},
        [
            query("current", "unit", filter={"wave": [2]}),
            query("change", "unit", stats=["change:q:2"]),
        ],
        rows,
        secrets=[
            s
            for unit, _ in due
            for wave in (1, 2)
            if sum(row[:2] == [wave, unit] for row in rows) < K
            for s in secrets({"wave": [wave], "unit": [unit]})
        ],
        may_change=dict(due),
        must_release=[("change", unit, "change:q:2") for unit, may in due if may],
    )


def all_large(draw):
    """Control: nothing is small, nothing may be withheld."""
    _, large = units_of(draw, 0, int(draw.integers(2, 5)))
    sizes = {unit: n + 4 for unit, n in large.items()}
    menu = [("total", "all"), *(("units", unit) for unit in sizes)]
    return case(
        "all large",
        {"unit": list(sizes), "q": ANSWERS},
        [query("total"), query("units", "unit")],
        answered(draw, sizes),
        must_release=[(name, key, text) for name, key in menu for text in STATS],
    )


def two_small(draw):
    """Control: two small siblings of eleven or more together protect each other."""
    one = int(draw.integers(5, K))
    sizes = {"U1": 25, "U2": int(draw.integers(K, 40)), "U3": one}
    sizes["U4"] = int(draw.integers(max(K - one, 5), K))
    return case(
        "two small",
        {"unit": list(sizes)},
        [query("total", stats=["n"]), query("units", "unit", stats=["n"])],
        [[unit, n] for unit, n in sizes.items()],
        secrets=[s for unit in ("U3", "U4") for s in secrets({"unit": [unit]}, of=["people"])],
        must_release=[("total", "all", "n"), ("units", "U1", "n"), ("units", "U2", "n")],
    )


KINDS = {
    make.__name__: make
    for make in (
        hierarchy,
        filters,
        late_answers,
        one_mind,
        item_base,
        crosstab,
        linked,
        change,
        complement,
        overlapping,
        headcounts,
        all_large,
        two_small,
    )
}
"""Every kind of attack, and the controls."""


def drawn(kind, seed):
    """The case of a kind that a seed gives."""
    return KINDS[kind](np.random.default_rng([seed, list(KINDS).index(kind)]))


def counts_only(case):
    """The same case with counts in its menu, and secrets about people, only."""
    rows, columns = case["microdata"]["rows"], case["microdata"]["columns"]
    domains = {name: values for name, values in case["domains"].items() if name != "q"}
    kept = [at for at, name in enumerate(columns) if name != "q"]
    return case | {
        "domains": domains,
        "queries": [one | {"stats": ["n"]} for one in case["queries"]],
        "microdata": {
            "columns": [columns[at] for at in kept],
            "rows": [[row[at] for at in kept] for row in rows],
        },
        "secrets": [
            one for one in case["secrets"] if one["of"] == "people" and "q" not in one["where"]
        ],
    }
