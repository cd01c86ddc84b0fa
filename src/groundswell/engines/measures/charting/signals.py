"""Flagged points gathered into what a reader sees: one pattern, its points, its rule."""

from dataclasses import dataclass

import numpy as np

from groundswell.science import spc

from .judging import OUTSIDE, SHIFT, TREND, TWO_IN_THREE, Judged

KINDS = ("common", "better", "worse", "moved", "moved")  # by index into spc.POINT_TYPES
_RULES = (  # what a pattern is called by, the most telling first
    (SHIFT, "shift_high", "shift_low"),
    (TREND, "trend_up", "trend_down"),
    (OUTSIDE, "above_limit", "below_limit"),
    (TWO_IN_THREE, "two_in_three_high", "two_in_three_low"),
)


@dataclass(frozen=True, slots=True)
class Found:
    """One pattern: rows `first` to `last` of the chart, both included.

    `rule` is one of `spc.SPECIAL_CAUSES`; `n` points meet it, `n_beyond` lie beyond the limit on
    the same side; `kind` is better, worse or moved.
    """

    number: int
    first: int
    last: int
    rule: str
    n: int
    n_beyond: int
    kind: str

    @property
    def is_up(self) -> bool:
        return spc.SPECIAL_CAUSES.index(self.rule) % 2 == 1


def signals_of(judged: Judged) -> list[Found]:
    """Every pattern of the chart, in order of time. Each flagged point is in exactly one."""
    groups: list[list[int]] = []
    for row in np.flatnonzero(judged.cause).tolist():
        if groups and _belongs(judged, groups[-1][-1], row):
            groups[-1].append(row)
        else:
            groups.append([row])
    return [_found(judged, number, rows) for number, rows in enumerate(groups, start=1)]


def _belongs(judged: Judged, before: int, row: int) -> bool:
    """Whether a flagged point goes on with the pattern of the flagged point before it."""
    if judged.segment[before] != judged.segment[row]:
        return False
    if _is_up(judged, before) != _is_up(judged, row):
        return False
    pair = judged.rules[TWO_IN_THREE, [before, row]].all()  # the third may lie between them
    return row - before == 1 or (row - before == 2 and bool(pair))


def _is_up(judged: Judged, row: int) -> bool:
    return int(judged.cause[row]) % 2 == 1


def _found(judged: Judged, number: int, rows: list[int]) -> Found:
    sign = 1 if _is_up(judged, rows[0]) else -1
    met = {rule: int((judged.rules[rule, rows] == sign).sum()) for rule in range(4)}
    rule, up, down = next(one for one in _RULES if met[one[0]])
    return Found(
        number=number,
        first=rows[0],
        last=rows[-1],
        rule=up if sign > 0 else down,
        n=met[rule],
        n_beyond=met[OUTSIDE],
        kind=KINDS[int(judged.point_type[rows[-1]])],
    )
