"""Reminders: three days before, on the day, then weekly until it is closed. Each is told once."""

import datetime as dt

from django.utils.translation import gettext as _

from groundswell.ground.kernel.clock import day_of
from groundswell.ground.messages import actions as messages
from groundswell.ground.web import words

from .. import reading
from ..kinds import SOON_DAYS, State, Told
from ..models import Commitment
from .telling import page_of


def remind_owners(*, at: dt.datetime) -> int:
    """Remind whoever has a promise that is due soon or late; returns how many reminders went out.

    However often it runs, each reminder goes out once; after days on which it did not run, only the
    newest does. Who has left is not reminded.
    """
    today = day_of(at)
    near = Commitment.objects.filter(
        state=State.OPEN,
        due_on__lte=today + dt.timedelta(days=SOON_DAYS),
        owner__is_active=True,
    ).select_related("owner", "made_to")
    return sum(_remind(commitment, today, at) for commitment in list(near.order_by("due_on", "pk")))


def _remind(commitment: Commitment, today: dt.date, at: dt.datetime) -> int:
    told = {
        "note": reading.due_note(commitment.due_on, today),
        "title": commitment.title,
        "to": commitment.to_whom,
        "day": words.day(commitment.due_on),
    }
    return messages.tell(
        person_ids=[commitment.owner_id],
        kind=Told.REMINDER,
        subject=_("%(note)s: %(title)s") % told,
        body=_(
            "You promised this to %(to)s for %(day)s. Say what became of it, or move the day and"
            " say why."
        )
        % told,
        url=page_of(commitment),
        key=f"commitment:{commitment.pk}:{commitment.due_on}:{_step(commitment, today)}",
        at=at,
    )


def _step(commitment: Commitment, today: dt.date) -> str:
    """Which reminder is due: the one before the day, or the one of the nth week from it on."""
    days = (today - commitment.due_on).days
    return "before" if days < 0 else f"week{days // 7}"
