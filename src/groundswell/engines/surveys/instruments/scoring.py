"""Scores of one survey’s answers: the mean of a scale’s questions, or a published way by name."""

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import ArrayLike, NDArray

from groundswell.science import scales

from ..definition import Definition, ScaleOf, range_of

Floats = NDArray[np.float64]

_BY_NAME: Mapping[str, Callable[[ArrayLike], Floats]] = {
    "wemwbs": scales.wemwbs,
    "swemwbs": scales.swemwbs,
}


def scores_of(definition: Definition, scale: ScaleOf, answers: Mapping[str, ArrayLike]) -> Floats:
    """The score of each person; NaN where there are too few answers.

    Parameters
    ----------
    answers
        Raw codes by question, each of shape (n_people,); NaN where there is no answer.
    """
    columns = {name: np.asarray(answers[name], dtype=np.float64) for name in scale.questions}
    if scale.adapter:
        return _BY_NAME[scale.adapter](np.column_stack(list(columns.values())))
    low, high = range_of(definition, scale)
    as_scale = scales.Scale(
        scale.code, scale.questions, low, high, scale.reversed, least=scale.least
    )
    return scales.scores_of(columns, as_scale).value
