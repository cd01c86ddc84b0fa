"""Small groups that sums and differences of shown populations single out.

A group is singled out where its indicator is a combination of those of shown populations:
Trust - Ward A - Ward B = Ward C. The search is an integer programme over the classes that
are not shown by themselves; single classes need none, they are protected values anyway.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse.csgraph import connected_components

NODE_LIMIT = 500
"""Most nodes of each search tree (nodes)."""

MOST_TIMES = 8.0
"""Most often that one population is added or taken away (times)."""

Group = tuple[int, ...]


def singled_out(
    shown: Collection[tuple[int, ...]],
    people: NDArray[np.int64],
    k: int,
    known: Collection[Group],
) -> list[Group]:
    """Groups of one person or more and fewer than k that shown populations single out.

    Parameters
    ----------
    shown : collection of tuple of int
        Shown populations, as the classes they consist of.
    people : int array of shape (n_classes,)
    k : int
    known : collection of tuple of int
        Groups that are not to be found again.

    Returns
    -------
    list of tuple of int
        At most one group for each part of the table that hangs together.

    Examples
    --------
    >>> singled_out([(0, 1, 2), (2,)], np.array([4, 5, 30]), 11, [])
    [(0, 1)]
    """
    alone = {one[0] for one in shown if len(one) == 1}
    rows = {tuple(at for at in one if at not in alone) for one in shown}
    found = []
    for part in _parts(sorted(rows - {()}), people.size):
        one = _one_group(part, people, k, known)
        if one:
            found.append(one)
    return found


def _parts(rows: list[Group], n_classes: int) -> Iterator[list[Group]]:
    """Populations that share classes, directly or by others between them."""
    if not rows:
        return
    owner = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    at = np.concatenate([np.array(row, dtype=np.intp) for row in rows])
    size = len(rows) + n_classes
    edges = sparse.coo_array((np.ones(at.size), (owner, at + len(rows))), shape=(size, size))
    _, labels = connected_components(edges, directed=False)
    for label in np.unique(labels[: len(rows)]):
        yield [rows[number] for number in np.flatnonzero(labels[: len(rows)] == label)]


def _one_group(
    rows: list[Group], people: NDArray[np.int64], k: int, known: Collection[Group]
) -> Group:
    classes = np.unique(np.concatenate([np.array(row, dtype=np.intp) for row in rows]))
    own = people[classes]
    small = own < k
    if not own[small].sum() > 0:
        return ()
    place = {int(one): at for at, one in enumerate(classes)}
    at = np.array([place[one] for row in rows for one in row])
    ends = np.cumsum([0, *(len(row) for row in rows)])
    shape = (classes.size, len(rows))
    matrix = sparse.csc_array((np.ones(at.size), at, ends), shape=shape)
    constraints = [
        LinearConstraint(sparse.hstack([matrix, -sparse.eye_array(classes.size)]), 0, 0),
        LinearConstraint(np.concatenate([np.zeros(len(rows)), own]), 1, k - 1),
    ]
    again = [
        one for one in set(known) if 0 < people[list(one)].sum() < k and set(one) <= set(place)
    ]
    if again:
        constraints.append(_not_again(sorted(again), place, len(rows)))
    times = np.full(len(rows), MOST_TIMES)
    found = milp(
        np.zeros(len(rows) + classes.size),
        constraints=constraints,
        bounds=Bounds(
            np.concatenate([-times, np.zeros(classes.size)]),
            np.concatenate([times, small.astype(float)]),
        ),
        integrality=np.repeat([0, 1], [len(rows), classes.size]),
        options={"node_limit": NODE_LIMIT},
    )
    if found.x is None:
        return ()
    return tuple(map(int, classes[found.x[len(rows) :] > 0.5]))


def _not_again(groups: Sequence[Group], place: Mapping[int, int], n_rows: int) -> LinearConstraint:
    """That what is found differs from each of these in a class or more."""
    weights = np.zeros((len(groups), n_rows + len(place)))
    weights[:, n_rows:] = 1.0
    for number, one in enumerate(groups):
        weights[number, [n_rows + place[at] for at in one]] = -1.0
    return LinearConstraint(sparse.csr_array(weights), [1 - len(one) for one in groups], np.inf)
