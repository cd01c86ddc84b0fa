"""What is withheld for others' sake: no more than need be, and never too little."""

import itertools
from types import SimpleNamespace

import numpy as np
import pytest
from tests.science.disclosure.staff import answered, count, menu, mixed, shown, wards

from groundswell.science import disclosure as sdc
from groundswell.science.disclosure import (
    Fact,
    Ledger,
    Policy,
    Public,
    Question,
    bounds,
    exposing,
    planner,
    statistic,
)
from groundswell.science.disclosure.classes import classes_of
from groundswell.science.disclosure.differencing import singled_out
from groundswell.science.disclosure.targets import Wanted, targets_of

POLICY = Policy(11)


def hidden(held, questions, **more):
    found = sdc.plan(held, POLICY, questions, **more)
    return {str(one.population) for one, value in found.ledger.answers.items() if value is None}


def test_nothing_is_withheld_where_nothing_is_small():
    held = answered({"A": mixed(25), "B": mixed(31), "C": mixed(18)})
    found = sdc.plan(held, POLICY, menu(held, "n", "mean:q:2"))
    assert (found.cost, found.least, found.gap) == (0, 0, 0)
    assert None not in found.ledger.answers.values()


def test_a_small_ward_takes_its_smallest_sibling_with_it():
    held = wards({"A": 40, "B": 31, "C": 12, "D": 4})
    assert hidden(held, menu(held, "n")) == {"ward = C", "ward = D"}


def test_two_small_wards_of_k_together_protect_each_other():
    held = wards({"A": 40, "B": 31, "C": 7, "D": 5})
    assert hidden(held, menu(held, "n")) == {"ward = C", "ward = D"}


def test_two_small_wards_of_less_than_k_together_need_a_third():
    held = wards({"A": 40, "B": 31, "C": 5, "D": 5})
    assert hidden(held, menu(held, "n")) == {"ward = B", "ward = C", "ward = D"}


def test_wards_far_apart_that_differences_join_need_a_third_too():
    """No menu names C and D together, but everybody less A and B does."""
    held = wards({"A": 40, "B": 31, "C": 5, "D": 5})
    asked = [count(held), count(held, ward="A"), count(held, ward="B")]
    assert len(hidden(held, asked)) == 1


def test_a_group_that_only_several_differences_single_out_is_protected():
    """C and D are small together, and neither within the other; A and E stand for others."""
    held = wards({"A": 40, "B": 30, "C": 3, "D": 4, "E": 6})
    asked = [count(held), count(held, ward="AE"), *(count(held, ward=one) for one in "BCDE")]
    assert hidden(held, asked) == {f"ward = {one}" for one in "BCDE"}
    naive = {
        one: None if str(one)[-1] in "CDE" else v for one, v in sdc.recorded(held, asked).items()
    }
    naive[asked[1]] = 46
    (found,) = sdc.audit(held, POLICY, naive)
    assert found.sum == "everybody 83 - ward = A or E 46 - ward = B 30 = 7"


def test_a_group_nobody_asked_for_is_protected():
    held = answered({"nurse": mixed(60), "hca": mixed(24), "medic": mixed(3)})
    asked = [
        Question(held.population(where), statistic(text))
        for where in ({}, {"ward": ["nurse"]}, {"ward": ["hca"]})
        for text in ("n", "mean:q:2")
    ]
    assert hidden(held, asked) == {"ward = hca"}


def test_a_group_nobody_asked_for_and_nobody_is_in_needs_no_protection():
    held = wards({"A": 40, "B": 31, "C": 0})
    assert hidden(held, [count(held), count(held, ward="A"), count(held, ward="B")]) == set()


def test_order_and_repetition_of_the_menu_change_nothing():
    held = answered({"A": mixed(25), "B": mixed(18), "C": mixed(4), "D": mixed(7)})
    questions = menu(held, "n", "mean:q:2")
    first = sdc.plan(held, POLICY, questions).ledger.answers
    for turned in (questions[::-1], questions[3:] + questions[:5]):
        assert sdc.plan(held, POLICY, turned).ledger.answers == first


def test_whichever_of_two_filters_is_asked_first_the_second_is_withheld():
    held = wards({"perm": 12, "agency": 1})
    both = [count(held), count(held, ward=["perm"])]
    for order in itertools.permutations(both):
        ledger = Ledger()
        for question in order:
            ledger = sdc.plan(held, POLICY, [question], ledger=ledger).ledger
        assert [ledger.answers[one] is None for one in order] == [False, True]


