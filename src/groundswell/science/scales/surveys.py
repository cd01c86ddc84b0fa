"""A whole survey at once: everything there is to say of each scale."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from groundswell.science.scales.aggregation import Aggregation, aggregation
from groundswell.science.scales.agreement import (
    Agreement,
    agreement,
    null_variance,
    rwg,
    rwg_j,
    second_null,
)
from groundswell.science.scales.intervals import mean_interval
from groundswell.science.scales.reliability import Reliability, reliability
from groundswell.science.scales.scoring import Scale, Scores, key_in_place, score
from groundswell.science.scales.shrinkage import Shrunken, shrink
from groundswell.science.scales.standing import Standing, standing
from groundswell.science.scales.units import Floats, Summary, Units, summarise


@dataclass(frozen=True)
class UnitScores:
    """A scale in every unit; arrays of shape (n_units,) in the order of the labels.

    Attributes
    ----------
    summary : Summary
        Base, mean and spread of the scores.
    interval : tuple of float arrays
        95 % interval of the mean.
    aggregation : Aggregation
        Whether units differ, and how reliable their means are.
    shrunken : Shrunken
        Means drawn towards the others (REML).
    standing : Standing
        Where each may stand among its peers.
    agreement : Agreement
        Within units, over the items; on people who answered all of them.
    nulls : dict of str to float
        The nulls by name and their variances: the uniform one, then a second.
    rwg, rwg_j : dict of str to float array
        Agreement on the score, and over the items, under each null.
    """

    summary: Summary
    interval: tuple[Floats, Floats]
    aggregation: Aggregation
    shrunken: Shrunken
    standing: Standing
    agreement: Agreement
    nulls: Mapping[str, float]
    rwg: Mapping[str, Floats]
    rwg_j: Mapping[str, Floats]


@dataclass(frozen=True)
class ScaleResults:
    """Everything there is to say of one scale.

    Attributes
    ----------
    scale : Scale
        What it is made of.
    scores : Scores
        Of each person.
    reliability : Reliability
        How well its items go together.
    units : UnitScores or None
        None where no units were named.
    """

    scale: Scale
    scores: Scores
    reliability: Reliability
    units: UnitScores | None


def describe(
    answers: Mapping[str, ArrayLike], scales: Sequence[Scale], among: Units | None = None
) -> list[ScaleResults]:
    """Score every scale, and say how far its scores can be trusted.

    Parameters
    ----------
    answers : mapping of str to array_like of shape (n_people,)
        Raw answers by id of item; NaN is missing. A dict of columns, or
        `columns(table, ids)`.
    scales : sequence of Scale
    among : Units, optional
        Each person's unit.

    Raises
    ------
    ValueError
        If an answer lies outside its scale's range.

    Examples
    --------
    >>> table = {"a": [1, 2, 4, 5], "b": [5, 5, 2, 1]}
    >>> (found,) = describe(table, [Scale("S", ("a", "b"), 1, 5, frozenset({"b"}))])
    >>> found.scores.value.tolist(), round(found.reliability.alpha_listwise, 3)
    ([1.0, 1.5, 4.0, 5.0], 0.983)
    """
    return [_described(answers, scale, among) for scale in scales]


def columns(table: ArrayLike, ids: Sequence[str]) -> dict[str, Floats]:
    """A table of answers as columns by id.

    Examples
    --------
    >>> columns([[1, 2], [3, 4]], ["a", "b"])["b"].tolist()
    [2.0, 4.0]
    """
    return dict(zip(ids, np.asarray(table, dtype=np.float64).T, strict=True))


def scores_of(answers: Mapping[str, ArrayLike], scale: Scale) -> Scores:
    """The scores of one scale, and nothing else.

    Examples
    --------
    >>> scores_of({"a": [1, 5]}, Scale("S", ("a",), 1, 5, frozenset({"a"}))).value.tolist()
    [5.0, 1.0]
    """
    return score(_same_way(answers, scale), least=scale.needed)


def _same_way(answers: Mapping[str, ArrayLike], scale: Scale) -> Floats:
    """Keyed answers to the scale's items, a copy."""
    found = np.array([answers[item] for item in scale.items], dtype=np.float64).T
    key_in_place(found, low=scale.low, high=scale.high, flipped=scale.flipped)
    return found


def _described(answers: Mapping[str, ArrayLike], scale: Scale, among: Units | None) -> ScaleResults:
    same_way = _same_way(answers, scale)
    scores = score(same_way, least=scale.needed)
    return ScaleResults(
        scale=scale,
        scores=scores,
        reliability=reliability(same_way),
        units=None if among is None else _by_unit(same_way, scores, scale, among),
    )


def _by_unit(same_way: Floats, scores: Scores, scale: Scale, among: Units) -> UnitScores:
    summary = summarise(scores.value, among)
    options = scale.high - scale.low + 1
    nulls = {shape: null_variance(options, shape) for shape in ("uniform", second_null(options))}
    shrunken = shrink(summary)
    agreed = agreement(same_way, among)
    n_items = len(scale.items)
    return UnitScores(
        summary=summary,
        interval=mean_interval(summary),
        aggregation=aggregation(summary),
        shrunken=shrunken,
        standing=standing(shrunken),
        agreement=agreed,
        nulls=nulls,
        rwg={shape: rwg(summary.variance, null) for shape, null in nulls.items()},
        rwg_j={shape: rwg_j(agreed.mean_variance, n_items, n) for shape, n in nulls.items()},
    )
