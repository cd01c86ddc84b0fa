"""The attacker's system: everything published, as linear constraints on unknown counts.

Unknowns are how many people each class has and how many of them gave each answer. A shown
count is an equation; a shown mean or proportion puts sum((x - m) c) within half a rounding
unit times sum(c), so that a hidden base is allowed for.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from groundswell.science.disclosure.classes import Classes, Flags, Item
from groundswell.science.disclosure.policy import Fact, Headcount
from groundswell.science.disclosure.records import Codes, Population
from groundswell.science.disclosure.statistics import Question, Statistic

Floats = NDArray[np.float64]

KNOWN = -1
"""Owner of a row that is public whatever is shown."""

ROUNDING_SLACK = 1e-9
"""Added to half a rounding unit, so that a value on the edge counts as inside (no unit)."""


@dataclass(frozen=True)
class Measure:
    """What is counted or summed over a group.

    Attributes
    ----------
    kind : {"n", "base", "sum", "codes"}
        People, valid answers, their sum, or people who gave certain answers.
    item : str
        Empty for n.
    codes : tuple of float
        For codes: the answers that count.
    """

    kind: str
    item: str = ""
    codes: tuple[float, ...] = ()

    def __str__(self) -> str:
        told = {
            "n": "number of people",
            "base": f"number who answered {self.item}",
            "sum": f"sum of the answers to {self.item}",
            "codes": f"number who answered {self.item} with {self._codes}",
        }
        return told[self.kind]

    @property
    def _codes(self) -> str:
        return " or ".join(f"{code:g}" for code in self.codes)

    def weights(self, item: Item) -> Floats:
        """Weight of each answer."""
        if self.kind == "sum":
            return item.scores
        return (item.valid if self.kind == "base" else item.among(self.codes)).astype(float)


@dataclass(frozen=True)
class Layout:
    """Where each unknown stands, and to which node it belongs.

    A node is the head count of one class, or the answers of one class to one item: what
    can move while the rest of the table stays as it is.
    """

    classes: Classes
    begins: Mapping[str, int]
    node: Codes

    @property
    def size(self) -> int:
        """Number of unknowns."""
        return self.node.size

    @cached_property
    def n_nodes(self) -> int:
        """Number of nodes."""
        return self.classes.counts.size * (1 + len(self.classes.items))

    def vector(self, members: Codes, measure: Measure) -> tuple[Codes, Floats]:
        """Positions and weights of a measure of a union of classes."""
        if measure.kind == "n":
            return members, np.ones(members.size)
        weights = measure.weights(self.classes.items[measure.item])
        return self.weighted(members, measure.item, weights)

    def weighted(self, members: Codes, item: str, weights: Floats) -> tuple[Codes, Floats]:
        """Positions and weights of answers to an item; weights of 0 are left out."""
        used = np.flatnonzero(weights)
        at = self.begins[item] + members[:, None] * weights.size + used
        return at.ravel(), np.tile(weights[used], members.size)

    def dense(self, members: Codes, measure: Measure) -> Floats:
        """A measure as a vector over all unknowns."""
        full = np.zeros(self.size)
        at, weights = self.vector(members, measure)
        full[at] = weights
        return full


def layout_of(classes: Classes) -> Layout:
    """Number the unknowns: head counts first, then item by item the answers."""
    n_classes = classes.counts.size
    node = [np.arange(n_classes)]
    begins, at = {}, n_classes
    for number, (name, item) in enumerate(classes.items.items(), 1):
        begins[name] = at
        at += item.tallies.size
        node.append(np.repeat(np.arange(n_classes) + number * n_classes, len(item.values)))
    return Layout(classes, begins, np.concatenate(node))


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
    truth: Floats
    upper: Floats
    settles: Codes
    asks_of: Codes

    def rows(self, shown: Flags) -> Flags:
        """Which rows hold while these questions are shown."""
        return (self.owner == KNOWN) | shown[self.owner]


Row = tuple[Codes, Floats, float, float]


@dataclass(frozen=True)
class Answered:
    """A question and the answer that is, or would be, shown."""

    question: Question
    value: float


def system_of(
    classes: Classes,
    answered: Sequence[Answered],
    facts: Sequence[Fact] = (),
    headcounts: Mapping[Population, Headcount] | None = None,
    most_people: int = 500,
) -> System:
    """The system in which every answer has its rows; `System.rows` takes those shown."""
    layout = layout_of(classes)
    rows: list[Row] = []
    owner: list[int] = []
    for row in (*_links(layout), *_facts(layout, facts)):
        rows.append(row)
        owner.append(KNOWN)
    for number, one in enumerate(answered):
        found = list(_published(layout, one, headcounts or {}))
        rows += found
        owner += [number] * len(found)
    numbers = {population: number for number, population in enumerate(classes.members)}
    truth = _truth(classes)
    upper = np.maximum(truth, most_people) * _possible(classes)
    return System(
        layout=layout,
        matrix=_matrix(rows, layout.size),
        low=np.array([row[2] for row in rows]),
        high=np.array([row[3] for row in rows]),
        owner=np.array(owner, dtype=np.intp),
        truth=truth,
        upper=upper,
        settles=np.array([_settled(layout, one.question) for one in answered], dtype=np.intp),
        asks_of=np.array([numbers[one.question.population] for one in answered], dtype=np.intp),
    )


def _matrix(rows: Sequence[Row], width: int) -> sparse.csr_array:
    sizes = [row[0].size for row in rows]
    ends = np.concatenate([[0], np.cumsum(sizes)]).astype(np.intp)
    at = np.concatenate([row[0] for row in rows]) if rows else np.zeros(0, dtype=np.intp)
    weights = np.concatenate([row[1] for row in rows]) if rows else np.zeros(0)
    return sparse.csr_array((weights, at, ends), shape=(len(rows), width))


def _links(layout: Layout) -> Iterator[Row]:
    """Everybody gives each item one answer, "none" included."""
    n_classes = layout.classes.counts.size
    for name, begin in layout.begins.items():
        width = len(layout.classes.items[name].values)
        for one in range(n_classes):
            answers = begin + one * width + np.arange(width)
            at = np.concatenate([answers, [one]])
            yield at, np.concatenate([np.ones(width), [-1.0]]), 0.0, 0.0


def _facts(layout: Layout, facts: Sequence[Fact]) -> Iterator[Row]:
    for fact in facts:
        item = next((c for c, _ in fact.population.where if c in layout.begins), None)
        outside = Population(tuple(pair for pair in fact.population.where if pair[0] != item))
        members = layout.classes.members.get(fact.population)
        if members is not None:
            yield members, np.ones(members.size), fact.low, fact.high
            continue
        told = dict(fact.population.where)[str(item)]
        among = np.array([value in told for value in layout.classes.items[str(item)].values])
        at, weights = layout.weighted(
            layout.classes.members[outside], str(item), among.astype(float)
        )
        yield at, weights, fact.low, fact.high


def _published(
    layout: Layout, one: Answered, headcounts: Mapping[Population, Headcount]
) -> Iterator[Row]:
    asked, value = one.question.statistic, one.value
    members = layout.classes.members[one.question.population]
    half = 0.5 * 10.0**-asked.decimals + ROUNDING_SLACK
    if asked.kind == "rate":
        per = headcounts[one.question.population].asked / 100
        yield members, np.ones(members.size), (value - half) * per, (value + half) * per
    elif asked.kind in {"n", "base", "sum"}:
        at, weights = layout.vector(members, Measure(asked.kind, asked.item))
        yield at, weights, value, value
    else:
        yield from _ratio(layout, members, asked, value, half)


def _ratio(
    layout: Layout, members: Codes, asked: Statistic, value: float, half: float
) -> Iterator[Row]:
    item = layout.classes.items[asked.item]
    scores = item.scores if asked.kind == "mean" else 100.0 * item.among(asked.codes)
    base = item.valid.astype(float)
    at, weights = layout.weighted(members, asked.item, base)
    yield at, weights, 1.0, np.inf
    at, weights = layout.weighted(members, asked.item, base * (scores - value + half))
    yield at, weights, 0.0, np.inf
    at, weights = layout.weighted(members, asked.item, base * (scores - value - half))
    yield at, weights, -np.inf, 0.0


def _truth(classes: Classes) -> Floats:
    answers = [item.tallies.ravel() for item in classes.items.values()]
    return np.concatenate([classes.counts, *answers]).astype(float)


def _possible(classes: Classes) -> Floats:
    answers = [item.possible.ravel() for item in classes.items.values()]
    return np.concatenate([np.ones(classes.counts.size), *answers]).astype(float)


def _settled(layout: Layout, question: Question) -> int:
    members = layout.classes.members[question.population]
    if members.size != 1:
        return -1
    n_classes = layout.classes.counts.size
    numbers = {name: number for number, name in enumerate(layout.classes.items, 1)}
    return int(members[0] + n_classes * numbers.get(question.statistic.item, 0))
