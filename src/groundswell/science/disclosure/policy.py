"""What must be kept back, and what the public knows anyway."""

from dataclasses import dataclass

from groundswell.science.disclosure.records import Population

COUNT_WIDTH = 5
"""Least width of what can be concluded about a hidden count (people)."""

SUM_WIDTH = 8
"""Least width of what can be concluded about a hidden sum of answers (points of the item)."""

NEARLY_ALL_BUT = 2
"""People who may differ while a group still counts as of one mind (people)."""

SMALL_OPTION = 5
"""Fewest people behind a shown option of a sensitive item (people)."""

MOST_PEOPLE = 500
"""Most people of one kind an attacker reckons with where nothing else is known (people)."""


@dataclass(frozen=True)
class Policy:
    """The rules of one publication.

    Attributes
    ----------
    k : int
        Smallest group that is shown (people with a valid answer).
    sensitive : frozenset of str
        Items of which a shown option needs `SMALL_OPTION` people.
    count_width, sum_width : int
        Protection range: the least width of the feasibility interval of a hidden count
        (people) and of a hidden sum (points of the item).
    most_people : int
        Most people of one kind an attacker reckons with.
    """

    k: int
    sensitive: frozenset[str] = frozenset()
    count_width: int = COUNT_WIDTH
    sum_width: int = SUM_WIDTH
    most_people: int = MOST_PEOPLE

    def __post_init__(self) -> None:
        if self.k < 1:
            raise ValueError("k must be 1 or more")


@dataclass(frozen=True)
class Fact:
    """What everybody may be taken to know: how many records a population has.

    Attributes
    ----------
    population : Population
        May name items too: "somebody in ward A answered 5".
    low, high : float
        People, both ends included; high may be infinite.
    """

    population: Population
    low: float = 0.0
    high: float = float("inf")


@dataclass(frozen=True)
class Headcount:
    """How many people of a population were asked; public, so its response rate tells n."""

    population: Population
    asked: int
