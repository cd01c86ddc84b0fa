"""What promises put on the home page: those that are due, and news of what became of others."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.ground.kernel.clock import LONDON, day_of
from groundswell.ground.kernel.registries import HomeCard, News
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words

from .. import reading
from ..kinds import CLOSED, SOON_DAYS, State
from ..models import Commitment
from .access import visible_to, without_owner

_MOST_CARDS = 20
_MOST_NEWS = 10


def cards_for(actor: Actor, at: dt.datetime) -> list[HomeCard]:
    """The person's promises that are late or due within three days, and those of people who have
    left, for which they may find a new owner."""
    return [*_due(actor, day_of(at)), *_without_owner(actor)]


def _due(actor: Actor, today: dt.date) -> Iterable[HomeCard]:
    until = today + dt.timedelta(days=SOON_DAYS)
    mine = visible_to(actor).filter(owner_id=actor.id, state=State.OPEN, due_on__lte=until)
    for commitment in mine.order_by("due_on", "pk")[:_MOST_CARDS]:
        yield HomeCard(
            glyph="tick",
            title=commitment.title,
            why=_("%(note)s. You promised it to %(to)s.")
            % {"note": reading.due_note(commitment.due_on, today), "to": commitment.to_whom},
            button=_("Say what became of it"),
            url=reverse("commitments:close", args=[commitment.pk]),
            since=_morning_of(commitment.due_on),
            weight=1 if commitment.due_on <= today else 0,
        )


def _without_owner(actor: Actor) -> Iterable[HomeCard]:
    for commitment in without_owner(actor).order_by("due_on", "pk")[:_MOST_CARDS]:
        told = {"owner": commitment.owner.name, "day": words.day(commitment.due_on)}
        yield HomeCard(
            glyph="person",
            title=_("“%(title)s” needs a new owner") % {"title": commitment.title},
            why=_("%(owner)s has left. It is due on %(day)s.") % told,
            button=_("Hand it on"),
            url=reverse("commitments:delegate", args=[commitment.pk]),
            since=commitment.owner.ended_at or commitment.made_at,
        )


def _morning_of(on: dt.date) -> dt.datetime:
    return dt.datetime.combine(on, dt.time(8), tzinfo=LONDON)


def news_for(actor: Actor, since: dt.datetime, until: dt.datetime) -> list[News]:
    """What others said became of promises to this person, of theirs, or in their pieces of work."""
    near = Q(made_to_id=actor.id) | Q(owner_id=actor.id) | Q(programme_id__in=actor.programme_ids)
    closed = (
        visible_to(actor)
        .filter(near, state__in=CLOSED, closed_at__gt=since, closed_at__lte=until)
        .exclude(closed_by_id=actor.id)
        .order_by("-closed_at", "pk")[:_MOST_NEWS]
    )
    return [
        _news(commitment, commitment.closed_at) for commitment in closed if commitment.closed_at
    ]


def _news(commitment: Commitment, at: dt.datetime) -> News:
    told = {"owner": commitment.owner.name, "title": commitment.title}
    return News(
        at=at,
        text=str(_NEWS[State(commitment.state)]) % told,
        url=reverse("commitments:commitment", args=[commitment.pk]),
    )


_NEWS = {
    State.KEPT: gettext_lazy("%(owner)s kept a promise: %(title)s."),
    State.KEPT_LATE: gettext_lazy("%(owner)s kept a promise, late: %(title)s."),
    State.DROPPED: gettext_lazy("A promise of %(owner)s was dropped, with a reason: %(title)s."),
}
