"""What those who keep results do on their pages, and what readers take away."""

import csv
import io
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
from tests.world import NOON, a_person, acting, joins

from groundswell.engines.surveys import actions
from groundswell.engines.surveys.actions.keeping import keep_batch
from groundswell.engines.surveys.actions.outcomes import Answer
from groundswell.engines.surveys.definition import Definition, Kind, Option, Page, Question
from groundswell.engines.surveys.models import Outcome, Survey, WrittenText
from groundswell.engines.surveys.queries.results.page import results_page
from groundswell.engines.surveys.results.documents import build
from groundswell.engines.surveys.tabling import Heard

pytestmark = pytest.mark.usefixtures("at_noon")
SMALL = a_definition({"support": 1})
TEXTS = ["Ask Dr Shah to listen.", *(f"More rest, idea {at}." for at in range(24))]


@pytest.fixture(scope="module")
def made(kept_for_module):
    keeper = a_keeper()
    survey = with_results(
        keeper, {"Ward 7": 40, "Ward 8": 50, "Ward 9": 4}, definition=SMALL, texts={"better": TEXTS}
    )
    return keeper, survey.pk


@pytest.fixture
def keeper(made):
    return made[0]


@pytest.fixture
def survey(made):
    return Survey.objects.get(pk=made[1])


@pytest.fixture
def client(keeper, signed_in):
    return signed_in(keeper.person)


def page_of(client, survey, end=""):
    answer = client.get(f"/surveys/{survey.pk}/results/{end}")
    assert answer.status_code == 200
    return answer.content.decode()


def said_after(answer, client):
    """The sentence on the page that an answer leads to."""
    text = client.get(answer.url).content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", text))


def test_the_page_shows_hidden_cells_alike_and_leads_each_to_the_reasons(client, survey):
    text = page_of(client, survey)
    assert 'class="hid"><a href="#why">Hidden' in text
    assert "Why is a number hidden?" in text
    assert text.count("We don’t say which, because that would be a clue") == 1


def test_everybody_who_was_asked_is_told_from_the_page(client, survey):
    assert "Nobody but those who keep the survey reads this yet." in page_of(client, survey)
    answer = client.post(f"/surveys/{survey.pk}/results/tell/", {"circle": "asked"})
    assert "They can read it now, and are being told." in said_after(answer, client)
    assert "Everyone who was asked: since 15 June 2026" in page_of(client, survey)


def test_results_are_made_from_the_page_and_what_keeps_them_is_said(client, keeper):
    shut = a_survey(keeper, SMALL, state="closed", closed_on=NOON.date())
    answer = client.post(f"/surveys/{shut.pk}/results/make/")
    assert "No answers have been opened yet" in said_after(answer, client)
    full = answered(a_survey(keeper, SMALL), drawn(SMALL, {"": 20}), keeper)
    answer = client.post(f"/surveys/{full.pk}/results/make/")
    assert answer.url.startswith("/jobs/") or "job" in answer.url


def test_a_new_version_is_offered_only_where_answers_are_new(client, survey):
    assert "Make a new version" not in page_of(client, survey)
    more = [Heard({"support1": 1 + at % 5}) for at in range(12)]
    keep_batch(survey=survey, definition=SMALL, number=2, heard=more)
    assert "Make a new version" in page_of(client, survey)


def test_scores_are_laid_out_by_a_question_for_good(
    client, keeper, django_capture_on_commit_callbacks
):
    definition = a_definition({"support": 1}, job=True, texts=())
    survey = with_results(keeper, {"": 200}, definition=definition)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(f"/surveys/{survey.pk}/results/by/", {"by": "job"})
    assert answer.url.startswith("/jobs/")
    answer = client.post(f"/surveys/{survey.pk}/results/by/", {"by": "job"})
    assert answer.url == f"/surveys/{survey.pk}/results/?by=job#groups"
    text = client.get(answer.url).content.decode()
    assert "By your work" in text and "Porter" in text
    answer = client.post(f"/surveys/{survey.pk}/results/by/", {"by": "support1"})
    assert "Choose one of the questions given." in said_after(answer, client)
    answer = client.post(f"/surveys/{survey.pk}/results/by/", {"by": "units"})
    assert "Choose one of the questions given." not in said_after(answer, client)


