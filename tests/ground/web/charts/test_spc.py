"""The chart: what is drawn, where, and that nothing hides or leaves it."""

import datetime as dt
import math
from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import HealthCheck, given, settings

from groundswell.ground.web.charts import (
    PAPER,
    Flag,
    Point,
    Ring,
    Segment,
    Signal,
    SpcDrawing,
    Target,
    narrow_words,
    spc_document,
    spc_svg,
)

from .examples import START, drawings, left_before_one, plain, week
from .reading import kinds_in, marks_in, named, parsed, places_in, said_in, words_in

BOTH = pytest.mark.parametrize("narrow", [False, True])
ANY = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def test_every_point_is_drawn_by_its_kind():
    assert kinds_in(spc_svg(left_before_one())) == {"common": 33, "worse": 1, "better": 7}


def test_narrow_chart_shows_the_newest_points_only():
    svg = spc_svg(left_before_one(), narrow=True)
    assert kinds_in(svg) == {"common": 15, "better": 7}
    assert parsed(svg).get("viewBox") == "0 0 296 320"


def test_narrow_chart_says_what_lies_before():
    assert (
        narrow_words(left_before_one()) == "The last 22 weeks. Marks 1, A and R1 lie before them."
    )
    assert narrow_words(plain(1, 2, 3)) == ""
    assert narrow_words(plain(*range(30))) == "The last 22 weeks."


def test_signals_flags_and_rings_are_drawn():
    wide = marks_in(spc_svg(left_before_one()))
    assert (wide["signal"], wide["flag"], wide["ring"], wide["band"]) == (2, 3, 1, 2)
    narrow = marks_in(spc_svg(left_before_one(), narrow=True))
    assert (narrow["signal"], narrow["flag"], narrow["ring"], narrow["band"]) == (1, 2, 0, 1)


def test_lines_are_labelled_with_their_values():
    said = said_in(spc_svg(left_before_one()))
    assert {"Target 60%", "Proposed mean 44%", "Mean 32%", "Upper limit 43%"} <= set(said)
    assert {"New? 44%", "Upper 43%"} <= set(said_in(spc_svg(left_before_one(), narrow=True)))


def test_labels_of_lines_stand_18_pixels_apart():
    words = words_in(spc_svg(left_before_one()))
    ends = sorted(w.y1 for w in words if w.words.split()[0] in {"Target", "Mean", "Upper", "Lower"})
    assert len(ends) == 4
    assert all(b - a >= 17.9 for a, b in pairwise(ends))


def data_line(svg: str) -> str:
    return next(p.get("d", "") for p in named(svg, "path") if p.get("stroke-width") == "1.4")


def test_data_line_is_broken_at_the_recalculation():
    assert data_line(spc_svg(left_before_one())).count("M") == 2
    assert data_line(spc_svg(replace(left_before_one(), segments=()))).count("M") == 1


def test_a_missing_value_is_not_bridged_and_leaves_a_strip():
    svg = spc_svg(plain(1, 2, None, 3, 4))
    assert data_line(svg).count("M") == 2
    assert marks_in(svg)["gap"] == 1
    assert "No data" in said_in(svg)


def test_missing_dates_are_not_bridged_on_a_real_time_axis():
    early, late = plain(1, 2, 3).points, plain(*range(20)).points[12:]
    svg = spc_svg(plain(points=(*early, *late)))
    assert data_line(svg).count("M") == 2
    assert marks_in(svg)["gap"] == 1
    xs = [float(c.get("cx", "0")) for c in named(svg, "circle")]
    assert xs[3] - xs[2] > 8 * (xs[1] - xs[0])


def test_no_strip_where_nothing_is_missing():
    assert marks_in(spc_svg(left_before_one()))["gap"] == 0


def dashes(svg: str) -> list[str]:
    return [p.get("stroke-dasharray", "") for p in named(svg, "path")]


