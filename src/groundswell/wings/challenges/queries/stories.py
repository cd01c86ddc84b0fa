"""Stories: the draft for the challenge's own people, and what everybody reads once approved."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.engines.library import queries as library
from groundswell.ground.documents.queries import TakeAway, take_away
from groundswell.ground.kernel.decisions import Decision
from groundswell.ground.kernel.references import Ref
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words

from .. import policies
from ..kinds import Milestone, StoryState
from ..models import Challenge, HoldCheck, Result, Story
from ..resulting import sentence_of
from ..storytelling import STORY_PARTS
from .holding import state_of_check
from .interventions import WriteUp, write_ups
from .parts import lines_of
from .shell import Shell, shell_of

_SHAPES = {
    StoryState.DRAFT: "todo",
    StoryState.ASKED: "waiting",
    StoryState.PUBLISHED: "done",
    StoryState.WITHDRAWN: "dropped",
}
LONGEST_TEASER = 240  # characters


@dataclass(frozen=True, slots=True)
class ToldResult:
    statement: str
    sentence: str
    is_claim: bool
    source: str
    method: str
    is_withdrawn: bool  # since the story was approved


@dataclass(frozen=True, slots=True)
class Telling:
    """A story as it is read."""

    title: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    results: tuple[ToldResult, ...]


@dataclass(frozen=True, slots=True)
class StoryPage:
    """The story among the challenge's own people, approved or not."""

    shell: Shell
    telling: Telling | None  # None: nothing is written yet
    shape: str
    state: str
    version: int
    public_url: str  # empty while it is not public
    may_write: Decision
    may_ask: Decision
    may_approve: Decision
    may_take_down: Decision
    take_away: TakeAway | None
    write_ups: tuple[WriteUp, ...]
    may_write_up: Decision
    drafts: tuple[tuple[str, str], ...]  # of the library, as far as this reader may read them


@dataclass(frozen=True, slots=True)
class PublicStory:
    telling: Telling
    challenge: str
    host: str
    day: str
    held: tuple[tuple[str, str], ...]  # when it was asked, and what was answered


@dataclass(frozen=True, slots=True)
class Teaser:
    title: str
    url: str
    host: str
    day: str
    came: str


def story_of(actor: Actor, challenge: Challenge) -> Story | None:
    """The story of a challenge that has come through `challenge_for`; None: not written yet. For
    those who may not read it unapproved there is nothing here. Raises Http404."""
    if not policies.sees_story(actor, challenge):
        raise Http404
    story = Story.objects.select_related("approved_by").filter(challenge=challenge).first()
    if story:
        story.challenge = challenge
    return story


def story_for(actor: Actor, challenge: Challenge) -> Story:
    """As `story_of`; Http404 also where none is written."""
    story = story_of(actor, challenge)
    if story is None:
        raise Http404
    return story


def story_page(actor: Actor, challenge: Challenge, *, at: dt.datetime) -> StoryPage:
    story = story_of(actor, challenge)
    nothing = Decision(_("Nothing is written yet."))
    state = StoryState(story.state) if story else StoryState.DRAFT
    is_public = state == StoryState.PUBLISHED
    return StoryPage(
        shell=shell_of(actor, challenge, tab="story", at=at),
        telling=draft_of(story) if story else None,
        shape=_SHAPES[state],
        state=str(state.label) if story else "",
        version=story.version if story else 0,
        public_url=reverse("challenges:public_story", args=[story.slug])
        if story and is_public
        else "",
        may_write=policies.write_story(actor, challenge, story),
        may_ask=policies.ask_for_approval(actor, story) if story else nothing,
        may_approve=policies.approve_story(actor, story) if story else nothing,
        may_take_down=policies.take_story_down(actor, story) if story else nothing,
        take_away=take_away("challenge-story", story.pk) if story else None,
        write_ups=write_ups(challenge),
        may_write_up=policies.write_up(actor, challenge),
        drafts=library.drafts_from(actor, Ref("challenge", challenge.pk)),
    )


def draft_of(story: Story) -> Telling:
    """As it stands, for those who work on it."""
    found = story.results.filter(withdrawn_at=None).order_by("at", "pk")
    return Telling(
        title=story.title,
        parts=_parts(story.words),
        results=tuple(_of_row(result) for result in found),
    )


def _of_row(result: Result) -> ToldResult:
    return ToldResult(
        statement=result.statement,
        sentence=sentence_of(result),
        is_claim=result.is_claim,
        source=result.source,
        method=result.method,
        is_withdrawn=False,
    )


def _parts(texts: Mapping[str, str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    told = ((str(label), lines_of(texts.get(name, ""))) for name, label in STORY_PARTS.items())
    return tuple((label, lines) for label, lines in told if lines)


def published_story(slug: str) -> Story:
    """A story that is public now; everything else is the same 404."""
    return get_object_or_404(Story, slug=slug, state=StoryState.PUBLISHED)


def public_story(story: Story, *, on: dt.date) -> PublicStory:
    """What was approved, and nothing besides; later doubts are told with it."""
    frozen = story.published_words
    return PublicStory(
        telling=Telling(frozen["title"], _parts(frozen["parts"]), _frozen(frozen["results"])),
        challenge=frozen["challenge"],
        host=frozen["host"],
        day=words.day(dt.date.fromisoformat(frozen["on"])),
        held=_held(story.challenge_id, on),
    )


def _frozen(results: Iterable[Mapping[str, Any]]) -> tuple[ToldResult, ...]:
    kept = list(results)
    withdrawn = {
        str(pk)
        for pk in Result.objects.filter(
            pk__in=[UUID(r["id"]) for r in kept], withdrawn_at__isnull=False
        ).values_list("pk", flat=True)
    }
    return tuple(
        ToldResult(
            statement=r["statement"],
            sentence=r["sentence"],
            is_claim=r["is_claim"],
            source=r["source"],
            method=r["method"],
            is_withdrawn=r["id"] in withdrawn,
        )
        for r in kept
    )


def _held(challenge_id: UUID, on: dt.date) -> tuple[tuple[str, str], ...]:
    due = HoldCheck.objects.filter(challenge=challenge_id, due_on__lte=on).order_by("due_on")
    return tuple(
        (str(Milestone(check.milestone).label), state_of_check(check, on=on)) for check in due
    )


def public_stories() -> tuple[Teaser, ...]:
    """Every public story, the newest first."""
    found = Story.objects.filter(state=StoryState.PUBLISHED).order_by("-approved_at", "pk")
    return tuple(_teaser(story) for story in found)


def _teaser(story: Story) -> Teaser:
    frozen = story.published_words
    came = " ".join(frozen["parts"]["came"].split())
    short = came if len(came) <= LONGEST_TEASER else came[:LONGEST_TEASER].rsplit(" ", 1)[0] + " …"
    return Teaser(
        title=frozen["title"],
        url=reverse("challenges:public_story", args=[story.slug]),
        host=frozen["host"],
        day=words.day(dt.date.fromisoformat(frozen["on"])),
        came=short,
    )


def story_initial(story: Story | None) -> dict[str, Any]:
    """What the form of a story begins with."""
    if story is None:
        return {}
    chosen = [str(pk) for pk in story.results.values_list("pk", flat=True)]
    return {"title": story.title, **story.words, "results": chosen, "version": story.version}
