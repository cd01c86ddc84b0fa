"""Tables of one item made into tables of the whole: who moves takes answers to all items along.

Items hang together only through the head counts. Where a table of one item moves people between
classes, every other item therefore needs answers of its own for the head counts so moved, and each
can be sought by itself: a small integer programme without an aim, in place of one over all items.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from groundswell.science.disclosure.bounds import View
from groundswell.science.disclosure.layout import Floats
from groundswell.science.disclosure.parts import followed, kinds_of
from groundswell.science.disclosure.records import Codes
from groundswell.science.disclosure.witnesses import Witness, stacked

NODE_LIMIT = 200
"""Most nodes of a search tree: answers that take more are not found this way (nodes)."""

NEAREST = 300
"""Nodes around those who move among whose answers others are sought (nodes)."""

Moved = tuple[Codes, Floats]
"""Which answers of an item are others, by their place among its answers, and by how much."""


@dataclass
class Lifting:
    """How tables of parts become tables of the whole, under one choice of numbers shown.

    Attributes
    ----------
    begins : mapping of item to int
        Where the answers to each item begin in the whole.
    views : mapping of item to View
        Each item with the head counts, as it stands under the choice.
    size : int
        Number of unknowns of the whole.
    """

    begins: Mapping[str, int]
    views: Mapping[str, View]
    size: int
    known: dict[tuple[str, bytes, bytes], Moved | None] = field(default_factory=dict)

    def lifted(self, one: Witness, but: str = "") -> Iterator[Witness]:
        """A table of the whole that says nothing yet of any item but one; none where none is found.

        Parameters
        ----------
        one : Witness
            By the unknowns of the whole.
        but : str
            The item whose answers it moves already; empty for none.
        """
        n_classes = next(iter(self.views.values())).system.layout.classes.counts.size
        is_head = one.at < n_classes
        order = np.argsort(one.at[is_head])
        at, change = one.at[is_head][order], one.change[is_head][order]
        found_at, found_change = [one.at], [one.change]
        for item in self.views:
            if item == but or not at.size:
                continue
            moved = self._moved(item, at, change)
            if moved is None:
                return
            found_at.append(self.begins[item] + moved[0])
            found_change.append(moved[1])
        yield Witness(np.concatenate(found_at), np.concatenate(found_change), self.size)

    def _moved(self, item: str, at: Codes, change: Floats) -> Moved | None:
        asked = (item, at.tobytes(), change.tobytes())
        if asked not in self.known:
            view = self.views[item]
            taken = _along(view, item, at, change)
            self.known[asked] = taken or _sought(view, at, change)
        return self.known[asked]


def _along(view: View, item: str, at: Codes, change: Floats) -> Moved | None:
    """The answers that those who move gave, if nothing that is shown speaks against it."""
    layout = view.system.layout
    answers = layout.classes.items[item]
    moved = followed(answers, at, change, kinds_of(view, at))
    if moved is None:
        return None
    which, answer = np.nonzero(moved)
    place = at[which] * len(answers.values) + answer
    table = Witness(
        np.concatenate([at, layout.begins[item] + place]),
        np.concatenate([change, moved[which, answer]]),
        layout.size,
    )
    is_upheld = view.upheld(stacked([table], layout.size)).all()
    return (place, moved[which, answer]) if is_upheld else None


def _sought(view: View, at: Codes, change: Floats) -> Moved | None:
    """Any answers in whole numbers that agree with all that is shown of the item."""
    system = view.system
    n_classes = system.layout.classes.counts.size
    nodes = view.nodes_of(at, NEAREST)
    nodes[:n_classes] = False
    near = view.programme(nodes)
    moved = system.matrix[near.rows][:, at] @ change
    found = milp(
        np.zeros(near.columns.size),
        constraints=LinearConstraint(near.matrix, near.low - moved, near.high - moved),
        bounds=Bounds(0, near.upper),
        integrality=np.ones(near.columns.size),
        options={"node_limit": NODE_LIMIT},
    )
    if found.x is None:
        return None
    others = np.round(found.x) - system.truth[near.columns]
    used = np.flatnonzero(others)
    return near.columns[used] - n_classes, others[used]
