"""A menu taken apart: head counts alone, and each item alone with the head counts.

Items hang together only through the head counts of the classes, so most of what a whole menu
gives away is given away by one item. Each part is the whole system with the other items'
unknowns and rows left out. It says less than the whole does: what is pinned in a part is
pinned in the whole, by the same published numbers. The other way round that is not so, and a
table of a part is a witness only when it has been made a table of the whole, and checked there.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from groundswell.science.disclosure.bounds import View
from groundswell.science.disclosure.classes import Classes, Flags, Item
from groundswell.science.disclosure.cover import Menu
from groundswell.science.disclosure.layout import Floats, layout_of
from groundswell.science.disclosure.records import Codes
from groundswell.science.disclosure.rows import KNOWN
from groundswell.science.disclosure.system import System
from groundswell.science.disclosure.witnesses import Witness


@dataclass(frozen=True)
class Cut:
    """Where a part stands in the whole.

    Attributes
    ----------
    item : str
        Empty for the head counts alone.
    questions, columns, nodes : int arrays
        The numbers that its questions, unknowns and nodes have in the whole.
    n_questions, size : int
        Number of questions and of unknowns of the whole.
    """

    item: str
    questions: Codes
    columns: Codes
    nodes: Codes
    n_questions: int
    size: int

    def whole(self, one: Witness) -> Witness:
        """A table of the part as one of the whole, all other answers at the truth."""
        return Witness(self.columns[one.at], one.change, self.size)

    def conflict(self, found: frozenset[int]) -> frozenset[int]:
        """A conflict by the numbers of the whole."""
        return frozenset(self.questions[sorted(found)].tolist())


def cut_of(system: System, items_of: Sequence[str], item: str) -> Cut:
    """The part of one item, or of the head counts alone.

    Parameters
    ----------
    system : System
    items_of : sequence of str
        The item of each question; empty for head counts.
    item : str
    """
    layout = system.layout
    n_classes = layout.classes.counts.size
    heads = np.arange(n_classes)
    columns, nodes = heads, heads
    if item:
        begin, width = layout.begins[item], layout.classes.items[item].tallies.size
        kind = list(layout.begins).index(item) + 1
        columns = np.concatenate([heads, np.arange(begin, begin + width)])
        nodes = np.concatenate([heads, heads + kind * n_classes])
    own = np.array([one in {"", item} for one in items_of], dtype=bool)
    return Cut(item, np.flatnonzero(own), columns, nodes, own.size, layout.size)


def system_of_part(system: System, cut: Cut) -> System:
    """The rows of the whole which hold unknowns of the part alone."""
    classes = classes_of_part(system.layout.classes, cut.item)
    column = _places(cut.columns, cut.size)
    question = _places(cut.questions, cut.n_questions)
    node = _places(cut.nodes, system.layout.n_nodes)
    row_of = np.repeat(np.arange(system.low.size), np.diff(system.matrix.indptr))
    outside = np.bincount(
        row_of[column[system.matrix.indices] < 0], minlength=system.low.size
    ).astype(bool)
    own = (system.owner == KNOWN) | (question[system.owner] >= 0)
    rows = np.flatnonzero(own & ~outside & (np.diff(system.matrix.indptr) > 0))
    settles = system.settles[cut.questions]
    return System(
        layout=layout_of(classes),
        matrix=sparse.csr_array(system.matrix[rows][:, cut.columns]),
        low=system.low[rows],
        high=system.high[rows],
        owner=_moved(system.owner[rows], question),
        beside=_moved(system.beside[rows], question),
        instead=_moved(system.instead[rows], question),
        truth=system.truth[cut.columns],
        upper=system.upper[cut.columns],
        settles=_moved(settles, node),
        asks_of=system.asks_of[cut.questions],
    )


def classes_of_part(classes: Classes, item: str) -> Classes:
    """The same classes with the answers to one item, or to none."""
    return replace(classes, items={item: classes.items[item]} if item else {})


def menu_of_part(menu: Menu, cut: Cut) -> Menu:
    """The part's questions; a count costs what it takes with it outside the part too."""
    place = _places(cut.questions, menu.cost.size)
    cost, above = menu.cost.copy(), menu.parent
    outside = np.flatnonzero((place < 0) & (above >= 0))
    for _ in range(2):
        np.add.at(cost, above[outside], np.where(place[above[outside]] >= 0, menu.cost[outside], 0))
        above = np.where(above >= 0, menu.parent[above], -1)
        outside = outside[(above[outside] >= 0)]
    return Menu(
        cost=cost[cut.questions],
        parent=_moved(menu.parent[cut.questions], place),
        must_hide=menu.must_hide[cut.questions],
        must_show=menu.must_show[cut.questions],
    )


