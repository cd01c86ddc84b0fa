"""Answers: read from a form, packed, unpacked."""

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.surveys.asking import (
    a_choice,
    a_scale,
    a_text,
    asks,
    if_is,
    options,
    said,
    several,
)
from tests.engines.surveys.drawing import JUNK, definitions, values_for

from groundswell.engines.surveys.definition import (
    MOST_GROUP,
    NA,
    Answers,
    Definition,
    answers_of,
    field_of,
    longest_payload,
    payload_of,
    read_answers,
    read_values,
)

SURVEY = asks([a_scale(allows_na=True), a_choice()], several(allows_na=True), a_text())


def read(text, survey=SURVEY, **more):
    return read_answers(survey, QueryDict(text), **more)


def faults(text, survey=SURVEY, **more):
    return {fault.question: fault.sentence for fault in read(text, survey, **more).faults}


def test_a_form_is_read_as_it_was_filled_in():
    found = read("a-safe=3&a-job=1&a-ways=2&a-ways=1&a-more=%20Fine.%0D%0AReally.%20&slip=x")
    assert found.is_clean
    assert dict(found.answers.values) == {
        "safe": 3,
        "job": 1,
        "ways": (1, 2),
        "more": "Fine.\nReally.",
    }


def test_an_empty_field_is_no_answer():
    assert dict(read("a-safe=&a-more=+&a-ways=").answers.values) == {}


def test_cannot_say_is_taken_where_it_is_offered():
    assert dict(read("a-safe=-1&a-ways=-1").answers.values) == {"safe": NA, "ways": (NA,)}
    assert faults("a-job=-1") == {"job": "Choose one of the answers given."}


@pytest.mark.parametrize(
    ("sent", "question", "sentence"),
    [
        ("a-safe=4", "safe", "Choose one of the answers given."),
        ("a-safe=1.0", "safe", "Choose one of the answers given."),
        ("a-safe=%EF%BC%91", "safe", "Choose one of the answers given."),  # a wide digit one
        ("a-safe=%00", "safe", "Choose one of the answers given."),
        ("a-safe=99999999999999999999", "safe", "Choose one of the answers given."),
        ("a-safe=1&a-safe=2", "safe", "Give one answer."),
        ("a-ways=1&a-ways=9", "ways", "Choose from the answers given."),
        ("a-ways=1&a-ways=-1", "ways", "Choose either “I can’t say” or other answers."),
        ("a-more=a&a-more=b", "more", "Give one answer."),
        ("a-more=a%00b", "more", "Take out the characters that cannot be shown."),
        (
            "a-more=" + "x" * 1_001,
            "more",
            "Use at most 1,000 characters. You used 1,001.",
        ),
        ("a-nobody=1", "", "Something was sent that this survey does not ask."),
        ("a-%00=1&a-=2", "", "Something was sent that this survey does not ask."),
    ],
)
def test_what_cannot_be_taken_is_said_beside_its_question(sent, question, sentence):
    assert faults(sent) == {question: sentence}
    assert question not in read(sent).answers.values


def test_values_that_are_no_text_are_read_or_refused():
    found = read_values(SURVEY, {"safe": 2, "ways": [1, 2], "more": "Yes"})
    assert dict(found.answers.values) == {"safe": 2, "ways": (1, 2), "more": "Yes"}
    odd = read_values(SURVEY, {"safe": True, "job": {"a": 1}, "ways": [[1]], "more": 7})
    assert {fault.question for fault in odd.faults} == {"safe", "job", "ways", "more"}
    assert dict(odd.answers.values) == {}


def test_a_required_question_asks_for_an_answer_in_words_that_fit_it():
    survey = asks([
        a_scale(is_required=True, allows_na=True),
        a_choice(is_required=True),
        several(is_required=True),
        a_text(is_required=True),
    ])
    assert faults("", survey) == {
        "safe": "Choose an answer, or “I can’t say”.",
        "job": "Choose an answer.",
        "ways": "Choose an answer.",
        "more": "Write an answer.",
    }


def test_cannot_say_answers_a_required_question():
    assert faults("a-safe=-1", asks(a_scale(is_required=True, allows_na=True))) == {}


def test_an_answer_that_cannot_be_taken_has_one_fault_and_not_two():
    assert faults("a-safe=9", asks(a_scale(is_required=True))) == {
        "safe": "Choose one of the answers given."
    }


