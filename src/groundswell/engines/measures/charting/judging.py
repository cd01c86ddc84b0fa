"""Lines, rules, icons and shifts of any number of measures in a few passes over one array."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from groundswell.science import spc

from ..kinds import ChartKind, Good
from .choosing import FIRM_FROM, LIMITS_FROM, Choice, choose
from .series import Floats, Laid, Series, lay

Codes = NDArray[np.int8]
Places = NDArray[np.intp]

DIRECTIONS = {Good.UP: "increase", Good.DOWN: "decrease", Good.NEITHER: "neutral"}
RULES = spc.RULE_SETS["making-data-count"]
OUTSIDE, TREND, TWO_IN_THREE, SHIFT = range(4)  # rows of Judged.rules


@dataclass(frozen=True, eq=False)
class Judged:
    """A measure's chart before it is drawn or told; arrays of shape (n_rows,) unless said.

    Attributes
    ----------
    segment : int array
        Number of the segment, from 0.
    centre, lower, upper : float arrays
        Mean (of a run chart: median) and limits, as shown; NaN where there are none.
    rules : int8 array of shape (4, n_rows)
        +1 or -1 where a rule is met: outside the limits, trend, two in three, shift.
    cause, point_type : int8 arrays
        Index into `spc.SPECIAL_CAUSES` and `spc.POINT_TYPES`.
    n_valued : int array of shape (n_segments,)
        Points with a value in each segment.
    shift_at : int
        Row at which a shift began that still holds at the last point; -1: there is none, or too few
        points to propose anything from.
    """

    laid: Laid
    choice: Choice
    segment: Places
    centre: Floats
    lower: Floats
    upper: Floats
    rules: Codes
    cause: Codes
    point_type: Codes
    n_valued: Places
    variation: str
    assurance: str
    target: float
    shift_at: int

    @property
    def last(self) -> int:
        """The last row that has a value; -1 where none has."""
        known = np.flatnonzero(~np.isnan(self.laid.shown))
        return int(known[-1]) if known.size else -1

    @property
    def n_points(self) -> int:
        return int(self.n_valued.sum())

    def is_trial(self, segment: int) -> bool:
        """Whether the limits of that segment rest on too few points to be firm."""
        return self.has_limits and int(self.n_valued[segment]) < FIRM_FROM

    @property
    def has_limits(self) -> bool:
        return self.choice.kind != ChartKind.RUN

    def day(self, row: int) -> dt.date:
        return dt.date.fromordinal(int(self.laid.days[row]))


def judge_all(series: Sequence[Series]) -> list[Judged]:
    """Chart every series, in the order given. What else is in the batch changes nothing."""
    laid = [lay(one) for one in series]
    choices = [choose(one) for one in laid]
    by_kind: dict[str, list[int]] = defaultdict(list)
    for place, choice in enumerate(choices):
        by_kind[choice.kind].append(place)
    found: dict[int, Judged] = {}
    for kind, places in by_kind.items():
        batch = _Batch(kind, [laid[p] for p in places], [choices[p] for p in places])
        found.update(zip(places, batch.judged(), strict=True))
    return [found[place] for place in range(len(laid))]


def judge_one(series: Series) -> Judged:
    return judge_all([series])[0]


class _Batch:
    """Measures that are drawn as one kind of chart, lying one after the other."""

    def __init__(self, kind: str, laid: list[Laid], choices: list[Choice]) -> None:
        self.kind, self.laid, self.choices = kind, laid, choices
        self.recipes = [one.series.recipe for one in laid]
        self.values, self.offsets = spc.joined([one.shown for one in laid])
        bounds = zip(self.offsets[:-1], laid, strict=True)
        self.starts = np.concatenate([first + one.starts for first, one in bounds])
        self.directions = [DIRECTIONS[Good(r.good)] for r in self.recipes]
        self.run_lengths = [r.run_length for r in self.recipes]
        self.targets = [_target_at_end(one) for one in laid]

    def judged(self) -> list[Judged]:
        drawn = self._xmr() if self.kind == ChartKind.XMR else self._other()
        icons = spc.icons(drawn)
        shifts = self._shifts(drawn)
        rules = np.stack([drawn.outside_limits, drawn.trend, drawn.two_in_three, drawn.shift])
        return [
            self._one(place, slice(first, last), drawn, rules, icons, int(shifts[place]))
            for place, (first, last) in enumerate(
                zip(self.offsets[:-1], self.offsets[1:], strict=True)
            )
        ]

    def _one(
        self, place: int, rows: slice, drawn: spc.Xmr, rules: Codes, icons: spc.Icons, shift: int
    ) -> Judged:
        segment = drawn.segment[rows] - 1
        known = ~np.isnan(self.laid[place].shown)
        n_valued = np.bincount(
            segment[known], minlength=int(segment[-1]) + 1 if segment.size else 0
        )
        enough = n_valued.size and n_valued[-1] >= LIMITS_FROM and self.kind != ChartKind.RUN
        return Judged(
            laid=self.laid[place],
            choice=self.choices[place],
            segment=segment,
            centre=drawn.mean[rows],
            lower=drawn.lpl[rows],
            upper=drawn.upl[rows],
            rules=rules[:, rows],
            cause=drawn.special_cause_code[rows],
            point_type=drawn.point_type_code[rows],
            n_valued=n_valued,
            variation=str(icons.variation[place]),
            assurance=str(icons.assurance[place]),
            target=self.targets[place],
            shift_at=shift if enough else -1,
        )

    def _xmr(self) -> spc.Xmr:
        drawn = spc.xmr(
            self.values,
            offsets=self.offsets,
            segment_starts=self.starts,
            improvement=self.directions,
            target=self.targets,
            baseline_points=[r.baseline_points or 0 for r in self.recipes],
            screen=[r.screen for r in self.recipes],
            run_length=self.run_lengths,
            rules=RULES,
        )
        return _clipped(drawn, [r.clip_at_zero for r in self.recipes])

    def _other(self) -> spc.Xmr:
        """Another chart in the clothes of an XmR chart: the same rules and icons read it."""
        has_n = [one.series.recipe.has_n for one in self.laid]
        joined_n, _ = spc.joined([one.n for one in self.laid])
        counted, _ = spc.joined([
            one.value if n else one.shown for one, n in zip(self.laid, has_n, strict=True)
        ])
        shares = any(has_n)
        drawn = spc.chart(
            self.kind,
            counted,
            n=np.where(np.repeat(has_n, np.diff(self.offsets)), joined_n, 1.0) if shares else None,
            offsets=self.offsets,
            segment_starts=self.starts,
            exclude=self._after_baseline(),
            multiply=[r.scale if r.has_n else 1.0 for r in self.recipes],
            screen=[r.screen for r in self.recipes],
        )
        return self._as_individuals(drawn)

    def _as_individuals(self, drawn: spc.Chart) -> spc.Xmr:
        found = spc.judge(
            self.values,
            drawn.centre,
            drawn.lcl,
            drawn.ucl,
            drawn.lower_2s,
            drawn.upper_2s,
            offsets=self.offsets,
            segment=drawn.segment,
            improvement=self.directions,
            run_length=self.run_lengths,
            rules=RULES,
        )
        signs = np.array([spc.IMPROVEMENTS[d] for d in self.directions], dtype=np.int8)
        lines: dict[str, Any] = {
            "mean": drawn.centre,
            "lpl": drawn.lcl,
            "upl": drawn.ucl,
            "nlpl": drawn.lower_2s,
            "nupl": drawn.upper_2s,
        }
        return spc.Xmr(
            **vars(found),
            **lines,
            values=self.values,
            segment=drawn.segment,
            offsets=self.offsets,
            improvement=signs,
            target=np.array(self.targets),
            rules=RULES,
        )

    def _after_baseline(self) -> NDArray[np.bool_]:
        """Rows after the first so many of their segment, which do not count for its limits."""
        flags = []
        for one, recipe in zip(self.laid, self.recipes, strict=True):
            firsts = np.zeros(one.days.size, dtype=np.intp)
            firsts[one.starts] = one.starts
            place = np.arange(one.days.size) - np.maximum.accumulate(firsts)
            flags.append(place >= (recipe.baseline_points or one.days.size))
        return np.concatenate(flags)

    def _shifts(self, drawn: spc.Xmr) -> Places:
        earliest = []
        for one in self.laid:
            declined = one.series.declined_on
            after = np.searchsorted(one.days, declined.toordinal(), side="right") if declined else 0
            earliest.append(int(after))
        return spc.shift_reaching_end(
            self.values,
            drawn.mean,
            offsets=self.offsets,
            segment=drawn.segment,
            run_length=self.run_lengths,
            not_before=earliest,
        )


def _clipped(drawn: spc.Xmr, wanted: list[bool]) -> spc.Xmr:
    """No lower limit under 0 where that was asked for and no value is: drawn, not judged, so."""
    if not any(wanted):
        return drawn
    batch = drawn.batch()
    negative = np.zeros(batch.n_measures, dtype=bool)
    negative[batch.measure[drawn.values < 0]] = True
    clip = (np.array(wanted) & ~negative)[batch.measure]
    lower = np.where(clip & (drawn.lpl < 0), 0.0, drawn.lpl)
    return spc.Xmr(**{**vars(drawn), "lpl": lower})


def _target_at_end(laid: Laid) -> float:
    known = np.flatnonzero(~np.isnan(laid.shown))
    return laid.series.target_at(int(laid.days[known[-1]])) if known.size else float("nan")
