"""What may not be shown whatever else is."""

import pytest
from tests.science.disclosure.staff import answered, count, menu, mixed, shown, wards

from groundswell.science import disclosure as sdc
from groundswell.science.disclosure import Headcount, Policy, Public, Question, statistic
from groundswell.science.disclosure.classes import classes_of
from groundswell.science.disclosure.primary import withheld

TEXTS = ("n", "mean:q:2", "pct:q:1,2:1")


def of_ward(given, *texts, answers=(1, 2, 3, 4, 5), **policy):
    """What is shown of one ward with these answers beside others, without a total."""
    held = answered({"A": given, "B": mixed(40)}, answers)
    found = sdc.plan(held, Policy(11, **policy), menu(held, *(texts or TEXTS), total=False))
    return sorted(shown(held, found).get("A", {}))


def test_a_group_is_shown_from_k_people_and_not_before():
    assert of_ward(mixed(11)) == sorted(TEXTS)
    assert of_ward(mixed(10)) == []


def test_an_empty_group_looks_like_a_small_one():
    held = answered({"A": [], "B": mixed(40), "C": [3]})
    found = sdc.plan(held, Policy(11), menu(held, *TEXTS, total=False))
    assert set(shown(held, found)) == {"B"}
    hidden = {
        v for q, v in found.ledger.answers.items() if dict(q.population.where)["ward"] != ("B",)
    }
    assert hidden == {None}


def test_an_item_needs_k_answers_of_its_own():
    domain = (None, 1, 2, 3, 4, 5)
    few, enough = [None] * 20 + mixed(10), [None] * 20 + mixed(11)
    assert of_ward(few, "n", "base:q", "mean:q:2", answers=domain) == ["n"]
    assert of_ward(enough, "n", "base:q", "mean:q:2", answers=domain) == ["base:q", "mean:q:2", "n"]


@pytest.mark.parametrize("odd", [[], [5], [5, 1]])
def test_a_group_of_one_mind_shows_nothing_of_its_mind(odd):
    assert of_ward([3] * 30 + odd) == ["n"]


def test_three_of_another_mind_are_enough():
    assert of_ward([3] * 30 + [1, 2, 5], "n", "mean:q:2") == ["mean:q:2", "n"]


@pytest.mark.parametrize("given", [[3, 4, 5] * 8, [1, 2] * 12])
def test_none_and_all_are_no_proportions(given):
    assert "pct:q:1,2:1" not in of_ward(given)


def test_a_mean_that_reads_as_the_last_option_is_withheld():
    given = [5] * 996 + [4] * 4
    assert of_ward(given, "n", "mean:q:1") == ["n"]
    assert of_ward(given, "n", "mean:q:3") == ["mean:q:3", "n"]


def test_a_sum_at_the_end_of_its_range_is_withheld():
    assert of_ward([5] * 20, "n", "sum:q") == ["n"]
    assert of_ward(mixed(20), "n", "sum:q") == ["n", "sum:q"]


def test_few_people_behind_an_option_count_only_where_the_item_is_sensitive():
    given = [1] * 4 + [3, 4, 5] * 12
    assert "pct:q:1:1" in of_ward(given, "n", "pct:q:1:1")
    assert of_ward(given, "n", "pct:q:1:1", sensitive=frozenset({"q"})) == ["n"]


@pytest.mark.parametrize(("asked", "is_withheld"), [(27, True), (25, True), (28, False)])
def test_who_did_not_answer_stays_unknown_where_nearly_all_did(asked, is_withheld):
    held = answered({"A": mixed(25), "B": mixed(30)})
    ward = held.population({"ward": ["A"]})
    public = Public(headcounts=(Headcount(ward, asked),))
    questions = [Question(ward, statistic(t)) for t in ("n", "rate:0", "base:q", "mean:q:2")]
    found = sdc.plan(held, Policy(11), questions, public=public)
    kept = sorted(shown(held, found)["A"])
    assert kept == (["mean:q:2"] if is_withheld else ["base:q", "mean:q:2", "n", "rate:0"])


def test_a_rate_tells_what_its_count_would():
    held = wards({"A": 40, "B": 30, "C": 4})
    heads = {ward: Headcount(held.population({"ward": [ward]}), 60) for ward in "ABC"}
    everybody = Headcount(held.population(), 180)
    rates = [Question(one.population, statistic("rate:1")) for one in (*heads.values(), everybody)]
    found = sdc.plan(
        held, Policy(11), rates, public=Public(headcounts=(*heads.values(), everybody))
    )
    assert sum(value is None for value in found.ledger.answers.values()) == 2
    assert found.ledger.answers[Question(held.population(), statistic("rate:1"))] == 41.1


def test_what_is_public_anyway_is_shown():
    held = wards({"A": 40, "B": 3})
    small = count(held, ward="B")
    found = sdc.plan(held, Policy(11), [small], public=Public(questions=frozenset({small})))
    assert found.ledger.answers == {small: 3}
    assert found.beyond_help == ("number of people of ward = B: 0 of 5",)


@pytest.mark.parametrize(
    ("given", "text", "is_withheld"),
    [
        ([None] * 20 + mixed(10), "base:q", True),
        ([None] * 20 + mixed(10), "mean:q:2", True),
        ([None] * 20 + mixed(11), "mean:q:2", False),
        ([3, 4, 5] * 8, "pct:q:1,2:1", True),
        ([1, 2, 2] * 8, "pct:q:1,2:1", True),
        ([3, 4, 5] * 8, "pct:q:3:1", False),
        ([1] + [3, 4, 5] * 500, "pct:q:1:0", True),
        ([1] + [3, 4, 5] * 500, "pct:q:1:2", False),
    ],
)
def test_the_rules_hold_by_themselves_before_any_attack_is_reckoned(given, text, is_withheld):
    held = answered({"A": given}, (None, 1, 2, 3, 4, 5))
    everybody = held.population()
    classes = classes_of(held, [everybody], ["q"])
    members = classes.members[everybody]
    assert withheld(Policy(11), classes, members, statistic(text)) == is_withheld
