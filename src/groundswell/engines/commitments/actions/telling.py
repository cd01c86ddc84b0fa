"""Who is told what became of a promise. Nobody is told of what they did themselves."""

import datetime as dt
from uuid import UUID

from django.urls import reverse

from groundswell.ground.messages import actions as messages
from groundswell.ground.people.actors import Actor

from ..kinds import Told
from ..models import Commitment


def tell_owner(
    commitment: Commitment,
    subject: str,
    body: str,
    *,
    by: Actor,
    at: dt.datetime,
    key: str | None = None,
) -> None:
    """Tell the owner, unless they did it."""
    _tell(commitment.owner_id, Told.YOURS, commitment, (subject, body), by=by, at=at, key=key)


def tell_former_owner(
    commitment: Commitment, person_id: UUID, subject: str, body: str, *, by: Actor, at: dt.datetime
) -> None:
    """Tell whose it was, where somebody else handed it on."""
    _tell(person_id, Told.YOURS, commitment, (subject, body), by=by, at=at)


def tell_whom_it_was_made_to(
    commitment: Commitment, subject: str, body: str, *, by: Actor, at: dt.datetime
) -> None:
    """Tell the person it was promised to; the owner, who may be the same one, is told apart."""
    if commitment.made_to_id and commitment.made_to_id != commitment.owner_id:
        _tell(commitment.made_to_id, Told.TO_YOU, commitment, (subject, body), by=by, at=at)


def page_of(commitment: Commitment) -> str:
    return reverse("commitments:commitment", args=[commitment.pk])


def _tell(
    person_id: UUID,
    kind: Told,
    commitment: Commitment,
    said: tuple[str, str],
    *,
    by: Actor,
    at: dt.datetime,
    key: str | None = None,
) -> None:
    if person_id == by.id:
        return
    subject, body = said
    messages.tell(
        person_ids=[person_id],
        kind=kind,
        subject=subject,
        body=body,
        url=page_of(commitment),
        key=key,
        at=at,
    )
