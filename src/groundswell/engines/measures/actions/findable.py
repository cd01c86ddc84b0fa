"""Measures and sets in the search index, for those who may see them."""

from collections.abc import Iterable

from django.urls import reverse

from groundswell.ground.kernel import search

from ..kinds import Audience
from ..models import Measure, MeasureSet


def index_measures(measures: Iterable[Measure]) -> None:
    """Put measures into the index, or take out those that are retired; all in a few queries."""
    known = list(measures)
    search.drop(m.pk for m in known if m.retired_at)
    search.put(
        search.Findable(
            id=measure.pk,
            kind="measure",
            title=measure.definition.title,
            detail=measure.place_name,
            url=reverse("measures:measure", args=[measure.pk]),
            readers=readers_of(measure),
            also=f"{measure.place_name} {measure.organisation.name}",
        )
        for measure in known
        if not measure.retired_at
    )


def readers_of(measure: Measure) -> frozenset[str]:
    owner = {f"person:{measure.data_owner_id}"} if measure.data_owner_id else set()
    team = {f"team:{measure.team_id}"} if measure.team_id else set()
    if measure.programme_id:
        team.add(f"programme:{measure.programme_id}")
    if measure.audience == Audience.PARTNERSHIP:
        return frozenset({search.EVERYONE})
    if measure.audience == Audience.ORGANISATION:
        return frozenset({f"organisation:{measure.organisation_id}"} | owner | team)
    return frozenset(team | owner)


def index_set(measure_set: MeasureSet) -> None:
    place = measure_set.team or measure_set.organisation
    readers = {
        Audience.PARTNERSHIP: search.EVERYONE,
        Audience.ORGANISATION: f"organisation:{measure_set.organisation_id}",
        Audience.TEAM: f"team:{measure_set.team_id}",
    }[Audience(measure_set.audience)]
    search.put([
        search.Findable(
            id=measure_set.pk,
            kind="measure-set",
            title=measure_set.title,
            detail=place.name if place else "",
            url=reverse("measures:set", args=[measure_set.pk]),
            readers=frozenset({readers, f"person:{measure_set.owner_id}"}),
        )
    ])
