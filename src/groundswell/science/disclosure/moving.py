"""Tables in which people move between classes, for many protected values at once.

Most values that one more question leaves in doubt are safe, and by tables of one sort: some
people who gave the same answer stand in other classes, or some answers are others while the
head counts stay. One small integer programme finds a table of that sort which moves as many
values as it can. Nothing rests on how a table was found: `View.upheld` looks at each as at
any other, and what none of them shows is left to the search value by value.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from groundswell.science.disclosure.bounds import View
from groundswell.science.disclosure.classes import Flags
from groundswell.science.disclosure.layout import Floats
from groundswell.science.disclosure.records import Codes
from groundswell.science.disclosure.witnesses import Witness, stacked

NODE_LIMIT = 20
"""Most nodes of a search tree: a table that takes more is sought value by value (nodes)."""

PASSES = 12
"""Most times that every sort of movement is tried; one that settles nothing is the last (times)."""


@dataclass
class Doubt:
    """Values of which it is not known yet whether they are left their ranges.

    Attributes
    ----------
    objectives : csr_array of shape (n_values, n_unknowns)
    low, high : float arrays of shape (n_values,)
        Least and most of each among the tables known so far, as differences from the truth.
    needed : float array of the same shape
    """

    objectives: sparse.csr_array
    low: Floats
    high: Floats
    needed: Floats

    @property
    def open(self) -> Codes:
        """Which values are still in doubt."""
        return np.flatnonzero(self.high - self.low < self.needed)

    def learn(self, view: View, change: Floats) -> Witness | None:
        """The table that a change makes, if it agrees with all that is shown and tells anything."""
        at = np.flatnonzero(change)
        values = self.objectives @ change
        farther = (values < self.low) | (values > self.high)
        if not farther[self.open].any():
            return None
        table = Witness(at, change[at], change.size)
        if not view.upheld(stacked([table], table.size)).all():
            return None
        self.low, self.high = np.minimum(self.low, values), np.maximum(self.high, values)
        return table


@dataclass(frozen=True)
class Movement:
    """One sort of movement, a column for each class in which it can happen.

    Attributes
    ----------
    effect : csc_array of shape (n_unknowns, n_classes)
        What each column does to the unknowns.
    least, most : float arrays of shape (n_classes,)
        How often each column may be taken away (as a number below 0), and added.
    matrix : csr_array of shape (n_rows, n_classes)
        What the columns do to the rows that stand.
    fall, rise : float arrays of shape (n_rows,)
        How far each of these rows may go.
    """

    effect: sparse.csc_array
    least: Floats
    most: Floats
    matrix: sparse.csr_array
    fall: Floats
    rise: Floats

    def farthest(self, wanted: Floats, most_each: float) -> Floats:
        """The change that moves what is wanted as far as can be, if one is found.

        Nowhere that something is wanted does more than so much happen: many values are to be
        moved far enough, and not one of them as far as it goes.
        """
        aim = self.effect.T @ wanted
        if not aim.any():
            return np.zeros(wanted.size)
        limit = np.where(aim == 0.0, np.inf, most_each)
        found = milp(
            -aim,
            constraints=LinearConstraint(self.matrix, self.fall, self.rise),
            bounds=Bounds(np.maximum(self.least, -limit), np.minimum(self.most, limit)),
            integrality=np.ones(aim.size),
            options={"node_limit": NODE_LIMIT},
        )
        return self.effect @ (np.zeros(aim.size) if found.x is None else np.round(found.x))


def movement(view: View, gains: Codes, loses: Codes) -> Movement:
    """The movement in which some unknowns rise and others fall by one.

    Parameters
    ----------
    view : View
    gains, loses : int arrays of shape (n_classes, n_gained), (n_classes, n_lost)
    """
    system = view.system
    moved = np.hstack([gains, loses])
    ones = np.tile(np.repeat([1.0, -1.0], [gains.shape[1], loses.shape[1]]), moved.shape[0])
    ends = np.arange(0, moved.size + 1, moved.shape[1])
    shape = (system.layout.size, moved.shape[0])
    effect = sparse.csc_array((ones, moved.ravel(), ends), shape=shape)
    up, down = system.upper - system.truth, system.truth
    matrix = sparse.csr_array(system.columns @ effect)
    matrix.eliminate_zeros()
    rows = np.flatnonzero(view.standing & (np.diff(matrix.indptr) > 0))
    rise, fall = view.room
    return Movement(
        effect=effect,
        least=-np.minimum(_least(down[gains]), _least(up[loses])),
        most=np.minimum(_least(up[gains]), _least(down[loses])),
        matrix=matrix[rows],
        fall=fall[rows],
        rise=rise[rows],
    )


def _least(of: Floats) -> Floats:
    return np.asarray(of.min(axis=1, initial=np.inf))


def movements(view: View, nodes: Flags) -> Iterator[Movement]:
    """Every sort of movement among some nodes of a system of one item or none.

    People of the same answer come and go where head counts are not settled; where they are,
    answers alone are others.
    """
    layout = view.system.layout
    n_classes = layout.classes.counts.size
    loose = nodes[:n_classes]
    heads = np.flatnonzero(loose)[:, None]
    nothing = np.zeros((heads.size, 0), dtype=np.intp)
    if not layout.begins and heads.size:
        yield movement(view, heads, nothing)
    for name, begin in layout.begins.items():
        width = len(layout.classes.items[name].values)
        for answer in range(width if heads.size else 0):
            yield movement(view, np.hstack([heads, begin + heads * width + answer]), nothing)
        told = begin + np.flatnonzero(nodes[n_classes:] & ~loose)[:, None] * width
        for one, other in combinations(range(width if told.size else 0), 2):
            yield movement(view, told + one, told + other)


def moved_together(view: View, doubt: Doubt) -> Iterator[Witness]:
    """Tables that agree with all that is shown and move values which are in doubt.

    Nothing is found for several items at once: their parts are asked first.

    Parameters
    ----------
    view : View
    doubt : Doubt
        Learns of every table found.
    """
    if len(view.system.layout.begins) > 1 or not doubt.open.size:
        return
    every = list(movements(view, _near(view, doubt)))
    draw = np.random.default_rng(doubt.needed.size)
    signs = np.ones(doubt.needed.size)
    for _ in range(PASSES):
        before = doubt.open.size
        yield from _in_one_pass(view, doubt, every, signs)
        if doubt.open.size in {0, before}:
            return
        signs = draw.choice([-1.0, 1.0], signs.size)


def _in_one_pass(
    view: View, doubt: Doubt, every: Sequence[Movement], signs: Floats
) -> Iterator[Witness]:
    """A table for each movement, and one of all of them together."""
    together = np.zeros(view.system.layout.size)
    for one in every:
        at = doubt.open
        if not at.size:
            return
        wanted = (signs[at] / doubt.needed[at]) @ doubt.objectives[at]
        change = one.farthest(wanted, np.ceil(doubt.needed[at].max()))
        together = together + change
        found = [doubt.learn(view, change), doubt.learn(view, together)]
        yield from (table for table in found if table)


def _near(view: View, doubt: Doubt) -> Flags:
    """Nodes that hang together with a value in doubt."""
    used = doubt.objectives[doubt.open].indices
    parts = np.unique(view.parts[view.system.layout.node[used]])
    return np.isin(view.parts, parts[parts >= 0])
