"""Reviews: the team's own words beside the record, and the record frozen when it was read."""

import datetime as dt

from django.db import transaction

from groundswell.ground.kernel.clock import day_of
from groundswell.ground.people.actors import Actor

from .. import policies
from ..evidence import evidence_of
from ..kinds import Milestone, ReviewState, Stage
from ..models import Review
from .checks import locked, not_overtaken, record, words

TEXTS = ("story", "hurdles", "decided")


@transaction.atomic
def write_review(
    *,
    review: Review,
    story: str,
    hurdles: str,
    decided: str,
    version: int,
    by: Actor,
    at: dt.datetime,
) -> Review:
    """The team's words for the meeting, and what was decided there.

    Raises Refused, Unusable; Overtaken where somebody else was faster, with what they wrote.
    """
    review = _locked(review)
    policies.write_review(by, review).or_refuse()
    given = {"story": story, "hurdles": hurdles, "decided": decided}
    kept = {name: words(given[name], field=name) for name in TEXTS}
    if kept == texts_of_review(review):
        return review
    not_overtaken(version, review.version, texts_of_review(review))
    review.story, review.hurdles, review.decided = (kept[name] for name in TEXTS)
    review.version += 1
    review.save(update_fields=[*TEXTS, "version"])
    _record("review.written", review, by, at)
    return review


@transaction.atomic
def hold_review(*, review: Review, by: Actor, at: dt.datetime) -> Review:
    """It was held: what the record says is frozen. At day 100 keeping what worked begins. Twice is
    once. Raises Refused."""
    review = _locked(review)
    if review.state == ReviewState.HELD:
        return review
    policies.hold_review(by, review, at).or_refuse()
    challenge = review.challenge
    parts = evidence_of(by, challenge, on=day_of(at))
    review.evidence = {"on": day_of(at).isoformat(), "parts": parts}
    review.state = ReviewState.HELD
    review.held_by, review.held_at = by.person, at
    review.save(update_fields=["evidence", "state", "held_by", "held_at"])
    if review.milestone == Milestone.DAY_100 and challenge.stage == Stage.LIVE:
        challenge.stage = Stage.SUSTAINING
        challenge.version += 1
        challenge.save(update_fields=["stage", "version"])
    _record("review.held", review, by, at)
    return review


def texts_of_review(review: Review) -> dict[str, str]:
    """What people write in a review, by the name of its field."""
    return {name: getattr(review, name) for name in TEXTS}


def _locked(review: Review) -> Review:
    challenge = locked(review.challenge)
    review = Review.objects.select_related("gathering", "held_by").get(pk=review.pk)
    review.challenge = challenge
    return review


def _record(name: str, review: Review, by: Actor, at: dt.datetime) -> None:
    milestone = str(Milestone(review.milestone).label)
    record(name, review.challenge, by=by, at=at, review=milestone)
