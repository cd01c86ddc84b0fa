"""Surveys in the search index, for those who may see them."""

from django.urls import reverse

from groundswell.ground.kernel import search

from ..kinds import State
from ..models import Survey
from ..policies.standing import UNSEEN


def index_survey(survey: Survey) -> None:
    """Bring a survey up to date in the index; one that was given up is found no more."""
    if survey.state == State.DROPPED:
        search.drop([survey.pk])
        return
    search.put([
        search.Findable(
            id=survey.pk,
            kind="survey",
            title=survey.title,
            detail=f"{State(survey.state).label}, {survey.organisation.name}",
            url=reverse("surveys:survey", args=[survey.pk]),
            readers=_readers_of(survey),
        )
    ])


def _readers_of(survey: Survey) -> frozenset[str]:
    """A draft is its keeper’s to find; the other keepers find it in the list."""
    keys = {f"person:{survey.keeper_id}"}
    if survey.state not in UNSEEN:
        place = survey.programme_id
        keys.add(f"programme:{place}" if place else f"organisation:{survey.organisation_id}")
    return frozenset(keys)
