"""Which surveys' results somebody may read, as queries."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from groundswell.ground.ballots.models import Invitation
from groundswell.ground.people.actors import Actor
from groundswell.ground.releases import queries as released
from groundswell.ground.releases.models import Release

from ...kinds import Circle
from ...models import Outcome, Survey, Telling
from ...policies.standing import keeps
from ...results.source import KIND
from ..access import kept_by


def readable_by(actor: Actor) -> QuerySet[Survey]:
    """Whose results the actor may read: `policies.see_results` as a query."""
    return Survey.objects.select_related("organisation", "keeper", "earlier").filter(
        Q(pk__in=kept_by(actor).values("pk"))
        | (Q(_told_to(Circle.KEEPERS)) & Q(programme_id__in=actor.programme_ids))
        | (Q(_told_to(Circle.ASKED)) & _was_asked(actor))
    )


def _told_to(circle: str) -> Exists:
    return Exists(Telling.objects.filter(survey=OuterRef("pk"), circle=circle))


def _was_asked(actor: Actor) -> Q:
    """By a personal link; or, where other ways in were open, as one of the organisation."""
    invited = Invitation.objects.filter(box_id=OuterRef("box_id"), person_id=actor.id)
    has_doors = Q(doorways__isnull=False) | Q(box_id=None)
    return Q(Exists(invited.filter(withdrawn_on=None))) | (
        has_doors & Q(organisation_id__in=actor.organisation_ids)
    )


def survey_with_results_for(actor: Actor, pk: UUID) -> Survey:
    """A survey whose results the actor may read; the same 404 for all others."""
    return get_object_or_404(readable_by(actor).distinct(), pk=pk)


def kept_survey_for(actor: Actor, pk: UUID) -> Survey:
    """A survey that the actor keeps."""
    return get_object_or_404(kept_by(actor), pk=pk)


def outcome_for(actor: Actor, survey_id: UUID, pk: UUID) -> Outcome:
    rows = Outcome.objects.select_related("survey", "survey__keeper")
    return get_object_or_404(rows, pk=pk, survey__in=kept_by(actor).filter(pk=survey_id))


def release_for(actor: Actor, survey: Survey) -> Release | None:
    """The release that this reader reads: the newest that was told to them; keepers the newest.

    None while nothing is published, or nothing was told to them.
    """
    if keeps(actor, survey):
        return released.current_release(KIND, survey.pk)
    told = Telling.objects.filter(survey=survey, circle__in=_circles(actor, survey))
    newest = told.order_by("-told_at").values_list("release_id", flat=True).first()
    return Release.objects.select_related("series").filter(pk=newest).first() if newest else None


def _circles(actor: Actor, survey: Survey) -> list[str]:
    takes_part = survey.programme_id in actor.programme_ids
    return [Circle.ASKED, *([Circle.KEEPERS] if takes_part else [])]


def release_or_404(actor: Actor, survey: Survey) -> Release:
    release = release_for(actor, survey)
    if release is None:
        raise Http404
    return release