def test_limits_are_dashed_and_trial_limits_dotted_round():
    lines = [Segment(0, 4, 3, 1, 5, trial) for trial in (False, True)]
    firm, trial = (spc_svg(plain(1, 2, 3, 4, 5, segments=(line,))) for line in lines)
    assert dashes(firm).count("6 4") == 2
    assert dashes(trial).count("6 4") == 0
    assert dashes(trial).count("0.1 4.5") == 2


def test_limits_that_vary_are_drawn_in_steps():
    segment = Segment(0, 3, 3, (1.0, 0.5, 0.5, 1.0), (5.0, 6.0, 6.0, None))
    svg = spc_svg(plain(1, 2, 3, 4, segments=(segment,)))
    upper, lower = (p.get("d", "") for p in named(svg, "path") if "6 4" in p.attrib.values())
    assert (upper.count("V"), upper.count("H")) == (1, 2)
    assert (lower.count("V"), lower.count("H")) == (2, 3)
    assert "Upper limit 6" in said_in(svg)


def test_a_target_steps_where_it_changes_and_stops_where_it_ends():
    targets = (Target(None, 2), Target(week(2), 4), Target(week(4), None))
    svg = spc_svg(plain(1, 2, 3, 4, 5, 4, targets=targets))
    (d,) = (p.get("d", "") for p in named(svg, "path") if p.get("stroke") == "#6b2c68")
    assert (d.count("M"), d.count("V"), d.count("H")) == (1, 1, 2)
    assert not any(word.startswith("Target") for word in said_in(svg))


def test_a_run_chart_has_a_median_and_no_band():
    svg = spc_svg(plain(1, 2, 3, segments=(Segment(0, 2, 2),), centre="median"))
    assert "Median 2" in said_in(svg)
    assert marks_in(svg)["band"] == 0


def test_a_band_without_lower_limit_reaches_down_to_zero():
    svg = spc_svg(plain(1, 2, 30, segments=(Segment(0, 2, 2, None, 8),)))
    (band,) = (p for p in named(svg, "path") if p.get("data-mark") == "band")
    assert "V394H" in band.get("d", "")


def test_each_point_says_date_value_and_what_the_rules_found():
    point = Point(week(0), "Week of 1 September 2025", 19.0, "worse", "below the lower limit")
    svg = spc_svg(plain(points=(point,), unit="percent"))
    (title,) = (t.text for t in named(svg, "title")[1:])
    assert title == "Week of 1 September 2025: 19%, below the lower limit"


def test_events_outside_the_axis_are_left_to_the_notes():
    flags = [
        Flag("A", week(-1), "too early"),
        Flag("B", week(20), "too late"),
        Flag("C", 3, "no date"),
    ]
    assert marks_in(spc_svg(plain(1, 2, 3, flags=tuple(flags))))["flag"] == 0
    assert marks_in(spc_svg(plain(1, 2, 3, flags=(Flag("D", week(3), "now"),))))["flag"] == 1


def test_a_recalculation_needs_points_on_both_sides():
    rings = (Ring("R1", week(0), ""), Ring("R2", week(2), ""), Ring("R3", week(9), ""))
    assert "R2" in said_in(spc_svg(plain(1, 2, 3, recalculations=rings)))
    assert marks_in(spc_svg(plain(1, 2, 3, recalculations=rings)))["ring"] == 1


def test_rings_in_one_place_stand_beside_each_other():
    rings = tuple(Ring(f"R{n}", week(2), "") for n in (1, 2, 3))
    svg = spc_svg(plain(1, 2, 3, 4, recalculations=rings), narrow=True)
    assert marks_in(svg)["ring"] == 3


@BOTH
def test_flags_and_rings_without_room_are_left_to_the_notes(narrow):
    flags = tuple(Flag(f"Flag {n}", week(3), "") for n in range(200))
    rings = tuple(Ring(f"Ring {n}", week(3), "") for n in range(60))
    drawing = plain(*range(5), flags=flags, recalculations=rings)
    check(drawing, narrow)
    drawn = marks_in(spc_svg(drawing, narrow=narrow))
    assert 4 <= drawn["flag"] < 200
    assert 2 <= drawn["ring"] < 60


