"""What is to be protected: every group that the rules would not show, asked for or not.

Besides the cells asked for these are the classes (complements, late answers), the
differences of nested populations (filters that differ by a few), and the small groups of
one population taken together: two hidden siblings are one group to who knows their parent.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np

from groundswell.science.disclosure.classes import Classes, Flags, Item, Totals
from groundswell.science.disclosure.layout import Measure
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
    groups = [wanted.classes.members[one] for one in asked]
    alone = [np.array([one]) for one in range(wanted.classes.counts.size)]
    not_asked = [*alone, *_differences(wanted, groups), *_small_together(wanted, groups)]
    found: dict[tuple[tuple[int, ...], Measure], Target] = {}
    for held, is_asked in ((groups, True), (not_asked, False)):
        for one in protected(wanted, held, is_asked=is_asked):
            found.setdefault((one.members, one.measure), one)
    for population, headcount in wanted.headcounts.items():
        members = wanted.classes.members[population]
        if nearly_all_answered(wanted.classes.people(members), headcount):
            one = _target(wanted.policy, members, Measure("n"))
            found.setdefault((one.members, one.measure), one)
    return list(found.values())


def _differences(wanted: Wanted, members: Sequence[Codes]) -> Iterator[Codes]:
    """What a population has more than one inside it, where that needs protection."""
    distinct = {one.tobytes(): one for one in members if one.size}
    sets = sorted(distinct.values(), key=lambda one: one.size)
    held = [frozenset(one.tolist()) for one in sets]
    totals = wanted.classes.totals(sets)
    pairs = np.array(list(_nested(held)), dtype=np.intp).reshape(-1, 2)
    rules = _rules(wanted, totals.less(pairs[:, 1], pairs[:, 0]), is_asked=False)
    for small, larger in pairs[np.any([rule.holds for rule in rules], axis=0)]:
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


def _small_together(wanted: Wanted, members: Sequence[Codes]) -> Iterator[Codes]:
    """The small classes of each population, as one group."""
    counts = wanted.classes.counts
    for one in members:
        small = one[counts[one] < wanted.policy.k]
        if small.size > 1:
            yield small


def protected(wanted: Wanted, groups: Sequence[Codes], *, is_asked: bool) -> Iterator[Target]:
    """The protected values of some groups.

    A group nobody asked for and nobody is in needs no protection: there is no one in it.
    """
    rules = _rules(wanted, wanted.classes.totals(groups), is_asked=is_asked)
    holds = np.array([rule.holds for rule in rules])
    for group in np.flatnonzero(holds.any(axis=0)).tolist():
        for rule in np.flatnonzero(holds[:, group]).tolist():
            for measure in rules[rule].measures(group):
                yield _target(wanted.policy, groups[group], measure)


@dataclass(frozen=True)
class _Rule:
    """For which groups a rule holds, and the measures that it protects of one of them."""

    holds: Flags
    measures: Callable[[int], tuple[Measure, ...]]


def _rules(wanted: Wanted, totals: Totals, *, is_asked: bool) -> list[_Rule]:
    has_people = totals.people > 0
    few = too_few(wanted.policy, totals.people) & (has_people | is_asked)
    found = [_Rule(few, lambda _: (Measure("n"),))]
    for name, tally in totals.answers.items():
        found += _of_item(wanted, name, tally, has_people, is_asked=is_asked)
    return found


def _of_item(
    wanted: Wanted, name: str, tally: Tally, has_people: Flags, *, is_asked: bool
) -> Iterator[_Rule]:
    policy, item = wanted.policy, wanted.classes.items[name]
    valid = tally[:, item.valid]
    base = valid.sum(axis=1)
    few = too_few(policy, base)
    if not item.valid.all():
        yield _Rule(few & (has_people | is_asked), lambda _: (Measure("base", name),))

    def mind(group: int) -> tuple[Measure, ...]:
        return Measure("sum", name), Measure("codes", name, _unusual(item, tally[group]))

    yield _Rule((few | of_one_mind(valid)) & has_people, mind)
    for codes in wanted.options(name):
        chosen = tally[:, item.among(codes)].sum(axis=1)
        ends = (chosen == 0) | (chosen == base) | option_too_small(policy, name, chosen, base)
        option = (Measure("codes", name, codes),)
        yield _Rule((few | ends) & has_people, partial(_always, option))


def _always(measures: tuple[Measure, ...], _: int) -> tuple[Measure, ...]:
    return measures


def _unusual(item: Item, tally: Tally) -> tuple[float, ...]:
    """Every valid answer but the most usual one."""
    others = item.valid.copy()
    others[int(np.argmax(np.where(item.valid, tally, -1)))] = False
    return tuple(item.scores[others].tolist())


def _target(policy: Policy, members: Codes, measure: Measure) -> Target:
    width = policy.sum_width if measure.kind == "sum" else policy.count_width
    return Target(tuple(members.tolist()), measure, float(width))
