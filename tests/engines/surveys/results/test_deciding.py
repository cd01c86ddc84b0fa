"""Who may do what with results, and the sentence that says why not; rule and query agree."""

import datetime as dt
from uuid import uuid4

import pytest
from tests.engines.surveys.results.making import a_definition, a_keeper, a_survey, answered, drawn
from tests.world import NOON, TODAY, a_person, a_team, acting, an_organisation, holding, joins

from groundswell.engines.surveys import actions, policies
from groundswell.engines.surveys.actions.outcomes import Answer
from groundswell.engines.surveys.models import Outcome, Telling
from groundswell.engines.surveys.queries.results import access
from groundswell.engines.surveys.results.readers import people_keeping
from groundswell.ground.ballots import actions as ballots
from groundswell.ground.ballots.kinds import Invitee
from groundswell.ground.ballots.models import Box
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.people import actions as people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
SMALL = a_definition({"support": 1})


def told_to(survey, *circles):
    for circle in circles:
        Telling.objects.create(
            survey=survey,
            release_id=uuid4(),
            circle=circle,
            told_at=NOON,
            told_by=survey.keeper,
        )


def in_the_work(person, programme_id, code="team_member"):
    people.grant_programme_role(
        person=person,
        code=code,
        programme_id=programme_id,
        programme="Home for lunch",
        by=holding(
            a_person("Joyce Lim"), "team_leader", team=a_team(an_organisation("Volunteers"))
        ),
        at=NOON,
    )
    return acting(person)


@pytest.mark.parametrize("circles", [(), ("keepers",), ("asked",), ("asked", "keepers")])
@pytest.mark.parametrize("has_work", [False, True])
def test_the_rule_of_reading_and_its_query_agree(circles, has_work):
    keeper = a_keeper()
    home = keeper.person.memberships.get().organisation
    work = uuid4() if has_work else None
    survey = a_survey(keeper, SMALL, state="closed", closed_on=TODAY, programme_id=work)
    told_to(survey, *circles)
    colleague = acting(joins(a_person("Kwame Osei"), home))
    analyst = holding(joins(a_person("Sam Ortiz"), home), "analyst", organisation=home)
    stranger = acting(joins(a_person("Dele Ade"), an_organisation("Kettle On")))
    everybody = {keeper: True, colleague: True, analyst: True, stranger: False}
    if work:
        member = in_the_work(joins(a_person("Mo Ade"), an_organisation("Tarnside")), work)
        everybody[member] = False
    for actor, was_asked in everybody.items():
        decision = policies.see_results(
            actor, survey, circles=frozenset(circles), was_asked=was_asked
        )
        found = access.readable_by(actor).filter(pk=survey.pk).exists()
        assert found is bool(decision), (actor.name, decision)


def test_results_that_are_not_told_are_said_to_come():
    keeper = a_keeper()
    survey = a_survey(keeper, SMALL)
    stranger = acting(joins(a_person("Dele Ade"), an_organisation("Kettle On")))
    decision = policies.see_results(stranger, survey, circles=frozenset(), was_asked=True)
    assert decision.reason == "Those who were asked read the results once they are out."


def test_whoever_had_a_link_reads_and_whoever_left_the_list_does_not():
    keeper = a_keeper()
    (home,) = keeper.organisation_ids
    survey = a_survey(keeper, SMALL, state="closed", closed_on=TODAY)
    box = ballots.open_box(
        kind="survey", subject_id=survey.pk, organisation_id=home, mode="anonymous", k=10,
        settings={}, length=200, closes_on=TODAY, open_quota=0, by=keeper, at=NOON,
    )  # fmt: skip
    survey.box_id = box.pk
    survey.save()
    guest = joins(a_person("Dele Ade"), an_organisation("Kettle On"))
    ballots.invite(box=box, invitees=[Invitee(guest.pk, "", "", "")], by=keeper, at=NOON)
    told_to(survey, "asked")
    colleague = acting(joins(a_person("Kwame Osei"), survey.organisation))
    assert access.readable_by(acting(guest)).filter(pk=survey.pk).exists()
    assert not access.readable_by(colleague).filter(pk=survey.pk).exists(), "not asked by a link"
    Box.objects.get(pk=box.pk).invitations.update(withdrawn_on=TODAY)
    assert not access.readable_by(acting(guest)).filter(pk=survey.pk).exists()


