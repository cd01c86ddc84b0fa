"""Where a goal's measure may stand on day 100, from the numbers since day 0. Pure.

What the range rests on stands in `science.spc.projection`; here it becomes words and a mark.
"""

import datetime as dt
import math
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from groundswell.ground.web.charts import Outlook, SpcDrawing
from groundswell.science.spc import Projection, project

NEVER_NEGATIVE = {"percent", "count", "rate", "days", "hours", "minutes"}  # units of a drawing
Show = Callable[[float], str]


@dataclass(frozen=True, slots=True)
class Ahead:
    """The mark on the chart, and what it says beside the goal."""

    mark: Outlook
    words: str
    rests_on: str  # the two pictures of what happens next


def ahead_of(
    drawing: SpcDrawing,
    *,
    day_zero: dt.date,
    day_100: dt.date,
    target: float,
    baseline: float | None,
    show: Show,
) -> Ahead | None:
    """None where there are too few numbers since day 0, or day 100 is too far off or over."""
    known = [
        (point.x.toordinal(), point.value)
        for point in drawing.points
        if point.value is not None and isinstance(point.x, dt.date) and point.x >= day_zero
    ]
    found = project(
        [value for _on, value in known],
        [on for on, _value in known],
        day_100.toordinal(),
        least=0.0 if drawing.unit in NEVER_NEGATIVE else -math.inf,
        most=100.0 if drawing.unit == "percent" else math.inf,
    )
    if found is None:
        return None
    return Ahead(
        mark=Outlook(day_100, found.low, found.high, _("Day 100")),
        words=_words(found, target, baseline, show),
        rests_on=_rests_on(found, show),
    )


def _words(found: Projection, target: float, baseline: float | None, show: Show) -> str:
    told = {
        "low": show(found.low),
        "high": show(found.high),
        "n": found.n_points,
        "goal": show(target),
    }
    said = _("On day 100 between %(low)s and %(high)s, as far as %(n)s numbers can tell.")
    return f"{said % told} {_beside(found, target, baseline) % told}"


def _beside(found: Projection, target: float, baseline: float | None) -> str:
    """Where the goal lies to the range, seen from where things began."""
    if found.low <= target <= found.high:
        return _("The goal, %(goal)s, lies within it.")
    if baseline is not None and (target > baseline) == (found.low > target):
        return _("All of it reaches the goal, %(goal)s.")
    return _("The goal, %(goal)s, lies outside it: something has to change.")


def _rests_on(found: Projection, show: Show) -> str:
    told = {"steady": show(found.steady), "trend": show(found.trend)}
    return (
        _(
            "About %(steady)s if it stays as it was lately; about %(trend)s if it goes on changing"
            " as it has since day 0. The range allows for both, four times in five."
        )
        % told
    )
