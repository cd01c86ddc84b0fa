import numpy as np
import pytest
from tests.engines.measures.series import a_series, a_style

from groundswell.engines.measures.charting.choosing import choose, sigma_of_z
from groundswell.engines.measures.charting.series import lay
from groundswell.engines.measures.charting.words import why

STEADY = [31, 34, 30, 36, 33, 29, 27, 31, 33, 29, 34, 32, 35, 30, 33, 36, 31, 29, 33, 35]


def chosen(values, n=None, **recipe):
    found = choose(lay(a_series(values, n, **recipe)))
    return str(found.kind), found.why


def test_under_twelve_numbers_are_a_run_chart_and_twelve_are_not():
    assert chosen(STEADY[:11]) == ("run", "few")
    assert chosen(STEADY[:12]) == ("xmr", "individual")


def test_a_gap_is_no_number():
    values = [*STEADY[:6], float("nan"), *STEADY[6:11]]
    assert chosen(values) == ("run", "few")


def test_shares_are_a_p_chart():
    assert chosen(STEADY, 100, number="percentage", scale=100.0) == ("p", "share")


def test_a_percentage_without_a_denominator_is_an_xmr_chart():
    assert chosen(STEADY, number="percentage") == ("xmr", "individual")


def test_rates_are_a_u_chart():
    assert chosen(STEADY, 1_000, number="rate", scale=1_000.0) == ("u", "rate")


@pytest.mark.parametrize(("number", "kind"), [("percentage", "pp"), ("rate", "up")])
def test_numbers_so_large_that_chance_alone_is_no_guide_widen_their_limits(number, kind):
    many = [v * 1_000 for v in STEADY]
    assert chosen(many, 100_000, number=number) == (kind, "overdispersed")


def test_a_mean_with_a_subgroup_size_is_an_xmr_chart():
    assert chosen(STEADY, 40, number="mean") == ("xmr", "individual")


def test_days_between_events_are_a_t_chart_unless_two_fell_on_one_day():
    assert chosen(STEADY, number="days_between") == ("t", "rare")
    assert chosen([0, *STEADY], number="days_between") == ("xmr", "same_day")


def test_counts_that_are_mostly_none_are_a_c_chart_that_says_what_would_be_better():
    rare = [0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 0, 1, 0]
    assert chosen(rare) == ("c", "mostly_none")
    said = why(a_style(), "mostly_none", "c", n_points=13, spread=1, asked="auto")
    assert "g chart" in said


@pytest.mark.parametrize("kind", ["run", "xmr", "p", "pp"])
def test_what_people_chose_is_drawn_where_it_can_be(kind):
    assert chosen(STEADY, 100, number="percentage", chart=kind) == (kind, "asked")


@pytest.mark.parametrize(
    ("values", "n", "number", "asked", "drawn"),
    [
        (STEADY, None, "count", "p", "xmr"),
        (STEADY, 100, "percentage", "t", "p"),
        ([0, *STEADY], None, "days_between", "t", "xmr"),
        ([-1, *STEADY], None, "score", "c", "xmr"),
        (STEADY, 100, "percentage", "g", "p"),
        (STEADY[:5], None, "count", "u", "run"),
    ],
)
def test_what_cannot_be_drawn_gives_way_and_says_so(values, n, number, asked, drawn):
    assert chosen(values, n, number=number, chart=asked) == (drawn, "asked_in_vain")
    said = why(a_style(), "asked_in_vain", drawn, n_points=20, spread=1, asked=asked)
    assert "cannot be drawn" in said


@pytest.mark.parametrize("kind", ["c", "g"])
def test_counts_of_events_may_be_chosen(kind):
    assert chosen(STEADY, chart=kind) == (kind, "asked")


def test_sigma_of_z_is_about_one_where_chance_alone_rules():
    chance = np.random.default_rng(3)
    values = chance.binomial(400, 0.3, size=400)
    laid = lay(a_series(values, 400, number="percentage"))
    assert sigma_of_z(laid, is_rate=False) == pytest.approx(1, abs=0.12)


def test_sigma_of_z_does_not_count_the_step_between_two_segments():
    low, high = [20] * 15, [60] * 15
    low[3], high[3] = 21, 61
    series = a_series([*low, *high], 100, number="percentage")
    whole = sigma_of_z(lay(series), is_rate=False)
    day = __import__("datetime").date.fromordinal(int(series.days[15]))
    cut = a_series([*low, *high], 100, number="percentage", recalculated_on=(day,))
    assert sigma_of_z(lay(cut), is_rate=False) < whole


def test_sigma_of_z_is_one_where_nothing_can_be_said():
    assert sigma_of_z(lay(a_series([0] * 14, 50, number="percentage")), is_rate=False) == 1
    assert sigma_of_z(lay(a_series([], 50, number="percentage")), is_rate=False) == 1
