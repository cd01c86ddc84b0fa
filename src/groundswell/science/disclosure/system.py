"""The attacker's system: everything published, as linear constraints on unknown counts.

Unknowns are how many people each class has and how many of them gave each answer; `rows`
says what each published number puts on them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import sparse

from groundswell.science.disclosure.classes import Classes, Flags
from groundswell.science.disclosure.layout import Floats, Layout, layout_of
from groundswell.science.disclosure.policy import Fact, Headcount
from groundswell.science.disclosure.records import Codes, Population
from groundswell.science.disclosure.rows import (
    KNOWN,
    Base,
    bases,
    fact_row,
    joined,
    links,
    published,
    same,
)
from groundswell.science.disclosure.statistics import Question
from groundswell.science.disclosure.values import by_statistic


@dataclass(frozen=True)
class System:
    """Constraints low <= matrix @ unknowns <= high, each owned by a question or public.

    Attributes
    ----------
    layout : Layout
    matrix : csr_array of shape (n_rows, n_unknowns)
    low, high : float arrays of shape (n_rows,)
    owner : int array of shape (n_rows,)
        Which question's answer the row is; `KNOWN` for facts and for the links between
        head counts and answers.
    beside, instead : int arrays of the same shape
        The question without whose answer a row does not hold, and the one beside whose
        answer it is not needed; `KNOWN` for none.
    truth, upper : arrays of shape (n_unknowns,)
        The true table, and the most an attacker reckons with.
    settles : int array of shape (n_questions,)
        The node whose own answer a question is (its population is one class); -1 for none.
    asks_of : int array of shape (n_questions,)
        A number for each question's population.
    """

    layout: Layout
    matrix: sparse.csr_array
    low: Floats
    high: Floats
    owner: Codes
    beside: Codes
    instead: Codes
    truth: Floats
    upper: Floats
    settles: Codes
    asks_of: Codes

    @cached_property
    def columns(self) -> sparse.csc_array:
        """The matrix by its columns: what a few unknowns do takes the time of those few."""
        return sparse.csc_array(self.matrix)

    def rows(self, shown: Flags) -> Flags:
        """Which rows hold while these questions are shown."""
        stands = (self.owner == KNOWN) | shown[self.owner]
        stands &= (self.beside == KNOWN) | shown[self.beside]
        return stands & ((self.instead == KNOWN) | ~shown[self.instead])

    def said_by(self, rows: Codes) -> frozenset[int]:
        """The questions whose answers some rows are made of."""
        made_of = np.concatenate([self.owner[rows], self.beside[rows]])
        return frozenset(made_of[made_of != KNOWN].tolist())


def system_of(
    classes: Classes,
    questions: Sequence[Question],
    values: Sequence[float | None],
    facts: Sequence[Fact] = (),
    headcounts: Mapping[Population, Headcount] | None = None,
    most_people: int = 500,
) -> System:
    """The system in which every answer has its rows; `System.rows` takes those shown."""
    layout, heads = layout_of(classes), headcounts or {}
    row_of = {population: number for number, population in enumerate(classes.members)}
    asks_of = np.array([row_of[question.population] for question in questions], dtype=np.intp)
    groups = list(classes.members.values())
    parts = [links(layout, name) for name in layout.begins]
    parts += [fact_row(layout, fact) for fact in facts]
    of_item = bases(layout, questions, values, asks_of)
    for asked, numbers in by_statistic(questions).items():
        told = same(numbers, values, asks_of, groups)
        base = of_item.get(asked.item)
        own = Base(base.number[told.numbers], base.people[told.numbers]) if base else None
        parts += published(
            layout, asked, told, [heads.get(questions[n].population) for n in numbers], own
        )
    found = joined(parts, layout.size)
    truth = _truth(classes)
    return System(
        layout=layout,
        matrix=found.matrix,
        low=found.low,
        high=found.high,
        owner=found.owner,
        beside=found.beside,
        instead=found.instead,
        truth=truth,
        upper=np.maximum(truth, most_people) * _possible(classes),
        settles=_settled(layout, questions, asks_of, groups),
        asks_of=asks_of,
    )


def _truth(classes: Classes) -> Floats:
    answers = [item.tallies.ravel() for item in classes.items.values()]
    return np.concatenate([classes.counts, *answers]).astype(float)


def _possible(classes: Classes) -> Floats:
    answers = [item.possible.ravel() for item in classes.items.values()]
    return np.concatenate([np.ones(classes.counts.size), *answers]).astype(float)


def _settled(
    layout: Layout, questions: Sequence[Question], asks_of: Codes, groups: Sequence[Codes]
) -> Codes:
    alone = np.array([one[0] if one.size == 1 else -1 for one in groups], dtype=np.intp)
    numbers = {name: number for number, name in enumerate(layout.classes.items, 1)}
    kinds = [numbers.get(question.statistic.item, 0) for question in questions]
    node = alone[asks_of] + layout.classes.counts.size * np.array(kinds, dtype=np.intp)
    return np.where(alone[asks_of] < 0, -1, node)