def test_a_question_is_answered_as_before_even_if_it_was_withheld_for_others_sake():
    held = wards({"A": 40, "B": 12, "C": 4})
    first = sdc.plan(held, POLICY, menu(held, "n"))
    again = sdc.plan(held, POLICY, [count(held, ward="B")], ledger=first.ledger)
    assert again.ledger.answers == first.ledger.answers
    assert again.cost == 0


def test_what_an_earlier_release_withheld_stays_hidden_from_a_later_one():
    held = wards({"A": 40, "B": 12, "C": 4})
    first = sdc.plan(held, POLICY, menu(held, "n"))
    b_and_c = count(held, ward=["B", "C"])
    a_and_b = count(held, ward=["A", "B"])
    later = sdc.plan(held, POLICY, [b_and_c, a_and_b], ledger=first.ledger).ledger.answers
    assert later[b_and_c] == 16
    assert later[a_and_b] is None


def test_late_answers_are_withheld_until_they_are_many():
    for late, expected in ((3, None), (15, 35)):
        held = wards({"first": 20, "late": late})
        ledger = sdc.plan(held, POLICY, [count(held, ward=["first"])]).ledger
        again = sdc.plan(held, POLICY, [count(held)], ledger=ledger).ledger
        assert again.answers[count(held)] == expected


def test_changed_records_repeat_old_answers_and_give_no_new_ones():
    before, now = wards({"A": 40, "B": 30}), wards({"A": 41, "B": 30})
    ledger = sdc.plan(before, POLICY, menu(before, "n")).ledger
    again = sdc.plan(now, POLICY, menu(now, "n"), ledger=ledger)
    assert shown(now, again)["A"] == {"n": 40}
    with pytest.raises(ValueError, match="everybody was 70 when it was published and is 71 now"):
        sdc.plan(
            now,
            POLICY,
            [count(now, ward=["A", "B"][:1]), count(now, ward="B"), *few(now)],
            ledger=ledger,
        )


def few(held):
    return [Question(held.population({"ward": []}), statistic("n"))]


def test_a_known_size_narrows_what_may_be_shown():
    held = sdc.records(
        {"answered": ["yes", "no"], "unit": ["A"]},
        {"answered": ["yes", "no"], "unit": ["A", "A"]},
        [28, 3],
    )
    asked = Question(held.population({"answered": ["yes"]}), statistic("n"))
    known = Public(facts=(Fact(held.population(), 31, 31),))
    assert sdc.plan(held, POLICY, [asked]).ledger.answers[asked] == 28
    assert sdc.plan(held, POLICY, [asked], public=known).ledger.answers[asked] is None


def test_a_fact_may_be_about_answers():
    held = answered({"A": mixed(25), "B": mixed(14), "C": mixed(4)})
    own = Fact(held.population({"ward": ["C"], "q": [5]}), 1)
    found = sdc.plan(held, POLICY, menu(held, "n", "mean:q:2"), public=Public(facts=(own,)))
    assert set(shown(held, found)) == {"all", "A"}


def test_a_fact_about_two_items_at_once_is_about_a_population():
    held = sdc.records(
        {"p": [1, 2], "q": [1, 2]}, {"p": [1, 1, 2, 2], "q": [1, 2, 1, 2]}, [9, 9, 9, 9]
    )
    asked = [Question(held.population(), statistic(text)) for text in ("n", "mean:p:1", "mean:q:1")]
    fact = Fact(held.population({"p": [1], "q": [1]}), 2, 20)
    answers = sdc.plan(held, POLICY, asked, public=Public(facts=(fact,))).ledger.answers
    assert answers[asked[0]] == 36


def test_what_public_facts_tell_already_is_named_and_not_fought():
    held = wards({"A": 40, "B": 12, "C": 4})
    fact = Fact(held.population({"ward": ["C"]}), 4, 4)
    found = sdc.plan(held, POLICY, menu(held, "n"), public=Public(facts=(fact,)))
    assert set(shown(held, found)) == {"all", "A", "B"}
    assert found.beyond_help == ("number of people of ward = C: 0 of 5",)


def test_a_group_within_another_is_named_by_it():
    held = wards({"A": 40, "B": 12, "C": 2, "D": 2})
    facts = (Fact(held.population({"ward": ["C", "D"]}), 4, 4),)
    told = Public(facts=facts, questions=frozenset({count(held), count(held, ward="AB")}))
    found = sdc.plan(held, POLICY, [count(held), count(held, ward="AB")], public=told)
    assert "number of people of ward = C or D: 0 of 5" in found.beyond_help


