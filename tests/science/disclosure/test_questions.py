"""Populations, statistics and what they come to."""

import pickle

import pytest
from tests.science.disclosure.staff import answered, count, wards

from groundswell.science import disclosure as sdc
from groundswell.science.disclosure import Headcount, N, Policy, Public, Question, statistic


def test_the_same_people_are_the_same_population_however_they_are_asked_for():
    held = sdc.records(
        {"role": ["nurse", "medic", "hca"], "band": [1, 2]},
        {"role": ["nurse"], "band": [1]},
    )
    asked = held.population({"role": ["hca", "nurse", "nurse"], "band": [2, 1]})
    assert asked == held.population({"band": [1, 2], "role": ["nurse", "hca"]})
    assert asked == held.population({"role": ["nurse", "hca"]})
    assert str(asked) == "role = nurse or hca"


def test_nobody_is_one_population_too():
    held = wards({"A": 12})
    nobody = held.population({"ward": []})
    (value,) = sdc.recorded(held, [Question(nobody, N)]).values()
    assert value == 0


@pytest.mark.parametrize("where", [{"ward": ["Z"]}, {"site": ["A"]}])
def test_what_is_not_in_the_domains_cannot_be_asked(where):
    with pytest.raises(ValueError, match="is no"):
        wards({"A": 12}).population(where)


@pytest.mark.parametrize(
    ("columns", "counts", "problem"),
    [
        ({"ward": ["B"]}, None, "'B' is no value of 'ward'"),
        ({"site": ["A"]}, None, "'ward' must have one value a record"),
        ({"ward": ["A"]}, [-1], "fewer than no people"),
        ({"ward": ["A"]}, [1, 2], "'ward' must have one value a record"),
    ],
)
def test_records_that_do_not_fit_are_refused(columns, counts, problem):
    with pytest.raises(ValueError, match=problem):
        sdc.records({"ward": ["A"]}, columns, counts)


def test_records_can_be_made_of_overlapping_sets():
    held = sdc.records_of_sets({"pay": "ab", "rota": "bc"}, {"unit": {"a": "W", "c": "V"}})
    both = Question(held.population({"pay": ["yes"], "rota": ["yes"]}), N)
    nowhere = Question(held.population({"unit": [None]}), N)
    assert list(sdc.recorded(held, [both, nowhere]).values()) == [1, 1]
    assert held.domains["unit"] == ("V", "W", None)


@pytest.mark.parametrize(
    "text",
    ["", "median:q:1", "n:q", "mean:q", "mean::2", "mean:q:x", "mean:q:10", "pct:q:a:1", "pct:q:1"],
)
def test_what_is_no_statistic_is_refused_with_examples(text):
    with pytest.raises(ValueError, match="is no statistic such as n, base:item"):
        statistic(text)


@pytest.mark.parametrize(
    "text", ["n", "base:q", "sum:q", "mean:q:2", "pct:q:1,2:1", "rate:1", "change:q:2"]
)
def test_a_statistic_is_written_as_it_is_read(text):
    assert str(statistic(text)) == text


def test_a_distribution_is_a_proportion_for_each_option():
    assert [s.codes for s in sdc.distribution("q", (1, 2, 3), 1)] == [(1,), (2,), (3,)]


def test_every_statistic_is_worked_out_on_its_own_base():
    held = answered({"A": [1, 2, 2, None], "B": [None]}, (None, 1, 2))
    texts = ["n", "base:q", "sum:q", "mean:q:2", "pct:q:2:1"]
    for ward, expected in (("A", [4, 3, 5.0, 1.67, 66.7]), ("B", [1, 0, 0.0, None, None])):
        asked = [Question(held.population({"ward": [ward]}), statistic(one)) for one in texts]
        assert list(sdc.recorded(held, asked).values()) == expected


def test_a_response_rate_needs_to_know_how_many_were_asked():
    held = wards({"A": 30})
    rate = Question(held.population(), statistic("rate:1"))
    told = Public(headcounts=(Headcount(held.population(), 40),))
    assert sdc.recorded(held, [rate], told) == {rate: 75.0}
    with pytest.raises(ValueError, match="number of people who were asked"):
        sdc.recorded(held, [rate])


@pytest.mark.parametrize(("item", "problem"), [("z", "no column"), ("ward", "not numbers")])
def test_an_item_must_be_a_column_of_numbers(item, problem):
    held = wards({"A": 12})
    with pytest.raises(ValueError, match=problem):
        sdc.recorded(held, [Question(held.population(), statistic(f"base:{item}"))])


def test_a_policy_needs_a_minimum_group():
    with pytest.raises(ValueError, match="1 or more"):
        Policy(0)


def test_where_kinds_are_too_many_only_those_that_occur_are_reckoned_with(monkeypatch):
    from groundswell.science.disclosure import classes

    held = wards({"A": 30, "B": 30, "C": 4})
    found = sdc.plan(held, Policy(11), [count(held, ward=one) for one in "ABC"])
    monkeypatch.setattr(classes, "LARGEST_GRID", 1)
    again = sdc.plan(held, Policy(11), [count(held, ward=one) for one in "ABC"])
    assert found.ledger.answers == again.ledger.answers


def test_an_item_may_be_a_filter_too():
    held = answered({"A": [1] * 12 + [5] * 13, "B": [1] * 3 + [5] * 12})
    unhappy = Question(held.population({"q": [1]}), statistic("mean:q:1"))
    assert sdc.recorded(held, [unhappy])[unhappy] == 1.0
    found = sdc.plan(held, Policy(11), [unhappy, count(held)])
    assert found.ledger.answers == {unhappy: None, count(held): 40}


def test_a_question_that_was_sent_to_another_process_is_found_there():
    """Texts are hashed otherwise in every process: no hash may go along."""
    held = sdc.nobody({"ward": ["A", "B"]})
    question = sdc.Question(held.population({"ward": ["A"]}), sdc.N)
    told = {question: 40}
    parts = [question, question.population, question.statistic]
    assert all("_hash" not in one.__getstate__() for one in parts)
    back = pickle.loads(pickle.dumps(question))
    assert back == question
    assert told[back] == 40
