"""An organisation among its peers: median, quantiles, percentile, and a funnel.

Everything here is a function of releasable figures only: leave out what may not be
shown before calling. A funnel whose limits know nothing of the differences that always
are between organisations flags most of them (for work stress in the NHS five to seven
times the variance was found); the overdispersed one does not. D. J. Spiegelhalter,
*Quality and Safety in Health Care* 14, 2005.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

from groundswell.science.scales.units import Floats

FEWEST_PEERS = 3
"""Other organisations under which a benchmark is not shown: each could find the others."""

WINSORISED = 0.1
"""Share of organisations at each end whose distance is held to the next (no unit)."""

QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)


@dataclass(frozen=True)
class Benchmark:
    """Each organisation beside its peers; NaN where there are too few.

    Attributes
    ----------
    peers : int array of shape (n,)
        Other organisations that have a value.
    median : float array of shape (n,)
        Median of the peers; the organisation itself is left out.
    quantiles : float array of shape (n, 5)
        The peers' 10, 25, 50, 75 and 90 % quantiles (type 7).
    percentile : float array of shape (n,)
        (rank - 0.5) / I among all I, ties sharing their rank; from 0 to 1.
    """

    peers: NDArray[np.intp]
    median: Floats
    quantiles: Floats
    percentile: Floats


@dataclass(frozen=True)
class Funnel:
    """Limits that organisations without a difference of their own would keep to.

    Attributes
    ----------
    target : float
        What they are compared with.
    z : float array of shape (n,)
        Distance from the target in standard errors, without overdispersion.
    phi : float
        Overdispersion: 1 if standard errors explain all there is.
    overdispersed : bool
        Whether phi is more than chance would bring.
    tau2 : float
        Variance between organisations, for additive limits.
    z_multiplicative, z_additive : float arrays of shape (n,)
        The distance when standard errors are multiplied by sqrt(phi), or get tau2
        added to their squares; z itself where there is no overdispersion.
    """

    target: float
    z: Floats
    phi: float
    overdispersed: bool
    tau2: float
    z_multiplicative: Floats
    z_additive: Floats

    def limits(self, error: ArrayLike, *, coverage: float = 0.998) -> tuple[Floats, Floats]:
        """Additive limits for organisations with these standard errors.

        Parameters
        ----------
        error : array_like
            Standard errors of the means.
        coverage : float
            Share that lies within by chance; 0.998 is about three sigma.
        """
        half = ndtri((1 + coverage) / 2) * np.sqrt(np.asarray(error) ** 2 + self.tau2)
        return self.target - half, self.target + half


def benchmark(value: ArrayLike) -> Benchmark:
    """Put each organisation beside the others.

    Parameters
    ----------
    value : array_like of shape (n,)
        A figure an organisation; NaN where it may not be shown.

    Examples
    --------
    >>> found = benchmark([5.0, 6.0, 7.0, 9.0])
    >>> found.median.tolist(), found.percentile.tolist()
    ([7.0, 7.0, 6.0, 6.0], [0.125, 0.375, 0.625, 0.875])
    """
    found = np.asarray(value, dtype=np.float64)
    held = np.flatnonzero(~np.isnan(found))
    n, enough = held.size, held.size > FEWEST_PEERS
    quantiles = np.full((found.size, len(QUANTILES)), np.nan)
    percentile = np.full(found.size, np.nan)
    if enough:
        quantiles[held] = _quantiles_of_others(found[held])
        percentile[held] = (_ranks(found[held]) - 0.5) / n
    peers = np.full(found.size, n)
    peers[held] -= 1
    return Benchmark(peers, quantiles[:, QUANTILES.index(0.5)], quantiles, percentile)


def funnel(value: ArrayLike, error: ArrayLike, *, target: float | None = None) -> Funnel:
    """Compare organisations with a target, allowing for what always differs.

    Parameters
    ----------
    value, error : array_like of shape (n,)
        Means and their standard errors; NaN where a mean may not be shown.
    target : float, optional
        Default: the mean weighted by 1 / error^2.

    Notes
    -----
    phi is the mean of squared winsorised z; over 1 + 2 sqrt(2 / I) it is taken for
    overdispersion, and tau2 = max(0, (I phi - (I - 1)) / (sum w - sum w^2 / sum w)),
    w = 1 / error^2.

    Raises
    ------
    ValueError
        If a standard error is not greater than 0, or no organisation has a value.

    Examples
    --------
    >>> found = funnel([6.0, 6.4, 6.9, 7.3, 5.8, 6.6], [0.1] * 6)
    >>> round(found.phi, 2), found.overdispersed, round(found.tau2, 3)
    (19.17, True, 0.22)
    """
    y, s = np.asarray(value, dtype=np.float64), np.asarray(error, dtype=np.float64)
    held = ~np.isnan(y)
    if not held.any() or not (s[held] > 0).all():
        raise ValueError("values need standard errors greater than 0")
    weight = 1 / s[held] ** 2
    centre = float((weight * y[held]).sum() / weight.sum()) if target is None else target
    z = (y - centre) / s
    phi = float((_winsorised(z[held]) ** 2).mean())
    n = weight.size
    beyond = phi > 1 + 2 * np.sqrt(2 / n)
    tau2 = _between(phi, weight) if beyond else 0.0
    return Funnel(
        target=centre,
        z=z,
        phi=phi,
        overdispersed=bool(beyond),
        tau2=tau2,
        z_multiplicative=z / np.sqrt(phi) if beyond else z,
        z_additive=(y - centre) / np.sqrt(s**2 + tau2),
    )


def _quantiles_of_others(value: Floats) -> Floats:
    """Quantiles without each value in turn, shape (n, n_quantiles)."""
    ordered = np.sort(value)
    place = np.argsort(np.argsort(value, kind="stable"), kind="stable")
    at = np.array(QUANTILES) * (value.size - 2)
    below = np.floor(at).astype(np.intp)
    above = np.minimum(below + 1, value.size - 2)
    own = place[:, None]
    # Beyond its own place the others stand one further.
    low, high = (ordered[one + (one >= own)] for one in (below, above))
    return low + (at - below) * (high - low)


def _ranks(value: Floats) -> Floats:
    """Ranks from 1; ties share the mean of theirs."""
    ordered = np.sort(value)
    first = np.searchsorted(ordered, value, side="left")
    last = np.searchsorted(ordered, value, side="right")
    return (first + last + 1) / 2


def _winsorised(z: Floats) -> Floats:
    low, high = np.quantile(z, [WINSORISED, 1 - WINSORISED])
    return np.clip(z, low, high)


def _between(phi: float, weight: Floats) -> float:
    n, total = weight.size, weight.sum()
    if n < 2:
        return 0.0
    room = total - (weight**2).sum() / total
    return max(0.0, float((n * phi - (n - 1)) / room))
