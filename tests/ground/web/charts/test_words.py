"""The chart in words: summary, key, values, names of what the rules found."""

import datetime as dt

import pytest
from hypothesis import given

from groundswell.ground.web.charts import (
    Flag,
    Point,
    Ring,
    Segment,
    Signal,
    Target,
    assurance_icon,
    assurance_words,
    chart_key,
    flag_mark,
    ring_mark,
    signal_mark,
    signal_words,
    summary_of,
    value_words,
    variation_icon,
    variation_words,
)
from groundswell.ground.web.charts.lettering import shortened, width_of, wrapped
from groundswell.ground.web.charts.values import axis_words, ticks_between
from groundswell.science.spc.icons import ASSURANCES, VARIATIONS
from groundswell.science.spc.rules import SPECIAL_CAUSES

from .examples import START, drawings, left_before_one, plain, week
from .reading import of_its_own, parsed
from .test_spc import ANY, assert_plain


def test_summary_says_all_a_reader_would_see():
    said = summary_of(left_before_one())
    for sentence in (
        "XmR chart of 41 weeks, 1 September 2025 to 8 June 2026. The latest is 49%.",
        "Mean 32%, expected range 20% to 43%, since 1 December 2025.",
        "R1, limits recalculated from 1 December 2025: the discharge lounge opened.",
        "Mark 1, week of 5 January 2026: below the lower limit.",
        "Mark 2, 27 April 2026 to 8 June 2026: seven weeks in a row above the mean.",
        "Event A, 22 December 2025: winter ward opened.",
        "Target 60%.",
        "Proposed from 27 April 2026 and not yet decided: mean 44%, expected range 36% to 52%.",
    ):
        assert sentence in said


def test_summary_of_nothing_says_so():
    assert summary_of(plain()) == summary_of(plain(None, None)) == "There is no data yet."


def test_summary_names_trial_limits():
    said = summary_of(plain(1, 2, 3, segments=(Segment(0, 2, 2, 0, 4, True),)))
    assert "These are trial limits: too few points yet to be sure of them." in said


def test_summary_names_gaps_and_points_left_out():
    points = (*plain(1, 2, None, 4).points, Point(week(7), "", 3.0, "left_out"))
    said = summary_of(plain(points=points))
    assert "No data: week of 15 September 2025; between 22 September 2025 and 20 October" in said
    assert "Left out of the calculation, but drawn: 20 October 2025." in said


@pytest.mark.parametrize(
    ("lower", "upper", "words"),
    [
        (None, 9, "expected up to 9"),
        (1, None, "expected from 1"),
        ((1, 2), (8, 9), "expected range now 2 to 9, different for each point"),
        (None, None, "Mean 5."),
    ],
)
def test_summary_says_what_to_expect(lower, upper, words):
    assert words in summary_of(plain(1, 2, segments=(Segment(0, 1, 5, lower, upper),)))


def test_summary_says_when_the_target_changed_or_ended():
    changed = (Target(None, 5), Target(week(1), 4))
    assert "Target 4, since 8 September 2025." in summary_of(plain(1, 2, targets=changed))
    ended = (Target(None, 5), Target(week(1), None))
    assert "There is no target any more." in summary_of(plain(1, 2, targets=ended))


@pytest.mark.parametrize(
    ("step", "words"),
    [
        ("month", "2 months, September 2025 to August 2026"),
        ("year", "2 years, 2025 to 2026"),
        ("item", "2 points, 1 September 2025 to 31 August 2026"),
    ],
)
def test_summary_says_dates_as_exactly_as_the_chart_counts(step, words):
    points = (Point(START, "", 1.0), Point(dt.date(2026, 8, 31), "", 1.0))
    assert words in summary_of(plain(points=points, step=step))


def test_summary_names_items_by_their_label():
    points = (Point(1, "Ulcer 1", 1.0), Point(2, "Ulcer 2", 1.0))
    drawing = plain(points=points, step="item", flags=(Flag("A", 2, "new mattress"),))
    assert "2 points, Ulcer 1 to Ulcer 2." in summary_of(drawing)
    assert "Event A, 2: new mattress." in summary_of(drawing)


@ANY
@given(drawings())
def test_any_drawing_has_a_summary_and_a_key(drawing):
    assert summary_of(drawing).endswith((".", "!", "?", "”"))
    for svg, words in chart_key(drawing):
        assert words
        assert_plain(of_its_own(svg))


def key_words(drawing):
    return [entry.words for entry in chart_key(drawing)]


def test_key_lists_only_what_is_drawn():
    assert key_words(plain(1, 2)) == ["What was counted"]
    assert key_words(left_before_one()) == [
        "Expected week-to-week change",
        "Better than chance explains",
        "Worse than chance explains",
        "Mean",
        "Limits of what to expect",
        "Target",
        "Proposed, not yet decided",
    ]


def test_key_names_median_trial_limits_and_gaps():
    drawing = plain(1, None, 2, segments=(Segment(0, 2, 1, 0, 3, True),), centre="median")
    assert key_words(drawing)[1:] == ["Median", "Trial limits, from few points", "No data"]


@pytest.mark.parametrize(
    ("cause", "n", "step", "words"),
    [
        ("shift_high", 7, "week", "seven weeks in a row above the mean"),
        ("shift_low", 13, "month", "13 months in a row below the mean"),
        ("above_limit", 1, "day", "above the upper limit"),
        ("below_limit", 2, "day", "two days below the lower limit"),
        ("trend_up", 7, "item", "seven points in a row, each higher than the one before"),
        ("two_in_three_low", 2, "week", "two of three near the lower limit"),
        ("long_run", 9, "year", "nine years in a row on one side of the mean"),
        ("few_crossings", 1, "quarter", "the line crosses the mean only 1 time"),
    ],
)
def test_what_a_rule_found_is_said_in_plain_words(cause, n, step, words):
    assert signal_words(cause, n, step) == words


