"""Which questions are asked."""

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.surveys.asking import (
    a_choice,
    a_scale,
    a_text,
    asks,
    if_is,
    if_not,
    several,
)
from tests.engines.surveys.drawing import definitions, values_for

from groundswell.engines.surveys.definition import NA, asked_questions, pages_for, that_count


def asked(definition, values):
    return [[q.id for q in each.page.questions] for each in pages_for(definition, values)]


def test_everything_without_a_condition_is_asked():
    assert asked(asks([a_scale(), a_choice()], a_text()), {}) == [["safe", "job"], ["more"]]


def test_a_question_is_asked_where_the_answer_was_one_of_those_named():
    survey = asks(a_choice(), a_text(shown_if=if_is("job", 1, 2)))
    assert asked(survey, {"job": 2}) == [["job"], ["more"]]
    assert asked(survey, {"job": 3}) == [["job"]]
    assert asked(survey, {}) == [["job"]]


def test_a_question_is_asked_unless_the_answer_was_one_of_those_named():
    survey = asks(a_choice(), a_text(shown_if=if_not("job", 1)))
    assert asked(survey, {"job": 1}) == [["job"]]
    assert asked(survey, {"job": 2}) == [["job"], ["more"]]
    assert asked(survey, {}) == [["job"], ["more"]]


def test_one_of_several_answers_is_enough():
    survey = asks(several(), a_text(shown_if=if_is("ways", 3)))
    assert asked(survey, {"ways": (1, 3)}) == [["ways"], ["more"]]
    assert asked(survey, {"ways": (1, 2)}) == [["ways"]]


def test_all_conditions_have_to_hold():
    both = if_is("job", 1) + if_not("safe", 1)
    survey = asks([a_choice(), a_scale()], a_text(shown_if=both))
    assert asked(survey, {"job": 1, "safe": 3})[1:] == [["more"]]
    assert asked(survey, {"job": 1, "safe": 1})[1:] == []
    assert asked(survey, {"job": 2, "safe": 3})[1:] == []


def test_cannot_say_is_an_answer_to_depend_on():
    survey = asks(a_scale(allows_na=True), a_text(shown_if=if_is("safe", NA)))
    assert asked(survey, {"safe": NA}) == [["safe"], ["more"]]


def test_an_answer_to_a_question_that_is_not_asked_leads_nowhere():
    survey = asks(
        a_choice(),
        a_scale(shown_if=if_is("job", 1)),
        a_text(shown_if=if_is("safe", 1)),
    )
    taken_back = {"job": 2, "safe": 1, "more": "I was here"}
    assert asked(survey, taken_back) == [["job"]]
    assert that_count(survey, taken_back) == {"job": 2}


def test_an_answer_decides_about_later_pages_only():
    survey = asks([a_choice(), a_text(shown_if=if_is("job", 1))])
    assert asked(survey, {"job": 1}) == [["job"]]


def test_a_page_keeps_its_place_where_one_before_it_is_left_out():
    survey = asks(a_choice(), a_scale(shown_if=if_is("job", 1)), a_text())
    assert [page.index for page in pages_for(survey, {"job": 3})] == [0, 2]


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_what_does_not_count_changes_nothing(data):
    survey = data.draw(definitions())
    values = data.draw(values_for(survey))
    counting = that_count(survey, values)
    assert pages_for(survey, counting) == pages_for(survey, values)
    assert that_count(survey, counting) == counting
    assert set(counting) <= set(asked_questions(survey, values)) <= set(survey.questions)


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_what_is_asked_is_what_a_slow_reading_of_the_conditions_says(data):
    survey = data.draw(definitions())
    values = data.draw(values_for(survey))
    page_of = {q.id: n for n, page in enumerate(survey.pages) for q in page.questions}

    def is_asked(question):
        return all(holds(condition) for condition in question.shown_if)

    def holds(condition):
        earlier = survey.questions[condition.question]
        value = values.get(earlier.id) if is_asked(earlier) else None
        chosen = set(value) if isinstance(value, tuple) else {value}
        return bool(chosen & condition.codes) is not condition.is_not

    assert all(
        page_of[condition.question] < page_of[question.id]
        for question in survey.questions.values()
        for condition in question.shown_if
    )
    assert [q.id for q in survey.questions.values() if is_asked(q)] == list(
        asked_questions(survey, values)
    )
