"""The unknowns: how many people each class has, and how many of them gave each answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from groundswell.science.disclosure.classes import Classes, Item
from groundswell.science.disclosure.records import Codes

Floats = NDArray[np.float64]


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
