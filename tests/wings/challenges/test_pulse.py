"""The pulse of a team, begun from its page and asked of its people."""

import re
from typing import Any

import pytest
from tests.wings.challenges.making import a_cast, add
from tests.world import NOON, TODAY, a_person

from groundswell.engines.surveys import actions as surveys
from groundswell.engines.surveys.actions import PromiseDetails
from groundswell.engines.surveys.audience import audience_of
from groundswell.engines.surveys.instruments import packs
from groundswell.engines.surveys.models import Survey
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.people.actors import Actor
from groundswell.wings.challenges import queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


def test_the_leader_begins_it_from_the_page_of_the_team_with_its_questions(signed_in) -> None:
    cast = a_cast()
    leader, path = signed_in(cast.joyce.person), f"/challenges/{cast.challenge.pk}/team/"
    page = leader.get(path).content.decode()
    assert "The pulse takes a minute" in page
    begin = re.search(r'href="([^"]*surveys/new/[^"]*)"', page)[1].replace("&amp;", "&")
    form = leader.get(begin).content.decode()
    assert re.search(r'value="team-pulse@1"[^>]*checked', form)
    place = re.search(r'<option value="([^"]+)"', form)[1]
    given = {"title": "Our pulse", "organisation": place, "instruments": "team-pulse@1"}
    assert leader.post(begin, given).status_code == 302
    survey = Survey.objects.get()
    assert survey.programme_id == cast.challenge.pk
    assert {"energy", "confidence", "safe_to_speak"} <= {
        question["id"] for part in survey.definition["pages"] for question in part["questions"]
    }
    asked = {one.person_id for one in audience_of(survey, TODAY).asked}
    assert cast.people["sam"].pk in asked, "its own people, without another word"
    assert "Our pulse" in leader.get(path).content.decode()
    assert "Our pulse" not in signed_in(cast.sam.person).get(path).content.decode()


def test_whoever_keeps_nothing_reads_who_begins_it() -> None:
    cast = a_cast()
    panel = queries.team_page(cast.sam, cast.challenge, at=NOON).pulse
    assert panel.may_begin.reason == (
        "The team leader, coach and sponsor of this work begin its surveys."
    )


def test_a_small_team_is_told_what_it_can_choose_and_may_then_look_at_its_own_answers() -> None:
    cast = a_cast()
    for n in range(3):
        add(cast.challenge, a_person(f"New {n}"), cast.joyce)
    pulse = queries.team_page(cast.joyce, cast.challenge, at=NOON).pulse
    assert "From five people on" in pulse.note
    survey = surveys.begin_survey(
        title="Our pulse",
        organisation=cast.challenge.organisation,
        programme_id=cast.challenge.pk,
        definition=packs()["team-pulse@1"].definition,
        by=cast.joyce,
        at=NOON,
    )
    survey = promised(survey, cast.joyce, mode="anonymous", k=10)
    with pytest.raises(Unusable, match="A small team can choose to read its own answers"):
        surveys.launch_survey(survey=survey, by=cast.joyce, at=NOON)
    survey = promised(survey, cast.joyce, mode="confidential", k=5, is_team_owned=True)
    launched = surveys.launch_survey(survey=survey, by=cast.joyce, at=NOON).survey
    assert (launched.state, launched.is_team_owned) == ("field", True)


def promised(survey: Survey, by: Actor, **choice: Any) -> Survey:
    details = PromiseDetails(k_comments=10, closes_on=TODAY, **choice)
    return surveys.change_promise(
        survey=survey, details=details, version=survey.version, by=by, at=NOON
    )
