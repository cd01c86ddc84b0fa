"""Whether a goal is one, and the reason for each answer."""

from dataclasses import replace

import pytest

from groundswell.wings.challenges.goal_quality import GoalFacts, check_goal
from groundswell.wings.challenges.kinds import Baseline

GOOD = GoalFacts(
    statement="Six in ten people who are ready to go home leave before 1 pm",
    target=60,
    baseline=32,
    baseline_kind=Baseline.MEASURED,
    yes_no_test="Did 60% leave before 1 pm in the last full week?",
    agreed_words="On day 2, by all eleven of us",
    good="up",
    frequency="week",
    show="{:g}%".format,
)


def answer(code: str, **changes: object) -> tuple[str, str]:
    """State and sentence of one question, asked of a goal that is good but for the changes."""
    found = next(c for c in check_goal(replace(GOOD, **changes)) if c.code == code)
    return found.state, found.sentence


def test_a_good_goal_is_told_why_it_is_one() -> None:
    checks = check_goal(GOOD)
    assert [c.state for c in checks] == ["met"] * 7
    assert "From 32% to 60% is a change of 28 points, or 88%" in answer("stretch")[1]
    assert "14 numbers" in answer("seen")[1]
    assert "eleven of us" in answer("team")[1]


@pytest.mark.parametrize(
    "statement",
    ["Set up a discharge lounge", "We will train 40 nurses", "to run ten workshops", "Explore it"],
)
def test_an_activity_is_no_goal(statement: str) -> None:
    state, sentence = answer("result", statement=statement)
    assert state == "unmet" and "is something that you do" in sentence


@pytest.mark.parametrize("statement", ["Supporters come weekly", "Runners are safe", "20 went"])
def test_a_sentence_that_only_begins_like_an_activity_is_none(statement: str) -> None:
    assert answer("result", statement=statement)[0] == "met"


def test_a_goal_without_a_number_is_told_which_one_to_put_in() -> None:
    state, sentence = answer("number", statement="People go home earlier")
    assert state == "unmet" and "60%" in sentence
    assert answer("number", statement="Nobody waits overnight")[0] == "met"


def test_a_goal_that_would_come_by_itself_is_told_how_near_it_is() -> None:
    state, sentence = answer("stretch", baseline=55)
    assert state == "unmet" and "only 9%" in sentence and "Would it surprise anybody?" in sentence
    assert answer("stretch", baseline=48)[0] == "met", "a quarter more is far enough"
    assert answer("stretch", baseline=48.1)[0] == "unmet"


def test_from_nothing_to_something_is_far() -> None:
    assert answer("stretch", baseline=0) == ("met", "From 0% to 60%: from nothing to something.")


def test_where_nobody_knows_where_things_stand_the_question_stays_open() -> None:
    state, sentence = answer("stretch", baseline=None, baseline_kind=Baseline.SURROGATE)
    assert state == "open" and "first month" in sentence
    state, sentence = answer("stretch", baseline=None, baseline_kind=Baseline.STANDARD)
    assert state == "open" and "set standard" in sentence


@pytest.mark.parametrize(
    ("good", "target", "state", "words"),
    [
        ("up", 60, "met", "higher is better"),
        ("down", 20, "met", "lower is better"),
        ("down", 60, "unmet", "says that lower is better"),
        ("up", 20, "unmet", "says that higher is better"),
        ("up", 32, "unmet", "higher"),
        ("neither", 60, "open", "do not say"),
        ("", 60, "open", "No measure"),
    ],
)
def test_the_direction_is_that_of_the_measure(
    good: str, target: float, state: str, words: str
) -> None:
    found = answer("direction", good=good, target=target)
    assert found[0] == state and words in found[1]
    assert answer("direction", good="up", baseline=None)[0] == "open"


@pytest.mark.parametrize(
    ("words", "state"),
    [("Did 6 in 10 leave?", "met"), ("How many left?", "unmet"), ("60% left", "unmet")],
)
def test_the_test_is_a_question_with_two_answers(words: str, state: str) -> None:
    assert answer("test", yes_no_test=words)[0] == state


@pytest.mark.parametrize(
    ("frequency", "state"),
    [("day", "met"), ("week", "met"), ("month", "unmet"), ("quarter", "unmet"), ("", "open")],
)
def test_what_is_counted_seldom_is_not_seen_in_a_hundred_days(frequency: str, state: str) -> None:
    assert answer("seen", frequency=frequency)[0] == state


def test_a_goal_that_nobody_agreed_is_asked_by_whom_it_was() -> None:
    assert answer("team", agreed_words=" ")[0] == "unmet"
