import datetime as dt

import pytest

from groundswell.ground.kernel.clock import day_of, london


@pytest.mark.parametrize(
    ("utc", "day"),
    [
        (dt.datetime(2026, 6, 15, 23, 30, tzinfo=dt.UTC), dt.date(2026, 6, 16)),
        (dt.datetime(2026, 6, 15, 22, 59, tzinfo=dt.UTC), dt.date(2026, 6, 15)),
        (dt.datetime(2026, 1, 15, 23, 30, tzinfo=dt.UTC), dt.date(2026, 1, 15)),
        # The clocks go forward at one in the morning of 29 March 2026, back on 25 October.
        (dt.datetime(2026, 3, 28, 23, 59, tzinfo=dt.UTC), dt.date(2026, 3, 28)),
        (dt.datetime(2026, 3, 29, 23, 0, tzinfo=dt.UTC), dt.date(2026, 3, 30)),
        (dt.datetime(2026, 10, 25, 23, 0, tzinfo=dt.UTC), dt.date(2026, 10, 25)),
    ],
)
def test_the_day_is_the_one_on_a_wall_in_london(utc, day):
    assert day_of(utc) == day


def test_an_instant_stays_the_same_instant_in_london():
    at = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)
    assert london(at) == at
    assert london(at).hour == 13
