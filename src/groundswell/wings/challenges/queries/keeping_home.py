"""What of a challenge's end needs somebody today: a gain to ask about, an answer, a story."""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.kernel.clock import LONDON
from groundswell.ground.kernel.registries import HomeCard
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.kinds import RoleCode
from groundswell.ground.web import words

from ..kinds import Answered, Milestone, Stage, StoryState
from ..models import ChallengeMeasure, Change, HoldCheck, Recommendation, Story


def keeping_cards_for(actor: Actor, at: dt.datetime) -> list[HomeCard]:
    """In three queries, whatever waits."""
    return [*_hold_checks(actor), *_recommendations(actor), *_stories(actor)]


def _in(actor: Actor, *codes: str) -> list[UUID]:
    return [r.programme_id for r in actor.roles if r.programme_id and r.code in codes]


def _hold_checks(actor: Actor) -> Iterable[HomeCard]:
    measure = ChallengeMeasure.objects.filter(
        challenge=OuterRef("challenge"), owner_after=actor.id, removed_at=None
    )
    change = Change.objects.filter(challenge=OuterRef("challenge"), owner=actor.id)
    led = Q(challenge__in=_in(actor, RoleCode.TEAM_LEADER, RoleCode.SPONSOR))
    due = HoldCheck.objects.filter(
        led | Exists(measure) | Exists(change),
        answered_at=None,
        due_on__lte=actor.on,
        challenge__stage__in=[Stage.LIVE, Stage.SUSTAINING, Stage.CLOSED],
    )
    for check in due.select_related("challenge").order_by("due_on", "pk"):
        since = dt.datetime.combine(check.due_on, dt.time(9), tzinfo=LONDON)
        yield HomeCard(
            glyph="challenges",
            title=_("Did the gain of “%(title)s” hold?") % {"title": check.challenge.title},
            why=_("%(when)s, since %(day)s.")
            % {"when": Milestone(check.milestone).label, "day": words.day(check.due_on)},
            button=_("Say what you know"),
            url=reverse("challenges:hold_check", args=[check.pk]),
            since=since,
        )


def _recommendations(actor: Actor) -> Iterable[HomeCard]:
    sponsored = Q(to=None, challenge__in=_in(actor, RoleCode.SPONSOR))
    waiting = Recommendation.objects.filter(
        sponsored | Q(to=actor.id),
        answered=Answered.WAITING,
        challenge__stage__in=[Stage.LIVE, Stage.SUSTAINING],
    )
    for made in waiting.select_related("challenge").order_by("at", "pk"):
        yield HomeCard(
            glyph="challenges",
            title=_("“%(title)s” recommends something to you") % {"title": made.challenge.title},
            why=_("The team waits for your answer."),
            button=_("Answer"),
            url=reverse("challenges:recommendation", args=[made.pk]),
            since=made.at,
        )


def _stories(actor: Actor) -> Iterable[HomeCard]:
    asked = Story.objects.filter(
        state=StoryState.ASKED, challenge__in=_in(actor, RoleCode.SPONSOR)
    ).exclude(written_by=actor.id)
    for story in asked.select_related("challenge").order_by("asked_at", "pk"):
        assert story.asked_at is not None  # it waits, so it was asked for
        yield HomeCard(
            glyph="challenges",
            title=_("Read the story of “%(title)s”") % {"title": story.challenge.title},
            why=_("Nobody outside reads it until you approve it."),
            button=_("Read it"),
            url=reverse("challenges:story", args=[story.challenge_id]),
            since=story.asked_at,
        )
