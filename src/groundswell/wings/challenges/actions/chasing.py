"""The system reminds leaders of what waits for them: the day before, on the day, then weekly."""

import datetime as dt

from django.utils.translation import gettext as _

from groundswell.ground.kernel.clock import day_of
from groundswell.ground.web import words

from ..kinds import AskState, Stage, Told
from ..models import Ask
from .telling import tell_of_ask


def chase_asks(*, at: dt.datetime) -> int:
    """Remind of every ask that is due by tomorrow; returns how many were reminded now.

    However often it runs, each reminder goes out once. Who has left, and challenges that have
    ended, are left alone.
    """
    today = day_of(at)
    due = Ask.objects.filter(
        state=AskState.WAITING,
        due_on__lte=today + dt.timedelta(days=1),
        to__is_active=True,
        challenge__stage__in=[Stage.LIVE, Stage.SUSTAINING],
    ).select_related("challenge", "to")
    return sum(_chase(ask, today, at) for ask in list(due.order_by("due_on", "pk")))


def _chase(ask: Ask, today: dt.date, at: dt.datetime) -> int:
    late = (today - ask.due_on).days
    told = {"ask": ask.title, "day": words.day(ask.due_on)}
    subject = _("Answer due tomorrow: %(ask)s") if late < 0 else _("Answer due today: %(ask)s")
    if late > 0:
        subject = _("%(n)s overdue: %(ask)s")
        told["n"] = words.count(late, "day", "days")
    return tell_of_ask(
        ask,
        Told.ASK,
        subject % told,
        _(
            "A team waits for your answer, due by %(day)s. A “no” in two days helps more than a"
            " “yes” in three weeks."
        )
        % told,
        key=f"due:{ask.due_on}:{'before' if late < 0 else late // 7}:{ask.to_id}",
        person_ids=[ask.to_id],
        at=at,
    )
