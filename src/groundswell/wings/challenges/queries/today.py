"""A challenge as it stands today: its clock, its days, its team, and what can be done with it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.engines.gatherings.models import Gathering
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words

from .. import policies
from ..clock import Clock
from ..kinds import Milestone, Stage, Standing
from ..models import Challenge, Member, Review
from ..policies.standing import takes_part
from .shell import clock_for
from .teams import behind, place_of

_SHOWN = 6  # faces; beyond it a number


@dataclass(frozen=True, slots=True)
class DayLine:
    """A milestone on its day."""

    label: str
    on: str
    shape: str
    state: str
    url: str  # of its meeting, where the reader takes part in it


@dataclass(frozen=True, slots=True)
class TeamPanel:
    faces: tuple[tuple[str, str], ...]  # letters, and the name they stand for
    more: int
    summary: str
    url: str


@dataclass(frozen=True, slots=True)
class Step:
    """What somebody may do with the challenge as a whole."""

    label: str
    url: str
    is_main: bool = False


def days_of(actor: Actor, challenge: Challenge, *, at: dt.datetime) -> tuple[DayLine, ...]:
    """Every day of the clock, past and to come."""
    clock = clock_for(challenge, at=at)
    if clock is None or challenge.stage == Stage.DESIGN:
        return ()
    meetings = _meetings(challenge) if takes_part(actor, challenge) else {}
    return tuple(_day(day.milestone, day.on, clock, meetings) for day in clock.days)


def _meetings(challenge: Challenge) -> dict[str, Gathering]:
    rows = Review.objects.filter(challenge=challenge, gathering__isnull=False)
    return {r.milestone: r.gathering for r in rows.select_related("gathering") if r.gathering}


def _day(
    milestone: Milestone, on: dt.date, clock: Clock, meetings: dict[str, Gathering]
) -> DayLine:
    following = clock.next
    if on < clock.on:
        shape, state = "done", _("Past")
    elif following and following.milestone == milestone:
        gap = (on - clock.on).days
        shape, state = "needs", _in_days(gap)
    else:
        shape, state = "todo", _in_days((on - clock.on).days)
    gathering = meetings.get(milestone)
    return DayLine(
        label=str(milestone.label),
        on=words.day(on),
        shape=shape,
        state=state,
        url=reverse("gatherings:gathering", args=[gathering.pk]) if gathering else "",
    )


def _in_days(n: int) -> str:
    if n == 0:
        return _("Today")
    return ngettext("Tomorrow", "In %(n)s days", n) % {"n": n}


def team_panel(challenge: Challenge) -> TeamPanel:
    """Faces and a sentence: how many, from where, who stands behind them."""
    here = list(
        challenge.members
        .filter(left_on=None)
        .select_related("person", "organisation")
        .order_by("-is_leader", "joined_on", "person__name", "pk")
    )
    return TeamPanel(
        faces=tuple((initials(m.person.name), m.person.name) for m in here[:_SHOWN]),
        more=max(0, len(here) - _SHOWN),
        summary=" ".join(_summary(challenge, here)),
        url=reverse("challenges:team", args=[challenge.pk]),
    )


def initials(name: str) -> str:
    """Two letters for a face.

    >>> initials("Siobhan O'Kelly"), initials("Sade"), initials("")
    ('SO', 'S', '')
    """
    parts = name.split()
    return "".join(part[0] for part in (parts[:1] + parts[-1:] if len(parts) > 1 else parts))


def _summary(challenge: Challenge, here: list[Member]) -> Iterable[str]:
    if not here:
        yield _("Nobody is in the team yet.")
    else:
        places = len({place_of(m) for m in here if m.organisation_id})
        told = {
            "people": words.count(len(here), _("person"), _("people")),
            "places": words.count(places, _("organisation"), _("organisations")),
        }
        yield _("%(people)s from %(places)s.") % told
    lived = sum(m.standing == Standing.LIVED_EXPERIENCE for m in here)
    if lived:
        yield ngettext(
            "%(n)s of them has lived experience.", "%(n)s of them have lived experience.", lived
        ) % {"n": lived}
    for one in behind(challenge):
        yield _("%(role)s: %(name)s.") % {"role": one.role, "name": one.name}


def steps_of(actor: Actor, challenge: Challenge, *, at: dt.datetime) -> tuple[Step, ...]:
    """What this reader may do with the challenge as a whole; nothing else is shown."""
    on, url = day_of(at), partial(reverse, args=[challenge.pk])
    offered = (
        (policies.plans_launch(actor, challenge), _("Get ready to launch"), "launch"),
        (policies.shift_day_zero(actor, challenge, on), _("Move day 0"), "shift"),
        (policies.close_challenge(actor, challenge, on), _("Close it"), "close"),
        (policies.stop_challenge(actor, challenge), _("Stop it"), "stop"),
    )
    return tuple(
        Step(label, url(f"challenges:{name}"), is_main=name == "launch")
        for may, label, name in offered
        if may
    )


def history_of(challenge: Challenge) -> tuple[str, ...]:
    """How day zero moved, and how it ended; in the order it happened."""
    lines = [
        _("Day 0 moved from %(old)s to %(new)s: %(reason)s")
        % {
            "old": words.day(shift.old_day),
            "new": words.day(shift.new_day),
            "reason": shift.reason,
        }
        for shift in challenge.shifts.order_by("at", "pk")
    ]
    if challenge.ended_at:
        told = {"day": words.day(day_of(challenge.ended_at)), "words": challenge.ended_words}
        lines.append(
            _("Stopped on %(day)s: %(words)s") % told
            if challenge.stage == Stage.STOPPED
            else _("Closed on %(day)s: %(words)s") % told
        )
    return tuple(lines)
