"""Constants of the charts of subgroups, for any size."""

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def c4(length: ArrayLike) -> Floats:
    """Expected standard deviation of a normal sample, in standard deviations.

    Parameters
    ----------
    length : array_like of int
        Values in the sample; fewer than two give NaN.

    Returns
    -------
    float array of the same shape
        ``sqrt(2 / (n - 1)) * gamma(n / 2) / gamma((n - 1) / 2)`` (D. C. Montgomery,
        *Introduction to Statistical Quality Control*, appendix VI).

    Examples
    --------
    >>> c4([1, 2, 5]).round(4).tolist()
    [nan, 0.7979, 0.94]
    """
    lengths = np.asarray(length, dtype=np.intp)
    distinct, back = np.unique(lengths, return_inverse=True)
    return np.array([_c4(int(n)) for n in distinct])[back].reshape(lengths.shape)


def _c4(n: int) -> float:
    if n < 2:
        return math.nan
    return math.sqrt(2 / (n - 1)) * math.exp(math.lgamma(n / 2) - math.lgamma((n - 1) / 2))


def spread_of_sd(length: ArrayLike) -> Floats:
    """Standard deviation of a sample's standard deviation, in its expectation.

    ``sqrt(1 - c4**2) / c4``: three times this below and above 1 are the constants B3
    and B4 of the s chart. NaN under two values.

    Examples
    --------
    >>> round(1 + 3 * float(spread_of_sd(5)), 3)
    2.089
    """
    expected = c4(length)
    return np.sqrt(1 - expected**2) / expected
