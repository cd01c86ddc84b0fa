"""The clock of a challenge: days from day zero, and the days that people meet for."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.wings.challenges.clock import clock_of, months_after
from groundswell.wings.challenges.kinds import Milestone

ZERO = dt.date(2026, 4, 29)


def test_the_first_day_is_the_day_after_the_launch() -> None:
    assert clock_of(ZERO, on=ZERO).day == 0
    assert clock_of(ZERO, on=ZERO + dt.timedelta(days=1)).day == 1


def test_days_are_counted_by_the_calendar_over_the_change_of_the_clocks() -> None:
    before = dt.date(2026, 3, 20)
    assert clock_of(before, on=dt.date(2026, 6, 28)).day == 100


@pytest.mark.parametrize(
    ("on", "following"),
    [
        (ZERO - dt.timedelta(days=9), Milestone.LAUNCH),
        (ZERO, Milestone.LAUNCH),
        (ZERO + dt.timedelta(days=26), Milestone.DAY_50),
        (ZERO + dt.timedelta(days=100), Milestone.DAY_100),
        (ZERO + dt.timedelta(days=101), Milestone.SIX_MONTHS),
    ],
)
def test_the_next_milestone_is_today_s_or_the_one_after(on: dt.date, following: str) -> None:
    found = clock_of(ZERO, on=on).next
    assert found is not None
    assert found.milestone == following


def test_nothing_follows_the_last_milestone() -> None:
    assert clock_of(ZERO, on=dt.date(2027, 8, 8)).next is None


@pytest.mark.parametrize(("days", "running"), [(-1, False), (0, True), (100, True), (101, False)])
def test_the_clock_runs_for_a_hundred_days(days: int, running: bool) -> None:
    clock = clock_of(ZERO, on=ZERO + dt.timedelta(days=days))
    assert clock.is_running is running
    assert clock.days_to_go == min(max(0, 100 - days), 101)


@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)), st.integers(1, 36))
def test_a_month_is_never_skipped(day: dt.date, n: int) -> None:
    later = months_after(day, n)
    assert (later.year - day.year) * 12 + later.month - day.month == n
    assert later.day <= day.day


def test_from_december_on_the_year_turns() -> None:
    assert months_after(dt.date(2026, 12, 31), 2) == dt.date(2027, 2, 28)
    assert months_after(dt.date(2026, 6, 30), 6) == dt.date(2026, 12, 30)
