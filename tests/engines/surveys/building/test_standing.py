"""Who keeps a survey and who may know of it: the policies and their queries agree."""

import pytest
from tests.engines.gatherings.making import PROGRAMME
from tests.engines.surveys.building.conftest import a_survey
from tests.world import a_founder

from groundswell.engines.surveys import policies, queries
from groundswell.engines.surveys.kinds import State
from groundswell.engines.surveys.models import Survey

WHO = ("leader", "member", "analyst", "administrator", "stranger", "coach", "fellow")


def people(house):
    return {**{who: getattr(house, who) for who in WHO}, "system": a_founder()}


def names(house, rule):
    return {who for who, actor in people(house).items() if rule(actor)}


@pytest.fixture
def of_work(house):
    return a_survey(house.coach, house.trust, programme_id=PROGRAMME)


def in_state(survey, state):
    Survey.objects.filter(pk=survey.pk).update(state=state, box_id=survey.pk)
    survey.refresh_from_db()
    return survey


def test_a_survey_of_an_organisation_is_kept_by_its_keeper_and_its_stewards(house):
    assert names(house, lambda a: policies.keeps(a, house.survey)) == {
        "leader",
        "analyst",
        "administrator",
        "system",
    }


def test_a_survey_of_a_piece_of_work_is_kept_there_alone(house, of_work):
    assert names(house, lambda a: policies.keeps(a, of_work)) == {"coach"}


def test_a_draft_is_known_to_its_keepers_alone(house, of_work):
    assert names(house, lambda a: policies.sees_survey(a, of_work)) == {"coach"}
    assert "member" not in names(house, lambda a: policies.sees_survey(a, house.survey))


def test_from_the_field_on_those_of_its_place_know_of_it(house, of_work):
    in_state(of_work, State.FIELD)
    assert names(house, lambda a: policies.sees_survey(a, of_work)) == {"coach", "fellow"}
    in_state(house.survey, State.CLOSED)
    assert names(house, lambda a: policies.sees_survey(a, house.survey)) == {
        *WHO,
        "system",
    } - {"stranger"}


@pytest.mark.parametrize("state", list(State))
def test_queries_give_what_the_policies_say(house, of_work, state):
    surveys = [in_state(house.survey, state), in_state(of_work, state)]
    for actor in people(house).values():
        assert set(queries.visible_to(actor)) == {
            s for s in surveys if policies.sees_survey(actor, s)
        }
        assert set(queries.kept_by(actor)) == {s for s in surveys if policies.keeps(actor, s)}


def test_a_refusal_names_who_may(house, of_work):
    assert policies.change_questions(house.member, house.survey).reason == (
        "Joyce Lim, and the analysts and administrators of Harrowmere Teaching Hospitals,"
        " can change this survey."
    )
    assert policies.drop_survey(house.fellow, of_work).reason == (
        "Coco Chan, and the team leader, coach and sponsor, can give up this survey."
    )
    assert policies.take_away(house.member, house.survey).reason.endswith(
        "can take the questions away."
    )
    assert policies.take_away(house.leader, house.survey)


def test_who_may_begin_somewhere(house):
    assert names(house, policies.begins_somewhere) == {*WHO, "system"} - {"member", "fellow"}


def test_whoever_leads_a_team_begins_a_survey_where_they_work_and_nowhere_else(house):
    def may(who, organisation, programme=None):
        return policies.begin_survey(who, organisation_id=organisation.pk, programme_id=programme)

    assert may(house.leader, house.trust) and may(house.analyst, house.trust)
    assert may(house.leader, house.other).reason == (
        "Team leaders, system leads, board members, analysts and administrators begin surveys."
    )
    assert may(house.coach, house.trust, PROGRAMME)
    assert may(house.fellow, house.trust, PROGRAMME).reason == (
        "The team leader, coach and sponsor of this work begin its surveys."
    )


def test_who_may_load_wording(house):
    here = {"analyst", "administrator", "system"}
    for_all = policies.load_instrument(house.analyst, organisation_id=None)
    assert for_all.reason.startswith("A system-wide analyst")
    assert (
        names(house, lambda a: policies.load_instrument(a, organisation_id=house.trust.pk)) == here
    )
