import datetime as dt
from itertools import product

import pytest
from tests.engines.measures.making import AFTER, BEFORE, STEADY
from tests.engines.measures.series import a_series, a_style
from tests.world import NOON

from groundswell.engines.measures.charting import (
    Remark,
    Ruling,
    judge_one,
    picture_of,
    rows_of,
    shifts_of,
    spark_drawing,
    summarise,
    tell,
    words,
)
from groundswell.engines.measures.kinds import Attention
from groundswell.ground.web.charts import spark_svg, spc_svg
from groundswell.science import spc

DECEMBER = dt.date(2025, 12, 1)
JANUARY = dt.date(2026, 1, 5)
LOUNGE = Ruling(DECEMBER, "Joyce Lim", NOON, "The discharge lounge stays open.")
VIRUS = Remark(JANUARY, "Norovirus closed ward 8", "Joyce Lim")
BEGAN = Remark(dt.date(2026, 4, 29), "The team began.", "Joyce Lim")


def lunch(**recipe):
    return judge_one(
        a_series([*BEFORE, *AFTER], recalculated_on=(DECEMBER,), baseline_points=20, **recipe)
    )


def said(values, style=None, **recipe):
    return tell(judge_one(a_series(values, **recipe)), style or a_style()).heading


def test_heading_says_what_the_chart_shows():
    told = tell(lunch(), a_style())
    assert told.heading == "More people leave before 1 pm: seven weeks in a row above the mean"
    assert told.how == "XmR chart, Making Data Count rules, run length seven. Higher is better."
    assert told.range_now == "Mean 32%, expected range 20% to 43%, since 1 December 2025"


@pytest.mark.parametrize(
    ("values", "good", "words_"),
    [
        ([], "up", "No numbers yet"),
        (STEADY[:5], "up", "“Left before 1 pm”: too few numbers yet to tell change from chance"),
        (STEADY, "up", "“Left before 1 pm” is steady: it moves between 23% and 41%, as expected"),
        ([*STEADY, 5], "up", "Fewer people leave before 1 pm: below the lower limit"),
        ([*STEADY, 90], "down", "Fewer people leave before 1 pm: above the upper limit"),
        ([*STEADY, 5], "neither", "“Left before 1 pm” is lower: below the lower limit"),
        ([*STEADY, 90], "neither", "“Left before 1 pm” is higher: above the upper limit"),
    ],
)
def test_heading_of_every_kind_of_news(values, good, words_):
    assert said(values, good=good) == words_


def test_heading_without_words_of_its_own_names_the_measure():
    plain = a_style(better_means="", worse_means="")
    assert said([*STEADY, 90], plain) == "“Left before 1 pm” is improving: above the upper limit"
    assert said([*STEADY, 5], plain) == "“Left before 1 pm” is worsening: below the lower limit"


def test_a_run_chart_that_was_chosen_is_steady_around_its_median():
    steady = [31, 33, 34, 30, 29, 35, 31, 34, 33, 30, 35, 31, 33, 30]
    assert said(steady, chart="run") == "“Left before 1 pm” is steady around 32%"


def test_every_pattern_has_its_rule_and_its_points_and_what_people_know():
    told = tell(lunch(), a_style(), remarks=[VIRUS, BEGAN], accepted=[LOUNGE])
    assert [(n.shape, n.mark) for n in told.notes] == [
        ("disc", "1"),
        ("disc", "2"),
        ("flag", "A"),
        ("ring", "R1"),
    ]
    one, two, flag, ring = told.notes
    assert one.bold == "Week of 5 January 2026: 19%, below the lower limit."
    assert one.rest == "Norovirus closed ward 8. Said by Joyce Lim."
    assert two.bold == (
        "27 April to 8 June 2026: seven weeks in a row above the mean, and four of them above the"
        " upper limit."
    )
    assert flag.bold == "29 April 2026:" and flag.rest == "The team began. Said by Joyce Lim."
    assert ring.bold == "Limits recalculated from 1 December 2025"
    assert ring.rest == "by Joyce Lim, on 15 June 2026. Reason: “The discharge lounge stays open.”"


def test_what_was_declined_stands_under_the_chart_for_good():
    told = tell(lunch(), a_style(), declined=[LOUNGE])
    assert told.declined == (
        "On 15 June 2026 Joyce Lim kept the limits rather than recalculate them from 1 December"
        " 2025: “The discharge lounge stays open.”",
    )


def test_trial_limits_say_on_how_many_numbers_they_rest():
    told = tell(judge_one(a_series(STEADY[:13])), a_style())
    assert told.trial == "These are trial limits: they rest on 13 numbers and will be firm from 20."
    assert tell(judge_one(a_series(STEADY)), a_style()).trial == ""
    assert tell(judge_one(a_series(STEADY[:3])), a_style()).trial == ""