def crosstab(small, rows=4, columns=4):
    sizes = {(r, c): 20 + 3 * r + 2 * c for r in range(rows) for c in range(columns)}
    sizes |= small
    ages, sites = zip(*sizes, strict=True)
    held = sdc.records(
        {"age": list(range(rows)), "site": list(range(columns))},
        {"age": ages, "site": sites},
        list(sizes.values()),
    )
    where = [{"age": [r], "site": [c]} for r in range(rows) for c in range(columns)]
    where += [{"age": [r]} for r in range(rows)] + [{"site": [c]} for c in range(columns)] + [{}]
    return held, [Question(held.population(one), statistic("n")) for one in where]


def test_a_crosstab_loses_the_four_corners_and_no_more():
    held, questions = crosstab({(1, 1): 4})
    found = sdc.plan(held, POLICY, questions)
    assert sum(value is None for value in found.ledger.answers.values()) == 4
    assert found.cost == pytest.approx(found.least)


@pytest.mark.parametrize(("rounds", "witnesses"), [(1, 1_000), (40, 0)])
def test_the_bounded_search_is_safe_and_says_how_far_from_least_it_may_be(
    monkeypatch, rounds, witnesses
):
    held, questions = crosstab({(0, 0): 3, (1, 2): 5, (2, 2): 1, (3, 1): 9})
    best = sdc.plan(held, POLICY, questions)
    monkeypatch.setattr(planner, "ROUNDS", rounds)
    monkeypatch.setattr(planner, "MOST_WITNESSES", witnesses)
    found = sdc.plan(held, POLICY, questions)
    assert sdc.audit(held, POLICY, found.ledger.answers) == []
    assert found.least <= best.cost <= found.cost
    assert 0 <= found.gap < 1


def test_a_pattern_is_not_all_that_the_bounded_search_has(monkeypatch):
    """A value that cannot rise by its range may fall: no pattern is found, a conflict is."""
    held = answered({"A": mixed(40), "B": mixed(31), "C": mixed(12), "D": mixed(4)})
    known = Public(facts=(Fact(held.population({"ward": ["D"]}), 0, 6),))
    monkeypatch.setattr(planner, "ROUNDS", 1)
    questions = menu(held, "n", "mean:q:2")
    found = sdc.plan(held, POLICY, questions, public=known)
    assert sdc.audit(held, POLICY, found.ledger.answers, public=known) == []


def test_a_large_menu_is_as_safe_as_a_small_one(monkeypatch):
    held = answered({"A": mixed(25), "B": mixed(18), "C": [3] * 12, "D": mixed(7)})
    questions = menu(held, "n", "mean:q:2", "pct:q:1,2:1")
    small = sdc.plan(held, POLICY, questions)
    monkeypatch.setattr(exposing, "SMALL", 0)
    large = sdc.plan(held, POLICY, questions)
    assert large.ledger.answers == small.ledger.answers
    monkeypatch.undo()
    assert sdc.audit(held, POLICY, large.ledger.answers) == []


def test_wards_of_one_mind_are_protected_through_the_total():
    held = answered({"A": [1] * 14, "B": mixed(40), "C": mixed(33)})
    found = shown(held, sdc.plan(held, POLICY, menu(held, "n", "mean:q:2", "pct:q:1,2:1")))
    assert found["A"] == {"n": 14}
    assert "mean:q:2" in found["all"]
    assert "mean:q:2" not in found["C"]


def test_a_hidden_sum_stays_uncertain_too():
    """Of C and D together six people said yes: enough for a count, too few for a sum."""
    yes = {"A": 20, "B": 15, "C": 4, "D": 2}
    sizes = {"A": 40, "B": 31, "C": 12, "D": 4}
    held = answered({w: [1] * yes[w] + [0] * (sizes[w] - yes[w]) for w in sizes}, (0, 1))
    questions = menu(held, "n", "mean:q:3")
    careless = sdc.plan(held, Policy(11, sum_width=1), questions).ledger.answers
    assert "mean:q:3" in shown(held, sdc.plan(held, Policy(11, sum_width=1), questions))["B"]
    assert "mean:q:3" not in shown(held, sdc.plan(held, POLICY, questions)).get("B", {})
    assert sdc.audit(held, POLICY, careless) != []


def test_groups_that_two_populations_differ_by_are_protected_values():
    held = wards({"A": 40, "B": 30, "C": 3, "D": 3, "E": 3})
    populations = [held.population({"ward": list(one)}) for one in ("ABC", "C", "D", "E", "ABCDE")]
    classes = classes_of(held, populations, [])
    wanted = Wanted(POLICY, classes, {}, (statistic("n"),))
    found = {sum(classes.counts[list(one.members)]) for one in targets_of(wanted, populations)}
    assert found == {3, 6, 9}


