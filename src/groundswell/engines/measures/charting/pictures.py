"""A judged chart as the drawing that `ground.web.charts` turns into SVG."""

from collections.abc import Sequence

import numpy as np

from groundswell.ground.web.charts import (
    Flag,
    Point,
    Ring,
    Segment,
    Signal,
    SpcDrawing,
    Target,
)
from groundswell.ground.web.charts.drawings import Line, Unit

from ..kinds import ChartKind, Number
from . import words
from .judging import Judged
from .series import Floats
from .shifts import Figures, known
from .signals import KINDS, signals_of
from .telling import Remark, Ruling, flagged, says, tell
from .words import Style


def picture_of(
    judged: Judged,
    style: Style,
    *,
    name: str,
    title: str = "",
    remarks: Sequence[Remark] = (),
    accepted: Sequence[Ruling] = (),
    proposal: Figures | None = None,
) -> SpcDrawing:
    """The drawing of a chart. `name` is unique on its page; the title is what the chart shows."""
    telling = tell(judged, style, accepted=accepted)
    centre = telling.centre_name
    return SpcDrawing(
        id=name,
        title=title or telling.heading,
        points=tuple(_point(judged, style, row, centre) for row in range(judged.laid.days.size)),
        segments=tuple(_segment(judged, one) for one in range(judged.n_valued.size)),
        targets=tuple(Target(day, value) for day, value in judged.laid.series.targets),
        signals=tuple(
            Signal(
                found.number,
                found.first,
                found.last,
                words.rule(style, found.rule, found.n, found.n_beyond, centre=centre),
                found.is_up,
            )
            for found in signals_of(judged)
        ),
        flags=tuple(Flag(letter, r.on, r.text) for letter, r in flagged(judged, remarks)),
        recalculations=tuple(
            Ring(f"R{number}", one.from_on, one.reason)
            for number, one in enumerate(sorted(accepted, key=lambda r: r.from_on), start=1)
        ),
        proposal=_proposed(judged, proposal) if proposal else None,
        step=style.frequency,  # type: ignore[arg-type]
        is_by_event=not judged.laid.series.recipe.has_gaps,
        unit=_UNITS.get(style.number, "count"),
        places=style.places,
        in_words=style.show,
        centre="median" if judged.choice.kind in {ChartKind.RUN, ChartKind.G} else "mean",
        chart_type=words.chart_name(judged.choice.kind),
    )


_UNITS: dict[str, Unit] = {
    Number.PERCENTAGE: "percent",
    Number.MONEY: "pounds",
    Number.RATE: "rate",
    Number.SCORE: "score",
}


def _point(judged: Judged, style: Style, row: int, centre: str) -> Point:
    on = judged.day(row)
    code = int(judged.cause[row])
    note = says(judged, style, row, centre) if code else ""
    return Point(
        x=on,
        label=style.period_in_full(on),
        value=known(judged.laid.shown[row]),
        kind=KINDS[int(judged.point_type[row])],  # type: ignore[arg-type]
        note=note[:1].lower() + note[1:],
    )


def _segment(judged: Judged, number: int) -> Segment:
    rows = np.flatnonzero(judged.segment == number)
    return Segment(
        first=int(rows[0]),
        last=int(rows[-1]),
        mean=known(judged.centre[rows[0]]),
        lower=_line(judged.lower[rows]),
        upper=_line(judged.upper[rows]),
        trial=judged.is_trial(number),
    )


def _line(values: Floats) -> Line:
    """One number where the line is level, one a point where it is not."""
    if np.isnan(values).all():
        return None
    if np.nanmin(values) == np.nanmax(values) and not np.isnan(values).any():
        return float(values[0])
    return tuple(known(value) for value in values)


def _proposed(judged: Judged, figures: Figures) -> Segment:
    first = int(np.searchsorted(judged.laid.days, figures.from_on.toordinal()))
    return Segment(
        first=first,
        last=judged.last,
        mean=figures.new_mean,
        lower=figures.new_lower,
        upper=figures.new_upper,
        trial=True,
    )
