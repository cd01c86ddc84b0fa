"""The picture of a thread: boxes in columns, arrows between them, and never too many."""

import re
from itertools import pairwise
from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.ground.web.charts import ThreadArrow, ThreadBox, ThreadDrawing, thread_svg
from groundswell.ground.web.charts.thread import FULL_WIDTH, MOST_IN_COLUMN, folded
from groundswell.ground.web.charts.thread_boxes import COLUMN_STEP, WIDTH
from groundswell.ground.web.charts.thread_stacks import stacked

from .reading import NAMESPACE, named, of_its_own, parsed, said_in, words_in

COLUMNS = ("Evidence", "Finding", "Decision", "Test", "Measure", "Result")


def a_drawing(boxes: list[ThreadBox], arrows: tuple[ThreadArrow, ...] = ()) -> ThreadDrawing:
    return ThreadDrawing("a", "The thread", "In words", COLUMNS, tuple(boxes), arrows, "#list")


def drawn(boxes: list[ThreadBox], *arrows: ThreadArrow) -> str:
    return of_its_own(thread_svg(a_drawing(boxes, arrows)))


def a_box(key: str, column: int = 0, **details: object) -> ThreadBox:
    return ThreadBox(key, column, **{"title": f"Box {key}"} | details)  # type: ignore[arg-type]


def rects(svg: str) -> list[tuple[float, float, float, float]]:
    names = ("x", "y", "width", "height")
    return [tuple(float(r.get(n, "nan")) for n in names) for r in named(svg, "rect")]  # type: ignore[misc]


def ends_of(svg: str) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """Where each arrow leaves, and its tip."""
    found = []
    for group in named(svg, "g"):
        if group.get("data-arrow"):
            curve, head = (p.get("d", "") for p in group)
            begin = re.match(r"M(\S+) ([\d.]+)C", curve)
            tip = re.search(r"L(\S+) ([\d.]+)L", head)
            assert begin and tip
            found.append((tuple(map(float, begin.groups())), tuple(map(float, tip.groups()))))
    return found  # type: ignore[return-value]


def test_the_picture_has_a_title_a_description_and_its_six_columns() -> None:
    svg = drawn([a_box("1")])
    root = parsed(svg)
    assert (root.get("role"), root.get("aria-labelledby")) == ("group", "a-t a-d")
    assert [e.text for e in root if e.tag in {NAMESPACE + "title", NAMESPACE + "desc"}] == [
        "The thread", "In words",
    ]  # fmt: skip
    assert said_in(svg)[:6] == list(COLUMNS)


def test_a_box_with_an_address_is_a_link_and_one_without_is_none() -> None:
    svg = drawn([a_box("1", url="/a?b=1&c=2"), a_box("2", look="gap")])
    (link,) = named(svg, "a")
    assert (link.get("href"), link.get("data-box")) == ("/a?b=1&c=2", "1")
    assert [g.get("data-box") for g in named(svg, "g")] == ["2"]


def test_what_is_looked_at_what_is_there_and_what_is_missing_look_different() -> None:
    svg = drawn([a_box("1", look="here"), a_box("2"), a_box("3", look="gap")])
    marks = [(r.get("stroke-width"), r.get("stroke-dasharray")) for r in named(svg, "rect")]
    assert sorted(marks, key=str) == [("1.4", None), ("2", "6 5"), ("3", None)]
    heads = [p.get("stroke-width") for p in named(svg, "path")]
    assert heads == ["4", *["1.4"] * 5]


def test_boxes_of_a_column_never_overlap_and_all_lie_in_the_picture() -> None:
    boxes = [a_box(f"{c}{i}", c, title="word " * i, under=("x " * i,)) for c in range(6)
             for i in range(12)]  # fmt: skip
    svg = drawn(boxes)
    height = float(parsed(svg).get("height", "0"))
    found = sorted(rects(svg))
    for x, y, width, tall in found:
        assert x >= -1 and x + width <= FULL_WIDTH and y >= 44 and y + tall <= height
    for (x, y, _w, tall), (other, below, *_rest) in pairwise(found):
        assert other > x or below >= y + tall + 20


