"""What published numbers and public facts say of the unknowns, a row or more each.

A shown count is an equation. A shown mean or proportion puts sum((x - m) c) within half a
rounding unit times sum(c), so that a hidden base is allowed for. Where the base is shown
beside it, the rounding is of a whole number over a known one: the sum then lies between two
whole numbers, mostly between one and itself. Without these rows a linear programme would find
a little room in every shown share, and in many of them together more than there is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from groundswell.science.disclosure.layout import Floats, Layout, Measure
from groundswell.science.disclosure.policy import Fact, Headcount
from groundswell.science.disclosure.records import Codes, Population
from groundswell.science.disclosure.statistics import N, Question, Statistic
from groundswell.science.disclosure.values import Answer, by_statistic

KNOWN = -1
"""Owner of a row that is public whatever is shown."""

ROUNDING_SLACK = 1e-9
"""Added to half a rounding unit, so that a value on the edge counts as inside (no unit)."""

NEARLY_WHOLE = 1e-6
"""A number this near to a whole one may be that one, by the machine's rounding (no unit)."""


@dataclass(frozen=True)
class Rows:
    """Some rows of the system.

    Attributes
    ----------
    row, at : int arrays of shape (n_entries,)
        Where each weight stands.
    weights : float array of the same shape
    low, high : float arrays of shape (n_rows,)
    owner : int array of shape (n_rows,)
    beside : int array of the same shape, optional
        The question that must be shown as well for a row to hold; `KNOWN` for none.
    instead : int array of the same shape, optional
        The question beside whose answer a closer row takes the place of a row.
    """

    row: Codes
    at: Codes
    weights: Floats
    low: Floats
    high: Floats
    owner: Codes
    beside: Codes | None = None
    instead: Codes | None = None


@dataclass(frozen=True)
class Base:
    """The question whose answer is the number of valid answers; `KNOWN` for none."""

    number: Codes
    people: Floats


@dataclass(frozen=True)
class Same:
    """Everything that asks for one statistic: questions, their classes, their answers.

    Attributes
    ----------
    numbers, values : arrays of shape (n_questions,)
    which, members : int arrays of shape (n_entries,)
        Each class of each question's population.
    """

    numbers: Codes
    values: Floats
    which: Codes
    members: Codes

    def rows(self, weights: Floats, at: Codes, low: Floats, high: Floats) -> Rows:
        """A row a question; weights and positions of shape (n_entries, n_used)."""
        which = np.repeat(self.which, at.shape[1])
        return Rows(which, at.ravel(), weights.ravel(), low, high, self.numbers)


@dataclass(frozen=True)
class Joined:
    """All rows, in the order of their owners."""

    matrix: sparse.csr_array
    low: Floats
    high: Floats
    owner: Codes
    beside: Codes
    instead: Codes


def same(
    numbers: Sequence[int], values: Sequence[Answer], asks_of: Codes, groups: Sequence[Codes]
) -> Same:
    """The questions of one statistic, told by their numbers."""
    at = np.array(numbers, dtype=np.intp)
    members = [groups[number] for number in asks_of[at]]
    which = np.repeat(np.arange(at.size), [one.size for one in members])
    told = np.array([values[number] or 0.0 for number in numbers])
    return Same(at, told, which, np.concatenate([*members, at[:0]]))


def bases(
    layout: Layout, questions: Sequence[Question], values: Sequence[Answer], asks_of: Codes
) -> dict[str, Base]:
    """For each item the base of each question's population: its own, or all people."""
    numbers = by_statistic(questions)
    answers = np.array([value or 0.0 for value in values], dtype=float)
    found = {}
    for name, item in layout.classes.items.items():
        of = np.full(len(layout.classes.members), KNOWN)
        for asked in (*([N] if item.valid.all() else []), Statistic("base", name)):
            own = numbers.get(asked, [])
            of[asks_of[own]] = own
        found[name] = Base(of[asks_of], answers[of[asks_of]])
    return found


def joined(parts: Sequence[Rows], width: int) -> Joined:
    """The rows of all parts, in the order of their owners."""
    owner = _all([one.owner for one in parts])
    order = np.argsort(owner, kind="stable")
    place = np.empty_like(order)
    place[order] = np.arange(order.size)
    begins = np.cumsum([0, *(one.owner.size for one in parts)])
    row = _all([one.row + begin for one, begin in zip(parts, begins, strict=False)])
    at = _all([one.at for one in parts])
    weights = np.concatenate([np.zeros(0), *(one.weights for one in parts)])
    used = np.flatnonzero(weights)
    shape = (owner.size, width)
    entries = (weights[used], (place[row[used]], at[used]))
    return Joined(
        matrix=sparse.csr_array(sparse.coo_array(entries, shape=shape)),
        low=np.concatenate([np.zeros(0), *(one.low for one in parts)])[order],
        high=np.concatenate([np.zeros(0), *(one.high for one in parts)])[order],
        owner=owner[order],
        beside=_all([_or_known(one.beside, one) for one in parts])[order],
        instead=_all([_or_known(one.instead, one) for one in parts])[order],
    )


