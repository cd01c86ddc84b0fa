"""The goal of a team: set, completed, changed with the sponsor's yes, answered on day 100."""

import datetime as dt
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.engines.measures import actions as measures
from groundswell.engines.measures import policies as may_measure
from groundswell.engines.thread import actions as thread
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.references import Ref
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.kinds import RoleCode

from .. import policies
from ..kinds import Baseline, GoalState, Told
from ..models import Challenge, Goal
from .checks import line, locked, next_number, record, words
from .telling import people_in, tell

if TYPE_CHECKING:
    from groundswell.engines.measures.models import Measure

LARGEST = 1e12


@dataclass(frozen=True, slots=True)
class GoalWords:
    """A goal as it is typed. Values are as the measure shows them: 60 for 60%."""

    statement: str
    target: float
    yes_no_test: str
    baseline_kind: str = Baseline.MEASURED
    baseline: float | None = None
    baseline_words: str = ""
    measure: "Measure | None" = None
    unit: str = ""
    agreed_words: str = ""


@transaction.atomic
def set_goal(*, challenge: Challenge, goal: GoalWords, by: Actor, at: dt.datetime) -> Goal:
    """The team sets its goal; in the first days it may still find better words for it.

    Raises
    ------
    Refused
        See `policies.set_goal`.
    Unusable
        Where words are missing, a value cannot be right, or the measure is not the challenge's.
    """
    challenge = locked(challenge)
    first = challenge.goals.order_by("number").first()
    policies.set_goal(by, challenge, first, at).or_refuse()
    made = _new(challenge, goal, GoalState.CURRENT, by, at)
    former = _current(challenge)
    if former and _says_the_same(former, made):
        return former
    _replace(former)
    made.save(force_insert=True)
    _hang(made, former, by, at)
    record("challenge.goal_set", challenge, by=by, at=at)
    return made


@transaction.atomic
def complete_goal(
    *,
    goal: Goal,
    measure: "Measure | None" = None,
    baseline: float | None = None,
    baseline_words: str = "",
    by: Actor,
    at: dt.datetime,
) -> Goal:
    """Fill in what was not known before. What stands there already stays.

    Raises Refused; Unusable where nothing new is given, or it cannot be right.
    """
    goal = _locked(goal)
    policies.complete_goal(by, goal).or_refuse()
    is_new = (measure is not None and not goal.measure_id) or (
        baseline is not None and goal.baseline is None
    )
    if not is_new:
        raise Unusable(_("Fill in what is missing."))
    if measure and not goal.measure_id:
        goal.measure = _of_challenge(goal.challenge, measure)
    if baseline is not None and goal.baseline is None:
        goal.baseline = _value(baseline, field="baseline")
        goal.baseline_words = words(baseline_words, field="baseline_words")
    goal.save(update_fields=["measure", "baseline", "baseline_words"])
    _hang(goal, None, by, at)
    record("challenge.goal_completed", goal.challenge, by=by, at=at)
    return goal


@transaction.atomic
def propose_goal(
    *, challenge: Challenge, goal: GoalWords, reason: str, by: Actor, at: dt.datetime
) -> Goal:
    """Ask the sponsor to agree to another goal, from day 50 on. Raises Refused, Unusable."""
    challenge = locked(challenge)
    current = _current(challenge)
    waiting = challenge.goals.filter(state=GoalState.PROPOSED).first()
    policies.propose_goal(by, challenge, current, waiting, at).or_refuse()
    made = _new(challenge, goal, GoalState.PROPOSED, by, at)
    made.reason = words(reason, field="reason", missing=_("Say why the goal should change."))
    if current and _says_the_same(current, made):
        raise Unusable(_("This is the goal as it is. Say what should change."), field="statement")
    made.save(force_insert=True)
    record("challenge.goal_proposed", challenge, by=by, at=at)
    told = {"by": by.name, "title": challenge.title, "goal": made.statement, "why": made.reason}
    tell(
        challenge,
        Told.GOAL,
        _("%(title)s asks for another goal") % told,
        _("%(by)s proposes: “%(goal)s” The reason: “%(why)s” You answer this one.") % told,
        key=f"goal-proposed:{made.pk}",
        person_ids=people_in(challenge, RoleCode.SPONSOR),
        at=at,
        page="goal",
    )
    return made


@transaction.atomic
def withdraw_goal(*, goal: Goal, by: Actor, at: dt.datetime) -> Goal:
    """Take a proposal back before it is answered. Raises Refused."""
    goal = _locked(goal)
    policies.withdraw_goal(by, goal).or_refuse()
    goal.state = GoalState.WITHDRAWN
    goal.save(update_fields=["state"])
    record("challenge.goal_withdrawn", goal.challenge, by=by, at=at)
    return goal


@transaction.atomic
def decide_goal(
    *, goal: Goal, is_agreed: bool, decision: str = "", by: Actor, at: dt.datetime
) -> Goal:
    """The sponsor's answer to a proposal; a no needs its reason.

    Raises Refused, also where another sponsor was faster: it says who and how. Raises Unusable.
    """
    goal = _locked(goal)
    policies.decide_goal(by, goal).or_refuse()
    missing = "" if is_agreed else _("Say why the goal should stay, so that the team understands.")
    goal.decision_words = words(decision, field="decision", missing=missing)
    goal.decided_by, goal.decided_at = by.person, at
    goal.state = GoalState.CURRENT if is_agreed else GoalState.DECLINED
    former = _current(goal.challenge)
    if is_agreed:
        _replace(former)
    goal.save(update_fields=["state", "decision_words", "decided_by", "decided_at"])
    if is_agreed:
        _hang(goal, former, by, at)
    record(
        "challenge.goal_changed" if is_agreed else "challenge.goal_kept",
        goal.challenge,
        by=by,
        at=at,
    )
    _tell_the_answer(goal, by, at)
    return goal


