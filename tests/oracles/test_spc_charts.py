"""Run and Shewhart charts against 912 cases computed by qicharts2 0.8.1, every point of them."""

import json
import math
from datetime import date
from functools import cache

import numpy as np
import pytest
from tests.oracles.truth import grouped, needs, number, rows

from groundswell.science import spc
from groundswell.science.spc.constants import c4, spread_of_sd

pytestmark = needs("truth", "spc", "charts")

OTHER_TWO_SIGMA = {
    "mr": "the program takes two thirds of the limit, not of the way to it",
    "t": "the program leaves a lower line empty where it would fall under 0",
}
DELIBERATE = {
    "los_with_na_c": (
        frozenset({
            "value",
            "centre",
            "lcl",
            "ucl",
            "lower_2s",
            "upper_2s",
            "sigma_signal",
            "n_useful",
        }),
        "a date whose rows are all missing is a gap; the program counts it as no event at all",
    ),
    "fuzz_045": (
        frozenset({"centre", "ucl", "sigma_signal", "longest_run", "crossings", "signal"}),
        "a centre fixed for a t chart is a time; the program takes it for a root of one",
    ),
}
"""Every case in which we differ on purpose: in what, and why. docs/science/spc-differences.md."""

TIMES_OF_NONE = "Time between events must be greater than zero"


@cache
def cases() -> dict[str, dict[str, str]]:
    return {row["case_id"]: row for row in rows("truth", "spc", "charts", "cases.csv.gz")}


@cache
def points() -> dict[str, list[dict[str, str]]]:
    return grouped(rows("truth", "spc", "charts", "points.csv.gz"), "case_id")


@cache
def data() -> dict[str, list[dict[str, str]]]:
    return grouped(rows("truth", "spc", "charts", "input.csv.gz"), "dataset")


def facets_of(case: dict[str, str]) -> dict[tuple[str, str], list[dict[str, str]]]:
    found: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in data()[case["dataset"]]:
        one = row["facet1"] if case["uses_facet1"] == "TRUE" else "1"
        two = row["facet2"] if case["uses_facet2"] == "TRUE" else "1"
        found.setdefault((one, two), []).append(row)
    return found


def place(row: dict[str, str], period: str) -> tuple[float, str]:
    """What a row is sorted by, and the name of the point it belongs to."""
    if row["x_kind"] == "number":
        return float(row["x"]), row["x"]
    if row["x_kind"] == "category":
        return 0.0, row["x"]
    day = date.fromisoformat(row["x"])
    if period == "month":
        day = day.replace(day=1)
    if period == "quarter":
        day = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    return float(day.toordinal()), day.isoformat()


def positions(text: str) -> list[int]:
    given = json.loads(text) if text else []
    return given if isinstance(given, list) else [given]


def charted(case: dict[str, str], some: list[dict[str, str]]) -> tuple[spc.Chart, list[str]]:
    """One facet of the case, with the name of each point."""
    some = sorted(some, key=lambda row: place(row, case["x_period"]))
    names = [place(row, case["x_period"])[1] for row in some]
    starts = [at for at, name in enumerate(names) if at == 0 or name != names[at - 1]]
    uses_n = case["uses_n"] == "TRUE"
    gathered = spc.subgroups(
        [number(row["y"]) for row in some],
        n=[number(row["n"]) for row in some] if uses_n else None,
        starts=starts,
        summarise=case["agg_fun"],
    )
    labels = [some[at]["part_label"] for at in starts]
    begins = [after for after in positions(case["part_json"]) if after < len(starts)]
    if case["uses_part_label"] == "TRUE":
        begins = [at for at in range(1, len(labels)) if labels[at] != labels[at - 1]]
    excluded = np.isin(np.arange(len(starts)) + 1, positions(case["exclude_json"]))
    centre = None if case["cl"] == "NA" else float(case["cl"])
    if case["uses_cl_column"] == "TRUE":
        centre = [number(some[at]["cl"]) for at in starts]
    drawn = spc.chart(
        case["chart"],
        gathered,
        segment_starts=begins,
        freeze=0 if case["freeze"] == "NA" else int(case["freeze"]),
        exclude=excluded,
        centre=centre,
        multiply=float(case["multiply"]),
        screen=case["screened_mr"] == "TRUE",
        clip_at_zero=case["y_neg"] == "FALSE",
        ordered=some[0]["x_kind"] != "category",
        runs_method=case["method"],
    )
    return drawn, [names[at] for at in starts]


