"""Questions and ledgers as rows of a database: one form and one key, and exactly back."""

import json
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.science.disclosure.staff import answered, count, menu, mixed, wards

from groundswell.science import disclosure as sdc
from groundswell.science.disclosure import (
    Headcount,
    Ledger,
    N,
    Policy,
    Population,
    Public,
    Question,
    Reason,
    Statistic,
    statistic,
)

LETTERS = "aZ1 :,|\"'\\\n\0üß☃"
VALUES = st.one_of(
    st.none(),
    st.text(LETTERS, max_size=3),
    st.integers(-3, 20),
    st.floats(allow_nan=False, allow_infinity=False),
)
DOMAIN = st.lists(VALUES, min_size=1, max_size=5, unique=True)
DOMAINS = st.dictionaries(st.text(LETTERS, min_size=1, max_size=3), DOMAIN, min_size=1, max_size=3)
ITEMS = st.text(LETTERS, min_size=1, max_size=4)
DECIMALS = st.integers(0, 9)
CODES = st.lists(st.integers(0, 9), min_size=1, max_size=4)
STATISTICS = st.one_of(
    st.just(N),
    st.builds(Statistic, st.just("rate"), decimals=DECIMALS),
    st.builds(Statistic, st.sampled_from(["base", "sum"]), ITEMS),
    st.builds(Statistic, st.sampled_from(["mean", "change"]), ITEMS, decimals=DECIMALS),
    st.builds(Statistic, st.just("pct"), ITEMS, CODES.map(tuple), DECIMALS),
)
ANSWER = st.one_of(st.none(), st.integers(0), st.floats(allow_nan=False, allow_infinity=False))


@st.composite
def filters(draw, domains):
    """Some columns of the domains, each with some of its values."""
    columns = draw(st.sets(st.sampled_from(sorted(domains))))
    return {c: draw(st.lists(st.sampled_from(domains[c]))) for c in columns}


@st.composite
def asked(draw):
    """Domains, and questions about them."""
    domains = draw(DOMAINS)
    held = sdc.nobody(domains)
    pairs = draw(st.lists(st.tuples(filters(domains), STATISTICS), min_size=2, max_size=4))
    return held, [Question(held.population(where), one) for where, one in pairs]


def through_json(form):
    return json.loads(json.dumps(form, allow_nan=False))


@given(asked(), st.lists(ANSWER, min_size=4, max_size=4))
def test_a_ledger_comes_back_exactly(case, values):
    held, questions = case
    ledger = Ledger(dict(zip(questions, values, strict=False)))
    back = sdc.ledger_from(through_json(sdc.ledger_form(ledger, held)), held)
    assert back == ledger
    assert {q: type(v) for q, v in back.answers.items()} == {
        q: type(v) for q, v in ledger.answers.items()
    }


@given(asked())
def test_two_questions_share_a_key_only_if_they_are_one(case):
    _, questions = case
    for one in questions:
        for other in questions:
            assert (sdc.question_key(one) == sdc.question_key(other)) == (one == other)


@given(asked(), st.randoms(use_true_random=False))
def test_a_key_is_the_same_however_the_question_is_phrased(case, random):
    held, questions = case
    turned = sdc.nobody({c: shuffled(random, values) for c, values in held.domains.items()})
    for one in questions:
        where = {c: shuffled(random, [*v, *v]) for c, v in one.population.where}
        if all(where.values()):
            where = {**held.domains, **where}
        asked_of = turned.population({c: where[c] for c in shuffled(random, where)})
        again = Question(asked_of, rephrased(random, one.statistic))
        assert sdc.question_key(again) == sdc.question_key(one)
        assert sdc.question_from(through_json(sdc.question_form(one)), turned) == again


def shuffled(random: Random, values):
    found = list(values)
    random.shuffle(found)
    return found


def rephrased(random: Random, one):
    codes = tuple(shuffled(random, one.codes * 2))
    return Statistic(one.kind, one.item, codes, one.decimals)


def test_a_key_is_what_it_was_when_the_first_ledger_was_stored():
    held = answered({"A": [1], "Ü": [2]})
    one = Question(held.population({"ward": ["Ü"]}), statistic("pct:q:4,5:1"))
    assert sdc.question_key(one) == (
        "7f0a576f417a6c8be4cf2f043d8e0cca6bd501b1b847e70705c268c1a3282f69"
    )


def test_whole_numbers_are_one_value_however_they_are_written():
    written = [sdc.nobody({"band": [one, 9]}).population({"band": [one]}) for one in (5, 5.0)]
    assert len({sdc.question_key(Question(one, N)) for one in written}) == 1


def test_a_value_that_is_no_number_has_no_key():
    with pytest.raises(ValueError, match="JSON"):
        sdc.question_key(Question(Population((("x", (float("nan"),)),)), N))