def test_differences_single_out_groups_of_one_to_k_less_one_and_none_twice():
    people = np.array([5, 5, 30])
    assert singled_out([(0, 1, 2), (2,)], people, 11, []) == [(0, 1)]
    assert singled_out([(0, 1, 2), (2,)], people, 11, [(0, 1)]) == []
    assert singled_out([(0, 1, 2), (2,)], people, 10, []) == []
    assert singled_out([(0, 1, 2), (2,)], people, 11, [(2,)]) == [(0, 1)]
    assert singled_out([(0, 1, 2), (0, 1)], np.array([0, 5, 30]), 11, []) == [(0, 1)]


def test_without_any_pattern_conflicts_are_met_one_by_one(monkeypatch):
    held, questions = crosstab({(1, 1): 4, (2, 3): 9})
    monkeypatch.setattr(planner, "ROUNDS", 1)
    monkeypatch.setattr(planner, "pattern", lambda *_: None)
    found = sdc.plan(held, POLICY, questions)
    assert sdc.audit(held, POLICY, found.ledger.answers) == []


def test_a_ledger_never_changes_an_answer():
    question = count(wards({"A": 40}))
    assert Ledger({question: 40}).with_answers({question: 41}).answers == {question: 40}


def test_the_next_question_may_stand_on_the_witnesses_of_the_last():
    held = wards({f"W{at}": 20 + at for at in range(12)} | {"X": 4, "Y": 3})
    first = sdc.plan(held, POLICY, menu(held, "n"))
    assert first.ledger.witnesses
    question = count(held, ward=["W1", "W2", "W3"])
    with_them = sdc.plan(held, POLICY, [question], ledger=first.ledger)
    without = sdc.plan(held, POLICY, [question], ledger=Ledger(first.ledger.answers))
    assert with_them.ledger.answers == without.ledger.answers
    other = sdc.plan(held, POLICY, [count(held, ward=["X", "W1"])], ledger=first.ledger)
    assert other.ledger.answers[count(held, ward=["X", "W1"])] is None


NONE = SimpleNamespace(x=None)


@pytest.mark.parametrize("small", [0, exposing.SMALL])
@pytest.mark.parametrize("finds", [lambda aim, **_: NONE, lambda aim, **_: too_many(aim)])
def test_where_no_witness_is_found_more_is_withheld_and_never_less(monkeypatch, small, finds):
    units = wards({"A": 40, "B": 31, "C": 12, "D": 4})
    cases = [(units, menu(units, "n")), crosstab({(1, 1): 4}, rows=3, columns=3)]
    monkeypatch.setattr(exposing, "SMALL", small)
    monkeypatch.setattr(bounds, "milp", finds)
    plans = [sdc.plan(held, POLICY, questions) for held, questions in cases]
    monkeypatch.undo()
    for (held, _), found in zip(cases, plans, strict=True):
        assert sdc.audit(held, POLICY, found.ledger.answers) == []


def test_a_search_that_hid_too_much_shows_again_what_it_can(monkeypatch):
    held, questions = crosstab({(1, 1): 4})
    best = sdc.plan(held, POLICY, questions)
    monkeypatch.setattr(planner, "ROUNDS", 1)
    monkeypatch.setattr(planner, "MOST_TRIALS", len(questions))
    monkeypatch.setattr(planner.Search, "_least_of", lambda *_: np.ones(len(questions), bool))
    found = sdc.plan(held, POLICY, questions)
    assert sum(v is None for v in found.ledger.answers.values()) == 4
    assert found.cost >= best.cost
    assert sdc.audit(held, POLICY, found.ledger.answers) == []


def too_many(aim):
    """A table that agrees with nothing."""
    return SimpleNamespace(x=np.full(aim.size, 499.0))


def test_whole_numbers_may_pin_what_fractions_leave_open():
    """A mean of 3.57 to two decimals of a few people is of 7 or of 14."""
    held = answered({"A": [3, 4] * 7, "B": mixed(25), "C": mixed(4)})
    asked = [
        Question(held.population(), statistic("mean:q:9")),
        Question(held.population({"ward": ["A"]}), statistic("n")),
        Question(held.population({"ward": ["B"]}), statistic("n")),
        Question(held.population({"ward": ["A", "B"]}), statistic("mean:q:9")),
    ]
    found = sdc.plan(held, POLICY, asked)
    assert sdc.audit(held, POLICY, found.ledger.answers) == []


def test_hiding_a_count_hides_all_that_stands_on_it():
    held = answered({"A": [None] * 3 + mixed(12), "B": mixed(40), "C": mixed(4)}, DOMAIN)
    found = shown(held, sdc.plan(held, POLICY, menu(held, "n", "base:q", "mean:q:2")))
    assert set(found) == {"all", "B"}


DOMAIN = (None, 1, 2, 3, 4, 5)
