"""What a question's answer is, as it would be shown."""

import numpy as np

from groundswell.science.disclosure.classes import Classes
from groundswell.science.disclosure.policy import Headcount
from groundswell.science.disclosure.records import Codes
from groundswell.science.disclosure.statistics import Statistic


def value_of(
    classes: Classes, members: Codes, asked: Statistic, headcount: Headcount | None = None
) -> float | None:
    """A statistic of a union of classes, rounded as it would be shown.

    Returns
    -------
    float or None
        None where there is nothing to divide by.

    Raises
    ------
    ValueError
        For a response rate of a population without a headcount.
    """
    people = classes.people(members)
    if asked.kind == "n":
        return people
    if asked.kind == "rate":
        if headcount is None:
            raise ValueError("a response rate needs the number of people who were asked")
        return _rounded(100 * people, headcount.asked, asked.decimals)
    return _of_answers(classes, members, asked)


def _of_answers(classes: Classes, members: Codes, asked: Statistic) -> float | None:
    item = classes.items[asked.item]
    tally = classes.answers(members, asked.item)
    base = int(tally[item.valid].sum())
    if asked.kind == "base":
        return base
    if asked.kind == "pct":
        return _rounded(100 * int(tally[item.among(asked.codes)].sum()), base, asked.decimals)
    total = float(np.dot(item.scores, tally))
    return total if asked.kind == "sum" else _rounded(total, base, asked.decimals)


def _rounded(top: float, bottom: int, decimals: int) -> float | None:
    return round(top / bottom, decimals) if bottom else None
