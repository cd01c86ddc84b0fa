"""Where a unit may stand among its peers, without a league table.

Shrunken means cannot be ranked: two units of one mean and different size do not stand
alike. What can be said is how probable it is that a unit's true mean is among the
lowest. H. Goldstein and D. J. Spiegelhalter, *JRSS A* 159, 1996.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from groundswell.science.scales.shrinkage import Shrunken
from groundswell.science.scales.units import Floats

SEED = 20260101
DRAWN = 200_000
"""True means drawn in all (numbers; units times draws)."""
FEWEST_DRAWS, MOST_DRAWS = 8, 2_000
"""Bounds of the draws of each unit. Of thousands of units few draws fix the median."""


@dataclass(frozen=True)
class Standing:
    """Probabilities of a unit's true mean; arrays of shape (n_units,), NaN if unknown.

    Attributes
    ----------
    below_median : float array
        That it lies below the median of its peers.
    lowest_tenth : float array
        That it is among the lowest tenth of all.
    """

    below_median: Floats
    lowest_tenth: Floats


def standing(shrunken: Shrunken) -> Standing:
    """How probably each unit lies below its peers' median, and in the lowest tenth.

    Parameters
    ----------
    shrunken : Shrunken
        Empirical Bayes means and their standard deviations.

    Returns
    -------
    Standing
        The peers' true means are drawn from N(mean, sd) with a fixed seed; the unit's
        own is integrated out, which leaves little to the draws: with 50 units they
        move a probability by about .002. A unit is never its own peer. Where no
        difference between units can be detected, every unit has the same chance.

    Examples
    --------
    >>> from groundswell.science.scales.shrinkage import shrink
    >>> from groundswell.science.scales.units import summarise, units
    >>> scores = [1, 2, 3, 4, 5, 6, 4, 4, 5, 3]
    >>> found = standing(shrink(summarise(scores, units([1, 1, 1, 2, 2, 2, 3, 3, 3, 3]))))
    >>> found.below_median.round(1).tolist()
    [1.0, 0.0, 0.2]
    """
    known = np.isfinite(shrunken.mean)
    mean, sd = shrunken.mean[known], shrunken.sd[known]
    n_units = mean.size
    below_median, lowest_tenth = np.full((2, known.size), np.nan)
    half, tenth = n_units // 2, -(-n_units // 10)
    if n_units < 2:
        return Standing(below_median, lowest_tenth)
    if shrunken.components.tau2 == 0:
        below_median[known], lowest_tenth[known] = 0.5, tenth / n_units
        return Standing(below_median, lowest_tenth)
    draws = _drawn(mean, sd)
    median = _kth_of_others(half, draws)
    if n_units % 2:
        median = (median + _kth_of_others(half + 1, draws)) / 2
    below_median[known] = _chance_below(median, mean, sd)
    lowest_tenth[known] = _chance_below(_kth_of_others(tenth, draws), mean, sd)
    return Standing(below_median, lowest_tenth)


def _drawn(mean: Floats, sd: Floats) -> Floats:
    """Draws of every unit's true mean, shape (n_draws, n_units).

    Drawn in the order of the means, so that the order of units changes nothing.
    """
    n_draws = int(np.clip(DRAWN // mean.size, FEWEST_DRAWS, MOST_DRAWS))
    noise = np.random.default_rng(SEED).standard_normal((n_draws, mean.size))
    place = np.argsort(np.lexsort((sd, mean)))
    return mean + sd * noise[:, place]


def _kth_of_others(count: int, draws: Floats) -> Floats:
    """For every draw and unit, the `count`-th smallest of the other units, from 1.

    A unit is among the lowest `count` of all exactly if it lies below that.
    """
    ordered = np.partition(draws, [count - 1, count], axis=1)
    last_in, first_out = ordered[:, [count - 1]], ordered[:, [count]]
    return np.where(draws <= last_in, first_out, last_in)


def _chance_below(threshold: Floats, mean: Floats, sd: Floats) -> Floats:
    """Probability that the unit's own true mean lies below, over all draws of the others."""
    with np.errstate(divide="ignore", invalid="ignore"):
        distance = (threshold - mean) / sd
    found: Floats = ndtr(np.nan_to_num(distance, nan=0.0)).mean(axis=0)
    return found
