"""Answers that an earlier system kept come in by the flow of imports, with every fault named."""

import pytest
from django.http import Http404
from tests.engines.surveys.asking import a_choice, a_scale, a_text, asks, several
from tests.engines.surveys.results.making import a_definition, a_keeper, a_survey
from tests.ground.imports.files import brought_in, checked, csv_of
from tests.world import a_person, acting, an_organisation, joins

from groundswell.engines.surveys.importing import AnswerImporter
from groundswell.engines.surveys.models import WrittenText
from groundswell.ground.imports.importers import Place

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
ASKED = asks(a_scale(), a_choice(), several(), a_text())
HEADINGS = ("Ward", "safe", "job", "ways/1", "ways/2", "ways/3", "more")


@pytest.fixture
def keeper():
    return a_keeper()


@pytest.fixture
def survey(keeper):
    return a_survey(keeper, ASKED)


def rows(n: int = 20) -> list[tuple[object, ...]]:
    return [
        (
            f"Ward {8 + at % 2}",
            1 + at % 3,
            1,
            "yes",
            "0",
            "x",
            f"Idea {at}" if at < 3 else "",
        )
        for at in range(n)
    ]


def test_a_whole_file_comes_in_with_groups_and_comments_apart(
    keeper, survey, django_capture_on_commit_callbacks
):
    content = csv_of(HEADINGS, *rows())
    run = brought_in(django_capture_on_commit_callbacks, keeper, "answers", content, about=survey)
    assert run.outcome == "20 answers are in. Nothing of them can be seen until results are made."
    survey.refresh_from_db()
    assert [group.label for group in survey.groups.all()] == ["Ward 8", "Ward 9"]
    assert (survey.state, survey.answer_batches.get().n) == ("closed", 20)
    assert WrittenText.objects.filter(survey=survey).count() == 3


def test_each_cell_that_is_no_answer_is_named_and_nothing_changes(
    keeper, survey, django_capture_on_commit_callbacks
):
    wrong = ("", "9", "Astronaut", "perhaps", "0", "", "")
    content = csv_of(HEADINGS, *rows(), wrong)
    run = checked(django_capture_on_commit_callbacks, keeper, "answers", content, about=survey)
    assert [(f["row"], f["column"]) for f in run.faults] == [
        (22, "safe"),
        (22, "job"),
        (22, "ways/1"),
    ]
    assert run.faults[0]["reason"] == "“9” is none of the answers."
    assert run.faults[2]["remedy"] == "Use one of: 1, 0."
    survey.refresh_from_db()
    assert survey.state == "draft" and not survey.groups.exists()


def test_words_and_what_says_nothing_are_read_as_people_write_them(
    keeper, django_capture_on_commit_callbacks
):
    survey = a_survey(keeper, a_definition({"support": 1}, texts=()))
    cells = ["agree", "Strongly AGREE", "n/a", "-", "3", *["2"] * 10]
    run = checked(
        django_capture_on_commit_callbacks,
        keeper,
        "answers",
        csv_of(("support1", "Group"), *[(cell, "") for cell in cells]),
        about=survey,
    )
    assert run.faults == []


def test_a_file_without_an_answer_is_told_so(keeper, survey, django_capture_on_commit_callbacks):
    content = csv_of(("Ward", "Colour"), ("Ward 9", "red"))
    run = checked(django_capture_on_commit_callbacks, keeper, "answers", content, about=survey)
    (fault,) = run.faults
    assert fault["reason"] == "No column holds an answer to a question."


def test_questions_without_a_column_are_said_to_stay_empty(
    keeper, survey, django_capture_on_commit_callbacks
):
    content = csv_of(("safe", "job"), *[(1, 1)] * 12)
    run = checked(django_capture_on_commit_callbacks, keeper, "answers", content, about=survey)
    notes = str(vars(run))
    assert "questions have no column and stay without answers" in notes


def test_a_file_belongs_to_a_survey_that_its_bringer_keeps(keeper, survey):
    importer = AnswerImporter()
    assert importer.fields_at(Place(None)) == importer.fields
    decision = importer.may(keeper, Place(None))
    assert decision.reason == "Begin on the page of the survey that the answers belong to."
    with pytest.raises(Http404):
        importer.place_name(keeper, Place(None))
    stranger = acting(joins(a_person("Dele Ade"), an_organisation("Kettle On")))
    with pytest.raises(Http404):
        importer.place_name(stranger, Place(None, survey.pk))
    assert importer.place_name(keeper, Place(None, survey.pk)) == survey.title
    assert importer.may(keeper, Place(None, survey.pk))
