"""McDonald's omega: the share of a scale's variance that one common factor explains.

The factor is fitted to covariances by maximum likelihood. With psi the unique variances
and e the eigenvalues of psi^-1/2 R psi^-1/2, the likelihood concentrated on psi is the
sum of ``e - log(e) - 1`` over all but the largest; given psi the loadings follow from
the largest. K. G. Joreskog, *Psychometrika* 32, 1967; R. P. McDonald, *Test Theory*, 1999.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

FEWEST_ITEMS = 3
"""One factor is not determined by fewer."""
STEPS = 500
"""Most Newton steps (no unit; real scales take about twenty)."""
SETTLED = 1e-10
"""A step of the log unique variances under which the fit is done (no unit)."""
LOG_LOWEST = np.log(1e-6)
"""Least unique variance of an item, in its own variances, where a fit would go below 0; the
greatest is all of it."""


@dataclass(frozen=True)
class OneFactor:
    """A one-factor model; arrays of shape (n_items,).

    Attributes
    ----------
    loading, unique : float arrays
        Loadings and unique variances, in units of the items. The loadings' sum is not
        negative.
    """

    loading: Floats
    unique: Floats


def omega_total(matrix: Floats) -> float:
    """McDonald's omega total of a covariance matrix, by one factor.

    Parameters
    ----------
    matrix : float array of shape (n_items, n_items)
        Listwise covariances.

    Returns
    -------
    float
        NaN for fewer than three items, or where one is a sum of others. Not the number
        of programs that fit three group factors first.

    Notes
    -----
    (sum of loadings)^2 / ((sum of loadings)^2 + sum of unique variances).

    Examples
    --------
    >>> round(omega_total(0.5 * np.eye(4) + 0.5), 4)
    0.8
    """
    if matrix.shape[0] < FEWEST_ITEMS or not _positive_definite(matrix):
        return float("nan")
    fitted = one_factor(matrix)
    common = fitted.loading.sum() ** 2
    return float(common / (common + fitted.unique.sum()))


def _positive_definite(matrix: Floats) -> bool:
    spread = np.sqrt(np.diag(matrix))
    if not np.isfinite(matrix).all() or not (spread > 0).all():
        return False
    return bool(np.linalg.eigvalsh(matrix / np.outer(spread, spread))[0] > 1e-10)


def one_factor(matrix: Floats) -> OneFactor:
    """Fit one common factor by maximum likelihood.

    Parameters
    ----------
    matrix : float array of shape (n_items, n_items)
        A positive definite covariance matrix of three items or more.

    Examples
    --------
    >>> fitted = one_factor(np.array([[1, 0.42, 0.35], [0.42, 1, 0.3], [0.35, 0.3, 1]]))
    >>> fitted.loading.round(4).tolist(), fitted.unique.round(4).tolist()
    ([0.7, 0.6, 0.5], [0.51, 0.64, 0.75])
    """
    spread = np.sqrt(np.diag(matrix))
    correlations = matrix / np.outer(spread, spread)
    # Joreskog's start: a little under what the other items leave unexplained.
    start = np.log((1 - 0.5 / spread.size) / np.diag(np.linalg.inv(correlations)))
    log_unique = np.clip(start, LOG_LOWEST, 0.0)
    moved = np.inf
    for _ in range(STEPS):
        if moved < SETTLED:
            break
        step = _damped(correlations, log_unique, _newton_step(correlations, log_unique))
        log_unique, moved = log_unique + step, float(np.abs(step).max())
    loading = _loadings(correlations, log_unique)
    return OneFactor(loading * spread, np.exp(log_unique) * spread**2)


def _eigen(correlations: Floats, log_unique: Floats) -> tuple[Floats, Floats]:
    scale = np.exp(-log_unique / 2)
    values, vectors = np.linalg.eigh(correlations * np.outer(scale, scale))
    return values, vectors


def _lack_of_fit(correlations: Floats, log_unique: Floats) -> float:
    left = np.maximum(_eigen(correlations, log_unique)[0][:-1], np.finfo(np.float64).tiny)
    return float((left - np.log(left) - 1).sum())


def _newton_step(correlations: Floats, log_unique: Floats) -> Floats:
    """Joreskog's gradient and approximate second derivatives, both by eigenvectors."""
    values, vectors = _eigen(correlations, log_unique)
    rest = vectors[:, :-1]
    gradient = (rest**2 * (1 - values[:-1])).sum(axis=1)
    held = ((log_unique <= LOG_LOWEST) & (gradient > 0)) | ((log_unique >= 0) & (gradient < 0))
    curvature = np.where(np.outer(~held, ~held), (rest @ rest.T) ** 2, 0.0)
    # Least squares leaves those at a bound where they are.
    return -np.linalg.lstsq(curvature, np.where(held, 0.0, gradient), rcond=None)[0]


def _damped(correlations: Floats, log_unique: Floats, step: Floats) -> Floats:
    """The step within the bounds, halved until it fits no worse."""
    before = _lack_of_fit(correlations, log_unique)
    for _ in range(30):
        bounded = np.clip(log_unique + step, LOG_LOWEST, 0.0) - log_unique
        if _lack_of_fit(correlations, log_unique + bounded) <= before + 1e-14:
            return bounded
        step = step / 2
    return np.zeros_like(step)


def _loadings(correlations: Floats, log_unique: Floats) -> Floats:
    values, vectors = _eigen(correlations, log_unique)
    loading = np.exp(log_unique / 2) * vectors[:, -1] * np.sqrt(max(values[-1] - 1, 0.0))
    return loading if loading.sum() >= 0 else -loading