@transaction.atomic
def answer_goal(*, goal: Goal, reached: bool, words_said: str, by: Actor, at: dt.datetime) -> Goal:
    """On day 100: was it reached, and what is to be said of it. Raises Refused, Unusable."""
    goal = _locked(goal)
    if (goal.reached, goal.reached_words) == (reached, words_said.strip()):
        return goal
    policies.answer_goal(by, goal, at).or_refuse()
    goal.reached_words = words(
        words_said, field="words_said", missing=_("Say what you looked at, in a sentence or two.")
    )
    goal.reached, goal.reached_by, goal.reached_at = reached, by.person, at
    goal.save(update_fields=["reached", "reached_words", "reached_by", "reached_at"])
    record("challenge.goal_answered", goal.challenge, by=by, at=at)
    return goal


def _locked(goal: Goal) -> Goal:
    """The goal as it stands now, under the lock of its challenge."""
    challenge = locked(goal.challenge)
    related = ("measure__definition", "decided_by", "reached_by")
    goal = Goal.objects.select_related(*related).get(pk=goal.pk)
    goal.challenge = challenge
    return goal


def _current(challenge: Challenge) -> Goal | None:
    return challenge.goals.filter(state=GoalState.CURRENT).first()


def _replace(former: Goal | None) -> None:
    if former:
        former.state = GoalState.REPLACED
        former.save(update_fields=["state"])


def _says_the_same(one: Goal, other: Goal) -> bool:
    names = ("statement", "target", "yes_no_test", "baseline_kind", "baseline", "baseline_words",
             "measure_id", "unit", "agreed_words")  # fmt: skip
    return all(getattr(one, name) == getattr(other, name) for name in names)


def _new(challenge: Challenge, goal: GoalWords, state: str, by: Actor, at: dt.datetime) -> Goal:
    if goal.baseline_kind not in Baseline.values:
        raise Unusable(_("Choose one of the answers shown."), field="baseline_kind")
    if goal.baseline_kind == Baseline.MEASURED and goal.baseline is None:
        raise Unusable(
            _("Write where things stand, or choose another answer above."), field="baseline"
        )
    has_value = goal.baseline is not None and goal.baseline_kind != Baseline.STANDARD
    return Goal(
        challenge=challenge,
        number=next_number(challenge.goals),
        state=state,
        statement=line(goal.statement, field="statement", missing=_("Say what the goal is.")),
        measure=_of_challenge(challenge, goal.measure) if goal.measure else None,
        baseline_kind=goal.baseline_kind,
        baseline=_value(goal.baseline, field="baseline") if has_value else None,
        baseline_words=words(goal.baseline_words, field="baseline_words"),
        target=_value(goal.target, field="target"),
        unit="" if goal.measure else line(goal.unit, field="unit"),
        yes_no_test=line(
            goal.yes_no_test,
            field="yes_no_test",
            missing=_("Say what will be looked at on day 100."),
        ),
        agreed_words=line(goal.agreed_words, field="agreed_words"),
        set_by=by.person,
        set_at=at,
    )


def _value(value: float | None, *, field: str) -> float:
    if value is None or not math.isfinite(value) or abs(value) > LARGEST:
        raise Unusable(_("This is not a number that can be used."), field=field)
    return float(value)


def _of_challenge(challenge: Challenge, measure: "Measure") -> "Measure":
    if not challenge.measures.filter(measure=measure, removed_at=None).exists():
        raise Unusable(_("Add this measure to the challenge first."), field="measure")
    return measure


def _hang(goal: Goal, former: Goal | None, by: Actor, at: dt.datetime) -> None:
    """On the thread; and as the target of its measure, where whoever did this keeps that."""
    here = Ref("goal", goal.pk)
    if former:
        thread.link(source=here, type="rests_on", target=Ref("goal", former.pk), by=by, at=at)
    measure = goal.measure
    if measure is None:
        return
    thread.link(source=here, type="measured_by", target=Ref("measure", measure.pk), by=by, at=at)
    if may_measure.set_target(by, measure):
        day = max(goal.challenge.day_zero or day_of(at), day_of(goal.set_at))
        measures.set_target(measure=measure, value=goal.target, from_on=day, by=by, at=at)


def _tell_the_answer(goal: Goal, by: Actor, at: dt.datetime) -> None:
    told = {"by": by.name, "title": goal.challenge.title, "said": goal.decision_words}
    agreed = goal.state == GoalState.CURRENT
    said = _(" They say: “%(said)s”") % told if goal.decision_words else ""
    tell(
        goal.challenge,
        Told.GOAL,
        _("%(title)s has a new goal") % told if agreed else _("The goal of %(title)s stays") % told,
        (_("%(by)s agreed.") if agreed else _("%(by)s declined the change.")) % told + said,
        key=f"goal-decided:{goal.pk}",
        person_ids=[i for i in people_in(goal.challenge) if i != by.id],
        at=at,
        page="goal",
    )
