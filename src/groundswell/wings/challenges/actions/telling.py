"""What people are told of a challenge: each of them once for each thing that happened."""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse

from groundswell.ground.messages import actions as messages
from groundswell.ground.people import queries as people
from groundswell.ground.people.kinds import RoleCode

from ..kinds import Told
from ..models import Ask, Challenge

TAKING_PART = (RoleCode.SPONSOR, RoleCode.COACH, RoleCode.TEAM_LEADER, RoleCode.TEAM_MEMBER)


def people_in(challenge: Challenge, *codes: str) -> list[UUID]:
    """Whoever holds one of the roles in the challenge now; any role where none is named."""
    several = (people.holders_of(challenge.pk, code) for code in codes or TAKING_PART)
    return list(dict.fromkeys(person.pk for found in several for person in found))


def tell(
    challenge: Challenge,
    kind: Told,
    subject: str,
    body: str,
    *,
    key: str,
    person_ids: Iterable[UUID],
    at: dt.datetime,
    page: str = "challenge",
) -> None:
    """A message that leads to one of the pages of the challenge."""
    messages.tell(
        person_ids=person_ids,
        kind=kind,
        subject=subject,
        body=body,
        url=reverse(f"challenges:{page}", args=[challenge.pk]),
        key=f"challenge:{challenge.pk}:{key}",
        at=at,
    )


def tell_of_ask(
    ask: Ask,
    kind: Told,
    subject: str,
    body: str,
    *,
    key: str,
    person_ids: Iterable[UUID],
    at: dt.datetime,
) -> int:
    """A message that leads to the ask itself: who is asked need not take part in the challenge."""
    return messages.tell(
        person_ids=person_ids,
        kind=kind,
        subject=subject,
        body=body,
        url=reverse("challenges:ask", args=[ask.pk]),
        key=f"ask:{ask.pk}:{key}",
        at=at,
    )
