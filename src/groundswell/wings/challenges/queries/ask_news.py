"""What asks put on the home page: those that wait for this person, and answers that came."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.registries import HomeCard, News
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words

from ..kinds import ANSWERS, AskState, Stage
from ..models import Ask
from .access import asks_visible_to
from .ask_rows import standing_of

MOST_CARDS, MOST_NEWS = 20, 10


def cards_for(actor: Actor, at: dt.datetime) -> list[HomeCard]:
    """The asks that wait for this person's answer, while the challenge goes on."""
    mine = Ask.objects.filter(
        to=actor.id,
        state=AskState.WAITING,
        challenge__stage__in=[Stage.LIVE, Stage.SUSTAINING],
    ).select_related("challenge")
    return [_card(ask, at) for ask in mine.order_by("due_on", "pk")[:MOST_CARDS]]


def _card(ask: Ask, at: dt.datetime) -> HomeCard:
    shape, due = standing_of(ask, day_of(at))
    told = {"ask": ask.title, "due": due, "day": words.day(ask.due_on)}
    why = _("“%(ask)s”, %(due)s.") if shape == "late" else _("“%(ask)s”, due by %(day)s.")
    return HomeCard(
        glyph="challenges",
        title=_("%(title)s waits for your answer") % {"title": ask.challenge.title},
        why=why % told,
        button=_("Answer"),
        url=reverse("challenges:answer_ask", args=[ask.pk]),
        since=ask.asked_at,
        weight=2,  # a team cannot go on until it knows
    )


def news_for(actor: Actor, since: dt.datetime, until: dt.datetime) -> Iterable[News]:
    """Answers to what this person asked, or to what a team asked that they take part in."""
    near = Q(asked_by=actor.id) | Q(challenge__in=actor.programme_ids)
    answered = (
        asks_visible_to(actor)
        .filter(near, state__in=ANSWERS, answered_at__gt=since, answered_at__lte=until)
        .exclude(answered_by=actor.id)
        .order_by("-answered_at", "pk")
    )
    return [_news(ask, ask.answered_at) for ask in answered[:MOST_NEWS] if ask.answered_at]


def _news(ask: Ask, at: dt.datetime) -> News:
    told = {
        "name": ask.answered_by.name if ask.answered_by else "",
        "ask": ask.title,
        "answer": str(ask.get_state_display()).lower(),
    }
    return News(
        at=at,
        text=_("%(name)s answered “%(ask)s”: %(answer)s.") % told,
        url=reverse("challenges:ask", args=[ask.pk]),
    )
