"""From tables to series: the numbers of any number of measures, in a handful of queries."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from typing import Any, TypeVar
from uuid import UUID

import numpy as np

from .charting import Recipe, Series, Style
from .kinds import DECIDED, ProposalState
from .models import Definition, Measure, Observation, Proposal, Target

_AT_ONCE = 900  # ids in a condition; SQLite allows 999 variables where it was built the old way
T = TypeVar("T")


def recipe_of(measure: Measure) -> Recipe:
    definition = measure.definition
    return Recipe(
        number=definition.number,
        good=definition.good,
        frequency=definition.frequency,
        chart=measure.chart,
        scale=definition.scale,
        has_n=bool(definition.out_of),
        baseline_points=measure.baseline_points,
        run_length=measure.run_length,
        screen=measure.screen,
        clip_at_zero=measure.clip_at_zero,
        is_by_event=bool(definition.kept_by),
    )


def style_of(definition: Definition) -> Style:
    return Style(
        title=definition.title,
        number=definition.number,
        frequency=definition.frequency,
        good=definition.good,
        unit=definition.unit,
        out_of=definition.out_of,
        rate_per=definition.rate_per,
        places=definition.places,
        better_means=definition.better_means,
        worse_means=definition.worse_means,
    )


def series_of(measures: Sequence[Measure]) -> list[Series]:
    """The series of each measure, in the order given; definitions must be loaded.

    Three queries for every 900 measures.
    """
    found: list[Series] = []
    for some in _in_parts(measures, _AT_ONCE):
        ids = [measure.pk for measure in some]
        numbers = _numbers(ids)
        restarts, declined = _rulings(ids)
        targets = _targets(ids)
        found += [
            Series(
                recipe_of(measure),
                *numbers.get(measure.pk, _nothing()),
                recalculated_on=tuple(restarts[measure.pk]),
                targets=tuple(targets[measure.pk]),
                declined_on=declined.get(measure.pk),
            )
            for measure in some
        ]
    return found


def _numbers(ids: list[UUID]) -> dict[UUID, tuple[Any, Any, Any]]:
    rows = (
        Observation.objects
        .filter(measure_id__in=ids)
        .order_by("measure_id", "on")
        .values_list("measure_id", "on", "value", "n")
        .iterator(chunk_size=5_000)
    )
    return {pk: _columns(some) for pk, some in groupby(rows, key=lambda row: row[0])}


def _columns(rows: Iterable[tuple[UUID, dt.date, float, float | None]]) -> tuple[Any, Any, Any]:
    days, values, ns = zip(*((on.toordinal(), v, n) for _pk, on, v, n in rows), strict=True)
    return (
        np.array(days, dtype=np.int64),
        np.array(values, dtype=np.float64),
        np.array(ns, dtype=np.float64),  # None becomes NaN
    )


def _nothing() -> tuple[Any, Any, Any]:
    return np.zeros(0, dtype=np.int64), np.zeros(0), np.zeros(0)


def _rulings(ids: list[UUID]) -> tuple[dict[UUID, list[dt.date]], dict[UUID, dt.date]]:
    """Days of recalculations that stand, and the last point known when limits were last kept."""
    accepted: dict[UUID, list[dt.date]] = defaultdict(list)
    declined: dict[UUID, dt.date] = {}
    ruled = Proposal.objects.filter(measure_id__in=ids, state__in=DECIDED).order_by(
        "from_on", "last_on"
    )
    for pk, state, from_on, last_on in ruled.values_list(
        "measure_id", "state", "from_on", "last_on"
    ):
        if state == ProposalState.ACCEPTED:
            accepted[pk].append(from_on)
        else:
            declined[pk] = max(last_on, declined.get(pk, last_on))
    return accepted, declined


def _targets(ids: list[UUID]) -> dict[UUID, list[tuple[dt.date, float]]]:
    found: dict[UUID, list[tuple[dt.date, float]]] = defaultdict(list)
    standing = Target.objects.filter(measure_id__in=ids, withdrawn_at__isnull=True)
    for pk, from_on, value in standing.order_by("from_on").values_list(
        "measure_id", "from_on", "value"
    ):
        found[pk].append((from_on, value))
    return found


def _in_parts(items: Sequence[T], size: int) -> Iterator[list[T]]:
    rest = iter(items)
    while part := list(islice(rest, size)):
        yield part
