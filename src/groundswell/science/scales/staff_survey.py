"""Scores of the NHS Staff Survey by id of item, in the numbering of 2023 and 2024.

Each answer becomes points from 0 to 10, ten the better; a sub-score is the mean of a
person's points, an element the mean of a person's sub-scores. The rule of burnout is
confirmed from the technical guide of 2025. The other rules are recalled and marked so:
check them against section 4 of the guide of your year, whose numbers also change.
Weights and benchmark groups are the survey's own; see `weighting`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from groundswell.science.scales.scoring import Floats, answers_needed, score

AGREE = (0.0, 2.5, 5.0, 7.5, 10.0)
"""Five answers, the first the worst: strongly disagree to strongly agree, never to always."""
NEVER = (10.0, 7.5, 5.0, 2.5, 0.0)
"""Five answers, the first the best: never to always of what is bad."""
YES = (10.0, 0.0)
"""Yes and no, yes the better."""
NO = (0.0, 10.0)
"""Yes and no, no the better."""
FULLY = (10.0, 5.0, 0.0)
"""Yes definitely, to some extent, no."""
NONE_AT_ALL = (10.0, 0.0, 0.0, 0.0, 0.0)
"""Never, then so many times: once is too often."""


@dataclass(frozen=True)
class SubScore:
    """One sub-score.

    Attributes
    ----------
    items : tuple of str
        Ids, such as "q12a".
    points : tuple of tuple of float
        For each item the points of answers 1, 2, 3 and so on.
    least : int
        Fewest answers that make a score.
    confirmed : bool
        Whether the rule was read in the technical guide; otherwise it is recalled.
    """

    items: tuple[str, ...]
    points: tuple[tuple[float, ...], ...]
    least: int
    confirmed: bool = False


def _items(question: str, letters: str) -> tuple[str, ...]:
    return tuple(f"q{question}{letter}" for letter in letters)


def _sub(
    *parts: tuple[tuple[str, ...], tuple[float, ...]],
    least: int | None = None,
    confirmed: bool = False,
) -> SubScore:
    items = tuple(item for some, _ in parts for item in some)
    points = tuple(each for some, each in parts for _ in some)
    return SubScore(items, points, answers_needed(len(items), least), confirmed)


SUB_SCORES: Mapping[str, SubScore] = {
    "compassionate_culture": _sub((("q6a", *_items("25", "abcd")), AGREE)),
    "compassionate_leadership": _sub((_items("9", "fghi"), AGREE)),
    "diversity_and_equality": _sub((("q15",), YES), (_items("16", "ab"), NO), (("q21",), AGREE)),
    "inclusion": _sub((("q7h", "q7i", "q8b", "q8c"), AGREE)),
    "recognised_and_rewarded": _sub((("q4a", "q4b", "q4c", "q8d", "q9e"), AGREE)),
    "autonomy_and_control": _sub((_items("3", "abcdef"), AGREE), (("q5b",), AGREE)),
    "raising_concerns": _sub((("q20a", "q20b", "q25e", "q25f"), AGREE)),
    "health_and_safety_climate": _sub(
        (_items("3", "ghi"), AGREE),
        (("q5a",), NEVER),
        (("q11a",), AGREE),
        (("q13d", "q14d"), YES),
    ),
    "burnout": _sub((_items("12", "abcdefg"), NEVER), least=5, confirmed=True),
    "negative_experiences": _sub(
        (_items("11", "bcd"), NO), ((*_items("13", "abc"), *_items("14", "abc")), NONE_AT_ALL)
    ),
    "development": _sub((_items("24", "abcde"), AGREE)),
    "appraisals": _sub((_items("23", "bcd"), FULLY)),
    "work_life_balance": _sub((_items("6", "bcd"), AGREE)),
    "flexible_working": _sub((("q4d",), AGREE)),
    "team_working": _sub((_items("7", "abcdefg"), AGREE), (("q8a",), AGREE)),
    "line_management": _sub((_items("9", "abcd"), AGREE)),
    "motivation": _sub((_items("2", "abc"), AGREE)),
    "involvement": _sub((("q3c", "q3d", "q3f"), AGREE)),
    "advocacy": _sub((("q25a", "q25c", "q25d"), AGREE)),
    "thinking_about_leaving": _sub((_items("26", "abc"), NEVER)),
    "work_pressure": _sub((_items("3", "ghi"), AGREE)),
    "stressors": _sub(
        (("q3a", "q3e"), AGREE),
        (("q5a",), NEVER),
        (("q5b",), AGREE),
        (("q5c",), NEVER),
        (("q7c", "q9a"), AGREE),
    ),
}
"""The sub-scores by name."""

ELEMENTS: Mapping[str, tuple[str, ...]] = {
    "compassionate_and_inclusive": (
        "compassionate_culture",
        "compassionate_leadership",
        "diversity_and_equality",
        "inclusion",
    ),
    "recognised_and_rewarded": ("recognised_and_rewarded",),
    "a_voice_that_counts": ("autonomy_and_control", "raising_concerns"),
    "safe_and_healthy": ("health_and_safety_climate", "burnout", "negative_experiences"),
    "always_learning": ("development", "appraisals"),
    "work_flexibly": ("work_life_balance", "flexible_working"),
    "a_team": ("team_working", "line_management"),
    "engagement": ("motivation", "involvement", "advocacy"),
    "morale": ("thinking_about_leaving", "work_pressure", "stressors"),
}
"""The People Promise elements and the two themes, and the sub-scores of each."""


def sub_score(rule: SubScore, answers: ArrayLike) -> Floats:
    """One sub-score of each person, from 0 to 10, ten the better.

    Parameters
    ----------
    rule : SubScore
        From `SUB_SCORES`, or your own where your year differs.
    answers : array_like of shape (n_people, n_items)
        Position of the answer ticked, counted from 1, in the order of the items; NaN
        is missing, "don't know" and "not applicable" too.

    Raises
    ------
    ValueError
        For an answer that an item does not have.

    Examples
    --------
    >>> burnout = SUB_SCORES["burnout"]
    >>> nan = float("nan")
    >>> sub_score(burnout, [[3, 3, 2, 4, nan, nan, 3], [1, 2, nan, nan, nan, 3, 4]]).tolist()
    [5.0, nan]
    """
    given = np.asarray(answers, dtype=np.float64)
    if given.ndim != 2 or given.shape[1] != len(rule.items):
        raise ValueError(f"answers to {len(rule.items)} items are needed, got {given.shape}")
    points = np.full(given.shape, np.nan, order="F")
    for at, (item, worth) in enumerate(zip(rule.items, rule.points, strict=True)):
        ticked = given[:, at]
        answered = ~np.isnan(ticked)
        if not np.isin(ticked[answered], np.arange(1, len(worth) + 1)).all():
            raise ValueError(f"{item} has answers 1 to {len(worth)}")
        points[answered, at] = np.array(worth)[ticked[answered].astype(np.intp) - 1]
    return score(points, least=rule.least).value


def element(sub_scores: Sequence[ArrayLike]) -> Floats:
    """An element of each person: the mean of all its sub-scores.

    Parameters
    ----------
    sub_scores : sequence of array_like, each of shape (n_people,)

    Returns
    -------
    float array of shape (n_people,)
        NaN for a person who misses one (recalled: check the guide).

    Examples
    --------
    >>> element([[5.0, 7.5], [10.0, float("nan")]]).tolist()
    [7.5, nan]
    """
    table = np.column_stack([np.asarray(one, dtype=np.float64) for one in sub_scores])
    return score(table, least=table.shape[1]).value
