"""From answers to scores: keying, the missing rule, rescaling.

Answers lie in arrays of shape (n_people, n_items); NaN is an answer that is missing.
"Not applicable" and "don't know" are missing too, never a midpoint: the caller says so
by making them NaN.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Counts = NDArray[np.intp]


@dataclass(frozen=True)
class Scores:
    """A score for each person; arrays of shape (n_people,).

    Attributes
    ----------
    value : float array
        Mean of the answered items; NaN where too few were answered.
    answered : int array
        Items answered.
    """

    value: Floats
    answered: Counts

    @property
    def n(self) -> int:
        """People who have a score: the base of every statistic of it."""
        return int(np.count_nonzero(~np.isnan(self.value)))


@dataclass(frozen=True)
class Scale:
    """What a scale is made of.

    Attributes
    ----------
    name : str
        What the scale is called.
    items : tuple of str
        Ids of its items.
    low, high : float
        The lowest and highest answer.
    reversed : frozenset of str
        Items whose answers run the other way.
    least : int or None
        Fewest answers that make a score; None for half of the items, rounded up.

    Raises
    ------
    ValueError
        For no items, an item twice, a reversed item that is no item, a range without
        width, or more answers needed than there are items.
    """

    name: str
    items: tuple[str, ...]
    low: float
    high: float
    reversed: frozenset[str] = frozenset()
    least: int | None = None

    def __post_init__(self) -> None:
        if not self.items:
            raise ValueError("a scale needs an item")
        if len(set(self.items)) < len(self.items):
            raise ValueError("an item stands twice in the scale")
        if not self.reversed <= set(self.items):
            raise ValueError("a reversed item is not an item of the scale")
        if not -np.inf < self.low < self.high < np.inf:
            raise ValueError("the lowest answer must lie under the highest, and both be finite")
        answers_needed(len(self.items), self.least)

    @property
    def needed(self) -> int:
        """Fewest answers that make a score."""
        return answers_needed(len(self.items), self.least)

    @property
    def flipped(self) -> tuple[bool, ...]:
        """For each item, whether its answers run the other way."""
        return tuple(item in self.reversed for item in self.items)


def answers_needed(n_items: int, least: int | None = None) -> int:
    """Fewest answers that make a score.

    Parameters
    ----------
    n_items : int
        Items of the scale.
    least : int, optional
        The scale's own rule. Default: half of the items, rounded up.

    Raises
    ------
    ValueError
        If `least` is not between 1 and the number of items.

    Examples
    --------
    >>> answers_needed(5), answers_needed(5, 4)
    (3, 4)
    """
    if least is None:
        return (n_items + 1) // 2
    if not 1 <= least <= n_items:
        raise ValueError(f"least must lie between 1 and {n_items}, got {least}")
    return least


def keyed(
    answers: ArrayLike,
    *,
    low: float,
    high: float,
    flipped: Sequence[bool] = (),
) -> Floats:
    """Answers with every item running the same way.

    A reversed answer is ``low + high - x``. This comes before anything else: one item
    forgotten can take alpha from .69 to .46.

    Parameters
    ----------
    answers : array_like of shape (n_people, n_items)
        NaN is a missing answer.
    low, high : float
        The lowest and highest answer.
    flipped : sequence of bool, one an item
        Which items run the other way. Default: none.

    Returns
    -------
    float array of shape (n_people, n_items)
        A new array that holds each item's answers side by side, as the sums over
        people like it.

    Raises
    ------
    ValueError
        If an answer lies outside the range, or shapes do not fit.

    Examples
    --------
    >>> keyed([[1, 5], [2, 4]], low=1, high=5, flipped=[False, True]).tolist()
    [[1.0, 1.0], [2.0, 2.0]]
    """
    found = np.array(answers, dtype=np.float64, order="F")
    if found.ndim != 2:
        raise ValueError(f"answers must have the shape (n_people, n_items), got {found.shape}")
    key_in_place(found, low=low, high=high, flipped=flipped)
    return found


def key_in_place(found: Floats, *, low: float, high: float, flipped: Sequence[bool]) -> None:
    """The same for an array that is the caller's own and may be changed."""
    if flipped and len(flipped) != found.shape[1]:
        raise ValueError("flipped must say something of every item")
    # fmin and fmax pass over missing answers; the start keeps an empty array quiet.
    if np.fmin.reduce(found, axis=None, initial=low) < low:
        raise ValueError(f"an answer lies under {low:g}")
    if np.fmax.reduce(found, axis=None, initial=high) > high:
        raise ValueError(f"an answer lies over {high:g}")
    for at in np.flatnonzero(flipped):
        np.subtract(low + high, found[:, at], out=found[:, at])


def score(answers: ArrayLike, *, least: int | None = None) -> Scores:
    """The mean of the answered items, where enough were answered.

    Parameters
    ----------
    answers : array_like of shape (n_people, n_items)
        Keyed answers; NaN is missing.
    least : int, optional
        Fewest answers that make a score. Default: half of the items, rounded up.

    Examples
    --------
    >>> nan = float("nan")
    >>> scores = score([[4, 5, 3], [2, nan, 3], [nan, nan, 5]])
    >>> scores.value.tolist(), scores.answered.tolist(), scores.n
    ([4.0, 2.5, nan], [3, 2, 1], 2)
    """
    found = np.asarray(answers, dtype=np.float64)
    present = ~np.isnan(found)
    answered = present.sum(axis=1)
    total = np.zeros(found.shape[0])
    for item, given in zip(found.T, present.T, strict=True):
        np.add(total, item, out=total, where=given)
    enough = answered >= answers_needed(found.shape[1], least)
    value = np.divide(total, answered, out=np.full(total.shape, np.nan), where=enough)
    return Scores(value, answered)


def to_ten(value: ArrayLike, *, low: float, high: float) -> Floats:
    """A score or mean on the scale from 0 to 10.

    Examples
    --------
    >>> to_ten([1, 3, 5], low=1, high=5).tolist()
    [0.0, 5.0, 10.0]
    """
    return (np.asarray(value, dtype=np.float64) - low) / (high - low) * 10


def favourable(answers: ArrayLike, *, at_least: float) -> tuple[Counts, Counts]:
    """For each item, how many answers are favourable and how many are valid.

    Parameters
    ----------
    answers : array_like of shape (n_people, n_items)
        Keyed answers; NaN is missing and counts neither way.
    at_least : float
        The lowest favourable answer.

    Returns
    -------
    favourable, valid : int arrays of shape (n_items,)

    Examples
    --------
    >>> count, base = favourable([[4, 5], [2, float("nan")]], at_least=4)
    >>> count.tolist(), base.tolist()
    ([1, 1], [2, 1])
    """
    found = np.asarray(answers, dtype=np.float64)
    return np.count_nonzero(found >= at_least, axis=0), np.count_nonzero(~np.isnan(found), axis=0)
