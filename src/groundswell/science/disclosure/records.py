"""Records, and populations as sets of them in one canonical form."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

Value = str | int | float | None
Filter = Mapping[str, Collection[Value]]
Codes = NDArray[np.intp]

MEMBER, NOT_MEMBER = "yes", "no"
"""Values of the column that `records_of_sets` makes of each set."""


class Kept:
    """What is looked up often: its hash is worked out once, and not again for each look-up.

    It does not go along when something is pickled: another process hashes otherwise.
    """

    def __hash__(self) -> int:
        kept = vars(self)
        if "_hash" not in kept:
            kept["_hash"] = hash(tuple(kept.values()))
        found: int = kept["_hash"]
        return found

    def __getstate__(self) -> dict[str, object]:
        return {name: value for name, value in vars(self).items() if name != "_hash"}


@dataclass(frozen=True)
class Population(Kept):
    """A set of people, told by public characteristics, in canonical form.

    Attributes
    ----------
    where : tuple of (column, values)
        Sorted by column; values in the order of their domain. A column that lets every
        value through is left out, so that two ways of asking for the same people are
        one and the same population.
    """

    where: tuple[tuple[str, tuple[Value, ...]], ...]

    __hash__ = Kept.__hash__

    def __str__(self) -> str:
        if not self.where:
            return "everybody"
        told = (f"{column} = {' or '.join(map(str, values))}" for column, values in self.where)
        return ", ".join(told)


@dataclass(frozen=True)
class Records:
    """What people answered, a row a kind of record.

    Attributes
    ----------
    domains : dict of str to tuple
        Public: every value that each column can have. None is "not answered".
    codes : dict of str to int array of shape (n_rows,)
        Position of each row's value in its domain.
    counts : int array of shape (n_rows,)
        People whom each row stands for.
    """

    domains: Mapping[str, tuple[Value, ...]]
    codes: Mapping[str, Codes]
    counts: NDArray[np.int64]

    @cached_property
    def positions(self) -> dict[str, dict[Value, int]]:
        """Where each value stands in its domain."""
        return {
            column: {value: at for at, value in enumerate(values)}
            for column, values in self.domains.items()
        }

    def population(self, where: Filter | None = None) -> Population:
        """The people whom a filter lets through, in canonical form.

        Parameters
        ----------
        where : mapping of column to the values let through, optional
            Default: everybody.

        Raises
        ------
        ValueError
            For a column or value that is not in the domains.

        Examples
        --------
        >>> staff = records({"role": ["nurse", "medic"]}, {"role": ["nurse", "nurse"]})
        >>> staff.population({"role": ["medic", "nurse"]}) == staff.population()
        True
        """
        kept = []
        for column, values in sorted((where or {}).items()):
            wanted = {self._position(column, value) for value in values}
            domain = self.domains[column]
            if not wanted:
                return Population(((column, ()),))
            if len(wanted) < len(domain):
                kept.append((column, tuple(domain[at] for at in sorted(wanted))))
        return Population(tuple(kept))

    def _position(self, column: str, value: Value) -> int:
        if column not in self.domains:
            raise ValueError(f"{column!r} is no column of the domains")
        if value not in self.positions[column]:
            raise ValueError(f"{value!r} is no value of {column!r}")
        return self.positions[column][value]


def records(
    domains: Mapping[str, Sequence[Value]],
    columns: Mapping[str, Sequence[Value]],
    counts: Sequence[int] | None = None,
) -> Records:
    """Records from their columns.

    Parameters
    ----------
    domains : mapping of column to its public values
    columns : mapping of column to the records' values
        Every column of the domains; others are passed over.
    counts : sequence of int, optional
        People whom each row stands for. Default: one each.

    Raises
    ------
    ValueError
        For a missing column, a value outside its domain, or a negative count.

    Examples
    --------
    >>> staff = records({"unit": ["A", "B"]}, {"unit": ["A", "B", "A"]}, [5, 1, 2])
    >>> int(staff.counts.sum())
    8
    """
    tidy = {column: tuple(values) for column, values in domains.items()}
    n_rows = max((len(columns[c]) for c in tidy if c in columns), default=0)
    weights = np.asarray(np.ones(n_rows) if counts is None else counts, dtype=np.int64)
    if (weights < 0).any():
        raise ValueError("a row cannot stand for fewer than no people")
    found = Records(tidy, {}, weights)
    return Records(tidy, {c: _coded(found, c, columns) for c in tidy}, weights)


def coded(
    domains: Mapping[str, Sequence[Value]],
    codes: Mapping[str, ArrayLike],
    counts: ArrayLike | None = None,
) -> Records:
    """Records from columns of positions in their domains: no look-up a value, for many rows.

    Parameters
    ----------
    domains : mapping of column to its public values
    codes : mapping of column to int array of shape (n_rows,)
        Position of each row's value in its domain; columns without a domain are passed over.
    counts : int array of shape (n_rows,), optional
        People whom each row stands for. Default: one each.

    Raises
    ------
    ValueError
        For a missing column, columns of several lengths, anything but whole numbers, a
        position outside its domain, or a negative count.

    Examples
    --------
    >>> staff = coded({"unit": ["A", "B"]}, {"unit": [0, 1, 0]})
    >>> staff.domains, staff.codes["unit"].tolist(), int(staff.counts.sum())
    ({'unit': ('A', 'B')}, [0, 1, 0], 3)
    """
    tidy = {column: tuple(values) for column, values in domains.items()}
    if missing := tidy.keys() - codes.keys():
        raise ValueError(f"{min(missing)!r} must have one value a record")
    found = {column: np.asarray(codes[column]) for column in tidy}
    n_rows = max((one.size for one in found.values()), default=0)
    weights = np.asarray(np.ones(n_rows) if counts is None else counts, dtype=np.int64)
    if (weights < 0).any():
        raise ValueError("a row cannot stand for fewer than no people")
    for column, one in found.items():
        if one.shape != weights.shape:
            raise ValueError(f"{column!r} must have one value a record")
        if one.size and (one.dtype.kind not in "iu" or not _within(one, len(tidy[column]))):
            raise ValueError(f"{column!r} has positions outside its domain")
    return Records(tidy, {c: one.astype(np.intp) for c, one in found.items()}, weights)


def _within(positions: Codes, size: int) -> bool:
    return int(positions.min()) >= 0 and int(positions.max()) < size


def nobody(domains: Mapping[str, Sequence[Value]]) -> Records:
    """No records at all: enough to name populations and questions.

    Examples
    --------
    >>> str(nobody({"unit": ["A", "B"]}).population({"unit": ["A"]}))
    'unit = A'
    """
    return records(domains, {column: [] for column in domains})


def _coded(found: Records, column: str, columns: Mapping[str, Sequence[Value]]) -> Codes:
    if column not in columns or len(columns[column]) != found.counts.size:
        raise ValueError(f"{column!r} must have one value a record")
    at = found.positions[column]
    try:
        return np.array([at[value] for value in columns[column]], dtype=np.intp)
    except KeyError as unknown:
        raise ValueError(f"{unknown.args[0]!r} is no value of {column!r}") from unknown


def records_of_sets(
    sets: Mapping[str, Iterable[str]],
    columns: Mapping[str, Mapping[str, Value]] | None = None,
) -> Records:
    """Records from sets of people, such as those who commented on each theme.

    Parameters
    ----------
    sets : mapping of name to the ids of its members
        Each becomes a column of "yes" and "no". Sets may overlap.
    columns : mapping of column to a mapping of id to value, optional
        Further characteristics of the same people; an id without one has None.

    Examples
    --------
    >>> staff = records_of_sets({"asked": "abc", "spoke": "ac"}, {"unit": {"a": "W1", "b": "W1"}})
    >>> staff.domains["unit"], int(staff.counts.sum())
    (('W1', None), 3)
    """
    held = {name: frozenset(ids) for name, ids in sets.items()}
    more = columns or {}
    people = sorted(frozenset().union(*held.values(), *more.values()))
    told: dict[str, list[Value]] = {
        name: [MEMBER if one in ids else NOT_MEMBER for one in people] for name, ids in held.items()
    }
    told |= {name: [values.get(one) for one in people] for name, values in more.items()}
    domains: dict[str, tuple[Value, ...]] = dict.fromkeys(held, (MEMBER, NOT_MEMBER))
    domains |= {name: _domain(told[name]) for name in more}
    return records(domains, told)


def _domain(values: Sequence[Value]) -> tuple[Value, ...]:
    return tuple(sorted(set(values), key=lambda value: (value is None, str(value))))
