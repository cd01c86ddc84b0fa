"""Tests: planned with what is expected, begun, held up, and done once it is said what was learned.

One test is one turn of plan, do, study, act. The next turn is another test, which names this one.
"""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.engines.measures import queries as measured
from groundswell.engines.thread import actions as thread
from groundswell.engines.thread.queries import link_between
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.references import Ref
from groundswell.ground.people.actors import Actor

from .. import policies
from ..kinds import GoalState, IdeaState, Outcome, TestState
from ..models import Challenge, ChallengeMeasure, Idea, Test, TestMeasure
from . import findable
from .checks import line, locked, next_number, not_overtaken, record, words
from .measuring import note_on_charts

if TYPE_CHECKING:
    from groundswell.ground.people.models import Person

MOST_REACHED = 10_000_000  # people; more is a slip of the finger


@dataclass(frozen=True, slots=True)
class TestPlan:
    """What is written down before a test begins."""

    __test__ = False

    title: str
    hypothesis: str
    smallest: str
    prediction: str
    owner: "Person"
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    measures: Collection[ChallengeMeasure] = ()


@transaction.atomic
def plan_test(
    *,
    challenge: Challenge,
    plan: TestPlan,
    idea: Idea | None = None,
    follows: Test | None = None,
    began_from: Ref | None = None,
    by: Actor,
    at: dt.datetime,
) -> Test:
    """Plan a test; of an idea, as the next turn of another test, or of neither.

    `began_from` is a thing on the thread that it rests on besides; the planner has to see it.

    Raises Refused; Unusable where words are missing, days do not fit, or something is not of this
    challenge.
    """
    challenge = locked(challenge)
    policies.plan_test(by, challenge).or_refuse()
    for other in (idea, follows):
        if other is not None and other.challenge_id != challenge.pk:
            raise Unusable(_("This belongs to another challenge."))
    test = Test(challenge=challenge, idea=idea, follows=follows, made_by=by.person, made_at=at)
    test.number = next_number(challenge.tests)
    _fill(test, plan)
    test.save(force_insert=True)
    _watch(test, plan.measures, by, at)
    _hang(test, by, at)
    if began_from:
        here = Ref("test", test.pk)
        thread.link(source=here, type="rests_on", target=began_from, by=by, at=at)
    if idea:
        idea.state, idea.words = IdeaState.TESTED, ""
        idea.save(update_fields=["state", "words"])
    findable.index_test(test)
    record("test.planned", challenge, by=by, at=at, test=test.title)
    return test


@transaction.atomic
def change_test(*, test: Test, plan: TestPlan, version: int, by: Actor, at: dt.datetime) -> Test:
    """Plan it differently, as long as it has not begun.

    Raises Refused, Unusable; Overtaken where somebody else was faster, with what they wrote.
    """
    test = _locked(test)
    policies.change_test(by, test).or_refuse()
    not_overtaken(version, test.version, texts_of(test))
    _fill(test, plan)
    test.version += 1
    test.save()
    _watch(test, plan.measures, by, at)
    _hang(test, by, at)
    findable.index_test(test)
    record("test.changed", test.challenge, by=by, at=at, test=test.title)
    return test


@transaction.atomic
def start_test(*, test: Test, by: Actor, at: dt.datetime) -> Test:
    """It begins today, or goes on after it was held up; its charts get a flag. Raises Refused."""
    test = _locked(test)
    policies.start_test(by, test).or_refuse()
    today = day_of(at)
    has_begun = test.state != TestState.PLANNED and test.starts_on and test.starts_on <= today
    if not has_begun:
        _move_to(test, today)
    test.state, test.held_words = TestState.RUNNING, ""
    test.version += 1
    test.save()
    _hang(test, by, at)
    if not has_begun:
        watched = [row.measure.measure for row in _measures_of(test)]
        note_on_charts(watched, test.begun_words, on=today, by=by, at=at)
    record("test.started", test.challenge, by=by, at=at, test=test.title)
    return test


@transaction.atomic
def note_on_test(
    *,
    test: Test,
    version: int,
    happened: str,
    people_reached: int | None = None,
    ends_on: dt.date | None = None,
    by: Actor,
    at: dt.datetime,
) -> Test:
    """What has happened so far. Raises Refused, Unusable; Overtaken as `change_test`."""
    test = _locked(test)
    policies.note_on_test(by, test).or_refuse()
    not_overtaken(version, test.version, texts_of(test))
    test.happened = words(happened, field="happened")
    test.people_reached = _reached(people_reached)
    test.ends_on = _end(test.starts_on, ends_on)
    test.version += 1
    test.save()
    record("test.noted", test.challenge, by=by, at=at, test=test.title)
    return test


@transaction.atomic
def hold_test(*, test: Test, reason: str, by: Actor, at: dt.datetime) -> Test:
    """It cannot go on, and what it waits for. Raises Refused, Unusable."""
    test = _locked(test)
    policies.hold_test(by, test).or_refuse()
    test.held_words = words(reason, field="reason", missing=_("Say what it waits for."))
    test.state = TestState.HELD_UP
    test.version += 1
    test.save(update_fields=["held_words", "state", "version"])
    record("test.held_up", test.challenge, by=by, at=at, test=test.title)
    return test


