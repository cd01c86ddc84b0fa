"""Measures and numbers as plain values for other programs."""

from typing import Any

from django.db.models.functions import Lower

from groundswell.ground.people.actors import Actor

from ..models import Measure, Observation
from .access import visible_to
from .tables import state_of


def measures_page(actor: Actor, first: int, most: int) -> tuple[list[dict[str, Any]], int]:
    """Some of the measures that the actor may see, and how many there are."""
    measures = visible_to(actor).select_related("state")
    ordered = measures.order_by(Lower("definition__title"), "organisation__name", "pk")
    return [_plain(m) for m in ordered[first : first + most]], measures.count()


def _plain(measure: Measure) -> dict[str, Any]:
    definition, state = measure.definition, state_of(measure)
    return {
        "id": measure.pk,
        "title": definition.title,
        "organisation": measure.organisation.name,
        "ods_code": measure.organisation.ods_code,
        "team": measure.team.name if measure.team else None,
        "number": definition.number,
        "out_of": definition.out_of,
        "frequency": definition.frequency,
        "good": definition.good,
        "audience": measure.audience,
        "retired": measure.retired_at is not None,
        "last_on": state.last_on,
        "last_value": state.last_value,
        "mean": state.mean,
        "lower_limit": state.lower,
        "upper_limit": state.upper,
        "target": state.target,
        "variation": state.variation,
        "assurance": state.assurance,
    }


def observations_of(measure: Measure) -> list[dict[str, Any]]:
    """The numbers of a measure that has come through `measure_for`, oldest first."""
    rows = Observation.objects.filter(measure=measure).order_by("on")
    return [dict(row) for row in rows.values("on", "value", "n", "version")]
