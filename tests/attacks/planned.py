"""A made-up case put through the command's own steps, and its naive release."""

import copy
from pathlib import Path

from groundswell.cli.disclose import planned, released
from groundswell.cli.disclose_case import case_from
from groundswell.cli.disclose_files import Faults
from groundswell.science import disclosure

KNOWN_TO_THE_PLANNER = (
    "id",
    "k_min",
    "rule",
    "domains",
    "queries",
    "attacker_knows",
    "population_upper_bound",
    "microdata",
)


def read(case):
    """The case as the command reads it, without what only an intruder knows."""
    raw = {key: copy.deepcopy(case[key]) for key in KNOWN_TO_THE_PLANNER if key in case}
    return case_from(raw, Faults(Path("case.json")))


def release_of(case, ledger=None):
    """What the command releases of a case."""
    own = read(case)
    found, _ = planned(own, ledger or disclosure.Ledger())
    return released(own, found)


def naive_release_of(case):
    """What is released by who only asks whether a cell has k people."""
    own = read(case)
    cells = [cell for stage in own.stages for cell in stage]
    counts = [
        disclosure.Question(one.population, disclosure.N) for c in cells for one in c.questions
    ]
    wanted = [*counts, *(question for cell in cells for question in cell.questions)]
    recorded = disclosure.recorded(own.held, wanted)

    def shown(question):
        return recorded[disclosure.Question(question.population, disclosure.N)] >= case["k_min"]

    answers = {one: value if shown(one) else None for one, value in recorded.items()}
    return released(own, disclosure.Ledger(answers))


def n_hidden(release):
    """Hidden numbers and all numbers of a release."""
    values = [v for query in release.values() for cell in query.values() for v in cell.values()]
    return values.count("S"), len(values)
