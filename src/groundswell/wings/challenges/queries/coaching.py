"""A coach's own log, which nobody else reads, and who runs the meetings of a team."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.urls import reverse

from groundswell.ground.kernel.decisions import Decision
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words
from groundswell.ground.web.forms import Form
from groundswell.ground.web.paging import Pager, Step, walked

from .. import policies
from ..kinds import HandoverLevel
from ..models import Challenge, CoachEntry
from .shell import Shell, shell_of

ON_PAGE = 30


@dataclass(frozen=True, slots=True)
class LogLine:
    day: str
    lines: tuple[str, ...]
    change_url: str


@dataclass(frozen=True, slots=True)
class LogPage:
    shell: Shell
    form: Form
    entries: tuple[LogLine, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class Level:
    label: str
    is_now: bool


@dataclass(frozen=True, slots=True)
class HandoverPage:
    shell: Shell
    form: Form
    levels: tuple[Level, ...]
    history: tuple[tuple[str, str, str], ...]  # level, who and when, their words
    may_hand_over: Decision


def log_page(
    actor: Actor, challenge: Challenge, form: Form, step: Step, *, at: dt.datetime
) -> LogPage:
    """The actor's own lines about a challenge, the newest first. Whoever asks sees no other's."""
    own = CoachEntry.objects.filter(challenge=challenge, coach=actor.id)
    rows, pager = walked(own, "-on", step, ON_PAGE, label=lambda entry: words.day(entry.on))
    return LogPage(
        shell=shell_of(actor, challenge, tab="coach_log", at=at),
        form=form,
        entries=tuple(
            LogLine(
                words.day(entry.on),
                tuple(entry.words.split("\n")),
                reverse("challenges:change_log", args=[challenge.pk, entry.pk]),
            )
            for entry in rows
        ),
        pager=pager,
    )


def entry_for(actor: Actor, challenge: Challenge, pk: UUID) -> CoachEntry:
    """A line of the actor's own; another's is as little there as one that never was."""
    return get_object_or_404(CoachEntry, challenge=challenge, coach=actor.id, pk=pk)


def handover_page(
    actor: Actor, challenge: Challenge, form: Form, *, at: dt.datetime
) -> HandoverPage:
    rows = list(challenge.handovers.select_related("by").order_by("-at", "-pk"))
    now = rows[0].level if rows else HandoverLevel.COACH_LEADS
    return HandoverPage(
        shell=shell_of(actor, challenge, tab="team", at=at),
        form=form,
        levels=tuple(Level(str(level.label), level == now) for level in HandoverLevel),
        history=tuple(
            (str(row.get_level_display()), f"{row.by.name}, {words.moment(row.at)}", row.words)
            for row in rows
        ),
        may_hand_over=policies.hand_over(actor, challenge),
    )