def test_a_comment_is_decided_about_where_it_stands(client, survey):
    text = page_of(client, survey, "read/")
    assert "Nobody else has read these" in text and "Ask Dr Shah" not in page_of(client, survey)
    named = WrittenText.objects.get(survey=survey, text__contains="Shah")
    form = f"/surveys/{survey.pk}/results/read/{named.pk}/"
    assert "Ask Dr Shah to listen." in client.get(form).content.decode()
    assert client.post(form, {"state": "redacted", "shown_text": "Nobody."}).status_code == 422
    answer = client.post(
        form,
        {"state": "redacted", "shown_text": "Ask [name] to listen.", "reason": "A name."},
    )
    assert "Decided." in said_after(answer, client)
    assert "Ask [name] to listen." in page_of(client, survey, "comments/")
    assert "Take the decision back" not in page_of(client, survey, "read/")
    decided = page_of(client, survey, "read/?done=1")
    assert "Ask Dr Shah" in decided and decided.count("Take the decision back") == 1
    answer = client.post(re.search(r'action="([^"]*undo/)"', decided)[1])
    assert "It waits again" in said_after(answer, client)
    assert "Ask [name]" not in page_of(client, survey, "comments/")


def test_each_tab_of_comments_says_what_it_holds(client, survey, keeper):
    waiting, decided = (page_of(client, survey, f"read/{end}") for end in ("", "?done=1"))
    assert "Nobody else has read these." in waiting and ">Decide</a>" in waiting
    assert "Nobody else has read these." not in decided
    assert "Nothing has been decided yet." in decided
    text = WrittenText.objects.filter(survey=survey).first()
    actions.keep_texts(survey=survey, texts=[text.pk], by=keeper, at=NOON)
    decided = page_of(client, survey, "read/?done=1")
    assert "As they were written, with what you decided about each." in decided
    assert ">Decide otherwise</a>" in decided and ">Decide</a>" not in decided


def test_what_looks_harmless_is_shown_at_once_and_what_names_somebody_is_not(client, survey):
    text = page_of(client, survey, "read/")
    ids = re.findall(r'name="text" value="([^"]*)"', text)
    answer = client.post(f"/surveys/{survey.pk}/results/read/keep/", {"text": [*ids, "no id"]})
    assert f"{len(ids)} comments are shown as written." in said_after(answer, client)
    named = WrittenText.objects.get(survey=survey, text__contains="Shah")
    assert named.state == "waiting" and str(named.pk) not in ids
    assert "waits to be read" in page_of(client, survey) or "wait to be read" in page_of(
        client, survey
    )


def test_you_said_we_did_is_written_and_changed_on_its_pages(client, survey):
    new = f"/surveys/{survey.pk}/results/outcomes/new/"
    assert client.get(new).status_code == 200
    given = {"said": "You want rest.", "deed": "wont", "why": "No room is free."}
    answer = client.post(new, given)
    assert "Written down." in said_after(answer, client)
    outcome = Outcome.objects.get()
    change = f"/surveys/{survey.pk}/results/outcomes/{outcome.pk}/"
    assert "No room is free." in client.get(change).content.decode()
    day = {"on": "15 June 2026"}
    answer = client.post(
        change, {"said": "You want rest.", "deed": "did", "did": "A room.", "version": "1", **day}
    )
    assert "Saved." in said_after(answer, client)
    assert "Done on 15 June 2026" in page_of(client, survey)
    stale = client.post(change, {**given, "version": "1"})
    assert stale.status_code in {409, 422}


def test_whether_it_happened_is_asked_weeks_later(client, survey, keeper, at_noon):
    done = Answer("You want rest.", "did", "A room.", on=NOON.date())
    actions.write_outcome(survey=survey, answer=done, by=keeper, at=NOON)
    ask = f"/surveys/{survey.pk}/results/did-it-happen/"
    refused = client.post(ask)
    assert refused.status_code == 403
    assert "Give it time: ask from 13 July 2026 on." in page_of(client, survey)
    at_noon.shift(28 * 24 * 3600)
    client.force_login(keeper.person)
    assert "Ask the same people: did it happen?" in page_of(client, survey)
    answer = client.post(ask)
    draft = Survey.objects.get(earlier=survey)
    assert answer.url == f"/surveys/{draft.pk}/fielding/"
    assert "A draft is ready." in said_after(answer, client)


