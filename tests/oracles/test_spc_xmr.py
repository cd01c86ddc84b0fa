"""XmR charts against 384 cases computed by NHSRplotthedots 0.2.2, every point of them."""

import json
from functools import cache

import numpy as np
import pytest
from tests.oracles.truth import grouped, needs, number, rows

from groundswell.science import spc

pytestmark = needs("truth", "spc", "xmr")

RULES = "nhsrplotthedots-0.2.2"

SPECIAL_CAUSE = {
    "Common Cause": "",
    "Above UCL": "above_limit",
    "Below LCL": "below_limit",
    "7 Point Trend (Increasing)": "trend_up",
    "7 Point Trend (Decreasing)": "trend_down",
    "2 in 3 Above CL": "two_in_three_high",
    "2 in 3 Below CL": "two_in_three_low",
    "7 Points Above CL": "shift_high",
    "7 Points Below CL": "shift_low",
}
POINT_TYPE = {
    "common_cause": "common_cause",
    "special_cause_improvement": "improvement",
    "special_cause_concern": "concern",
    "special_cause_neutral_high": "neutral_high",
    "special_cause_neutral_low": "neutral_low",
}
TIE = (
    frozenset({"special_cause", "point_type"}),
    "a rise that a tie ends is no falling trend: the program reads the step over the tie as one",
)
NO_LIMITS = (
    frozenset({"assurance inconsistent is none"}),
    "a series without limits, or a measure without target, is not hit or miss: it cannot be said",
)
DELIBERATE = {
    "points": {
        f"syn_trend_then_tie_then_trend_{way}{screening}": TIE
        for way in ("increase", "decrease", "neutral")
        for screening in ("", "_noscreen")
    },
    "icons": dict.fromkeys(
        (
            "real_ae_within4h_rebase_by_facet",
            "real_ae_type2_breaches",
            "real_covid_deaths_fix28",
            "syn_all_zero_increase",
            "syn_all_zero_decrease",
            "syn_single_point_increase",
            "syn_single_point_increase_noscreen",
            "syn_single_point_decrease",
            "syn_single_point_decrease_noscreen",
            "syn_rebase_last_increase",
            "syn_rebase_last_increase_noscreen",
            "syn_rebase_last_decrease",
            "syn_rebase_last_decrease_noscreen",
            "fuzz_increase",
            "fuzz_decrease_rebase",
            "fuzz_increase_fix12",
            "fuzz_decrease_fix15_rebase_noscreen",
        ),
        NO_LIMITS,
    ),
    "summary": {},
}
"""Every case in which we differ on purpose: in what, and why. docs/science/spc-differences.md."""


@cache
def cases() -> dict[str, dict[str, str]]:
    return {row["case_id"]: row for row in rows("truth", "spc", "xmr", "cases.csv.gz")}


@cache
def points() -> dict[str, list[dict[str, str]]]:
    return grouped(rows("truth", "spc", "xmr", "points.csv.gz"), "case_id")


@cache
def data() -> dict[str, list[dict[str, str]]]:
    return grouped(rows("truth", "spc", "xmr", "input.csv.gz"), "dataset")


def by_facet(text: str, facet: str):
    """An argument as the case gives it: for all facets alike, or by facet."""
    given = json.loads(text) if text else None
    return given.get(facet) if isinstance(given, dict) else given


def series_of(case: dict[str, str]) -> dict[str, list[dict[str, str]]]:
    facets: dict[str, list[dict[str, str]]] = {}
    for row in data()[case["dataset"]]:
        name = row["facet"] if case["use_facet"] == "TRUE" else "no facet"
        facets.setdefault(name, []).append(row)
    return {name: sorted(facets[name], key=lambda row: row["date"]) for name in sorted(facets)}


def charted(case: dict[str, str]) -> tuple[spc.Xmr, list[tuple[str, str]]]:
    """The whole case in one call, with the facet and date of each point."""
    facets = series_of(case)
    values, offsets = spc.joined([[number(r["value"]) for r in some] for some in facets.values()])
    keys = [(name, row["date"]) for name, some in facets.items() for row in some]
    starts = []
    for at, (name, date) in enumerate(keys):
        wanted = by_facet(case["rebase_json"], name) or []
        starts += [at] if date in ([wanted] if isinstance(wanted, str) else wanted) else []
    targets = [by_facet(case["target_json"], name) for name in facets]
    fixed = case["fix_after_n_points"]
    drawn = spc.xmr(
        values,
        offsets=offsets,
        segment_starts=starts,
        improvement=case["improvement_direction"],
        target=[np.nan if one is None else one for one in targets],
        baseline_points=None if fixed == "NA" else int(fixed),
        screen=case["screen_outliers"] == "TRUE",
        rules=RULES,
    )
    return drawn, keys


