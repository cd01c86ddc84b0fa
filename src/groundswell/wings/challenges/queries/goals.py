"""The goal of a challenge: as a card, with its chart and its history."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from groundswell.engines.measures.models import Measure
from groundswell.engines.thread import queries as thread
from groundswell.engines.thread.queries import Links
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.decisions import Decision
from groundswell.ground.kernel.references import Ref
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words
from groundswell.ground.web.charts import track_svg

from .. import policies
from ..clock import clock_of
from ..goal_quality import Check, GoalFacts, change_words, check_goal
from ..kinds import Baseline, GoalState, Milestone, TestState
from ..models import Challenge, Goal
from .charts import ChartPanel, chart_panel, seen_measure
from .shell import Shell, shell_of

Show = Callable[[float], str]


@dataclass(frozen=True, slots=True)
class GoalPanel:
    """The card of a goal; `statement` is empty where the team has not set one."""

    eyebrow: str
    statement: str
    numbers: tuple[tuple[str, str, str], ...]  # name, value, and what it is of
    track: Markup | None
    progress: str
    agreed: str
    answer: str  # on day 100: reached or not, and the words
    url: str
    set_url: str
    may_set: Decision
    chart: ChartPanel | None  # None where no measure is seen


@dataclass(frozen=True, slots=True)
class PastGoal:
    pk: UUID
    state: str
    statement: str
    figures: str
    who: str
    reason: str
    decided: str


@dataclass(frozen=True, slots=True)
class GoalPage:
    shell: Shell
    panel: GoalPanel
    pairs: tuple[tuple[str, str], ...]
    checks: tuple[Check, ...]
    n_unmet: int
    links: Links | None
    waiting: PastGoal | None
    history: tuple[PastGoal, ...]
    may_complete: Decision
    may_propose: Decision
    may_withdraw: Decision
    may_decide: Decision
    may_answer: Decision


def goals_of(challenge: Challenge) -> list[Goal]:
    """Every goal that it had, the oldest first; one query."""
    related = ("measure__definition", "set_by", "decided_by", "reached_by")
    found = list(challenge.goals.select_related(*related).order_by("number"))
    for goal in found:
        goal.challenge = challenge
    return found


def current_goal(challenge: Challenge) -> Goal:
    """The goal; 404 where there is none."""
    goal = in_state(goals_of(challenge), GoalState.CURRENT)
    if goal is None:
        raise Http404
    return goal


def goal_for(challenge: Challenge, pk: UUID) -> Goal:
    """A goal of a challenge that has come through `challenge_for`."""
    goal = get_object_or_404(Goal.objects.select_related("decided_by"), challenge=challenge, pk=pk)
    goal.challenge = challenge
    return goal


def in_state(goals: list[Goal], state: str) -> Goal | None:
    return next((g for g in goals if g.state == state), None)


def goal_panel(actor: Actor, challenge: Challenge, *, at: dt.datetime) -> GoalPanel:
    """Where things stood, where they are, where they are to be; nine queries at most."""
    return panel_from(actor, challenge, goals_of(challenge), at=at)


def panel_from(
    actor: Actor, challenge: Challenge, goals: list[Goal], *, at: dt.datetime
) -> GoalPanel:
    goal = in_state(goals, GoalState.CURRENT)
    chart = _chart(actor, challenge, goal, goals) if goal else None
    value, period = chart.latest if chart else (None, "")
    show = _show(goal, chart) if goal else "{:g}".format
    return GoalPanel(
        eyebrow=_eyebrow(challenge),
        statement=goal.statement if goal else "",
        numbers=_numbers(goal, value, period, show) if goal else (),
        track=_track(goal, value, show) if goal else None,
        progress=progress_words(goal, value, show) if goal else "",
        agreed=goal.agreed_words if goal else "",
        answer=_answer(goal) if goal else "",
        url=reverse("challenges:goal", args=[challenge.pk]),
        set_url=reverse("challenges:set_goal", args=[challenge.pk]),
        may_set=policies.set_goal(actor, challenge, goals[0] if goals else None, at),
        chart=chart,
    )


def _eyebrow(challenge: Challenge) -> str:
    if challenge.day_zero is None:
        return _("Our goal for day 100")
    last = clock_of(challenge.day_zero, on=challenge.day_zero).on_day(Milestone.DAY_100)
    return _("Our goal for day 100, %(day)s") % {"day": words.day(last)}


def _chart(actor: Actor, challenge: Challenge, goal: Goal, goals: list[Goal]) -> ChartPanel | None:
    measure: Measure | None = seen_measure(actor, goal.measure_id)
    if measure is None:
        return None
    held = (GoalState.CURRENT, GoalState.REPLACED)
    lines = [g for g in goals if g.measure_id == goal.measure_id and g.state in held]
    tests = challenge.tests.exclude(state=TestState.PLANNED).order_by("number")
    return chart_panel(challenge, measure, goals=lines, tests=tests)


def _show(goal: Goal, chart: ChartPanel | None) -> Show:
    """As the measure says a value; with the goal's own unit where there is none."""
    if chart:
        return chart.show
    definition = goal.measure.definition if goal.measure else None
    unit = definition.unit if definition else goal.unit
    if definition and definition.number == "percentage":
        return lambda value: f"{value:,g}%"
    return lambda value: f"{value:,g} {unit}".strip()


