"""Measures that tests are about, made by actions."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from tests.world import NOON, a_founder

from groundswell.engines.measures import actions
from groundswell.engines.measures.actions.placing import ChartSettings
from groundswell.engines.measures.entries import Entry
from groundswell.engines.measures.models import Definition, Measure, Proposal
from groundswell.ground.people.actors import Actor

FIRST_WEEK = dt.date(2025, 9, 1)  # a Monday; 41 weeks on is 8 June 2026

# The example of the mock-up: 13 weeks, then 28 after the discharge lounge opened.
BEFORE = [22, 25, 21, 27, 24, 20, 26, 23, 28, 22, 25, 24, 21]
AFTER = [31, 34, 30, 36, 33, 19, 27, 31, 33, 29, 34, 32, 35, 30]
AFTER += [33, 36, 31, 29, 33, 35, 31, 38, 41, 45, 42, 47, 46, 49]
STEADY = [31, 34, 30, 36, 33, 29, 32, 31, 33, 29, 34, 32, 35, 30, 33, 36, 31, 29, 33, 35, 31]
SHIFTED = [*STEADY, 38, 41, 45, 42, 47, 46, 49]


def details(**changes: Any) -> actions.DefinitionDetails:
    usual: dict[str, Any] = {
        "title": "Left before 1 pm",
        "number": "percentage",
        "good": "up",
        "frequency": "week",
        "counted": "People with a “ready to go home” time before 11 am who left before 1 pm.",
        "better_means": "More people leave before 1 pm",
    }
    return actions.DefinitionDetails(**{**usual, **changes})


def a_definition(
    organisation: Any = None, *, by: Actor | None = None, **changes: Any
) -> Definition:
    return actions.define_measure(
        organisation=organisation, details=details(**changes), by=by or a_founder(), at=NOON
    )


def a_measure(
    organisation: Any,
    *,
    team: Any = None,
    owner: Any = None,
    audience: str | None = None,
    by: Actor | None = None,
    values: Sequence[float] = (),
    n: float | None = None,
    settings: ChartSettings | None = None,
    definition: Definition | None = None,
    **changes: Any,
) -> Measure:
    """A measure with weekly numbers from 1 September 2025 on."""
    by = by or a_founder()
    if n is not None:
        changes.setdefault("out_of", "people ready to go home")
    measure = actions.place_measure(
        definition=definition or a_definition(organisation, by=by, **changes),
        organisation=organisation,
        team=team,
        data_owner=owner,
        audience=audience,
        settings=settings,
        by=by,
        at=NOON,
    )
    if values:
        record(measure, weekly(values, n), by=by)
    return measure


def weekly(
    values: Sequence[float], n: float | None = None, first: dt.date = FIRST_WEEK
) -> list[Entry]:
    return [
        Entry(first + dt.timedelta(weeks=place), value, n) for place, value in enumerate(values)
    ]


def record(
    measure: Measure, entries: Sequence[Entry], *, by: Actor | None = None, at: dt.datetime = NOON
) -> Any:
    return actions.record_observations(
        measure=measure, entries=entries, source="typed", by=by or a_founder(), at=at
    )


def waiting(measure: Measure) -> Proposal | None:
    return Proposal.objects.filter(measure=measure, state="waiting").first()