def test_range_of_a_run_chart_and_of_nothing():
    assert tell(judge_one(a_series([1, 2, 3])), a_style()).range_now == "Median 2%"
    assert tell(judge_one(a_series([])), a_style()).range_now == ""
    assert tell(judge_one(a_series(STEADY)), a_style()).range_now == (
        "Mean 32%, expected range 23% to 41%"
    )


def test_the_twenty_seventh_flag_is_aa():
    remarks = [Remark(DECEMBER + dt.timedelta(days=i), "x", "y") for i in range(27)]
    told = tell(judge_one(a_series(STEADY)), a_style(), remarks=remarks)
    assert [note.mark for note in told.notes][-2:] == ["Z", "AA"]


@pytest.mark.parametrize(
    ("code", "variation", "has_target", "said_"),
    [
        ("fail", "improvement_high", True, "Not yet in reach"),
        ("fail", "common_cause", True, "Not in reach"),
        ("pass", "common_cause", True, "Meets it"),
        ("inconsistent", "common_cause", True, "Hit or miss"),
        ("", "common_cause", True, "Cannot be said yet"),
        ("", "common_cause", False, "No target"),
    ],
)
def test_target_in_words(code, variation, has_target, said_):
    assert words.assurance(code, variation, has_target=has_target) == said_


def test_every_code_of_the_science_has_its_words():
    assert set(words.VARIATIONS) == set(spc.VARIATIONS)
    assert set(words.POINT_RULES) == set(spc.SPECIAL_CAUSES)
    for code, n in product(spc.SPECIAL_CAUSES[1:], (1, 7)):
        assert words.rule(a_style(), code, n, 0, centre="mean")
        assert words.POINT_RULES[code](7, "mean")
    for variation in words.VARIATIONS.values():
        assert variation()


@pytest.mark.parametrize(
    ("code", "n", "beyond", "said_"),
    [
        ("above_limit", 3, 3, "three weeks above the upper limit"),
        ("below_limit", 2, 2, "two weeks below the lower limit"),
        ("shift_low", 14, 2, "14 weeks in a row below the mean, and two of them below the lower"
         " limit"),
        ("trend_down", 7, 0, "seven weeks in a row, each lower than the one before"),
    ],
)  # fmt: skip
def test_rules_in_words(code, n, beyond, said_):
    assert words.rule(a_style(), code, n, beyond, centre="mean") == said_


@pytest.mark.parametrize(
    ("number", "places", "value", "shown"),
    [
        ("percentage", 0, 48.8, "49%"),
        ("percentage", 1, 48.84, "48.8%"),
        ("money", 0, 412_000, "£412,000"),
        ("money", 0, -1_500, "−£1,500"),
        ("count", 0, 4, "4"),
        ("score", 1, float("nan"), "–"),
        ("score", 1, None, "–"),
    ],
)
def test_values_as_they_are_shown(number, places, value, shown):
    assert a_style(number=number, places=places).show(value) == shown


@pytest.mark.parametrize(
    ("frequency", "number", "cell", "full", "short", "heading"),
    [
        ("day", "count", "8 June 2026", "8 June 2026", "8 Jun 2026", "Day"),
        ("week", "count", "8 June 2026", "Week of 8 June 2026", "8 Jun 2026", "Week of"),
        ("month", "count", "June 2026", "June 2026", "Jun 2026", "Month"),
        ("quarter", "count", "June to August 2026", "June to August 2026", "June to August 2026",
         "Quarter"),
        ("week", "days_between", "8 June 2026", "8 June 2026", "8 Jun 2026", "Event on"),
    ],
)  # fmt: skip
def test_periods_as_they_are_read(frequency, number, cell, full, short, heading):
    style, on = a_style(frequency=frequency, number=number), dt.date(2026, 6, 8)
    assert (style.period(on), style.period_in_full(on)) == (cell, full)
    assert (style.period_short(on), style.period_name) == (short, heading)
    assert style.points(1) != style.points(2)


def test_value_column_is_named_by_what_it_holds():
    assert a_style().value_name == "Share"
    assert a_style(number="rate", rate_per=1_000).value_name == "Rate per 1,000"
    assert a_style(number="count", unit="days").value_name == "Days"
    assert a_style(number="count").value_name == "Number"


def test_dates_name_both_years_where_they_differ():
    style = a_style(frequency="month")
    assert words.dates(style, dt.date(2025, 11, 1), dt.date(2026, 2, 1)) == (
        "November 2025 to February 2026"
    )