def _numbers(
    goal: Goal, value: float | None, period: str, show: Show
) -> tuple[tuple[str, str, str], ...]:
    began = show(goal.baseline) if goal.baseline is not None else _("not known")
    kind = "" if goal.baseline_kind == Baseline.MEASURED else goal.get_baseline_kind_display()
    latest = ((_("Now"), show(value), period),) if value is not None else ()
    return ((_("When we began"), began, kind), *latest, (_("Goal"), show(goal.target), ""))


def share_done(goal: Goal, value: float | None) -> float | None:
    """Of the way from the baseline to the target; None where one of the three is not known."""
    if value is None or goal.baseline is None or goal.target == goal.baseline:
        return None
    return (value - goal.baseline) / (goal.target - goal.baseline)


def _track(goal: Goal, value: float | None, show: Show) -> Markup | None:
    share = share_done(goal, value)
    if share is None or value is None or goal.baseline is None:
        return None
    label = _("From %(baseline)s at the start to %(now)s; the goal is %(target)s.") % {
        "baseline": show(goal.baseline),
        "now": show(value),
        "target": show(goal.target),
    }
    return track_svg(share, label=f"{label} {progress_words(goal, value, show)}")


def progress_words(goal: Goal, value: float | None, show: Show) -> str:
    """How far it has come, in a sentence; empty where nobody can say."""
    share = share_done(goal, value)
    if share is None or value is None or goal.baseline is None:
        return ""
    told = {
        "done": show(abs(value - goal.baseline)).removesuffix("%"),
        "all": change_words(show, goal.target - goal.baseline),
    }
    if share >= 1:
        return _("The target is reached.")
    if share < 0:
        away = change_words(show, value - goal.baseline)
        return _("%(away)s further away than when we began.") % {"away": away}
    return _("%(done)s of the %(all)s that we want.") % told


def _answer(goal: Goal) -> str:
    if goal.reached_at is None:
        return ""
    said = _("Reached.") if goal.reached else _("Not reached.")
    return f"{said} {goal.reached_words}"


def goal_page(actor: Actor, challenge: Challenge, *, at: dt.datetime) -> GoalPage:
    goals = goals_of(challenge)
    goal, waiting = in_state(goals, GoalState.CURRENT), in_state(goals, GoalState.PROPOSED)
    panel = panel_from(actor, challenge, goals, at=at)
    checks = check_goal(facts_of(goal, _show(goal, panel.chart))) if goal else ()
    nothing = Decision(_("There is no goal yet."))
    return GoalPage(
        shell=shell_of(actor, challenge, tab="goal", at=at),
        panel=panel,
        pairs=_pairs(goal, panel.chart) if goal else (),
        checks=checks,
        n_unmet=sum(c.state == "unmet" for c in checks),
        links=_links(actor, goal) if goal else None,
        waiting=_past(waiting) if waiting else None,
        history=tuple(_past(g) for g in reversed(goals) if g not in (goal, waiting)),
        may_complete=policies.complete_goal(actor, goal) if goal else nothing,
        may_propose=policies.propose_goal(actor, challenge, goal, waiting, at),
        may_withdraw=policies.withdraw_goal(actor, waiting) if waiting else nothing,
        may_decide=policies.decide_goal(actor, waiting) if waiting else nothing,
        may_answer=policies.answer_goal(actor, goal, at) if goal else nothing,
    )


