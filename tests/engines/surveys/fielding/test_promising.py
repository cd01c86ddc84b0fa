"""What a draft will promise: days that can be kept; who can see what, said beforehand."""

from typing import Any

import pytest
from tests.engines.surveys.fielding.making import DAY, a_draft, a_keeper, a_ward, keeper_of
from tests.world import NOON, TODAY, a_person, acting, an_organisation, joins

from groundswell.engines.surveys import actions
from groundswell.engines.surveys.actions import PartDetails, PromiseDetails
from groundswell.engines.surveys.answering import wording
from groundswell.engines.surveys.models import Survey
from groundswell.engines.surveys.queries import fielded
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Stale, Unusable

pytestmark = pytest.mark.django_db

USUAL: dict[str, Any] = {
    "mode": "anonymous",
    "k": 10,
    "k_comments": 20,
    "closes_on": TODAY + 14 * DAY,
}


@pytest.fixture
def draft() -> Survey:
    trust = an_organisation()
    return a_draft(a_keeper(trust), trust, closes_on=None, results_on=None)


def promised(draft: Survey, by: Any = None, **changes: Any) -> Survey:
    return actions.change_promise(
        survey=draft,
        details=PromiseDetails(**{**USUAL, **changes}),
        version=draft.version,
        by=by or keeper_of(draft),
        at=NOON,
    )


def test_days_and_promises_are_kept_as_they_were_given(draft: Survey):
    found = promised(
        draft,
        opens_on=TODAY + DAY,
        results_on=TODAY + 28 * DAY,
        k=8,
        next_steps=["The board reads them.", " ", "Each ward talks."],
    )
    assert (found.opens_on, found.closes_on) == (TODAY + DAY, TODAY + 14 * DAY)
    assert (found.results_on, found.k, found.k_comments) == (TODAY + 28 * DAY, 8, 20)
    assert [step["text"] for step in found.next_steps] == [
        "The board reads them.",
        "Each ward talks.",
    ]


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"closes_on": TODAY - DAY}, "closes_on", "Give a last day that is still to come."),
        ({"opens_on": TODAY + 20 * DAY}, "closes_on", "The last day comes after the first."),
        (
            {"closes_on": None, "results_on": TODAY + DAY},
            "closes_on",
            "Give the last day too: results come after it.",
        ),
        (
            {"results_on": TODAY + DAY},
            "results_on",
            "Results can only come after the survey has closed.",
        ),
        ({"mode": "secret"}, "mode", "Choose one of the ways shown."),
        ({"k": 4}, "k", "Give a number from 5 to 1,000."),
        ({"k": 30}, "k_comments", "Comments need as many people as numbers do, or more."),
        (
            {"is_team_owned": True},
            "mode",
            "In a small team people may guess who said what, so it cannot be called anonymous."
            " Choose confidential or named.",
        ),
        ({"next_steps": ["More rest."] * 7}, "next_steps", "Promise at most 6 things."),
    ],
)
def test_promises_that_do_not_go_together_are_not_taken(draft, changes, field: str, sentence: str):
    with pytest.raises(Unusable) as caught:
        promised(draft, **changes)
    assert (str(caught.value), caught.value.field) == (sentence, field)
    draft.refresh_from_db()
    assert draft.closes_on is None


def test_two_who_promise_at_once_see_each_other(draft: Survey):
    promised(draft, k=12)
    with pytest.raises(Stale):
        promised(draft, k=8)


def test_only_its_keepers_promise_and_only_until_it_is_sent(draft: Survey):
    stranger = acting(joins(a_person("Kwame Boateng"), draft.organisation))
    with pytest.raises(Refused, match="Sam Ortiz"):
        promised(draft, by=stranger)
    a_ward(12, trust=draft.organisation)
    draft = promised(draft)
    parts = [PartDetails("organisation", organisation_id=draft.organisation_id)]
    actions.set_audience(survey=draft, parts=parts, by=keeper_of(draft), at=NOON)
    sent = actions.launch_survey(survey=draft, by=keeper_of(draft), at=NOON).survey
    with pytest.raises(Refused, match="What it asks, and whom, is settled"):
        promised(sent, k=5)


@pytest.mark.parametrize(
    ("mode", "said"),
    [
        ("confidential", "Your answers can be linked to you only for a stated reason"),
        ("named", "Your name will stand beside your answers"),
    ],
)
def test_a_small_team_is_told_plainly_before_it_answers(draft: Survey, mode: str, said: str):
    team = a_ward(6, trust=draft.organisation)[0].memberships.get().team
    draft = promised(draft, mode=mode, is_team_owned=True, k=5, k_comments=5)
    parts = [PartDetails("team", team_id=team.pk)]
    actions.set_audience(survey=draft, parts=parts, by=keeper_of(draft), at=NOON)
    sent = actions.launch_survey(survey=draft, by=keeper_of(draft), at=NOON).survey
    told = wording.promise(fielded(sent.pk))
    assert told.heading == said
    own = next(point for point in told.points if "has chosen to look" in point.promise)
    assert own.told.startswith("Your name is kept, and in a small team others know your words")
