"""Who reads results, what the page says, and that it says nothing but what was published."""

import re

import pytest
from tests.engines.surveys.results.making import (
    a_definition,
    a_keeper,
    a_survey,
    answered,
    drawn,
    published,
    with_results,
)
from tests.world import NOON, a_person, acting, an_organisation, joins

from groundswell.engines.surveys import actions
from groundswell.engines.surveys.definition import from_json
from groundswell.engines.surveys.models import Survey
from groundswell.engines.surveys.queries.results import access
from groundswell.engines.surveys.queries.results.numbers import numbers_file
from groundswell.engines.surveys.queries.results.page import results_page
from groundswell.engines.surveys.results.documents import build
from groundswell.engines.surveys.results.source import answers, n, newest_batch
from groundswell.ground.documents.description import Table
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Unusable

pytestmark = pytest.mark.usefixtures("at_noon")
SMALL = a_definition({"support": 1, "learning": 1})
GROUPS = {"Ward 7": 90, "Ward 8": 100, "Theatres": 110}


@pytest.fixture
def keeper(db):
    return a_keeper()


@pytest.fixture
def survey(keeper):
    return with_results(keeper, GROUPS, definition=SMALL, shift={"Ward 7": 0.7, "learning1": -0.7})


def test_the_source_hands_over_columns_and_public_domains(survey):
    found = answers(survey.pk, 1)
    assert found.domains["support1"] == (1, 2, 3, 4, 5, None)
    assert found.domains["@group"] == ("1", "2", "3", "")
    assert {len(codes) for codes in found.codes.values()} == {300}
    assert set(found.batch.tolist()) == {1}
    assert (n(survey.pk, None), n(survey.pk, 0), newest_batch(survey.pk)) == (300, 0, 1)


def test_what_stands_in_no_domain_is_no_answer(keeper):
    survey = a_survey(keeper, SMALL)
    brought = drawn(SMALL, {"": 20})
    answered(survey, brought, keeper)
    found = answers(survey.pk, 1)
    assert "@group" not in found.domains
    assert found.codes["support1"].max() <= 4


def test_the_page_says_what_stands_out_and_what_it_cannot_say(keeper, survey):
    page = results_page(keeper, survey)
    assert page.heading == "Working here: what 300 of you said"
    assert page.headline == "Support is highest. Learning is lowest."
    said = " ".join(f"{one.first} {one.more}" for one in page.said)
    assert "Support differs between units." in said
    assert "Numbers don’t say why." in said


def test_the_map_marks_who_is_clearly_above_and_below(keeper, survey):
    heat = results_page(keeper, survey).heat
    assert [row.label for row in heat.rows] == ["Everybody", "Ward 7", "Ward 8", "Theatres"]
    marks = {row.label: [cell.mark for cell in row.cells] for row in heat.rows}
    assert marks["Ward 7"] == ["above", "above"]
    assert heat.rows[0].answered == "300 answered"


def test_groups_that_only_chance_sets_apart_are_said_to_be_alike(keeper):
    survey = with_results(keeper, {"A": 60, "B": 60, "C": 60}, definition=SMALL)
    page = results_page(keeper, survey)
    said = [one.first for one in page.said]
    assert "No detectable difference between units: Support and Learning." in said
    assert {cell.mark for row in page.heat.rows for cell in row.cells} == {""}


def test_a_step_of_the_key_that_is_one_number_wide_names_it_once(keeper):
    survey = with_results(keeper, {"A": 60, "B": 60, "C": 60}, definition=SMALL)
    key = [step.words for step in results_page(keeper, survey).heat.key]
    ends = [words.split(" to ") for words in key]
    assert [pair for pair in ends if len(pair) == 2 and pair[0] == pair[1]] == []
    assert any(re.fullmatch(r"\d\.\d", words) for words in key)


def test_a_group_that_is_too_small_is_hidden_like_any_other_hidden_number(keeper):
    means = a_definition({"support": 1}, texts=())
    survey = with_results(keeper, {"A": 90, "B": 95, "C": 4}, definition=means)
    rows = {row.label: row for row in results_page(keeper, survey).heat.rows}
    assert rows["C"].answered == "Hidden"
    assert [(cell.words, cell.step) for cell in rows["C"].cells] == [("Hidden", None)]
    assert results_page(keeper, survey).why


