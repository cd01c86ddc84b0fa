"""What an owner of answers hands over, and the words in which numbers are asked of it.

Whoever holds answers registers a `Source` when the app starts, and never shows a number of them:
what may be shown comes out of `queries`, after `actions.publish`.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from groundswell.ground.kernel.decisions import Decision
from groundswell.ground.kernel.registry import Registry
from groundswell.science.disclosure import Statistic

Value = str | int | float | None
Where = Mapping[str, Collection[Value]]
"""People by public characteristics: for each column the values that are let through."""

Codes = NDArray[np.integer[Any]]

EVERYBODY: Where = {}
FEWEST = 5  # no series is ever published with groups smaller than this (people)
USUAL = 10  # the smallest group of a series, where nothing else is said (people)
MORE_FOR_WORDS = 5  # by how much the threshold of comments is higher (people)
SHARE_DECIMALS = 0
MEAN_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class Asked:
    """How many people of a group were asked. It is public: with it a response rate tells n."""

    where: Where
    number: int


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """Everything that was answered up to a marker, as columns: one entry a person, in no order.

    Attributes
    ----------
    domains : mapping of column to its values
        Public: every value that the column can have; None is "not answered". Items have numbers.
    codes : mapping of column to int array of shape (n_people,)
        Where each value stands in its domain.
    batch : int array of shape (n_people,)
        In which batch each answer came, from 1 up to the marker.
    asked : tuple of Asked
    """

    domains: Mapping[str, Sequence[Value]]
    codes: Mapping[str, Codes]
    batch: Codes
    asked: tuple[Asked, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """What one person wrote about one item. `key` is random and says nothing of when or who.

    `reason` says why words were taken out, or why nothing is left of it.
    """

    key: str
    words: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """The answers of one kind of subject, such as a survey.

    A marker is the number of the last batch that counts. What is handed over for a marker never
    changes any more: the same rows, with the same batches, in whatever order.

    Attributes
    ----------
    answers : callable of (subject id, marker)
    n : callable of (subject id, marker or None)
        How many people have answered up to a marker; None: up to now, opened or not.
    texts : callable of (subject id, marker, item)
        At most one a person.
    may_publish : callable of (actor, subject id)
        The owner's own rule of who begins a series and publishes.
    tables : tuple of "app_label.Model"
        Where the answers stand. Code names them in the source's own module, in the models and in
        `writers`, and nowhere else; a test sees to it.
    writers : tuple of module names
        What writes these tables, exports nothing of them and shows nothing.
    """

    answers: Callable[[UUID, int], Answers]
    n: Callable[[UUID, int | None], int]
    texts: Callable[[UUID, int, str], Sequence[Text]]
    may_publish: Callable[[Any, UUID], Decision]
    tables: tuple[str, ...]
    writers: tuple[str, ...]


sources: Registry[Source] = Registry("source of answers")


@dataclass(frozen=True, slots=True)
class Part:
    """Every one of some statistics of every one of some groups."""

    groups: tuple[Where, ...]
    statistics: tuple[Statistic, ...]


@dataclass(frozen=True, slots=True)
class Menu:
    """All that one release may show: numbers, and items whose comments it shows."""

    parts: tuple[Part, ...]
    texts: tuple[str, ...] = field(default=())


PEOPLE = Statistic("n")
"""How many people answered anything."""


def answered(item: str) -> Statistic:
    """How many gave a valid answer to an item."""
    return Statistic("base", item)


def mean(item: str) -> Statistic:
    """The mean of the valid answers to an item."""
    return Statistic("mean", item, decimals=MEAN_DECIMALS)


def share(item: str, *codes: int) -> Statistic:
    """How many of a hundred valid answers are one of the codes."""
    return Statistic("pct", item, codes, SHARE_DECIMALS)


def distribution(item: str, codes: Sequence[int]) -> tuple[Statistic, ...]:
    """The share of each option."""
    return tuple(share(item, code) for code in codes)


def thirds(item: str, codes: Sequence[int]) -> tuple[Statistic, ...]:
    """The shares below the middle option, of it, and above; of an even number the two halves.

    >>> [str(one) for one in thirds("q", (1, 2, 3, 4, 5))]
    ['pct:q:1,2:0', 'pct:q:3:0', 'pct:q:4,5:0']
    >>> [str(one) for one in thirds("q", (1, 2, 3, 4))]
    ['pct:q:1,2:0', 'pct:q:3,4:0']
    """
    half = len(codes) // 2
    ends = sorted(codes)
    parts = (ends[:half], ends[half : len(codes) - half], ends[len(codes) - half :])
    return tuple(share(item, *part) for part in parts if part)
