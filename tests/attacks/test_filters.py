"""Filters one after the other, each harmless: no sequence of them isolates fewer than k people.

The same at full size: `make proof`, tests/proof/filters.py.
"""

import numpy as np
import pytest
from tests.attacks import filters
from tests.ground.releases.survey import KIND
from tests.world import NOON, a_founder

from groundswell.ground.kernel.decisions import ALLOWED
from groundswell.ground.releases import actions, queries
from groundswell.ground.releases.actions import drafting
from groundswell.ground.releases.kinds import (
    EVERYBODY,
    PEOPLE,
    Answers,
    Menu,
    Part,
    Source,
    mean,
    sources,
)

pytestmark = pytest.mark.django_db
STAFF = filters.a_trust(600, 8, 3, seed=2)  # its smallest unit has seven
K = 10


@pytest.fixture
def release():
    answers = Answers(
        {**STAFF.domains, "q": [1, 2, 3, 4, 5]},
        {**STAFF.codes, "q": STAFF.answers - 1},
        np.ones(STAFF.answers.size, dtype=int),
    )
    waiting = [0]
    source = Source(
        answers=lambda subject, marker: answers,
        n=lambda subject, marker: waiting[0],
        texts=lambda subject, marker, item: [],
        may_publish=lambda actor, subject: ALLOWED,
        tables=(),
        writers=(),
    )
    with sources.only(**{KIND: source}):
        series = actions.begin_series(
            kind=KIND, subject_id=a_founder().id, organisation_id=None, by=a_founder(), at=NOON
        )
        waiting[0] = STAFF.answers.size
        menu = Menu((Part((EVERYBODY,), (PEOPLE, mean("q"))),))
        yield actions.publish(series=series, marker=1, menu=menu, by=a_founder(), at=NOON)


def shown_after(release, wanted) -> list[filters.Told]:
    """Everything that is shown after filters were set one by one."""
    statistics = (PEOPLE, mean("q"))
    for where in wanted:
        actions.ask(release=release, menu=Menu((Part((where,), statistics),)), at=NOON)
    shown = queries.numbers(release)
    return [(w, str(s), shown.value(w, s)) for w in (EVERYBODY, *wanted) for s in statistics]


@pytest.mark.parametrize("seed", range(6))
def test_no_sequence_of_filters_isolates_a_few(release, seed):
    wanted = list(filters.random_filters(STAFF, np.random.default_rng(seed), 5))
    told = shown_after(release, wanted)
    assert filters.too_small(STAFF, told, K) == []
    assert filters.differences(STAFF, told, K) == []
    assert filters.by_programme(STAFF, told, K) == []


def test_an_ask_that_forgets_the_ledger_is_found_out(release, monkeypatch):
    sizes = {u: int(STAFF.inside({"unit": [u]}).sum()) for u in STAFF.domains["unit"]}
    smallest = min(sizes, key=lambda unit: sizes[unit])
    assert 0 < sizes[smallest] < K
    others = {"unit": [unit for unit in sizes if unit != smallest]}
    assert filters.differences(STAFF, shown_after(release, [others]), K) == []
    forgetful = {"unit": others["unit"][:-1]}, {"unit": [*others["unit"][:-1], smallest]}
    assert filters.differences(STAFF, shown_after(release, forgetful), K) == []
    monkeypatch.setattr(drafting, "_rows", lambda series: [])
    again = {"unit": others["unit"][1:]}, {"unit": [*others["unit"][1:], smallest]}
    assert filters.differences(STAFF, shown_after(release, again), K)
