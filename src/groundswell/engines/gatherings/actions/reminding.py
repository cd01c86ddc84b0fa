"""The day before: everybody who may come is reminded, once."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.ground.kernel.clock import LONDON, day_of

from ..kinds import State
from ..models import Gathering
from .telling import expected_at, registered_for, tell_people, when, where, write_to


def remind(*, at: dt.datetime) -> None:
    """Remind of what is on tomorrow, by a clock in London. May run as often as one likes."""
    tomorrow = day_of(at) + dt.timedelta(days=1)
    first = dt.datetime.combine(tomorrow, dt.time(), tzinfo=LONDON)
    last = dt.datetime.combine(tomorrow + dt.timedelta(days=1), dt.time(), tzinfo=LONDON)
    soon = Gathering.objects.filter(state=State.PLANNED, starts_at__gte=first, starts_at__lt=last)
    for gathering in soon.order_by("starts_at", "pk"):
        _remind_of(gathering, at)


@transaction.atomic
def _remind_of(gathering: Gathering, at: dt.datetime) -> None:
    told = {"title": gathering.title, "when": when(gathering)}
    subject = _("Tomorrow: “%(title)s”") % told
    body = _("“%(title)s” is tomorrow, on %(when)s.") % told
    body = "\n\n".join(filter(None, [body, where(gathering)]))
    key = f"tomorrow:{day_of(gathering.starts_at)}"
    tell_people(
        gathering,
        "gatherings.reminder",
        subject,
        body,
        key=key,
        person_ids=expected_at(gathering),
        at=at,
    )
    for registration in registered_for(gathering):
        if not registration.is_waiting:
            write_to(registration, subject, body, key=key, at=at)