def differing(drawn: spc.Chart, names: list[str], truth: list[dict[str, str]]) -> set[str]:
    """The columns in which any point of the facet differs from the program's."""
    at = [names.index(row["x"]) for row in truth]
    assert len(truth) == len(names)
    found = set()
    near = {} if drawn.kind in OTHER_TWO_SIGMA else {"lower_2s": "lcl.95", "upper_2s": "ucl.95"}
    for ours in ("value", "centre", "lcl", "ucl", *near):
        theirs = {"value": "y", "centre": "cl"}.get(ours, near.get(ours, ours))
        expected = np.array([number(row[theirs]) for row in truth])
        expected[np.isinf(expected)] = math.nan
        if not np.allclose(
            getattr(drawn, ours)[at], expected, rtol=1e-9, atol=1e-12, equal_nan=True
        ):
            found.add(ours)
    if drawn.sigma_signal[at].tolist() != [row["sigma.signal"] == "TRUE" for row in truth]:
        found.add("sigma_signal")
    segment = drawn.segment[at].tolist()
    if segment != [int(row["part"]) for row in truth]:
        found.add("segment")
    return found | differing_runs(drawn, segment, truth)


def differing_runs(drawn: spc.Chart, segment: list[int], truth: list[dict[str, str]]) -> set[str]:
    found = set()
    for ours, theirs in {
        "n_useful": "n.useful",
        "longest_run": "longest.run",
        "longest_run_max": "longest.run.max",
        "crossings": "n.crossings",
        "crossings_min": "n.crossings.min",
        "signal": "runs.signal",
    }.items():
        said = getattr(drawn.runs, ours)[np.array(segment) - 1]
        told = {"TRUE": 1, "FALSE": 0, "NA": -1}
        expected = [told.get(row[theirs]) for row in truth]
        counted = [
            int(float(row[theirs])) if e is None else e
            for row, e in zip(truth, expected, strict=True)
        ]
        if said.astype(int).tolist() != counted:
            found.add(ours)
    return found


@cache
def all_differences() -> dict[str, frozenset[str]]:
    """The cases that differ, and in which columns."""
    found: dict[str, set[str]] = {}
    for name, case in cases().items():
        if case["result"] != "ok":
            continue
        by_facet = grouped(tuple(points()[name]), "facet1", "facet2")
        for facet, some in facets_of(case).items():
            columns = differing(*charted(case, some), by_facet["|".join(facet)])
            found.setdefault(name, set()).update(columns)
    return {name: frozenset(columns) for name, columns in found.items() if columns}


def test_every_case_is_answered_as_the_program_does_but_for_the_deliberate_differences():
    assert all_differences() == {name: columns for name, (columns, _) in DELIBERATE.items()}


def test_times_of_none_are_refused_as_the_program_refuses_them():
    refused = [case for case in cases().values() if case["message"] == TIMES_OF_NONE]
    assert len(refused) == 21
    for case in refused:
        with pytest.raises(ValueError, match="greater than 0"):
            [charted(case, some) for some in facets_of(case).values()]


def test_an_empty_combination_of_facets_does_not_stop_us():
    (case,) = [c for c in cases().values() if c["message"] == "replacement has 1 row, data has 0"]
    drawn = [charted(case, some)[0] for some in facets_of(case).values()]
    assert all(one.centre.size for one in drawn)


@pytest.mark.parametrize("table", ["anhoej_limits.csv"])
def test_the_limits_of_runs_are_those_of_the_program_to_400_points(table):
    told = rows("truth", "spc", "tables", table)
    longest, crossings = spc.anhoej_limits([int(row["n_useful"]) for row in told])
    assert longest.tolist() == [int(row["longest_run_max"]) for row in told]
    assert crossings.tolist() == [int(row["n_crossings_min"]) for row in told]


def test_the_constants_of_subgroups_are_those_of_the_program():
    told = [row for row in rows("truth", "spc", "tables", "constants.csv") if row["c4"] != "NA"]
    n = np.array([int(row["n"]) for row in told])
    spread = spread_of_sd(n)
    for name, ours in {
        "c4": c4(n),
        "A3": 3 / (c4(n) * np.sqrt(n)),
        "B3": np.maximum(1 - 3 * spread, 0),
        "B4": 1 + 3 * spread,
    }.items():
        assert np.allclose(ours, [float(row[name]) for row in told], rtol=1e-9, atol=1e-9), name
