"""Drawings the tests share: real ones by hand, and any at all by Hypothesis."""

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from groundswell.ground.web.charts import (
    Flag,
    Point,
    Ring,
    Segment,
    Signal,
    SpcDrawing,
    Target,
)

START = dt.date(2025, 9, 1)
SHARES = (
    "22 25 21 27 24 20 26 23 28 22 25 24 21 31 34 30 36 33 19 27 31 33 29 34 32 35 30 33 36 31 29"
    " 33 35 31 38 41 45 42 47 46 49"
)
KINDS = ("common", "better", "worse", "moved", "left_out")
STEPS = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365, "item": 11}


def week(n: int) -> dt.date:
    return START + dt.timedelta(weeks=n)


def left_before_one(**changes: Any) -> SpcDrawing:
    """41 weeks, one recalculation, one point below, seven above, a proposal, three events."""
    kinds = {18: "worse"} | dict.fromkeys(range(34, 41), "better")
    points = tuple(
        Point(week(n), f"Week of {week(n):%-d %B %Y}", float(value), kinds.get(n, "common"))
        for n, value in enumerate(SHARES.split())
    )
    given: dict[str, Any] = {
        "id": "left",
        "title": "More people leave before 1 pm",
        "points": points,
        "segments": (Segment(0, 12, 23.7, 13.2, 34), Segment(13, 40, 31.5, 20, 43)),
        "targets": (Target(None, 60),),
        "signals": (
            Signal(1, 18, 18, "below the lower limit", is_above=False),
            Signal(2, 34, 40, "seven weeks in a row above the mean"),
        ),
        "flags": (
            Flag("A", dt.date(2025, 12, 22), "winter ward opened"),
            Flag("B", dt.date(2026, 4, 29), "day 0"),
            Flag("C", dt.date(2026, 5, 12), "test 4"),
        ),
        "recalculations": (Ring("R1", week(13), "the discharge lounge opened"),),
        "proposal": Segment(34, 40, 44, 36, 52),
        "step": "week",
        "unit": "percent",
        "chart_type": "XmR chart",
    }
    return SpcDrawing(**{**given, **changes})


def plain(*values: float | None, **changes: Any) -> SpcDrawing:
    """Weekly points and nothing else."""
    points = tuple(Point(week(n), f"Week {n}", value) for n, value in enumerate(values))
    given = {"id": "plain", "title": "A chart", "points": points, "step": "week"}
    return SpcDrawing(**{**given, **changes})


NUMBERS = st.one_of(
    st.floats(-1e3, 1e3),
    st.floats(-1e16, 1e16),
    st.integers(-3, 3).map(float),
    st.sampled_from([0.0, 1e-13, 7.0, 7.0000001, 999_999.0, -1e18, 1e18]),
)
LINES = st.one_of(st.none(), NUMBERS)
WORDS = st.text(max_size=40)


@st.composite
def drawings(draw: st.DrawFn) -> SpcDrawing:
    """Any drawing: holes, long names, many marks in one place."""
    step = draw(st.sampled_from(sorted(STEPS)))
    n = draw(st.integers(0, 70))
    kept = sorted(draw(st.sets(st.integers(0, n), max_size=n)) if n else [])
    is_time = step != "item" or draw(st.booleans())
    days = STEPS[step] if draw(st.booleans()) else 0

    def where(i: float) -> dt.date | int:
        return START + dt.timedelta(round(days * i)) if is_time else round(i)

    size = draw(st.sampled_from([1.0, 50.0, 1e6, 1e15]))
    value = st.one_of(st.none(), st.floats(-size, size), NUMBERS)
    points = tuple(
        Point(where(i), draw(WORDS), draw(value), draw(st.sampled_from(KINDS))) for i in kept
    )
    last = len(points) - 1
    at = st.integers(0, max(0, last))
    place = st.floats(-3, n + 5).map(where)
    return SpcDrawing(
        id=draw(WORDS),
        title=draw(WORDS),
        points=points,
        segments=tuple(_segments(draw, last)),
        targets=tuple(draw(st.lists(st.builds(Target, st.none() | place, LINES), max_size=3))),
        signals=tuple(
            Signal(number, *sorted(draw(st.tuples(at, at))), draw(WORDS), draw(st.booleans()))
            for number in range(1, draw(st.integers(0, 12)))
        ),
        flags=tuple(
            draw(st.lists(st.builds(Flag, st.text(max_size=9), place, WORDS), max_size=12))
        ),
        recalculations=tuple(
            draw(st.lists(st.builds(Ring, st.text(max_size=9), place, WORDS), max_size=5))
        ),
        proposal=draw(st.none() | st.just(Segment(max(0, last - 5), last, 3.0, None, 5.0))),
        step=step,
        unit=draw(st.sampled_from(["count", "percent", "share", "pounds", "days", "score"])),
        centre=draw(st.sampled_from(["mean", "median"])),
        y_name=draw(WORDS),
    )


def _segments(draw: st.DrawFn, last: int) -> list[Segment]:
    if last < 0:
        return []
    cuts = sorted(draw(st.sets(st.integers(1, last), max_size=3)) if last else [])
    segments = []
    for first, end in zip([0, *cuts], [*cuts, last + 1], strict=True):
        by_point = st.tuples(*[LINES] * (end - first))
        lower, upper = draw(LINES | by_point), draw(LINES | by_point)
        segments.append(Segment(first, end - 1, draw(LINES), lower, upper, draw(st.booleans())))
    return segments
