"""Where only whole numbers give a value away, and where a search runs out of ways or of room."""

import collections
from types import SimpleNamespace

import numpy as np
import pytest
from scipy import sparse
from tests.science.disclosure.staff import answered, count, menu, wards

from groundswell.science import disclosure as sdc
from groundswell.science.disclosure import (
    Headcount,
    Policy,
    Public,
    Question,
    bounds,
    exposing,
    planner,
    statistic,
)
from groundswell.science.disclosure.bounds import View
from groundswell.science.disclosure.classes import classes_of
from groundswell.science.disclosure.cover import Menu
from groundswell.science.disclosure.parts import enough, followed
from groundswell.science.disclosure.planning import case_of
from groundswell.science.disclosure.witnesses import Witness, stacked

POLICY = Policy(11)
NONE = SimpleNamespace(x=None)
RATE = statistic("rate:0")


def wards_that_only_whole_numbers_pin():
    """Rates to a percent of 90 people each leave 44.55 to 45.45 of them: ten such wards leave the
    eleventh, which is small, anything from 0 to 7 as fractions go, and 3 as people go."""
    held = wards({**{f"W{n}": 45 for n in range(10)}, "X": 3})
    heads = [Headcount(held.population({"ward": [f"W{n}"]}), 90) for n in range(10)]
    asked = [count(held), count(held, ward="X"), *(Question(h.population, RATE) for h in heads)]
    return held, asked, Public(headcounts=tuple(heads))


@pytest.mark.parametrize("small", [0, exposing.SMALL])
@pytest.mark.parametrize(
    "milp", [bounds.milp, lambda aim, **_: NONE, lambda aim, **_: too_many(aim)]
)
def test_a_ward_that_only_whole_numbers_pin_is_found(monkeypatch, small, milp):
    held, asked, public = wards_that_only_whole_numbers_pin()
    naive = sdc.recorded(held, [q for q in asked if "X" not in str(q)], public)
    assert sdc.audit(held, POLICY, naive, public=public)
    monkeypatch.setattr(exposing, "SMALL", small)
    monkeypatch.setattr(bounds, "milp", milp)
    found = sdc.plan(held, POLICY, asked, public=public)
    monkeypatch.undo()
    assert found.ledger.answers[count(held, ward="X")] is None
    assert any(v is not None for v in found.ledger.answers.values())
    assert sdc.audit(held, POLICY, found.ledger.answers, public=public) == []


@pytest.mark.parametrize(("small", "milp", "is_told"), [
    (0, bounds.milp, True),
    (exposing.SMALL, bounds.milp, True),
    (exposing.SMALL, lambda aim, **_: SimpleNamespace(x=None, mip_dual_bound=None), False),
])  # fmt: skip
def test_what_whole_numbers_have_given_away_already_hides_nothing_more(
    monkeypatch, small, milp, is_told
):
    """Every rate is out: that the small ward has three people is no secret that could be kept.

    Where the search tells no bound, nobody knows that: what is asked next is withheld.
    """
    held, asked, public = wards_that_only_whole_numbers_pin()
    whole, of_x, *rates = asked
    before = sdc.Ledger(sdc.recorded(held, [whole, *rates], public))
    monkeypatch.setattr(exposing, "SMALL", small)
    monkeypatch.setattr(bounds, "milp", milp)
    more = count(held, ward=["W0", "W1"])
    found = sdc.plan(held, POLICY, [of_x, more], ledger=before, public=public)
    assert found.ledger.answers[of_x] is None
    assert (found.ledger.answers[more] == 90) == is_told
    assert bool(found.beyond_help) == is_told


def too_many(aim):
    """A table that agrees with nothing."""
    return SimpleNamespace(x=np.full(aim.size, 499.0))


def wards_with_loose_rates():
    """Of 330 asked a whole percent leaves three numbers: the small ward may have 0 to 13 people."""
    held = wards({**{f"W{n}": 46 for n in range(10)}, "X": 3})
    heads = [Headcount(held.population({"ward": [f"W{n}"]}), 330) for n in range(10)]
    asked = [count(held), *(Question(h.population, RATE) for h in heads)]
    return held, asked, Public(headcounts=tuple(heads))


def only_in_everything():
    """Tables that nearer searches do not find: the second for a value is in everything."""
    asked = collections.Counter()

    def tables(view, programme, objective):
        asked[objective.tobytes()] += 1
        if asked[objective.tobytes()] == 2:
            yield from bounds.tables(view, programme, objective)

    return tables


@pytest.mark.parametrize("tables", [bounds.tables, only_in_everything()])
def test_what_no_near_table_shows_wide_may_be_shown_by_one_from_farther_off(monkeypatch, tables):
    held, asked, public = wards_with_loose_rates()
    monkeypatch.setattr(exposing, "NEAREST", 1)
    monkeypatch.setattr(exposing, "tables", tables)
    found = sdc.plan(held, POLICY, asked, public=public)
    monkeypatch.undo()
    assert found.ledger.answers[count(held)] == 463
    assert sdc.audit(held, POLICY, found.ledger.answers, public=public) == []


def test_what_is_left_open_near_by_is_still_sought_in_everything(monkeypatch):
    held = wards({"A": 40, "B": 31, "X": 4})
    monkeypatch.setattr(bounds.View, "alone", lambda *_: iter(()))
    monkeypatch.setattr(
        bounds.View,
        "surroundings",
        lambda self, nodes: self.programme(nodes, np.zeros(0, dtype=np.intp)),
    )
    found = sdc.plan(held, POLICY, menu(held, "n"))
    monkeypatch.undo()
    assert sdc.audit(held, POLICY, found.ledger.answers) == []
    assert found.ledger.answers[count(held, ward="X")] is None


