"""The charts against a second, slow implementation, on series that Hypothesis makes up."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.science import slow_spc

from groundswell.science import spc

WAYS = {"increase": 1, "decrease": -1, "neutral": 0}
RULES = ("making-data-count", "nhsrplotthedots-0.2.2")
numbers = st.one_of(st.none(), st.integers(0, 9), st.integers(-40, 40).map(lambda k: k / 8))
drifting = st.lists(st.integers(-2, 5), min_size=0, max_size=40).map(
    lambda steps: [float(sum(steps[: at + 1])) for at in range(len(steps))]
)
series = st.one_of(st.lists(numbers, max_size=40), drifting)


def floats(values):
    return [math.nan if v is None else float(v) for v in values]


def close(ours, theirs):
    return np.allclose(ours, theirs, rtol=1e-9, atol=1e-9, equal_nan=True)


def same_points(drawn, expected):
    for name in ("mean", "lpl", "nlpl", "nupl", "upl"):
        assert close(getattr(drawn, name), [row[name] for row in expected]), name
    same_rules(drawn, expected)


def same_rules(found, expected):
    columns = {
        "outside_limits": "limit",
        "trend": "trend",
        "two_in_three": "two_in_three",
        "shift": "shift",
        "special_cause": "special_cause",
        "point_type": "point_type",
    }
    for ours, theirs in columns.items():
        assert getattr(found, ours).tolist() == [row[theirs] for row in expected], ours


@settings(max_examples=300, deadline=None)
@given(
    values=series,
    starts=st.lists(st.integers(0, 30), max_size=2),
    way=st.sampled_from(sorted(WAYS)),
    baseline=st.sampled_from([0, 12, 15]),
    screen=st.booleans(),
    length=st.sampled_from([6, 7, 8]),
    rules=st.sampled_from(RULES),
)
def test_xmr_says_what_the_slow_way_says(values, starts, way, baseline, screen, length, rules):
    starts = [s for s in starts if s < len(values)]
    drawn = spc.xmr(
        floats(values),
        segment_starts=starts,
        improvement=way,
        baseline_points=baseline,
        screen=screen,
        run_length=length,
        rules=rules,
    )
    same_points(
        drawn,
        slow_spc.xmr(
            values,
            starts=starts,
            wanted=WAYS[way],
            baseline=baseline,
            screen=screen,
            length=length,
            compatible=rules != RULES[0],
        ),
    )


@settings(max_examples=150, deadline=None)
@given(
    values=series,
    way=st.sampled_from(sorted(WAYS)),
    rules=st.sampled_from(RULES),
    data=st.data(),
)
def test_judge_says_what_the_slow_way_says_where_limits_change_from_point_to_point(
    values, way, rules, data
):
    widths = data.draw(
        st.lists(st.integers(1, 6), min_size=len(values), max_size=len(values)), label="widths"
    )
    near = [2 * w / 3 for w in widths]
    lines = [
        [2.0] * len(values),
        [2.0 - w for w in widths],
        [2.0 + w for w in widths],
        [2.0 - w for w in near],
        [2.0 + w for w in near],
    ]
    found = spc.judge(floats(values), *lines, improvement=way, rules=rules)
    expected = slow_spc.judged(
        values, lines, length=7, wanted=WAYS[way], compatible=rules != RULES[0]
    )
    same_rules(found, expected)


@settings(max_examples=150, deadline=None)
@given(values=series, centre=st.integers(-2, 6), left_out=st.sets(st.integers(0, 39), max_size=5))
def test_runs_are_counted_as_the_slow_way_counts_them(values, centre, left_out):
    useful = [None if at in left_out else v for at, v in enumerate(values)]
    excluded = [at in left_out for at in range(len(values))]
    found = spc.runs(floats(values), float(centre), exclude=excluded)
    if not values:
        assert found.n_useful.size == 0
        return
    for name, expected in slow_spc.runs(useful, [float(centre)] * len(values)).items():
        assert getattr(found, name).tolist() == [expected], name


counts = st.lists(
    st.tuples(st.one_of(st.none(), st.integers(0, 9)), st.integers(0, 30)), min_size=1, max_size=30
)


@pytest.mark.parametrize("kind", ["run", "i", "t", "p", "pp", "u", "up", "c", "g", "ip"])
@settings(max_examples=60, deadline=None)
@given(
    rows=counts,
    freeze=st.integers(0, 12),
    left_out=st.sets(st.integers(0, 29), max_size=4),
    screen=st.booleans(),
)
def test_charts_are_drawn_as_the_slow_way_draws_them(kind, rows, freeze, left_out, screen):
    counted = kind in {"p", "pp", "u", "up", "ip"}
    values = [v if kind != "t" or v is None else v + 1 for v, _ in rows]
    sizes = [m + (v or 0) if kind in {"p", "pp"} else m for v, m in rows]
    if not counted:
        sizes = [1] * len(rows)
    base = [at for at in range(len(rows)) if (not freeze or at < freeze) and at not in left_out]
    drawn = spc.chart(
        kind,
        floats(values),
        n=sizes if counted else None,
        freeze=freeze,
        exclude=[at in left_out for at in range(len(rows))],
        screen=screen,
    )
    held = [None if v is None else m for v, m in zip(values, sizes, strict=True)]
    expected = slow_spc.chart(kind, values, [m or 0 for m in held], base=base, screen=screen)
    for name, column in zip(("centre", "lcl", "ucl"), zip(*expected, strict=True), strict=True):
        assert close(getattr(drawn, name), column), name