def facts_of(goal: Goal, show: Show) -> GoalFacts:
    """A goal as `check_goal` asks about it; its measure is loaded."""
    definition = goal.measure.definition if goal.measure else None
    return GoalFacts(
        statement=goal.statement,
        target=goal.target,
        baseline=goal.baseline,
        baseline_kind=goal.baseline_kind,
        yes_no_test=goal.yes_no_test,
        agreed_words=goal.agreed_words,
        good=definition.good if definition else "",
        frequency=definition.frequency if definition else "",
        show=show,
    )


def _links(actor: Actor, goal: Goal) -> Links | None:
    ref = Ref("goal", goal.pk)
    return thread.links_of(actor, [ref]).get(ref)


def _pairs(goal: Goal, chart: ChartPanel | None) -> tuple[tuple[str, str], ...]:
    measure = goal.measure.definition.title if goal.measure and chart else ""
    pairs = (
        (_("Measure"), measure if goal.measure else _("None yet")),
        (_("Where the number from before comes from"), _baseline(goal)),
        (_("What we look at on day 100"), goal.yes_no_test),
        (_("Agreed"), goal.agreed_words),
        (_("Set"), _who(goal)),
        (_("Why it was changed"), goal.reason),
    )
    return tuple((name, value) for name, value in pairs if value)


def _baseline(goal: Goal) -> str:
    kind = str(goal.get_baseline_kind_display())
    return f"{kind}. {goal.baseline_words}".strip() if goal.baseline_words else kind


def _who(goal: Goal) -> str:
    told = {"who": goal.set_by.name, "day": words.day(day_of(goal.set_at))}
    return _("by %(who)s on %(day)s") % told


def _past(goal: Goal) -> PastGoal:
    show = _show(goal, None)
    began = show(goal.baseline) if goal.baseline is not None else _("not known")
    told = {"baseline": began, "target": show(goal.target)}
    return PastGoal(
        pk=goal.pk,
        state=str(goal.get_state_display()),
        statement=goal.statement,
        figures=_("From %(baseline)s to %(target)s") % told,
        who=_who(goal),
        reason=goal.reason,
        decided=_decided(goal),
    )


def _decided(goal: Goal) -> str:
    if goal.decided_by is None or goal.decided_at is None:
        return ""
    told = {"who": goal.decided_by.name, "day": words.day(day_of(goal.decided_at))}
    answered = _("%(who)s answered on %(day)s.") % told
    return f"{answered} {goal.decision_words}".strip()


def goal_initial(challenge: Challenge) -> dict[str, object]:
    """What the form of a goal begins with: the goal as it is."""
    goal = in_state(goals_of(challenge), GoalState.CURRENT)
    if goal is None:
        return {"baseline_kind": Baseline.MEASURED}
    names = ("statement", "unit", "baseline_kind", "baseline", "baseline_words", "target",
             "yes_no_test", "agreed_words")  # fmt: skip
    return {name: getattr(goal, name) for name in names} | {"measure": str(goal.measure_id or "")}


def proposal_pairs(challenge: Challenge, proposed: Goal) -> tuple[tuple[str, str], ...]:
    """What a sponsor should have before their eyes: the goal, the other one, and why."""
    goals = goals_of(challenge)
    current = in_state(goals, GoalState.CURRENT)
    loaded = next(g for g in goals if g.pk == proposed.pk)
    past = _past(loaded)
    now = _past(current) if current else None
    return (
        (_("The goal now"), f"{now.statement} {now.figures}." if now else ""),
        (_("Proposed"), f"{past.statement} {past.figures}."),
        (_("Who proposed it"), past.who),
        (_("Why"), past.reason),
    )