def test_words_stay_inside_their_box_however_long() -> None:
    title = "Unbroken" * 40
    svg = drawn([a_box("1", 5, title=title, over="o " * 200, under=("word " * 90, "and more"))])
    ((x, y, width, height),) = rects(svg)
    for word in words_in(svg)[6:]:
        assert x < word.x0 and word.x1 <= x + width and y < word.y0 and word.y1 <= y + height
    assert any("…" in words for words in said_in(svg))


def test_a_long_title_keeps_three_lines_and_says_that_it_goes_on() -> None:
    svg = drawn([
        a_box("1", title="one two three four five six seven eight nine ten eleven twelve")
    ])
    lines = said_in(svg)[6:]
    assert len(lines) == 3 and lines[-1].endswith("…") and not lines[0].endswith("…")


def test_words_that_run_from_right_to_left_begin_at_the_right() -> None:
    svg = drawn([a_box("1", title="«מחכים»", under=("12 May",), over="…")])
    texts = [t for t in named(svg, "text") if t.get("font-size") != "15" or "מחכים" in t.itertext()]
    rtl = [t for t in named(svg, "text") if t.get("direction") == "rtl"]
    assert [t.get("x") for t in rtl] == [str(WIDTH - 14)]
    assert len(texts) >= 2 and len(rtl) == 1


def test_words_of_people_are_harmless() -> None:
    svg = drawn([a_box("<b>&", title="<script>\x00", url='"><x>')])
    assert "<script>" not in svg and "\x00" not in svg
    assert named(svg, "a")[0].get("href") == '"><x>'


def test_an_arrow_runs_from_the_right_of_one_box_to_the_left_of_the_next() -> None:
    svg = drawn([a_box("1"), a_box("2", 1)], ThreadArrow("1", "2"))
    ((begin, tip),) = ends_of(svg)
    assert begin[0] == WIDTH and tip[0] == COLUMN_STEP - 1
    (first, second) = sorted(rects(svg))
    assert first[1] < begin[1] < first[1] + first[3]
    assert second[1] < tip[1] < second[1] + second[3]


def test_an_arrow_that_goes_back_or_stays_in_its_column_keeps_out_of_the_boxes() -> None:
    boxes = [a_box("1", 2), a_box("2", 0), a_box("3", 2), a_box("4", 0)]
    arrows = [ThreadArrow("1", "2"), ThreadArrow("1", "3"), ThreadArrow("2", "4")]
    back, within, first = ends_of(drawn(boxes, *arrows))
    assert back[0][0] == 2 * COLUMN_STEP and back[1][0] == WIDTH + 1
    assert within[0][0] == 2 * COLUMN_STEP and within[1][0] == 2 * COLUMN_STEP - 1
    assert first[0][0] == WIDTH and first[1][0] == WIDTH + 1


def test_arrows_at_one_side_of_a_box_touch_it_apart_and_in_order() -> None:
    boxes = [a_box(f"{i}") for i in range(5)] + [a_box("hub", 1)]
    svg = drawn(boxes, *(ThreadArrow(f"{i}", "hub") for i in range(5)))
    found = sorted(ends_of(svg))
    tips = [tip[1] for _begin, tip in found]
    assert tips == sorted(set(tips))


def test_a_missing_link_is_dotted_with_an_open_head() -> None:
    svg = drawn([a_box("1"), a_box("2", 1, look="gap")], ThreadArrow("1", "2", is_missing=True))
    (group,) = [g for g in named(svg, "g") if g.get("data-arrow")]
    curve, head = group
    assert curve.get("stroke-dasharray") == "3 5" and head.get("fill") == "none"


def test_an_arrow_whose_end_is_not_drawn_is_left_out() -> None:
    assert ends_of(drawn([a_box("1")], ThreadArrow("1", "elsewhere"))) == []