def test_every_special_cause_has_words_and_a_run_chart_speaks_of_the_median():
    assert all(signal_words(cause, 7, "week") for cause in SPECIAL_CAUSES if cause)
    assert signal_words("shift_high", 8, "week", "median") == (
        "eight weeks in a row above the median"
    )


@pytest.mark.parametrize(
    ("unit", "value", "words"),
    [
        ("count", 12345, "12,345"),
        ("count", 4.25, "4.2"),
        ("percent", 31.6, "32%"),
        ("share", 0.316, "32%"),
        ("pounds", -1250, "−£1,250"),
        ("pounds", 1_308_000, "£1.308m"),
        ("rate", 4.25, "4.2"),
        ("days", 1, "1 day"),
        ("days", 4.1, "4.1 days"),
        ("hours", 2, "2 hours"),
        ("minutes", 30, "30 minutes"),
        ("count", -0.01, "0.0"),
        ("count", 2.5e9, "2.5bn"),
        ("count", 1.5e18, "1.5 × 10^18"),
        ("count", None, "no data"),
    ],
)
def test_values_are_said_in_their_unit(unit, value, words):
    assert value_words(plain(unit=unit), value) == words


def test_places_and_own_words_rule_over_the_unit():
    assert value_words(plain(unit="percent", places=1), 31.64) == "31.6%"
    assert value_words(plain(in_words=lambda value: f"about {value}"), 3) == "about 3"


@pytest.mark.parametrize(
    ("low", "high", "step", "ticks"),
    [
        (0, 60, 20, [0, 20, 40, 60]),
        (-3, 4, 2, [-4, -2, 0, 2, 4]),
        (0, 0.9, 0.2, [0, 0.2, 0.4, 0.6, 0.8, 1.0]),
        (5, 5, 2, [0, 2, 4, 6, 8]),
        (-5, -5, 2, [-8, -6, -4, -2, 0]),
    ],
)
def test_axes_count_in_round_numbers(low, high, step, ticks):
    found_step, found = ticks_between(low, high)
    assert found_step == pytest.approx(step)
    assert found == pytest.approx(ticks)


def test_numbers_beside_an_axis_are_as_exact_as_their_distance():
    assert [axis_words(plain(), v, 2.5) for v in (2.5, 5)] == ["2.5", "5.0"]
    assert axis_words(plain(unit="share"), 0.25, 0.05) == "25%"
    assert axis_words(plain(), 1_000_001, 1) == "1,000,001"
    assert axis_words(plain(), 1.5e6, 5e5) == "1.5m"


def test_words_are_shortened_and_wrapped_to_their_room():
    assert shortened("Harrowmere", 500) == "Harrowmere"
    assert shortened("Harrowmere", 40).endswith("…")
    assert width_of(shortened("W" * 90, 100)) <= 100
    lines = wrapped("one two three " * 9 + "W" * 99, 120)
    assert len(lines) > 3
    assert all(width_of(line) <= 120 for line in lines)
    assert wrapped("", 10) == []


def test_every_code_of_science_has_a_tile_and_a_word():
    for code in VARIATIONS:
        assert variation_words(code)
        assert bool(variation_icon(code)) == bool(code)
    for code in ASSURANCES:
        assert assurance_words(code)
        assert bool(assurance_icon(code)) == bool(code)


@pytest.mark.parametrize(
    ("code", "words", "colour", "marks"),
    [
        ("common_cause", "Steady", "#5b6b73", 5),
        ("improvement_high", "Improving", "#005eb8", 3),
        ("improvement_low", "Improving", "#005eb8", 3),
        ("concern_high", "Worsening", "#c4510a", 3),
        ("neutral_low", "Lower", "#6b2c68", 3),
        ("neutral_high", "Higher", "#6b2c68", 3),
    ],
)
def test_variation_is_told_by_shape_colour_and_word(code, words, colour, marks):
    assert variation_words(code) == words
    svg = variation_icon(code)
    assert svg.count("<circle") == marks
    assert f'stroke="{colour}"' in svg.partition("/>")[0]


def test_high_and_low_tiles_are_mirrored():
    assert variation_icon("improvement_high") != variation_icon("improvement_low")


def test_a_target_out_of_reach_lies_on_the_side_of_improvement():
    assert "M6 13H42" in assurance_icon("fail")
    assert "M6 35H42" in assurance_icon("fail", better="down")
    assert "M6 35H42" in assurance_icon("pass")
    assert "M6 13H42" in assurance_icon("pass", better="down")
    assert assurance_words("", has_target=False) == "No target"


def test_marks_of_notes_are_hidden_from_screen_readers_and_hold_their_label():
    for svg, label in ((signal_mark(12), "12"), (flag_mark("AB"), "AB"), (ring_mark("R1"), "R1")):
        assert parsed(svg).get("aria-hidden") == "true"
        assert label in "".join(parsed(svg).itertext())


def test_signal_and_ring_without_words_or_in_a_wrong_place_do_no_harm():
    drawing = plain(
        1, 2, signals=(Signal(1, 5, 9, "late"),), recalculations=(Ring("R1", week(1), ""),)
    )
    said = summary_of(drawing)
    assert "Mark 1, week of 8 September 2025: late." in said
    assert "R1, limits recalculated from 8 September 2025." in said