def _all(parts: Sequence[Codes]) -> Codes:
    return np.concatenate([np.zeros(0, dtype=np.intp), *parts])


def _or_known(told: Codes | None, rows: Rows) -> Codes:
    return np.full(rows.owner.size, KNOWN) if told is None else told


def links(layout: Layout, name: str) -> Rows:
    """Everybody gives each item one answer, "none" included."""
    n_classes, width = layout.classes.items[name].tallies.shape
    classes = np.arange(n_classes)
    answers = layout.begins[name] + classes[:, None] * width + np.arange(width)
    none = np.zeros(n_classes)
    return Rows(
        row=np.repeat(classes, width + 1),
        at=np.column_stack([answers, classes]).ravel(),
        weights=np.tile([*np.ones(width), -1.0], n_classes),
        low=none,
        high=none,
        owner=np.full(n_classes, KNOWN),
    )


def fact_row(layout: Layout, fact: Fact) -> Rows:
    """What everybody may be taken to know."""
    at, weights = _told(layout, fact)
    return Rows(
        row=np.zeros(at.size, dtype=np.intp),
        at=at,
        weights=weights,
        low=np.array([fact.low]),
        high=np.array([fact.high]),
        owner=np.array([KNOWN]),
    )


def _told(layout: Layout, fact: Fact) -> tuple[Codes, Floats]:
    """Positions and weights of the people a fact is about."""
    members = layout.classes.members.get(fact.population)
    if members is not None:
        return members, np.ones(members.size)
    item = next(c for c, _ in fact.population.where if c in layout.begins)
    outside = Population(tuple(pair for pair in fact.population.where if pair[0] != item))
    told = dict(fact.population.where)[item]
    among = np.array([value in told for value in layout.classes.items[item].values])
    return layout.weighted(layout.classes.members[outside], item, among.astype(float))


def published(
    layout: Layout,
    asked: Statistic,
    told: Same,
    heads: Sequence[Headcount | None],
    base: Base | None,
) -> Iterator[Rows]:
    """The rows of one statistic, wherever it is asked.

    Parameters
    ----------
    layout : Layout
    asked : Statistic
    told : Same
    heads : sequence of Headcount or None
        Of each question's population.
    base : Base, optional
        Of each question; None for a statistic without an item.
    """
    half = 0.5 * 10.0**-asked.decimals + ROUNDING_SLACK
    people, ones = told.members[:, None], np.ones((told.members.size, 1))
    if asked.kind == "n":
        yield told.rows(ones, people, told.values, told.values)
    elif base is None:  # a rate
        per = np.array([one.asked for one in heads if one]) / 100
        yield told.rows(ones, people, (told.values - half) * per, (told.values + half) * per)
    else:
        yield from _of_item(layout, asked, told, half, base)


def _of_item(
    layout: Layout, asked: Statistic, told: Same, half: float, base: Base
) -> Iterator[Rows]:
    item = layout.classes.items[asked.item]
    at = layout.begins[asked.item] + told.members[:, None] * len(item.values)
    at = at + np.arange(len(item.values))
    if asked.kind in {"base", "sum"}:
        weights = np.broadcast_to(Measure(asked.kind, asked.item).weights(item), at.shape)
        yield told.rows(weights, at, told.values, told.values)
        return
    valid = np.broadcast_to(item.valid.astype(float), at.shape)
    scores = item.scores if asked.kind == "mean" else 100.0 * item.among(asked.codes)
    over = scores - told.values[told.which][:, None]
    none, unbound = np.zeros(told.numbers.size), np.full(told.numbers.size, np.inf)
    for weights, low, high in (
        (valid, none + 1, unbound),
        (valid * (over + half), none, unbound),
        (valid * (over - half), -unbound, none),
    ):
        yield replace(told.rows(weights, at, low, high), instead=base.number)
    if (base.number != KNOWN).any():
        yield _beside(asked, told, np.broadcast_to(valid * scores, at.shape), at, half, base)


def _beside(
    asked: Statistic, told: Same, weights: Floats, at: Codes, half: float, base: Base
) -> Rows:
    """The sum behind a mean or proportion whose base is shown beside it."""
    unit = 100.0 if asked.kind == "pct" else 1.0
    weights = weights / unit
    low = (told.values - half) * base.people / unit
    high = (told.values + half) * base.people / unit
    if (weights == np.round(weights)).all():
        low = np.maximum(low, np.ceil(low - NEARLY_WHOLE))
        high = np.minimum(high, np.floor(high + NEARLY_WHOLE))
    kept = base.number != KNOWN
    place = np.cumsum(kept) - 1
    inside = kept[told.which]
    which = place[told.which[inside]]
    return Rows(
        row=np.repeat(which, at.shape[1]),
        at=at[inside].ravel(),
        weights=weights[inside].ravel(),
        low=low[kept],
        high=high[kept],
        owner=told.numbers[kept],
        beside=base.number[kept],
    )