def test_the_people_of_a_piece_of_work_are_told_with_its_keeper():
    work, keeper = uuid4(), a_keeper()
    survey = a_survey(keeper, SMALL, programme_id=work)
    member = in_the_work(joins(a_person("Mo Ade"), survey.organisation), work)
    assert people_keeping(survey) == {keeper.id, member.id}
    assert people_keeping(a_survey(keeper, SMALL)) == {keeper.id}


def others(survey):
    return acting(joins(a_person("Kwame Osei"), survey.organisation))


def test_others_are_told_who_keeps_it_at_every_step():
    keeper = a_keeper()
    survey = answered(a_survey(keeper, SMALL), drawn(SMALL, {"": 12}), keeper)
    other = others(survey)
    done = Answer("Rest.", "did", "A room.", on=TODAY)
    outcome = actions.write_outcome(survey=survey, answer=done, by=keeper, at=NOON)
    sentence = (
        "Nia Pritchard, and the analysts and administrators of Harrowmere Teaching Hospitals,"
        " keep this survey, and decide about its results."
    )
    for decision in (
        policies.begin_results(other, survey),
        policies.publish_results(other, survey),
        policies.tell_results(other, survey, has_release=True),
        policies.moderate_text(other, survey),
        policies.keep_texts(other, survey),
        policies.undo_moderation(other, survey, "kept"),
        policies.write_outcome(other, survey),
        policies.change_outcome(other, outcome),
        policies.begin_follow_up(other, survey, n_outcomes=1, today=TODAY),
        policies.bring_in_answers(other, survey),
    ):
        assert decision.reason == sentence


def test_there_is_nothing_to_lay_out_of_a_draft():
    keeper = a_keeper()
    draft = a_survey(keeper, SMALL)
    assert policies.cut_results(keeper, draft).reason == "There are no results yet."


def test_a_file_is_for_a_survey_that_nobody_was_sent():
    keeper = a_keeper()
    survey = a_survey(keeper, SMALL, box_id=uuid4(), state="field")
    with pytest.raises(Refused, match="People answer this survey"):
        answered(survey, drawn(SMALL, {"": 12}), keeper)


def test_a_follow_up_waits_four_weeks_and_asks_of_what_was_to_be_done():
    keeper = a_keeper()
    survey = answered(a_survey(keeper, SMALL), drawn(SMALL, {"": 12}), keeper)
    for answer in (
        Answer("Rest.", "did", "A room.", on=TODAY),
        Answer("Parking.", "wont", why="There is no land."),
    ):
        actions.write_outcome(survey=survey, answer=answer, by=keeper, at=NOON)
    day_before = NOON + dt.timedelta(days=27)
    with pytest.raises(Refused, match="ask from 13 July 2026 on"):
        actions.begin_follow_up(survey=survey, by=keeper, at=day_before)
    later = NOON + dt.timedelta(days=28)
    draft = actions.begin_follow_up(survey=survey, by=keeper, at=later)
    (page,) = draft.definition["pages"]
    assert [q["label"]["en-gb"] for q in page["questions"]] == ["A room."]


def test_an_outcome_without_results_hangs_on_no_thread_and_a_long_sentence_is_refused():
    keeper = a_keeper()
    survey = answered(a_survey(keeper, SMALL), drawn(SMALL, {"": 12}), keeper)
    done = Answer("Rest.", "did", "A room.", on=TODAY)
    actions.write_outcome(survey=survey, answer=done, by=keeper, at=NOON)
    assert Outcome.objects.count() == 1
    too_long = Answer("Rest.", "did", "x" * 601, on=TODAY)
    with pytest.raises(Unusable, match="at most 600 characters"):
        actions.write_outcome(survey=survey, answer=too_long, by=keeper, at=NOON)
