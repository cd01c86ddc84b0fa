"""Measures for other programs: read the list and the numbers, and add numbers.

A program acts as the person who made its key, so the same rules hold as in the pages, and what is
refused or cannot be used is answered in the same sentences.
"""

import datetime as dt
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from ninja.responses import Status
from pydantic import ConfigDict, Field

from . import actions, queries
from .entries import Entry, UnusableRows
from .kinds import Origin
from .queries import for_programs

router = Router(tags=["measures"])
MOST = 500  # measures an answer


class MeasureOut(Schema):
    """One measure and what its chart says."""

    id: UUID
    title: str
    organisation: str
    ods_code: str | None
    team: str | None
    number: str
    out_of: str
    frequency: str
    good: str
    audience: str
    retired: bool
    last_on: dt.date | None
    last_value: float | None
    mean: float | None
    lower_limit: float | None
    upper_limit: float | None
    target: float | None
    variation: str
    assurance: str


class MeasuresOut(Schema):
    measures: list[MeasureOut]
    total: int


class ObservationOut(Schema):
    """A number as it was written down; `value` is how many of `n` where there is an n."""

    on: dt.date
    value: float
    n: float | None
    version: int


class ObservationIn(Schema):
    """A number to add. Any day of its week, month or quarter names it."""

    model_config = ConfigDict(extra="forbid")

    on: dt.date
    value: float = Field(allow_inf_nan=False)
    n: float | None = Field(default=None, allow_inf_nan=False)


class FaultOut(Schema):
    """A number that cannot be used: its place in the list from 1, the field, why, what would do."""

    row: int
    field: str
    reason: str
    remedy: str


class FaultsOut(Schema):
    detail: str
    faults: list[FaultOut]


class AddedOut(Schema):
    """How many numbers were new; the others stood there already, the same."""

    added: int
    unchanged: int


@router.get("", response=MeasuresOut, summary="The measures that you may see")
def measures(request: HttpRequest, offset: int = 0, limit: int = MOST) -> dict[str, Any]:
    """By title and place; at most 500 at a time, `offset` says where to go on."""
    first = max(0, offset)
    most = min(max(1, limit), MOST)
    found, total = for_programs.measures_page(request.auth, first, most)  # type: ignore[attr-defined]
    return {"measures": found, "total": total}


@router.get(
    "/{uuid:measure_id}/observations",
    response=list[ObservationOut],
    summary="The numbers of one measure",
)
def observations(request: HttpRequest, measure_id: UUID) -> list[dict[str, Any]]:
    """All of them, oldest first."""
    measure = queries.measure_for(request.auth, measure_id)  # type: ignore[attr-defined]
    return for_programs.observations_of(measure)


@router.post(
    "/{uuid:measure_id}/observations",
    response={200: AddedOut, 422: FaultsOut},
    summary="Add numbers to one measure",
)
def add_observations(
    request: HttpRequest, measure_id: UUID, numbers: list[ObservationIn]
) -> Status[Any]:
    """All of them or none. To send the same numbers again is harmless and changes nothing."""
    measure = queries.measure_for(request.auth, measure_id)  # type: ignore[attr-defined]
    entries = [Entry(one.on, one.value, one.n, row) for row, one in enumerate(numbers, start=1)]
    try:
        kept = actions.record_observations(
            measure=measure,
            entries=entries,
            source=Origin.API,
            by=request.auth,  # type: ignore[attr-defined]
            at=timezone.now(),
        )
    except UnusableRows as unusable:
        faults = [
            FaultOut(row=f.row, field=f.column, reason=f.reason, remedy=f.remedy)
            for f in unusable.faults
        ]
        return Status(422, FaultsOut(detail=str(unusable), faults=faults))
    return Status(200, AddedOut(added=len(kept.new), unchanged=len(kept.known)))
