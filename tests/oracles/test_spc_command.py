"""The whole command on the reference cases, and on more series without answers."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from tests.oracles import test_spc_charts, test_spc_xmr
from tests.oracles.truth import SHARED, grouped, needs, number, rows
from tests.science import slow_spc

from groundswell.cli.main import main
from groundswell.science import spc

CHART_ROWS = {"value": "y", "centre": "cl", "lcl": "lcl", "ucl": "ucl"}
XMR_ROWS = {name: name for name in ("mean", "lpl", "nlpl", "nupl", "upl")}


def written(path: Path, columns: list[str], records: list[dict[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(text, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(records)
    return path


def answered(path: Path) -> dict[str, list[dict[str, str]]]:
    with path.open(encoding="utf-8", newline="") as text:
        return grouped(tuple(csv.DictReader(text)), "measure")


def missing(text: str) -> str:
    return "" if text in {"NA", "NaN"} else text


def semicolons(text: str) -> str:
    given = json.loads(text) if text else []
    return ";".join(map(str, given if isinstance(given, list) else [given]))


def chart_tables() -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    data, measures = [], []
    for name, case in test_spc_charts.cases().items():
        if case["result"] != "ok" or name in test_spc_charts.DELIBERATE:
            continue
        for facet, some in test_spc_charts.facets_of(case).items():
            measure = "|".join((name, *facet))
            for row in some:
                n = missing(row["n"]) if case["uses_n"] == "TRUE" else ""
                data.append({
                    "measure": measure,
                    "date": row["x"],
                    "value": missing(row["y"]),
                    "n": n,
                    "part_label": row["part_label"],
                    "cl": missing(row["cl"]),
                })
            measures.append({
                "measure": measure,
                "chart": case["chart"],
                "screen": case["screened_mr"].lower(),
                "freeze_points": missing(case["freeze"]),
                "parts_after": semicolons(case["part_json"]),
                "parts_column": "part_label" if case["uses_part_label"] == "TRUE" else "",
                "exclude": semicolons(case["exclude_json"]),
                "centre": missing(case["cl"]),
                "centre_column": "cl" if case["uses_cl_column"] == "TRUE" else "",
                "multiply": case["multiply"],
                "summarise": case["agg_fun"],
                "period": case["x_period"],
                "clip_at_zero": str(case["y_neg"] == "FALSE").lower(),
                "runs_method": case["method"],
            })
    return data, measures


def differing(ours: list[dict[str, str]], truth: list[dict[str, str]], columns, date: str) -> set:
    at = {row["date"]: row for row in ours}
    assert len(at) == len(truth)
    found = set()
    for name, theirs in columns.items():
        pairs = [(number(at[row[date]][name]), number(row[theirs])) for row in truth]
        left, right = np.array(pairs).T
        if not np.allclose(left, right, rtol=1e-9, atol=1e-12, equal_nan=True):
            found.add(name)
    return found


@pytest.mark.shared
@needs("truth", "spc", "charts")[1]
def test_the_command_charts_every_case_as_qicharts2_does(tmp_path: Path):
    data, measures = chart_tables()
    table = written(tmp_path / "data.csv", list(data[0]), data)
    options = written(tmp_path / "measures.csv", list(measures[0]), measures)
    assert main(["spc", str(table), "--measures", str(options), "-o", str(tmp_path / "out")]) == 0
    ours = answered(tmp_path / "out" / "points.csv")
    found = {}
    for measure in ours:
        name, *facet = measure.split("|")
        truth = grouped(tuple(test_spc_charts.points()[name]), "facet1", "facet2")["|".join(facet)]
        columns = differing(ours[measure], truth, CHART_ROWS, "x")
        signals = {row["date"]: row["sigma_signal"] for row in ours[measure]}
        if any(signals[row["x"]] != row["sigma.signal"].lower() for row in truth):
            columns.add("sigma_signal")
        if columns:
            found[measure] = columns
    assert found == {}


def xmr_tables() -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    data, measures = [], []
    for name, case in test_spc_xmr.cases().items():
        if case["result"] != "ok":
            continue
        for facet, some in test_spc_xmr.series_of(case).items():
            measure = f"{name}|{facet}"
            data += [
                {"measure": measure, "date": row["date"], "value": missing(row["value"])}
                for row in some
            ]
            when = test_spc_xmr.by_facet(case["rebase_json"], facet) or []
            target = test_spc_xmr.by_facet(case["target_json"], facet)
            measures.append({
                "measure": measure,
                "improvement": case["improvement_direction"],
                "target": "" if target is None else str(target),
                "baseline_points": missing(case["fix_after_n_points"]),
                "screen": case["screen_outliers"].lower(),
                "recalculate_on": when if isinstance(when, str) else ";".join(when),
            })
    return data, measures


@pytest.mark.shared
@needs("truth", "spc", "xmr")[1]
def test_the_command_charts_every_case_as_nhsrplotthedots_does(tmp_path: Path):
    data, measures = xmr_tables()
    table = written(tmp_path / "data.csv", list(data[0]), data)
    options = written(tmp_path / "measures.csv", list(measures[0]), measures)
    tool = ["spc", str(table), "--measures", str(options), "-o", str(tmp_path / "out")]
    assert main([*tool, "--rules", test_spc_xmr.RULES]) == 0
    ours = answered(tmp_path / "out" / "points.csv")
    found = {}
    for measure in ours:
        name, facet = measure.split("|", 1)
        truth = [row for row in test_spc_xmr.points()[name] if row["facet"] == facet]
        columns = differing(ours[measure], truth, XMR_ROWS, "date")
        named = {row["date"]: row["special_cause"] for row in ours[measure]}
        expected = {
            row["date"]: test_spc_xmr.SPECIAL_CAUSE[row["special_cause_type"]] for row in truth
        }
        if named != expected and name not in test_spc_xmr.DELIBERATE["points"]:
            columns.add("special_cause")
        if columns:
            found[measure] = columns
    assert found == {}


@pytest.mark.shared
@needs("data", "spc")[1]
@pytest.mark.parametrize("rules", sorted(spc.RULE_SETS))
def test_more_series_are_charted_as_the_slow_way_charts_them(rules: str):
    assert SHARED.exists()
    series = grouped(rows("data", "spc", "xmr-more-series.csv.gz"), "dataset", "facet")
    for name in sorted(series)[::10]:
        ordered = sorted(series[name], key=lambda row: row["date"])
        values = [number(row["value"]) for row in ordered]
        drawn = spc.xmr(values, improvement="decrease", rules=rules)
        expected = slow_spc.xmr(
            [None if np.isnan(v) else v for v in values],
            wanted=-1,
            screen=rules != "making-data-count",
            compatible=rules != "making-data-count",
        )
        causes = [row["special_cause"] for row in expected]
        assert drawn.special_cause.tolist() == causes, name
        assert np.allclose(drawn.upl, [row["upl"] for row in expected], rtol=1e-9, equal_nan=True)


@pytest.mark.shared
@needs("data", "spc")[1]
@pytest.mark.parametrize("kind", ["run", "i", "p", "pp", "u", "up", "c", "g"])
def test_more_counts_are_charted_as_the_slow_way_charts_them(kind: str):
    compared = 0
    for name, some in grouped(
        rows("data", "spc", "charts-more-series.csv.gz"), "dataset", "facet1"
    ).items():
        x = [row["x"] for row in some]
        values = [number(row["y"]) for row in some]
        sizes = [number(row["n"]) for row in some]
        counted = kind in spc.NEEDS_DENOMINATOR
        if len(set(x)) < len(x) or min(values) < 0 or (counted and not min(sizes) > 0):
            continue
        drawn = spc.chart(kind, values, n=sizes if counted else None, screen=True)
        expected = slow_spc.chart(
            kind,
            [None if np.isnan(v) else v for v in values],
            sizes if counted else [1.0] * len(values),
            base=list(range(len(values))),
            screen=True,
        )
        for at, column in enumerate(("centre", "lcl", "ucl")):
            theirs = [row[at] for row in expected]
            assert np.allclose(getattr(drawn, column), theirs, rtol=1e-9, equal_nan=True), name
        compared += 1
    assert compared > 5
