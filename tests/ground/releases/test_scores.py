"""What is made of shown numbers, held to what can be worked out by hand, and hidden with them."""

import math
from dataclasses import replace

import numpy as np
import pytest
from tests.ground.releases.survey import Survey, unit

from groundswell.ground.releases import planning, queries
from groundswell.ground.releases.kinds import (
    EVERYBODY,
    PEOPLE,
    Menu,
    Part,
    answered,
    distribution,
    mean,
)
from groundswell.science.disclosure import question_key
from groundswell.science.scales import Scale, student

pytestmark = pytest.mark.django_db
CODES = (1, 2, 3, 4, 5)
VOICE = Scale("Voice", ("q", "r"), 1, 5, reversed=frozenset({"r"}))
UNITS = "ABCDEF"
EACH = {name: unit(name) for name in UNITS}


def a_survey(sizes=(40, 30, 30, 30, 30, 30), seed=1):
    return Survey(UNITS, items=("q", "r")).answered(dict(zip(UNITS, sizes, strict=True)), seed=seed)


def everything(shares=True):
    means = (PEOPLE, answered("q"), answered("r"), mean("q"), mean("r"))
    more = (*distribution("q", CODES), *distribution("r", CODES)) if shares else ()
    return Menu((Part((EVERYBODY,), (*means, *more)), Part(tuple(EACH.values()), means)))


def shown_of(survey, menu=None):
    with survey.registered():
        return queries.numbers(survey.published(survey.begun(), menu or everything()))


@pytest.fixture
def shown():
    return shown_of(a_survey())


def without(shown, where, statistic):
    """The same release with one number hidden."""
    key = question_key(planning.question(shown.names, shown.number, where, statistic))
    assert key in shown.values
    return replace(shown, values={**shown.values, key: None})


def test_a_score_is_the_mean_of_its_items_turned_the_same_way(shown):
    found = queries.score(shown, unit("A"), VOICE)
    q, r = shown.mean(unit("A"), "q"), shown.mean(unit("A"), "r")
    assert found.value == pytest.approx(10 * ((q - 1) / 4 + (5 - r) / 4) / 2)
    assert found.n == 40


def test_the_margin_comes_from_published_shares_and_is_a_cautious_one(shown):
    found = queries.score(shown, unit("A"), VOICE)
    deviations = []
    for item in VOICE.items:
        part = np.array(shown.distribution(EVERYBODY, item, CODES)) / 100
        part = part / part.sum()
        middle = part @ CODES
        deviations.append(math.sqrt(part @ (np.array(CODES) - middle) ** 2 * 190 / 189))
    half = student([39])[0] * 10 * np.mean(deviations) / 4 / math.sqrt(40)
    assert found.high - found.value == pytest.approx(half, rel=0.01)
    assert found.value - found.low == pytest.approx(half, rel=0.01)


@pytest.mark.parametrize("statistic", [mean("q"), answered("r")])
def test_a_scale_with_a_hidden_item_has_no_score_for_that_group(shown, statistic):
    less = without(shown, unit("A"), statistic)
    assert queries.score(less, unit("A"), VOICE) is None
    assert queries.score(less, unit("B"), VOICE) is not None
    assert queries.compared(less, EACH, VOICE)["A"] is None
    assert queries.change(less, shown, unit("A"), VOICE) is None
    assert queries.change(shown, less, unit("A"), VOICE) is None


def test_where_no_shares_are_published_there_is_a_score_and_no_margin():
    shown = shown_of(a_survey(), everything(shares=False))
    found = queries.score(shown, unit("A"), VOICE)
    assert (found.low, found.high) == (None, None)
    compared = queries.compared(shown, EACH, VOICE)["A"]
    assert (compared.score, compared.shrunken, compared.differs) == (found, None, 0)
    moved = queries.change(shown, shown, unit("A"), VOICE)
    assert (moved.change, moved.low, moved.is_clear) == (0, None, False)
    assert queries.mean_interval(shown, unit("A"), "q", CODES) is None


