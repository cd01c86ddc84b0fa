"""What of challenges hangs on the golden thread; each is seen by those who see its challenge."""

import datetime as dt
from collections.abc import Collection, Mapping
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.decisions import ALLOWED, Decision
from groundswell.ground.kernel.references import Ref
from groundswell.ground.kernel.registries import (
    Answering,
    Column,
    Expectation,
    Start,
    ThreadItem,
    ThreadKind,
)
from groundswell.ground.people import queries as people
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.kinds import RoleCode

from . import policies
from .kinds import Answered, AskState, IdeaState, Outcome, Stage, TestState, Verdict
from .models import Ask, Challenge, Change, Goal, Idea, Recommendation, Result, Test
from .policies.standing import TEAM
from .queries.access import asks_visible_to, recommendations_visible_to, visible_to
from .resulting import sentence_of

_MEASURED = Expectation(
    link="measured_by",
    title=gettext_lazy("No measure yet"),
    heading=gettext_lazy("A test without a measure"),
    column=Column.MEASURE,
)


def challenges(actor: Actor, ids: Collection[UUID]) -> dict[UUID, ThreadItem]:
    return {c.pk: _challenge(c) for c in visible_to(actor).filter(pk__in=ids)}


def _challenge(challenge: Challenge) -> ThreadItem:
    return ThreadItem(
        ref=Ref("challenge", challenge.pk),
        title=challenge.title,
        detail=challenge.organisation.name,
        url=reverse("challenges:challenge", args=[challenge.pk]),
        on=challenge.day_zero,
        state=str(challenge.get_stage_display()),
    )


def goals(actor: Actor, ids: Collection[UUID]) -> dict[UUID, ThreadItem]:
    found = Goal.objects.filter(pk__in=ids, challenge__in=visible_to(actor).values("pk"))
    return {g.pk: _goal(g) for g in found.select_related("challenge", "set_by")}


def _goal(goal: Goal) -> ThreadItem:
    return ThreadItem(
        ref=Ref("goal", goal.pk),
        title=goal.statement,
        detail=_("Goal of %(title)s") % {"title": goal.challenge.title},
        url=reverse("challenges:goal", args=[goal.challenge_id]),
        on=day_of(goal.set_at),
        state=str(goal.get_state_display()),
        owner=goal.set_by.name,
    )


def ideas(actor: Actor, ids: Collection[UUID]) -> dict[UUID, ThreadItem]:
    found = Idea.objects.filter(pk__in=ids, challenge__in=visible_to(actor).values("pk"))
    return {i.pk: _idea(i) for i in found.select_related("challenge", "by")}


def _idea(idea: Idea) -> ThreadItem:
    return ThreadItem(
        ref=Ref("idea", idea.pk),
        title=idea.title,
        detail=_("Idea of %(name)s, %(title)s")
        % {"name": idea.by.name, "title": idea.challenge.title},
        url=f"{reverse('challenges:ideas', args=[idea.challenge_id])}#idea-{idea.pk}",
        on=day_of(idea.at),
        state=str(idea.get_state_display()) if idea.state == IdeaState.SET_ASIDE else "",
        owner=idea.by.name,
    )


def tests(actor: Actor, ids: Collection[UUID]) -> dict[UUID, ThreadItem]:
    found = Test.objects.filter(pk__in=ids, challenge__in=visible_to(actor).values("pk"))
    return {t.pk: _test(t) for t in found.select_related("challenge", "owner")}


def _test(test: Test) -> ThreadItem:
    given_up = test.outcome == Outcome.ABANDON
    return ThreadItem(
        ref=Ref("test", test.pk),
        title=_("Test %(n)s: %(title)s") % {"n": test.number, "title": test.title},
        detail=test.learned if test.state == TestState.DONE else test.hypothesis,
        url=reverse("challenges:test", args=[test.challenge_id, test.pk]),
        on=test.starts_on or day_of(test.made_at),
        state=state_of(test),
        owner=test.owner.name,
        fulfilled=frozenset({"measured_by"}) if given_up else frozenset(),
    )


def asks(actor: Actor, ids: Collection[UUID]) -> dict[UUID, ThreadItem]:
    found = asks_visible_to(actor).filter(pk__in=ids)
    return {a.pk: _ask(a, actor.on) for a in found}


def _ask(ask: Ask, on: dt.date) -> ThreadItem:
    waits = ask.state == AskState.WAITING
    told = {"name": (ask.answered_by or ask.to).name, "title": ask.challenge.title}
    late = waits and on > ask.due_on
    return ThreadItem(
        ref=Ref("ask", ask.pk),
        title=ask.title,
        detail=_("%(title)s asked %(name)s") % told if waits else _("By %(name)s") % told,
        url=reverse("challenges:ask", args=[ask.pk]),
        on=ask.answered_on or ask.asked_on,
        state=_("Overdue") if late else str(ask.get_state_display()),
        owner=ask.to.name,
        fulfilled=frozenset() if waits else frozenset({"answers"}),
    )


def state_of(test: Test) -> str:
    """ "Adapt" of one that is done, else where it stands."""
    return str(test.get_outcome_display() if test.outcome else test.get_state_display())


def changes(actor: Actor, ids: Collection[UUID]) -> dict[UUID, ThreadItem]:
    found = Change.objects.filter(pk__in=ids, challenge__in=visible_to(actor).values("pk"))
    return {c.pk: _change(c) for c in found.select_related("owner")}


def _change(change: Change) -> ThreadItem:
    is_over = change.verdict == Verdict.STOP
    return ThreadItem(
        ref=Ref("change", change.pk),
        title=change.title,
        detail=change.words,
        url=f"{reverse('challenges:keeping', args=[change.challenge_id])}#change-{change.pk}",
        on=day_of(change.at),
        state=str(change.get_verdict_display()),
        owner=change.owner.name if change.owner else "",
        fulfilled=frozenset({"measured_by"}) if is_over else frozenset(),
    )


