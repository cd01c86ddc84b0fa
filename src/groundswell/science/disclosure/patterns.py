"""Protection patterns: the cheapest numbers to withhold so that one value can move.

One linear programme a value: move it by its protection range, and pay for every published
number that would have to change. Those that change are withheld. Each pattern builds on the
ones before, whose numbers cost nothing any more. No pattern is the best for all values
together, which is why it is used only where the exact search has become too long.

Source: J. P. Kelly, B. L. Golden, A. A. Assad, *Cell suppression: disclosure protection for
sensitive tabular data*, Networks 22, 1992.
"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.optimize import linprog

from groundswell.science.disclosure.bounds import View
from groundswell.science.disclosure.classes import Flags
from groundswell.science.disclosure.cover import Menu
from groundswell.science.disclosure.layout import Floats
from groundswell.science.disclosure.rows import KNOWN
from groundswell.science.disclosure.witnesses import Witness

CHANGED = 1e-6
"""Least change of a published number that counts as one (people, points)."""


@dataclass(frozen=True)
class Pattern:
    """What to withhold, and the table that becomes possible by it."""

    hidden: Flags
    table: Witness


def pattern(view: View, menu: Menu, objective: Floats, width: float) -> Pattern | None:
    """The cheapest pattern that lets a value rise by a width; None where none does.

    Parameters
    ----------
    view : View
        What is shown so far.
    menu : Menu
    objective : float array of shape (n_unknowns,)
        The value, as weights of the unknowns.
    width : float
        People, or points of a sum.
    """
    system = view.system
    rows = np.flatnonzero(view.standing)
    owner = system.owner[rows]
    price = np.where(owner == KNOWN, np.inf, menu.cost[owner])
    price[(owner != KNOWN) & menu.must_show[owner]] = np.inf
    most, least = view.room
    dear = np.isfinite(price)
    slack = sparse.csr_array(sparse.eye_array(rows.size))[:, np.flatnonzero(dear)]
    moved = sparse.hstack([system.matrix[rows], -slack, slack])
    above, below = np.isfinite(most[rows]), np.isfinite(least[rows])
    payment = np.tile(price[dear], 2)
    ends = np.column_stack([-system.truth, system.upper - system.truth])
    free = np.column_stack([np.zeros(payment.size), np.full(payment.size, np.inf)])
    found = linprog(
        np.concatenate([np.zeros(objective.size), payment]),
        A_ub=sparse.vstack([moved[above], -moved[below]]),
        b_ub=np.concatenate([most[rows][above], -least[rows][below]]),
        A_eq=sparse.csr_array(np.concatenate([objective, np.zeros(payment.size)])[None, :]),
        b_eq=[width],
        bounds=np.vstack([ends, free]),
        method="highs",
    )
    if found.x is None:
        return None
    paid = found.x[objective.size :].reshape(2, -1).sum(axis=0) > CHANGED
    hidden = np.zeros(menu.cost.size, dtype=bool)
    hidden[owner[dear][paid]] = True
    change = np.round(found.x[: objective.size])
    at = np.flatnonzero(change)
    return Pattern(menu.with_children(hidden), Witness(at, change[at], objective.size))
