"""Reliability: do the items of a scale go together within people?

These are statistics of people. How well the mean of a *unit* is known is another
question, answered by ICC(2) (`aggregation`).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import fdtri

from groundswell.science.scales.covariances import covariances
from groundswell.science.scales.omega import omega_total

Floats = NDArray[np.float64]

CONFIDENCE = 0.95
"""Of every interval in this package (share of samples, no unit)."""
UPPER_TAIL = (1 + CONFIDENCE) / 2


@dataclass(frozen=True)
class Reliability:
    """How well the items of a scale go together; NaN for what needs more items or people.

    Attributes
    ----------
    n, n_complete : int
        People who answered any item; who answered all: the base of what is listwise.
    alpha_pairwise, alpha_listwise : float
        Cronbach's alpha from covariances by those two ways.
    std_pairwise, std_listwise : float
        The same from correlations.
    feldt : tuple of float
        95 % interval of the listwise alpha.
    if_dropped : float array of shape (n_items,)
        Pairwise alpha without each item.
    item_rest : float array of shape (n_items,)
        Correlation of each item with the sum of the others, pairwise.
    omega_total : float
        McDonald's omega of one common factor, maximum likelihood, listwise.
    sem : float
        Standard error of measurement of the mean score, in units of the answers.
    """

    n: int
    n_complete: int
    alpha_pairwise: float
    alpha_listwise: float
    std_pairwise: float
    std_listwise: float
    feldt: tuple[float, float]
    if_dropped: Floats
    item_rest: Floats
    omega_total: float
    sem: float


def reliability(answers: ArrayLike) -> Reliability:
    """Every statistic of how the items of one scale go together.

    Parameters
    ----------
    answers : array_like of shape (n_people, n_items)
        Keyed answers; NaN is missing.

    Returns
    -------
    Reliability
        Negative values stand: an alpha under 0 says that an item was not keyed.

    Examples
    --------
    >>> found = reliability([[1, 2, 1], [2, 2, 3], [4, 3, 4], [5, 5, 4], [3, 4, 5]])
    >>> round(found.alpha_listwise, 4), [round(limit, 3) for limit in found.feldt]
    (0.9018, [0.504, 0.989])
    """
    found = np.asarray(answers, dtype=np.float64)
    present = ~np.isnan(found)
    pairs, whole = covariances(found)
    n_complete, n_items = int(whole.n[0, 0]), found.shape[1]
    alpha = cronbach_alpha(whole.matrix)
    return Reliability(
        n=int(np.count_nonzero(present.any(axis=1))),
        n_complete=n_complete,
        alpha_pairwise=cronbach_alpha(pairs.matrix),
        alpha_listwise=alpha,
        std_pairwise=cronbach_alpha(pairs.correlations),
        std_listwise=cronbach_alpha(whole.correlations),
        feldt=feldt_interval(alpha, n_complete, n_items),
        if_dropped=alpha_if_dropped(pairs.matrix),
        item_rest=item_rest(pairs.matrix),
        omega_total=omega_total(whole.matrix),
        sem=_standard_error_of_measurement(whole.matrix, alpha),
    )


def cronbach_alpha(matrix: ArrayLike) -> float:
    """Cronbach's alpha of a covariance matrix; of correlations, standardised alpha.

    Parameters
    ----------
    matrix : array_like of shape (n_items, n_items)

    Returns
    -------
    float
        NaN for fewer than two items or a scale that never varies; never clipped.

    Notes
    -----
    k / (k - 1) (1 - tr(C) / sum(C)). L. J. Cronbach, *Psychometrika* 16, 1951.

    Examples
    --------
    >>> round(cronbach_alpha([[1, 0.5], [0.5, 1]]), 4)
    0.6667
    """
    found = np.asarray(matrix, dtype=np.float64)
    n_items, total = found.shape[0], found.sum()
    if n_items < 2 or not total > 0:
        return float("nan")
    return float(n_items / (n_items - 1) * (1 - np.trace(found) / total))


def feldt_interval(alpha: float, n: int, n_items: int) -> tuple[float, float]:
    """The 95 % interval of alpha.

    Parameters
    ----------
    alpha : float
        From listwise covariances.
    n, n_items : int
        People and items.

    Notes
    -----
    (1 - alpha) over 1 - rho follows F with n - 1 and (n - 1)(k - 1) degrees of freedom.
    L. S. Feldt, *Psychometrika* 30, 1965.

    Examples
    --------
    >>> low, high = feldt_interval(0.8, 100, 5)
    >>> round(low, 4), round(high, 4)
    (0.7306, 0.8559)
    """
    if n < 2 or n_items < 2 or np.isnan(alpha):
        return float("nan"), float("nan")
    people = n - 1
    tails = fdtri(people, people * (n_items - 1), [UPPER_TAIL, 1 - UPPER_TAIL])
    low, high = 1 - (1 - alpha) * tails
    return float(low), float(high)


def alpha_if_dropped(matrix: Floats) -> Floats:
    """Alpha without each item in turn, shape (n_items,); NaN for fewer than three items.

    Examples
    --------
    >>> alpha_if_dropped(np.array([[1, 0.5, 0], [0.5, 1, 0], [0, 0, 1]])).round(3).tolist()
    [0.0, 0.0, 0.667]
    """
    items = range(matrix.shape[0])
    return np.array([
        cronbach_alpha(np.delete(np.delete(matrix, item, axis=0), item, axis=1)) for item in items
    ])


def item_rest(matrix: Floats) -> Floats:
    """Correlation of each item with the sum of the others, shape (n_items,).

    From the covariance matrix, so that pairwise covariances give a pairwise figure
    (as `r.drop` in psych). NaN for a single item and where one side never varies.

    Examples
    --------
    >>> item_rest(np.array([[1, 0.5], [0.5, 1]])).tolist()
    [0.5, 0.5]
    """
    variance, with_all = np.diag(matrix), matrix.sum(axis=0)
    with_rest = with_all - variance
    variance_of_rest = matrix.sum() - 2 * with_all + variance
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(
            variance_of_rest * variance > 0,
            with_rest / np.sqrt(variance_of_rest * variance),
            np.nan,
        )


def _standard_error_of_measurement(matrix: Floats, alpha: float) -> float:
    """Of the mean of the items: its standard deviation times the root of 1 - alpha."""
    n_items = matrix.shape[0]
    return float(np.sqrt(max(matrix.sum(), 0.0)) / n_items * np.sqrt(1 - alpha))
