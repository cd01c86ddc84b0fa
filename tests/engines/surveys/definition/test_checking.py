"""What keeps a definition from being asked."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from tests.engines.surveys.asking import (
    AGREE,
    a_choice,
    a_scale,
    a_text,
    asks,
    if_is,
    options,
    said,
    score,
    several,
)
from tests.engines.surveys.drawing import definitions

from groundswell.engines.surveys.definition import (
    EMPTY,
    NA,
    Definition,
    Flaw,
    Kind,
    Option,
    Page,
    faults_of,
)


def sentences(definition):
    return [flaw.sentence for flaw in faults_of(definition)]


@settings(max_examples=30, deadline=None)
@given(definition=definitions())
def test_whatever_is_drawn_can_be_asked(definition):
    assert faults_of(definition) == ()


def test_a_good_survey_has_no_fault():
    good = asks(
        [a_scale(allows_na=True), a_choice(), several()],
        a_text(shown_if=if_is("safe", 1, NA)),
        scales=(score(),),
    )
    assert faults_of(good) == ()


def test_nothing_to_ask_is_a_fault():
    assert sentences(EMPTY) == ["There is no question yet. Add one, or begin from an instrument."]


def test_a_fault_names_its_page_and_question():
    survey = asks(a_scale(), [a_choice(), a_text(allows_na=True)])
    assert faults_of(survey) == (
        Flaw("A written answer needs no “I can’t say”: it can be left empty.", 1, "more"),
    )


def test_a_page_without_a_question_is_a_fault_of_that_page():
    assert faults_of(asks(a_scale(), [])) == (
        Flaw("This page has no question. Add one, or remove the page.", 1),
    )


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (
            a_scale("Safe"),
            "The short name needs small letters, digits and _ only, a letter first.",
        ),
        (
            a_scale("x" * 41),
            "The short name needs small letters, digits and _ only, a letter first.",
        ),
        (a_scale(label=" "), "Write the question in the survey’s first language."),
        (a_scale(label="a\x00"), "Take characters that cannot be shown out of the question."),
        (a_scale(label="x" * 501), "Shorten the question to 500 characters."),
        (
            a_scale(hint={"cy": "Helo"}),
            "Write the hint in the survey’s first language.",
        ),
        (a_scale(options=options("One")), "Give at least two options."),
        (several(options=()), "Give at least one option."),
        (a_choice("job", *map(str, range(61))), "Give at most 60 options."),
        (a_scale(options=AGREE[:2] + AGREE[:1]), "Two options have the same number."),
        (
            a_scale(options=(Option(-1, said("a")), Option(127, said("b")))),
            "The number of an option is from 0 to 126.",
        ),
        (a_scale(options=options("Yes", " yes")), "Two options say the same."),
        (a_scale(options=options("Yes", "")), "Write an option in the survey’s first language."),
        (a_text(options=AGREE), "A written answer has no options."),
        (a_text(most_letters=0), "A written answer has from 1 to 1,000 characters."),
        (a_text(most_letters=1_001), "A written answer has from 1 to 1,000 characters."),
    ],
)
def test_a_question_that_cannot_be_asked_says_why(question, sentence):
    assert sentence in sentences(asks(question))


def test_a_question_asked_twice_is_a_fault_at_both_places():
    twice = faults_of(asks(a_scale(), a_scale()))
    assert [(flaw.page, flaw.question) for flaw in twice] == [(0, "safe"), (1, "safe")]
    assert twice[0].sentence == "Two questions have this short name."


@pytest.mark.parametrize(
    ("earlier", "condition", "sentence"),
    [
        (a_scale(), if_is("job", 1), "It can depend only on a question of an earlier page."),
        (a_text("job"), if_is("job", 1), "It cannot depend on a written answer."),
        (
            a_choice(),
            if_is("job", 7),
            "Choose on which answers to the earlier question it depends.",
        ),
        (
            a_choice(),
            if_is("job"),
            "Choose on which answers to the earlier question it depends.",
        ),
        (
            a_choice(),
            if_is("job", NA),
            "Choose on which answers to the earlier question it depends.",
        ),
    ],
)
def test_a_condition_that_cannot_hold_says_why(earlier, condition, sentence):
    assert sentences(asks(earlier, a_text(shown_if=condition))) == [sentence]


def test_a_question_cannot_depend_on_one_of_its_own_page():
    survey = asks([a_choice(), a_text(shown_if=if_is("job", 1))])
    assert sentences(survey) == ["It can depend only on a question of an earlier page."]


@pytest.mark.parametrize(
    ("scale", "sentence"),
    [
        (score("safe"), "A score needs a short name of its own: small letters, digits and _."),
        (score("Voice"), "A score needs a short name of its own: small letters, digits and _."),
        (replace(score(), questions=()), "A score is made of at least one question, each once."),
        (score("voice", "safe", "safe"), "A score is made of at least one question, each once."),
        (
            score("voice", "safe", "job"),
            "A score is made of questions with a scale that this survey asks.",
        ),
        (
            score("voice", "gone"),
            "A score is made of questions with a scale that this survey asks.",
        ),
        (
            score("voice", "safe", "ten"),
            "All questions of a score need the same lowest and highest number.",
        ),
        (
            score(reversed=frozenset({"ten"})),
            "A question that is turned around must belong to the score.",
        ),
        (score(least=2), "A score cannot need more answers than it has questions."),
        (score(least=0), "A score cannot need more answers than it has questions."),
        (
            replace(score(), name={}),
            "Write the name of a score in the survey’s first language.",
        ),
    ],
)
def test_a_score_that_cannot_be_made_says_why(scale, sentence):
    ten = a_scale("ten", "From 0 to 10?", options=options(*map(str, range(11)), first=0))
    found = faults_of(asks([a_scale(), ten, a_choice()], scales=(scale,)))
    assert [(flaw.sentence, flaw.scale) for flaw in found] == [(sentence, scale.code)]


def test_two_scores_of_one_name_are_one_fault():
    survey = asks(a_scale(), scales=(score(), score()))
    assert faults_of(survey) == (Flaw("Two scores have this short name.", scale="voice"),)


def test_a_scale_without_options_has_a_fault_and_its_score_does_not_fail():
    survey = asks(a_scale(options=()), scales=(score(),))
    assert sentences(survey) == ["Give at least two options."]


@pytest.mark.parametrize(
    ("languages", "sentence"),
    [
        (("en-gb", "en-gb"), "Name each language once, by a code such as “cy”."),
        (("en-gb", "Welsh!"), "Name each language once, by a code such as “cy”."),
        ((), "Ask in at least one language."),
        (
            ("en-gb", *(f"l{letter}" for letter in "abcdefghijkl")),
            "Ask in at most 12 languages.",
        ),
    ],
)
def test_languages_are_named_once_and_are_few(languages, sentence):
    assert sentence in sentences(Definition(languages, asks(a_scale()).pages))


def test_words_of_a_language_that_is_not_named_are_a_fault():
    survey = asks(a_scale())
    page = replace(survey.pages[0], intro=said("Hello", cy="Helo"))
    assert faults_of(replace(survey, pages=(page,))) == (
        Flaw("The words of the introduction are in a language that the survey does not name.", 0),
    )


def test_a_survey_has_an_end():
    many = tuple(Page({}, (a_scale(f"q{n}"),)) for n in range(61))
    assert sentences(Definition(("en-gb",), many)) == ["Use at most 60 pages."]
    crowd = [a_scale(f"q{n}") for n in range(201)]
    assert sentences(asks(crowd)) == ["Ask at most 200 questions: nobody answers more."]
    letters = [a_text(f"q{n}") for n in range(21)]
    assert sentences(asks(letters)) == [
        "All answers together can become too long. Ask for fewer or shorter texts."
    ]
    assert letters[0].kind == Kind.TEXT