def test_flags_in_one_place_stand_in_rows_with_their_poles_free():
    flags = tuple(Flag(letter, week(n), "") for letter, n in zip("ABC", (2, 2, 9), strict=True))
    a, b, c = (
        next(
            word
            for word in words_in(spc_svg(plain(*range(12), flags=flags)))
            if word.words == f.letter
        )
        for f in flags
    )
    assert b.y0 >= a.y1
    assert (c.y0, c.x0 > b.x1) == (a.y0, True)


def test_discs_never_lie_on_each_other_or_on_a_point():
    found = tuple(Signal(n, n, n, "out", n % 2 == 0) for n in range(1, 8))
    svg = spc_svg(plain(*[3, 9, 2, 8] * 3, signals=found))
    black = [c for c in named(svg, "circle") if c.get("fill") == "#17262d"]
    dots = [c for c in named(svg, "circle") if c.get("fill") == "#5b6b73"]
    assert (len(black), len(dots)) == (7, 12)

    def apart(a: object, b: object) -> float:
        return math.dist(*[(float(c.get("cx")), float(c.get("cy"))) for c in (a, b)])  # type: ignore[attr-defined]

    assert all(apart(a, b) > 20 for a, b in combinations(black, 2))
    assert all(apart(a, b) > 12 for a in black for b in dots)


