"""Centre line and sigma of each kind of chart.

A chart is three things: what is plotted, the centre, and a ladder of lines at
``middle -/+ k * sigma`` between a floor and a ceiling. Each kind says here how its
ladder is made; `charts` draws lines from it. Formulas: D. C. Montgomery,
*Introduction to Statistical Quality Control*; P. B. Laney (2002) for the prime p and
u charts; J. C. Benneyan (2001) for g; L. S. Nelson (1994) for t; J. Taylor for I prime.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from groundswell.science.spc.averages import Kept
from groundswell.science.spc.batches import Batch
from groundswell.science.spc.constants import c4, spread_of_sd
from groundswell.science.spc.individuals import SCREENING_LIMIT
from groundswell.science.spc.subgroups import Subgroups

Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]

D2_PAIR = 1.128
"""Expected range of two normal values (standard deviations; Montgomery, appendix VI)."""

SCREENING_LIMIT_PRIME = 3.2665
"""Upper limit of a standardised moving range in their means (no unit; four-figure D4)."""

T_POWER = 3.6
"""Root that makes waiting times near normal (no unit; Nelson 1994)."""

MEDIAN_PER_MEAN = 0.693
"""Median of a geometric or exponential count in means (no unit; ln 2 to three figures)."""


@dataclass(frozen=True)
class Plan:
    """What a chart is drawn from; arrays of shape (n_points,) unless said.

    Attributes
    ----------
    batch : Batch
        Layout of the points.
    data : Subgroups
        The points.
    base : bool array
        Points the centre and limits are calculated from.
    given : float array
        A centre fixed beforehand; NaN in segments that have none.
    screened, ordered : bool arrays
        Whether large moving ranges are dropped; whether neighbours are neighbours in
        time or order (not so for categories).
    """

    batch: Batch
    data: Subgroups
    base: Flags
    given: Floats
    screened: Flags
    ordered: Flags


@dataclass(frozen=True)
class Ladder:
    """A chart before its lines are drawn; arrays of shape (n_points,).

    Attributes
    ----------
    value : float array
        What is plotted.
    centre : float array
        The line drawn and used for runs.
    middle, sigma : float arrays
        Limits stand at middle -/+ k sigma; NaN where there are none.
    floor, ceiling : float
        Limits are clipped to these; a limit that cannot be said stays so...
    floor_stands : bool
        ...unless the lower limit is the floor even then.
    power : float
        Value, lines and centre are raised to this power at the end (waiting times).
    plotted : float array or None
        The value as it was given, where the power would not return it to the last bit.
    """

    value: Floats
    centre: Floats
    middle: Floats
    sigma: Floats
    floor: float = -np.inf
    ceiling: float = np.inf
    floor_stands: bool = False
    power: float = 1.0
    plotted: Floats | None = None


def _centred(plan: Plan, computed: Floats) -> Floats:
    """The fixed centre where there is one, else the computed one of the segment."""
    return np.where(np.isnan(plan.given), computed[plan.batch.segment], plan.given)


def _mean(plan: Plan, value: Floats) -> Floats:
    return Kept(plan.batch, plan.base & ~np.isnan(value)).mean(value)


def _ratio(plan: Plan, numerator: Floats, denominator: Floats) -> Floats:
    kept = Kept(plan.batch, plan.base & ~np.isnan(numerator) & ~np.isnan(denominator))
    return (kept.sum(numerator) / kept.sum(denominator)).astype(np.float64)


def _denominators(plan: Plan) -> Floats:
    if plan.data.n is None:
        return plan.data.length.astype(np.float64)
    return plan.data.n


def _mean_range(
    plan: Plan, deviation: Floats, among: Flags, factor: Floats, limit: float
) -> Floats:
    """Mean moving range of the points `among`, neighbours after the rest is left out.

    `factor` scales the range that arrives at each point. Shape (n_segments,).
    """
    kept = np.flatnonzero(among)
    owner = plan.batch.segment[kept]
    ranges = np.full(deviation.size, np.nan)
    steps = np.abs(np.diff(deviation[kept])) * factor[kept[1:]]
    ranges[kept[1:]] = np.where(owner[1:] == owner[:-1], steps, np.nan)
    known = ~np.isnan(ranges)
    average = Kept(plan.batch, known).mean(ranges)
    small = known & (ranges < (limit * average)[plan.batch.segment])
    screened = plan.screened[plan.batch.starts]
    return np.where(screened, Kept(plan.batch, small).mean(ranges), average)


def _sigma_of_individuals(plan: Plan, deviation: Floats) -> Floats:
    ones = np.ones(deviation.size)
    return _mean_range(plan, deviation, plan.base, ones, SCREENING_LIMIT) / D2_PAIR


def _run(plan: Plan) -> Ladder:
    value = plan.data.value
    median = Kept(plan.batch, plan.base & ~np.isnan(value)).median(value)
    centre = _centred(plan, median)
    none = np.full(value.size, np.nan)
    return Ladder(value, centre, none, none)


def _individuals(plan: Plan, value: Floats) -> Ladder:
    centre = _centred(plan, _mean(plan, value))
    sigma = _sigma_of_individuals(plan, value - centre)[plan.batch.segment]
    return Ladder(value, centre, centre, sigma)


def _i(plan: Plan) -> Ladder:
    return _individuals(plan, plan.data.value)


def _mr(plan: Plan) -> Ladder:
    value = np.full(plan.base.size, np.nan)
    value[1:] = np.abs(np.diff(plan.data.value))
    value[plan.batch.starts] = np.nan
    centre = _centred(plan, _mean(plan, value))
    return Ladder(
        value, centre, centre, centre * (SCREENING_LIMIT - 1) / 3, floor=0.0, floor_stands=True
    )


def _ip(plan: Plan) -> Ladder:
    value, size = plan.data.value, _denominators(plan)
    centre = _centred(plan, _ratio(plan, value * size, size))
    variance = 1 / size
    pair = np.full(size.size, np.nan)
    pair[1:] = np.sqrt(np.pi / 2) / np.sqrt(variance[1:] + variance[:-1])
    everything = np.ones(size.size, dtype=bool)
    sigma = _mean_range(plan, value, everything, pair, SCREENING_LIMIT_PRIME)
    return Ladder(value, centre, centre, sigma[plan.batch.segment] * np.sqrt(variance))


def _within(plan: Plan) -> Floats:
    """Standard deviation within subgroups, shape (n_segments,)."""
    sd, length = plan.data.sd, plan.data.length
    # A subgroup without values takes a degree of freedom off, as in qicharts2.
    free = (length - 1).astype(np.float64)
    squares = free * np.nan_to_num(sd) ** 2
    base = Kept(plan.batch, plan.base)
    pooled = np.sqrt(base.sum(squares) / base.sum(free))
    low, high = (_extreme(one, length, plan.batch) for one in (np.minimum, np.maximum))
    mean = Kept(plan.batch, plan.base & ~np.isnan(sd)).mean(sd)
    return np.where(low == high, mean, pooled).astype(np.float64)


def _extreme(of: np.ufunc, length: NDArray[np.intp], batch: Batch) -> NDArray[np.intp]:
    return of.reduceat(length, batch.starts) if length.size else length


def _xbar(plan: Plan) -> Ladder:
    value, length = plan.data.mean, plan.data.length.astype(np.float64)
    centre = _centred(plan, _ratio(plan, length * value, np.where(np.isnan(value), np.nan, length)))
    within = _within(plan)[plan.batch.segment]
    return Ladder(value, centre, centre, within / (c4(plan.data.length) * np.sqrt(length)))


def _s(plan: Plan) -> Ladder:
    centre = _centred(plan, _within(plan))
    sigma = centre * spread_of_sd(plan.data.length)
    return Ladder(plan.data.sd, centre, centre, sigma, floor=0.0)


def _t(plan: Plan) -> Ladder:
    if (plan.data.value <= 0).any():
        raise ValueError("a t chart needs times between events greater than 0")
    scale = 1 / T_POWER
    rooted = replace(plan, given=plan.given**scale)
    drawn = _individuals(rooted, plan.data.value**scale)
    return replace(drawn, floor=0.0, floor_stands=True, power=T_POWER, plotted=plan.data.value)


def _p(plan: Plan) -> Ladder:
    value, size = plan.data.value, _denominators(plan)
    centre = _centred(plan, _ratio(plan, plan.data.total, size))
    sigma = np.sqrt(centre * (1 - centre) / size)
    return Ladder(value, centre, centre, sigma, floor=0.0, ceiling=1.0)


def _u(plan: Plan) -> Ladder:
    value, size = plan.data.value, _denominators(plan)
    centre = _centred(plan, _ratio(plan, plan.data.total, size))
    return Ladder(value, centre, centre, np.sqrt(centre / size), floor=0.0)


def _prime(plan: Plan, drawn: Ladder) -> Ladder:
    """Widen limits by the variation between points beyond that within (Laney)."""
    z = (drawn.value - drawn.centre) / drawn.sigma
    base = Kept(plan.batch, plan.base & ~np.isnan(z))
    ordered = plan.ordered[plan.batch.starts]
    between = np.where(ordered, _sigma_of_individuals(plan, z), base.standard_deviation(z))
    return replace(drawn, sigma=drawn.sigma * between[plan.batch.segment])


def _pp(plan: Plan) -> Ladder:
    return _prime(plan, _p(plan))


def _up(plan: Plan) -> Ladder:
    return _prime(plan, _u(plan))


def _c(plan: Plan) -> Ladder:
    value = plan.data.total
    centre = _centred(plan, _mean(plan, value))
    return Ladder(value, centre, centre, np.sqrt(centre), floor=0.0)


def _g(plan: Plan) -> Ladder:
    value = plan.data.value
    mean = _centred(plan, _mean(plan, value))
    median = Kept(plan.batch, plan.base & ~np.isnan(value)).median(value)
    centre = np.where(np.isnan(plan.given), median[plan.batch.segment], MEDIAN_PER_MEAN * mean)
    return Ladder(value, centre, mean, np.sqrt(mean * (mean + 1)), floor=0.0)


KINDS: dict[str, Callable[[Plan], Ladder]] = {
    "run": _run,
    "i": _i,
    "mr": _mr,
    "ip": _ip,
    "xbar": _xbar,
    "s": _s,
    "t": _t,
    "p": _p,
    "pp": _pp,
    "c": _c,
    "u": _u,
    "up": _up,
    "g": _g,
}
"""How each kind of chart is made."""

NEEDS_DENOMINATOR = frozenset({"p", "pp", "u", "up"})
"""Kinds that cannot be drawn without denominators."""
