"""The team's meetings, and one of them while it runs, with what its agenda speaks of beside it."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.engines.gatherings import queries as gatherings
from groundswell.engines.gatherings.models import Gathering
from groundswell.engines.gatherings.queries import RunningPage
from groundswell.engines.gatherings.queries.looking import GatheringRow
from groundswell.ground.kernel.decisions import Decision
from groundswell.ground.kernel.references import Ref
from groundswell.ground.people.actors import Actor

from .. import policies
from ..kinds import MEETING, Talk
from ..models import Challenge
from .agreement import AgreementPart, agreement_part
from .asks import AsksPanel, asks_panel
from .goals import GoalPanel, goal_panel
from .planning import PlanRows, plan_rows
from .shell import Shell, shell_of


@dataclass(frozen=True, slots=True)
class Meeting:
    row: GatheringRow
    run_url: str


@dataclass(frozen=True, slots=True)
class MeetingsPage:
    shell: Shell
    coming: tuple[Meeting, ...]
    held: tuple[Meeting, ...]
    others: tuple[GatheringRow, ...]  # the days of the clock
    agreement: AgreementPart
    may_plan: Decision


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """One meeting while it runs. `blocks` says what stands beside the notes of which item."""

    shell: Shell
    running: RunningPage
    blocks: dict[UUID, str]  # item: code of kinds.Talk
    goal: GoalPanel
    asks: AsksPanel
    plan: PlanRows
    plan_url: str
    agreement: AgreementPart


def meetings_page(actor: Actor, challenge: Challenge, *, at: dt.datetime) -> MeetingsPage:
    found = gatherings.of_context(actor, Ref("challenge", challenge.pk))
    ours = [g for g in found if g.kind == MEETING]
    coming = [g for g in ours if _is_coming(g, at)]
    held = [g for g in reversed(ours) if not _is_coming(g, at)]
    return MeetingsPage(
        shell=shell_of(actor, challenge, tab="meetings", at=at),
        coming=_meetings(challenge, coming),
        held=_meetings(challenge, held),
        others=gatherings.rows_of(g for g in found if g.kind != MEETING),
        agreement=agreement_part(actor, challenge),
        may_plan=policies.plan_meetings(actor, challenge),
    )


def _is_coming(gathering: Gathering, at: dt.datetime) -> bool:
    """One that was not closed stays here for a day, so that its end is not forgotten."""
    return gathering.state == "planned" and gathering.ends_at > at - dt.timedelta(days=1)


def _meetings(challenge: Challenge, found: list[Gathering]) -> tuple[Meeting, ...]:
    rows = gatherings.rows_of(found)
    return tuple(
        Meeting(row, reverse("challenges:meeting", args=[challenge.pk, gathering.pk]))
        for row, gathering in zip(rows, found, strict=True)
    )


def meeting_for(actor: Actor, challenge: Challenge, pk: UUID) -> Gathering:
    """A meeting of that challenge in which the actor takes part; 404 for any other."""
    gathering = gatherings.gathering_with_notes_for(actor, pk)
    if gathering.context != Ref("challenge", challenge.pk):
        raise Http404
    return gathering


def meeting_page(
    actor: Actor, challenge: Challenge, gathering: Gathering, *, at: dt.datetime
) -> MeetingPage:
    here = reverse("challenges:meeting", args=[challenge.pk, gathering.pk])
    known = set(Talk.values)
    codes = gathering.items.values_list("pk", "code")
    return MeetingPage(
        shell=shell_of(actor, challenge, tab="meetings", at=at),
        running=gatherings.running_page(actor, gathering, at, onward_url=here),
        blocks={pk: code for pk, code in codes if code in known},
        goal=goal_panel(actor, challenge, at=at),
        asks=asks_panel(actor, challenge, at=at),
        plan=plan_rows(actor, challenge, at=at),
        plan_url=reverse("challenges:meeting_plan", args=[challenge.pk, gathering.pk]),
        agreement=agreement_part(actor, challenge),
    )


def next_meeting(actor: Actor, challenge: Challenge, *, at: dt.datetime) -> tuple[str, str] | None:
    """What the button of the first page says, and where it leads; None where none is planned."""
    found = gatherings.of_context(actor, Ref("challenge", challenge.pk))
    ahead = [g for g in found if g.kind == MEETING and g.state == "planned" and g.ends_at > at]
    if not ahead or ahead[0].starts_at - at > dt.timedelta(days=7):
        return None
    url = reverse("challenges:meeting", args=[challenge.pk, ahead[0].pk])
    return _("Go to this week’s meeting"), url


def back_from_plan(actor: Actor, challenge: Challenge, meeting: str) -> str:
    """Where whoever adds to the plan goes on: to the meeting they came from, or to the plan."""
    if not meeting:
        return reverse("challenges:plan", args=[challenge.pk])
    try:
        found = meeting_for(actor, challenge, UUID(meeting))
    except ValueError:
        raise Http404 from None
    return reverse("challenges:meeting", args=[challenge.pk, found.pk])
