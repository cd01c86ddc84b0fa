"""What a team does in a challenge, made by actions: measures with numbers, a goal, tests."""

import datetime as dt
from collections.abc import Sequence

from tests.wings.challenges.making import Cast, a_cast, launched
from tests.world import NOON, TODAY, acting

from groundswell.engines.gatherings.models import Gathering
from groundswell.engines.measures import actions as measures
from groundswell.engines.measures.entries import Entry
from groundswell.engines.measures.models import Measure
from groundswell.ground.people.actors import Actor
from groundswell.wings.challenges import actions
from groundswell.wings.challenges.actions import GoalWords, TestPlan
from groundswell.wings.challenges.kinds import Baseline
from groundswell.wings.challenges.models import Goal, Idea, Test

MONDAY = dt.date(2026, 6, 15)  # TODAY is one


def on_day(n: int, *, since: dt.date = TODAY) -> dt.datetime:
    """Noon of the nth day of a challenge that began today."""
    return NOON + dt.timedelta(days=n + (since - TODAY).days)


def under_way(since: dt.date = TODAY) -> Cast:
    """A challenge with its people, begun on that day."""
    return launched(a_cast(), since)


def then(cast: Cast, name: str, at: dt.datetime) -> Actor:
    """Somebody of the cast on a later day."""
    return acting(cast.people[name], on=at.date())


def watch(
    cast: Cast, title: str = "Left before 1 pm", at: dt.datetime = NOON, **details: object
) -> Measure:
    """A weekly percentage of the team's own, which Sam looks after."""
    kinds = {"number": "percentage", "good": "up", "frequency": "week", "counted": "People.",
             "out_of": "people ready to go home", **details}  # fmt: skip
    return actions.define_measure(
        challenge=cast.challenge,
        details=measures.DefinitionDetails(title=title, **kinds),
        data_owner=cast.people["sam"],
        by=cast.sam,
        at=at,
    ).measure


def count(cast: Cast, measure: Measure, shares: Sequence[int], until: dt.date = MONDAY) -> None:
    """A share for each week, the last one the week before the one of `until`."""
    first = until - dt.timedelta(weeks=len(shares))
    entries = [
        Entry(on=first + dt.timedelta(weeks=week), value=share, n=100)
        for week, share in enumerate(shares)
    ]
    at = dt.datetime.combine(until, dt.time(12), tzinfo=dt.UTC)
    measures.record_observations(
        measure=measure, entries=entries, source="typed", by=cast.sam, at=at
    )


def goal_words(measure: Measure | None = None, **others: object) -> GoalWords:
    given = {
        "statement": "Six in ten people who are ready to go home leave before 1 pm",
        "target": 60.0,
        "yes_no_test": "Did 60% leave before 1 pm in the last full week?",
        "baseline_kind": Baseline.MEASURED,
        "baseline": 32.0,
        "measure": measure,
        "agreed_words": "Agreed on day 2 by all eleven of us.",
    }
    return GoalWords(**{**given, **others})  # type: ignore[arg-type]


def set_goal(
    cast: Cast, measure: Measure | None = None, at: dt.datetime = NOON, **others: object
) -> Goal:
    return actions.set_goal(
        challenge=cast.challenge, goal=goal_words(measure, **others), by=cast.joyce, at=at
    )


def plan_of(cast: Cast, **others: object) -> TestPlan:
    given = {
        "title": "Pharmacist at the bedside",
        "hypothesis": "If medicines are checked at the bedside, bags are ready earlier.",
        "smallest": "One bay, one week.",
        "prediction": "8 in 10 bags are ready by 11.",
        "owner": cast.people["sam"],
        "starts_on": TODAY,
        "ends_on": TODAY + dt.timedelta(days=9),
    }
    return TestPlan(**{**given, **others})  # type: ignore[arg-type]


def plan_test(cast: Cast, at: dt.datetime = NOON, **others: object) -> Test:
    beginning = {
        name: others.pop(name) for name in ("idea", "follows", "began_from") if name in others
    }
    return actions.plan_test(
        challenge=cast.challenge, plan=plan_of(cast, **others), by=cast.sam, at=at, **beginning
    )


def finish(cast: Cast, test: Test, at: dt.datetime = NOON, **others: object) -> Test:
    given = {
        "happened": "9 in 10, on weekdays.",
        "learned": "It works when the pharmacist knows the list by 8.30.",
        "outcome": "adapt",
        "next_step": "Try Saturday.",
        "people_reached": 40,
        "version": Test.objects.get(pk=test.pk).version,
        **others,
    }
    return actions.finish_test(test=test, by=cast.sam, at=at, **given)


def an_idea(cast: Cast, title: str = "Ask the pharmacist up") -> Idea:
    return actions.add_idea(
        challenge=cast.challenge, title=title, theme="Medicines", by=cast.sam, at=NOON
    )


def a_meeting(cast: Cast) -> Gathering:
    """The team's weekly meeting, today."""
    (made,) = actions.plan_meetings(
        challenge=cast.challenge, starts_at=NOON, by=cast.joyce, at=NOON
    )
    return made
