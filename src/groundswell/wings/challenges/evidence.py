"""What the record knows at a review: filled in for the team, frozen when the review is held.

Evidence is kept as ready words, part by part, so that what was read at the meeting is what is read
years later. A part that tells the value of a measure names it: readers who may not see that measure
do not get the part.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from groundswell.engines.commitments import queries as commitments
from groundswell.engines.gatherings import queries as gatherings
from groundswell.engines.measures import queries as measures
from groundswell.engines.measures.models import Measure
from groundswell.ground.kernel.references import Ref
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words

from .kinds import AskState, GoalState, Outcome, TestState
from .models import Ask, Challenge, Goal, Result, Test
from .resulting import sentence_of

Part = dict[str, Any]  # heading, pairs of name and value, and perhaps the measure that it tells of


def evidence_of(actor: Actor, challenge: Challenge, *, on: dt.date) -> list[Part]:
    """The record on a day, in a handful of queries. Who reads it goes through `readable`."""
    goal = challenge.goals.select_related("measure__definition").filter(state=GoalState.CURRENT)
    return [
        *_goal(goal.first()),
        _part(_("Tests"), _tests(challenge.tests.all())),
        _part(_("Asks"), _asks(challenge.asks.all(), on)),
        _part(_("Promises"), _promises(actor, challenge)),
        _part(_("Meetings"), _meetings(actor, challenge)),
        _part(_("Results"), _results(challenge.results.filter(withdrawn_at=None).order_by("at"))),
    ]


def readable(actor: Actor, parts: Iterable[Part]) -> list[Part]:
    """The parts without those that tell of a measure that this reader may not see."""
    kept = list(parts)
    wanted = {UUID(part["measure"]) for part in kept if "measure" in part}
    found = measures.visible_to(actor).filter(pk__in=wanted) if wanted else []
    seen = {str(measure.pk) for measure in found}
    return [part for part in kept if part.get("measure", "") in {"", *seen}]


def figures_of(measure: Measure | None) -> list[Part]:
    """What a measure says now; `readable` keeps it from those who may not see it."""
    if measure is None:
        return []
    return [_part(measure.definition.title, _latest(measure)) | {"measure": str(measure.pk)}]


def _part(heading: str, pairs: Iterable[tuple[str, str]]) -> Part:
    return {"heading": heading, "pairs": [list(pair) for pair in pairs]}


def _goal(goal: Goal | None) -> Iterable[Part]:
    if goal is None:
        yield _part(_("Goal"), [(_("Goal"), _("None set yet"))])
        return
    pairs = [(_("Goal"), goal.statement), (_("The question for day 100"), goal.yes_no_test)]
    if goal.reached is not None:
        said = _("Reached.") if goal.reached else _("Not reached.")
        pairs.append((_("Answer"), f"{said} {goal.reached_words}"))
    yield _part(_("Goal"), pairs)
    yield from figures_of(goal.measure)


def _latest(measure: Measure) -> list[tuple[str, str]]:
    drawing = measures.chart_document(measure).drawing
    known = [point for point in drawing.points if point.value is not None]
    if not known:
        return [(_("Newest number"), _("None yet"))]
    newest = known[-1]
    assert newest.value is not None
    value = drawing.in_words(newest.value) if drawing.in_words else f"{newest.value:g}"
    told = {"value": value, "period": newest.label}
    return [(_("Newest number"), _("%(value)s, %(period)s") % told)]


def _tests(tests: Iterable[Test]) -> Iterable[tuple[str, str]]:
    found = list(tests)
    yield _("Tests"), f"{len(found):,}"
    outcomes = Counter(test.outcome for test in found if test.outcome)
    for outcome in Outcome:
        if outcomes[outcome]:
            yield str(outcome.label), f"{outcomes[outcome]:,}"
    states = Counter(test.state for test in found)
    for state in (TestState.RUNNING, TestState.HELD_UP, TestState.PLANNED):
        if states[state]:
            yield str(state.label), f"{states[state]:,}"
    reached = sum(test.people_reached or 0 for test in found)
    if reached:
        yield _("People reached"), f"{reached:,}"


def _asks(asks: Iterable[Ask], on: dt.date) -> Iterable[tuple[str, str]]:
    found = list(asks)
    yield _("Asks"), f"{len(found):,}"
    states = Counter(ask.state for ask in found)
    for state in AskState:
        if states[state]:
            yield str(state.label), f"{states[state]:,}"
    days = [(ask.answered_on - ask.asked_on).days for ask in found if ask.answered_on]
    if days:
        yield _("Days to answer, on average"), f"{sum(days) / len(days):.1f}"
    late = sum(ask.state == AskState.WAITING and ask.due_on < on for ask in found)
    if late:
        yield _("Overdue"), f"{late:,}"


def _promises(actor: Actor, challenge: Challenge) -> Iterable[tuple[str, str]]:
    ref = Ref("challenge", challenge.pk)
    kept = commitments.kept_summary(actor, [ref])[ref]
    yield _("Promises"), f"{kept.n:,}"
    counts = (
        (_("Kept"), kept.kept),
        (_("Kept late"), kept.kept_late),
        (_("Dropped"), kept.dropped),
        (_("Open"), kept.open),
        (_("Open and overdue"), kept.overdue),
    )
    for name, n in counts:
        if n:
            yield name, f"{n:,}"


def _meetings(actor: Actor, challenge: Challenge) -> Iterable[tuple[str, str]]:
    found = gatherings.of_context(actor, Ref("challenge", challenge.pk))
    held = [meeting for meeting in found if meeting.state == "held"]
    yield _("Meetings held"), f"{len(held):,}"
    if held:
        yield _("The last one"), words.day(held[-1].starts_at.date())


def _results(results: Iterable[Result]) -> Iterable[tuple[str, str]]:
    found = list(results)
    for result in found:
        name = _("Claim: %(said)s") if result.is_claim else "%(said)s"
        yield name % {"said": result.statement}, sentence_of(result)
    if not found:
        yield _("Results"), _("None written down yet")
