"""Gatherings in the search index, for those who may see them."""

from django.urls import reverse

from groundswell.ground.kernel import search
from groundswell.ground.web import words

from ..kinds import Audience, State, label_of
from ..models import Gathering


def index_gathering(gathering: Gathering) -> None:
    """Bring a gathering up to date in the index; one that was cancelled is found no more."""
    if gathering.state == State.CANCELLED:
        search.drop([gathering.pk])
        return
    search.put([
        search.Findable(
            id=gathering.pk,
            kind="gathering",
            title=gathering.title,
            detail=f"{label_of(gathering.kind)}, {words.moment(gathering.starts_at)}",
            url=reverse("gatherings:gathering", args=[gathering.pk]),
            readers=_readers_of(gathering),
            also=gathering.place,
        )
    ])


def _readers_of(gathering: Gathering) -> frozenset[str]:
    if gathering.audience == Audience.PARTNERSHIP:
        return frozenset({search.EVERYONE})
    keys = {f"person:{i}" for i in gathering.invitations.values_list("person_id", flat=True)}
    keys.add(f"person:{gathering.organiser_id}")
    if gathering.programme_id:
        keys.add(f"programme:{gathering.programme_id}")
    if gathering.audience == Audience.ORGANISATION:
        keys.add(f"organisation:{gathering.organisation_id}")
    return frozenset(keys)
