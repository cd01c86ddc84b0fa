"""Ten thousand sequences of random filters on a survey of 5,000 people in 60 units and 5 staff
groups: each filter is like the last but for a unit or two, as somebody would go after a few people.
Every one is planned against the ledger of what was shown before, by the steps of `actions.ask`. An
attacker who shares nothing with the planner takes the difference of every two numbers shown; of
every hundredth sequence an integer programme looks for the least and most that each small group can
be. The same put to a build that forgets its ledger shows that the attacker bites."""

import time
from concurrent.futures import ProcessPoolExecutor

import numpy as np
from tests.attacks import filters

from groundswell.ground.releases import planning
from groundswell.ground.releases.kinds import EVERYBODY, PEOPLE, Answers, Menu, Part, mean
from groundswell.science.disclosure import Ledger, Policy

TITLE = "What filters give away"
K = 10
SEQUENCES = 10_000
FILTERS = 4  # of one sequence
FORGETFUL = 200  # sequences of the build that forgets
SAMPLED = 100  # every so many sequences one is put to the integer programme
MOST_SECONDS = 3_000  # of all sequences; what was not begun by then is not counted
STATISTICS = (PEOPLE, mean("q"))


def trial() -> list[str]:
    ends = time.time() + MOST_SECONDS
    with ProcessPoolExecutor(2) as workers:
        kept = list(workers.map(_tried, range(SEQUENCES), [ends] * SEQUENCES, chunksize=20))
        forgot = list(workers.map(_forgotten, range(FORGETFUL)))
    done = [one for one in kept if one is not None]
    shown, hidden, isolated, concluded, sampled = (sum(c) for c in zip(*done, strict=True))
    lines = [
        "| Sequences | Filters each | Numbers shown | Hidden | Groups under 10 isolated"
        " | Put to the programme | Secrets narrowed |",
        "|--:|--:|--:|--:|--:|--:|--:|",
        f"| {len(done):,} | {FILTERS} | {shown:,} | {hidden:,} | {isolated} | {sampled}"
        f" | {concluded} |",
        "",
        f"Of {FORGETFUL} sequences put to a build that forgets its ledger, {sum(forgot)} isolated"
        " a group under 10.",
    ]
    assert not isolated and not concluded, "\n".join(["something leaks", *lines])
    assert sum(forgot), "the attacker finds nothing where there is something to find"
    return lines


def _trust() -> tuple[filters.Staff, planning.Frozen]:
    staff = filters.a_trust(5_000, 60, 5, seed=1)
    answers = Answers(
        {**staff.domains, "q": [1, 2, 3, 4, 5]},
        {**staff.codes, "q": staff.answers - 1},
        np.ones(staff.answers.size, dtype=int),
    )
    return staff, planning.frozen(answers, [1])


def _sequence(seed: int, *, remembers: bool) -> tuple[filters.Staff, list[filters.Told]]:
    staff, data = _trust()
    wanted = list(filters.random_filters(staff, np.random.default_rng(seed), FILTERS))
    ledger = Ledger()
    for where in (EVERYBODY, *wanted):
        before = ledger if remembers else Ledger()
        found = planning.planned(data, Policy(K), Menu((Part((where,), STATISTICS),)), before)
        ledger = ledger.with_answers(found)
    told = [
        (where, str(one), ledger.answers[data.question(where, one)])
        for where in (EVERYBODY, *wanted)
        for one in STATISTICS
    ]
    return staff, told


def _tried(seed: int, ends: float) -> tuple[int, int, int, int, int] | None:
    if time.time() > ends:
        return None
    staff, told = _sequence(seed, remembers=True)
    isolated = filters.differences(staff, told, K), filters.too_small(staff, told, K)
    is_sampled = seed % SAMPLED == 0
    concluded = filters.by_programme(staff, told, K) if is_sampled else []
    hidden = sum(value is None for _, _, value in told)
    return len(told) - hidden, hidden, sum(map(len, isolated)), len(concluded), int(is_sampled)


def _forgotten(seed: int) -> bool:
    staff, told = _sequence(seed, remembers=False)
    return bool(filters.differences(staff, told, K))
