"""The instruments that we ship, and the reader of those that others load."""

import numpy as np
import pytest
from tests.engines.surveys.asking import a_scale, asks, options, score

from groundswell.engines.surveys.definition import (
    Kind,
    digest_of,
    faults_of,
    minutes_for,
    range_of,
)
from groundswell.engines.surveys.definition.editing import joined, sentences_of
from groundswell.engines.surveys.instruments import (
    PackFaulty,
    packs,
    read_pack_text,
    scores_of,
    suggestions,
)

DIGESTS = {
    "session-reaction@1": "7ea6075723eede26",
    "learning-confidence@1": "0511ca604f9166c3",
    "culture-pulse@1": "656b6b3adddf95cf",
    "leadership-behaviours-self@1": "4b526bf9ff044391",
    "leadership-behaviours-leaders@1": "528495a390754899",
    "service-research-culture@1": "c4feeeed78bf266c",
    "team-pulse@1": "e990aa63c05b4a54",
}


def test_every_instrument_can_be_asked_alone_and_all_together():
    found = [pack.definition for pack in packs().values()]
    assert all(faults_of(definition) == () for definition in found)
    assert faults_of(joined(found)) == ()


def test_the_words_of_a_version_never_change():
    assert {key: digest_of(pack.definition)[:16] for key, pack in packs().items()} == DIGESTS


def test_each_says_who_wrote_it_under_which_licence_and_that_it_is_not_validated():
    for pack in packs().values():
        assert "CC BY 4.0" in pack.licence
        assert "Written by the authors of Groundswell" in pack.provenance
        assert "not validated" in pack.provenance and not pack.is_validated


@pytest.mark.parametrize(
    ("key", "n_questions", "n_scores", "n_options"),
    [
        ("leadership-behaviours-self@1", 20, 10, 6),
        ("leadership-behaviours-leaders@1", 20, 10, 6),
        ("culture-pulse@1", 18, 6, 5),
        ("service-research-culture@1", 20, 5, 5),
        ("team-pulse@1", 5, 4, 5),
        ("session-reaction@1", 7, 1, 5),
        ("learning-confidence@1", 6, 1, 5),
    ],
)
def test_each_has_the_shape_that_it_promises(key, n_questions, n_scores, n_options):
    definition = packs()[key].definition
    scales = [q for q in definition.questions.values() if q.kind == Kind.SCALE]
    assert (len(definition.questions), len(definition.scales)) == (n_questions, n_scores)
    assert {len(question.options) for question in scales} == {n_options}


def test_a_pulse_takes_a_minute_or_two():
    assert minutes_for(packs()["team-pulse@1"].definition) == 2
    assert minutes_for(packs()["culture-pulse@1"].definition) <= 4


def test_the_welsh_that_is_begun_belongs_to_sentences_that_we_ask():
    every = {s for pack in packs().values() for s in sentences_of(pack.definition)}
    assert suggestions("cy") and set(suggestions("cy")) <= every
    assert suggestions("../secret") == suggestions("pl") == {}


GOOD = """
code: wellbeing
version: 2
title: Wellbeing
summary: Some statements.
licence: Licence 1234
provenance: Ours
languages: [en-gb, cy]
validated: true
answers:
  often: {1: Never, 2: Often}
pages:
  - title: {en-gb: You, cy: Chi}
    questions:
      - {id: one, say: First, answers: often, hint: Think, na: true}
      - {id: two, say: Second, kind: one, answers: {1: A, 2: B}}
      - {id: more, say: More, letters: 50}
scales:
  - {code: all, name: All, questions: [one], reversed: [one]}
"""


def test_an_instrument_is_read_as_it_is_written():
    pack = read_pack_text(GOOD)
    assert (pack.key, pack.is_validated) == ("wellbeing@2", True)
    one, two, more = pack.definition.questions.values()
    assert (one.kind, one.codes, one.allows_na) == (Kind.SCALE, (1, 2), True)
    assert (two.kind, more.kind, more.most_letters) == (Kind.ONE, Kind.TEXT, 50)
    assert pack.definition.pages[0].title == {"en-gb": "You", "cy": "Chi"}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (("code: wellbeing", "code: Well being"), "Give it a code of small letters"),
        (("title: Wellbeing", "title: ''"), "Write a text for “title”"),
        (("validated: true", "odd: 1"), "“odd” is not known here."),
        (("answers: often", "answers: seldom"), "No answers are called “seldom”"),
        (("id: one", "name: one"), "question 1 of page 1 has a key that is not known: name."),
        (("id: two", "id: one"), "one: Two questions have this short name."),
        (("reversed: [one]", "adapter: odd"), "all: This way of scoring is not known"),
        (("reversed: [one]", "adapter: swemwbs"), "all: SWEMWBS, 7 questions, metric needs"),
        (("pages:", "pages: 7\nother:"), "“other” is not known here."),
        (("scales:\n  - {", "scales:\n  - 7\n  - {"), "scale 1 is no object."),
        (("    questions:\n", "    questions:\n      - 7\n"), "question 1 of page 1 is no object."),
        (("pages:\n", "pages:\n  - 7\n"), "page 1 is no object."),
    ],
)
def test_a_fault_says_where_it_is(change, sentence):
    with pytest.raises(PackFaulty) as caught:
        read_pack_text(GOOD.replace(*change))
    assert any(sentence in each for each in caught.value.faults), caught.value.faults


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        "a: *b",
        "a: &b [1]\nc: [*b, *b]",
        "x: !!python/object:os.system {}",
        "a" * 200_001,
    ],
)
def test_what_is_no_instrument_is_refused(text):
    with pytest.raises(PackFaulty):
        read_pack_text(text)


def test_a_score_is_the_mean_with_what_is_turned_around():
    survey = asks([a_scale("a"), a_scale("b")], scales=(score("s", "a", "b", reversed={"b"}),))
    table = {"a": [3, 1, np.nan], "b": [1, 3, np.nan]}
    assert range_of(survey, survey.scales[0]) == (1, 3)
    np.testing.assert_array_equal(
        scores_of(survey, survey.scales[0], table), np.array([3, 1, np.nan])
    )


def test_a_licensed_scale_is_scored_as_it_was_published():
    five = options(*"abcde")
    names = [f"q{n}" for n in range(7)]
    survey = asks(
        [a_scale(name, options=five) for name in names],
        scales=(score("wellbeing", *names, adapter="swemwbs"),),
    )
    assert faults_of(survey) == ()
    assert range_of(survey, survey.scales[0]) == (7, 35)
    found = scores_of(survey, survey.scales[0], {name: [3, 1] for name in names})
    assert found.tolist() == [19.25, 7.0]
    short = asks([a_scale(n, options=options(*"abc")) for n in names], scales=survey.scales)
    assert [f.sentence for f in faults_of(short)] == [
        "SWEMWBS, 7 questions, metric needs answers numbered from 1 to 5."
    ]
