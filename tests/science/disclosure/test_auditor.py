"""The auditor finds what a release gives away, and the sum that does it."""

import pytest
from tests.science.disclosure.staff import answered, count, menu, mixed, wards

from groundswell.science import disclosure as sdc
from groundswell.science.disclosure import Fact, Policy, Public, Question, statistic

POLICY = Policy(11)


def told(held, questions, hide=(), **more):
    """What is found in the release of everything but what is hidden."""
    answers = sdc.recorded(held, questions)
    answers |= dict.fromkeys(hide)
    return [str(one) for one in sdc.audit(held, POLICY, answers, **more)]


def test_a_ward_is_what_the_trust_has_more_than_its_other_wards():
    held = wards({"A": 40, "B": 20, "C": 4})
    (found,) = told(held, menu(held, "n"), [count(held, ward="C")])
    what, told_sum = found.split(": ")
    assert what == "number of people of ward = C is 4"
    assert told_sum == "everybody 64 - ward = A 40 - ward = B 20 = 4"


def test_a_sum_of_answers_is_told_as_people_times_mean():
    held = answered({"A": mixed(25), "B": mixed(15), "C": [1, 2]})
    c = held.population({"ward": ["C"]})
    found = told(
        held,
        menu(held, "n", "mean:q:2"),
        [Question(c, statistic("n")), Question(c, statistic("mean:q:2"))],
    )
    assert found[0].startswith("number of people of ward = C is 2: ")
    (points,) = [one for one in found if one.startswith("sum of the answers to q of ward = C")]
    assert "everybody 42 x 2.93 - ward = A 25 x 3 - ward = B 15 x 3 = 3.1" in points


def test_a_small_group_that_is_shown_tells_itself():
    held = wards({"A": 40, "B": 3})
    (found,) = told(held, [count(held, ward="B")])
    assert found == "number of people of ward = B is 3: ward = B 3 = 3"


def test_a_group_of_one_mind_is_found_by_its_mean_and_by_its_share():
    held = answered({"A": [1] * 14, "B": mixed(30)})
    found = told(held, menu(held, "n", "mean:q:2", "pct:q:1,2:1", total=False))
    assert any("with 2 or 3 or 4 or 5 of ward = A is 0: " in one for one in found)
    assert any("with 1 or 2 of ward = A is 14: " in one for one in found)
    shares = told(held, menu(held, "n", "pct:q:1,2:1", total=False))
    assert any("ward = A 14 x 100 % = 14" in one for one in shares)


def test_a_base_is_used_where_it_is_shown():
    held = answered(
        {"A": [None] * 9 + mixed(16), "B": mixed(14), "C": mixed(4)}, (None, 1, 2, 3, 4, 5)
    )
    c = held.population({"ward": ["C"]})
    hide = [Question(c, statistic(text)) for text in ("base:q", "mean:q:2")]
    found = told(held, menu(held, "base:q", "mean:q:2"), hide)
    assert any("number who answered q of ward = C is 4: " in one for one in found)
    assert any("- ward = A 16 x" in one for one in found)


def test_a_mean_of_few_is_found_though_nothing_says_how_few():
    held = answered({"A": mixed(25), "B": mixed(4)})
    (found,) = told(held, [Question(held.population({"ward": ["B"]}), statistic("mean:q:1"))])
    assert found == "mean:q:1 of ward = B is 2.5: is shown, though the rules withhold it"


def test_what_no_single_sum_tells_is_told_as_a_list():
    held = answered({"A": [1] * 14 + [2], "B": mixed(30)})
    found = told(held, menu(held, "n", "mean:q:2", total=False))
    assert any("mean:q:2 of ward = A is 1.07; n of ward = A is 15" in one for one in found) or any(
        "n of ward = A is 15; mean:q:2 of ward = A is 1.07" in one for one in found
    )


def test_groups_that_only_differences_single_out_are_found():
    held = wards({"A": 40, "B": 30, "C": 5, "D": 5})
    (found,) = told(held, [count(held), count(held, ward="AB")])
    assert found == (
        "number of people of a group within everybody is 10: everybody 80 - ward = A or B 70 = 10"
    )


def test_a_population_may_be_taken_more_than_once():
    """Half of what three overlapping pairs say is one ward: (AB + AC - BC) / 2 = A."""
    held = wards({"A": 4, "B": 20, "C": 30})
    found = told(held, [count(held, ward=pair) for pair in ("AB", "AC", "BC")])
    assert any("0.5 x ward = A or B 24" in one for one in found)


def test_what_can_only_be_narrowed_is_told_with_its_ends():
    held = wards({"A": 40, "B": 30, "C": 2, "D": 2})
    found = told(held, menu(held, "n"), [count(held, ward="C"), count(held, ward="D")])
    assert any(one.startswith("number of people of ward = C 0 to 4: n of ") for one in found)


def test_parts_that_hang_apart_are_each_looked_through():
    held = wards({"A": 40, "B": 5, "C": 5, "D": 40, "E": 4, "F": 6})
    pairs = ["ABC", "A", "DEF", "D"]
    found = told(held, [count(held, ward=pair) for pair in pairs])
    assert len(found) == 2


def test_a_safe_release_has_no_findings():
    held = answered({"A": mixed(25), "B": mixed(15), "C": [1, 2]})
    found = sdc.plan(held, POLICY, menu(held, "n", "mean:q:2"))
    assert sdc.audit(held, POLICY, found.ledger.answers) == []


def test_what_the_public_knows_anyway_is_no_finding():
    held = wards({"A": 40, "C": 4})
    facts = (Fact(held.population({"ward": ["C"]}), 4, 4),)
    assert told(held, [count(held, ward="A")], public=Public(facts=facts)) == []
    public = frozenset({count(held, ward="C")})
    assert told(held, [count(held, ward="C")], public=Public(questions=public)) == []


def test_a_release_of_other_records_is_refused():
    held = wards({"A": 40})
    with pytest.raises(ValueError, match="n of everybody is 40, not 41"):
        sdc.audit(held, POLICY, {count(held): 41})
