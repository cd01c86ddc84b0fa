"""Classes: the smallest groups of people that a set of populations can tell apart.

Every asked population is a union of classes, and so is every group that differences of
populations single out: parents less children, filters less filters, complements.
"""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from groundswell.science.disclosure.records import Codes, Population, Records, Value

Flags = NDArray[np.bool_]

LARGEST_GRID = 200_000
"""Most kinds of record written out (kinds). Beyond it only those that occur are, which
credits the attacker with knowing the rest to be empty."""


@dataclass(frozen=True)
class Item:
    """Answers to one item, class by class.

    Attributes
    ----------
    values : tuple
        The item's domain; None is no valid answer.
    tallies : int array of shape (n_classes, n_values)
        People with each answer.
    possible : bool array of the same shape
        Whether a person of the class can have that answer.
    """

    values: tuple[Value, ...]
    tallies: NDArray[np.int64]
    possible: Flags

    @cached_property
    def valid(self) -> Flags:
        """Which values are valid answers."""
        return np.array([value is not None for value in self.values])

    @cached_property
    def scores(self) -> NDArray[np.float64]:
        """The values as numbers; 0 stands for no valid answer."""
        return np.array([0.0 if value is None else float(value) for value in self.values])

    def among(self, codes: Collection[Value]) -> Flags:
        """Which values are among the codes."""
        return np.array([value is not None and value in codes for value in self.values])


@dataclass(frozen=True)
class Totals:
    """What some groups come to, a row a group.

    Attributes
    ----------
    people : int array of shape (n_groups,)
    answers : dict of str to int array of shape (n_groups, n_values)
        People with each answer to each item.
    """

    people: NDArray[np.int64]
    answers: Mapping[str, NDArray[np.int64]]

    def less(self, larger: Codes, smaller: Codes) -> "Totals":
        """What the groups of some rows have more than those of others."""
        answers = {name: one[larger] - one[smaller] for name, one in self.answers.items()}
        return Totals(self.people[larger] - self.people[smaller], answers)


@dataclass(frozen=True)
class Classes:
    """The classes of some populations, and who is in them.

    Attributes
    ----------
    counts : int array of shape (n_classes,)
        People in each class; may be 0 where public domains allow a class nobody is in.
    items : dict of str to Item
    members : dict of Population to int array
        The classes each population consists of.
    """

    counts: NDArray[np.int64]
    items: Mapping[str, Item]
    members: Mapping[Population, Codes]

    def people(self, members: Codes) -> int:
        """People in a union of classes."""
        return int(self.counts[members].sum())

    def answers(self, members: Codes, item: str) -> NDArray[np.int64]:
        """People with each answer in a union of classes."""
        return self.items[item].tallies[members].sum(axis=0)

    def totals(self, groups: Sequence[Codes]) -> Totals:
        """What some unions of classes come to."""
        ends = np.cumsum([0, *(one.size for one in groups)])
        at = np.concatenate([*groups, np.zeros(0, dtype=np.intp)])
        shape = (len(groups), self.counts.size)
        inside = sparse.csr_array((np.ones(at.size, dtype=np.int64), at, ends), shape=shape)
        return Totals(
            people=inside @ self.counts,
            answers={name: inside @ item.tallies for name, item in self.items.items()},
        )


def classes_of(held: Records, populations: Iterable[Population], items: Collection[str]) -> Classes:
    """The classes that some populations cut the records into.

    Parameters
    ----------
    held : Records
    populations : iterable of Population
    items : collection of str
        Items whose answers are wanted.

    Raises
    ------
    ValueError
        For an item without a column, or whose values are not numbers.

    Examples
    --------
    >>> from groundswell.science.disclosure.records import records
    >>> staff = records({"role": ["nurse", "hca", "medic"]}, {"role": ["nurse", "hca", "nurse"]})
    >>> nurses = staff.population({"role": ["nurse"]})
    >>> classes_of(staff, [staff.population(), nurses], []).counts.tolist()
    [2, 1]
    """
    distinct = list(dict.fromkeys(populations))
    grid = _grid(held, sorted({column for one in distinct for column, _ in one.where}))
    kinds = [grid.kinds(one) for one in distinct]
    class_of = _alike(kinds, grid.size)
    own = class_of[grid.kind_of_row]
    n_classes = int(class_of.max(initial=0)) + 1
    return Classes(
        counts=np.bincount(own, held.counts, minlength=n_classes).astype(np.int64),
        items={name: _item(held, name, own, grid, class_of) for name in items},
        members={
            one: np.unique(class_of[inside]) for one, inside in zip(distinct, kinds, strict=True)
        },
    )


