"""One ask as a row: how long it has waited, in strokes; by when; whose it is to answer."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.decisions import Decision
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words
from groundswell.ground.web.charts import waiting_svg

from .. import policies
from ..kinds import AskState, AskStep, Stage
from ..models import Ask, Challenge
from .shell import clock_for

SHAPES = {
    AskState.GRANTED: "done",
    AskState.WITHIN_LIMITS: "done",
    AskState.DECLINED: "dropped",
    AskState.WITHDRAWN: "dropped",
}


@dataclass(frozen=True, slots=True)
class AskRow:
    """One ask, ready to be shown to this reader."""

    title: str
    below: str  # whose it is, and on which day of theirs
    url: str
    strokes: Markup | None  # None for one that was taken back
    age: str
    state: tuple[str, str]  # shape and words
    who: str
    is_mine: bool
    answer_url: str
    may_answer: Decision


def with_moves(asks: QuerySet[Ask]) -> QuerySet[Ask]:
    """With what happened to them, as a row needs it: who may answer, the moves say."""
    return asks.prefetch_related("moves")


def rows_of(actor: Actor, asks: Iterable[Ask], *, at: dt.datetime) -> tuple[AskRow, ...]:
    """Rows of asks that came `with_moves`; no query."""
    return tuple(_row(actor, ask, at) for ask in asks)


def answerers(ask: Ask) -> set[UUID]:
    """Who may answer besides the one who is asked now: those from whom it went higher."""
    return {m.old_to_id for m in ask.moves.all() if m.step == AskStep.ESCALATED}


def _row(actor: Actor, ask: Ask, at: dt.datetime) -> AskRow:
    today = day_of(at)
    return AskRow(
        title=ask.title,
        below=challenge_words(ask.challenge, at=at),
        url=reverse("challenges:ask", args=[ask.pk]),
        strokes=strokes_of(ask, today),
        age=age_words(ask, today),
        state=standing_of(ask, today),
        who=ask.to.name if ask.answered_by is None else ask.answered_by.name,
        is_mine=actor.id in {ask.to_id, *answerers(ask)},
        answer_url=reverse("challenges:answer_ask", args=[ask.pk]),
        may_answer=policies.answer_ask(actor, ask, answerers(ask)),
    )


def challenge_words(challenge: Challenge, *, at: dt.datetime) -> str:
    """A challenge in a line: its name, and its day while the hundred days run."""
    clock = clock_for(challenge, at=at)
    if challenge.stage != Stage.LIVE or clock is None or not clock.is_running:
        return challenge.title
    return _("%(title)s, day %(n)s") % {"title": challenge.title, "n": clock.day}


def days_waited(ask: Ask, today: dt.date) -> int:
    return ((ask.answered_on or today) - ask.asked_on).days


def strokes_of(ask: Ask, today: dt.date) -> Markup | None:
    """A stroke a day, the dashed line where the answer was due."""
    if ask.state == AskState.WITHDRAWN:
        return None
    return waiting_svg(days_waited(ask, today), (ask.due_on - ask.asked_on).days)


def age_words(ask: Ask, today: dt.date) -> str:
    """How long it has waited, or when it was answered and after how long."""
    days = days_waited(ask, today)
    counted = words.count(days, "day", "days")
    if ask.state == AskState.WITHDRAWN:
        return ""
    if ask.answered_on is None:
        return _("%(n)s old") % {"n": counted} if days else _("Asked today")
    told = {"day": words.day(ask.answered_on), "n": counted}
    if days:
        return _("Answered on %(day)s, after %(n)s") % told
    return _("Answered on %(day)s, the same day") % told


def standing_of(ask: Ask, today: dt.date) -> tuple[str, str]:
    """The shape of its status and the words: how it was answered, or by when it is due."""
    if ask.state != AskState.WAITING:
        return SHAPES[AskState(ask.state)], str(ask.get_state_display())
    left = (ask.due_on - today).days
    if left < 0:
        return "late", _("%(n)s overdue") % {"n": words.count(-left, "day", "days")}
    if left < 2:
        return "needs", _("Tomorrow") if left else _("Today")
    return "waiting", _("In %(n)s days") % {"n": left}