def differing(drawn: spc.Xmr, keys: list[tuple[str, str]], truth: list[dict[str, str]]) -> set[str]:
    """The columns in which any point differs from the program's."""
    order = {key: at for at, key in enumerate(keys)}
    at = np.array([order[row["facet"], row["date"]] for row in truth])
    assert len(truth) == len(keys)
    found = set()
    for name in ("mean", "lpl", "nlpl", "nupl", "upl"):
        expected = np.array([number(row[name]) for row in truth])
        if not np.allclose(
            getattr(drawn, name)[at], expected, rtol=1e-9, atol=1e-12, equal_nan=True
        ):
            found.add(name)
    exact = {
        "outside_limits": (
            drawn.outside_limits != 0,
            [row["rule_outside_limits"] == "TRUE" for row in truth],
        ),
        "two_in_three": (
            drawn.two_in_three != 0,
            [row["rule_two_in_three"] not in {"0", "NA"} for row in truth],
        ),
        "trend": (drawn.trend != 0, [row["rule_trend"] not in {"0", "NA"} for row in truth]),
        "shift": (drawn.shift != 0, [row["rule_shift"] not in {"0", "NA"} for row in truth]),
        "special_cause": (
            drawn.special_cause,
            [SPECIAL_CAUSE[row["special_cause_type"]] for row in truth],
        ),
        "point_type": (drawn.point_type, [POINT_TYPE[row["point_type"]] for row in truth]),
    }
    for name, (ours, theirs) in exact.items():
        if (ours[at] != np.array(theirs)).any():
            found.add(name)
    return found


def differing_icons(name: str, drawn: spc.Xmr, facets: list[str]) -> set[str]:
    """Which icons of the case differ, and how."""
    shown = spc.icons(drawn)
    truth = {(row["facet"], row["icon_kind"]): row["icon"] for row in icon_rows().get(name, [])}
    found = set()
    for at, facet in enumerate(facets):
        for kind, ours in (("variation", shown.variation), ("assurance", shown.assurance)):
            theirs = truth.get((facet, kind), "")
            if ours[at] != theirs:
                found.add(f"{kind} {theirs or 'none'} is {ours[at].item() or 'none'}")
    return found


def differing_summary(name: str, drawn: spc.Xmr, facets: list[str]) -> set[str]:
    """The columns in which the summary by segment differs from the program's."""
    truth = sorted(
        summary_rows()[name], key=lambda r: (facets.index(r["facet"]), int(r["rebase_group"]))
    )
    ours = spc.summarise(drawn)
    assert len(truth) == ours.n.size
    found = set()
    for column in ("mean", "lpl", "upl"):
        expected = [number(row[column]) for row in truth]
        if not np.allclose(getattr(ours, column), expected, rtol=1e-9, atol=1e-12, equal_nan=True):
            found.add(column)
    if ours.n.tolist() != [int(row["n"]) for row in truth]:
        found.add("n")
    flagged = [int(row["n"]) - int(row["common_cause"]) for row in truth]
    if ours.n_special.tolist() != flagged:
        found.add("n_special")
    return found


@cache
def icon_rows() -> dict[str, list[dict[str, str]]]:
    return grouped(rows("truth", "spc", "xmr", "icons.csv.gz"), "case_id")


@cache
def summary_rows() -> dict[str, list[dict[str, str]]]:
    return grouped(rows("truth", "spc", "xmr", "summary.csv.gz"), "case_id")


@cache
def all_differences() -> dict[str, dict[str, set[str]]]:
    """By kind of answer, the cases that differ and in what."""
    found: dict[str, dict[str, set[str]]] = {"points": {}, "icons": {}, "summary": {}}
    for name, case in cases().items():
        if case["result"] != "ok":
            continue
        drawn, keys = charted(case)
        facets = list(dict.fromkeys(facet for facet, _ in keys))
        found["points"][name] = differing(drawn, keys, points()[name])
        found["icons"][name] = differing_icons(name, drawn, facets)
        found["summary"][name] = differing_summary(name, drawn, facets)
    return {kind: {n: d for n, d in by_case.items() if d} for kind, by_case in found.items()}


@pytest.mark.parametrize("answers", ["points", "icons", "summary"])
def test_every_case_is_answered_as_the_program_does_but_for_the_deliberate_differences(answers):
    expected = {name: columns for name, (columns, _) in DELIBERATE[answers].items()}
    assert all_differences()[answers] == expected


@pytest.mark.parametrize("answers", ["points", "icons"])
def test_every_deliberate_difference_has_its_reason(answers):
    assert all(len(reason.split()) > 5 for _, reason in DELIBERATE[answers].values())


def test_series_with_gaps_that_stop_the_program_are_charted():
    stopped = [
        case
        for case in cases().values()
        if case["result"] == "error" and "special_cause_type" in case["message"]
    ]
    assert len(stopped) == 24
    for case in stopped:
        drawn, keys = charted(case)
        assert drawn.special_cause.size == len(keys)


def test_the_baseline_that_the_program_refuses_is_refused():
    stopped = [case for case in cases().values() if case["result"] == "error"]
    refused = [case for case in stopped if case["fix_after_n_points"] == "11"]
    assert len(refused) == 1
    with pytest.raises(ValueError, match="12 or more"):
        charted(refused[0])