def test_a_change_is_told_as_clear_or_as_too_close(keeper):
    before = with_results(
        keeper, {"A": 200}, definition=SMALL, title="Last year", shift={"support1": -0.9}
    )
    survey = with_results(keeper, {"A": 200}, definition=SMALL, earlier=before, seed=2)
    page = results_page(keeper, survey)
    said = {one.first: one.more for one in page.said}
    assert "more than chance" in said["Support went up."]
    assert "too close to tell apart" in said["Learning did not clearly change."]
    assert [entry.words for entry in page.picture.key] == ["Now, with its margin", "Last year"]


def test_other_questions_make_no_comparison(keeper):
    before = with_results(keeper, {"A": 40}, definition=a_definition({"support": 2}))
    survey = with_results(keeper, {"A": 40}, definition=SMALL, earlier=before)
    said = [one.first for one in results_page(keeper, survey).said]
    assert "Nothing can be compared with the round before." in said


@pytest.mark.parametrize(("n_others", "is_shown"), [(2, False), (3, True)])
def test_others_are_shown_from_three_on(db, n_others, is_shown):
    for at in range(n_others):
        other = a_keeper(f"Keeper {at}", an_organisation(f"Trust {at}"))
        told = with_results(other, {"A": 40}, definition=SMALL, seed=at)
        actions.tell_results(survey=told, circle="asked", by=other, at=NOON)
    keeper = a_keeper()
    survey = with_results(keeper, {"A": 40}, definition=SMALL)
    actions.tell_results(survey=survey, circle="asked", by=keeper, at=NOON)
    key = [entry.words for entry in results_page(keeper, survey).picture.key]
    assert ("3 other organisations" in key) is is_shown


def test_results_are_read_by_those_asked_from_the_day_they_are_told(keeper, survey):
    colleague = acting(joins(a_person("Kwame Osei"), survey.organisation))
    stranger = acting(joins(a_person("Dele Ade"), an_organisation("Kettle On")))
    assert not access.readable_by(colleague).filter(pk=survey.pk).exists()
    actions.tell_results(survey=survey, circle="asked", by=keeper, at=NOON)
    assert access.survey_with_results_for(colleague, survey.pk) == survey
    assert not access.readable_by(stranger).filter(pk=survey.pk).exists()
    survey.refresh_from_db()
    assert survey.state == "reported"
    assert results_page(colleague, survey).heading == results_page(keeper, survey).heading


def test_results_are_told_once_by_those_who_keep_them(keeper, survey):
    first = actions.tell_results(survey=survey, circle="asked", by=keeper, at=NOON)
    again = actions.tell_results(survey=survey, circle="asked", by=keeper, at=NOON)
    assert first.pk == again.pk
    other = acting(joins(a_person("Kwame Osei"), survey.organisation))
    with pytest.raises(Refused, match="Nia Pritchard, and the analysts and administrators"):
        actions.tell_results(survey=survey, circle="asked", by=other, at=NOON)


def test_nothing_is_told_before_results_are_made(keeper):
    survey = a_survey(keeper, SMALL)
    with pytest.raises(Refused, match="when the survey has closed"):
        actions.tell_results(survey=survey, circle="asked", by=keeper, at=NOON)
    answered(survey, drawn(SMALL, {"A": 40}), keeper)
    with pytest.raises(Refused, match="Have the results made first"):
        actions.tell_results(survey=survey, circle="asked", by=keeper, at=NOON)


def test_results_are_made_by_a_job(keeper, django_capture_on_commit_callbacks):
    survey = a_survey(keeper, SMALL)
    with pytest.raises(Refused, match="not been sent out"):
        actions.publish_results(survey=survey, by=keeper, at=NOON)
    answered(survey, drawn(SMALL, {"A": 80, "B": 80}), keeper)
    survey.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        job = actions.publish_results(survey=survey, by=keeper, at=NOON)
    job.refresh_from_db()
    assert (job.state, job.onward_url) == ("done", f"/surveys/{survey.pk}/results/")
    assert results_page(keeper, survey).picture is not None


