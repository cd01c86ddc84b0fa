"""Whether the gain held: what is asked, by when, and what was answered."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.decisions import Decision
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words

from .. import policies
from ..evidence import figures_of, readable
from ..kinds import DAYS, Held, Milestone, Stage
from ..models import Challenge, ChallengeMeasure, Change, HoldCheck
from ..owners import goal_of, looks_after
from .access import visible_to
from .parts import EvidencePart, evidence_parts, lines_of
from .shell import clock_for

_SHAPES = {Held.HELD: "done", Held.PARTLY: "waiting", Held.LOST: "dropped", Held.UNKNOWN: "gap"}
_ORDER = list(Milestone)


@dataclass(frozen=True, slots=True)
class HoldRow:
    """One check in ready words."""

    title: str  # "Six months on"
    shape: str
    state: str  # the answer, or when it is asked
    said: tuple[str, ...]
    who: str
    figures: tuple[EvidencePart, ...]
    url: str  # to the check, where it can be answered now


@dataclass(frozen=True, slots=True)
class HoldPage:
    pk: UUID
    title: str
    challenge: str
    challenge_url: str  # empty for somebody who may not see the challenge
    row: HoldRow
    known: tuple[tuple[str, str], ...]
    may_answer: Decision


def hold_check_for(actor: Actor, pk: UUID) -> HoldCheck:
    """For those who see the challenge, and for whoever looks after a measure or change of it."""
    measure = ChallengeMeasure.objects.filter(
        challenge=OuterRef("challenge"), owner_after=actor.id, removed_at=None
    )
    change = Change.objects.filter(challenge=OuterRef("challenge"), owner=actor.id)
    seen = Q(challenge__in=visible_to(actor).order_by().values("pk"))
    found = HoldCheck.objects.filter(seen | Exists(measure) | Exists(change))
    check = found.select_related("challenge__organisation", "answered_by").filter(pk=pk).first()
    if check is None:
        raise Http404
    return check


def hold_rows(actor: Actor, challenge: Challenge, *, at: dt.datetime) -> tuple[HoldRow, ...]:
    """Both checks of a challenge, once day 100 is over; none of one that was stopped."""
    clock = clock_for(challenge, at=at)
    is_over = clock is not None and clock.day > DAYS
    if challenge.stage in {Stage.DESIGN, Stage.STOPPED} or not is_over:
        return ()
    is_owner = looks_after(actor.id, challenge)
    checks = sorted(
        challenge.hold_checks.select_related("answered_by"),
        key=lambda check: _ORDER.index(Milestone(check.milestone)),
    )
    for check in checks:
        check.challenge = challenge
    return tuple(_row(actor, check, is_owner=is_owner, at=at) for check in checks)


def _row(actor: Actor, check: HoldCheck, *, is_owner: bool, at: dt.datetime) -> HoldRow:
    may_answer = policies.answer_hold_check(actor, check, is_owner=is_owner, at=at)
    parts = readable(actor, check.figures.get("parts", []))
    return HoldRow(
        title=str(Milestone(check.milestone).label),
        shape=_SHAPES[Held(check.held)] if check.held else "todo",
        state=state_of_check(check, on=day_of(at)),
        said=lines_of(check.words),
        who=_who(check),
        figures=evidence_parts(parts),
        url=reverse("challenges:hold_check", args=[check.pk]) if may_answer else "",
    )


def state_of_check(check: HoldCheck, *, on: dt.date) -> str:
    """The answer; else since when it waits, or when it is asked."""
    if check.held:
        return str(Held(check.held).label)
    told = {"day": words.day(check.due_on)}
    if check.due_on <= on:
        return _("Nobody has answered since %(day)s") % told
    return _("Asked on %(day)s") % told


def _who(check: HoldCheck) -> str:
    if check.answered_by is None or check.answered_at is None:
        return ""
    told = {"who": check.answered_by.name, "day": words.day(day_of(check.answered_at))}
    return _("%(who)s, %(day)s") % told


def hold_page(actor: Actor, check: HoldCheck, *, at: dt.datetime) -> HoldPage:
    challenge = check.challenge
    is_owner = looks_after(actor.id, challenge)
    sees = visible_to(actor).filter(pk=challenge.pk).exists()
    return HoldPage(
        pk=check.pk,
        title=_("Did the gain hold? %(when)s") % {"when": Milestone(check.milestone).label},
        challenge=challenge.title,
        challenge_url=reverse("challenges:reviews", args=[challenge.pk]) if sees else "",
        row=_row(actor, check, is_owner=is_owner, at=at),
        known=_known(actor, challenge),
        may_answer=policies.answer_hold_check(actor, check, is_owner=is_owner, at=at),
    )


def _known(actor: Actor, challenge: Challenge) -> tuple[tuple[str, str], ...]:
    """What somebody should have before their eyes who answers: the goal, and the number today."""
    goal = goal_of(challenge)
    if goal is None:
        return ()
    pairs = [(_("Goal"), goal.statement)]
    if goal.reached_at:
        said = _("Reached.") if goal.reached else _("Not reached.")
        pairs.append((_("On day 100"), f"{said} {goal.reached_words}"))
    for part in readable(actor, figures_of(goal.measure)):
        pairs += [(f"{part['heading']}: {name}", value) for name, value in part["pairs"]]
    return tuple(pairs)


def held_of(challenge_ids: Collection[UUID], *, on: dt.date) -> Mapping[UUID, str]:
    """What the newest due check of each challenge says, in one query: for tables of many."""
    found = HoldCheck.objects.filter(challenge__in=challenge_ids, due_on__lte=on)
    checks = sorted(found, key=lambda check: check.due_on)
    return {check.challenge_id: state_of_check(check, on=on) for check in checks}
