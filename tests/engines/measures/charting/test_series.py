import datetime as dt

import numpy as np
import pytest
from tests.engines.measures.series import a_series

from groundswell.engines.measures.charting.series import lay


def months(*numbers):
    return [dt.date(2025 + (m - 1) // 12, (m - 1) % 12 + 1, 1) for m in numbers]


def days_of(laid):
    return [dt.date.fromordinal(int(day)) for day in laid.days]


def test_a_missing_month_gets_a_row_without_a_value():
    laid = lay(a_series([5, 6, 7], days=months(1, 2, 4), frequency="month"))
    assert days_of(laid) == months(1, 2, 3, 4)
    assert np.isnan(laid.shown[2]) and laid.shown[3] == 7


def test_a_gap_of_many_months_is_one_row_so_that_a_slip_of_the_pen_costs_nothing():
    laid = lay(a_series([5, 7], days=[dt.date(1960, 1, 1), dt.date(2026, 1, 1)], frequency="month"))
    assert laid.days.size == 3


@pytest.mark.parametrize(
    ("frequency", "days", "n_rows"),
    [
        ("week", [dt.date(2026, 3, 23), dt.date(2026, 3, 30)], 2),
        ("week", [dt.date(2026, 3, 23), dt.date(2026, 4, 6)], 3),
        ("quarter", [dt.date(2025, 10, 1), dt.date(2026, 1, 1)], 2),
        ("quarter", [dt.date(2025, 10, 1), dt.date(2026, 4, 1)], 3),
        ("month", [dt.date(2025, 12, 1), dt.date(2026, 1, 1)], 2),
        ("day", [dt.date(2026, 6, 5), dt.date(2026, 6, 8)], 2),  # a Friday and a Monday
        ("day", [dt.date(2026, 6, 4), dt.date(2026, 6, 8)], 3),  # a Thursday and a Monday
        ("day", [dt.date(2026, 6, 5), dt.date(2026, 6, 6), dt.date(2026, 6, 8)], 4),
    ],
)
def test_what_follows_on_is_no_gap(frequency, days, n_rows):
    assert lay(a_series(range(len(days)), days=days, frequency=frequency)).days.size == n_rows


def test_days_between_rare_events_have_no_gaps():
    days = [dt.date(2026, 1, 1), dt.date(2026, 5, 1)]
    assert lay(a_series([3, 120], days=days, number="days_between")).days.size == 2


def test_a_share_is_worked_out_and_nothing_out_of_nothing_is_no_number():
    laid = lay(a_series([21, 0], [42, 0], number="percentage", scale=100.0))
    assert laid.shown[0] == 50 and np.isnan(laid.shown[1])


def test_limits_start_anew_at_the_next_point_where_there_is_none_on_the_day():
    wednesday = dt.date(2025, 9, 10)
    laid = lay(a_series([1, 2, 3, 4], recalculated_on=(wednesday,)))
    assert laid.starts.tolist() == [2]


def test_a_start_before_the_first_or_after_the_last_point_is_none():
    outside = (dt.date(2020, 1, 1), dt.date(2030, 1, 1))
    assert lay(a_series([1, 2, 3], recalculated_on=outside)).starts.tolist() == []


def test_the_target_is_the_last_that_was_set_by_the_day():
    series = a_series([1], targets=((dt.date(2025, 1, 1), 60.0), (dt.date(2026, 1, 1), 70.0)))
    assert np.isnan(series.target_at(dt.date(2024, 12, 31).toordinal()))
    assert series.target_at(dt.date(2025, 12, 31).toordinal()) == 60
    assert series.target_at(dt.date(2026, 1, 1).toordinal()) == 70
