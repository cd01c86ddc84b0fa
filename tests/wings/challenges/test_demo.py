"""The four challenges of the example partnership: believable, whole, and the same every time."""

import datetime as dt
from collections.abc import Callable

import pytest

from groundswell.config import demo
from groundswell.config.demo import DemoWorld
from groundswell.engines.measures.models import Definition
from groundswell.ground.messages.models import Message
from groundswell.wings.challenges.kinds import (
    ANSWER_DAYS_MEASURE,
    AskState,
    Outcome,
    Stage,
    StoryState,
)
from groundswell.wings.challenges.models import (
    Ask,
    Challenge,
    CoachEntry,
    HoldCheck,
    Result,
    Review,
    Story,
    Test,
)

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 6, 15, 15, tzinfo=dt.UTC)


@pytest.fixture
def world() -> DemoWorld:
    made = demo.load(NOW)
    assert made is not None
    return made


def test_the_partnership_has_four_teams_as_they_would_be(world: DemoWorld) -> None:
    """Loaded once: it is the whole example partnership."""
    stand_on_their_days(world)
    one_reached_its_goal_and_holds_it_half_a_year_on()
    another_fails_and_says_so()
    leaders_have_granted_limited_declined_and_kept_waiting(world)
    nothing_happened_in_the_future()
    one_measure_tells_how_long_leaders_take(world)


def one_measure_tells_how_long_leaders_take(world: DemoWorld) -> None:
    """At each host the one that the program keeps; the board reads it among its own."""
    titles = Definition.objects.filter(title__icontains="ask").values_list("title", flat=True)
    assert set(titles) == {"Days from ask to answer"}
    shown = world.measure_sets["board"].items.select_related("measure__definition")
    assert [item.measure.definition.kept_by for item in shown].count(ANSWER_DAYS_MEASURE) == 1


def stand_on_their_days(world: DemoWorld) -> None:
    days = {c.title: (world.today - c.day_zero).days for c in Challenge.objects.all() if c.day_zero}
    assert days == {
        "Home for lunch": 48, "One front door": 77, "Steady on your feet": 12,
        "Seen and started": 287,
    }  # fmt: skip


def one_reached_its_goal_and_holds_it_half_a_year_on() -> None:
    challenge = Challenge.objects.get(title="Seen and started")
    assert challenge.stage == Stage.SUSTAINING
    assert challenge.goals.get(state="current").reached is True
    assert HoldCheck.objects.get(challenge=challenge, milestone="six_months").held == "held"
    assert Story.objects.get(challenge=challenge).state == StoryState.PUBLISHED
    claims = [r.statement for r in Result.objects.filter(challenge=challenge) if r.is_claim]
    assert claims == ["The plain letter is used elsewhere."]


def another_fails_and_says_so() -> None:
    challenge = Challenge.objects.get(title="One front door")
    assert not Test.objects.filter(challenge=challenge, outcome=Outcome.ADOPT).exists()
    held = Review.objects.get(challenge=challenge, milestone="day75")
    assert "We are where we began" in held.story
    state = challenge.goals.get(state="current").measure.state
    assert state.last_value < 30


def leaders_have_granted_limited_declined_and_kept_waiting(world: DemoWorld) -> None:
    states = set(Ask.objects.values_list("state", flat=True))
    assert states == set(AskState.values) - {AskState.WITHDRAWN}
    assert Ask.objects.filter(state=AskState.WAITING, due_on__lt=world.today).exists()


def nothing_happened_in_the_future() -> None:
    moments: list[Callable[[], list[dt.datetime]]] = [
        lambda: list(Ask.objects.values_list("asked_at", flat=True)),
        lambda: list(Test.objects.values_list("made_at", flat=True)),
        lambda: list(CoachEntry.objects.values_list("written_at", flat=True)),
        lambda: list(Message.objects.values_list("created_at", flat=True)),
    ]
    assert max(max(read()) for read in moments) <= NOW
