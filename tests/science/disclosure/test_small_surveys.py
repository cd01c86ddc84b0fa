"""A survey of two wards and of four more people: whole numbers alone give much of it away."""

import random

import pytest

from groundswell.science import disclosure as sdc
from groundswell.science.disclosure import Headcount, Policy, Public, Question, exposing, statistic

CHOICES = (1, 2, 3, 4, 5)
ANSWERED = {"Seven": 20, "Eight": 18, "Rest": 4}
ASKED = {"Seven": 22, "Eight": 20, "Rest": 19}
ITEMS = ("rested", "heard")
POLICY = Policy(10)


def a_small_survey():
    """Everybody in full, the two wards with their means; how many were asked is public."""
    draw = random.Random(7)
    wards = [ward for ward, n in ANSWERED.items() for _ in range(n)]
    given = {item: [draw.choice((2, 3, 4, 4, 5)) for _ in wards] for item in ITEMS}
    domains = {"ward": list(ANSWERED), **dict.fromkeys(ITEMS, CHOICES)}
    held = sdc.records(domains, {"ward": wards, **given})
    each = [
        "n",
        *(
            f"{kind}:{item}{places}"
            for item in ITEMS
            for kind, places in (("base", ""), ("mean", ":2"))
        ),
    ]
    shares = [f"pct:{item}:{code}:0" for item in ITEMS for code in CHOICES]
    where = [({}, [*each, *shares]), ({"ward": ["Seven"]}, each), ({"ward": ["Eight"]}, each)]
    asked = [Question(held.population(w), statistic(text)) for w, texts in where for text in texts]
    heads = [Headcount(held.population({"ward": [ward]}), n) for ward, n in ASKED.items()]
    heads.append(Headcount(held.population({}), sum(ASKED.values())))
    return held, asked, Public(headcounts=tuple(heads))


@pytest.mark.parametrize(("most_unproved", "most_hidden"), [(exposing.MOST_UNPROVED, 14), (0, 16)])
def test_a_small_survey_is_planned_and_most_of_it_shown(monkeypatch, most_unproved, most_hidden):
    """Also where it is given up early to find out which numbers give a value away."""
    monkeypatch.setattr(exposing, "MOST_UNPROVED", most_unproved)
    held, asked, public = a_small_survey()
    found = sdc.plan(held, POLICY, asked, public=public)
    answers = [found.ledger.answers[question] for question in asked]
    assert answers.count(None) <= most_hidden
    assert sdc.audit(held, POLICY, found.ledger.answers, public=public) == []


def test_all_of_it_shown_would_give_the_few_away():
    held, asked, public = a_small_survey()
    naive = sdc.recorded(held, asked, public)
    assert sdc.audit(held, POLICY, naive, public=public)
