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
from groundswell.science.disclosure.values import by_statistic

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


@dataclass(frozen=True)
class _Rows:
    """Some rows of the system.

    Attributes
    ----------
    row, at : int arrays of shape (n_entries,)
        Where each weight stands.
    weights : float array of the same shape
    low, high : float arrays of shape (n_rows,)
    owner : int array of shape (n_rows,)
    """

    row: Codes
    at: Codes
    weights: Floats
    low: Floats
    high: Floats
    owner: Codes


_NONE: Codes = np.zeros(0, dtype=np.intp)
_NO_ROWS = _Rows(_NONE, _NONE, np.zeros(0), np.zeros(0), np.zeros(0), _NONE)


@dataclass(frozen=True)
class _Asked:
    """Everything that asks for one statistic: questions, their classes, their answers.

    Attributes
    ----------
    numbers, values : arrays of shape (n_questions,)
    which, members : int arrays of shape (n_entries,)
        Each class of each question's population.
    """

    numbers: Codes
    values: Floats
    which: Codes
    members: Codes

    def rows(self, weights: Floats, at: Codes, low: Floats, high: Floats) -> _Rows:
        """A row a question; weights and positions of shape (n_entries, n_used)."""
        which = np.repeat(self.which, at.shape[1])
        return _Rows(which, at.ravel(), weights.ravel(), low, high, self.numbers)


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
    parts = [_NO_ROWS, *(_links(layout, name) for name in layout.begins)]
    parts += [_fact(layout, fact) for fact in facts]
    for asked, numbers in by_statistic(questions).items():
        at = np.array(numbers, dtype=np.intp)
        same = _same(at, np.array([values[number] or 0.0 for number in numbers]), asks_of, groups)
        parts += _published(
            layout, asked, same, [heads.get(questions[n].population) for n in numbers]
        )
    matrix, low, high, owner = _joined(parts, layout.size)
    truth = _truth(classes)
    return System(
        layout=layout,
        matrix=matrix,
        low=low,
        high=high,
        owner=owner,
        truth=truth,
        upper=np.maximum(truth, most_people) * _possible(classes),
        settles=_settled(layout, questions, asks_of, groups),
        asks_of=asks_of,
    )


def _same(numbers: Codes, values: Floats, asks_of: Codes, groups: Sequence[Codes]) -> _Asked:
    members = [groups[number] for number in asks_of[numbers]]
    which = np.repeat(np.arange(numbers.size), [one.size for one in members])
    return _Asked(numbers, values, which, np.concatenate([*members, numbers[:0]]))


def _joined(parts: Sequence[_Rows], width: int) -> tuple[sparse.csr_array, Floats, Floats, Codes]:
    """The rows of all parts, in the order of their owners."""
    owner = np.concatenate([one.owner for one in parts])
    order = np.argsort(owner, kind="stable")
    place = np.empty_like(order)
    place[order] = np.arange(order.size)
    begins = np.cumsum([0, *(one.owner.size for one in parts)])
    row = np.concatenate([one.row + begin for one, begin in zip(parts, begins, strict=False)])
    at = np.concatenate([one.at for one in parts])
    weights = np.concatenate([one.weights for one in parts])
    used = np.flatnonzero(weights)
    matrix = sparse.csr_array(
        sparse.coo_array((weights[used], (place[row[used]], at[used])), shape=(owner.size, width))
    )
    low = np.concatenate([one.low for one in parts])[order]
    return matrix, low, np.concatenate([one.high for one in parts])[order], owner[order]


def _links(layout: Layout, name: str) -> _Rows:
    """Everybody gives each item one answer, "none" included."""
    n_classes, width = layout.classes.items[name].tallies.shape
    classes = np.arange(n_classes)
    answers = layout.begins[name] + classes[:, None] * width + np.arange(width)
    none = np.zeros(n_classes)
    return _Rows(
        row=np.repeat(classes, width + 1),
        at=np.column_stack([answers, classes]).ravel(),
        weights=np.tile([*np.ones(width), -1.0], n_classes),
        low=none,
        high=none,
        owner=np.full(n_classes, KNOWN),
    )


def _fact(layout: Layout, fact: Fact) -> _Rows:
    at, weights = _told(layout, fact)
    return _Rows(
        row=np.zeros(at.size, dtype=np.intp),
        at=at,
        weights=weights,
        low=np.array([fact.low]),
        high=np.array([fact.high]),
        owner=np.array([KNOWN]),
    )


def _told(layout: Layout, fact: Fact) -> tuple[Codes, Floats]:
    """Positions and weights of the people a fact is about."""
    members = layout.classes.members.get(fact.population)
    if members is not None:
        return members, np.ones(members.size)
    item = next(c for c, _ in fact.population.where if c in layout.begins)
    outside = Population(tuple(pair for pair in fact.population.where if pair[0] != item))
    told = dict(fact.population.where)[item]
    among = np.array([value in told for value in layout.classes.items[item].values])
    return layout.weighted(layout.classes.members[outside], item, among.astype(float))


def _published(
    layout: Layout, asked: Statistic, same: _Asked, heads: Sequence[Headcount | None]
) -> Iterator[_Rows]:
    half = 0.5 * 10.0**-asked.decimals + ROUNDING_SLACK
    people, ones = same.members[:, None], np.ones((same.members.size, 1))
    if asked.kind == "n":
        yield same.rows(ones, people, same.values, same.values)
    elif asked.kind == "rate":
        per = np.array([one.asked for one in heads if one]) / 100
        yield same.rows(ones, people, (same.values - half) * per, (same.values + half) * per)
    else:
        yield from _of_item(layout, asked, same, half)


def _of_item(layout: Layout, asked: Statistic, same: _Asked, half: float) -> Iterator[_Rows]:
    item = layout.classes.items[asked.item]
    at = layout.begins[asked.item] + same.members[:, None] * len(item.values)
    at = at + np.arange(len(item.values))
    if asked.kind in {"base", "sum"}:
        weights = np.broadcast_to(Measure(asked.kind, asked.item).weights(item), at.shape)
        yield same.rows(weights, at, same.values, same.values)
        return
    base = np.broadcast_to(item.valid.astype(float), at.shape)
    scores = item.scores if asked.kind == "mean" else 100.0 * item.among(asked.codes)
    over = scores - same.values[same.which][:, None]
    none, unbound = np.zeros(same.numbers.size), np.full(same.numbers.size, np.inf)
    yield same.rows(base, at, np.ones(same.numbers.size), unbound)
    yield same.rows(base * (over + half), at, none, unbound)
    yield same.rows(base * (over - half), at, -unbound, none)


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
