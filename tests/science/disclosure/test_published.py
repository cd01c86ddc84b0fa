"""What may be made of published numbers: nothing that uses a withheld one."""

from statistics import median

import pytest
from tests.science.disclosure.staff import answered, menu, mixed

from groundswell.science import disclosure as sdc
from groundswell.science.disclosure import (
    Commenter,
    Ledger,
    Policy,
    Published,
    Question,
    Score,
    statistic,
)

A, B, C = 0, 1, 2


@pytest.fixture
def out():
    """Two wards that are shown, one that is not; and a maker of questions."""
    held = answered({"A": mixed(25), "B": [1, 1, 2, 5] * 5, "C": mixed(4)})
    found = sdc.plan(held, Policy(11), menu(held, "n", "mean:q:2", "pct:q:1,2:1", total=False))

    def ask(ward, text):
        return Question(held.population({"ward": [ward]}), statistic(text))

    return Published(found.ledger), ask


def test_a_change_needs_both_its_ends(out):
    published, ask = out
    assert published.change(ask("B", "mean:q:2"), ask("A", "mean:q:2")) == -0.75
    assert published.change(ask("A", "mean:q:2"), ask("C", "mean:q:2")) is None
    assert published.change(ask("C", "mean:q:2"), ask("A", "mean:q:2")) is None


def test_an_interval_needs_its_share_and_its_base(out):
    published, ask = out
    low, high = published.interval(ask("A", "pct:q:1,2:1"))
    assert (round(low, 2), round(high, 2)) == (23.4, 59.26)
    assert published.interval(ask("C", "pct:q:1,2:1")) is None
    without = {one: v for one, v in published.ledger.answers.items() if one.statistic.kind != "n"}
    assert Published(Ledger(without)).interval(ask("A", "pct:q:1,2:1")) is None


def test_an_interval_uses_the_items_own_base_where_it_was_asked():
    held = answered({"A": [None] * 30 + mixed(25)}, (None, 1, 2, 3, 4, 5))
    found = sdc.plan(held, Policy(11), menu(held, "n", "base:q", "pct:q:1,2:1", total=False))
    share = Question(held.population({"ward": ["A"]}), statistic("pct:q:1,2:1"))
    low, _ = Published(found.ledger).interval(share)
    assert round(low, 2) == 23.4


def test_a_shrunken_score_is_made_of_shown_numbers(out):
    published, ask = out
    drawn = published.shrunken(ask("A", "mean:q:2"), 2.0, between=1.0, within=25.0)
    assert drawn == 2.5
    assert published.shrunken(ask("C", "mean:q:2"), 2.0, between=1.0, within=25.0) is None


def test_ranks_extremes_and_flags_know_shown_numbers_only(out):
    published, ask = out
    means = [ask(ward, "mean:q:2") for ward in "ABC"]
    assert published.ranks(means) == {means[A]: 1, means[B]: 2}
    assert published.extremes(means) == (2.25, 3.0)
    assert published.extremes(means[B:]) is None
    assert published.flags(means, 2.5) == {means[A]: False, means[B]: True}


def test_what_was_never_asked_is_not_known(out):
    published, ask = out
    assert published.value(ask("A", "mean:q:1")) is None


PEERS = {name: Score(6.0 + at, 90) for at, name in enumerate("ABCD")}


def test_peers_are_shown_from_three_others():
    assert sdc.peer_value(PEERS, median, k=11) == 7.5
    assert sdc.peer_value({name: PEERS[name] for name in "ABC"}, max, k=11) == 8.0
    for few in ("AB", "A", ""):
        assert sdc.peer_value({name: PEERS[name] for name in few}, min, k=11) is None


def test_a_peer_with_few_people_is_neither_counted_nor_shown():
    small = {"D": Score(9.9, 10)}
    assert sdc.peer_value({**PEERS, **small}, max, k=11) == 8.0
    assert sdc.peer_value({"A": PEERS["A"], "B": PEERS["B"], **small}, max, k=11) is None


def test_fewer_than_three_others_cannot_be_wished_for():
    with pytest.raises(ValueError, match="3 other organisations"):
        sdc.peer_value(PEERS, median, k=11, fewest=2)


def test_an_average_of_two_gives_the_other_away():
    assert sdc.peer_left_over(7.12, 6.815, 2).endswith("= 6.51")
    assert sdc.peer_left_over(7.0, 6.5, 3).startswith("the 2 others together: ")
    assert sdc.peer_left_over(7.0, 6.5, 4) is None


def test_comments_are_counted_by_commenter_and_protected_as_a_crosstab():
    people = {f"p{at}": Commenter("W1", frozenset({"pay"})) for at in range(12)}
    people |= {f"q{at}": Commenter("W2", frozenset({"pay", "rota"})) for at in range(9)}
    people |= {f"r{at}": Commenter("W2", frozenset({"pay"})) for at in range(11)}
    people |= {f"s{at}": Commenter("W2", frozenset()) for at in range(14)}
    people |= {f"t{at}": Commenter("W1", frozenset()) for at in range(14)}
    held = sdc.commenters(people, ["pay", "rota"])
    questions = sdc.theme_by_unit(held, ["pay", "rota"])
    published = Published(sdc.plan(held, Policy(8), questions).ledger)
    shown = {str(one.population): published.value(one) for one in questions}
    assert shown["everybody"] == 60
    assert shown["pay = yes"] == 32
    assert shown["rota = yes, unit = W1"] is None
    assert not sdc.may_be_quoted(published, held.population({"rota": ["yes"], "unit": ["W1"]}))
    assert sdc.may_be_quoted(published, held.population({"pay": ["yes"]}))
    assert sdc.audit(held, Policy(8), published.ledger.answers) == []
