"""One challenge as it stands today."""

import datetime as dt
from dataclasses import dataclass

from markupsafe import Markup

from groundswell.engines.thread.queries import SeenDoubt, doubts_of
from groundswell.ground.kernel.references import Ref
from groundswell.ground.people.actors import Actor
from groundswell.ground.web.charts import ring_svg

from ..models import Challenge
from .asks import AsksPanel, asks_panel
from .goals import GoalPanel, goal_panel
from .meeting import next_meeting
from .planning import PlanPanel, plan_panel
from .promises import PromisesPanel, promises_panel
from .shell import Shell, clock_for, shell_of
from .today import DayLine, Step, TeamPanel, days_of, history_of, steps_of, team_panel
from .trying import TestsPanel, tests_panel


@dataclass(frozen=True, slots=True)
class ChallengePage:
    shell: Shell
    ring: Markup | None
    goal: GoalPanel | None  # None before the launch, as the next four
    tests: TestsPanel | None
    plan: PlanPanel | None
    asks: AsksPanel | None
    promises: PromisesPanel | None
    meeting: tuple[str, str] | None  # of this week: the words of its button, and its address
    days: tuple[DayLine, ...]
    team: TeamPanel
    steps: tuple[Step, ...]
    history: tuple[str, ...]
    problem: tuple[str, ...]
    doubts: tuple[SeenDoubt, ...]  # what it rests on that holds no longer


def challenge_page(actor: Actor, challenge: Challenge, *, at: dt.datetime) -> ChallengePage:
    shell = shell_of(actor, challenge, tab="challenge", at=at)
    ref = Ref("challenge", challenge.pk)
    clock = clock_for(challenge, at=at) if challenge.launched_at else None
    return ChallengePage(
        shell=shell,
        ring=ring_svg(clock.day, label=shell.state) if clock else None,
        goal=goal_panel(actor, challenge, at=at) if clock else None,
        tests=tests_panel(actor, challenge, at=at) if clock else None,
        plan=plan_panel(actor, challenge, at=at) if clock else None,
        asks=asks_panel(actor, challenge, at=at) if clock else None,
        promises=promises_panel(actor, challenge, at=at) if clock else None,
        meeting=next_meeting(actor, challenge, at=at) if clock else None,
        days=days_of(actor, challenge, at=at),
        team=team_panel(challenge),
        steps=steps_of(actor, challenge, at=at),
        history=history_of(challenge),
        problem=tuple(line for line in challenge.problem.split("\n") if line.strip()),
        doubts=doubts_of(actor, [ref]).get(ref, ()),
    )