def test_a_page_asks_only_for_its_own_answers():
    survey = asks(a_scale(is_required=True), a_choice(is_required=True))
    assert faults("a-safe=1", survey, only={"safe"}) == {}
    assert faults("a-safe=1", survey) == {"job": "Choose an answer."}


def test_answers_to_questions_that_are_not_asked_neither_count_nor_fail():
    survey = asks(a_choice(), a_scale(shown_if=if_is("job", 1), is_required=True))
    found = read("a-job=2&a-safe=99", survey)
    assert found.is_clean and dict(found.answers.values) == {"job": 2}
    assert faults("a-job=1", survey) == {"safe": "Choose an answer."}


def test_group_and_language_travel_with_the_answers():
    survey = Definition(("en-gb", "cy"), SURVEY.pages)
    answers = read("a-safe=1", survey, group="Ward 7", language="cy").answers
    assert (answers.group, answers.language) == ("Ward 7", "cy")
    assert read("", survey, language="fr").answers.language == "en-gb"


@pytest.mark.parametrize("group", ["x" * (MOST_GROUP + 1), "a\x00b", "a\ud800"])
def test_a_group_that_cannot_be_kept_is_refused(group):
    assert faults("a-safe=1", group=group) == {"": "Choose one of the groups given."}
    assert read("a-safe=1", group=group).answers.group == ""


@settings(max_examples=50, deadline=None)
@given(data=st.data())
def test_what_a_form_sends_is_read_and_packed_without_loss(data):
    survey = data.draw(definitions())
    values = data.draw(values_for(survey))
    form = QueryDict(mutable=True)
    for name, value in values.items():
        form.setlist(
            field_of(name), [str(v) for v in value] if isinstance(value, tuple) else [value]
        )
    found = read_answers(survey, form, group="g" * MOST_GROUP, language=survey.languages[-1])
    assert all(fault.sentence.startswith(("Choose an", "Write an")) for fault in found.faults)
    assert found.answers.values == {
        name: value for name, value in values.items() if name in found.answers.values
    }
    payload = payload_of(found.answers)
    assert answers_of(payload) == found.answers
    assert len(payload) <= longest_payload(survey)


@settings(max_examples=120, deadline=None)
@given(
    raw=st.dictionaries(
        st.sampled_from(["safe", "job", "ways", "more", "no", ""]) | st.text(), JUNK
    )
)
def test_whatever_is_sent_is_read_or_refused_and_never_fails(raw):
    found = read_values(SURVEY, raw)
    assert answers_of(payload_of(found.answers)) == found.answers
    assert read_values(SURVEY, found.answers.values).answers.values == found.answers.values
    assert len({fault.question for fault in found.faults}) == len(found.faults)


def test_the_longest_payload_is_one_that_somebody_can_send():
    survey = asks([
        a_scale(options=options("a", "b", first=125), allows_na=True),
        several(allows_na=True),
        a_text(most_letters=7),
    ])
    most = {"safe": 125, "ways": (1, 2, 3), "more": "\U0001f331" * 7}
    found = read_values(survey, most, group="\U0001f331" * MOST_GROUP)
    assert found.is_clean
    assert len(payload_of(found.answers)) == longest_payload(survey)


def test_a_text_of_characters_that_json_escapes_is_no_longer_than_the_longest():
    survey = asks(a_text(most_letters=50))
    found = read_values(survey, {"more": '"' + '\\\n\t"' * 12 + '"'})
    assert found.is_clean
    assert len(payload_of(found.answers)) <= longest_payload(survey)


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"\xff",
        b"[]",
        b"{}",
        b'{"g":"","l":"","a":[]}',
        b'{"g":"","l":"","a":{"q":1.5}}',
        b'{"g":"","l":"","a":{"q":true}}',
        b'{"g":"","l":"","a":{"q":[null]}}',
    ],
)
def test_bytes_that_are_no_answers_are_said_to_be_none(payload):
    with pytest.raises(ValueError):
        answers_of(payload)


def test_answers_carry_neither_time_nor_name():
    assert payload_of(Answers({"safe": 1}, "g", "cy")) == b'{"g":"g","l":"cy","a":{"safe":1}}'
    assert said("x") == {"en-gb": "x"}
