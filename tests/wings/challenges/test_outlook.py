"""Where the goal's measure may stand on day 100: a range in words and on the chart, or nothing."""

import datetime as dt

import pytest
from tests.wings.challenges.doing import count, on_day, set_goal, then, under_way, watch
from tests.wings.challenges.making import Cast
from tests.world import NOON, TODAY

from groundswell.ground.web.charts import spc_svg, summary_of
from groundswell.wings.challenges import actions, queries
from groundswell.wings.challenges.outlook import Ahead
from groundswell.wings.challenges.queries import GoalPanel

pytestmark = pytest.mark.django_db
RISING = (32, 34, 33, 37, 39, 40, 43, 44)


def panel_on(cast: Cast, day: int, shares: tuple[int, ...], **goal: object) -> GoalPanel:
    """The goal as the team sees it, with a number for each week since day 0."""
    measure = watch(cast)
    set_goal(cast, measure, **goal)
    if shares:
        count(cast, measure, shares, until=TODAY + dt.timedelta(weeks=len(shares)))
    return queries.goal_panel(then(cast, "joyce", on_day(day)), cast.challenge, at=on_day(day))


def ahead_in(panel: GoalPanel) -> Ahead:
    assert panel.chart and panel.chart.ahead
    return panel.chart.ahead


def test_from_the_middle_on_a_range_is_told_and_drawn() -> None:
    panel = panel_on(under_way(), 57, RISING)
    ahead = ahead_in(panel)
    assert ahead.words == (
        "On day 100 between 39% and 62%, as far as 8 numbers can tell."
        " The goal, 60%, lies within it."
    )
    assert ahead.rests_on.startswith("About 42% if it stays as it was lately; about 57% if it")
    assert panel.chart is not None
    drawing = panel.chart.drawing
    assert 'data-mark="outlook"' in spc_svg(drawing) and ">Day 100</text>" in spc_svg(drawing)
    assert "Day 100: between 39% and 62%, as far as anybody can tell." in summary_of(drawing)


def test_a_goal_beyond_the_range_needs_something_to_change() -> None:
    words = ahead_in(panel_on(under_way(), 57, RISING, target=95.0)).words
    assert words.endswith("The goal, 95%, lies outside it: something has to change.")


def test_a_goal_that_all_of_it_reaches_is_said_to_be() -> None:
    words = ahead_in(panel_on(under_way(), 57, RISING, target=33.0)).words
    assert words.endswith("All of it reaches the goal, 33%.")


@pytest.mark.parametrize("n", [0, 6])
def test_of_too_few_numbers_since_day_0_nothing_is_said(n: int) -> None:
    panel = panel_on(under_way(), 45, RISING[:n])
    assert panel.chart and panel.chart.ahead is None
    assert 'data-mark="outlook"' not in spc_svg(panel.chart.drawing)


def test_numbers_from_before_day_0_tell_nothing_of_the_change() -> None:
    cast = under_way()
    measure = watch(cast)
    set_goal(cast, measure)
    count(cast, measure, (30,) * 20)
    panel = queries.goal_panel(cast.joyce, cast.challenge, at=NOON)
    assert panel.chart and panel.chart.ahead is None


def test_when_the_question_is_answered_or_the_challenge_stopped_nothing_is_said() -> None:
    cast = under_way()
    panel_on(cast, 57, RISING)
    actions.stop_challenge(
        challenge=cast.challenge, reason="x", by=then(cast, "ngozi", on_day(58)), at=on_day(58)
    )
    cast.challenge.refresh_from_db()
    panel = queries.goal_panel(then(cast, "joyce", on_day(59)), cast.challenge, at=on_day(59))
    assert panel.chart and panel.chart.ahead is None