def test_what_a_statistic_does_not_use_does_not_make_another_of_it():
    assert Statistic("n", "q", (1,), 2) == N
    assert Statistic("mean", "q", (1,), 2) == statistic("mean:q:2")
    assert statistic("mean:q:a:2") == Statistic("mean", "q:a", decimals=2)
    with pytest.raises(ValueError, match="needs an option"):
        Statistic("pct", "q")


def test_a_release_planned_on_a_restored_ledger_is_the_same_release():
    held = answered({"A": mixed(25), "B": mixed(20), "C": mixed(4), "D": mixed(30)})
    first, then = menu(held, "n"), menu(held, "mean:q:2", "pct:q:1,2:1")
    ledger = sdc.plan(held, Policy(11), first).ledger
    back = sdc.ledger_from(through_json(sdc.ledger_form(ledger, held)), held)
    found = [sdc.plan(held, Policy(11), then, ledger=one).ledger.answers for one in (ledger, back)]
    assert found[0] == found[1]


def test_where_a_domain_has_grown_everybody_still_means_who_it_meant():
    before, now = wards({"A": 40, "B": 30}), wards({"A": 40, "B": 30, "C": 20})
    ledger = Ledger({count(before): 70, count(before, ward="A"): 40})
    back = sdc.ledger_from(sdc.ledger_form(ledger, before), now)
    assert back.answers == {count(now, ward="AB"): 70, count(now, ward="A"): 40}
    found = sdc.plan(now, Policy(11), [count(now)], ledger=back)
    assert found.ledger.answers[count(now)] == 90


def test_a_value_that_is_gone_is_missed_even_where_everybody_was_asked():
    before, now = wards({"A": 40, "B": 30}), wards({"A": 40})
    with pytest.raises(ValueError, match="'B' is no value of 'ward'"):
        sdc.ledger_from(sdc.ledger_form(Ledger({count(before): 70}), before), now)


def test_a_ledger_without_domains_is_read_by_those_of_the_records():
    held = wards({"A": 40, "B": 30})
    form = {"answers": [{"where": {}, "stat": "n", "value": 70}]}
    assert sdc.ledger_from(form, held) == Ledger({count(held): 70})


@pytest.mark.parametrize(
    ("form", "problem"),
    [
        ([], "answers, a list"),
        ({"answers": {}}, "answers, a list"),
        ({"answers": [], "domains": []}, "the domains must name columns"),
        ({"answers": [], "domains": {"ward": "A"}}, "the domains must name columns"),
        ({"answers": [], "domains": {"ward": [["A"]]}}, "the domains must name columns"),
        ({"answers": ["n"]}, "where, an object"),
        ({"answers": [{"where": [], "stat": "n"}]}, "where, an object"),
        ({"answers": [{"where": {}, "stat": 1}]}, "stat, a text"),
        ({"answers": [{"where": {"ward": "A"}, "stat": "n"}]}, "needs a list"),
        ({"answers": [{"where": {"ward": [["A"]]}, "stat": "n"}]}, "needs a list"),
        ({"answers": [{"where": {"ward": ["Z"]}, "stat": "n"}]}, "no value of 'ward'"),
        ({"answers": [{"where": {"site": ["A"]}, "stat": "n"}]}, "no column"),
        ({"answers": [{"where": {}, "stat": "median"}]}, "no statistic"),
        ({"answers": [{"where": {}, "stat": "n"}]}, "neither a number nor S"),
        ({"answers": [{"where": {}, "stat": "n", "value": True}]}, "neither a number nor S"),
        (
            {"answers": [{"where": {}, "stat": "n", "value": 1e999}]},
            "neither a number nor S",
        ),
    ],
)
def test_what_is_no_ledger_is_refused_with_what_is_wrong(form, problem):
    with pytest.raises(ValueError, match=problem):
        sdc.ledger_from(form, wards({"A": 40}))


def test_the_possible_reasons_are_told_by_the_question_alone():
    held = answered({"A": mixed(25), "B": mixed(4)})
    policy = Policy(11, sensitive=frozenset({"q"}))
    told = {
        text: {sdc.possible_reasons(one, policy) for one in menu(held, text)}
        for text in ("n", "base:q", "mean:q:2", "pct:q:1:0")
    }
    few, others = Reason.TOO_FEW, Reason.FOR_OTHERS
    mind = (few, Reason.OF_ONE_MIND, Reason.AT_AN_END)
    assert told == {
        "n": {(few, others)},
        "base:q": {(few, others)},
        "mean:q:2": {(*mind, others)},
        "pct:q:1:0": {(*mind, Reason.SMALL_OPTION, others)},
    }


def test_what_is_public_adds_and_takes_away_reasons():
    held = wards({"A": 40, "B": 40})
    one, other = count(held, ward="A"), count(held, ward="B")
    public = Public(headcounts=(Headcount(one.population, 41),), questions=frozenset({other}))
    assert Reason.NEARLY_ALL_ANSWERED in sdc.possible_reasons(one, Policy(11), public=public)
    assert Reason.NEARLY_ALL_ANSWERED not in sdc.possible_reasons(other, Policy(11))
    assert sdc.possible_reasons(other, Policy(11), public=public) == ()
