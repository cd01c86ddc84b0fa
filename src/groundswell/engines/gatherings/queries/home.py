"""What gatherings put on a person's home page: cards and news."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.kernel.clock import LONDON, day_of
from groundswell.ground.kernel.registries import HomeCard, News
from groundswell.ground.people.actors import Actor

from .. import policies
from ..kinds import Reply, State
from ..models import Gathering, Invitation
from . import times
from .access import taken_part_in_by

_MOST_CARDS = 5
_MOST_NEWS = 10
_OPEN_FOR = dt.timedelta(days=14)  # how long somebody is asked to close a meeting


def cards_for(actor: Actor, at: dt.datetime) -> list[HomeCard]:
    """What is on today, what waits for an answer, and what was held and not closed."""
    return [*_today(actor, at), *_unanswered(actor, at), *_to_close(actor, at)]


def _today(actor: Actor, at: dt.datetime) -> Iterable[HomeCard]:
    midnight = dt.datetime.combine(day_of(at) + dt.timedelta(days=1), dt.time(), tzinfo=LONDON)
    soon = taken_part_in_by(actor).filter(
        state=State.PLANNED, ends_at__gt=at, starts_at__lt=midnight
    )
    away = Invitation.objects.filter(person_id=actor.id, reply=Reply.CANNOT)
    for gathering in soon.exclude(pk__in=away.values("gathering")).order_by("starts_at", "pk")[
        :_MOST_CARDS
    ]:
        is_open = at >= gathering.starts_at - policies.BEFORE_START
        yield HomeCard(
            glyph="clock",
            title=_("“%(title)s” today at %(clock)s")
            % {"title": gathering.title, "clock": times.clock(gathering.starts_at)},
            why=gathering.place or _("Organised by %(name)s.") % {"name": gathering.organiser.name},
            button=_("Open"),
            url=_url("running" if is_open else "gathering", gathering),
            since=min(gathering.starts_at, at),
            weight=2,
        )


def _unanswered(actor: Actor, at: dt.datetime) -> Iterable[HomeCard]:
    asked = (
        Invitation.objects
        .filter(
            person_id=actor.id,
            reply=Reply.NONE,
            gathering__state=State.PLANNED,
            gathering__starts_at__gt=at,
        )
        .select_related("gathering", "invited_by")
        .order_by("gathering__starts_at", "pk")[:_MOST_CARDS]
    )
    for invitation in asked:
        gathering = invitation.gathering
        yield HomeCard(
            glyph="clock",
            title=_("Can you come to “%(title)s”?") % {"title": gathering.title},
            why=_("%(name)s invites you for %(when)s.")
            % {"name": invitation.invited_by.name, "when": times.span(gathering)},
            button=_("Answer"),
            url=_url("gathering", gathering),
            since=invitation.invited_at,
        )


def _to_close(actor: Actor, at: dt.datetime) -> Iterable[HomeCard]:
    """Its organiser closes a meeting that is over, so that the minutes go out."""
    over = Gathering.objects.filter(
        organiser_id=actor.id,
        state=State.PLANNED,
        ends_at__lte=at,
        ends_at__gt=at - _OPEN_FOR,
    )
    for gathering in over.order_by("ends_at", "pk")[:_MOST_CARDS]:
        yield HomeCard(
            glyph="clock",
            title=_("Close “%(title)s”") % {"title": gathering.title},
            why=_("It is over. Closing it sends the minutes to everybody invited."),
            button=_("Look and close"),
            url=_url("running", gathering),
            since=gathering.ends_at,
            weight=0,
        )


def news_for(actor: Actor, since: dt.datetime, until: dt.datetime) -> list[News]:
    """Minutes that went out and meetings that were planned, where this person takes part."""
    mine = taken_part_in_by(actor)
    return [*_minutes(actor, mine, since, until), *_planned(actor, mine, since, until)]


def _minutes(
    actor: Actor, mine: QuerySet[Gathering], since: dt.datetime, until: dt.datetime
) -> Iterable[News]:
    held = mine.filter(state=State.HELD, closed_at__gt=since, closed_at__lte=until)
    for gathering in held.exclude(closed_by_id=actor.id).order_by("-closed_at")[:_MOST_NEWS]:
        yield News(
            at=gathering.closed_at or until,
            text=_("The minutes of “%(title)s” are out.") % {"title": gathering.title},
            url=_url("minutes", gathering),
        )


def _planned(
    actor: Actor, mine: QuerySet[Gathering], since: dt.datetime, until: dt.datetime
) -> Iterable[News]:
    new = mine.filter(state=State.PLANNED, made_at__gt=since, made_at__lte=until)
    for gathering in new.exclude(organiser_id=actor.id).order_by("-made_at")[:_MOST_NEWS]:
        yield News(
            at=gathering.made_at,
            text=_("%(name)s planned “%(title)s” for %(when)s.")
            % {
                "name": gathering.organiser.name,
                "title": gathering.title,
                "when": times.span(gathering),
            },
            url=_url("gathering", gathering),
        )


def _url(name: str, gathering: Gathering) -> str:
    return reverse(f"gatherings:{name}", args=[gathering.pk])
