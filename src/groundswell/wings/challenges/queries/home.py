"""What challenges put on a person's home page: what waits for them, their own, and what is new."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from groundswell.ground.kernel.registries import HomeCard, HomePanel, News
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.kinds import RoleCode
from groundswell.ground.web import words
from groundswell.ground.web.charts import strip_svg

from ..kinds import Leave, Stage
from ..models import Challenge, Member, NoteVersion, Shift, SignOff
from .access import visible_to
from .shell import clock_for, state_words

_MOST = 6
_GOING = (Stage.DESIGN, Stage.LIVE, Stage.SUSTAINING)


@dataclass(frozen=True, slots=True)
class OwnRow:
    title: str
    url: str
    state: str
    strip: Markup | None
    next_day: str


@dataclass(frozen=True, slots=True)
class OwnPanel:
    rows: tuple[OwnRow, ...]
    url: str


def cards_for(actor: Actor, at: dt.datetime) -> list[HomeCard]:
    """Notes to sign, for sponsors; people without their manager's yes, for who leads a team."""
    return [*_notes_to_sign(actor), *_releases(actor)]


def _notes_to_sign(actor: Actor) -> Iterable[HomeCard]:
    sponsored = _in_roles(actor, RoleCode.SPONSOR)
    if not sponsored:
        return
    newest = NoteVersion.objects.filter(challenge=OuterRef("challenge")).order_by("-number")
    signed = SignOff.objects.filter(note=OuterRef("pk"), person_id=actor.id)
    waiting = (
        NoteVersion.objects
        .filter(challenge__in=sponsored, challenge__stage=Stage.DESIGN)
        .filter(pk=Subquery(newest.values("pk")[:1]))
        .exclude(Exists(signed))
        .select_related("challenge", "made_by")
        .order_by("made_at", "pk")
    )
    for note in waiting[:_MOST]:
        yield HomeCard(
            glyph="challenges",
            title=_("Read and sign the note of “%(title)s”") % {"title": note.challenge.title},
            why=_("%(name)s wrote it. The team can rely on what you sign.")
            % {"name": note.made_by.name},
            button=_("Read it"),
            url=reverse("challenges:note", args=[note.challenge_id]),
            since=note.made_at,
        )


def _releases(actor: Actor) -> Iterable[HomeCard]:
    led = _in_roles(actor, RoleCode.TEAM_LEADER, RoleCode.COACH)
    if not led:
        return
    held_up = (
        Member.objects
        .filter(challenge__in=led, challenge__stage__in=_GOING, left_on=None)
        .filter(leave__in=[Leave.TO_ASK, Leave.DECLINED])
        .select_related("person", "challenge")
        .order_by("added_at", "pk")
    )
    for member in held_up[:_MOST]:
        told = {"name": member.person.name, "title": member.challenge.title}
        was_declined = member.leave == Leave.DECLINED
        yield HomeCard(
            glyph="person",
            title=_("%(name)s is not released yet") % told,
            why=_("The manager said no for now. Look for another way, in “%(title)s”.") % told
            if was_declined
            else _("Nobody has asked the manager yet, in “%(title)s”.") % told,
            button=_("See the team"),
            url=reverse("challenges:team", args=[member.challenge_id]),
            since=member.added_at,
            weight=0,
        )


def _in_roles(actor: Actor, *codes: str) -> list[UUID]:
    return [r.programme_id for r in actor.roles if r.programme_id and r.code in codes]


def panel_for(actor: Actor, at: dt.datetime) -> HomePanel:
    """ "Your challenges" with their clocks."""
    found = (
        _own(actor).order_by(F("day_zero").desc(nulls_last=True), "title", "pk")[:_MOST]
        if actor.programme_ids
        else []
    )
    rows = tuple(_row(challenge, at) for challenge in found)
    content = OwnPanel(rows, reverse("challenges:index")) if rows else None
    return HomePanel(order=10, template="challenges/_home_panel.html", content=content)


def _own(actor: Actor) -> QuerySet[Challenge]:
    return visible_to(actor).filter(pk__in=actor.programme_ids, stage__in=_GOING)


def _row(challenge: Challenge, at: dt.datetime) -> OwnRow:
    clock = clock_for(challenge, at=at) if challenge.launched_at else None
    following = clock.next if clock else None
    return OwnRow(
        title=challenge.title,
        url=reverse("challenges:challenge", args=[challenge.pk]),
        state=state_words(challenge, at=at),
        strip=strip_svg(clock.day) if clock else None,
        next_day=f"{following.milestone.label}, {words.day(following.on)}" if following else "",
    )


def news_for(actor: Actor, since: dt.datetime, until: dt.datetime) -> list[News]:
    """What others did with challenges that this person takes part in or looks on."""
    mine = visible_to(actor).order_by().values("pk")
    return [*_begun_and_ended(actor, since, until), *_shifted(actor, mine, since, until)]


def _begun_and_ended(actor: Actor, since: dt.datetime, until: dt.datetime) -> Iterable[News]:
    begun = Q(launched_at__gt=since, launched_at__lte=until) & ~Q(launched_by_id=actor.id)
    ended = Q(ended_at__gt=since, ended_at__lte=until) & ~Q(ended_by_id=actor.id)
    for challenge in visible_to(actor).filter(begun | ended).order_by("-made_at", "pk")[:_MOST]:
        told = {"title": challenge.title}
        url = reverse("challenges:challenge", args=[challenge.pk])
        if challenge.launched_at and since < challenge.launched_at <= until:
            yield News(challenge.launched_at, _("“%(title)s” was launched.") % told, url)
        if challenge.ended_at and since < challenge.ended_at <= until:
            said = (
                _("“%(title)s” was stopped, with a reason.")
                if challenge.stage == Stage.STOPPED
                else _("“%(title)s” was closed.")
            )
            yield News(challenge.ended_at, said % told, url)


def _shifted(
    actor: Actor, mine: QuerySet[Challenge, Any], since: dt.datetime, until: dt.datetime
) -> Iterable[News]:
    moved = Shift.objects.filter(challenge__in=mine, at__gt=since, at__lte=until)
    rows = moved.exclude(by_id=actor.id).select_related("challenge").order_by("-at", "pk")
    for shift in rows[:_MOST]:
        told = {"title": shift.challenge.title, "day": words.day(shift.new_day)}
        yield News(
            at=shift.at,
            text=_("Day 0 of “%(title)s” moved to %(day)s.") % told,
            url=reverse("challenges:challenge", args=[shift.challenge_id]),
        )
