"""Statistics over a population, and the questions that ask for them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from groundswell.science.disclosure.records import Kept, Population

KINDS = ("n", "rate", "base", "sum", "mean", "pct", "change")
"""Count of people, response rate, valid answers, sum, mean, proportion, change between waves."""

WHOLE = frozenset({"n", "base", "sum"})
"""Kinds that are shown without digits after the point."""

MOST_DECIMALS = 9


@dataclass(frozen=True, order=True)
class Statistic(Kept):
    """One number about a population, in canonical form: what its kind does not use is left out.

    Attributes
    ----------
    kind : str
        One of `KINDS`.
    item : str
        Which item was answered; empty for n and rate.
    codes : tuple of int
        For pct: the options that count, sorted.
    decimals : int
        Digits after the point that are shown; 0 for whole numbers.
    """

    kind: str
    item: str = ""
    codes: tuple[int, ...] = field(default=())
    decimals: int = 0

    __hash__ = Kept.__hash__

    def __post_init__(self) -> None:
        if self.kind == "pct" and not self.codes:
            raise ValueError("a proportion needs an option or more")
        used = {
            "item": "" if self.kind in {"n", "rate"} else self.item,
            "codes": tuple(sorted(set(self.codes))) if self.kind == "pct" else (),
            "decimals": 0 if self.kind in WHOLE else self.decimals,
        }
        for name, value in used.items():
            object.__setattr__(self, name, value)

    def __str__(self) -> str:
        if self.kind in WHOLE:
            return ":".join(filter(None, (self.kind, self.item)))
        codes = ",".join(map(str, self.codes))
        return ":".join(filter(None, (self.kind, self.item, codes, str(self.decimals))))


@dataclass(frozen=True)
class Question(Kept):
    """A statistic asked of a population: the unit in which things are shown or withheld."""

    population: Population
    statistic: Statistic

    __hash__ = Kept.__hash__

    def __str__(self) -> str:
        return f"{self.statistic} of {self.population}"


N = Statistic("n")
"""The number of people."""


@lru_cache(maxsize=10_000)
def statistic(text: str) -> Statistic:
    """A statistic from its short form.

    Parameters
    ----------
    text : str
        ``n``, ``rate:decimals``, ``base:item``, ``sum:item``, ``mean:item:decimals``,
        ``pct:item:code,code:decimals`` or ``change:item:decimals``.

    Raises
    ------
    ValueError
        For anything else.

    Examples
    --------
    >>> statistic("pct:q:2,1:1") == statistic("pct:q:1,2:1")
    True
    >>> str(statistic("mean:q:2"))
    'mean:q:2'
    """
    kind, *rest = text.split(":")
    try:
        return _READERS[kind](kind, *rest)
    except (KeyError, TypeError, ValueError) as wrong:
        raise ValueError(f"{text!r} is no statistic such as {EXAMPLES}") from wrong


EXAMPLES = "n, base:item, sum:item, mean:item:2, pct:item:1,2:1, rate:1, change:item:2"


def _count(kind: str) -> Statistic:
    return Statistic(kind)


def _whole(kind: str, *item: str) -> Statistic:
    return Statistic(kind, _named(item))


def _rate(kind: str, decimals: str) -> Statistic:
    return Statistic(kind, decimals=_digits(decimals))


def _rounded(kind: str, *told: str) -> Statistic:
    *item, decimals = told
    return Statistic(kind, _named(item), decimals=_digits(decimals))


def _share(kind: str, *told: str) -> Statistic:
    *item, codes, decimals = told
    options = tuple(int(code) for code in codes.split(","))
    return Statistic(kind, _named(item), options, _digits(decimals))


_READERS: dict[str, Callable[..., Statistic]] = {
    "n": _count,
    "rate": _rate,
    "base": _whole,
    "sum": _whole,
    "mean": _rounded,
    "pct": _share,
    "change": _rounded,
}


def _named(parts: Sequence[str]) -> str:
    """The name of an item; colons may stand in it, for only the last parts have a place."""
    item = ":".join(parts)
    if not item:
        raise ValueError("an item needs a name")
    return item


def _digits(text: str) -> int:
    found = int(text)
    if not 0 <= found <= MOST_DECIMALS:
        raise ValueError("too many digits")
    return found


def distribution(item: str, codes: tuple[int, ...], decimals: int) -> tuple[Statistic, ...]:
    """The distribution of an item: a proportion for each of its options.

    Examples
    --------
    >>> [str(one) for one in distribution("q", (1, 2), 0)]
    ['pct:q:1:0', 'pct:q:2:0']
    """
    return tuple(Statistic("pct", item, (code,), decimals) for code in codes)
