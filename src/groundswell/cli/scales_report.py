"""The report of `groundswell scales`: results as tables of plain values, written as JSON."""

import json
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from groundswell.science import scales

Floats = NDArray[np.float64]
Table = dict[str, Any]
"""Part of the report: names, and numbers, text, lists or further tables."""

NO_DIFFERENCE = "no detectable difference between units"
DIFFERENCE = "units differ"
UNSAID = "cannot be said of these units"

OPEN_LEVELS = 4
"""Levels of the report whose entries stand on lines of their own."""


def described(
    found: scales.ScaleResults, among: scales.Units | None, weights: Floats | None
) -> Table:
    """What the report says of one scale."""
    reliable = found.reliability
    document = {
        "n": found.scores.n,
        "n_complete": reliable.n_complete,
        "answers_needed": found.scale.needed,
        "weighted": weights is not None,
        **_overall(found, weights),
        "sem": _number(reliable.sem),
        "alpha": {
            "raw_pairwise": _number(reliable.alpha_pairwise),
            "raw_listwise": _number(reliable.alpha_listwise),
            "std_pairwise": _number(reliable.std_pairwise),
            "std_listwise": _number(reliable.std_listwise),
            "feldt95": _pair(*reliable.feldt),
            "if_dropped": _by_item(found.scale, reliable.if_dropped),
        },
        "omega_total": _number(reliable.omega_total),
        "item_rest": _by_item(found.scale, reliable.item_rest),
    }
    if found.units is None or among is None:
        return document
    between = _between(found.units)
    return document | between | {"units": _each_unit(found, found.units, among, weights)}


def _overall(found: scales.ScaleResults, weights: Floats | None) -> Table:
    value, scale = found.scores.value, found.scale
    summary = scales.whole(value)
    mean, (low, high) = summary.mean, scales.mean_interval(summary)
    if weights is not None:
        everybody = scales.Units(np.array(["everybody"]), np.zeros(value.size, dtype=np.intp))
        weighted = scales.weighted_means(value, weights, everybody)
        mean, low, high = weighted.mean, weighted.low, weighted.high
    return {
        "mean": _number(mean[0]),
        "ci95": _pair(low[0], high[0]),
        "sd": _number(summary.sd[0]),
        "mean_0_10": _number(scales.to_ten(mean[0], low=scale.low, high=scale.high)),
    }


def _between(units: scales.UnitScores) -> Table:
    agg, parts = units.aggregation, units.shrunken.components
    return {
        "icc1": {
            "mean_n": _number(agg.icc1_mean_n),
            "n0": _number(agg.icc1_n0),
            "reml": _number(agg.icc1_reml),
        },
        "icc2": _number(agg.icc2),
        "tau2": _number(parts.tau2),
        "sigma2": _number(parts.sigma2),
        "mu": _number(parts.mu),
        "f": _number(agg.anova.f),
        "p": _number(agg.anova.p),
        "differences": _differences(units),
        "nulls": dict(units.nulls),
    }


def _differences(units: scales.UnitScores) -> str:
    if np.isnan(units.shrunken.components.tau2):
        return UNSAID
    return DIFFERENCE if units.aggregation.detectable else NO_DIFFERENCE


def _each_unit(
    found: scales.ScaleResults,
    units: scales.UnitScores,
    among: scales.Units,
    weights: Floats | None,
) -> list[Table]:
    mean, (low, high) = units.summary.mean, units.interval
    if weights is not None:
        weighted = scales.weighted_means(found.scores.value, weights, among)
        mean, low, high = weighted.mean, weighted.low, weighted.high
    uniform, second = units.nulls
    several = len(found.scale.items) > 1
    columns = {
        "mean": _numbers(mean),
        "ci95": [_pair(*both) for both in zip(low.tolist(), high.tolist(), strict=True)],
        "n_complete": units.agreement.n.tolist(),
        "rwg": _numbers(units.rwg[uniform]),
        "rwg_second_null": _numbers(units.rwg[second]),
        "rwgj": _numbers(units.rwg_j[uniform], said=several),
        "rwgj_second_null": _numbers(units.rwg_j[second], said=several),
        "ad": _numbers(units.agreement.mean_deviation),
        "eb_mean": _numbers(units.shrunken.mean),
        "eb_sd": _numbers(units.shrunken.sd),
        "reliability": _numbers(units.shrunken.reliability),
        "differs": units.shrunken.differs.tolist(),
        "p_below_median": _numbers(units.standing.below_median),
        "p_lowest_tenth": _numbers(units.standing.lowest_tenth),
    }
    names = {"unit": among.labels.tolist(), "n": units.summary.n.tolist()} | columns
    return [dict(zip(names, row, strict=True)) for row in zip(*names.values(), strict=True)]


def _number(value: Any) -> float | None:
    found = float(value)
    return found if np.isfinite(found) else None


def _numbers(values: Floats, *, said: bool = True) -> list[float | None]:
    if not said:
        return [None] * values.size
    return [one if np.isfinite(one) else None for one in values.tolist()]


def _pair(low: float, high: float) -> list[float] | None:
    return [float(low), float(high)] if np.isfinite(low) and np.isfinite(high) else None


def _by_item(scale: scales.Scale, values: Floats) -> dict[str, float | None]:
    return dict(zip(scale.items, _numbers(values), strict=True))


def written(document: Table) -> str:
    """The report as JSON: open down to its units, each of which has a line.

    Numbers have the fewest digits that give the same number back.
    """
    return "".join(_lines(document, 0)) + "\n"


def _lines(part: Any, depth: int) -> Iterator[str]:
    several = isinstance(part, list) and isinstance(next(iter(part), None), dict)
    if depth == OPEN_LEVELS or not (several or isinstance(part, dict)):
        yield json.dumps(part, ensure_ascii=False, allow_nan=False)
        return
    begin, end = "\n" + "  " * (depth + 1), "\n" + "  " * depth
    named = isinstance(part, dict)
    yield "{" if named else "["
    for at, one in enumerate(part):
        yield f"{',' if at else ''}{begin}"
        if named:
            yield f"{json.dumps(one, ensure_ascii=False)}: "
        yield from _lines(part[one] if named else one, depth + 1)
    yield f"{end}{'}' if named else ']'}"
