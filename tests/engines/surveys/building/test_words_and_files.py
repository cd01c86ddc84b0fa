"""Languages, instruments, files and the preview of a survey, used as a person would."""

import re

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.engines.surveys.asking import said
from tests.engines.surveys.building.conftest import QUESTIONS, a_survey, form_of
from tests.engines.surveys.exchange.test_limesurvey import lss, question
from tests.world import NOON

from groundswell.engines.surveys import actions, queries
from groundswell.engines.surveys.answering.composing import question_part
from groundswell.engines.surveys.answering.drawing import Drawings
from groundswell.engines.surveys.definition import EMPTY, from_json
from groundswell.engines.surveys.definition import editing as edit
from groundswell.engines.surveys.exchange import xlsform_of
from groundswell.engines.surveys.kinds import State
from groundswell.engines.surveys.models import Instrument, Survey
from groundswell.engines.surveys.queries.answering import fielded_as_written

pytestmark = pytest.mark.usefixtures("at_noon")


def url(name, *parts):
    return reverse(f"surveys:{name}", args=parts)


def text(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


# --- languages ----------------------------------------------------------------------------------


def words_form(page, **words):
    """The form as it is, with words for some sentences."""
    html = page.content.decode()
    fields = re.findall(r'<label[^>]*for="id_(said_\w+)">\s*(.*?)\s*</label>', html, re.S)
    form = {name: "" for name, _label in fields}
    for name, label in fields:
        for start, said_there in words.items():
            if label.startswith(start):
                form[name] = said_there
    return form | {"version": re.search(r'name="version" value="(\d+)"', html)[1]}


def test_a_language_is_added_and_its_words_stand_side_by_side(leader, pk, asked):
    sent = leader.post(url("add_language", pk), {"language": "cy"}, follow=True)
    assert "Words in Cymraeg" in text(sent) and "Suggested. Nobody has reviewed it" in text(sent)
    assert "Cytuno" in sent.content.decode()
    leader.post(url("translate", pk, "cy"), words_form(sent, Agree="Cytuno", Nurse="Nyrs"))
    assert asked().languages == ("en-gb", "cy")
    assert asked().questions["safe"].options[2].label == {"en-gb": "Agree", "cy": "Cytuno"}
    page = text(leader.get(url("questions", pk)))
    assert "2 of 12 sentences" in page, page
    leader.post(url("remove_language", pk, "cy"))
    assert asked() == QUESTIONS
    assert leader.get(url("translate", pk, "cy")).status_code == 404
    assert leader.get(url("translate", pk, "en-gb")).status_code == 404
    assert leader.post(url("add_language", pk), {}).status_code == 422


def test_two_who_translate_at_once_lose_nothing(leader, browser, pk, asked):
    page = leader.post(url("add_language", pk), {"language": "cy"}, follow=True)
    browser("analyst").post(url("translate", pk, "cy"), words_form(page, Nurse="Nyrs"))
    sent = leader.post(url("translate", pk, "cy"), words_form(page, Agree="Cytuno"))
    assert "Somebody else changed this" in text(sent)
    html = sent.content.decode()
    assert "Nyrs" in html and "Cytuno" in html
    version = re.search(r'name="version" value="(\d+)"', html)[1]
    fresh = words_form(leader.get(url("translate", pk, "cy")), Agree="Cytuno", Nurse="Nyrs")
    leader.post(url("translate", pk, "cy"), fresh | {"version": version})
    assert asked().questions["job"].options[0].label["cy"] == "Nyrs"
    assert asked().questions["safe"].options[2].label["cy"] == "Cytuno"


def test_new_words_in_the_first_language_take_the_old_translation_out(leader, pk, asked, house):
    def how(now):
        two = edit.in_languages(now, ("en-gb", "cy"))
        return edit.translated(two, "cy", {"I can speak up.": "Gallaf siarad.", "Agree": "Cytuno"})

    actions.change_questions(survey=house.survey, change=how, by=house.leader, at=NOON)
    leader.post(url("question", pk, "safe"), form_of(asked, "safe", label="I can speak up!"))
    assert asked().questions["safe"].label["cy"] == "Gallaf siarad."
    leader.post(url("question", pk, "safe"), form_of(asked, "safe", label="I am heard."))
    assert asked().questions["safe"].label == said("I am heard.")
    assert asked().questions["safe"].options[2].label["cy"] == "Cytuno"


# --- instruments, files, preview ----------------------------------------------------------------


def test_instruments_are_added_to_a_draft_under_names_of_their_own(leader, pk, asked, house):
    for _time in (1, 2):
        leader.post(url("add_instruments", pk), {"instruments": ["team-pulse@1"]})
    assert {"energy", "energy_2"} <= set(asked().questions)
    assert {s.code for s in asked().scales} >= {"voice", "energy_score", "energy_score_2"}
    empty = a_survey(house.leader, house.trust, EMPTY)
    leader.post(url("add_instruments", empty.pk), {"instruments": ["team-pulse@1"]})
    assert leader.post(url("add_instruments", pk), {}).status_code == 422


LICENSED = """
code: wellbeing
version: "1"
title: Wellbeing at work
summary: Two statements.
licence: Licence 1234
provenance: Ours
pages:
  - questions:
      - {id: one, say: First, answers: {1: A, 2: B}}
"""


def test_an_organisation_loads_its_own_instrument_pasted_or_as_a_file(browser, house):
    page = browser("analyst")
    form = {"organisation": str(house.trust.pk), "text": LICENSED, "has_licence": "on"}
    assert "Wellbeing at work" in text(page.post(url("load"), form, follow=True))
    assert "only for Harrowmere" in text(browser("member").get(url("instruments")))
    own = Instrument.objects.get()
    assert browser("member").get(url("instrument", own.pk)).status_code == 200
    assert browser("stranger").get(url("instrument", own.pk)).status_code == 404
    file = SimpleUploadedFile("w.yaml", LICENSED.replace('"1"', '"2"').encode())
    page.post(url("load"), form | {"text": "", "file": file})
    assert Instrument.objects.count() == 2


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"text": ""}, "Paste the instrument here, or choose a file."),
        ({"text": "title: x"}, "Give it a code of small letters"),
        ({"text": "a: &a [1]\nb: *a"}, "This is no YAML that can be read."),
        ({"has_licence": ""}, "Tick “We may use these words"),
    ],
)
def test_an_instrument_that_cannot_be_loaded_says_why(browser, house, given, sentence):
    form = {"organisation": str(house.trust.pk), "text": LICENSED, "has_licence": "on"}
    sent = browser("analyst").post(url("load"), form | given)
    assert sent.status_code == 422 and sentence in text(sent)
    bad = SimpleUploadedFile("w.yaml", b"\xff\xfe\x00")
    sent = browser("analyst").post(url("load"), form | {"file": bad})
    assert "Save the file as UTF-8 text." in text(sent)


