"""Who needs attention and why: every team that somebody coaches or leads the system for."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Min, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from groundswell.engines.commitments import queries as commitments
from groundswell.engines.gatherings import queries as gatherings
from groundswell.engines.measures import queries as measures
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.references import Ref
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.kinds import RoleCode
from groundswell.ground.web.charts import strip_svg

from ..attention import Facts, reasons
from ..clock import clock_of
from ..counting import PERIOD_DAYS, last_number_on
from ..kinds import PROMISED_AT, AskState, GoalState, Stage, TestState
from ..models import Ask, Challenge, ChallengeMeasure, Goal, Member, Test
from .access import visible_to
from .shell import state_words

CONCERNS = ("concern_high", "concern_low")  # of science.spc.VARIATIONS


@dataclass(frozen=True, slots=True)
class TeamRow:
    title: str
    host: str
    url: str
    state: str
    strip: Markup
    reasons: tuple[tuple[str, str], ...]  # sentence and where to go


@dataclass(frozen=True, slots=True)
class ManyTeamsPage:
    lead: str
    needing: tuple[TeamRow, ...]  # those with most reasons first
    others: tuple[TeamRow, ...]


def many_teams_page(actor: Actor, *, at: dt.datetime) -> ManyTeamsPage:
    """Teams under way, with the reasons of each; as many queries for one as for two hundred."""
    teams = list(_watched_by(actor).order_by("title", "pk"))
    facts = _facts(actor, teams, at)
    rows = [_row(team, facts[team.pk], at) for team in teams]
    needing = sorted((row for row in rows if row.reasons), key=lambda row: -len(row.reasons))
    return ManyTeamsPage(
        lead=_lead(len(needing), len(rows)),
        needing=tuple(needing),
        others=tuple(row for row in rows if not row.reasons),
    )


def reasons_for(
    actor: Actor, shown: Sequence[Challenge], *, at: dt.datetime
) -> dict[UUID, tuple[str, ...]]:
    """Why each of these needs attention, as far as the actor watches over it."""
    if not watches_teams(actor):
        return {}
    mine = set(_watched_by(actor).filter(pk__in=[c.pk for c in shown]).values_list("pk", flat=True))
    teams = [c for c in shown if c.pk in mine]
    facts = _facts(actor, teams, at)
    return {c.pk: tuple(reason.sentence for reason in reasons(facts[c.pk])) for c in teams}


def watches_teams(actor: Actor) -> bool:
    """Whether the page is for this person at all."""
    return any(r.code in {RoleCode.COACH, RoleCode.SYSTEM_LEAD} for r in actor.roles)


def _watched_by(actor: Actor) -> QuerySet[Challenge]:
    coached = [r.programme_id for r in actor.roles if r.code == RoleCode.COACH and r.programme_id]
    leading = [r for r in actor.roles if r.code == RoleCode.SYSTEM_LEAD]
    live = visible_to(actor).filter(stage=Stage.LIVE, day_zero__isnull=False)
    if any(r.is_system_wide for r in leading):
        return live
    places = [r.organisation_id for r in leading if r.organisation_id]
    return live.filter(Q(pk__in=coached) | Q(organisation__in=places))


def _lead(n: int, of: int) -> str:
    if not of:
        return _("No team that you coach or lead is under way.")
    if not n:
        return _("Nothing that can be counted asks for your attention today.")
    told = {"n": n, "of": of}
    return (
        ngettext(
            "%(n)s of %(of)s teams needs attention.", "%(n)s of %(of)s teams need attention.", n
        )
        % told
    )


def _row(team: Challenge, facts: Facts, at: dt.datetime) -> TeamRow:
    return TeamRow(
        title=team.title,
        host=team.organisation.name,
        url=reverse("challenges:challenge", args=[team.pk]),
        state=state_words(team, at=at),
        strip=strip_svg(facts.day),
        reasons=tuple(
            (reason.sentence, reverse(f"challenges:{reason.page}", args=[team.pk]))
            for reason in reasons(facts)
        ),
    )


def _facts(actor: Actor, teams: Sequence[Challenge], at: dt.datetime) -> dict[UUID, Facts]:
    """What is known about each team; eight queries."""
    if not teams:
        return {}
    ids, today = [team.pk for team in teams], day_of(at)
    people = _counted(Member.objects.filter(left_on=None), ids)
    running = _counted(Test.objects.filter(state=TestState.RUNNING), ids)
    overdue = _overdue(ids, today)
    goals = dict(
        Goal.objects.filter(challenge__in=ids, state=GoalState.CURRENT).values_list(
            "challenge_id", "measure_id"
        )
    )
    numbers = _newest_numbers(ids)
    worsening = _worsening(actor, [pk for pk in goals.values() if pk])
    met = gatherings.last_met("challenge", ids, by=at)
    promises = commitments.late_in([Ref("challenge", pk) for pk in ids], PROMISED_AT, on=today)
    found = {}
    for team in teams:
        zero = team.day_zero or today
        last_met = day_of(met[team.pk]) if team.pk in met else zero
        n_overdue, due_on = overdue.get(team.pk, (0, today))
        found[team.pk] = Facts(
            day=clock_of(zero, on=today).day,
            n_people=people.get(team.pk, 0),
            has_goal=team.pk in goals,
            n_running=running.get(team.pk, 0),
            quiet_days=(today - max(numbers.get(team.pk, zero), zero)).days,
            meeting_days=(today - max(last_met, zero)).days,
            n_overdue=n_overdue,
            overdue_days=(today - due_on).days,
            is_worsening=goals.get(team.pk) in worsening,
            n_late_promises=promises.get(Ref("challenge", team.pk), 0),
        )
    return found


def _counted(rows: "QuerySet[Any]", ids: Sequence[UUID]) -> Mapping[UUID, int]:
    of_teams = rows.filter(challenge__in=ids).order_by().values_list("challenge_id")
    return dict(of_teams.annotate(n=Count("pk")))


def _overdue(ids: Sequence[UUID], today: dt.date) -> dict[UUID, tuple[int, dt.date]]:
    late = Ask.objects.filter(challenge__in=ids, state=AskState.WAITING, due_on__lt=today)
    rows = late.order_by().values_list("challenge_id").annotate(n=Count("pk"), due=Min("due_on"))
    return {pk: (n, due) for pk, n, due in rows}


def _newest_numbers(ids: Sequence[UUID]) -> dict[UUID, dt.date]:
    """Until when the numbers of each team reach. That they are missing is no number, so it is said
    also to those who do not see them."""
    watched = ChallengeMeasure.objects.filter(challenge__in=ids, removed_at=None).select_related(
        "measure__definition", "measure__state"
    )
    newest: dict[UUID, dt.date] = {}
    for row in watched:
        if last := last_number_on(row):
            period = PERIOD_DAYS[row.measure.definition.frequency]
            until = last + dt.timedelta(days=period - 1)
            newest[row.challenge_id] = max(newest.get(row.challenge_id, until), until)
    return newest


def _worsening(actor: Actor, measure_ids: Sequence[UUID]) -> set[UUID]:
    seen = measures.visible_to(actor).filter(pk__in=measure_ids, state__variation__in=CONCERNS)
    return set(seen.order_by().values_list("pk", flat=True))
