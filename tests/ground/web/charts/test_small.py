"""Charts for lines of tables and for many beside each other: right, small and quick."""

import math
from dataclasses import replace

import pytest
from hypothesis import given

from groundswell.ground.web.charts import (
    Point,
    Segment,
    SparkDrawing,
    shared_scale,
    small_multiple_svg,
    spark_of,
    spark_svg,
)

from .examples import START, drawings, left_before_one, plain
from .reading import of_its_own, parsed, path_corners, places_in, said_in, words_in
from .test_spc import ANY, assert_plain


def drawn(drawing: SparkDrawing) -> str:
    return of_its_own(spark_svg(drawing))


def test_spark_holds_band_mean_target_line_and_flagged_points():
    svg = drawn(spark_of(left_before_one()))
    fills = [e.get("fill") for e in parsed(svg).iter()]
    strokes = [e.get("stroke") for e in parsed(svg).iter()]
    assert (fills.count("#005eb8"), fills.count("#c4510a"), fills.count("#5b6b73")) == (7, 1, 0)
    assert (fills.count("#e4ecee"), strokes.count("#6b2c68")) == (1, 1)
    assert not list(words_in(svg))


def test_spark_marks_the_latest_point_even_if_common():
    assert drawn(SparkDrawing((1, 2, None))).count("<circle") == 1


def test_spark_line_breaks_at_recalculations_and_gaps():
    segments = (Segment(0, 2, 2), Segment(3, 5, 8))
    svg = drawn(SparkDrawing((1, 2, 3, 7, None, 9), segments=segments))
    (line,) = (e.get("d", "") for e in parsed(svg).iter() if e.get("stroke") == "#7d8a90")
    assert line.count("M") == 3


def test_spark_is_hidden_or_named():
    assert parsed(drawn(SparkDrawing((1,)))).get("aria-hidden") == "true"
    named = parsed(drawn(SparkDrawing((1,), label='"Rising" & more')))
    assert (named.get("role"), named.get("aria-label")) == ("img", '"Rising" & more')


@pytest.mark.parametrize(
    "drawing",
    [
        SparkDrawing(()),
        SparkDrawing((None, None)),
        SparkDrawing((5,)),
        SparkDrawing((5, 5, 5), segments=(Segment(0, 2, 5, 5, 5),), target=5),
        SparkDrawing((1e18, math.nan, -1e18)),
        SparkDrawing((1, 2), segments=(Segment(0, 1, 1, (None, 0.0), (None, None)),)),
        SparkDrawing((1, 2), segments=(Segment(0, 1, 1, None, 3), Segment(1, 9, None, 0, None))),
    ],
)
def test_spark_stays_in_its_cell(drawing):
    svg = drawn(drawing)
    assert_plain(svg)
    assert all(-1 <= x <= 141 and -1 <= y <= 47 for x, y in places_in(svg))


@ANY
@given(drawings())
def test_any_spark_and_any_cell_stay_in_their_frames(drawing):
    spark = drawn(spark_of(drawing))
    assert all(-1 <= x <= 141 and -1 <= y <= 47 for x, y in places_in(spark))
    low, high = shared_scale([drawing])
    cell = small_multiple_svg(drawing, low=low, high=high)
    assert_plain(cell)
    assert all(-0.6 <= x <= 260.6 and -0.6 <= y <= 150.6 for x, y in places_in(cell))
    words = [word for word in words_in(cell) if word.words]
    assert all(word.size >= 12 for word in words)


def test_cells_share_one_scale():
    low, high = shared_scale([plain(1, 2), plain(30, 90)])
    assert (low, high) == (0, 90) or low <= 1
    assert shared_scale([]) == (0, 1)
    small, large = (small_multiple_svg(d, low=low, high=high) for d in (plain(1, 2), plain(30, 90)))

    def heights(svg: str) -> list[float]:
        line = next(e for e in parsed(svg).iter() if e.get("stroke-width") == "1.4")
        return [y for _x, y in path_corners(line.get("d", ""))]

    assert min(heights(small)) > max(heights(large))


def test_a_cell_says_first_and_last_date_and_last_value():
    drawing = left_before_one()
    said = said_in(small_multiple_svg(drawing, low=0, high=70))
    assert said == ["1 Sep 2025", "8 Jun 2026", "49%"]
    monthly = replace(drawing, step="month")
    assert said_in(small_multiple_svg(monthly, low=0, high=70))[0] == "Sep 2025"


def test_a_cell_of_items_or_one_point_or_none():
    items = tuple(Point(n, f"Ulcer {n}", 3.0, tick=f"U{n}") for n in (1, 2))
    assert said_in(small_multiple_svg(plain(points=items), low=0, high=5))[:2] == ["U1", "U2"]
    assert said_in(small_multiple_svg(plain(4), low=0, high=5)) == [f"{START:%-d %b %Y}", "4"]
    assert said_in(small_multiple_svg(plain(), low=0, high=5)) == []


def test_a_cell_is_named():
    svg = parsed(small_multiple_svg(plain(4, id="m1"), low=0, high=5))
    assert svg.get("aria-labelledby") == "m1-small-t m1-small-d"
    assert "The latest is 4." in "".join(svg.itertext())
