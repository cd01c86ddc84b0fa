"""A definition as JSON and back."""

import json

import pytest
from hypothesis import given, settings
from tests.engines.surveys.asking import a_scale, asks, said, score
from tests.engines.surveys.drawing import JUNK, definitions

from groundswell.engines.surveys.definition import (
    EMPTY,
    Unreadable,
    digest_of,
    from_json,
    said_in,
    to_json,
)


@settings(max_examples=40, deadline=None)
@given(definition=definitions())
def test_what_is_written_is_read_as_it_was(definition):
    text = json.dumps(to_json(definition))
    assert from_json(json.loads(text)) == definition


@settings(max_examples=40, deadline=None)
@given(definition=definitions())
def test_a_database_that_sorts_keys_changes_nothing_that_people_read(definition):
    back = from_json(json.loads(json.dumps(to_json(definition), sort_keys=True)))
    assert digest_of(back) == digest_of(definition)
    for name, question in definition.questions.items():
        for language in (*definition.languages, "xx"):
            assert said_in(back.questions[name].label, language) == said_in(
                question.label, language
            )


@settings(max_examples=120, deadline=None)
@given(document=JUNK)
def test_what_is_no_definition_is_said_to_be_none(document):
    try:
        from_json(document)
    except Unreadable as error:
        assert str(error)


def test_nothing_yet_is_the_empty_definition():
    assert from_json({}) == EMPTY
    assert from_json(to_json(EMPTY)) == EMPTY


def test_the_digest_changes_with_every_word():
    one, other = asks(a_scale(label="I can speak.")), asks(a_scale(label="I can speak!"))
    assert digest_of(one) != digest_of(other)


def broken(change):
    """A good definition as JSON, after the change."""
    document = to_json(asks(a_scale(), scales=(score(reversed=frozenset({"safe"})),)))
    change(document)
    return document


def question_of(document):
    return document["pages"][0]["questions"][0]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda d: d.update(languages=[]), "The definition names no language."),
        (lambda d: d.update(pages={}), "“pages” of the definition is no list."),
        (lambda d: d.update(pages=[7]), "page 1 is no object."),
        (lambda d: d.update(colour="blue"), "the definition has a key that is not known: colour."),
        (
            lambda d: question_of(d).update(kind="grid"),
            "“kind” of question 1 of page 1 is missing or of the wrong type.",
        ),
        (
            lambda d: question_of(d).update(required=1),
            "“required” of question 1 of page 1 is missing or of the wrong type.",
        ),
        (
            lambda d: question_of(d).pop("label"),
            "“label” of question 1 of page 1 is missing or of the wrong type.",
        ),
        (
            lambda d: question_of(d).update(label={"en-gb": None}),
            "“label” of question 1 of page 1 is missing or of the wrong type.",
        ),
        (
            lambda d: question_of(d)["options"][1].update(code=True),
            "“code” of option 2 of question 1 of page 1 is missing or of the wrong type.",
        ),
        (
            lambda d: d["scales"][0].update(reversed=[1]),
            "“reversed” of scale 1 holds a value of the wrong type.",
        ),
        (
            lambda d: d["scales"][0].update(least="two"),
            "“least” of scale 1 is missing or of the wrong type.",
        ),
    ],
)
def test_a_fault_names_its_place(change, sentence):
    with pytest.raises(Unreadable) as caught:
        from_json(broken(change))
    assert str(caught.value) == sentence


def test_words_of_a_language_that_is_not_named_come_last():
    document = to_json(asks(a_scale(label="Hello")))
    question_of(document)["label"] = {"cy": "Helo", "en-gb": "Hello"}
    assert list(from_json(document).questions["safe"].label) == ["en-gb", "cy"]
    assert said_in(said("Hello", cy="Helo"), "pl") == "Hello"
