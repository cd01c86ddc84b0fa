"""Where the next numbers may lie by a day to come: a range, never a promise.

Two plain pictures of what happens next are each given a prediction interval, and the range is
all that either of them allows:

- *steady*: things stay as they were lately, at the mean of the last points;
- *trend*: things go on changing as they have, along a straight line by least squares [1]_.

A change that came in one step looks like a trend to the second picture, and a change that goes on
looks like an end of it to the first. From a dozen points nobody can tell which is true; a single
line would pretend to.

References
----------
.. [1] Montgomery, Peck and Vining, Introduction to Linear Regression Analysis, 5th ed. (2012),
   section 2.5: prediction of new observations.
.. [2] Wheeler, Understanding Variation, 2nd ed. (2000): sigma from the mean moving range.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtrit

FEWEST_POINTS = 7
"""Fewest points that a range is worked out from (points; as many as a run is long)."""

LATELY = 4
"""How many of the last points say where things stand (points)."""

LEVEL = 0.8
"""Share of new points that a picture that is true holds, four in five."""

MEAN_MOVING_RANGE = 1.128
"""Mean moving range of two points in sigma (no unit; d2 for pairs, [2]_)."""


@dataclass(frozen=True, slots=True)
class Projection:
    """What one new point may be on a day to come, in the unit of the values.

    Attributes
    ----------
    low, high : float
        All that either picture allows.
    steady, trend : float
        The middle of each picture.
    n_points : int
        From how many points it was worked out.
    """

    low: float
    high: float
    steady: float
    trend: float
    n_points: int


def project(
    values: ArrayLike,
    at: ArrayLike,
    to: float,
    *,
    level: float = LEVEL,
    least: float = -math.inf,
    most: float = math.inf,
) -> Projection | None:
    """Work out the range for one new point, or None where too little is known.

    Nothing is said from fewer than `FEWEST_POINTS`, for a time that is past, or for one further
    ahead than the points cover.

    Parameters
    ----------
    values : array_like of shape (n_points,)
        The points in order of time, without gaps' NaN.
    at : array_like of shape (n_points,)
        When each was, ascending, in any unit of time.
    to : float
        The time to come, in the same unit.
    level : float
        Share of new points within the interval of a picture that is true.
    least, most : float
        What the values cannot go beyond, such as 0 and 100 of a percentage.

    Returns
    -------
    Projection or None

    Examples
    --------
    >>> found = project([32, 31, 34, 36, 35, 38, 41, 40], range(8), 14)
    >>> round(found.low), round(found.high)
    (36, 55)
    >>> project([32, 31, 34], range(3), 5) is None
    True
    """
    y, x = np.asarray(values, dtype=np.float64), np.asarray(at, dtype=np.float64)
    if y.shape != x.shape or y.ndim != 1:
        raise ValueError(f"values and at must be of one length, got {y.shape} and {x.shape}")
    if not 0 < level < 1:
        raise ValueError(f"level must lie between 0 and 1, got {level}")
    if y.size < FEWEST_POINTS:
        return None
    covered = (x[-1] - x[0]) * y.size / (y.size - 1)  # each point stands for a step of time
    if not x[-1] < to <= x[-1] + covered:
        return None
    sigma = float(np.abs(np.diff(y)).mean()) / MEAN_MOVING_RANGE
    reach = _student(level, y.size - 2) * sigma
    steady, trend = float(y[-LATELY:].mean()), float(np.polyval(np.polyfit(x, y, 1), to))
    about_steady = reach * math.sqrt(1 + 1 / LATELY)
    distance = (to - x.mean()) ** 2 / ((x - x.mean()) ** 2).sum()
    about_trend = reach * math.sqrt(1 + 1 / y.size + distance)
    low = min(steady - about_steady, trend - about_trend)
    high = max(steady + about_steady, trend + about_trend)
    return Projection(
        low=min(max(low, least), most),
        high=max(min(high, most), least),
        steady=steady,
        trend=min(max(trend, least), most),
        n_points=y.size,
    )


def _student(level: float, freedom: int) -> float:
    """The two-sided quantile of Student's t."""
    return float(stdtrit(freedom, (1 + level) / 2))