def test_numbers_leave_as_text_that_programs_read_with_hidden_ones_empty(client, survey):
    answer = client.get(f"/surveys/{survey.pk}/results/numbers.csv")
    assert "Working here.csv" in answer.headers["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.content.decode().removeprefix("\ufeff"))))
    assert list(rows[0]) == ["group", "name", "question", "what", "number"]
    by_key = {(r["group"], r["name"], r["what"]): r["number"] for r in rows}
    assert by_key["Everybody", "", "People"] == "94"
    assert by_key["Ward 9", "support1", "Mean"] == ""
    assert by_key["Everybody", "support1", "Valid answers"] == "94"
    agree = by_key["Everybody", "support1", "Answered “Agree”, in per cent"]
    assert agree == "" or 0 <= float(agree) <= 100


def test_every_file_says_the_same_as_the_page_and_no_more(keeper, survey, client):
    document = str(build(keeper, survey.pk))
    rows = csv.DictReader(
        io.StringIO(client.get(f"/surveys/{survey.pk}/results/numbers.csv").content.decode())
    )
    for row in rows:
        assert row["what"] in document
    assert "Shah" not in document and "idea 3" not in document


def test_a_file_of_a_survey_that_counts_nothing_says_so(keeper):
    words = Definition(
        ("en-gb",),
        (
            Page(
                {"en-gb": "You"},
                (
                    Question(
                        "ways",
                        Kind.SEVERAL,
                        {"en-gb": "What helps?"},
                        (Option(1, {"en-gb": "Time"}), Option(2, {"en-gb": "Rest"})),
                    ),
                ),
            ),
        ),
    )
    survey = with_results(keeper, {"": 60}, definition=words)
    page = results_page(keeper, survey)
    assert (page.picture, page.heat) == (None, None)
    (question,) = page.questions
    assert [label for label, _share in question.rows] == ["Time", "Rest"]
    assert str(question.bar) == ""
    document = str(build(keeper, survey.pk))
    assert "No question of this survey counts as a number." in document
    assert "What helps?: Rest" in document and "Chose it, in per cent" in document


def test_a_survey_that_asked_for_no_comments_says_so(client, keeper):
    survey = with_results(keeper, {"": 20}, definition=a_definition({"support": 1}, texts=()))
    assert "This survey asked for no comments." in page_of(client, survey, "comments/")
    assert "Read the comments, question by question" not in page_of(client, survey)


def test_results_lead_from_the_page_of_the_survey_for_those_who_may_read_them(
    client, survey, keeper, signed_in
):
    colleague = signed_in(joins(a_person("Kwame Osei"), survey.organisation))
    link = f"/surveys/{survey.pk}/results/"
    assert link in client.get(f"/surveys/{survey.pk}/").content.decode()
    assert link not in colleague.get(f"/surveys/{survey.pk}/").content.decode()
    actions.tell_results(survey=survey, circle="asked", by=keeper, at=NOON)
    assert link in colleague.get(f"/surveys/{survey.pk}/").content.decode()


def test_what_was_promised_stands_on_the_page_with_the_day_of_the_results(keeper):
    survey = with_results(
        keeper,
        {"": 20},
        definition=SMALL,
        results_on=NOON.date(),
        next_steps=[
            {"on": "2026-07-01", "text": "Each ward talks about it"},
            {"text": "The board decides"},
        ],
    )
    steps = [(step.on, step.text, step.is_past) for step in results_page(keeper, survey).steps]
    assert steps == [
        ("15 June 2026", "Everyone asked reads the results", True),
        ("1 July 2026", "Each ward talks about it", False),
        ("", "The board decides", False),
    ]


def test_a_reader_reads_the_version_that_was_told_to_them(keeper, survey):
    colleague_person = joins(a_person("Kwame Osei"), survey.organisation)
    colleague = acting(colleague_person)
    assert results_page(colleague, survey).lead == "Nothing is published yet."
    actions.tell_results(survey=survey, circle="asked", by=keeper, at=NOON)
    assert results_page(colleague, survey).lead.startswith("Version 1")


def test_a_job_that_was_ordered_twice_is_refused_once_it_is_done(keeper, survey):
    with pytest.raises(Exception, match="Nothing new is published yet"):
        published(survey, keeper)
