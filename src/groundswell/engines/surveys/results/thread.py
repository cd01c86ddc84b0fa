"""Results on the golden thread: a release is evidence, "you said" a finding with its answer."""

from collections.abc import Collection
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.references import Ref
from groundswell.ground.kernel.registries import Column, ThreadItem, ThreadKind
from groundswell.ground.people.actors import Actor
from groundswell.ground.releases.models import Release
from groundswell.ground.web import words

from ..kinds import OUTCOME_KIND, RESULT_KIND, Deed
from ..models import Outcome, Survey, Telling
from ..queries.results import access
from .source import KIND


def results(actor: Actor, ids: Collection[UUID]) -> dict[UUID, ThreadItem]:
    """Those of the releases that the actor may read, in three queries."""
    found = Release.objects.filter(pk__in=ids, series__kind=KIND).select_related("series")
    releases = {release.pk: release for release in found}
    subjects = {release.series.subject_id for release in releases.values()}
    readable = {s.pk: s for s in access.readable_by(actor).filter(pk__in=subjects).distinct()}
    kept = set(access.kept_by(actor).filter(pk__in=subjects).values_list("pk", flat=True))
    told = set(Telling.objects.filter(release_id__in=ids).values_list("release_id", flat=True))
    return {
        pk: _result(release, readable[release.series.subject_id])
        for pk, release in releases.items()
        if release.series.subject_id in readable
        and (pk in told or release.series.subject_id in kept)
    }


def _result(release: Release, survey: Survey) -> ThreadItem:
    on = day_of(release.made_at)
    told = {"number": release.number, "day": words.day(on)}
    return ThreadItem(
        ref=Ref(RESULT_KIND, release.pk),
        title=_("%(survey)s: what people said") % {"survey": survey.title},
        detail=_("Version %(number)s, frozen on %(day)s") % told,
        url=reverse("surveys:results", args=[survey.pk]),
        on=on,
        owner=survey.keeper.name,
    )


def outcomes(actor: Actor, ids: Collection[UUID]) -> dict[UUID, ThreadItem]:
    """Those of the outcomes whose survey's results the actor may read, in one query."""
    rows = Outcome.objects.filter(pk__in=ids, survey__in=access.readable_by(actor).values("pk"))
    return {o.pk: _outcome(o) for o in rows.select_related("survey", "survey__keeper")}


def _outcome(outcome: Outcome) -> ThreadItem:
    return ThreadItem(
        ref=Ref(OUTCOME_KIND, outcome.pk),
        title=outcome.said,
        detail=outcome.why or outcome.did,
        url=reverse("surveys:results", args=[outcome.survey_id]) + "#outcomes",
        on=day_of(outcome.made_at),
        state=str(Deed(outcome.deed).label),
        owner=outcome.survey.keeper.name,
    )


RESULT = ThreadKind(
    label=gettext_lazy("Survey results"), column=Column.EVIDENCE, glyph="voices", resolve=results
)
OUTCOME = ThreadKind(
    label=gettext_lazy("You said, we did"), column=Column.FINDING, glyph="voices", resolve=outcomes
)
