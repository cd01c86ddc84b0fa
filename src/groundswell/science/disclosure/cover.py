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
from groundswell.science.disclosure.records import Codes
from groundswell.science.disclosure.system import Floats

Conflict = frozenset[int]

NODE_LIMIT = 20_000
"""Most nodes of the search tree; beyond it the choice is good but not proved (nodes)."""


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
        score = np.zeros(found.size)
        for one in open_:
            score[list(one)] += 1
        best = max(np.flatnonzero(score), key=lambda at: _bargain(menu, found, score, int(at)))
        found |= menu.family(int(best))
        open_ = [one for one in open_ if not found[list(one)].any()]
    return found


def _bargain(menu: Menu, hidden: Flags, score: Floats, question: int) -> float:
    """Conflicts met for each unit of cost."""
    return float(score[question] / menu.cost[menu.family(question) & ~hidden].sum())
