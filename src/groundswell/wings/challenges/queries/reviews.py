"""Reviews: those of a challenge, and one with its evidence beside the team's words."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.engines.gatherings import queries as gatherings
from groundswell.ground.documents.queries import TakeAway, take_away
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.decisions import Decision
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words

from .. import policies
from ..clock import clock_of
from ..evidence import Part, evidence_of, readable
from ..kinds import Milestone, ReviewState
from ..models import Challenge, Review
from .holding import HoldRow, hold_rows
from .parts import EvidencePart, evidence_parts, lines_of
from .shell import Shell, shell_of

_SHAPES = {ReviewState.OPEN: "todo", ReviewState.HELD: "done"}


@dataclass(frozen=True, slots=True)
class ReviewRow:
    milestone: str
    title: str
    when: str
    shape: str
    state: str
    url: str


@dataclass(frozen=True, slots=True)
class ReviewsPage:
    shell: Shell
    rows: tuple[ReviewRow, ...]
    held: tuple[HoldRow, ...]


@dataclass(frozen=True, slots=True)
class ReviewPage:
    shell: Shell
    row: ReviewRow
    milestone: str
    evidence: tuple[EvidencePart, ...]
    of_day: str  # of which day the evidence is
    said: tuple[tuple[str, tuple[str, ...]], ...]  # heading and lines of the team's words
    meeting: tuple[str, str] | None  # words and the way there
    answer_url: str  # to the goal's question, where this review asks it
    may_write: Decision
    may_hold: Decision
    take_away: TakeAway


def reviews_of(challenge: Challenge) -> list[Review]:
    """In the order of their days, each with its meeting."""
    found = challenge.reviews.select_related("gathering", "held_by")
    order = list(Milestone)
    reviews = sorted(found, key=lambda review: order.index(Milestone(review.milestone)))
    for review in reviews:
        review.challenge = challenge
    return reviews


def review_for(challenge: Challenge, milestone: str) -> Review:
    """A review of a challenge that has come through `challenge_for`; there is none before day 0
    is set."""
    found = next((r for r in reviews_of(challenge) if r.milestone == milestone), None)
    if found is None:
        raise Http404
    return found


def reviews_page(actor: Actor, challenge: Challenge, *, at: dt.datetime) -> ReviewsPage:
    return ReviewsPage(
        shell=shell_of(actor, challenge, tab="reviews", at=at),
        rows=tuple(_row(review) for review in reviews_of(challenge)),
        held=hold_rows(actor, challenge, at=at),
    )


def _row(review: Review) -> ReviewRow:
    day_zero = review.challenge.day_zero
    assert day_zero is not None  # reviews are made when it is set
    on = clock_of(day_zero, on=day_zero).on_day(Milestone(review.milestone))
    return ReviewRow(
        milestone=review.milestone,
        title=str(review.get_milestone_display()),
        when=words.moment(review.gathering.starts_at) if review.gathering else words.day(on),
        shape=_SHAPES[ReviewState(review.state)],
        state=str(review.get_state_display()),
        url=reverse("challenges:review", args=[review.challenge_id, review.milestone]),
    )


def review_page(
    actor: Actor, challenge: Challenge, review: Review, *, at: dt.datetime
) -> ReviewPage:
    parts, on = evidence_for(actor, review, on=day_of(at))
    asks_goal = review.milestone == Milestone.DAY_100 and review.state == ReviewState.OPEN
    return ReviewPage(
        shell=shell_of(actor, challenge, tab="reviews", at=at),
        row=_row(review),
        milestone=review.milestone,
        evidence=parts,
        of_day=words.day(on),
        said=said_of(review),
        meeting=_meeting(actor, review),
        answer_url=reverse("challenges:goal", args=[challenge.pk]) if asks_goal else "",
        may_write=policies.write_review(actor, review),
        may_hold=policies.hold_review(actor, review, at),
        take_away=take_away("challenge-review", review.pk),
    )


def evidence_for(
    actor: Actor, review: Review, *, on: dt.date
) -> tuple[tuple[EvidencePart, ...], dt.date]:
    """What the record said when the review was held; before, what it says on the day `on`."""
    parts: list[Part] = review.evidence.get("parts", [])
    if review.state == ReviewState.HELD:
        on = dt.date.fromisoformat(review.evidence["on"])
    else:
        parts = evidence_of(actor, review.challenge, on=on)
    return evidence_parts(readable(actor, parts)), on


def said_of(review: Review) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The team's words under their headings, line by line; what is empty is left out."""
    texts = (
        (_("Our story so far"), review.story),
        (_("What stands in the way, and what would help"), review.hurdles),
        (_("What was decided"), review.decided),
    )
    return tuple((heading, lines_of(text)) for heading, text in texts if text)


def _meeting(actor: Actor, review: Review) -> tuple[str, str] | None:
    if review.gathering is None:
        return None
    seen = gatherings.visible_to(actor).filter(pk=review.gathering.pk).exists()
    url = reverse("gatherings:gathering", args=[review.gathering.pk])
    return (review.gathering.title, url) if seen else None


def review_initial(review: Review) -> dict[str, Any]:
    names = ("story", "hurdles", "decided", "version")
    return {name: getattr(review, name) for name in names}
