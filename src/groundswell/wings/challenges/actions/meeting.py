"""The team's weekly meeting, with its fixed agenda; one, or one a week until day 100."""

import datetime as dt
from collections.abc import Iterator

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.engines.gatherings import actions as gatherings
from groundswell.engines.gatherings.actions import AgendaLine, GatheringDetails
from groundswell.engines.gatherings.models import Gathering
from groundswell.ground.kernel.clock import LONDON, london
from groundswell.ground.kernel.references import Ref
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.models import Person
from groundswell.ground.web import words

from .. import policies
from ..clock import clock_of
from ..kinds import MEETING, Milestone, Talk, Told
from ..models import Challenge
from .checks import locked, record
from .planning import DO_THE_WORK
from .telling import people_in, tell

MOST_MEETINGS = 15  # a hundred days have no more weeks
_MINUTES = {
    Talk.CHECK_IN: 5,
    Talk.DATA: 10,
    Talk.OBSTACLES: 15,
    Talk.PLAN: 15,
    Talk.AGREEMENT: 5,
    Talk.NEXT: 10,
}


@transaction.atomic
def plan_meetings(
    *,
    challenge: Challenge,
    starts_at: dt.datetime,
    place: str = "",
    link: str = "",
    is_weekly: bool = False,
    by: Actor,
    at: dt.datetime,
) -> list[Gathering]:
    """A meeting of the team, or one each week at the same time of day until day 100.

    Everybody is told once, however many there are. Raises Refused, Unusable.
    """
    challenge = locked(challenge)
    policies.plan_meetings(by, challenge, is_weekly=is_weekly).or_refuse()
    asked = set(people_in(challenge, *DO_THE_WORK))
    people = list(Person.objects.filter(pk__in=asked))
    starts = [*_weeks(challenge, starts_at)] if is_weekly else [starts_at]
    planned = [
        gatherings.plan_gathering(
            details=GatheringDetails(
                title=_("Weekly meeting: %(title)s") % {"title": challenge.title},
                starts_at=start,
                kind=MEETING,
                place=place,
                link=link,
            ),
            agenda=[AgendaLine(talk, str(talk.label), _MINUTES[talk]) for talk in Talk],
            people=people,
            context=Ref("challenge", challenge.pk),
            programme_id=challenge.pk,
            is_told=not is_weekly,
            by=by,
            at=at,
        )
        for start in starts
    ]
    record("challenge.meetings_planned", challenge, by=by, at=at, n=len(planned))
    if is_weekly:
        _tell_of_series(challenge, starts, asked - {by.id}, at)
    return planned


def _weeks(challenge: Challenge, first: dt.datetime) -> Iterator[dt.datetime]:
    """The same weekday and hour by a clock in London, whatever the clocks do in between."""
    assert challenge.day_zero is not None  # the policy has asked
    last = clock_of(challenge.day_zero, on=challenge.day_zero).on_day(Milestone.DAY_100)
    here = london(first)
    for week in range(MOST_MEETINGS):
        day = here.date() + dt.timedelta(weeks=week)
        if week and day > last:
            return
        yield dt.datetime.combine(day, here.time(), tzinfo=LONDON).astimezone(dt.UTC)


def _tell_of_series(
    challenge: Challenge, starts: list[dt.datetime], person_ids: set, at: dt.datetime
) -> None:
    told = {
        "n": len(starts),
        "title": challenge.title,
        "first": words.moment(starts[0]),
        "last": words.day(london(starts[-1]).date()),
    }
    tell(
        challenge,
        Told.CHANGED,
        _("%(title)s meets every week, first on %(first)s") % told,
        _("%(n)s meetings are planned until %(last)s. They stand in your calendar.") % told,
        key=f"meetings:{starts[0].isoformat()}:{at.isoformat()}",
        person_ids=sorted(person_ids),
        at=at,
        page="meetings",
    )
