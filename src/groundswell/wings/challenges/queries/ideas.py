"""Ideas: those to be thought of, those that became tests, those set aside."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.decisions import Decision
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words

from .. import policies
from ..kinds import IdeaState
from ..models import Challenge, Idea, Test
from .shell import Shell, shell_of


@dataclass(frozen=True, slots=True)
class IdeaRow:
    pk: UUID
    title: str
    detail: str
    theme: str
    who: str
    why: str  # it was set aside
    tests: tuple[tuple[str, str], ...]
    may_change: Decision
    may_set_aside: Decision
    may_bring_back: Decision


@dataclass(frozen=True, slots=True)
class IdeasPage:
    shell: Shell
    open: tuple[IdeaRow, ...]
    tested: tuple[IdeaRow, ...]
    aside: tuple[IdeaRow, ...]
    may_add: Decision
    may_plan: Decision


def idea_for(challenge: Challenge, pk: UUID) -> Idea:
    """An idea of a challenge that has come through `challenge_for`."""
    idea = get_object_or_404(Idea, challenge=challenge, pk=pk)
    idea.challenge = challenge
    return idea


def ideas_page(actor: Actor, challenge: Challenge, *, at: dt.datetime) -> IdeasPage:
    found = challenge.ideas.select_related("by").prefetch_related("tests").order_by("at", "pk")
    ideas = list(found)
    for idea in ideas:
        idea.challenge = challenge

    def rows(state: str) -> tuple[IdeaRow, ...]:
        return tuple(_idea(actor, i) for i in ideas if i.state == state)

    return IdeasPage(
        shell=shell_of(actor, challenge, tab="tests", at=at),
        open=rows(IdeaState.OPEN),
        tested=rows(IdeaState.TESTED),
        aside=rows(IdeaState.SET_ASIDE),
        may_add=policies.add_idea(actor, challenge),
        may_plan=policies.plan_test(actor, challenge),
    )


def _idea(actor: Actor, idea: Idea) -> IdeaRow:
    told = {"who": idea.by.name, "day": words.day(day_of(idea.at))}
    return IdeaRow(
        pk=idea.pk,
        title=idea.title,
        detail=idea.detail,
        theme=idea.theme,
        who=_("%(who)s, %(day)s") % told,
        why=idea.words,
        tests=tuple(_links_to(idea.challenge_id, idea.tests.all())),
        may_change=policies.change_idea(actor, idea),
        may_set_aside=policies.set_aside_idea(actor, idea),
        may_bring_back=policies.bring_back_idea(actor, idea),
    )


def _links_to(challenge_id: UUID, tests: Iterable[Test]) -> Iterable[tuple[str, str]]:
    for test in sorted(tests, key=lambda t: t.number):
        title = _("Test %(n)s") % {"n": test.number}
        yield title, reverse("challenges:test", args=[challenge_id, test.pk])
