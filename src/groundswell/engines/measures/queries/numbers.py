"""Numbers as plain values, for files and for other programs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from .. import reading
from ..charting import judge_one, rows_of
from ..charting import words as chart_words
from ..models import Measure
from .tables import by_attention, narrowed, says_of, state_of


@dataclass(frozen=True, slots=True)
class Numbers:
    """A table to take away."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def measure_numbers(measure: Measure) -> Numbers:
    """Every number of a measure with its lines and what the rules say, oldest first."""
    judged = judge_one(reading.series_of([measure])[0])
    style = reading.style_of(measure.definition)
    laid = judged.laid
    told = list(reversed(rows_of(judged, style)))
    places = measure.definition.places + 2
    return Numbers(
        name=str(measure),
        headings=(
            _("Date"),
            _("Period"),
            _("Number"),
            _("Out of"),
            style.value_name,
            chart_words.centre_name(judged.choice.kind).capitalize(),
            _("Lower limit"),
            _("Upper limit"),
            _("What the rules say"),
        ),
        rows=tuple(
            (
                row.on,
                row.period,
                *(
                    _rounded(column[place], places)
                    for column in (
                        laid.value,
                        laid.n,
                        laid.shown,
                        judged.centre,
                        judged.lower,
                        judged.upper,
                    )
                ),
                row.says,
            )
            for place, row in enumerate(told)
        ),
    )


def _rounded(value: float, places: int) -> float | None:
    return None if value != value else round(float(value), places)


def table_numbers(name: str, measures: QuerySet[Measure], asked: Any) -> Numbers:
    """The rows of a table of measures, all pages of it."""
    return Numbers(
        name=name,
        headings=(
            _("Measure"),
            _("Organisation"),
            _("ODS code"),
            _("Team"),
            _("Latest"),
            _("Value"),
            _("Mean"),
            _("Lower limit"),
            _("Upper limit"),
            _("Variation"),
            _("Target"),
            _("Target is"),
            _("What the chart says"),
        ),
        rows=tuple(_lines(by_attention(narrowed(measures, asked)))),
    )


def _lines(measures: Iterable[Measure]) -> Iterable[tuple[Any, ...]]:
    for measure in measures:
        state = state_of(measure)
        style = reading.style_of(measure.definition)
        yield (
            measure.definition.title,
            measure.organisation.name,
            measure.organisation.ods_code or "",
            measure.team.name if measure.team else "",
            state.last_on,
            *_figures(state.last_value, state.mean, state.lower, state.upper),
            chart_words.VARIATIONS[state.variation](),
            *_figures(state.target),
            chart_words.assurance(
                state.assurance, state.variation, has_target=state.target is not None
            ),
            says_of(state, style),
        )


def _figures(*values: float | None) -> Sequence[float | None]:
    return [None if value is None else round(value, 4) for value in values]