def test_a_survey_without_opened_answers_says_so(keeper):
    survey = a_survey(keeper, SMALL, state="closed")
    with pytest.raises(Unusable, match="No answers have been opened"):
        actions.publish_results(survey=survey, by=keeper, at=NOON)
    assert results_page(keeper, survey).lead == "Nothing is published yet."


def test_fewer_new_answers_than_k_make_no_new_version(keeper, survey):
    with pytest.raises(Refused, match="Nothing new is published yet"):
        published(survey, keeper)


def test_scores_can_be_laid_out_by_a_question(keeper, django_capture_on_commit_callbacks):
    definition = a_definition({"support": 1}, job=True, texts=())
    survey = with_results(keeper, {"": 300}, definition=definition)
    release = access.release_or_404(keeper, survey)
    with pytest.raises(Unusable, match="Choose one of the questions"):
        actions.cut_results(survey=survey, release=release, question="support1", by=keeper, at=NOON)
    assert not any("Nurse" in row[0] for row in numbers_file(keeper, survey)[2])
    asked = {"survey": survey, "release": release, "question": "job", "by": keeper, "at": NOON}
    with django_capture_on_commit_callbacks(execute=True):
        job = actions.cut_results(**asked)
    job.refresh_from_db()
    assert (job.state, job.outcome) == ("done", "The numbers are there.")
    assert job.onward_url == f"/surveys/{survey.pk}/results/?by=job#groups"
    assert actions.cut_results(**asked) is None, "asked once for all"
    page = results_page(keeper, survey, by="job")
    assert [row.label for row in page.heat.rows] == ["Everybody", "Nurse", "Doctor", "Porter"]
    _files_have_what_was_laid_out(keeper, survey, page.heat)


def _files_have_what_was_laid_out(keeper, survey, heat) -> None:
    """What leaves says the same as the page, however it was looked at last."""
    tables = [block for block in build(keeper, survey.pk).blocks if isinstance(block, Table)]
    by_job = next(table for table in tables if table.headings[0] == heat.row_heading)
    assert [row[:2] for row in by_job.rows] == [(row.label, row.answered) for row in heat.rows]
    assert [row[2] for row in by_job.rows] == [
        row.cells[0].words + row.cells[0].mark_words for row in heat.rows
    ]
    _name, _headings, rows = numbers_file(keeper, survey)
    told = [row for row in rows if row[0].endswith((": Nurse", ": Doctor", ": Porter"))]
    assert len({row[:4] for row in told}) == len(told) == 9, (
        "people, valid answers, a mean; of each"
    )


def test_a_small_team_that_reads_its_own_answers_is_told_so_on_the_page(keeper):
    survey = with_results(keeper, {"": 12}, definition=SMALL, k=5, k_comments=5, is_team_owned=True)
    assert "reads its own answers" in results_page(keeper, survey).team_owned


def test_a_file_needs_as_many_people_as_are_ever_shown(keeper):
    survey = a_survey(keeper, SMALL)
    with pytest.raises(Unusable, match="10 people or more"):
        answered(survey, drawn(SMALL, {"A": 9}), keeper)
    answered(survey, drawn(SMALL, {"A": 10}), keeper)
    survey.refresh_from_db()
    with pytest.raises(Refused, match="in already"):
        answered(survey, drawn(SMALL, {"A": 10}), keeper)


def test_the_page_asks_few_questions_of_the_database(
    keeper, survey, signed_in, django_assert_max_num_queries
):
    client = signed_in(keeper.person)
    client.get(f"/surveys/{survey.pk}/results/")
    with django_assert_max_num_queries(24):
        answer = client.get(f"/surveys/{survey.pk}/results/")
    assert answer.status_code == 200


def test_definitions_of_results_can_be_read_back(survey):
    assert from_json(Survey.objects.get(pk=survey.pk).definition) == SMALL
