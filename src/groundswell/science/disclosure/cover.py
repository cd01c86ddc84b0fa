"""The choice of suppressions: the cheapest set that meets every conflict.

A conflict is a set of published numbers that together pin a protected value: one of them
at least must go. The choice is then a weighted hitting set, an integer programme.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from groundswell.science.disclosure.classes import Flags
from groundswell.science.disclosure.layout import Floats
from groundswell.science.disclosure.records import Codes

Conflict = frozenset[int]

NODE_LIMIT = 20_000
"""Most nodes of the search tree; beyond it the choice is good but not proved (nodes)."""


LEAST_COST = 1e-9
"""Stands for no cost where something is divided by it (square roots of people)."""

GENERATIONS = 2
"""Statistics that stand on one another below a count: its base, and what has that base."""


@dataclass(frozen=True)
class Choice:
    """Suppressions, what they cost, and what any would at least."""

    hidden: Flags
    cost: float
    least: float


@dataclass(frozen=True)
class Menu:
    """The questions as things to be chosen among.

    Attributes
    ----------
    cost : float array of shape (n_questions,)
        What hiding each takes away.
    parent : int array of the same shape
        The question without which a question is not shown either; -1 for none.
    must_hide, must_show : bool arrays of the same shape
        Decided beforehand: by primary rules, or by earlier releases.
    """

    cost: Floats
    parent: Codes
    must_hide: Flags
    must_show: Flags

    def with_children(self, hidden: Flags) -> Flags:
        """Also hide what is not shown without these."""
        found = hidden
        for _ in range(GENERATIONS):
            found = found | ((self.parent >= 0) & found[self.parent] & ~self.must_show)
        return found

    def family_cost(self, hidden: Flags) -> Floats:
        """What hiding each question takes away with all that goes with it."""
        found = np.where(hidden, 0.0, self.cost)
        own, above = found.copy(), self.parent
        for _ in range(GENERATIONS):
            goes = (above >= 0) & ~self.must_show
            found += np.bincount(above[goes], own[goes], found.size)
            above = np.where(goes, self.parent[above], -1)
        return found

    def family(self, question: int) -> Flags:
        """A question and all that goes with it."""
        alone = np.zeros(self.cost.size, dtype=bool)
        alone[question] = True
        return self.with_children(alone)


def cheapest(menu: Menu, conflicts: Sequence[Conflict]) -> Choice:
    """The cheapest suppressions that meet every conflict, by an integer programme."""
    hidden = menu.with_children(menu.must_hide)
    open_ = [one for one in conflicts if not hidden[list(one)].any()]
    free = np.flatnonzero(~hidden & ~menu.must_show)
    base = float(menu.cost[hidden].sum())
    if not open_:
        return Choice(hidden, base, base)
    place = np.full(menu.cost.size, -1)
    place[free] = np.arange(free.size)
    rows = [place[sorted(one)] for one in open_]
    child = free[(menu.parent[free] >= 0) & (place[menu.parent[free]] >= 0)]
    rows += [np.array([place[menu.parent[one]], place[one]]) for one in child]
    ends = np.cumsum([0] + [row.size for row in rows])
    weights = np.concatenate(
        [np.ones(ends[len(open_)]), np.tile([-1.0, 1.0], child.size)]  # child at least parent
    )
    matrix = sparse.csr_array((weights, np.concatenate(rows), ends), shape=(len(rows), free.size))
    low = np.repeat([1.0, 0.0], [len(open_), child.size])
    found = milp(
        menu.cost[free],
        constraints=LinearConstraint(matrix, low, np.inf),
        bounds=Bounds(0, 1),
        integrality=np.ones(free.size),
        options={"node_limit": NODE_LIMIT, "mip_rel_gap": 0.0},
    )
    chosen = hidden.copy()
    chosen[free[found.x > 0.5]] = True
    least = base + max(float(found.mip_dual_bound), 0.0)
    return Choice(chosen, float(menu.cost[chosen].sum()), least)


def repaired(menu: Menu, hidden: Flags, conflicts: Sequence[Conflict]) -> Flags:
    """More suppressions that meet these conflicts too, the best bargain first."""
    found = hidden.copy()
    open_ = [one for one in conflicts if not found[list(one)].any()]
    while open_:
        score = np.bincount([at for one in open_ for at in one], minlength=found.size)
        bargain = score / np.maximum(menu.family_cost(found), LEAST_COST)
        found |= menu.family(int(bargain.argmax()))
        open_ = [one for one in open_ if not found[list(one)].any()]
    return found
