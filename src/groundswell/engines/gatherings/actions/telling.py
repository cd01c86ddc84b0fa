"""What people are told about a gathering: each of them once for each thing that happened."""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from groundswell.ground.messages import actions as messages
from groundswell.ground.people.tokens import hash_of
from groundswell.ground.web import words

from ..kinds import Reply
from ..models import Gathering, Registration


def tell_people(
    gathering: Gathering,
    kind: str,
    subject: str,
    body: str,
    *,
    key: str,
    person_ids: Iterable[UUID],
    at: dt.datetime,
    page: str = "gathering",
) -> None:
    """A message with a link to one of the pages of the gathering."""
    messages.tell(
        person_ids=person_ids,
        kind=kind,
        subject=subject,
        body=body,
        url=reverse(f"gatherings:{page}", args=[gathering.pk]),
        key=f"gathering:{gathering.pk}:{key}",
        at=at,
    )


def invited_to(gathering: Gathering, *, but: UUID) -> list[UUID]:
    """Who hears of it: everybody invited, but for whoever does it."""
    rows = gathering.invitations.exclude(person_id=but)
    return list(rows.order_by("person_id").values_list("person_id", flat=True))


def expected_at(gathering: Gathering) -> list[UUID]:
    """Everybody invited who has not said that they can't come."""
    rows = gathering.invitations.exclude(reply=Reply.CANNOT)
    return list(rows.order_by("person_id").values_list("person_id", flat=True))


def where(gathering: Gathering) -> str:
    """Place and link, as a message says them; nothing where there is neither."""
    return "\n".join(filter(None, [gathering.place, gathering.link]))


def when(gathering: Gathering) -> str:
    return words.moment(gathering.starts_at)


def write_to(
    registration: Registration, subject: str, body: str, *, key: str, at: dt.datetime
) -> None:
    """A mail to somebody who registered, with the link by which they cancel.

    Nothing that they typed stands in it: nobody can have words of their own mailed to others.
    """
    cancel = reverse("gatherings:cancel_registration", args=[token_of(registration)])
    farewell = _("If you cannot come, give your place back here: %(url)s") % {
        "url": f"{settings.PUBLIC_URL}{cancel}"
    }
    messages.post_letter(
        address=registration.email,
        subject=subject,
        body=f"{body}\n\n{farewell}",
        key=f"registration:{registration.pk}:{key}",
        at=at,
    )


def token_of(registration: Registration) -> str:
    """The secret of a registration's link: the same in every mail, and kept nowhere."""
    return salted_hmac(
        "gatherings.registration", registration.pk.hex, algorithm="sha256"
    ).hexdigest()


def token_hash_of(registration: Registration) -> str:
    return hash_of(token_of(registration))


def registered_for(gathering: Gathering) -> list[Registration]:
    return list(gathering.registrations.filter(cancelled_at=None))