@pytest.mark.parametrize(
    ("step", "start", "last", "words"),
    [
        ("day", START, 9, {"1 Sep", "2025", "10 Sep"}),
        ("week", START, 40, {"Sep", "2025", "Jan", "2026", "Jun"}),
        ("year", dt.date(2001, 4, 1), 365 * 12 + 3, {"2001", "2013"}),
    ],
)
def test_the_time_axis_counts_in_units_people_use(step, start, last, words):
    days = last * 7 if step == "week" else last
    points = tuple(Point(start + dt.timedelta(n), "", 1.0) for n in (0, days // 2, days))
    assert words <= set(said_in(spc_svg(plain(points=points, step=step))))


def test_items_are_named_on_two_short_lines():
    points = tuple(Point(n, f"Organisation with a very long name {n}", 1.0) for n in range(30))
    said = said_in(spc_svg(plain(points=points, step="item")))
    assert "with a very lo…" in said


@BOTH
@pytest.mark.parametrize(
    "drawing",
    [
        plain(),
        plain(5),
        plain(5, 6),
        plain(5, 5, 5, segments=(Segment(0, 2, 5, 5, 5),), targets=(Target(None, 5),)),
        plain(None, None),
        plain(math.nan, 3, math.inf, segments=(Segment(0, 2, math.nan, math.nan, -math.inf),)),
        plain(1e18, 2e18, 9e17),
        plain(1e9, 1e9 + 3, 1e9 + 1),
        plain(1e308, -1e308, 3),
        plain(-5, -3, -8, unit="pounds"),
        plain(*[n % 7 for n in range(500)]),
        plain(points=tuple(Point(START, "same day", float(n)) for n in range(4))),
        left_before_one(),
    ],
    ids=[
        "empty", "one", "two", "equal", "missing", "unknown", "huge", "close", "beyond",
        "negative", "many", "one day", "real",
    ],
)  # fmt: skip
def test_edges_are_drawn_within_the_frame(drawing, narrow):
    check(drawing, narrow)


@ANY
@given(drawings())
def test_any_drawing_stays_within_its_frame_and_labels_never_overlap(drawing):
    check(drawing, False)
    check(drawing, True)


def check(drawing: SpcDrawing, narrow: bool) -> None:
    svg = spc_svg(drawing, narrow=narrow)
    width, height = (296, 320) if narrow else (1144, 440)
    for x, y in places_in(svg):
        assert -0.6 <= x <= width + 0.6
        assert -0.6 <= y <= height + 0.6
    words = [word for word in words_in(svg) if word.words]
    assert all(word.size >= 12 for word in words)
    for one, other in combinations(words, 2):
        assert not one.overlaps(other), (one, other)
    assert_plain(svg)


def assert_plain(svg: str) -> None:
    """No style, script, handler or link in any element of ours."""
    for element in parsed(svg).iter():
        assert element.tag.rpartition("}")[2] in {
            "svg", "g", "path", "circle", "rect", "text", "title", "desc",
        }  # fmt: skip
        assert not {"style", "class", "href"} & set(element.attrib)
        assert not any(name.startswith("on") for name in element.attrib)


HOSTILE = '"/><script>alert(1)</script>&amp;\x00\x0b\ud800<b onload=x style="a">'


@BOTH
def test_hostile_words_stay_words(narrow):
    points = tuple(Point(n, HOSTILE, float(n), note=HOSTILE, tick=HOSTILE) for n in range(6))
    drawing = SpcDrawing(
        id=HOSTILE,
        title=HOSTILE,
        points=points,
        flags=(Flag("A", 2, HOSTILE), Flag(HOSTILE, 3, "x")),
        recalculations=(Ring("R1", 3, HOSTILE),),
        signals=(Signal(1, 4, 4, HOSTILE),),
        step="item",
        in_words=lambda value: HOSTILE,
        y_name=HOSTILE,
    )
    svg = spc_svg(drawing, narrow=narrow)
    assert "<script" not in svg
    assert "alert(1)" in (named(svg, "title")[0].text or "")
    assert_plain(svg)
    page = spc_document(drawing, heading=HOSTILE, how=HOSTILE, notes=(HOSTILE,), source=HOSTILE)
    assert "<script" not in page
    assert_plain(page)


def test_two_charts_on_a_page_share_no_id():
    one, other = left_before_one(), left_before_one(id="other")
    page = "".join(spc_svg(d, narrow=narrow) for d in (one, other) for narrow in (False, True))
    ids = [e.get("id") for e in parsed(f"<div>{page}</div>").iter() if e.get("id")]
    assert len(ids) == len(set(ids)) == 8


def test_title_and_description_are_tied_to_the_chart():
    svg = parsed(spc_svg(left_before_one(description="In short.")))
    title, desc = (e.get("id") for e in list(svg)[:2])
    assert svg.get("aria-labelledby") == f"{title} {desc}"
    assert [e.text for e in list(svg)[:2]] == ["More people leave before 1 pm", "In short."]


def test_the_document_holds_heading_key_notes_and_disclaimer():
    page = spc_document(
        left_before_one(), heading="A " * 90, how="XmR chart", notes=("Norovirus.",), source="Beds"
    )
    said = said_in(page)
    assert {"XmR chart", "Norovirus.", "Beds", "Better than chance explains"} <= set(said)
    assert "Not part of, or endorsed by, the NHS." in said
    assert "27 April 2026 to 8 June 2026: seven weeks in a row above the mean" in said
    width, height = (float(n) for n in parsed(page).get("viewBox", "").split()[2:])
    assert all(0 <= x <= width and 0 <= y <= height for x, y in places_in(page))
    words = [word for word in words_in(page) if word.words]
    assert not any(a.overlaps(b) for a, b in combinations(words, 2))


def test_chart_for_paper_has_every_point_and_nothing_over_its_edge_or_another_word():
    chart = spc_svg(left_before_one(), size=PAPER)
    assert parsed(chart).get("viewBox") == "0 0 760 400"
    assert kinds_in(chart) == kinds_in(spc_svg(left_before_one()))
    assert all(0 <= x <= 760 and 0 <= y <= 400 for x, y in places_in(chart))
    words = [word for word in words_in(chart) if word.words]
    assert not any(a.overlaps(b) for a, b in combinations(words, 2))
