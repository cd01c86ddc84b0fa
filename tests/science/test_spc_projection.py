"""Where the next numbers may lie: what the range allows for, refuses, and how often it holds."""

import math
from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest

from groundswell.science.spc import FEWEST_POINTS, project

NOISE = 3.0
T_80_OF_6 = 1.4398  # a printed table of Student's t, two-sided 80 %, 6 degrees of freedom


def test_the_range_is_all_that_a_level_and_a_line_allow() -> None:
    """By the formulas, with printed tables, step by step."""
    values = [30, 33, 32, 35, 34, 38, 39, 42]
    found = project(values, range(8), 14)
    assert found is not None
    steps = [abs(b - a) for a, b in pairwise(values)]
    sigma = sum(steps) / len(steps) / 1.128
    mean, slope = sum(values) / 8, 65.5 / 42  # of sum((x - 3.5)(y - mean)) by sum((x - 3.5)^2)
    level, line = sum(values[-4:]) / 4, mean + slope * (14 - 3.5)
    about_level = T_80_OF_6 * sigma * math.sqrt(1 + 1 / 4)
    about_line = T_80_OF_6 * sigma * math.sqrt(1 + 1 / 8 + (14 - 3.5) ** 2 / 42)
    assert found.steady == pytest.approx(level)
    assert found.trend == pytest.approx(line, rel=1e-6)
    assert found.low == pytest.approx(min(level - about_level, line - about_line), rel=1e-4)
    assert found.high == pytest.approx(max(level + about_level, line + about_line), rel=1e-4)


@pytest.mark.parametrize(("n", "to"), [(FEWEST_POINTS - 1, 8), (8, 7), (8, 3), (8, 15.5)])
def test_nothing_is_said_from_few_points_of_the_past_or_too_far_ahead(n: int, to: float) -> None:
    assert project(range(n), range(n), to) is None


def test_as_far_ahead_as_the_points_cover_is_not_too_far() -> None:
    assert project(range(8), range(8), 15) is not None


def test_the_range_never_leaves_what_is_possible() -> None:
    found = project([70, 75, 82, 85, 91, 94, 99, 98], range(8), 14, least=0, most=100)
    assert found is not None
    assert (found.high, found.trend) == (100, 100)
    falling = project([30, 25, 22, 15, 11, 9, 4, 2], range(8), 14, least=0)
    assert falling is not None
    assert falling.low == 0 == falling.trend


def test_numbers_that_do_not_move_are_expected_to_stay() -> None:
    found = project([5] * 9, range(9), 12)
    assert found is not None
    assert (found.low, found.high) == (pytest.approx(5), pytest.approx(5))


@pytest.mark.parametrize("wrong", [{"level": 0}, {"level": 1}, {"at": range(7)}])
def test_what_makes_no_sense_is_refused(wrong: dict[str, object]) -> None:
    given = {"values": range(8), "at": range(8), "to": 10} | wrong
    with pytest.raises(ValueError, match="must"):
        project(**given)  # type: ignore[arg-type]


TRUTHS: dict[str, Callable[[np.ndarray, int], np.ndarray]] = {
    "steady": lambda at, n: 30 + 0 * at,
    "trend": lambda at, n: 30 + 2 * at,
    "a step half-way": lambda at, n: 30 + 15 * (at >= n // 2),
    "a rise that ends": lambda at, n: 30 + 4 * np.minimum(at, n / 2),
}


@pytest.mark.parametrize("truth", TRUTHS)
@pytest.mark.parametrize(("n", "ahead"), [(7, 6), (8, 7), (12, 2)])
def test_it_holds_at_least_four_times_in_five(truth: str, n: int, ahead: int) -> None:
    """Whether things stay, go on changing, changed in one step or have stopped changing."""
    chance = np.random.default_rng(20260615)
    at, to = np.arange(n), n - 1 + ahead
    mean, trials, held = TRUTHS[truth], 1500, 0
    for _trial in range(trials):
        found = project(mean(at, n) + chance.normal(0, NOISE, n), at, to)
        new = mean(np.array([to]), n)[0] + chance.normal(0, NOISE)
        assert found is not None
        held += found.low <= new <= found.high
    assert held / trials >= 0.8