def results(actor: Actor, ids: Collection[UUID]) -> dict[UUID, ThreadItem]:
    found = Result.objects.filter(pk__in=ids, challenge__in=visible_to(actor).values("pk"))
    return {r.pk: _result(r) for r in found.select_related("challenge", "by")}


def _result(result: Result) -> ThreadItem:
    stands = _("Claim") if result.is_claim else _("With its source")
    has_source = result.withdrawn_at is not None or not result.is_claim
    return ThreadItem(
        ref=Ref("result", result.pk),
        title=result.statement,
        detail=sentence_of(result),
        url=f"{reverse('challenges:results', args=[result.challenge_id])}#result-{result.pk}",
        on=day_of(result.at),
        state=_("Withdrawn") if result.withdrawn_at else stands,
        owner=result.by.name,
        fulfilled=frozenset({"rests_on"}) if has_source else frozenset(),
    )


def recommendations(actor: Actor, ids: Collection[UUID]) -> dict[UUID, ThreadItem]:
    found = recommendations_visible_to(actor).filter(pk__in=ids)
    return {r.pk: _recommendation(r) for r in found}


def _recommendation(made: Recommendation) -> ThreadItem:
    waits = made.answered == Answered.WAITING
    return ThreadItem(
        ref=Ref("recommendation", made.pk),
        title=made.words.splitlines()[0],
        detail=made.answer_words or made.challenge.title,
        url=reverse("challenges:recommendation", args=[made.pk]),
        on=day_of(made.answered_at or made.at),
        state=str(made.get_answered_display()),
        owner=made.to.name if made.to else "",
        fulfilled=frozenset() if waits else frozenset({"answers"}),
    )


KINDS: dict[str, ThreadKind] = {
    "challenge": ThreadKind(gettext_lazy("Challenges"), Column.FINDING, "challenges", challenges),
    "goal": ThreadKind(
        gettext_lazy("Goals"),
        Column.FINDING,
        "challenges",
        goals,
        expects=(
            Expectation(
                link="measured_by",
                title=gettext_lazy("No measure yet"),
                heading=gettext_lazy("A goal without a measure"),
                column=Column.MEASURE,
            ),
        ),
    ),
    "ask": ThreadKind(
        gettext_lazy("Asks"),
        Column.DECISION,
        "challenges",
        asks,
        expects=(
            Expectation(
                link="answers",
                title=gettext_lazy("No answer yet"),
                heading=gettext_lazy("An ask without an answer"),
                column=Column.DECISION,
                from_others=True,
            ),
        ),
    ),
    "change": ThreadKind(
        gettext_lazy("Changes that are kept"),
        Column.DECISION,
        "challenges",
        changes,
        expects=(
            Expectation(
                link="measured_by",
                title=gettext_lazy("No measure yet"),
                heading=gettext_lazy("A change that nothing measures"),
                column=Column.MEASURE,
            ),
        ),
    ),
    "result": ThreadKind(
        gettext_lazy("Results"),
        Column.RESULT,
        "challenges",
        results,
        expects=(
            Expectation(
                link="rests_on",
                title=gettext_lazy("No source yet"),
                heading=gettext_lazy("A result without a source"),
                column=Column.EVIDENCE,
            ),
        ),
    ),
    "recommendation": ThreadKind(
        gettext_lazy("Recommendations"),
        Column.DECISION,
        "challenges",
        recommendations,
        expects=(
            Expectation(
                link="answers",
                title=gettext_lazy("No answer yet"),
                heading=gettext_lazy("A recommendation without an answer"),
                column=Column.DECISION,
                from_others=True,
            ),
        ),
    ),
    "idea": ThreadKind(gettext_lazy("Ideas"), Column.EVIDENCE, "challenges", ideas),
    "test": ThreadKind(gettext_lazy("Tests"), Column.TEST, "challenges", tests, (_MEASURED,)),
}


def led_by(ids: Collection[UUID]) -> Mapping[UUID, Collection[UUID]]:
    """Who leads each of them, of those that go on."""
    going = Challenge.objects.filter(pk__in=ids).exclude(stage__in=OVER)
    return people.holders_in(list(going.values_list("pk", flat=True)), RoleCode.TEAM_LEADER)


def mine(actor: Actor, ids: Collection[UUID]) -> set[UUID]:
    led = {r.programme_id for r in actor.roles if r.code == RoleCode.TEAM_LEADER}
    going = Challenge.objects.filter(pk__in=[pk for pk in ids if pk in led]).exclude(stage__in=OVER)
    return set(going.values_list("pk", flat=True))


OVER = (Stage.STOPPED, Stage.CLOSED)
ANSWERING = Answering(owners=led_by, mine=mine)
STARTS = {
    "challenge": Start(
        label=gettext_lazy("Start a challenge"),
        url=lambda ref: f"{reverse('challenges:start')}?from={ref}",
        may=lambda actor: (
            ALLOWED
            if policies.starts_somewhere(actor)
            else Decision(_("System leads start challenges."))
        ),
        order=30,
    ),
    "test": Start(
        label=gettext_lazy("Plan a test in a challenge"),
        url=lambda ref: f"{reverse('challenges:begin_test')}?from={ref}",
        may=lambda actor: (
            ALLOWED
            if any(r.programme_id and r.code in (*TEAM, RoleCode.COACH) for r in actor.roles)
            else Decision(_("Teams of challenges plan tests."))
        ),
        order=20,
    ),
}