def _alike(kinds: Sequence[Codes], size: int) -> Codes:
    """The class of each kind of record: those that stand in the same populations.

    Classes are numbered by their first kind, so that populations which cut none of them
    leave the numbers as they were.

    Told by a sum of two random 64-bit numbers for each population; that two classes have
    the same sum by chance is less likely than a fault of the machine.
    """
    draw = np.random.default_rng(len(kinds))
    marks = draw.integers(0, 2**64, (len(kinds), 2), dtype=np.uint64)
    sums = np.zeros((size, 2), dtype=np.uint64)
    for inside, mark in zip(kinds, marks, strict=True):
        sums[inside] += mark
    _, first, class_of = np.unique(sums, axis=0, return_index=True, return_inverse=True)
    by_first = np.empty(first.size, dtype=np.intp)
    by_first[np.argsort(first)] = np.arange(first.size)
    return by_first[class_of.ravel()]


@dataclass(frozen=True)
class _Grid:
    """Every kind of record there can be, by the columns that populations name."""

    positions: Mapping[str, Mapping[Value, int]]
    codes: Mapping[str, Codes]
    size: int
    kind_of_row: Codes

    @cached_property
    def _sorted(self) -> dict[str, tuple[Codes, Codes]]:
        """The kinds in the order of each column's values, and where each value begins."""
        found = {}
        for column, codes in self.codes.items():
            order = np.argsort(codes, kind="stable")
            ends = np.searchsorted(codes[order], np.arange(len(self.positions[column]) + 1))
            found[column] = (order, ends)
        return found

    def kinds(self, population: Population) -> Codes:
        """The kinds of record that a population holds."""
        if not population.where:
            return np.arange(self.size)
        wanted = [
            (column, [self.positions[column][value] for value in values])
            for column, values in population.where
        ]
        parts = [self._with(column, positions) for column, positions in wanted]
        found = min(parts, key=lambda part: part.size)
        for column, positions in wanted:
            allowed = np.zeros(len(self.positions[column]), dtype=bool)
            allowed[positions] = True
            found = found[allowed[self.codes[column][found]]]
        return found

    def _with(self, column: str, positions: list[int]) -> Codes:
        order, ends = self._sorted[column]
        parts = [order[ends[at] : ends[at + 1]] for at in positions]
        return np.concatenate(parts) if parts else order[:0]


def _grid(held: Records, columns: list[str]) -> _Grid:
    shape = tuple(len(held.domains[column]) for column in columns)
    rows = [held.codes[column] for column in columns]
    if not columns:
        return _Grid({}, {}, 1, np.zeros(held.counts.size, dtype=np.intp))
    if math.prod(shape) <= LARGEST_GRID:
        kinds = np.unravel_index(np.arange(math.prod(shape)), shape)
        kind_of_row = np.ravel_multi_index(tuple(rows), shape)
    else:
        found, kind_of_row = np.unique(np.array(rows), axis=1, return_inverse=True)
        kinds = tuple(found)
    codes = dict(zip(columns, kinds, strict=True))
    return _Grid(held.positions, codes, kinds[0].size, kind_of_row.ravel())


def _item(held: Records, name: str, own: Codes, grid: _Grid, class_of: Codes) -> Item:
    if name not in held.domains:
        raise ValueError(f"{name!r} is no column of the domains")
    values = held.domains[name]
    if any(isinstance(value, str) for value in values):
        raise ValueError(f"{name!r} has values that are not numbers")
    n_classes = int(class_of.max(initial=0)) + 1
    tallies = np.zeros((n_classes, len(values)), dtype=np.int64)
    np.add.at(tallies, (own, held.codes[name]), held.counts)
    possible = np.ones(tallies.shape, dtype=bool)
    if name in grid.codes:
        possible[:] = False
        possible[class_of, grid.codes[name]] = True
    return Item(values, tallies, possible)