@transaction.atomic
def finish_test(
    *,
    test: Test,
    version: int,
    happened: str,
    learned: str,
    outcome: str,
    next_step: str = "",
    people_reached: int | None = None,
    by: Actor,
    at: dt.datetime,
) -> Test:
    """What happened, what was learned, and whether it is adopted, adapted or abandoned.

    Raises Refused; Unusable, also for one that never began and is not abandoned; Overtaken.
    """
    test = _locked(test)
    policies.finish_test(by, test).or_refuse()
    not_overtaken(version, test.version, texts_of(test))
    if outcome not in Outcome.values:
        raise Unusable(_("Choose adopt, adapt or abandon."), field="outcome")
    if test.state == TestState.PLANNED and outcome != Outcome.ABANDON:
        raise Unusable(_("It has not begun: start it first, or abandon it."), field="outcome")
    test.happened = words(happened, field="happened", missing=_("Say what happened."))
    test.learned = words(learned, field="learned", missing=_("Say what you learned."))
    test.outcome, test.next_step = outcome, words(next_step, field="next_step")
    test.people_reached = _reached(people_reached)
    test.state, test.held_words = TestState.DONE, ""
    test.ends_on = max(day_of(at), test.starts_on) if test.starts_on else None
    test.closed_by, test.closed_at = by.person, at
    test.version += 1
    test.save()
    record("test.done", test.challenge, by=by, at=at, test=test.title)
    return test


def texts_of(test: Test) -> dict[str, str]:
    """What people write in a test, by the name of its field."""
    names = ("title", "hypothesis", "smallest", "prediction", "happened", "learned", "next_step")
    return {name: getattr(test, name) for name in names}


def _locked(test: Test) -> Test:
    """The test as it stands now, under the lock of its challenge."""
    challenge = locked(test.challenge)
    test = Test.objects.get(pk=test.pk)
    test.challenge = challenge
    return test


def _fill(test: Test, plan: TestPlan) -> None:
    test.title = line(plan.title, field="title", missing=_("Give the test a name."))
    test.hypothesis = words(
        plan.hypothesis, field="hypothesis", missing=_("Say what you think will happen, and why.")
    )
    test.smallest = words(
        plan.smallest, field="smallest", missing=_("Say what the smallest way to find out is.")
    )
    test.prediction = words(
        plan.prediction,
        field="prediction",
        missing=_("Say what you expect to see, before you look."),
    )
    test.owner = plan.owner
    test.starts_on = plan.starts_on
    test.ends_on = _end(plan.starts_on, plan.ends_on)


def _end(starts_on: dt.date | None, ends_on: dt.date | None) -> dt.date | None:
    if starts_on and ends_on and ends_on < starts_on:
        raise Unusable(_("It ends after it begins."), field="ends_on")
    return ends_on


def _move_to(test: Test, day: dt.date) -> None:
    """It begins on that day; its length stays what it was to be."""
    if test.starts_on and test.ends_on:
        test.ends_on = day + (test.ends_on - test.starts_on)
    elif test.ends_on and test.ends_on < day:
        test.ends_on = None
    test.starts_on = day


def _reached(people_reached: int | None) -> int | None:
    if people_reached is not None and not 0 <= people_reached <= MOST_REACHED:
        raise Unusable(_("Check how many people it reached."), field="people_reached")
    return people_reached


def _measures_of(test: Test) -> "list[TestMeasure]":
    related = ("measure__measure__definition", "measure__measure__organisation")
    team = ("measure__measure__team", "measure__measure__data_owner")
    return list(test.measures.select_related(*related, *team).order_by("pk"))


def _watch(test: Test, wanted: Collection[ChallengeMeasure], by: Actor, at: dt.datetime) -> None:
    """Which measures it is judged by, on the thread too. What the actor does not see stays."""
    known = {row.pk for row in test.challenge.measures.filter(removed_at=None)}
    if not {row.pk for row in wanted} <= known:
        raise Unusable(_("Choose among the measures of the challenge."), field="measures")
    watched = test.challenge.measures.values("measure")
    seen = set(measured.visible_to(by).filter(pk__in=watched).values_list("pk", flat=True))
    held = {row.measure_id: row for row in _measures_of(test)}
    for pk in held.keys() - {row.pk for row in wanted}:
        if held[pk].measure.measure_id in seen:
            _unhang(test, held[pk], by, at)
            held[pk].delete()
    for row in wanted:
        if row.pk not in held:
            TestMeasure.objects.create(test=test, measure=row)
            target = Ref("measure", row.measure_id)
            source = Ref("test", test.pk)
            thread.link(source=source, type="measured_by", target=target, by=by, at=at)


def _unhang(test: Test, row: TestMeasure, by: Actor, at: dt.datetime) -> None:
    target = Ref("measure", row.measure.measure_id)
    link = link_between(Ref("test", test.pk), "measured_by", target)
    if link:
        reason = _("The test is not judged by it any more.")
        thread.unlink(link=link, reason=reason, by=by, at=at)


def _hang(test: Test, by: Actor, at: dt.datetime) -> None:
    """On the thread with what it rests on: the goal, its idea, the turn before."""
    goal = test.challenge.goals.filter(state=GoalState.CURRENT).first()
    bases = (("goal", goal.pk if goal else None), ("idea", test.idea_id), ("test", test.follows_id))
    for kind, pk in bases:
        if pk:
            here, base = Ref("test", test.pk), Ref(kind, pk)
            thread.link(source=here, type="rests_on", target=base, by=by, at=at)
