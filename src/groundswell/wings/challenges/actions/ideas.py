"""Ideas: what might be worth trying, before anybody has said how."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.ground.people.actors import Actor

from .. import policies
from ..kinds import IdeaState
from ..models import Challenge, Idea
from . import findable
from .checks import line, locked, not_overtaken, record, words


@transaction.atomic
def add_idea(
    *,
    challenge: Challenge,
    title: str,
    detail: str = "",
    theme: str = "",
    by: Actor,
    at: dt.datetime,
) -> Idea:
    """Write an idea down. Raises Refused, Unusable."""
    challenge = locked(challenge)
    policies.add_idea(by, challenge).or_refuse()
    idea = Idea(challenge=challenge, by=by.person, at=at)
    _fill(idea, title, detail, theme)
    idea.save(force_insert=True)
    findable.index_idea(idea)
    record("challenge.idea_added", challenge, by=by, at=at)
    return idea


@transaction.atomic
def change_idea(
    *,
    idea: Idea,
    version: int,
    title: str,
    detail: str = "",
    theme: str = "",
    by: Actor,
    at: dt.datetime,
) -> Idea:
    """Word it anew. Raises Refused, Unusable; Overtaken where somebody else was faster."""
    idea = _locked(idea)
    policies.change_idea(by, idea).or_refuse()
    before = _texts(idea)
    _fill(idea, title, detail, theme)
    if _texts(idea) == before:
        return idea
    not_overtaken(version, idea.version, before)
    idea.version += 1
    idea.save()
    findable.index_idea(idea)
    return idea


@transaction.atomic
def set_aside_idea(*, idea: Idea, reason: str, by: Actor, at: dt.datetime) -> Idea:
    """Not now, and why. Raises Refused, Unusable."""
    idea = _locked(idea)
    policies.set_aside_idea(by, idea).or_refuse()
    idea.words = words(reason, field="reason", missing=_("Say why, so that it need not be asked."))
    idea.state = IdeaState.SET_ASIDE
    idea.save(update_fields=["state", "words"])
    record("challenge.idea_set_aside", idea.challenge, by=by, at=at)
    return idea


@transaction.atomic
def bring_back_idea(*, idea: Idea, by: Actor, at: dt.datetime) -> Idea:
    """Think of it again. Raises Refused."""
    idea = _locked(idea)
    policies.bring_back_idea(by, idea).or_refuse()
    idea.state, idea.words = IdeaState.OPEN, ""
    idea.save(update_fields=["state", "words"])
    record("challenge.idea_brought_back", idea.challenge, by=by, at=at)
    return idea


def _locked(idea: Idea) -> Idea:
    challenge = locked(idea.challenge)
    idea = Idea.objects.get(pk=idea.pk)
    idea.challenge = challenge
    return idea


def _fill(idea: Idea, title: str, detail: str, theme: str) -> None:
    idea.title = line(title, field="title", missing=_("Say in a line what might be tried."))
    idea.detail = words(detail, field="detail")
    idea.theme = line(theme, field="theme")


def _texts(idea: Idea) -> dict[str, str]:
    return {"title": idea.title, "detail": idea.detail, "theme": idea.theme}
