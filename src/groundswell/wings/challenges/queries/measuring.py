"""The measures of a challenge: what is watched, what it says, what is still missing."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.engines.measures import policies as may_measure
from groundswell.engines.measures import queries as measures
from groundswell.engines.measures.models import Measure
from groundswell.engines.measures.queries.tables import TableRow, table_row
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.decisions import Decision
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words

from .. import policies
from ..counting import Counting, advice, days_without, last_number_on
from ..kinds import GoalState
from ..models import Challenge, ChallengeMeasure, Goal
from .charts import ChartPanel
from .goals import goals_of, in_state, panel_from
from .shell import Shell, clock_for, shell_of

MOST_OFFERED = 200


@dataclass(frozen=True, slots=True)
class Watched:
    """One measure that the team watches."""

    pk: UUID
    row: TableRow
    role: str
    owner: str
    late: str  # for how long no number has come; empty where all is well
    add_url: str  # empty where this reader does not add numbers
    is_of_goal: bool
    may_detach: Decision


@dataclass(frozen=True, slots=True)
class MeasuresPage:
    shell: Shell
    chart: ChartPanel | None
    watched: tuple[Watched, ...]
    advice: tuple[str, ...]
    may_attach: Decision


def attached_to(actor: Actor, challenge: Challenge) -> QuerySet[ChallengeMeasure]:
    """What the team watches, as far as the actor may see it."""
    seen = measures.visible_to(actor).values("pk")
    related = ("measure__definition", "measure__organisation", "measure__team", "measure__state")
    return (
        challenge.measures
        .filter(removed_at=None, measure__in=seen)
        .select_related("challenge__organisation", *related, "measure__data_owner")
        .order_by("added_at", "pk")
    )


def watched_by(actor: Actor, challenge: Challenge) -> list[Measure]:
    return [row.measure for row in attached_to(actor, challenge)]


def challenge_measure_for(actor: Actor, challenge: Challenge, pk: UUID) -> ChallengeMeasure:
    """A watched measure of a challenge that has come through `challenge_for`."""
    return get_object_or_404(attached_to(actor, challenge), pk=pk)


def attachable_by(actor: Actor, challenge: Challenge) -> list[Measure]:
    """Measures in use that the actor may see and the team does not watch yet, by title."""
    held = challenge.measures.filter(removed_at=None).values("measure")
    free = measures.in_use(actor).exclude(pk__in=held)
    return list(free.order_by("definition__title", "organisation__name", "pk")[:MOST_OFFERED])


def measures_page(actor: Actor, challenge: Challenge, *, at: dt.datetime) -> MeasuresPage:
    goals = goals_of(challenge)
    rows = list(attached_to(actor, challenge))
    of_goal = {g.measure_id for g in goals if g.state in {GoalState.CURRENT, GoalState.PROPOSED}}
    return MeasuresPage(
        shell=shell_of(actor, challenge, tab="measures", at=at),
        chart=panel_from(actor, challenge, goals, at=at).chart,
        watched=tuple(
            _watched(actor, row, is_of_goal=row.measure_id in of_goal, today=day_of(at))
            for row in rows
        ),
        advice=_advice(challenge, in_state(goals, GoalState.CURRENT), rows, at),
        may_attach=policies.attach_measure(actor, challenge),
    )


def _watched(actor: Actor, row: ChallengeMeasure, *, is_of_goal: bool, today: dt.date) -> Watched:
    measure = row.measure
    days = days_without(row, today)
    may_add = may_measure.record_observations(actor, measure)
    return Watched(
        pk=row.pk,
        row=table_row(measure, is_waiting=False),
        role=str(measure.definition.get_role_display()),
        owner=measure.data_owner.name if measure.data_owner else "",
        late=_("No number for %(days)s") % {"days": words.count(days, "day", "days")}
        if days
        else "",
        add_url=reverse("measures:add", args=[measure.pk]) if may_add else "",
        is_of_goal=is_of_goal,
        may_detach=policies.detach_measure(actor, row, is_of_goal=is_of_goal),
    )


def _advice(
    challenge: Challenge, goal: Goal | None, rows: Sequence[ChallengeMeasure], at: dt.datetime
) -> tuple[str, ...]:
    clock = clock_for(challenge, at=at)
    counting = Counting(
        day=clock.day if clock and clock.is_running else None,
        has_goal_measure=goal is not None and goal.measure_id is not None,
        baseline_kind=goal.baseline_kind if goal else "",
        has_baseline=goal is not None and goal.baseline is not None,
        roles={row.measure.definition.role for row in rows},
        n_without_numbers=sum(last_number_on(row) is None for row in rows),
    )
    return tuple(advice(counting))
