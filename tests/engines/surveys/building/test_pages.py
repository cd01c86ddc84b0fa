"""The pages on which a survey is written, used as a person would."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse
from tests.engines.gatherings.making import PROGRAMME
from tests.engines.surveys.asking import a_scale, asks, if_is, options, said
from tests.engines.surveys.building.conftest import QUESTIONS, a_survey, form_of
from tests.world import NOON

from groundswell.engines.surveys import actions, queries
from groundswell.engines.surveys.definition import Kind, Page, from_json, stamp_of
from groundswell.engines.surveys.definition import editing as edit
from groundswell.engines.surveys.kinds import State
from groundswell.engines.surveys.models import Survey

pytestmark = pytest.mark.usefixtures("at_noon")


def url(name, *parts):
    return reverse(f"surveys:{name}", args=parts)


def text(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_an_empty_list_says_what_surveys_are_and_what_to_do_first(browser):
    said_to_leader = text(browser("stranger").get(url("index")))
    assert "No survey yet." in said_to_leader and "Look at the instruments" in said_to_leader
    assert "a link comes to you" in text(browser("member").get(url("index")))


def test_the_list_shows_state_place_and_keeper_and_can_be_narrowed(leader, house):
    page = text(leader.get(url("index")))
    assert "Culture pulse" in page and "Being written" in page and "Joyce Lim" in page
    assert "No survey here." in text(leader.get(url("index"), {"state": "closed"}))
    assert "Culture pulse" in text(leader.get(url("index"), {"place": "odd", "state": "odd"}))
    actions.drop_survey(survey=house.survey, by=house.leader, at=NOON)
    assert "Culture pulse" not in text(leader.get(url("index")))
    assert "Culture pulse" in text(leader.get(url("index"), {"state": "dropped"}))


def test_the_list_takes_the_same_number_of_queries_however_long(
    leader, house, django_assert_max_num_queries
):
    for n in range(12):
        a_survey(house.leader, house.trust, title=f"Round {n}")
    with django_assert_max_num_queries(14):
        leader.get(url("index"))


def test_a_wing_shows_the_surveys_of_its_work(house):
    a_survey(house.coach, house.trust, programme_id=PROGRAMME, title="Team pulse")
    assert [row.title for row in queries.of_programme(house.coach, PROGRAMME)] == ["Team pulse"]
    assert queries.of_programme(house.fellow, PROGRAMME) == ()


def test_a_survey_begins_from_several_instruments(leader, house):
    form = {
        "title": "Spring pulse",
        "organisation": str(house.trust.pk),
        "instruments": ["team-pulse@1", "culture-pulse@1"],
    }
    sent = leader.post(url("begin"), form, follow=True)
    assert "23 questions on 8 pages" in text(sent)
    assert "Nothing stands in the way." in text(sent)


def test_a_survey_begins_from_nothing_and_says_what_is_missing(leader, house):
    form = {"title": "Ours", "organisation": str(house.trust.pk)}
    page = text(leader.post(url("begin"), form, follow=True))
    assert "No question yet." in page
    assert "There is no question yet. Add one, or begin from an instrument." in page


def test_what_is_missing_stands_beside_its_field_and_what_was_typed_is_kept(leader):
    sent = leader.post(url("begin"), {"title": "", "purpose": "To see", "organisation": "odd"})
    assert sent.status_code == 422
    assert "Fill in “Title”." in text(sent) and "To see" in text(sent)


def test_who_may_begin_nothing_is_told_who_may(browser):
    sent = browser("member").get(url("begin"))
    assert sent.status_code == 403 and "begin surveys" in text(sent)


def test_an_instrument_is_chosen_already_when_one_comes_from_its_page(leader):
    page = text(leader.get(url("instrument", "team-pulse@1")))
    assert "Locally written, not validated" in page and "CC BY 4.0" in page
    assert "We have the energy" in page and "In words" in page
    form = leader.get(url("begin"), {"with": "team-pulse@1"}).content.decode()
    assert re.search(r'value="team-pulse@1"[^>]*checked', form)
    assert leader.get(url("instrument", "gone@1")).status_code == 404


def test_the_next_wave_asks_the_same_and_knows_the_one_before(leader, house, pk):
    Survey.objects.filter(pk=pk).update(state=State.CLOSED, box_id=pk)
    page = text(leader.get(url("begin"), {"wave": str(pk)}))
    assert "Ask “Culture pulse” again" in page and "Team pulse" not in page
    form = {"title": "Culture pulse 2", "organisation": str(house.trust.pk)}
    leader.post(f"{url('begin')}?wave={pk}", form)
    wave = Survey.objects.get(title="Culture pulse 2")
    assert wave.earlier_id == pk and from_json(wave.definition) == QUESTIONS
    assert "Culture pulse 2" in text(leader.get(url("survey", pk)))
    assert leader.get(url("begin"), {"wave": "odd"}).status_code == 200
    assert leader.get(url("begin"), {"wave": str(uuid4()), "programme": "x"}).status_code == 200


def test_the_page_of_a_survey_says_where_it_stands_and_what_comes_next(leader, browser, pk):
    page = text(leader.get(url("survey", pk)))
    assert "Being written. Nobody outside has seen it." in page
    assert "3 questions, about 2 minutes to answer" in page and "Give it up" in page
    assert browser("member").get(url("survey", pk)).status_code == 404
    Survey.objects.filter(pk=pk).update(state=State.FIELD, box_id=pk, opens_on=NOON.date())
    page = text(browser("member").get(url("survey", pk)))
    assert "Open for answers" in page and "from 15 June 2026" in page
    assert "Look after this survey" not in page
    assert "Ask it again" in text(leader.get(url("survey", pk)))


def test_what_it_is_for_is_changed_and_a_slower_change_is_kept_in_its_fields(leader, house, pk):
    form = {
        "title": "Pulse",
        "purpose": "To see.",
        "help_text": "",
        "version": house.survey.version,
    }
    assert "To see." in text(leader.post(url("details", pk), form, follow=True))
    again = leader.post(url("details", pk), form | {"purpose": "Mine"})
    assert again.status_code == 422 and "Somebody else changed this" in text(again)
    assert "Mine" in text(again)


def test_a_draft_is_given_up_after_one_more_question(leader, pk):
    assert "Nobody has been asked yet." in text(leader.get(url("drop", pk)))
    assert "It is given up." in text(leader.post(url("drop", pk), follow=True))
    assert leader.post(url("add_page", pk)).status_code == 403


# --- pages and questions ------------------------------------------------------------------------


def test_pages_are_added_worded_moved_and_taken_out(leader, pk, asked):
    leader.post(url("add_page", pk))
    assert "This page has no question." in text(leader.get(url("questions", pk)))
    page = asked().pages[2]
    form = {"title": "The end", "intro": "Nearly done.", "seen": stamp_of(page)}
    leader.post(url("page", pk, 2), form)
    assert asked().pages[2].title == said("The end")
    leader.post(url("move_page", pk, 2), {"step": "up"})
    assert asked().pages[1].title == said("The end")
    leader.post(url("remove_page", pk, 1), {"seen_1": stamp_of(asked().pages[1])})
    assert asked() == QUESTIONS
    assert leader.get(url("page", pk, 9)).status_code == 404


def test_a_page_that_somebody_else_changed_is_not_taken_out(leader, pk, asked):
    page = leader.post(url("remove_page", pk, 1), {"seen_1": "old"}, follow=True)
    assert "Somebody else changed this page." in text(page) and len(asked().pages) == 2


def test_a_page_on_which_another_depends_is_not_taken_out(leader, pk, asked):
    sent = leader.post(
        url("remove_page", pk, 0), {"seen_0": stamp_of(asked().pages[0])}, follow=True
    )
    assert "“Anything else?” is asked or not by the answer to this question." in text(sent)
    assert asked() == QUESTIONS


def test_a_question_is_added_with_answers_of_ones_own(leader, pk, asked):
    form = {
        "label": "How often do we learn?",
        "kind": "scale",
        "options": "0 = Never\nSometimes\n\n 5 = Always ",
        "allows_na": "on",
        "is_sensitive": "on",
    }
    sent = leader.post(url("add_question", pk, 0), form, follow=True)
    assert "The question is added." in text(sent)
    made = asked().questions["how_often_do_we"]
    assert made.codes == (0, 1, 5) and made.allows_na and made.is_sensitive
    assert made.options[2].label == said("Always")


def test_a_question_is_added_with_answers_that_are_offered(leader, pk, asked):
    name = next(name for name, label in queries.answer_set_choices() if "Strongly agree" in label)
    form = {"label": "I learn.", "kind": "scale", "answers": name}
    leader.post(url("add_question", pk, 1), form)
    assert len(asked().questions["i_learn"].options) == 5


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"options": "Yes"}, "Give at least two answers, one a line."),
        ({"options": "1 = Yes\n1 = No"}, "Give each answer a number of its own"),
        ({"options": "1 = Yes\n127 = No"}, "Give each answer a number of its own"),
        ({"options": "Yes\nNo", "short": "Safe!"}, "Use small letters, digits and _ only"),
        ({"options": "Yes\nNo", "short": "job"}, "Another question or score has this short name."),
        ({"options": "Yes\nNo", "label": ""}, "Fill in “Question or statement”."),
        (
            {"options": "Yes\nNo", "label": "a\u2028b"},
            "Take out the characters that cannot be shown.",
        ),
        ({"kind": "text", "most_letters": "2000"}, "This must be 1000 or less."),
    ],
)
def test_a_question_that_cannot_be_used_says_why_and_keeps_what_was_typed(
    leader, pk, asked, given, sentence
):
    sent = leader.post(
        url("add_question", pk, 0), {"label": "Kept?", "kind": "scale", "hint": "A hint", **given}
    )
    assert sent.status_code == 422
    assert sentence in text(sent) and "A hint" in sent.content.decode()
    assert asked() == QUESTIONS


def test_a_question_is_reworded_and_renamed_with_what_refers_to_it(leader, pk, asked):
    leader.post(url("question", pk, "job"), form_of(asked, "job", short="work", is_required="on"))
    assert asked().questions["more"].shown_if == if_is("work", 1)
    assert asked().questions["work"].is_required
    leader.post(url("question", pk, "safe"), form_of(asked, "safe", short="calm"))
    assert asked().scales[0].questions == ("calm",)
    assert leader.get(url("question", pk, "safe")).status_code == 404


def test_a_question_can_become_one_in_words(leader, pk, asked):
    leader.post(
        url("question", pk, "safe"), form_of(asked, "safe", kind="text", most_letters="200")
    )
    made = asked().questions["safe"]
    assert (made.kind, made.options, made.most_letters) == (Kind.TEXT, (), 200)


def test_two_at_once_on_one_question_lose_nothing(leader, browser, pk, asked):
    mine = form_of(asked, "safe", label="Mine.")
    browser("analyst").post(url("question", pk, "safe"), form_of(asked, "safe", label="Theirs."))
    sent = leader.post(url("question", pk, "safe"), mine)
    assert sent.status_code == 422
    assert "Theirs." in text(sent) and "Mine." in text(sent)
    seen = re.search(r'name="seen" value="(\w+)"', sent.content.decode())[1]
    leader.post(url("question", pk, "safe"), mine | {"seen": seen})
    assert asked().questions["safe"].label == said("Mine.")


def test_two_at_once_on_one_page_lose_nothing(leader, browser, pk, asked):
    mine = {"title": "Mine", "intro": "", "seen": stamp_of(asked().pages[0])}
    browser("analyst").post(url("page", pk, 0), mine | {"title": "Theirs"})
    sent = leader.post(url("page", pk, 0), mine)
    assert "Theirs" in text(sent) and "Mine" in sent.content.decode()
    seen = re.search(r'name="seen" value="(\w+)"', sent.content.decode())[1]
    leader.post(url("page", pk, 0), mine | {"seen": seen})
    assert asked().pages[0].title == said("Mine")


def test_questions_move_within_and_between_pages(leader, pk, asked):
    leader.post(url("move_question", pk, "safe"), {"step": "down"})
    assert list(asked().questions) == ["job", "safe", "more"]
    leader.post(url("move_question", pk, "safe"), {"step": "down"})
    assert [q.id for q in asked().pages[1].questions] == ["safe", "more"]
    leader.post(url("move_question", pk, "safe"), {"step": "up"})
    leader.post(url("move_question", pk, "job"), {"step": "up"})
    assert [q.id for q in asked().pages[0].questions] == ["job", "safe"]


def test_a_question_is_taken_out_with_its_score_unless_another_depends_on_it(leader, pk, asked):
    leader.post(url("remove_question", pk, "safe"))
    assert "safe" not in asked().questions and asked().scales == ()
    sent = leader.post(url("remove_question", pk, "job"), follow=True)
    assert "Change that first." in text(sent) and "job" in asked().questions


def test_when_a_question_is_asked_is_said_in_words_and_chosen_in_two_steps(leader, pk, asked):
    page = text(leader.get(url("question", pk, "more")))
    assert "Asked only where “Your work?” was answered “Nurse”." in page
    leader.post(url("always", pk, "more", "job"))
    assert asked().questions["more"].shown_if == ()
    first = leader.post(url("when", pk, "more"), {"on": "safe"})
    assert first["Location"].endswith("?on=safe")
    second = text(leader.get(first["Location"]))
    assert "I can speak up." in second and "Neither" in second
    leader.post(first["Location"], {"way": "not", "codes": ["1", "2"]})
    page = text(leader.get(url("questions", pk)))
    assert "Asked unless “I can speak up.” was answered “Disagree” or “Neither”." in page
    assert "Only questions of earlier pages can decide" in text(leader.get(url("when", pk, "safe")))


def test_scores_are_made_changed_and_taken_out(leader, pk, asked):
    page = leader.post(url("add_score", pk), {"name": "Speaking up", "questions": ["safe"]})
    assert page.status_code == 302 and asked().scales[1].code == "speaking_up"
    form = {"name": "Calm", "questions": ["safe"], "turned": ["safe"], "least": "1"}
    form |= {"is_better_low": "on", "seen": stamp_of(asked().scales[1])}
    leader.post(url("score", pk, "speaking_up"), form)
    made = asked().scales[1]
    assert (made.name, made.reversed, made.least) == (said("Calm"), {"safe"}, 1)
    assert not made.is_better_high
    again = leader.post(url("score", pk, "speaking_up"), form)
    assert again.status_code == 422 and "Somebody else changed this" in text(again)
    leader.post(url("remove_score", pk, "speaking_up"))
    assert len(asked().scales) == 1
    assert leader.get(url("score", pk, "speaking_up")).status_code == 404
    assert leader.post(url("add_score", pk), {"name": ""}).status_code == 422


def test_faults_are_listed_with_the_way_to_each(leader, house):
    twice = asks([a_scale(options=options("One")), a_scale("two", options=())])
    survey = a_survey(house.leader, house.trust, edit.with_new_page(twice, Page({}, ())))
    page = leader.get(url("questions", survey.pk)).content.decode()
    assert f'href="{url("question", survey.pk, "safe")}">Question 1' in page
    assert f'href="{url("page", survey.pk, 1)}">Page 2' in page
    assert "3 things have to be put right" in text(leader.get(url("survey", survey.pk)))
    assert "Give at least two options." in text(leader.get(url("question", survey.pk, "safe")))