def _places(numbers: Codes, size: int) -> Codes:
    found = np.full(size, -1, dtype=np.intp)
    found[numbers] = np.arange(numbers.size)
    return found


def _moved(numbers: Codes, place: Codes) -> Codes:
    return np.where(numbers < 0, numbers, place[numbers])


def enough(
    objectives: sparse.csr_array, tables: sparse.csc_array, needed: Floats, still: Flags
) -> Codes:
    """Which tables leave each value its range, those first that move no head count."""
    values = (objectives @ tables).toarray()
    kept: set[int] = set()
    for value, width in zip(values, needed, strict=True):
        for among in (np.flatnonzero(still), np.arange(still.size)):
            if not among.size:
                continue
            ends = (among[value[among].argmin()], among[value[among].argmax()])
            least, most = min(value[ends[0]], 0.0), max(value[ends[1]], 0.0)
            if most - least >= width:
                kept |= {int(at) for at, end in zip(ends, (least, most), strict=True) if end}
                break
    return np.array(sorted(kept), dtype=np.intp)


def followed(item: Item, at: Codes, change: Floats, kinds: Codes) -> Floats | None:
    """What a move of people between classes does to one item, if they take their answers along.

    Parameters
    ----------
    item : Item
    at : int array
        Classes that gain or lose people.
    change : float array of the same shape
    kinds : int array of the same shape
        The same for classes that stand in the same shown populations.

    Returns
    -------
    array of shape (n_classes that move, n_answers), or None
        None where those who would have to go have no answer in common.
    """
    moved = np.zeros((at.size, len(item.values)))
    for kind in np.unique(kinds):
        own = kinds == kind
        losing, gaining = np.flatnonzero(own & (change < 0)), np.flatnonzero(own & (change > 0))
        people = min(-change[losing].sum(), change[gaining].sum())
        going = np.zeros(len(item.values))
        for one in losing:
            leaving = _some(item.tallies[at[one]], min(-change[one], people - going.sum()))
            moved[one] -= leaving
            going += leaving
        for one in gaining:
            coming = _some(going, change[one])
            moved[one] += coming
            going = going - coming
    rest = change - moved.sum(axis=1)
    if rest.any():
        alike = _alike(item.tallies[at] + moved, rest)
        return None if alike is None else moved + alike
    return moved


def _some(people: Floats, number: float) -> Floats:
    """So many of some people, by their answers, the most usual answers first."""
    order = np.argsort(-people, kind="stable")
    before = np.cumsum(people[order]) - people[order]
    taken = np.zeros(people.size)
    taken[order] = np.clip(number - before, 0, people[order])
    return taken


def _alike(tallies: Floats, change: Floats) -> Floats | None:
    """People of the same answers out of every class that loses, and into every one that gains."""
    times = math.gcd(*np.abs(change).astype(int).tolist())
    each = change / times
    losing = each < 0
    able = (tallies[losing] // -each[losing][:, None]).min(axis=0, initial=times)
    taken = _some(able, times)
    return np.outer(each, taken) if taken.sum() == times else None


def kinds_of(view: View, classes: Codes) -> Codes:
    """A number for each class, the same for those which stand in the same shown populations."""
    stands = view.shared_heads[:, classes].toarray() != 0
    return np.unique(stands.T, axis=0, return_inverse=True)[1].ravel()
