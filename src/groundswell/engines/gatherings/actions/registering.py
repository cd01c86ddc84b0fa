"""People without an account who register for a public gathering, and give their place back.

Nobody has signed in here: the link in the mail is what proves who cancels. The answer to the page
is the same whether an address was known or not; only the mail says what became of it.
"""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.ground.kernel import audit
from groundswell.ground.kernel.doers import SYSTEM
from groundswell.ground.kernel.errors import Unusable

from ..kinds import State
from ..models import Gathering, Registration
from .checks import usable_address, usable_name
from .locking import locked
from .telling import token_hash_of, when, where, write_to

KEPT_FOR = dt.timedelta(days=90)  # after the gathering


@transaction.atomic
def register(*, gathering: Gathering, name: str, email: str, at: dt.datetime) -> Registration:
    """Give a place, or one on the waiting list where there is none left; a mail says which.

    Whoever registers again keeps what they have, and is written to again.

    Raises
    ------
    Unusable
        Where name or address cannot be used, or registration is over.
    """
    gathering = locked(gathering)
    name, address = usable_name(name), usable_address(email)
    if not is_open(gathering, at=at):
        raise Unusable(_("Registration is closed."))
    known = gathering.registrations.filter(email=address, cancelled_at=None).first()
    registration = known or _registered(gathering, name, address, at)
    _confirm(registration, at)
    return registration


def is_open(gathering: Gathering, *, at: dt.datetime) -> bool:
    """Whether somebody may register now."""
    return (
        gathering.is_public
        and gathering.registration_open
        and gathering.state == State.PLANNED
        and at < gathering.starts_at
    )


@transaction.atomic
def cancel_registration(*, registration: Registration, at: dt.datetime) -> Registration:
    """Give the place back; who waits longest gets it. To do it twice is to have done it once."""
    gathering = locked(registration.gathering)
    registration = Registration.objects.select_related("gathering").get(pk=registration.pk)
    if registration.cancelled_at:
        return registration
    registration.cancelled_at = at
    registration.save(update_fields=["cancelled_at"])
    _record("gathering.registration_cancelled", gathering, at)
    fill_places(gathering, at=at)
    return registration


def fill_places(gathering: Gathering, *, at: dt.datetime) -> None:
    """Give free places to those who wait, the longest waiting first, and write to them."""
    if gathering.state != State.PLANNED or at >= gathering.starts_at:
        return
    waiting = gathering.registrations.filter(cancelled_at=None, is_waiting=True)
    free = _n_free(gathering)
    for registration in waiting if free is None else waiting[:free]:
        registration.is_waiting = False
        registration.save(update_fields=["is_waiting"])
        registration.gathering = gathering
        _confirm(registration, at)


@transaction.atomic
def forget_registrations(*, at: dt.datetime) -> None:
    """Erase who registered for what is long over."""
    Registration.objects.filter(gathering__ends_at__lt=at - KEPT_FOR).delete()


def _registered(gathering: Gathering, name: str, address: str, at: dt.datetime) -> Registration:
    free = _n_free(gathering)
    registration = Registration(
        gathering=gathering,
        name=name,
        email=address,
        is_waiting=free is not None and free < 1,
        registered_at=at,
    )
    registration.token_hash = token_hash_of(registration)
    registration.save(force_insert=True)
    _record("gathering.registered", gathering, at)
    return registration


def _n_free(gathering: Gathering) -> int | None:
    """Places left; None where there is no limit."""
    if gathering.capacity is None:
        return None
    taken = gathering.registrations.filter(cancelled_at=None, is_waiting=False).count()
    return max(0, gathering.capacity - taken)


def _confirm(registration: Registration, at: dt.datetime) -> None:
    gathering = registration.gathering
    told = {"title": gathering.title, "when": when(gathering)}
    if registration.is_waiting:
        subject = _("You are on the waiting list for “%(title)s”") % told
        said = _("“%(title)s” on %(when)s is full. We write to you when a place is free.") % told
    else:
        subject = _("You have a place at “%(title)s”") % told
        said = _("You have a place at “%(title)s” on %(when)s.") % told
    body = said if registration.is_waiting else "\n\n".join(filter(None, [said, where(gathering)]))
    write_to(registration, subject, body, key=f"confirmed:{at.isoformat()}", at=at)


def _record(event: str, gathering: Gathering, at: dt.datetime) -> None:
    """Without a name: the trail is kept longer than the registration."""
    audit.record(
        event, about=gathering, by=SYSTEM, at=at, organisation_id=gathering.organisation_id
    )
