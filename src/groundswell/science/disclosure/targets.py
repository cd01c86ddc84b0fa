"""What is to be protected: every group that the rules would not show, asked for or not.

Besides the cells asked for these are the classes (complements, late answers), the
differences of nested populations (filters that differ by a few), and the small groups of
one population taken together: two hidden siblings are one group to who knows their parent.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from groundswell.science.disclosure.classes import Classes, Item
from groundswell.science.disclosure.policy import Headcount, Policy
from groundswell.science.disclosure.primary import (
    Tally,
    nearly_all_answered,
    of_one_mind,
    option_too_small,
    too_few,
)
from groundswell.science.disclosure.records import Codes, Population
from groundswell.science.disclosure.statistics import Statistic
from groundswell.science.disclosure.system import Measure


@dataclass(frozen=True)
class Target:
    """A protected value: a measure of a union of classes, with its protection range.

    Attributes
    ----------
    members : tuple of int
        Classes, sorted.
    measure : Measure
    width : float
        Least width of its feasibility interval.
    """

    members: tuple[int, ...]
    measure: Measure
    width: float


@dataclass(frozen=True)
class Wanted:
    """The menu as the rules see it: policy, classes, headcounts, and the statistics asked."""

    policy: Policy
    classes: Classes
    headcounts: Mapping[Population, Headcount]
    statistics: tuple[Statistic, ...]

    def options(self, item: str) -> list[tuple[float, ...]]:
        """Sets of options of which a proportion is asked."""
        return self._options.get(item, [])

    @cached_property
    def _options(self) -> dict[str, list[tuple[float, ...]]]:
        found: dict[str, list[tuple[float, ...]]] = {}
        for one in self.statistics:
            if one.kind == "pct" and one.codes not in found.setdefault(one.item, []):
                found[one.item].append(one.codes)
        return found


def targets_of(wanted: Wanted, asked: Sequence[Population]) -> list[Target]:
    """All protected values of a menu."""
    found: dict[tuple[tuple[int, ...], Measure], Target] = {}
    for members, is_asked in _groups(wanted, asked):
        for one in protected(wanted, members, is_asked=is_asked):
            found.setdefault((one.members, one.measure), one)
    for population, headcount in wanted.headcounts.items():
        members = wanted.classes.members[population]
        if nearly_all_answered(wanted.classes.people(members), headcount):
            one = _target(wanted.policy, members, Measure("n"))
            found.setdefault((one.members, one.measure), one)
    return list(found.values())


def _groups(wanted: Wanted, asked: Sequence[Population]) -> Iterator[tuple[Codes, bool]]:
    members = [wanted.classes.members[one] for one in asked]
    yield from ((one, True) for one in members)
    yield from ((np.array([one]), False) for one in range(wanted.classes.counts.size))
    yield from ((one, False) for one in _differences(wanted, members))
    yield from ((one, False) for one in _small_together(wanted, members))


def _differences(wanted: Wanted, members: Sequence[Codes]) -> Iterator[Codes]:
    """What a population has more than one inside it, where that needs protection."""
    distinct = {one.tobytes(): one for one in members if one.size}
    sets = sorted(distinct.values(), key=lambda one: one.size)
    held = [frozenset(one.tolist()) for one in sets]
    tallies = [_tally(wanted, one) for one in sets]
    for small, larger in _nested(held):
        if _is_protected(wanted, tallies[larger] - tallies[small]):
            yield np.setdiff1d(sets[larger], sets[small])


def _nested(held: Sequence[frozenset[int]]) -> Iterator[tuple[int, int]]:
    """Pairs of which the second holds all of the first, and more."""
    around: dict[int, list[int]] = {}
    for number, one in enumerate(held):
        for at in one:
            around.setdefault(at, []).append(number)
    for number, one in enumerate(held):
        for larger in min((around[at] for at in one), key=len):
            if larger > number and held[larger] > one:
                yield number, larger


def _tally(wanted: Wanted, members: Codes) -> Tally:
    """The people of a group, and its answers to every item, one after the other."""
    answers = (wanted.classes.answers(members, name) for name in wanted.classes.items)
    return np.concatenate([[wanted.classes.people(members)], *answers])


def _is_protected(wanted: Wanted, tally: Tally) -> bool:
    return next(_measures(wanted, tally, is_asked=False), None) is not None


def _small_together(wanted: Wanted, members: Sequence[Codes]) -> Iterator[Codes]:
    """The small classes of each population, as one group."""
    counts = wanted.classes.counts
    for one in members:
        small = one[counts[one] < wanted.policy.k]
        if small.size > 1:
            yield small


def protected(wanted: Wanted, members: Codes, *, is_asked: bool) -> Iterator[Target]:
    """The protected values of one group.

    A group nobody asked for and nobody is in needs no protection: there is no one in it.
    """
    for measure in _measures(wanted, _tally(wanted, members), is_asked=is_asked):
        yield _target(wanted.policy, members, measure)


def _measures(wanted: Wanted, tally: Tally, *, is_asked: bool) -> Iterator[Measure]:
    people, at = int(tally[0]), 1
    if not people and not is_asked:
        return
    if too_few(wanted.policy, people):
        yield Measure("n")
    for name, item in wanted.classes.items.items():
        answers = tally[at : at + len(item.values)]
        at += len(item.values)
        yield from _of_item(wanted, name, answers, has_people=people > 0)


def _of_item(wanted: Wanted, name: str, tally: Tally, *, has_people: bool) -> Iterator[Measure]:
    policy, item = wanted.policy, wanted.classes.items[name]
    valid = tally[item.valid]
    base = int(valid.sum())
    few = too_few(policy, base)
    if few and not item.valid.all():
        yield Measure("base", name)
    if not has_people:
        return
    if few or of_one_mind(valid):
        yield Measure("sum", name)
        yield Measure("codes", name, _unusual(item, tally))
    for codes in wanted.options(name):
        chosen = int(tally[item.among(codes)].sum())
        if few or chosen in {0, base} or option_too_small(policy, name, chosen, base):
            yield Measure("codes", name, codes)


def _unusual(item: Item, tally: Tally) -> tuple[float, ...]:
    """Every valid answer but the most usual one."""
    others = item.valid.copy()
    others[int(np.argmax(np.where(item.valid, tally, -1)))] = False
    return tuple(item.scores[others].tolist())


def _target(policy: Policy, members: Codes, measure: Measure) -> Target:
    width = policy.sum_width if measure.kind == "sum" else policy.count_width
    return Target(tuple(members.tolist()), measure, float(width))