def test_table_is_newest_first_and_a_gap_is_a_row_that_says_so():
    days = [dt.date(2026, 1, 1), dt.date(2026, 2, 1), dt.date(2026, 4, 1)]
    style = a_style(frequency="month")
    rows = rows_of(judge_one(a_series([5, 6, 7], days=days, frequency="month")), style)
    assert [(r.period, r.value, r.is_gap) for r in rows] == [
        ("April 2026", "7%", False),
        ("From March 2026 until before April 2026", "–", True),
        ("February 2026", "6%", False),
        ("January 2026", "5%", False),
    ]
    assert rows[1].says == "No number" and rows[0].expected == "–"


def test_table_shows_out_of_how_many_and_says_where_nothing_could_be_counted():
    judged = judge_one(a_series([21, 0], [43, 0], number="percentage", scale=100.0))
    newest, first = rows_of(judged, a_style())
    assert (first.out_of, first.value) == ("21 of 43", "49%")
    assert (newest.out_of, newest.says) == ("0 of 0", "Nothing to count")


@pytest.mark.parametrize(
    ("value", "shown"), [(21, "21"), (0.5, "0.5"), (1234.25, "1,234.25"), (-3.0, "−3")]
)
def test_numbers_as_they_were_written(value, shown):
    assert words.plain(value) == shown


def test_the_picture_draws_what_was_told():
    judged = lunch()
    picture = picture_of(
        judged,
        a_style(),
        name="chart",
        remarks=[VIRUS, BEGAN],
        accepted=[LOUNGE],
        proposal=shifts_of([judged])[0],
    )
    assert picture.title == tell(judged, a_style()).heading
    assert [segment.trial for segment in picture.segments] == [True, False]
    assert picture.proposal and (picture.proposal.first, picture.proposal.last) == (34, 40)
    assert [flag.letter for flag in picture.flags] == ["A"]
    assert picture.points[18].note == "below the lower limit"
    for narrow in (False, True):
        assert "seven weeks in a row" in spc_svg(picture, narrow=narrow)


def test_lines_that_vary_are_drawn_point_by_point():
    judged = judge_one(
        a_series([21, 30, 15] * 8, [42, 60, 30] * 8, number="percentage", scale=100.0)
    )
    upper = picture_of(judged, a_style(), name="p").segments[0].upper
    assert isinstance(upper, tuple) and len(set(upper)) == 3


def test_a_run_chart_is_drawn_without_limits_and_an_empty_one_at_all():
    run = picture_of(judge_one(a_series([1, 2, 3])), a_style(), name="run")
    assert run.centre == "median" and run.segments[0].upper is None
    assert picture_of(judge_one(a_series([])), a_style(), name="none").points == ()


def test_summary_keeps_what_a_table_shows():
    kept = summarise(lunch(), is_waiting=True)
    assert (kept.last_on, kept.last_value) == (dt.date(2026, 6, 8), 49)
    assert (kept.rule, kept.n_run, kept.attention) == ("shift_high", 7, Attention.WAITING)
    drawing = spark_drawing(kept.spark)
    assert len(drawing.values) == 24 and drawing.kinds[-1] == "better"
    assert "<svg" in spark_svg(drawing)
    assert spark_drawing({}).values == ()


def test_summary_of_nothing_is_empty():
    kept = summarise(judge_one(a_series([])), is_waiting=False)
    assert (kept.n_points, kept.last_on, kept.rule, kept.attention) == (
        0, None, "", Attention.TOO_FEW,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("values", "target", "is_waiting", "attention"),
    [
        ([*STEADY, 5], None, True, Attention.WORSENING),
        (STEADY, 80.0, True, Attention.OUT_OF_REACH),
        (STEADY, None, True, Attention.WAITING),
        ([*STEADY, 90], None, False, Attention.IMPROVING),
        (STEADY, None, False, Attention.STEADY),
        (STEADY[:5], None, False, Attention.TOO_FEW),
    ],
)
def test_what_deserves_attention_first(values, target, is_waiting, attention):
    targets = ((dt.date(2020, 1, 1), target),) if target else ()
    judged = judge_one(a_series(values, targets=targets))
    assert summarise(judged, is_waiting=is_waiting).attention == attention
    neutral = judge_one(a_series([*STEADY, 90], good="neither"))
    assert summarise(neutral, is_waiting=False).attention == Attention.CHANGED


@pytest.mark.parametrize("reason", ["few", "asked", "asked_in_vain", "share", "rate",
                                    "overdispersed", "rare", "same_day", "mostly_none",
                                    "individual"])  # fmt: skip
def test_every_reason_for_a_chart_is_a_sentence(reason):
    sentence = words.why(a_style(), reason, "xmr", n_points=3, spread=3.2, asked="p")
    assert sentence.endswith(".") and "%" not in sentence
