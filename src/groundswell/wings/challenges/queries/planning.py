"""The plan of a challenge, theme by theme, and what comes next on it."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from groundswell.engines.commitments import queries as commitments
from groundswell.engines.commitments.models import Commitment
from groundswell.engines.commitments.queries import Row
from groundswell.engines.gatherings import queries as gatherings
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.decisions import Decision
from groundswell.ground.kernel.references import Ref
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words

from .. import policies
from ..kinds import EARLY_WIN_DAY, PLAN
from ..models import Challenge
from .shell import Shell, clock_for, shell_of

MOST_NEXT = 5


@dataclass(frozen=True, slots=True)
class Theme:
    title: str
    next_on: str  # the next day on which something is due; empty where nothing is open
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class PlanRows:
    """The plan as a block of a page; the meeting shows it too."""

    themes: tuple[Theme, ...]
    closed: tuple[Row, ...]
    summary: str
    celebrate: str  # what is missing; empty where something is near
    add_url: str
    may_add: Decision


@dataclass(frozen=True, slots=True)
class PlanPage:
    shell: Shell
    plan: PlanRows


@dataclass(frozen=True, slots=True)
class NextLine:
    day: str  # "Thu 18"
    full_day: str
    title: str
    owner: str
    url: str


@dataclass(frozen=True, slots=True)
class PlanPanel:
    lines: tuple[NextLine, ...]
    url: str


def plan_page(actor: Actor, challenge: Challenge, *, at: dt.datetime) -> PlanPage:
    shell = shell_of(actor, challenge, tab="plan", at=at)
    return PlanPage(shell, plan_rows(actor, challenge, at=at))


def _promises(actor: Actor, challenge: Challenge) -> list[Commitment]:
    """What is on the plan, in its order; two queries."""
    found = commitments.visible_to(actor).filter(
        context_kind="challenge", context_id=challenge.pk, occasion=PLAN
    )
    ordered = found.order_by("theme", "position", "due_on", "made_at", "pk")
    return list(commitments.with_moves(ordered))


def plan_rows(actor: Actor, challenge: Challenge, *, at: dt.datetime) -> PlanRows:
    promises = _promises(actor, challenge)
    rows = dict(zip(promises, commitments.rows_of(actor, promises), strict=True))
    return PlanRows(
        themes=tuple(_themes(rows)),
        closed=tuple(row for promise, row in rows.items() if not promise.is_open),
        summary=_summary(promises, day_of(at)),
        celebrate=_celebrate(challenge, promises, at),
        add_url=reverse("challenges:add_to_plan", args=[challenge.pk]),
        may_add=policies.add_to_plan(actor, challenge),
    )


def _themes(rows: dict[Commitment, Row]) -> Iterator[Theme]:
    """Themes by their next day, so that what is near stands first."""
    open_ = [promise for promise in rows if promise.is_open]
    parts = [(theme, list(some)) for theme, some in groupby(open_, key=lambda p: p.theme)]
    for theme, some in sorted(parts, key=lambda part: min(p.due_on for p in part[1])):
        yield Theme(
            title=theme or _("No theme"),
            next_on=words.day(min(p.due_on for p in some)),
            rows=tuple(rows[p] for p in some),
        )


def _summary(promises: Sequence[Commitment], today: dt.date) -> str:
    """ "12 of 20 done, 2 overdue." """
    if not promises:
        return ""
    done = sum(p.state in {"kept", "kept_late"} for p in promises)
    late = sum(p.is_open and p.due_on < today for p in promises)
    told = {"done": done, "n": len(promises), "late": late}
    said = _("%(done)s of %(n)s done.") % told
    return f"{said} {_('%(late)s overdue.') % told}" if late else said


def _celebrate(challenge: Challenge, promises: Sequence[Commitment], at: dt.datetime) -> str:
    clock = clock_for(challenge, at=at)
    if clock is None or not 0 <= clock.day <= EARLY_WIN_DAY:
        return ""
    day = clock.day_zero + dt.timedelta(days=EARLY_WIN_DAY)
    if any(p.due_on <= day and p.state != "dropped" for p in promises):
        return ""
    return _(
        "Nothing on the plan is due by day %(n)s, %(day)s. Plan something that can be done by then"
        " and is worth celebrating: it shows everybody that this is possible."
    ) % {"n": EARLY_WIN_DAY, "day": words.day(day)}


def plan_panel(actor: Actor, challenge: Challenge, *, at: dt.datetime) -> PlanPanel:
    """What comes next: promises of the plan and meetings, by day; three queries."""
    today = day_of(at)
    due = [(p.due_on, p.title, p.owner.name, _promise_url(p)) for p in _promises(actor, challenge)
           if p.is_open]  # fmt: skip
    found = gatherings.of_context(actor, Ref("challenge", challenge.pk))
    meetings = [
        (day_of(g.starts_at), g.title, "", reverse("gatherings:gathering", args=[g.pk]))
        for g in found
        if g.state == "planned" and g.ends_at >= at
    ]
    lines = sorted([*due, *meetings], key=lambda line: line[:2])[:MOST_NEXT]
    return PlanPanel(
        lines=tuple(
            NextLine(_short(on, today), words.day(on), title, owner, url)
            for on, title, owner, url in lines
        ),
        url=reverse("challenges:plan", args=[challenge.pk]),
    )


def _promise_url(promise: Commitment) -> str:
    return reverse("commitments:commitment", args=[promise.pk])


def _short(on: dt.date, today: dt.date) -> str:
    """ "Thu 18" within the next weeks, "18 Jun" otherwise."""
    return date_format(on, "D j") if 0 <= (on - today).days < 28 else words.day_short(on)


def theme_names(actor: Actor, challenge: Challenge) -> list[str]:
    """The themes that there are, for whoever adds to one."""
    return sorted({p.theme for p in _promises(actor, challenge) if p.theme})
