"""What a chart is made from: numbers in their order of time, and how they are to be read."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..kinds import ChartKind, Frequency, Good, Number

Floats = NDArray[np.float64]
Days = NDArray[np.int64]

WEEK = 7  # days
SATURDAY = 5  # datetime's number of the first day of a weekend


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a measure's numbers are read and charted; a definition and a measure in plain values."""

    number: str = Number.COUNT
    good: str = Good.UP
    frequency: str = Frequency.MONTH
    chart: str = ChartKind.AUTO
    scale: float = 1.0  # what value / n is multiplied by
    has_n: bool = False
    baseline_points: int | None = None
    run_length: int = 7
    screen: bool = False
    clip_at_zero: bool = False
    is_by_event: bool = False  # counted when something happens: a day without a number is no gap

    @property
    def has_gaps(self) -> bool:
        """Whether a period without a number is something missing."""
        return not self.is_by_event and self.number != Number.DAYS_BETWEEN


@dataclass(frozen=True, eq=False)
class Series:
    """One measure's numbers, ascending by day, and what people decided about them.

    Attributes
    ----------
    days : int array of shape (n_points,)
        Days as `date.toordinal` counts them.
    value, n : float arrays of shape (n_points,)
        As they were written down; `n` is NaN where there is none.
    recalculated_on : tuple of date
        Days from which limits start anew, ascending.
    targets : tuple of (date, float)
        What was aimed for from a day on, ascending.
    declined_on : date, optional
        The last point known when somebody last said that the limits stay.
    """

    recipe: Recipe
    days: Days
    value: Floats
    n: Floats
    recalculated_on: tuple[dt.date, ...] = ()
    targets: tuple[tuple[dt.date, float], ...] = ()
    declined_on: dt.date | None = None

    def target_at(self, day: int) -> float:
        """What was aimed for on that day; NaN where nothing was."""
        known = [value for from_on, value in self.targets if from_on.toordinal() <= day]
        return known[-1] if known else float("nan")


@dataclass(frozen=True, eq=False)
class Laid:
    """A series laid out for a chart: a row without a value stands for every gap.

    Attributes
    ----------
    days, value, n : arrays of shape (n_rows,)
        As in `Series`; NaN in a gap, and where there was nothing to count from.
    shown : float array of shape (n_rows,)
        What is plotted: the value itself, or value / n times the scale.
    starts : int array
        Rows at which limits start anew, the first row apart.
    """

    series: Series
    days: Days
    value: Floats
    n: Floats
    shown: Floats
    starts: NDArray[np.intp]


def lay(series: Series) -> Laid:
    """Lay a series out: gaps get a row, a share is worked out, recalculations find their row."""
    gaps = _missing_after(series)
    at = np.flatnonzero(gaps) + 1
    days = np.insert(series.days, at, gaps[gaps > 0])
    value, n = (np.insert(column, at, np.nan) for column in (series.value, series.n))
    shown = value * 1.0
    if series.recipe.has_n:
        with np.errstate(divide="ignore", invalid="ignore"):
            shown = np.where(n > 0, value / n, np.nan) * series.recipe.scale
    wanted = [day.toordinal() for day in series.recalculated_on]
    starts = np.searchsorted(days, np.array(wanted, dtype=np.int64))
    return Laid(
        series, days, value, n, shown, np.unique(starts[(starts > 0) & (starts < days.size)])
    )


def _missing_after(series: Series) -> Days:
    """The first day missing after each point, 0 where the next point follows on."""
    days, recipe = series.days, series.recipe
    missing = np.zeros(days.size, dtype=np.int64)
    if days.size < 2 or not recipe.has_gaps:
        return missing
    following = _following(days, recipe.frequency)
    gap = days[1:] > following[:-1]
    missing[:-1][gap] = following[:-1][gap]
    return missing


def _following(days: Days, frequency: str) -> Days:
    """The day on which the number after each one would be due."""
    if frequency == Frequency.WEEK:
        return days + WEEK
    if frequency == Frequency.DAY:
        weekday = (days - 1) % WEEK  # ordinal 1 was a Monday
        rests = not (weekday >= SATURDAY).any()
        return days + np.where(rests & (weekday == SATURDAY - 1), 3, 1)
    months = np.timedelta64(1 if frequency == Frequency.MONTH else 3, "M")
    epoch = dt.date(1970, 1, 1).toordinal()
    start = (days - epoch).astype("datetime64[D]").astype("datetime64[M]") + months
    return start.astype("datetime64[D]").astype(np.int64) + epoch