def test_a_mean_of_halves_says_no_whole_number_of_people():
    held = answered({"A": [1, 1.5, 2] * 9, "B": [1, 1.5] * 8, "C": [2, 1.5] * 2}, (1, 1.5, 2))
    found = sdc.plan(held, POLICY, menu(held, "n", "base:q", "mean:q:2"))
    assert sdc.audit(held, POLICY, found.ledger.answers) == []


def two_items():
    """Wards of which one is small, and two items that everybody answered."""
    draw = np.random.default_rng(5)
    sizes = {"A": 30, "B": 24, "C": 14, "D": 4}
    ward = [name for name, n in sizes.items() for _ in range(n)]
    told = {name: [int(one) for one in draw.choice([1, 2, 3], len(ward))] for name in "pq"}
    return sdc.records(
        {"ward": list(sizes), "p": [1, 2, 3], "q": [1, 2, 3]}, {"ward": ward, **told}
    )


def test_a_menu_taken_apart_costs_no_more_than_one_searched_as_a_whole(monkeypatch):
    held = two_items()
    questions = menu(held, "n", "mean:p:2", "mean:q:2")
    apart = sdc.plan(held, POLICY, questions)
    monkeypatch.setattr(planner.Search, "take_apart", lambda self: None)
    whole = sdc.plan(held, POLICY, questions)
    assert apart.cost == pytest.approx(whole.cost)
    assert apart.least == pytest.approx(whole.least)
    monkeypatch.undo()
    assert sdc.audit(held, POLICY, apart.ledger.answers) == []


def test_what_the_parts_call_safe_is_still_verified_as_a_whole(monkeypatch):
    """Were no part to find anything, the search over everything would find it all."""
    held = two_items()
    questions = menu(held, "n", "mean:p:2", "mean:q:2")
    monkeypatch.setattr(planner.Search, "_by_parts", lambda *_: [])
    found = sdc.plan(held, POLICY, questions)
    monkeypatch.undo()
    assert sdc.audit(held, POLICY, found.ledger.answers) == []


def test_people_who_move_take_their_answers_along_or_nothing_is_said():
    held = two_items()
    populations = [held.population({"ward": [name]}) for name in "ABCD"]
    item = classes_of(held, populations, ["p"]).items["p"]
    at, alike = np.array([0, 3]), np.array([0, 0])
    moved = followed(item, at, np.array([-5.0, 5.0]), alike)
    assert moved.sum(axis=1).tolist() == [-5, 5]
    assert moved.sum(axis=0).tolist() == [0, 0, 0]
    apart = followed(item, at, np.array([-5.0, 5.0]), np.array([0, 1]))
    assert apart.sum(axis=0).tolist() == [0, 0, 0]
    assert followed(item, at, np.array([5.0, -50.0]), np.array([0, 1])) is None


def test_a_search_that_is_cut_short_is_safe_and_keeps_what_its_parts_came_to(monkeypatch):
    held = two_items()
    questions = menu(held, "n", "mean:p:2", "mean:q:2")
    monkeypatch.setattr(planner, "ROUNDS", 1)
    monkeypatch.setattr(
        planner.Search,
        "_by_parts_alone",
        lambda self: (self.menu.with_children(self.menu.must_hide), False),
    )
    found = sdc.plan(held, POLICY, questions)
    monkeypatch.undo()
    assert sdc.audit(held, POLICY, found.ledger.answers) == []


def test_tables_that_all_move_head_counts_are_kept_too():
    values, moves = sparse.csr_array([[1.0, 0.0]]), sparse.csc_array([[-6.0, 6.0], [6.0, -6.0]])
    assert set(enough(values, moves, np.array([12.0]), np.zeros(2, bool))) == {0, 1}
    assert set(enough(values, moves, np.array([99.0]), np.zeros(2, bool))) <= {0, 1}


def with_nothing_shown(held, questions):
    """A search taken apart, and what makes its tables of head counts tables of the whole."""
    case = case_of(held, POLICY, {}, questions)
    hidden = np.ones(len(case.questions), bool)
    free = Menu(np.ones(hidden.size), np.full(hidden.size, -1), hidden, ~hidden)
    search = planner.Search(case.system, free, case.wanted, questions=case.questions)
    search.take_apart()
    return search, search._lifting(hidden)


def test_people_who_cannot_bring_their_answers_bring_others():
    """Four move to ward A: with nothing shown, any answers to either item may go with them."""
    held = two_items()
    search, lifting = with_nothing_shown(held, menu(held, "n", "mean:p:2", "mean:q:2"))
    move = Witness(np.array([0, 3]), np.array([4.0, -4.0]), search.system.layout.size)
    (table,) = lifting.lifted(move)
    view = View(search.system, np.zeros(len(search.questions), bool))
    assert view.upheld(stacked([table], table.size)).all()
    assert set(move.at) < set(table.at)


def test_a_move_that_no_answers_go_with_is_no_table():
    held = two_items()
    search, lifting = with_nothing_shown(held, menu(held, "n", "mean:p:2", "mean:q:2"))
    move = Witness(np.array([0, 3]), np.array([5.0, -50.0]), search.system.layout.size)
    assert list(lifting.lifted(move)) == []
