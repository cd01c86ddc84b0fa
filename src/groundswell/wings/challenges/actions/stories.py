"""The story of a challenge: written, approved by somebody else, public as approved, taken down."""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.kinds import RoleCode

from .. import policies
from ..kinds import StoryState, Told
from ..models import Challenge, Result, Story
from ..resulting import sentence_of
from ..storytelling import STORY_PARTS
from .checks import line, locked, not_overtaken, record, unchanged_since, words
from .telling import people_in, tell

LONGEST_SLUG = 70  # characters; a number may follow


@transaction.atomic
def write_story(
    *,
    challenge: Challenge,
    title: str,
    parts: Mapping[str, str],
    results: Collection[Result] = (),
    version: int | None = None,
    by: Actor,
    at: dt.datetime,
) -> Story:
    """Write it, or write it anew; a yes that was asked for has to be asked for again.

    Raises Refused, Unusable; Overtaken where somebody else was faster, with what they wrote.
    """
    challenge = locked(challenge)
    story = _story_of(challenge)
    policies.write_story(by, challenge, story).or_refuse()
    if story is None:
        story = Story(challenge=challenge, version=0)
    else:
        not_overtaken(version, story.version, texts_of_story(story))
    story.title = line(title, field="title", missing=_("Give the story a title."))
    story.words = {name: words(parts.get(name, ""), field=name) for name in STORY_PARTS}
    story.slug = story.slug or _free_slug(story.title)
    story.state, story.written_by, story.changed_at = StoryState.DRAFT, by.person, at
    story.version += 1
    story.save()
    story.results.set(_own(challenge, results))
    record("story.written", challenge, by=by, at=at)
    return story


@transaction.atomic
def ask_for_approval(*, story: Story, by: Actor, at: dt.datetime) -> Story:
    """Ask the sponsor to answer for it. Raises Refused; Unusable while nothing is told."""
    story = _locked(story)
    policies.ask_for_approval(by, story).or_refuse()
    if not all(story.words[name] for name in ("why", "tried", "came")):
        raise Unusable(_("Say why you began, what you tried and what came of it first."))
    story.state, story.asked_by, story.asked_at = StoryState.ASKED, by.person, at
    story.save(update_fields=["state", "asked_by", "asked_at"])
    challenge = story.challenge
    record("story.asked", challenge, by=by, at=at)
    told = {"title": challenge.title, "by": by.name}
    tell(
        challenge,
        Told.KEEPING,
        _("The story of “%(title)s” waits for your approval") % told,
        _("%(by)s asks you to read it. Once you approve it, everybody can.") % told,
        key=f"story:{story.version}",
        person_ids=[i for i in people_in(challenge, RoleCode.SPONSOR) if i != by.id],
        at=at,
        page="story",
    )
    return story


@transaction.atomic
def approve_story(*, story: Story, version: int, by: Actor, at: dt.datetime) -> Story:
    """Make it public as it was read in that version.

    Raises Refused, also for whoever wrote it; Stale where it was changed since.
    """
    story = _locked(story)
    policies.approve_story(by, story).or_refuse()
    unchanged_since(version, story.version)
    story.published_words = _frozen(story, at)
    story.state, story.approved_by, story.approved_at = StoryState.PUBLISHED, by.person, at
    story.save(update_fields=["published_words", "state", "approved_by", "approved_at"])
    challenge = story.challenge
    record("story.approved", challenge, by=by, at=at)
    tell(
        challenge,
        Told.KEEPING,
        _("The story of “%(title)s” is public") % {"title": challenge.title},
        _("%(by)s approved it.") % {"by": by.name},
        key=f"story-public:{story.version}",
        person_ids=[i for i in people_in(challenge) if i != by.id],
        at=at,
        page="story",
    )
    return story


@transaction.atomic
def take_story_down(*, story: Story, by: Actor, at: dt.datetime) -> Story:
    """Nobody outside reads it from now on. Raises Refused."""
    story = _locked(story)
    policies.take_story_down(by, story).or_refuse()
    story.state = StoryState.WITHDRAWN
    story.save(update_fields=["state"])
    record("story.taken_down", story.challenge, by=by, at=at)
    return story


def texts_of_story(story: Story) -> dict[str, str]:
    """What people write in a story, by the name of its field."""
    return {"title": story.title, **story.words}


def _story_of(challenge: Challenge) -> Story | None:
    return Story.objects.filter(challenge=challenge).first()


def _locked(story: Story) -> Story:
    challenge = locked(story.challenge)
    story = Story.objects.select_related("approved_by").get(pk=story.pk)
    story.challenge = challenge
    return story


def _own(challenge: Challenge, results: Collection[Result]) -> Collection[Result]:
    if any(r.challenge_id != challenge.pk or r.withdrawn_at for r in results):
        raise Unusable(_("Choose among the results of this challenge that stand."), field="results")
    return results


def _free_slug(title: str) -> str:
    """A part of an address that no other story has; taken stories keep theirs."""
    stem = slugify(title)[:LONGEST_SLUG].strip("-") or "story"
    taken = set(Story.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    names = [stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)


def _frozen(story: Story, at: dt.datetime) -> dict[str, Any]:
    """What readers see from now on, whatever is written later."""
    standing = story.results.filter(withdrawn_at=None).order_by("at", "pk")
    return {
        "title": story.title,
        "host": story.challenge.organisation.name,
        "challenge": story.challenge.title,
        "on": day_of(at).isoformat(),
        "parts": dict(story.words),
        "results": [_told(result) for result in standing],
    }


def _told(result: Result) -> dict[str, Any]:
    return {
        "id": str(result.pk),
        "statement": result.statement,
        "sentence": sentence_of(result),
        "source": result.source,
        "method": result.method,
        "is_claim": result.is_claim,
    }
