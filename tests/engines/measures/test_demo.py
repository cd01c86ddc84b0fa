import pytest
from tests.world import NOON

from groundswell.config import demo
from groundswell.engines.measures.models import (
    Annotation,
    Measure,
    MeasureSet,
    MeasureState,
    Proposal,
)
from groundswell.engines.measures.queries import cards_for
from groundswell.ground.people.models import Person
from groundswell.ground.people.standing import actor_for

BELOW = ("groundswell.ground.people", "groundswell.ground.messages", "groundswell.engines.measures")


@pytest.fixture
def world(db, at_noon, monkeypatch):
    monkeypatch.setattr(demo, "APPS", BELOW)  # without the wings, which measure more
    return demo.load(NOON)


def test_demo_has_forty_measures_three_sets_and_one_question_for_joyce_lim(world):
    assert Measure.objects.count() == 40 and MeasureSet.objects.count() == 3
    waiting = Proposal.objects.get(state="waiting")
    assert waiting.measure.definition.title == "Left before 1 pm"
    joyce = actor_for(Person.objects.get(name="Joyce Lim"), on=NOON.date())
    asked = [card.title for card in cards_for(joyce, NOON)]
    assert asked == ["Should the limits of “Left before 1 pm” be recalculated?"]


def test_demo_shows_every_kind_of_chart_and_of_news(world):
    kept = list(MeasureState.objects.all())
    assert {"run", "xmr", "p", "pp", "u", "c", "t"} <= {state.kind for state in kept}
    assert {"", "common_cause", "improvement_high", "concern_low", "concern_high",
            "neutral_high"} <= {state.variation for state in kept}  # fmt: skip
    assert {"", "fail", "inconsistent"} <= {state.assurance for state in kept}


def test_demo_tells_the_story_of_the_mock_up(world):
    lunch = Measure.objects.get(definition__title="Left before 1 pm")
    state = MeasureState.objects.get(measure=lunch)
    assert (state.n_points, round(state.last_value), round(state.mean)) == (41, 49, 32)
    assert (round(state.lower), round(state.upper), state.target) == (20, 43, 60)
    assert (state.variation, state.assurance, state.n_run) == ("improvement_high", "fail", 7)
    accepted = Proposal.objects.get(measure=lunch, state="accepted")
    assert accepted.reason.startswith("The discharge lounge opened")
    assert Annotation.objects.filter(measure=lunch).count() == 2
    assert lunch.observations.get(version=2)
