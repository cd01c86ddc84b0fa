"""Tests: the board, one test, and what the first page shows of them."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.engines.thread import queries as thread
from groundswell.engines.thread.queries import Links
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.decisions import Decision
from groundswell.ground.kernel.references import Ref
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words

from .. import policies
from ..kinds import AskState, IdeaState, Outcome, TestState
from ..models import Ask, Challenge, Idea, Test
from .ideas import idea_for
from .measuring import attached_to
from .shell import Shell, shell_of

MOST_SHOWN = 4  # on the first page
_STATE_SHAPES = {
    TestState.PLANNED: "todo",
    TestState.RUNNING: "waiting",
    TestState.HELD_UP: "dropped",
    TestState.DONE: "done",
}


@dataclass(frozen=True, slots=True)
class TestRow:
    __test__ = False

    pk: UUID
    title: str  # "Test 4: Pharmacist checks at the bedside"
    url: str
    shape: str
    state: str
    sentence: str
    note: str
    ask: tuple[str, str] | None  # what it waits for: words and the way there
    owner: str


@dataclass(frozen=True, slots=True)
class TestsPanel:
    __test__ = False

    rows: tuple[TestRow, ...]
    n: int
    url: str


@dataclass(frozen=True, slots=True)
class Column:
    state: str
    shape: str
    rows: tuple[TestRow, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """What one test taught, in a line of the learning log."""

    row: TestRow
    learned: str
    outcome: str
    next_step: str
    reached: str


@dataclass(frozen=True, slots=True)
class TestsPage:
    __test__ = False

    shell: Shell
    columns: tuple[Column, ...]
    lessons: tuple[Lesson, ...]
    n_ideas: int
    reached: str
    may_plan: Decision


@dataclass(frozen=True, slots=True)
class TestPage:
    __test__ = False

    shell: Shell
    row: TestRow
    pk: UUID
    pairs: tuple[tuple[str, str], ...]
    after: tuple[tuple[str, str], ...]  # what happened and was learned
    turns: tuple[TestRow, ...]  # before and after this one
    measures: tuple[tuple[str, str], ...]  # title and way there, as far as they are seen
    links: Links | None
    may_change: Decision
    may_start: Decision
    may_note: Decision
    may_hold: Decision
    may_finish: Decision
    may_plan: Decision
    is_done: bool


def tests_of(challenge: Challenge) -> QuerySet[Test]:
    """The tests of a challenge with what their rows show, in three queries."""
    waiting = Ask.objects.filter(state=AskState.WAITING).order_by("asked_on", "pk")
    return (
        challenge.tests
        .select_related("owner", "challenge")
        .prefetch_related(Prefetch("asks", waiting, to_attr="waiting"))
        .order_by("number")
    )


def test_for(challenge: Challenge, pk: UUID) -> Test:
    """A test of a challenge that has come through `challenge_for`."""
    test = get_object_or_404(tests_of(challenge), pk=pk)
    test.challenge = challenge
    return test


def row_of(test: Test, *, today: dt.date) -> TestRow:
    told = {"n": test.number, "title": test.title}
    shape = "dropped" if test.outcome == Outcome.ABANDON else _STATE_SHAPES[TestState(test.state)]
    return TestRow(
        pk=test.pk,
        title=_("Test %(n)s: %(title)s") % told,
        url=reverse("challenges:test", args=[test.challenge_id, test.pk]),
        shape=shape,
        state=_state(test, today),
        sentence=_sentence(test),
        note=_note(test),
        ask=_ask(test, today) if test.state == TestState.HELD_UP else None,
        owner=test.owner.name,
    )


def _state(test: Test, today: dt.date) -> str:
    if test.state == TestState.RUNNING and test.starts_on:
        told = {"n": max(1, (today - test.starts_on).days + 1)}
        if test.ends_on and test.ends_on < today:
            over = words.count((today - test.ends_on).days, "day", "days")
            return _("Running, %(over)s longer than planned") % {"over": over}
        if test.ends_on:
            days = (test.ends_on - test.starts_on).days + 1
            return _("Running, day %(n)s of %(days)s") % {**told, "days": days}
        return _("Running, day %(n)s") % told
    return str(test.get_outcome_display() if test.outcome else test.get_state_display())


def _sentence(test: Test) -> str:
    if test.state == TestState.HELD_UP and test.held_words:
        return _("Waits: %(words)s") % {"words": test.held_words}
    told = {"prediction": test.prediction, "happened": test.happened}
    if test.state == TestState.DONE:
        return _("We expected: %(prediction)s It was: %(happened)s") % told
    if test.happened:
        return _("We expect: %(prediction)s So far: %(happened)s") % told
    return _("We expect: %(prediction)s") % told


def _note(test: Test) -> str:
    if test.state == TestState.DONE:
        learned = _("Learned: %(words)s") % {"words": test.learned}
        onward = _("Next: %(words)s") % {"words": test.next_step} if test.next_step else ""
        return f"{learned} {onward}".strip()
    owner = _("Owner: %(name)s.") % {"name": test.owner.name}
    if test.ends_on:
        return f"{_('Result due %(day)s.') % {'day': words.day(test.ends_on)}} {owner}"
    return owner


def _ask(test: Test, today: dt.date) -> tuple[str, str] | None:
    asks: Sequence[Ask] = getattr(test, "waiting", ())
    if not asks:
        return None
    days = (today - asks[0].asked_on).days
    told = {"days": words.count(days, "day", "days"), "title": asks[0].title}
    said = _("Asked %(days)s ago: %(title)s") if days else _("Asked today: %(title)s")
    return said % told, reverse("challenges:ask", args=[asks[0].pk])


def tests_panel(actor: Actor, challenge: Challenge, *, at: dt.datetime) -> TestsPanel:
    """What is under way, and the newest that are done; two queries."""
    tests = list(tests_of(challenge))
    newest = sorted(tests, key=lambda t: (t.state != TestState.DONE, t.number), reverse=True)
    shown = sorted(newest[:MOST_SHOWN], key=lambda t: t.number)
    return TestsPanel(
        rows=tuple(row_of(t, today=day_of(at)) for t in shown),
        n=len(tests),
        url=reverse("challenges:tests", args=[challenge.pk]),
    )


def tests_page(actor: Actor, challenge: Challenge, *, at: dt.datetime) -> TestsPage:
    """The board by state, and beneath it what was learned."""
    tests, today = list(tests_of(challenge)), day_of(at)
    rows = {t.pk: row_of(t, today=today) for t in tests}
    return TestsPage(
        shell=shell_of(actor, challenge, tab="tests", at=at),
        columns=tuple(
            Column(str(s.label), _STATE_SHAPES[s], tuple(rows[t.pk] for t in tests if t.state == s))
            for s in TestState
        ),
        lessons=tuple(_lesson(t, rows[t.pk]) for t in tests if t.state == TestState.DONE),
        n_ideas=challenge.ideas.filter(state=IdeaState.OPEN).count(),
        reached=_reached(sum(t.people_reached or 0 for t in tests)),
        may_plan=policies.plan_test(actor, challenge),
    )


def _lesson(test: Test, row: TestRow) -> Lesson:
    return Lesson(
        row=row,
        learned=test.learned,
        outcome=str(test.get_outcome_display()),
        next_step=test.next_step,
        reached=f"{test.people_reached:,}" if test.people_reached is not None else "–",
    )


def _reached(n: int) -> str:
    return words.count(n, "person reached", "people reached") if n else ""


def test_page(actor: Actor, challenge: Challenge, test: Test, *, at: dt.datetime) -> TestPage:
    today = day_of(at)
    ref = Ref("test", test.pk)
    around = tests_of(challenge).filter(pk__in=_turns(test))
    return TestPage(
        shell=shell_of(actor, challenge, tab="tests", at=at),
        row=row_of(test, today=today),
        pk=test.pk,
        pairs=_pairs(test),
        after=_after(test),
        turns=tuple(row_of(t, today=today) for t in around),
        measures=_measures(actor, challenge, test),
        links=thread.links_of(actor, [ref]).get(ref),
        may_change=policies.change_test(actor, test),
        may_start=policies.start_test(actor, test),
        may_note=policies.note_on_test(actor, test),
        may_hold=policies.hold_test(actor, test),
        may_finish=policies.finish_test(actor, test),
        may_plan=policies.plan_test(actor, challenge),
        is_done=test.state == TestState.DONE,
    )


def _turns(test: Test) -> list[UUID]:
    before = [test.follows_id] if test.follows_id else []
    return before + list(test.next_turns.values_list("pk", flat=True))


def _pairs(test: Test) -> tuple[tuple[str, str], ...]:
    pairs = (
        (_("We think that"), test.hypothesis),
        (_("The smallest way to find out"), test.smallest),
        (_("We expect to see"), test.prediction),
        (_("Owner"), test.owner.name),
        (_("From"), words.day(test.starts_on) if test.starts_on else ""),
        (_("Until"), words.day(test.ends_on) if test.ends_on else ""),
        (_("Waits for"), test.held_words),
    )
    return tuple((name, value) for name, value in pairs if value)


def _after(test: Test) -> tuple[tuple[str, str], ...]:
    happened = _("What happened") if test.state == TestState.DONE else _("So far")
    reached = f"{test.people_reached:,}" if test.people_reached is not None else ""
    pairs = (
        (happened, test.happened),
        (_("What we learned"), test.learned),
        (_("What we do with it"), str(test.get_outcome_display()) if test.outcome else ""),
        (_("Next"), test.next_step),
        (_("People reached"), reached),
    )
    return tuple((name, value) for name, value in pairs if value)


def _measures(actor: Actor, challenge: Challenge, test: Test) -> tuple[tuple[str, str], ...]:
    held = test.measures.values("measure")
    seen = attached_to(actor, challenge).filter(pk__in=held)
    return tuple(
        (row.measure.definition.title, reverse("measures:measure", args=[row.measure_id]))
        for row in seen
    )


def test_initial(test: Test) -> dict[str, Any]:
    """What the forms of a test begin with."""
    names = ("title", "hypothesis", "smallest", "prediction", "starts_on", "ends_on", "happened",
             "learned", "next_step", "people_reached", "version")  # fmt: skip
    held = [str(pk) for pk in test.measures.values_list("measure", flat=True)]
    given = {name: getattr(test, name) for name in names}
    return {**given, "owner": str(test.owner_id), "measures": held}


def test_beginning(
    actor: Actor, challenge: Challenge, asked: Mapping[str, str]
) -> tuple[Idea | None, Test | None, dict[str, Any]]:
    """The idea or the turn that a new test begins from, and what its form begins with."""
    idea = idea_for(challenge, _key(asked["idea"])) if asked.get("idea") else None
    follows = test_for(challenge, _key(asked["follows"])) if asked.get("follows") else None
    initial: dict[str, Any] = {"owner": str(actor.id)}
    if idea:
        initial |= {"title": idea.title, "hypothesis": idea.detail}
    if follows:
        before = test_initial(follows)
        kept = ("title", "hypothesis", "smallest", "owner", "measures")
        initial |= {name: before[name] for name in kept}
    return idea, follows, initial


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None


def beginning_pairs(idea: Idea | None, follows: Test | None) -> tuple[tuple[str, str], ...]:
    """What should be before one's eyes while a test is planned."""
    pairs = (
        (_("The idea"), idea.title if idea else ""),
        (_("The turn before"), follows.title if follows else ""),
        (_("What it taught"), follows.learned if follows else ""),
        (_("What was to come next"), follows.next_step if follows else ""),
    )
    return tuple((name, value) for name, value in pairs if value)
