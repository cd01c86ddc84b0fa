"""Which chart fits the numbers, and why: a code that `words` turns into a sentence."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..kinds import NEEDS_DENOMINATOR, ChartKind, Number
from .series import Floats, Laid

LIMITS_FROM = 12  # points; with fewer a run chart shows the median and no limits
FIRM_FROM = 20  # points; limits from fewer are trial limits
OVERDISPERSED = 1.5  # sigma of z (no unit); a process of chance alone has 1. Ours.
MOSTLY = 0.5  # share of zeros from which a count is one of rare events. Ours.
RANGE_PER_SIGMA = 1.128  # expected range of two normal values, in standard deviations


@dataclass(frozen=True, slots=True)
class Choice:
    """A chart and the reason for it; `spread` is the sigma of z where that was the reason."""

    kind: str
    why: str
    spread: float = 1.0


def choose(laid: Laid) -> Choice:
    """The chart that was asked for, where it can be drawn; else the one that fits."""
    known = laid.shown[~np.isnan(laid.shown)]
    asked = laid.series.recipe.chart
    if asked != ChartKind.AUTO:
        return (
            Choice(asked, "asked")
            if _can_draw(asked, laid, known)
            else _fitting(laid, known, "asked_in_vain")
        )
    if known.size < LIMITS_FROM:
        return Choice(ChartKind.RUN, "few")
    return _fitting(laid, known)


def _can_draw(kind: str, laid: Laid, known: Floats) -> bool:
    if kind in NEEDS_DENOMINATOR:
        return laid.series.recipe.has_n
    if kind == ChartKind.T:
        return not laid.series.recipe.has_n and bool((known > 0).all())
    if kind in {ChartKind.C, ChartKind.G}:
        return not laid.series.recipe.has_n and bool((known >= 0).all())
    return True


def _fitting(laid: Laid, known: Floats, why: str = "") -> Choice:
    recipe = laid.series.recipe
    if known.size < LIMITS_FROM:
        return Choice(ChartKind.RUN, why or "few")
    if recipe.number == Number.DAYS_BETWEEN:
        fits = _can_draw(ChartKind.T, laid, known)
        return (
            Choice(ChartKind.T, why or "rare") if fits else Choice(ChartKind.XMR, why or "same_day")
        )
    if recipe.has_n and recipe.number in {Number.PERCENTAGE, Number.RATE}:
        return _of_shares(laid, why)
    if recipe.number == Number.COUNT and (known == 0).mean() >= MOSTLY and (known >= 0).all():
        return Choice(ChartKind.C, why or "mostly_none")
    return Choice(ChartKind.XMR, why or "individual")


def _of_shares(laid: Laid, why: str) -> Choice:
    is_rate = laid.series.recipe.number == Number.RATE
    spread = sigma_of_z(laid, is_rate=is_rate)
    if spread >= OVERDISPERSED:
        kind = ChartKind.UP if is_rate else ChartKind.PP
        return Choice(kind, why or "overdispersed", spread)
    kind = ChartKind.U if is_rate else ChartKind.P
    return Choice(kind, why or ("rate" if is_rate else "share"), spread)


def sigma_of_z(laid: Laid, *, is_rate: bool) -> float:
    """How far the points spread beyond chance, in sigmas of chance (Laney 2002); 1 where unknown.

    Every segment is measured about its own centre, and no step crosses from one into the next.
    """
    segment = segments_of(laid)
    usable = ~np.isnan(laid.shown)
    value, n, owner = laid.value[usable], laid.n[usable], segment[usable]
    centre = (np.bincount(owner, value) / np.maximum(np.bincount(owner, n), 1e-300))[owner]
    variance = centre / n if is_rate else centre * (1 - centre) / n
    with np.errstate(divide="ignore", invalid="ignore"):
        z = (value / n - centre) / np.sqrt(variance)
    steps = np.abs(np.diff(z))[owner[1:] == owner[:-1]]
    steps = steps[np.isfinite(steps)]
    return float(steps.mean() / RANGE_PER_SIGMA) if steps.size else 1.0


def segments_of(laid: Laid) -> NDArray[np.intp]:
    """Which segment each row belongs to, from 0."""
    begins = np.zeros(laid.days.size, dtype=np.intp)
    begins[laid.starts] = 1
    return np.cumsum(begins)
