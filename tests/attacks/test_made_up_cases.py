"""Published tables under attack, a few of every kind; `make proof` runs 500 of each."""

import pytest
from tests.attacks import made_up
from tests.attacks.fewest import fewest_hidden
from tests.attacks.intruder import conclusions, leaks, withheld
from tests.attacks.planned import n_hidden, naive_release_of, release_of

FEW = range(1000, 1004)


@pytest.mark.parametrize("kind", made_up.KINDS)
@pytest.mark.parametrize("seed", FEW)
def test_nothing_leaks_and_what_is_due_is_released(kind, seed):
    case = made_up.drawn(kind, seed)
    release = release_of(case)
    assert leaks(case, release) == []
    assert withheld(case, release) == []


@pytest.mark.parametrize("kind", ["hierarchy", "filters", "late_answers", "crosstab", "complement"])
def test_the_intruder_gets_what_a_naive_release_gives_away(kind):
    cases = [made_up.drawn(kind, seed) for seed in range(6)]
    assert any(leaks(case, naive_release_of(case)) for case in cases)


def test_the_intruder_can_do_sums():
    case = made_up.case(
        "sums", {"unit": ["A", "B"]}, [made_up.query("all", stats=["n"])], [["A", 3]]
    )
    secret = {"where": {"unit": ["A"]}, "of": "people", "width": 5}
    assert conclusions(case, {"all": {"all": {"n": 3}}}, [secret]) == [(0, 3)]
    case["attacker_knows"] = [{"where": {"unit": ["B"]}, "min": 2, "max": 2}]
    assert conclusions(case, {"all": {"all": {"n": 3}}}, [secret]) == [(1, 1)]


@pytest.mark.parametrize("kind", ["hierarchy", "filters", "complement", "two_small"])
def test_as_little_is_hidden_as_can_be(kind):
    for seed in (1, 2):
        case = made_up.counts_only(made_up.drawn(kind, seed))
        assert n_hidden(release_of(case))[0] == fewest_hidden(case)
