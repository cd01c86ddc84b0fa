"""Measures that the program counts itself, such as the days that leaders take to answer."""

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction

from groundswell.ground.people.actors import Actor

from .. import policies
from ..kinds import Audience, Origin
from ..models import Correction, Definition, Measure, Observation
from .defining import DefinitionDetails
from .findable import index_measures
from .locking import locked
from .shifts import look_for_shifts

if TYPE_CHECKING:
    from groundswell.ground.people.models import Organisation

AGAIN = "Counted again"  # why a kept number changed: more of that day has come in


@transaction.atomic
def keep_number(
    *,
    code: str,
    organisation: "Organisation",
    details: DefinitionDetails,
    on: dt.date,
    value: float,
    n: float | None = None,
    by: Actor,
    at: dt.datetime,
) -> Measure:
    """Put what was counted for a day in its place; a number of that day is counted anew.

    Parameters
    ----------
    code
        What counts, such as ``challenges.answer_days``: one measure of each organisation.
    details
        How the measure is called and counted, when it is begun.
    value, n
        As in an observation: where there is an `n`, how many of them.
    by
        Whose step made the program count; raises Refused for somebody who has gone.
    """
    policies.keep_number(by).or_refuse()
    measure = locked(_measure(code, organisation, details, by, at))
    observation, is_new = Observation.objects.get_or_create(
        measure=measure,
        on=on,
        defaults={
            "value": value, "n": n, "entered_by_id": by.id, "entered_at": at, "source": Origin.KEPT
        },
    )  # fmt: skip
    if not is_new and (observation.value, observation.n) != (value, n):
        _count_again(observation, value, n, by, at)
    look_for_shifts(measures=[measure], at=at)
    return measure


def _count_again(
    observation: Observation, value: float, n: float | None, by: Actor, at: dt.datetime
) -> None:
    Correction.objects.create(
        measure_id=observation.measure_id,
        on=observation.on,
        old_value=observation.value,
        old_n=observation.n,
        new_value=value,
        new_n=n,
        reason=AGAIN,
        by_id=by.id,
        at=at,
    )
    observation.value, observation.n = value, n
    observation.version += 1
    observation.save(update_fields=["value", "n", "version"])


def _measure(
    code: str, organisation: "Organisation", details: DefinitionDetails, by: Actor, at: dt.datetime
) -> Measure:
    """The one measure; begun where this is the first number. The unique constraint keeps it one."""
    definition, is_new = Definition.objects.get_or_create(
        organisation=organisation,
        kept_by=code,
        defaults={**_plain(details, organisation), "made_by_id": by.id, "made_at": at},
    )
    measure, _is_new = Measure.objects.get_or_create(
        definition=definition,
        organisation=organisation,
        team=None,
        programme_id=None,
        # What is counted is never less than nothing.
        defaults={"audience": Audience.ORGANISATION, "clip_at_zero": True, "created_at": at},
    )
    if is_new:
        index_measures([measure])
    return measure


def _plain(details: DefinitionDetails, organisation: "Organisation") -> dict[str, object]:
    """The details as columns; a title that people have taken already is told apart."""
    taken = Definition.objects.filter(organisation=organisation, title__iexact=details.title)
    title = f"{details.title} (Groundswell)" if taken.exists() else details.title
    return {**dataclasses.asdict(details), "title": title}
