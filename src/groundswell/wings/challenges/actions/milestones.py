"""The days of the clock as meetings in people's calendars: planned, moved and ended with it."""

import datetime as dt
from collections.abc import Sequence

from groundswell.engines.gatherings import actions as gatherings
from groundswell.engines.gatherings import queries as meetings
from groundswell.engines.gatherings.actions import AgendaLine, GatheringDetails
from groundswell.engines.gatherings.models import Gathering
from groundswell.ground.kernel.clock import LONDON, london
from groundswell.ground.kernel.references import Ref
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.models import Person

from ..clock import Clock, clock_of
from ..kinds import Milestone, ReviewState
from ..models import Challenge, Review
from .telling import people_in

REVIEWS = (Milestone.DAY_25, Milestone.DAY_50, Milestone.DAY_75, Milestone.DAY_100)
_HOURS = {Milestone.LAUNCH: (9, 8)}  # at which hour a meeting begins and how long it takes
_USUAL_HOURS = (14, 2)
_SATURDAY, _SUNDAY = 5, 6


def ref_of(challenge: Challenge) -> Ref:
    return Ref("challenge", challenge.pk)


def meeting_day(on: dt.date) -> dt.date:
    """The working day nearest to a milestone.

    >>> meeting_day(dt.date(2026, 8, 8)), meeting_day(dt.date(2026, 8, 9))
    (datetime.date(2026, 8, 7), datetime.date(2026, 8, 10))
    """
    if on.weekday() == _SATURDAY:
        return on - dt.timedelta(days=1)
    return on + dt.timedelta(days=1) if on.weekday() == _SUNDAY else on


def plan_milestones(
    challenge: Challenge, clock: Clock, agenda: Sequence[AgendaLine], *, by: Actor, at: dt.datetime
) -> None:
    """A meeting for each milestone that is still to come, and its review; those there stay."""
    people = list(Person.objects.filter(pk__in=people_in(challenge)))
    for milestone in (Milestone.LAUNCH, *REVIEWS):
        gathering = None
        if clock.on_day(milestone) >= clock.on:
            lines = agenda if milestone == Milestone.LAUNCH else ()
            gathering = _planned(challenge, clock, milestone, lines, (people, by, at))
        if milestone in REVIEWS:
            Review.objects.get_or_create(
                challenge=challenge, milestone=milestone, defaults={"gathering": gathering}
            )


def _planned(
    challenge: Challenge,
    clock: Clock,
    milestone: Milestone,
    agenda: Sequence[AgendaLine],
    who: tuple[list[Person], Actor, dt.datetime],
) -> Gathering:
    people, by, at = who
    hour, length = _HOURS.get(milestone, _USUAL_HOURS)
    day = meeting_day(clock.on_day(milestone))
    starts_at = dt.datetime.combine(day, dt.time(hour), tzinfo=LONDON)
    return gatherings.plan_gathering(
        details=GatheringDetails(
            title=f"{challenge.title}: {milestone.label}",
            starts_at=starts_at,
            ends_at=starts_at + dt.timedelta(hours=length),
            kind="workshop" if milestone == Milestone.LAUNCH else "review",
        ),
        agenda=agenda,
        people=people,
        context=ref_of(challenge),
        programme_id=challenge.pk,
        by=by,
        at=at,
    )


def move_milestones(challenge: Challenge, old_zero: dt.date, *, by: Actor, at: dt.datetime) -> None:
    """Move every meeting still to be held to the same place on the new clock. A meeting that the
    team had put two days later stays two days later, and keeps its hour."""
    old = clock_of(old_zero, on=old_zero)
    new = clock_of(challenge.day_zero or old_zero, on=old_zero)
    held = Review.objects.filter(challenge=challenge, state=ReviewState.HELD)
    done = set(held.values_list("gathering_id", flat=True))
    for gathering in meetings.planned_of_context(ref_of(challenge)):
        milestone = _milestone_of(challenge, gathering)
        if milestone is None or gathering.pk in done:
            continue
        begins = london(gathering.starts_at)
        aside = begins.date() - meeting_day(old.on_day(milestone))
        day = meeting_day(new.on_day(milestone)) + aside
        gatherings.follow_shift(
            gathering=gathering,
            context=ref_of(challenge),
            starts_at=dt.datetime.combine(day, begins.time(), tzinfo=LONDON),
            by=by,
            at=at,
        )


def _milestone_of(challenge: Challenge, gathering: Gathering) -> Milestone | None:
    """The milestone that a meeting is held for; None for one of the team's own, which stays."""
    review = Review.objects.filter(challenge=challenge, gathering=gathering).first()
    if review:
        return Milestone(review.milestone)
    return Milestone.LAUNCH if gathering.kind == "workshop" else None


def call_off_meetings(challenge: Challenge, reason: str, *, by: Actor, at: dt.datetime) -> None:
    """Nobody comes in vain: every meeting still to be held is called off."""
    for gathering in meetings.planned_of_context(ref_of(challenge)):
        if gathering.ends_at > at:
            gatherings.follow_end(
                gathering=gathering, context=ref_of(challenge), reason=reason, by=by, at=at
            )