def test_a_column_folds_and_says_how_many_more_there_are() -> None:
    boxes = [a_box(f"{i}") for i in range(MOST_IN_COLUMN)]
    assert len(folded(a_drawing(boxes))[0]) == MOST_IN_COLUMN
    boxes += [a_box("gap", look="gap"), a_box("last")]
    kept, _arrows = folded(a_drawing(boxes))
    assert [b.key for b in kept] == ["0", "1", "2", "3", "4", "5", "more-0"]
    more = kept[-1]
    assert (more.title, more.under, more.url) == ("and 3 more", ("1 of them is missing",), "#list")
    assert (more.look, more.over) == ("more", "")


def test_what_folds_and_is_all_missing_is_drawn_as_missing() -> None:
    boxes = [a_box(f"{i}", look="gap") for i in range(1_240)]
    more = folded(a_drawing(boxes))[0][-1]
    assert (more.look, more.over, more.title, more.under) == (
        "gap",
        "Missing",
        "and 1,234 more",
        (),
    )


def test_arrows_of_what_is_folded_lead_to_the_box_that_counts_it_once() -> None:
    boxes = [a_box(f"{i}") for i in range(30)] + [a_box("hub", 1)]
    arrows = tuple(ThreadArrow(f"{i}", "hub", is_missing=i != 20) for i in range(30))
    arrows += (ThreadArrow("10", "11"),)
    kept = folded(a_drawing(boxes, arrows))[1]
    assert [a.start for a in kept] == ["0", "1", "2", "3", "4", "5", "more-0"]
    assert [a.is_missing for a in kept] == [True] * 6 + [False]


def test_boxes_stand_near_to_what_they_are_linked_to() -> None:
    boxes = [a_box(f"a{i}") for i in range(4)] + [a_box(f"b{i}", 1) for i in (3, 2, 1, 0)]
    arrows = [ThreadArrow(f"a{i}", f"b{i}") for i in range(4)]
    placed, _height = stacked(boxes, arrows)
    middles = [placed[f"b{i}"].middle - placed[f"a{i}"].middle for i in range(4)]
    assert middles == [0, 0, 0, 0]


def test_the_thing_itself_stands_in_the_middle_and_the_count_at_the_foot() -> None:
    boxes = [a_box("here", look="here"), *(a_box(f"{i}") for i in range(20))]
    kept, arrows = folded(a_drawing(boxes))
    placed, _height = stacked(kept, arrows)
    in_order = sorted(placed, key=lambda key: placed[key].y)
    assert in_order[3] == "here" and in_order[-1] == "more-0"


def test_nothing_at_all_is_still_a_picture() -> None:
    assert len(rects(drawn([]))) == 0


@pytest.mark.parametrize("n", [1, 500])
def test_the_picture_stays_small_however_much_there_is(n: int) -> None:
    boxes = [a_box(f"{c}-{i}", c) for c in range(6) for i in range(n)]
    arrows = [ThreadArrow(f"0-{i}", f"5-{i}") for i in range(n)]
    svg = drawn(boxes, *arrows)
    assert len(svg) < 60_000 and float(parsed(svg).get("height", "0")) < 1_200


WORDS = st.text(max_size=60)


@given(
    st.lists(st.tuples(st.integers(0, 5), WORDS, WORDS, st.sampled_from(["plain", "gap"]))),
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20), st.booleans())),
)
def test_any_thread_can_be_drawn(things: list, links: list) -> None:
    boxes = [
        ThreadBox(str(i), column, title, over=over, under=(over,), look=look)
        for i, (column, title, over, look) in enumerate(things)
    ]
    arrows = [ThreadArrow(str(a), str(b), missing) for a, b, missing in links]
    svg = drawn(boxes, *arrows)
    found = sorted(rects(svg))
    assert all(isfinite(number) for rect in found for number in rect)
    for (x, y, _w, tall), (other, below, *_rest) in pairwise(found):
        assert other > x or below >= y + tall
