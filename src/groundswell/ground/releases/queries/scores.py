"""What is made of shown numbers: scores, margins, small groups drawn together, changes, peers.

Nothing here can see an answer. Where one number that a result needs is hidden, the result is
hidden as well: a scale with a hidden item has no score for that group.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from groundswell.science import scales
from groundswell.science.scales import Scale, Summary

from ..kinds import EVERYBODY, Where
from .numbers import Numbers

Floats = NDArray[np.float64]
Spreads = Mapping[str, float | None]
TEN = 10.0  # scores run from 0 to 10, 10 the better end


@dataclass(frozen=True, slots=True)
class Score:
    """A scale's score in one group, from 0 to 10.

    Attributes
    ----------
    value : float
        Mean of its items' published means, each turned so that 10 is the better end.
    n : int
        People behind the item that fewest answered.
    low, high : float or None
        95 % interval. None where no spread is published.
    """

    value: float
    n: int
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Compared:
    """One of several groups beside the others.

    Attributes
    ----------
    score : Score
    shrunken, low, high : float or None
        The score drawn towards the others by what chance can explain, and its 95 % interval;
        None where fewer than two groups are shown.
    differs : int
        1 where the interval lies above what all groups have in common, -1 where below, else 0.
    lowest_tenth : float or None
        The chance that the group is among the lowest tenth. No group gets a place in a league.
    """

    score: Score
    shrunken: float | None
    low: float | None
    high: float | None
    differs: int
    lowest_tenth: float | None


@dataclass(frozen=True, slots=True)
class Moved:
    """A score now less the score before; `is_clear` where that is more than chance would bring."""

    now: Score
    before: Score
    change: float
    low: float | None
    high: float | None
    is_clear: bool


@dataclass(frozen=True, slots=True)
class Peers:
    """Other organisations' scores: how many, their median, and the middle half of them."""

    n: int
    median: float
    low: float
    high: float


def score(numbers: Numbers, where: Where, scale: Scale) -> Score | None:
    """A scale's score; None where the mean or base of one of its items is hidden."""
    found = _scored(numbers, where, scale, _whole(numbers, scale))
    return found[0] if found else None


def _scored(
    numbers: Numbers, where: Where, scale: Scale, whole: Spreads
) -> tuple[Score, float | None] | None:
    """A score, and by how much people's scores can spread at most."""
    means = [numbers.mean(where, item) for item in scale.items]
    bases = [numbers.base(where, item) for item in scale.items]
    if any(one is None for one in (*means, *bases)):
        return None
    value = float(np.mean([_turned(scale, i, m) for i, m in zip(scale.items, means, strict=True)]))
    n = min(base for base in bases if base is not None)
    spread = _spread(numbers, where, scale, whole)
    half = math.nan if spread is None else _half(n, spread)
    return Score(value, n, _end(value - half), _end(value + half)), spread


def _turned(scale: Scale, item: str, mean: float | None) -> float:
    assert mean is not None
    part = (mean - scale.low) / (scale.high - scale.low)
    return TEN * (1 - part if item in scale.reversed else part)


def _half(n: int, spread: float) -> float:
    return float(scales.student([n - 1])[0]) * spread / math.sqrt(n)


def _end(value: float) -> float | None:
    return None if math.isnan(value) else min(max(value, 0.0), TEN)


def _whole(numbers: Numbers, scale: Scale) -> Spreads:
    """The standard deviation of each item for everybody, looked up once for all groups."""
    return {item: _deviation(numbers, EVERYBODY, item, _codes(scale)) for item in scale.items}


def _codes(scale: Scale) -> tuple[int, ...]:
    return tuple(range(int(scale.low), int(scale.high) + 1))


def _spread(numbers: Numbers, where: Where, scale: Scale, whole: Spreads) -> float | None:
    """Most that people's scores can spread, by published shares: of the group, else of everybody.

    Nobody knows from published numbers how a person's answers hang together. Were they all alike,
    the standard deviation of the score would be the mean of the items'; it is never more. So
    every margin here is a cautious one.
    """
    found, codes = [], _codes(scale)
    for item in scale.items:
        own = _deviation(numbers, where, item, codes)
        own = whole[item] if own is None else own
        if own is None:
            return None
        found.append(own)
    return TEN * float(np.mean(found)) / (scale.high - scale.low)


def _deviation(numbers: Numbers, where: Where, item: str, codes: Sequence[int]) -> float | None:
    """Standard deviation of an item by its shown distribution; None where a part is hidden."""
    n = numbers.base(where, item)
    if n is None or numbers.share(where, item, codes[0]) is None:  # most groups show no shares
        return None
    shares = numbers.distribution(where, item, codes)
    if any(one is None for one in shares):
        return None
    part = np.array(shares, dtype=float) / sum(one for one in shares if one is not None)
    values = np.array(codes, dtype=float)
    variance = float(part @ values**2 - (part @ values) ** 2)
    return math.sqrt(max(variance, 0.0) * n / (n - 1))


