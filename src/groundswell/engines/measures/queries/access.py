"""The way to one object: the same 404 whether it is missing or not the actor's to see."""

import datetime as dt
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from groundswell.ground.people.actors import Actor
from groundswell.ground.people.kinds import RoleCode

from .. import policies
from ..kinds import Audience
from ..models import (
    Annotation,
    Definition,
    Measure,
    MeasureSet,
    Observation,
    Proposal,
    Target,
)

_STEWARDS = (RoleCode.ANALYST, RoleCode.ADMINISTRATOR)


def visible_to(actor: Actor) -> QuerySet[Measure]:
    """The measures that the actor may see, retired ones too: `policies.sees_measure` as a query."""
    measures = Measure.objects.select_related(
        "definition", "definition__organisation", "organisation", "team", "data_owner"
    )
    return measures.filter(
        _of_everybody(actor)
        | Q(audience=Audience.ORGANISATION, organisation_id__in=actor.organisation_ids)
        | Q(team_id__in=actor.team_ids)
        | Q(programme_id__in=actor.programme_ids)
        | Q(data_owner_id=actor.id)
        | Q(organisation_id__in=stewarded_by(actor))
    )


def _of_everybody(actor: Actor) -> Q:
    """What one sees from afar; a steward of the whole system all but what is a team's alone."""
    if policies.is_steward(actor, None):
        return ~Q(audience=Audience.TEAM)
    return Q(audience=Audience.PARTNERSHIP)


def stewarded_by(actor: Actor) -> set[UUID]:
    """Organisations of which the actor is an analyst or administrator."""
    return {r.organisation_id for r in actor.roles if r.code in _STEWARDS and r.organisation_id}


def measure_for(actor: Actor, pk: UUID) -> Measure:
    return get_object_or_404(visible_to(actor), pk=pk)


def definitions_known_to(actor: Actor) -> QuerySet[Definition]:
    """The system's, those of the actor's organisations, and those of measures that they may see."""
    definitions = Definition.objects.select_related("organisation")
    if policies.is_steward(actor, None):
        return definitions
    return definitions.filter(
        Q(organisation__isnull=True)
        | Q(organisation_id__in=actor.organisation_ids)
        | Q(pk__in=visible_to(actor).values("definition_id"))
    )


def definition_for(actor: Actor, pk: UUID) -> Definition:
    return get_object_or_404(definitions_known_to(actor), pk=pk)


def observation_for(measure: Measure, on: str) -> Observation:
    """The number of that day; `measure` has come through `measure_for`."""
    return get_object_or_404(
        Observation.objects.select_related("entered_by"), measure=measure, on=day_named(on)
    )


def observation_once_there(measure: Measure, on: str) -> Observation | None:
    """The number of that day, or None: somebody may have taken it back in between."""
    numbers = Observation.objects.select_related("entered_by")
    return numbers.filter(measure=measure, on=day_named(on)).first()


def day_named(on: str) -> dt.date:
    """The day in an address; 404 where it is none."""
    try:
        return dt.date.fromisoformat(on)
    except ValueError:
        raise Http404 from None


def measures_of(definition_id: str) -> list[Measure]:
    """Every measure of a definition: for the system itself, which sees all."""
    related = ("definition", "organisation", "team", "data_owner")
    return list(
        Measure.objects.filter(definition_id=definition_id).select_related(*related).order_by("pk")
    )


def proposal_for(measure: Measure, pk: UUID) -> Proposal:
    """A proposal of that measure; `measure` has come through `measure_for`."""
    proposal = get_object_or_404(Proposal, measure=measure, pk=pk)
    proposal.measure = measure
    return proposal


def annotation_for(measure: Measure, pk: UUID) -> Annotation:
    """A note on that measure; `measure` has come through `measure_for`."""
    annotation = get_object_or_404(Annotation, measure=measure, pk=pk)
    annotation.measure = measure
    return annotation


def target_for(measure: Measure, pk: UUID) -> Target:
    """A target of that measure; `measure` has come through `measure_for`."""
    target = get_object_or_404(Target, measure=measure, pk=pk)
    target.measure = measure
    return target


def sets_visible_to(actor: Actor) -> QuerySet[MeasureSet]:
    sets = MeasureSet.objects.select_related("organisation", "team", "owner")
    return sets.filter(
        _of_everybody(actor)
        | Q(audience=Audience.ORGANISATION, organisation_id__in=actor.organisation_ids)
        | Q(team_id__in=actor.team_ids)
        | Q(owner_id=actor.id)
        | Q(organisation_id__in=stewarded_by(actor))
    )


def set_for(actor: Actor, pk: UUID) -> MeasureSet:
    return get_object_or_404(sets_visible_to(actor), pk=pk)
