"""What a question's answer is, as it would be shown."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from groundswell.science.disclosure.classes import Classes, Totals
from groundswell.science.disclosure.policy import Headcount
from groundswell.science.disclosure.records import Codes, Population
from groundswell.science.disclosure.statistics import Question, Statistic

Answer = float | None


def values_of(
    classes: Classes, questions: Sequence[Question], headcounts: Mapping[Population, Headcount]
) -> list[Answer]:
    """The answers to some questions about populations of the classes, as they would be shown.

    Returns
    -------
    list of float or None
        None where there is nothing to divide by.

    Raises
    ------
    ValueError
        For a response rate of a population without a headcount.
    """
    totals = classes.totals(list(classes.members.values()))
    row = {population: number for number, population in enumerate(classes.members)}
    found: list[Answer] = [None] * len(questions)
    for asked, numbers in by_statistic(questions).items():
        populations = [questions[number].population for number in numbers]
        at = np.array([row[one] for one in populations], dtype=np.intp)
        if asked.kind == "rate":
            values = _rates(totals.people[at], populations, headcounts, asked)
        elif asked.kind == "n":
            values = totals.people[at].tolist()
        else:
            values = _of_answers(classes, totals, at, asked)
        for number, value in zip(numbers, values, strict=True):
            found[number] = value
    return found


def by_statistic(questions: Iterable[Question]) -> dict[Statistic, list[int]]:
    """The numbers of the questions that ask for each statistic."""
    found: dict[Statistic, list[int]] = {}
    for number, question in enumerate(questions):
        found.setdefault(question.statistic, []).append(number)
    return found


def _rates(
    people: Codes,
    populations: Sequence[Population],
    headcounts: Mapping[Population, Headcount],
    asked: Statistic,
) -> list[Answer]:
    if not all(population in headcounts for population in populations):
        raise ValueError("a response rate needs the number of people who were asked")
    return _rounded(
        100 * people, [headcounts[population].asked for population in populations], asked.decimals
    )


def _of_answers(classes: Classes, totals: Totals, at: Codes, asked: Statistic) -> list[Answer]:
    item, tally = classes.items[asked.item], totals.answers[asked.item][at]
    base = tally[:, item.valid].sum(axis=1)
    if asked.kind == "base":
        return base.tolist()
    if asked.kind == "pct":
        chosen = tally[:, item.among(asked.codes)].sum(axis=1)
        return _rounded(100 * chosen, base.tolist(), asked.decimals)
    total = tally @ item.scores
    if asked.kind == "sum":
        return total.tolist()
    return _rounded(total, base.tolist(), asked.decimals)


def _rounded(top: NDArray[Any], bottom: Sequence[int], decimals: int) -> list[Answer]:
    return [
        round(above / below, decimals) if below else None
        for above, below in zip(top.tolist(), bottom, strict=True)
    ]
