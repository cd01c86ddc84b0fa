"""Feasibility intervals: between which values an attacker can pin a protected value.

Small programmes over the neighbourhood of a target, not over the whole table. A value is
called safe only by a witness: a second whole table of whole numbers that agrees with everything
published and differs in the value by its protection range. A value is called exposed
only by the dual solution of a linear programme, which names the published numbers that
pin it.

Source: M. Fischetti, J. J. Salazar, *Models and algorithms for optimizing cell suppression
in tabular data with linear constraints*, JASA 95, 2000.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, linprog, milp
from scipy.sparse.csgraph import connected_components

from groundswell.science.disclosure.classes import Flags
from groundswell.science.disclosure.layout import Floats
from groundswell.science.disclosure.records import Codes
from groundswell.science.disclosure.rows import KNOWN
from groundswell.science.disclosure.slices import held
from groundswell.science.disclosure.system import System
from groundswell.science.disclosure.witnesses import Witness, stacked

DUAL_ZERO = 1e-7
"""Dual values of less do not count as support (no unit)."""

NODE_LIMIT = 2_000
"""Most nodes of a search tree before its best table so far is taken (nodes)."""

TOLERANCE = 1e-7
"""Most by which a table may miss a published number (people, points)."""


@dataclass(frozen=True)
class Programme:
    """Some unknowns and some rows, everything else at its true value."""

    columns: Codes
    matrix: sparse.csr_array
    low: Floats
    high: Floats
    rows: Codes
    upper: Floats


@dataclass(frozen=True)
class Pinned:
    """What a linear programme says of a value.

    Attributes
    ----------
    low, high : float
        The feasibility interval.
    owners : frozenset of int
        The questions whose answers give both ends.
    tables : tuple of Witness
        The tables at both ends, where these are of whole numbers.
    """

    low: float
    high: float
    owners: frozenset[int]
    tables: tuple[Witness, ...]

    @property
    def width(self) -> float:
        """Width of the interval."""
        return self.high - self.low


class View:
    """The system as it stands while some questions are shown.

    Parameters
    ----------
    system : System
    shown : bool array of shape (n_questions,)
    """

    def __init__(self, system: System, shown: Flags) -> None:
        self.system = system
        self.shown = shown
        self.standing = system.rows(shown)

    @cached_property
    def _columns(self) -> sparse.csc_array:
        kept = np.flatnonzero(self.standing)
        entries = self.system.matrix[kept].tocoo()
        shape = self.system.matrix.shape
        return sparse.csc_array((entries.data, (kept[entries.row], entries.col)), shape=shape)

    @cached_property
    def loose(self) -> sparse.csr_array:
        """Which loose nodes each standing row holds, of shape (n_rows, n_nodes)."""
        system = self.system
        kept = np.flatnonzero(self.standing)
        entries = system.matrix[kept].tocoo()
        node = system.layout.node[entries.col]
        free = ~self._settled()[node]
        shape = (system.low.size, system.layout.n_nodes)
        found = (np.ones(int(free.sum())), (kept[entries.row[free]], node[free]))
        return sparse.csr_array(sparse.coo_array(found, shape=shape))

    @cached_property
    def _rows_of_node(self) -> sparse.csc_array:
        return sparse.csc_array(self.loose)

    @cached_property
    def shared_heads(self) -> sparse.csr_array:
        """Which classes the shown populations of several classes hold, a row a published number."""
        rows = np.flatnonzero(self.standing & (self.system.owner != KNOWN))
        heads = self.system.matrix[rows][:, : self.system.layout.classes.counts.size]
        return heads[np.flatnonzero(np.diff(heads.indptr) > 1)]

    def _settled(self) -> Flags:
        """Nodes of which every own question is shown; answers also need a settled count."""
        layout, settles = self.system.layout, self.system.settles
        own = settles >= 0
        asked = np.bincount(settles[own], minlength=layout.n_nodes)
        answered = np.bincount(settles[own & self.shown], minlength=layout.n_nodes)
        settled = (asked > 0) & (asked == answered)
        n_classes = layout.classes.counts.size
        return settled & np.resize(settled[:n_classes], settled.size)

    def nodes_of(self, positions: Codes, most: int | None = None) -> Flags:
        """The nodes that may move with some unknowns, the nearest so many of them."""
        found = np.zeros(self.system.layout.n_nodes, dtype=bool)
        own = np.unique(self.system.layout.node[positions])
        found[own] = True
        met = np.zeros(self.system.low.size, dtype=bool)
        edge = own
        while edge.size and (most is None or found.sum() < most):
            rows = np.unique(held(self._rows_of_node, edge))
            rows = rows[~met[rows]]
            met[rows] = True
            sizes = np.diff(self.loose.indptr)[rows]
            edge = held(self.loose, rows[np.argsort(sizes, kind="stable")])
            edge = edge[~found[edge]]
            if most is not None:
                edge = edge[: max(most - int(found.sum()), 0)]
            found[edge] = True
        return found

    @cached_property
    def parts(self) -> Codes:
        """A number for each node, the same for those that hang together; -1 for settled ones."""
        found = self.loose.tocoo()
        n_rows, n_nodes = self.loose.shape
        size = n_rows + n_nodes
        edges = sparse.coo_array((found.data, (found.row, n_rows + found.col)), shape=(size, size))
        _, labels = connected_components(edges, directed=False)
        return np.where(self._settled(), -1, labels[n_rows:])

    def alone(self, positions: Codes) -> Iterator[Programme]:
        """Single populations in which nothing else is loose, under their own answers.

        What the smallest of them gives away takes a few unknowns to find, and few
        published numbers to tell.
        """
        system = self.system
        n_classes = system.layout.classes.counts.size
        own = np.zeros(system.layout.n_nodes, dtype=bool)
        classes = np.unique(system.layout.node[positions]) % n_classes
        for kind in range(1 + len(system.layout.begins)):
            own[classes + kind * n_classes] = True
        owners = system.owner[self._touching(np.flatnonzero(own[system.layout.node]))]
        for number in np.unique(system.asks_of[owners[owners != KNOWN]]):
            asked = (system.asks_of == number) & self.shown
            rows = np.flatnonzero((system.owner != KNOWN) & asked[system.owner])
            if own[held(self.loose, rows)].all():
                yield self._under(rows, own)

    def _touching(self, columns: Codes) -> Codes:
        return np.unique(held(self._columns, columns))

    def programme(self, nodes: Flags, rows: Codes | None = None) -> Programme:
        """The unknowns of some nodes, under the rows that touch them, all else at the truth."""
        system = self.system
        columns = np.flatnonzero(nodes[system.layout.node])
        kept = self._touching(columns) if rows is None else rows
        part = system.matrix[kept]
        inside = part[:, columns]
        rest = part @ system.truth - inside @ system.truth[columns]
        return Programme(
            columns=columns,
            matrix=sparse.csr_array(inside),
            low=system.low[kept] - rest,
            high=system.high[kept] - rest,
            rows=kept,
            upper=system.upper[columns],
        )

    def surroundings(self, nodes: Flags) -> Programme:
        """The same with the settled neighbours free as well, under their own answers."""
        columns = np.flatnonzero(nodes[self.system.layout.node])
        return self._under(self._touching(columns), nodes)

    def _under(self, rows: Codes, nodes: Flags) -> Programme:
        """Some rows, with all that they touch free under its own answers."""
        system, layout = self.system, self.system.layout
        near = nodes.copy()
        near[layout.node[held(system.matrix, rows)]] = True
        answers = np.flatnonzero(near)
        n_classes = layout.classes.counts.size
        near[answers % n_classes] = True
        wanted = np.zeros(system.low.size, dtype=bool)
        wanted[rows] = True
        wanted[answers[answers >= n_classes] - n_classes] = True
        own = (system.settles >= 0) & self.shown & near[system.settles]
        wanted |= (system.owner != KNOWN) & own[system.owner]
        return self.programme(near, np.flatnonzero(wanted & self.standing))

    def everything(self) -> Programme:
        """The whole system as it is shown."""
        nodes = np.ones(self.system.layout.n_nodes, dtype=bool)
        return self.programme(nodes, np.flatnonzero(self.standing))

    def upheld(self, tables: sparse.csc_array) -> Flags:
        """Which witnesses, given as differences from the truth, agree with all that is shown."""
        system = self.system
        found = system.columns @ tables
        most, least = self.room
        row, change = found.indices, found.data
        wrong = (change > most[row] + TOLERANCE) | (change < least[row] - TOLERANCE)
        people = system.truth[tables.indices] + tables.data
        wrongly = (people < 0) | (people > system.upper[tables.indices])
        upheld = np.ones(tables.shape[1], dtype=bool)
        upheld[_columns_of(found)[wrong & self.standing[row]]] = False
        upheld[_columns_of(tables)[wrongly]] = False
        return upheld

    @cached_property
    def room(self) -> tuple[Floats, Floats]:
        """How far each row may rise and fall from where the true table has it."""
        true = self.system.matrix @ self.system.truth
        return self.system.high - true, self.system.low - true


def _columns_of(matrix: sparse.csc_array) -> Codes:
    """The column of each entry."""
    return np.repeat(np.arange(matrix.shape[1]), np.diff(matrix.indptr))


def pinned(view: View, programme: Programme, objective: Floats) -> Pinned:
    """Feasibility interval by two linear programmes, and the questions that give its ends."""
    aim = objective[programme.columns]
    ends, support, both = _ends(programme, aim)
    found = [_moved(view, programme, one) for one in both]
    outside = float(objective @ view.system.truth - aim @ view.system.truth[programme.columns])
    named = view.system.said_by(programme.rows[support])
    upheld = view.upheld(stacked(found, view.system.layout.size))
    kept = tuple(one for one, holds in zip(found, upheld, strict=True) if holds)
    return Pinned(ends[0] + outside, ends[1] + outside, named, kept)


def _moved(view: View, programme: Programme, table: Floats) -> Witness:
    """The nearest table of whole numbers, as a difference from the truth."""
    change = np.round(table) - view.system.truth[programme.columns]
    moved = np.flatnonzero(change)
    return Witness(programme.columns[moved], change[moved], view.system.layout.size)


def _ends(programme: Programme, aim: Floats) -> tuple[Floats, Flags, Floats]:
    """The least and most of a linear programme, the rows with a dual value, and the tables.

    Both ends are one programme over two copies: setting one up takes as long as solving it.
    """
    even = programme.low == programme.high
    over = ~even & np.isfinite(programme.high)
    under = ~even & np.isfinite(programme.low)
    most = np.concatenate([programme.high[over], -programme.low[under]])
    found = linprog(
        np.concatenate([aim, -aim]),
        A_ub=_twice(programme.matrix, over, under),
        b_ub=np.tile(most, 2),
        A_eq=_twice(programme.matrix, even),
        b_eq=np.tile(programme.high[even], 2),
        bounds=np.column_stack([np.zeros(2 * aim.size), np.tile(programme.upper, 2)]),
        method="highs",
    )
    used = np.zeros(programme.rows.size, dtype=bool)
    n_over = int(over.sum())
    used[even] = _counts(found.eqlin.marginals)
    told = _counts(found.ineqlin.marginals)
    used[over] = told[:n_over]
    used[under] |= told[n_over:]
    both = found.x.reshape(2, -1)
    return both @ aim, used, both


def _twice(matrix: sparse.csr_array, kept: Flags, turned: Flags | None = None) -> sparse.coo_array:
    """Some rows, and below them others with their signs turned; twice, each for its own copy."""
    entries = matrix.tocoo()
    own = kept[entries.row]
    row, column = (np.cumsum(kept) - 1)[entries.row[own]], entries.col[own]
    value, n_rows = entries.data[own], int(kept.sum())
    if turned is not None:
        own = turned[entries.row]
        row = np.concatenate([row, n_rows + (np.cumsum(turned) - 1)[entries.row[own]]])
        column = np.concatenate([column, entries.col[own]])
        value = np.concatenate([value, -entries.data[own]])
        n_rows += int(turned.sum())
    n_columns = matrix.shape[1]
    place = np.concatenate([row, n_rows + row]), np.concatenate([column, n_columns + column])
    return sparse.coo_array((np.tile(value, 2), place), shape=(2 * n_rows, 2 * n_columns))


def _counts(marginals: Floats) -> Flags:
    """Which rows support either end."""
    return np.asarray((np.abs(marginals.reshape(2, -1)) > DUAL_ZERO).any(axis=0))


def tables(view: View, programme: Programme, objective: Floats) -> Iterator[Witness]:
    """Whole tables with the most and the least of a value that agree with all that is shown.

    Only such as pass `View.upheld` are given; the search may end early with fewer.
    """
    aim = objective[programme.columns]
    for sign in (-1.0, 1.0):
        found = _in_whole_numbers(programme, sign * aim)
        if found.x is not None:
            one = _moved(view, programme, found.x)
            if view.upheld(stacked([one], view.system.layout.size)).all():
                yield one


def reaching(
    view: View, programme: Programme, objective: Floats, change: float, most_nodes: int
) -> list[Witness]:
    """A whole table in which a value is as far from the truth as that, at the least.

    None is given where the search ends without one. Any will do, so that none has to be the best.
    """
    aim = objective[programme.columns]
    far = float(aim @ view.system.truth[programme.columns]) + change
    ends = (far, np.inf) if change > 0 else (-np.inf, far)
    reached = LinearConstraint(aim[None, :], *ends)
    found = _in_whole_numbers(programme, np.zeros(aim.size), reached, most_nodes=most_nodes)
    if found.x is None:
        return []
    one = _moved(view, programme, found.x)
    return [one] if view.upheld(stacked([one], view.system.layout.size)).all() else []


def most_width(programme: Programme, objective: Floats) -> float:
    """A bound on how far apart two tables of whole numbers have a value (people, points).

    The programme may leave out rows and unknowns that others hold: it then bounds less closely.
    Infinite where the search tells no bound.
    """
    aim = objective[programme.columns]
    ends = [_in_whole_numbers(programme, sign * aim).mip_dual_bound for sign in (-1.0, 1.0)]
    return np.inf if None in ends else max(-float(sum(ends)), 0.0)


def _in_whole_numbers(
    programme: Programme, aim: Floats, *also: LinearConstraint, most_nodes: int = NODE_LIMIT
) -> OptimizeResult:
    """The table of whole numbers with the least of something."""
    return milp(
        aim,
        constraints=[LinearConstraint(programme.matrix, programme.low, programme.high), *also],
        bounds=Bounds(0, programme.upper),
        integrality=np.ones(aim.size),
        options={"node_limit": most_nodes},
    )