def share_interval(
    numbers: Numbers, where: Where, item: str, *codes: int
) -> tuple[float, float] | None:
    """95 % interval of a share, in per cent; None where the share or its base is hidden."""
    shown, n = numbers.share(where, item, *codes), numbers.base(where, item)
    if shown is None or n is None:
        return None
    low, high = scales.wilson([shown * n / 100], [n])
    return 100 * float(low[0]), 100 * float(high[0])


def mean_interval(
    numbers: Numbers, where: Where, item: str, codes: Sequence[int]
) -> tuple[float, float] | None:
    """95 % interval of an item's mean, by the shown shares of the group, else of everybody."""
    mean, n = numbers.mean(where, item), numbers.base(where, item)
    spread = _deviation(numbers, where, item, codes)
    spread = _deviation(numbers, EVERYBODY, item, codes) if spread is None else spread
    if mean is None or n is None or not spread:
        return None
    half = _half(n, spread)
    return max(mean - half, min(codes)), min(mean + half, max(codes))


def compared(
    numbers: Numbers, groups: Mapping[str, Where], scale: Scale
) -> dict[str, Compared | None]:
    """Groups side by side, by their names; None for a group whose score is hidden.

    Groups that are hidden are left out of what the others are compared with.
    """
    whole = _whole(numbers, scale)
    found = {name: _scored(numbers, where, scale, whole) for name, where in groups.items()}
    shown = {name: one[0] for name, one in found.items() if one is not None}
    spreads = [one[1] for one in found.values() if one is not None]
    if len(shown) < 2 or None in spreads:
        alone = {name: Compared(one, None, None, None, 0, None) for name, one in shown.items()}
        return {name: alone.get(name) for name in groups}
    drawn = _drawn_together(shown, np.array(spreads, dtype=float))
    return {name: drawn.get(name) for name in groups}


def _drawn_together(shown: Mapping[str, Score], spreads: Floats) -> dict[str, Compared]:
    summary = _summary(list(shown.values()), spreads)
    drawn = scales.shrink(summary, scales.Method.MOMENTS)
    low, high = drawn.interval
    lowest = scales.standing(drawn).lowest_tenth
    return {
        name: Compared(
            score=one,
            shrunken=float(drawn.mean[at]),
            low=float(low[at]),
            high=float(high[at]),
            differs=int(drawn.differs[at]),
            lowest_tenth=float(lowest[at]),
        )
        for at, (name, one) in enumerate(shown.items())
    }


def _summary(scores: Sequence[Score], spreads: Floats) -> Summary:
    n = np.array([one.n for one in scores])
    return Summary(n, np.array([one.value for one in scores]), (n - 1) * spreads**2)


def change(now: Numbers, before: Numbers, where: Where, scale: Scale) -> Moved | None:
    """How a score has changed since another release; None where either is hidden.

    Many of the same people answered both times without being known, so the test is cautious.
    """
    then, since = (_scored(one, where, scale, _whole(one, scale)) for one in (before, now))
    if then is None or since is None:
        return None
    (first, old_spread), (second, new_spread) = then, since
    moved = second.value - first.value
    if old_spread is None or new_spread is None:
        return Moved(second, first, moved, None, None, is_clear=False)
    old = _summary([first], np.array([old_spread]))
    new = _summary([second], np.array([new_spread]))
    found = scales.unlinked_change(old, new, same_people=True)
    low, high = float(found.low[0]), float(found.high[0])
    return Moved(second, first, moved, low, high, is_clear=low > 0 or high < 0)


def benchmark(others: Sequence[Numbers], scale: Scale) -> Peers | None:
    """The whole of other organisations, one's own left out.

    None where fewer than three of them show their score: of two, one could find the other.
    """
    found = [score(one, EVERYBODY, scale) for one in others]
    values = [one.value for one in found if one is not None]
    if len(values) < scales.FEWEST_PEERS:
        return None
    low, median, high = np.quantile(values, [0.25, 0.5, 0.75])
    return Peers(len(values), float(median), float(low), float(high))


def extremes(scores: Sequence[Score | Compared | None]) -> tuple[float, float] | None:
    """The lowest and the highest shown score; None where fewer than two are shown."""
    shown = [_value(one) for one in scores if one is not None]
    return (min(shown), max(shown)) if len(shown) > 1 else None


def _value(one: Score | Compared) -> float:
    return one.score.value if isinstance(one, Compared) else one.value
