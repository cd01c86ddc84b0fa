"""Promises in the search index, for those who may read them."""

from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.kernel import search
from groundswell.ground.web import words

from ..kinds import Audience
from ..models import Commitment


def index_commitment(commitment: Commitment) -> None:
    """Put the promise into the index, closed ones too. No name stands there that may change."""
    search.put([
        search.Findable(
            id=commitment.pk,
            kind="commitment",
            title=commitment.title,
            detail=_("Due on %(day)s") % {"day": words.day(commitment.due_on)},
            url=reverse("commitments:commitment", args=[commitment.pk]),
            readers=readers_of(commitment),
            also=commitment.theme,
        )
    ])


def readers_of(commitment: Commitment) -> frozenset[str]:
    """The rule of `queries.visible_to` as reader keys."""
    readers = {f"person:{commitment.owner_id}"}
    if commitment.made_to_id:
        readers.add(f"person:{commitment.made_to_id}")
    if commitment.programme_id:
        readers.add(f"programme:{commitment.programme_id}")
    else:
        readers.add(f"person:{commitment.made_by_id}")
    if commitment.audience == Audience.ORGANISATION:
        readers.add(f"organisation:{commitment.organisation_id}")
    if commitment.audience == Audience.PARTNERSHIP:
        readers.add(search.EVERYONE)
    return frozenset(readers)
