"""What leaves a challenge as a document: its note, a review, what is kept, its story."""

import datetime as dt
from collections.abc import Iterable, Iterator
from uuid import UUID

from django.conf import settings
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.ground.documents.description import (
    Block,
    Bullets,
    Document,
    Heading,
    Paragraph,
    Table,
)
from groundswell.ground.documents.kinds import DocumentKind
from groundswell.ground.kernel.clock import LONDON
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words

from . import queries
from .kinds import StoryState
from .models import Challenge, Review, Story
from .naming import NOTE_LABELS, note_words

FORMATS = ("pdf", "pptx")
_LISTS = ("guardrails", "questions")  # parts of a note with a point a line


def _source(name: str, *args: object) -> str:
    url = settings.PUBLIC_URL + reverse(f"challenges:{name}", args=args)
    return _("All of it, as it is today: %(url)s") % {"url": url}


def _meta(challenge: Challenge) -> tuple[tuple[str, str], ...]:
    return ((_("Challenge"), challenge.title), (_("Host"), challenge.organisation.name))


def noon(on: dt.date) -> dt.datetime:
    """A moment of the day for which the reader is asked about."""
    return dt.datetime.combine(on, dt.time(12), tzinfo=LONDON)


def _paragraphs(lines: Iterable[str]) -> Iterator[Block]:
    return (Paragraph(line) for line in lines)


def note(actor: Actor, pk: UUID) -> Document:
    """The challenge note as it stands. Http404 where the challenge is not theirs to see."""
    challenge = queries.challenge_for(actor, pk)
    return Document(
        title=challenge.title,
        lead=_("The challenge note"),
        meta=_meta(challenge)[1:],
        blocks=tuple(_note(challenge)),
        source=_source("note", pk),
    )


def _note(challenge: Challenge) -> Iterator[Block]:
    for name, text in note_words(challenge).items():
        lines = tuple(line for line in text.split("\n") if line.strip())
        if name == "title" or not lines:
            continue
        yield Heading(str(NOTE_LABELS[name]))
        if name in _LISTS:
            yield Bullets(lines)
        else:
            yield from _paragraphs(lines)


def review(actor: Actor, pk: UUID) -> Document:
    """A review: the team's words, then the record as it stood."""
    found = get_object_or_404(Review, pk=pk)
    challenge = queries.challenge_for(actor, found.challenge_id)
    found = queries.review_for(challenge, found.milestone)
    parts, on = queries.evidence_for(actor, found, on=actor.on)
    return Document(
        title=_("Review: %(when)s") % {"when": found.get_milestone_display()},
        lead=challenge.title,
        meta=(*_meta(challenge), (_("The record of"), words.day(on))),
        blocks=(*_said(found), *_evidence(parts)),
        source=_source("review", challenge.pk, found.milestone),
    )


def _said(found: Review) -> Iterator[Block]:
    for heading, lines in queries.said_of(found):
        yield Heading(heading)
        yield from _paragraphs(lines)


def _evidence(parts: Iterable[queries.EvidencePart]) -> Iterator[Block]:
    yield Heading(_("What the record says"))
    for part in parts:
        yield Table(part.heading, (_("What"), _("As it stood")), part.pairs)


def keeping(actor: Actor, pk: UUID) -> Document:
    """The sustainability pack: what becomes of each change, what leaders said, who carries on."""
    challenge = queries.challenge_for(actor, pk)
    page = queries.keeping_page(actor, challenge, at=noon(actor.on))
    return Document(
        title=_("What we keep: %(title)s") % {"title": challenge.title},
        lead=page.yearly and _("All that is kept costs %(sum)s a year.") % {"sum": page.yearly},
        meta=_meta(challenge),
        blocks=(*_changes(page), *_recommended(page), *_carried_on(page), *_held(page.held)),
        source=_source("keeping", pk),
    )


def _changes(page: queries.KeepingPage) -> Iterator[Block]:
    yield Heading(_("What becomes of each change"))
    headings = (
        _("Change"), _("What becomes of it"), _("Who carries it"), _("Cost a year"),
        _("Agreed in"), _("Measure after"), _("Leaders"),
    )  # fmt: skip
    rows = tuple(
        (c.title, c.verdict, c.owner, c.cost, c.agreement, c.measure[0], _answered(c.answer))
        for c in page.changes
    )
    yield Table(_("Changes"), headings, rows)


def _answered(answer: queries.AnswerWords) -> str:
    return ". ".join(part for part in (answer.state, answer.said) if part)


def _recommended(page: queries.KeepingPage) -> Iterator[Block]:
    yield Heading(_("What we recommend"))
    rows = tuple(
        ("\n".join(row.lines), row.to, _answered(row.answer)) for row in page.recommendations
    )
    yield Table(_("Recommendations"), (_("Recommendation"), _("To"), _("Answer")), rows)


def _carried_on(page: queries.KeepingPage) -> Iterator[Block]:
    yield Heading(_("Measures that live on"))
    rows = tuple((row.title, row.owner or _("Nobody yet")) for row in page.measures)
    yield Table(_("Measures"), (_("Measure"), _("Who looks after it")), rows)


def _held(rows: Iterable[queries.HoldRow]) -> Iterator[Block]:
    found = tuple((row.title, row.state, "\n".join(row.said)) for row in rows)
    if found:
        yield Heading(_("Did the gain hold?"))
        yield Table(_("Asked after day 100"), (_("When"), _("Answer"), _("In words")), found)


def story(actor: Actor, pk: UUID) -> Document:
    """As it was approved; before that as it stands, for the challenge's own people alone."""
    found = get_object_or_404(Story.objects.select_related("challenge__organisation"), pk=pk)
    is_public = found.state == StoryState.PUBLISHED
    if is_public:
        public = queries.public_story(found, on=actor.on)
        state, telling = _("Approved on %(day)s") % {"day": public.day}, public.telling
    else:
        challenge = queries.challenge_for(actor, found.challenge_id)
        found = queries.story_for(actor, challenge)
        state, telling = _("A draft that nobody has approved"), queries.draft_of(found)
    return Document(
        title=telling.title,
        lead=found.challenge.title,
        meta=((_("State"), state),),
        blocks=tuple(_telling(telling)),
        source=_source("public_story", found.slug) if is_public else "",
    )


def _telling(telling: queries.Telling) -> Iterator[Block]:
    for heading, lines in telling.parts:
        yield Heading(heading)
        yield from _paragraphs(lines)
    if telling.results:
        yield Heading(_("Results"))
        headings = (_("Result"), _("In numbers"), _("Source"), _("Method"))
        rows = tuple(
            (_named(r), r.sentence, r.source or _("None given"), r.method or _("None given"))
            for r in telling.results
            if not r.is_withdrawn
        )
        yield Table(_("What came of it"), headings, rows)


def _named(result: queries.ToldResult) -> str:
    said = {"said": result.statement}
    return _("Claim: %(said)s") % said if result.is_claim else result.statement


KINDS = {
    "challenge-note": DocumentKind(gettext_lazy("The note of a challenge"), note, FORMATS),
    "challenge-keeping": DocumentKind(gettext_lazy("What a challenge keeps"), keeping, FORMATS),
    "challenge-story": DocumentKind(gettext_lazy("The story of a challenge"), story, FORMATS),
    "challenge-review": DocumentKind(gettext_lazy("A review of a challenge"), review, FORMATS),
}
