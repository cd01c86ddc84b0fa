"""Primary suppression: what may not be shown whatever else is shown.

A rule looks at one group and at the valid answers to one item in it; the rules are those
of A. Hundepool et al., *Statistical Disclosure Control*, 2012, chapters 4 and 5 (minimum
frequency, group disclosure), with the base of each statistic in place of the unit's size.
"""

import numpy as np
from numpy.typing import NDArray

from groundswell.science.disclosure.classes import Classes, Flags, Item
from groundswell.science.disclosure.policy import NEARLY_ALL_BUT, SMALL_OPTION, Headcount, Policy
from groundswell.science.disclosure.records import Codes
from groundswell.science.disclosure.statistics import Statistic

Tally = NDArray[np.int64]
"""People: of one group, or of many with a row each; a rule answers for each of them."""


def too_few(policy: Policy, people: Tally | int) -> Flags:
    """Whether a group is under the minimum; nobody at all is too few as well."""
    return np.asarray(people) < policy.k


def of_one_mind(tally: Tally) -> Flags:
    """Whether all valid answers, or all but one or two, are the same.

    Examples
    --------
    >>> of_one_mind(np.array([[13, 0, 1], [9, 0, 5]])).tolist()
    [True, False]
    """
    return np.asarray(tally.sum(axis=-1) - tally.max(axis=-1, initial=0) <= NEARLY_ALL_BUT)


def option_too_small(policy: Policy, item: str, chosen: Tally | int, base: Tally | int) -> Flags:
    """Whether few people stand behind an option of a sensitive item, or behind all others."""
    few = np.minimum(chosen, np.asarray(base) - chosen)
    return np.asarray((item in policy.sensitive) & (few > 0) & (few < SMALL_OPTION))


def nearly_all_answered(people: int, headcount: Headcount | None) -> bool:
    """Whether those who did not answer are none or one or two of those asked."""
    return headcount is not None and headcount.asked - people <= NEARLY_ALL_BUT


def withheld(
    policy: Policy,
    classes: Classes,
    members: Codes,
    asked: Statistic,
    headcount: Headcount | None = None,
) -> bool:
    """Whether a statistic of a union of classes may not be shown by itself.

    Parameters
    ----------
    policy : Policy
    classes : Classes
    members : int array
        The classes of the population.
    asked : Statistic
    headcount : Headcount, optional
        How many were asked, where that is public.
    """
    people = classes.people(members)
    if too_few(policy, people):
        return True
    if asked.kind in {"n", "rate"}:
        return nearly_all_answered(people, headcount)
    item = classes.items[asked.item]
    tally = classes.answers(members, asked.item)[item.valid]
    if too_few(policy, int(tally.sum())):
        return True
    if asked.kind == "base":
        return nearly_all_answered(people, headcount)
    return bool(of_one_mind(tally)) or extreme(policy, item, tally, asked)


def extreme(policy: Policy, item: Item, tally: Tally, asked: Statistic) -> bool:
    """Whether what would be shown lies at an end: 0 %, 100 %, or the mean on the last option.

    Judged as shown: 99.96 % to one decimal reads 100 %.
    """
    base = int(tally.sum())
    if asked.kind == "pct":
        chosen = int(tally[item.among(asked.codes)[item.valid]].sum())
        shown = round(100 * chosen / base, asked.decimals)
        small = option_too_small(policy, asked.item, chosen, base)
        return shown in {0.0, 100.0} or bool(small)
    scores = item.scores[item.valid]
    mean = float(scores @ tally) / base
    shown = round(mean, asked.decimals) if asked.kind == "mean" else mean
    return shown in {float(scores.min()), float(scores.max())}
