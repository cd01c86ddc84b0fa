"""Scoring of published instruments, by number or id of item; their wording is not here.

Who asks the items needs their owners' leave: WEMWBS and SWEMWBS are licensed by the
University of Warwick, the items of the NHS Staff Survey by NHS England, and for
Edmondson's scale permission is asked of the author. Answers are given in the order of
the items; NaN is missing.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from groundswell.science.scales.scoring import Floats, keyed, score

SWEMWBS_ITEMS, WEMWBS_ITEMS, EDMONDSON_ITEMS = 7, 14, 7

SWEMWBS_METRIC = np.array([
    *(7.00, 9.51, 11.25, 12.40, 13.33, 14.08, 14.75, 15.32, 15.84, 16.36),
    *(16.88, 17.43, 17.98, 18.59, 19.25, 19.98, 20.73, 21.54, 22.35, 23.21),
    *(24.11, 25.03, 26.02, 27.03, 28.13, 29.31, 30.70, 32.55, 35.00),
])
"""Metric score of each raw sum from 7 to 35 (S. Stewart-Brown et al., *Health and Quality
of Life Outcomes* 7, 2009). One public code base has 25.99 for 29."""

EDMONDSON_REVERSED = (1, 3, 5)
"""Items of the 1999 form, counted from 1, that speak against safety."""


@dataclass(frozen=True)
class Meaning:
    """How scores of an instrument are read (in its own points).

    Attributes
    ----------
    low, high : float
        A score under `low` (for WEMWBS: up to it) is low; one over `high` is high.
    change : tuple of float
        The least change worth speaking of, and a cautious one.
    """

    low: float
    high: float
    change: tuple[float, float]


SWEMWBS_MEANING = Meaning(low=19.5, high=27.5, change=(1.03, 2.87))
"""Cuts by L. Ng Fat et al., *Quality of Life Research* 26, 2017; change by N. Shah et al.,
2018: one standard error of measurement, and 2.77 of them."""

WEMWBS_MEANING = Meaning(low=40.0, high=59.0, change=(3.0, 8.0))
"""Change by the instrument's user guide; up to 40 is read as probable, 41 to 44 as possible
depression. The upper cut is the guide's recalled one; check it before quoting."""


def swemwbs(answers: ArrayLike) -> Floats:
    """Metric scores of the short Warwick-Edinburgh scale, from 7 to 35.

    Parameters
    ----------
    answers : array_like of shape (n_people, 7)
        Whole numbers from 1 to 5.

    Returns
    -------
    float array of shape (n_people,)
        NaN unless all seven are answered. Converted person by person: a mean of raw
        sums must not be.

    Examples
    --------
    >>> swemwbs([[3, 3, 3, 3, 3, 3, 3], [4, 4, 3, 4, 3, 4, 4]]).tolist()
    [19.25, 23.21]
    """
    raw = _sum_of_whole(answers, SWEMWBS_ITEMS)
    known = ~np.isnan(raw)
    found = np.full(raw.shape, np.nan)
    found[known] = SWEMWBS_METRIC[raw[known].astype(np.intp) - SWEMWBS_ITEMS]
    return found


def wemwbs(answers: ArrayLike) -> Floats:
    """Scores of the Warwick-Edinburgh scale: the sum, from 14 to 70.

    Parameters
    ----------
    answers : array_like of shape (n_people, 14)
        Whole numbers from 1 to 5; all must be answered.

    Examples
    --------
    >>> wemwbs([[3] * 14, [5] * 13 + [float("nan")]]).tolist()
    [42.0, nan]
    """
    return _sum_of_whole(answers, WEMWBS_ITEMS)


def psychological_safety(
    answers: ArrayLike,
    *,
    low: float = 1,
    high: float = 7,
    reversed_items: tuple[int, ...] = EDMONDSON_REVERSED,
    least: int | None = None,
) -> Floats:
    """Scores of Edmondson's team psychological safety: the mean of seven items.

    Speak of a team only with evidence that its members agree (rwg(j), ICC).

    Parameters
    ----------
    answers : array_like of shape (n_people, 7)
    low, high : float
        The lowest and highest answer; 1 and 7 in the 1999 form, 1 and 5 in many since.
    reversed_items : tuple of int
        Items, counted from 1, that speak against safety *as they were asked*: published
        variants turn some around.
    least : int, optional
        Fewest answers that make a score. Default: half, rounded up.

    Notes
    -----
    A. C. Edmondson, *Administrative Science Quarterly* 44, 1999.

    Examples
    --------
    >>> psychological_safety([[1, 7, 1, 7, 1, 7, 7], [2, 6, 3, 5, 2, 6, 6]]).round(4).tolist()
    [7.0, 5.7143]
    """
    flipped = [item in reversed_items for item in range(1, EDMONDSON_ITEMS + 1)]
    return score(keyed(answers, low=low, high=high, flipped=flipped), least=least).value


def _sum_of_whole(answers: ArrayLike, n_items: int) -> Floats:
    found = keyed(answers, low=1, high=5)
    if found.shape[1] != n_items:
        raise ValueError(f"{n_items} items are needed, got {found.shape[1]}")
    if (found[~np.isnan(found)] % 1 != 0).any():
        raise ValueError("answers must be whole numbers from 1 to 5")
    return np.asarray(found.sum(axis=1), dtype=np.float64)