def test_who_looks_after_nothing_loads_no_instrument(browser):
    assert browser("member").get(url("load")).status_code == 403
    assert "Load your own" not in text(browser("member").get(url("instruments")))


def a_file(content, name="survey.xlsx"):
    return {"file": SimpleUploadedFile(name, content)}


def ready_in(page):
    return re.search(r'name="ready" value="([^"]+)"', page.content.decode())[1]


def test_a_file_is_looked_into_before_anything_changes(leader, pk, asked):
    content = lss([question("1", "a", "T", "Who?"), question("2", "n", "N", "How many?")])
    page = leader.post(url("bring_in", pk), a_file(content, "x.lss"))
    assert "1 thing that we cannot take" in text(page) and "1 question on 1 page" in text(page)
    assert asked() == QUESTIONS
    leader.post(url("bring_in", pk), {"ready": ready_in(page)})
    assert "a" in asked().questions
    again = leader.post(url("bring_in", pk), {"ready": "forged" + ready_in(page)})
    assert again.status_code == 422


def test_a_faulty_file_gives_its_faults_and_changes_nothing(leader, pk, asked):
    page = leader.post(url("bring_in", pk), a_file(xlsform_of(EMPTY, "x")))
    assert page.status_code == 422 and "1 fault to put right; nothing was changed" in text(page)
    assert 'name="ready"' not in page.content.decode() and asked() == QUESTIONS
    page = leader.post(url("bring_in", pk), a_file(b"hello"))
    assert page.status_code == 422 and "Choose an XLSForm" in text(page)


def test_a_survey_begins_from_a_file(leader, browser, house):
    page = leader.post(url("begin_from_file"), a_file(xlsform_of(QUESTIONS, "From afar")))
    form = {"ready": ready_in(page), "organisation": str(house.trust.pk)}
    assert "Questions" in text(leader.post(url("begin_from_file"), form, follow=True))
    made = Survey.objects.get(title="From afar")
    assert from_json(made.definition) == QUESTIONS
    assert browser("member").get(url("begin_from_file")).status_code == 403
    assert leader.post(url("begin_from_file"), {}).status_code == 422


