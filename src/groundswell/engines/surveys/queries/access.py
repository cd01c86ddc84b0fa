"""The way to one object: the same 404 whether it is missing or not the actor's to see."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from groundswell.ground.kernel.references import Ref
from groundswell.ground.people.actors import Actor

from ..models import Instrument, Survey
from ..policies.standing import OF_A_PROGRAMME, STEWARDS, UNSEEN


def visible_to(actor: Actor) -> QuerySet[Survey]:
    """What the actor may know of: `policies.sees_survey` as a query."""
    there = Q(programme_id__in=actor.programme_ids) | Q(
        programme_id=None, organisation_id__in=actor.organisation_ids
    )
    return _surveys().filter(_keeps(actor) | (there & ~Q(state__in=UNSEEN)))


def kept_by(actor: Actor) -> QuerySet[Survey]:
    """What the actor looks after: `policies.keeps` as a query."""
    return _surveys().filter(_keeps(actor))


def _surveys() -> QuerySet[Survey]:
    return Survey.objects.select_related("organisation", "keeper")


def _keeps(actor: Actor) -> Q:
    programmes = {r.programme_id for r in actor.roles if r.code in OF_A_PROGRAMME} - {None}
    mine = Q(keeper_id=actor.id) | Q(programme_id__in=programmes)
    held = [role for role in actor.roles if role.code in STEWARDS]
    if any(role.is_system_wide for role in held):
        return mine | Q(programme_id=None)
    places = {role.organisation_id for role in held} - {None}
    return mine | Q(programme_id=None, organisation_id__in=places)


def survey_for(actor: Actor, pk: UUID) -> Survey:
    return get_object_or_404(visible_to(actor), pk=pk)


def of_context(actor: Actor, ref: Ref) -> list[Survey]:
    """What belongs to a thing and the actor may know of, the newest first; one query."""
    return list(visible_to(actor).filter(context_kind=ref.kind, context_id=ref.id))


def instruments_seen_by(actor: Actor) -> QuerySet[Instrument]:
    """Those that were loaded for everybody, and those of the actor's own organisations."""
    return Instrument.objects.select_related("organisation").filter(
        Q(organisation=None) | Q(organisation_id__in=actor.organisation_ids)
    )
