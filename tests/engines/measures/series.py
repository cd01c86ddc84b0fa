"""Series that charting is tested with, without a database."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import numpy as np

from groundswell.engines.measures.charting import Recipe, Series, Style

FIRST_WEEK = dt.date(2025, 9, 1)


def a_series(
    values: Sequence[float],
    n: Sequence[float] | float | None = None,
    *,
    days: Sequence[dt.date] | None = None,
    recalculated_on: tuple[dt.date, ...] = (),
    targets: tuple[tuple[dt.date, float], ...] = (),
    declined_on: dt.date | None = None,
    **recipe: Any,
) -> Series:
    """Weekly from 1 September 2025 unless days are given."""
    on = days or [FIRST_WEEK + dt.timedelta(weeks=i) for i in range(len(values))]
    ns = np.broadcast_to(np.nan if n is None else n, (len(values),)).astype(float)
    recipe.setdefault("frequency", "week")
    return Series(
        Recipe(has_n=n is not None, **recipe),
        np.array([day.toordinal() for day in on], dtype=np.int64),
        np.array(values, dtype=float),
        ns,
        recalculated_on=recalculated_on,
        targets=targets,
        declined_on=declined_on,
    )


def a_style(**changes: Any) -> Style:
    usual: dict[str, Any] = {
        "title": "Left before 1 pm",
        "number": "percentage",
        "frequency": "week",
        "good": "up",
        "better_means": "More people leave before 1 pm",
        "worse_means": "Fewer people leave before 1 pm",
    }
    return Style(**{**usual, **changes})