def test_the_questions_are_taken_away_by_those_who_keep_them(leader, browser, pk, tmp_path):
    sent = leader.get(url("take_away", pk))
    path = tmp_path / "survey.xlsx"
    path.write_bytes(sent.content)
    assert openpyxl.load_workbook(path).sheetnames == ["survey", "choices", "settings", "scores"]
    Survey.objects.filter(pk=pk).update(state=State.FIELD, box_id=pk)
    assert browser("member").get(url("take_away", pk)).status_code == 403


def test_the_preview_begins_with_the_promise_shows_each_step_and_keeps_nothing(leader, pk, house):
    first = text(leader.get(url("preview", pk)))
    assert "Nothing that you answer here is kept or counted." in first
    assert "Nobody can link your answers to you" in first
    one = text(leader.get(url("preview", pk), {"step": "1"}))
    assert "Page 1 of 3" in one and "I can speak up." in one
    jumped = text(leader.get(url("preview", pk), {"step": "2"}))
    assert "Asked only where “Your work?” was answered “Nurse”." in jumped
    step = {"step": "1", "language": "en-gb", "a-safe": "2", "go": "next"}
    second = leader.post(url("preview", pk), step | {"a-job": "1"})
    assert "Anything else?" in text(second)
    assert 'name="a-safe" value="2"' in second.content.decode()
    end = text(leader.post(url("preview", pk), step | {"a-job": "2"}))
    assert "Look over your answers" in end and "Neither" in end
    wrong = text(leader.post(url("preview", pk), step | {"a-job": "9"}))
    assert "Choose one of the answers given." in wrong and "Page 1 of 3" in wrong
    assert "Look over your answers" in text(leader.get(url("preview", pk), {"step": "99"}))
    assert leader.get(url("preview", pk), {"step": "odd²"}).status_code == 200


def test_whoever_writes_a_survey_sees_its_questions_as_respondents_will(leader, pk, house):
    shown = leader.get(url("preview", pk), {"step": "1"}).content.decode()
    found = Drawings(fielded_as_written(house.survey))
    for asked in QUESTIONS.pages[0].questions:
        assert question_part(found, asked, [], "", "en-gb") in shown


def test_from_the_end_of_the_preview_every_answer_can_be_changed(leader, pk, house):
    given = {"step": "3", "language": "en-gb", "a-safe": "2"}
    assert "I can speak up." in text(leader.post(url("preview", pk), given | {"go": "page:0"}))
    assert "Page 2 of 3" in text(
        leader.post(url("preview", pk), given | {"a-job": "1", "go": "back"})
    )


def test_the_preview_speaks_every_language_of_the_survey(leader, pk, house):
    def how(now):
        two = edit.in_languages(now, ("en-gb", "cy"))
        return edit.translated(two, "cy", {"I can speak up.": "Gallaf siarad."})

    actions.change_questions(survey=house.survey, change=how, by=house.leader, at=NOON)
    page = text(leader.get(url("preview", pk), {"language": "cy", "step": "1"}))
    assert "Gallaf siarad." in page and "Cymraeg" in page


def test_a_survey_in_the_field_can_be_read_and_not_written(leader, pk, asked):
    Survey.objects.filter(pk=pk).update(state=State.FIELD, box_id=pk)
    page = text(leader.get(url("questions", pk)))
    assert "You can’t change these questions." in page and "It has been sent out." in page
    assert "Add a question" not in page
    for name, *parts in (
        ("add_page",),
        ("page", 0),
        ("add_question", 0),
        ("question", "safe"),
        ("remove_question", "safe"),
        ("add_language",),
        ("bring_in",),
        ("details",),
        ("drop",),
    ):
        assert leader.post(url(name, pk, *parts)).status_code == 403, name
    assert asked() == QUESTIONS


def test_a_draft_whose_day_has_passed_stands_on_the_home_page(house, pk):
    assert queries.cards_for(house.leader, NOON) == []
    Survey.objects.filter(pk=pk).update(opens_on="2026-06-01")
    (card,) = queries.cards_for(house.leader, NOON)
    assert card.title == "“Culture pulse” was to open on 1 June 2026"
    assert queries.cards_for(house.analyst, NOON) == []
