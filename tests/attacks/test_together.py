"""What no menu gives away alone and two do together: by two items, and by two asks.

Each stands beside a planner that lacks the safeguard, which must fall to the same intruder.
"""

import pytest
from tests.attacks import made_up
from tests.attacks.intruder import conclusions, leaks
from tests.attacks.planned import n_hidden, release_of

from groundswell.science import disclosure as sdc
from groundswell.science.disclosure import Headcount, Policy, Public, Question, planner

SECRET = {"where": {"ward": ["rest"]}, "of": "people", "width": 5}
SUMS = ("sum:p", "sum:q")


def two_items(*stats):
    """64 people, 60 of them in ward A: 57 of these answered 2 to p, 57 of them 1 to q.

    The sum of p, 117, needs 59 people or more, that of q, 63, as many at most: either leaves
    the rest 0 to 5 people or more, both leave it 1 to 5, one too few to be hidden among.
    """
    answers = [("A", 2, 1)] * 54 + [("A", 2, 2)] * 3 + [("A", 1, 1)] * 3
    rows = [list(one) for one in [*answers, *[("rest", 1, 1), ("rest", 2, 2)] * 2]]
    return made_up.case(
        "two items",
        {"ward": ["A", "rest"], "p": [1, 2], "q": [1, 2]},
        [
            made_up.query("all", stats=["n"]),
            made_up.query("ward A", stats=list(stats), filter={"ward": ["A"]}),
        ],
        rows,
        secrets=[SECRET],
    )


@pytest.mark.parametrize("stat", SUMS)
def test_neither_item_pins_the_head_count_alone(stat):
    case = two_items(stat)
    release = release_of(case)
    assert n_hidden(release) == (0, 2)
    assert leaks(case, release) == []


def test_two_items_that_pin_a_head_count_together_are_not_both_shown():
    case = two_items(*SUMS)
    release = release_of(case)
    assert leaks(case, release) == []
    assert n_hidden(release)[0] == 1


def test_a_planner_that_looks_at_items_one_by_one_only_is_found_out(monkeypatch):
    whole = planner.Search.clashes

    def part_by_part(self, hidden):
        return self._by_parts(hidden) if self.parts else whole(self, hidden)

    monkeypatch.setattr(planner.Search, "clashes", part_by_part)
    case = two_items(*SUMS)
    release = release_of(case)
    assert n_hidden(release)[0] == 0
    assert leaks(case, release) == [(SECRET["where"], "people", 1, 5)]
    assert conclusions(case, release, [SECRET]) == [(1, 5)]


def nearly_all_of_one_ward():
    """40 of 60 answered in ward A, 30 of 31 in ward B: how many did in B would name the one."""
    held = sdc.records({"ward": ["A", "B"]}, {"ward": ["A", "B"]}, [40, 30])
    ward = {name: held.population({"ward": [name]}) for name in "AB"}
    public = Public(headcounts=(Headcount(ward["A"], 60), Headcount(ward["B"], 31)))
    both = [Question(held.population(), sdc.N), Question(ward["A"], sdc.N)]
    return held, public, both


def asked_in_turn(held, public, questions):
    ledger = sdc.Ledger()
    for one in questions:
        ledger = sdc.plan(held, Policy(11), [one], ledger=ledger, public=public).ledger
    return ledger.answers


def test_a_later_ask_does_not_name_the_few_of_a_ward_it_does_not_ask_about():
    held, public, both = nearly_all_of_one_ward()
    for order in (both, both[::-1]):
        answers = asked_in_turn(held, public, order)
        assert [answers[one] is None for one in order] == [False, True]
        assert sdc.audit(held, Policy(11), answers, public=public) == []


def test_a_planner_that_protects_only_whom_it_is_asked_about_is_found_out(monkeypatch):
    held, public, both = nearly_all_of_one_ward()
    asked_about = held.population({"ward": ["A"]})
    add = planner.Search.add

    def only_whom_it_is_asked_about(self, targets):
        members = tuple(self.wanted.classes.members[asked_about].tolist())
        add(self, [one for one in targets if one.members == members])

    with monkeypatch.context() as weakened:
        weakened.setattr(planner.Search, "add", only_whom_it_is_asked_about)
        answers = sdc.plan(held, Policy(11), both, public=public).ledger.answers
    assert None not in answers.values()
    (found,) = sdc.audit(held, Policy(11), answers, public=public)
    assert str(found) == "number of people of ward = B is 30: everybody 70 - ward = A 40 = 30"