def test_a_share_that_is_hidden_leaves_no_margin(shown):
    less = without(shown, EVERYBODY, distribution("q", CODES)[2])
    assert queries.score(less, unit("A"), VOICE).low is None


def test_groups_side_by_side_are_drawn_together_and_hidden_ones_left_out(shown):
    found = queries.compared(shown, EACH, VOICE)
    assert list(found) == list(UNITS)
    values = [one.shrunken for one in found.values()]
    raw = [one.score.value for one in found.values()]
    assert max(values) - min(values) <= max(raw) - min(raw) + 1e-9
    less = without(shown, unit("F"), mean("q"))
    assert queries.compared(less, EACH, VOICE)["F"] is None
    assert all(one.low < one.shrunken < one.high for one in found.values() if one.low is not None)


def test_a_group_that_differs_clearly_is_marked_and_may_be_among_the_lowest():
    survey = a_survey((80, 60, 60, 60, 60, 60))
    low = {1: 5, 2: 4, 3: 3, 4: 2, 5: 1}
    survey.rows = [
        (b, u, (min(values[0], 2), max(values[1], low[2])) if u == "A" else values)
        for b, u, values in survey.rows
    ]
    found = queries.compared(shown_of(survey), EACH, VOICE)
    assert found["A"].differs == -1
    assert found["A"].lowest_tenth > 0.9
    assert {one.differs for name, one in found.items() if name != "A"} <= {0, 1}


def test_one_group_alone_is_compared_with_nothing(shown):
    found = queries.compared(shown, {"A": unit("A")}, VOICE)["A"]
    assert (found.shrunken, found.low, found.lowest_tenth) == (None, None, None)


def test_a_change_is_clear_where_it_is_more_than_chance(shown):
    later = a_survey((80, 60, 60, 60, 60, 60), seed=2)
    later.rows = [
        (b, u, (min(v[0] + at % 3, 5), max(v[1] - at % 3, 1)))
        for at, (b, u, v) in enumerate(later.rows)
    ]
    now = shown_of(later)
    moved = queries.change(now, shown, EVERYBODY, VOICE)
    assert moved.is_clear
    assert moved.change == pytest.approx(moved.now.value - moved.before.value)
    assert moved.low < moved.change < moved.high
    assert not queries.change(shown, shown, EVERYBODY, VOICE).is_clear


def test_a_benchmark_needs_three_others_that_show_their_score(shown):
    others = [shown_of(a_survey(seed=seed)) for seed in (2, 3, 4)]
    peers = queries.benchmark(others, VOICE)
    values = sorted(queries.score(one, EVERYBODY, VOICE).value for one in others)
    assert (peers.n, peers.median) == (3, pytest.approx(values[1]))
    assert values[0] <= peers.low <= peers.median <= peers.high <= values[2]
    assert queries.benchmark(others[:2], VOICE) is None
    hidden = without(others[0], EVERYBODY, mean("q"))
    assert queries.benchmark([hidden, *others[1:]], VOICE) is None


def test_the_lowest_and_highest_are_of_shown_scores_only(shown):
    scores = [queries.score(shown, where, VOICE) for where in EACH.values()]
    values = [one.value for one in scores]
    assert queries.extremes([*scores, None]) == (min(values), max(values))
    drawn = queries.compared(shown, EACH, VOICE).values()
    assert queries.extremes(list(drawn)) == (min(values), max(values))
    assert queries.extremes([scores[0], None]) is None


def test_margins_of_single_items_are_of_shown_numbers(shown):
    low, high = queries.share_interval(shown, EVERYBODY, "q", 1)
    assert low < shown.share(EVERYBODY, "q", 1) < high
    assert queries.share_interval(shown, unit("A"), "q", 1) is None  # never asked
    low, high = queries.mean_interval(shown, unit("A"), "q", CODES)
    assert low < shown.mean(unit("A"), "q") < high
    assert (
        queries.mean_interval(without(shown, unit("A"), mean("q")), unit("A"), "q", CODES) is None
    )
