"""The measures of the example partnership: forty, over three years, made by calling the actions.

The figures are drawn from a seed of their own, so they are the same however the rest of the demo is
made. One proposal is left waiting, for Joyce Lim; every other shift has been answered.
"""

import datetime as dt
import math
import random
from typing import TYPE_CHECKING

from groundswell.ground.people.actors import Actor
from groundswell.ground.people.standing import actor_for

from . import actions
from .actions.placing import ChartSettings
from .demo_measures import COACHES, PLANS, STORY, TRY, Plan
from .entries import Entry, latest_period, period_start
from .kinds import Audience, Origin
from .models import Definition, Measure, Proposal

if TYPE_CHECKING:  # config stands above this floor; what it hands down is used, never imported
    from groundswell.config.demo import DemoWorld

SEED = 42
LUNCH = "Left before 1 pm"
_SHARES = [22, 25, 21, 27, 24, 20, 26, 23, 28, 22, 25, 24, 21, 31, 34, 30, 36, 33, 19, 27, 31, 33]
_SHARES += [29, 34, 32, 35, 30, 33, 36, 31, 29, 33, 35, 31, 38, 41, 45, 42, 47, 46, 49]  # per cent
_LOUNGE, _NOROVIRUS, _KNOWN_THEN = 13, 18, 20  # weeks from the first
_MISTYPED = 29  # per cent, where 19 was right


def load(world: "DemoWorld") -> None:
    """Fill the world with measures, their numbers, and what people said about them."""
    chance = random.Random(SEED)  # noqa: S311  (made-up figures)
    made = {LUNCH: _home_for_lunch(world)}
    for plan in PLANS:
        made[plan.title] = _planned(world, plan, chance)
    _sets(world, made)


def _home_for_lunch(world: "DemoWorld") -> Measure:
    """The measure of the mock-up: recalculated once with a reason, and asking again."""
    joyce = _actor(world, "Joyce Lim")
    weeks = _days(world, "week", len(_SHARES))
    at = _afternoon(weeks[_KNOWN_THEN])
    definition = _define_lunch(world, joyce, at)
    measure = actions.place_measure(
        definition=definition,
        organisation=world.organisations["hospitals"],
        team=world.teams["Home for lunch"],
        data_owner=joyce.person,
        settings=ChartSettings(chart="xmr", baseline_points=20),
        by=joyce,
        at=at,
    )
    entries = [_of_people(on, share) for on, share in zip(weeks, _SHARES, strict=True)]
    right = entries[_NOROVIRUS]
    mistyped = Entry(right.on, round(_MISTYPED * (right.n or 0) / 100), right.n)
    first = [*entries[:_NOROVIRUS], mistyped, *entries[_NOROVIRUS + 1 : _KNOWN_THEN]]
    actions.set_target(measure=measure, value=60, from_on=weeks[0], by=joyce, at=at)
    _record(measure, first, joyce, at)
    actions.accept_proposal(
        proposal=Proposal.objects.get(measure=measure),
        reason="The discharge lounge opened and stays open. We know what changed and it is meant"
        " to last.",
        by=joyce,
        at=at,
    )
    actions.correct_observation(
        measure=measure,
        entry=entries[_NOROVIRUS],
        reason="Typed from the wrong line. The ward book has the smaller number.",
        version=1,
        by=joyce,
        at=at + dt.timedelta(days=2),
    )
    _record(measure, entries[_KNOWN_THEN:], joyce, world.at)
    _notes(measure, weeks, joyce, world.at)
    actions.share_measure(measure=measure, audience=Audience.PARTNERSHIP, by=joyce, at=world.at)
    return measure


def _define_lunch(world: "DemoWorld", by: Actor, at: dt.datetime) -> Definition:
    return actions.define_measure(
        organisation=world.organisations["hospitals"],
        details=actions.DefinitionDetails(
            title=LUNCH,
            number="percentage",
            good="up",
            frequency="week",
            out_of="people ready to go home",
            counted="People with a “ready to go home” time before 11 am who left the ward before"
            " 1 pm the same day.",
            left_out="People who died, and moves to another ward.",
            source="Bed system, taken every Monday by Sam Ortiz.",
            better_means="More people leave before 1 pm",
            worse_means="Fewer people leave before 1 pm",
        ),
        by=by,
        at=at,
    )


def _of_people(on: dt.date, share: int) -> Entry:
    """So many of about forty people that the share comes out as nearly as it can."""
    n = min(range(38, 46), key=lambda n: abs(round(share * n / 100) / n - share / 100))
    return Entry(on, round(share * n / 100), n)


def _notes(measure: Measure, weeks: list[dt.date], by: Actor, at: dt.datetime) -> None:
    notes = {
        _NOROVIRUS: "Norovirus closed ward 8 to visitors and transport for six days.",
        _NOROVIRUS - 2: "Extra beds opened on ward 9.",
    }
    for week, text in notes.items():
        actions.annotate(measure=measure, on=weeks[week], text=text, by=by, at=at)


def _planned(world: "DemoWorld", plan: Plan, chance: random.Random) -> Measure:
    """One of the others: defined, placed, filled, its targets set and its shifts answered."""
    team = world.teams.get(plan.place)
    organisation = team.organisation if team else world.organisations[plan.place]
    by = _keeper(world, plan)
    days = _days(world, plan.frequency, plan.points)
    entries = _entries(plan, days, chance)
    at = _afternoon(entries[-1].on, world.at)
    definition = actions.define_measure(
        organisation=organisation, details=_details(plan), by=world.founder, at=at
    )
    owner = world.people.get(plan.owner)
    measure = actions.place_measure(
        definition=definition,
        organisation=organisation,
        team=team,
        data_owner=owner,
        audience=plan.audience,
        settings=ChartSettings(clip_at_zero=True),
        by=world.founder,
        at=at,
    )
    _targets(plan, measure, days, by, at)
    known = _when_ruled(plan)
    _record(measure, entries[:known], by, at)
    _rule(plan, measure, by, at)
    if entries[known:]:
        _record(measure, entries[known:], by, at)
    _rule(plan, measure, by, at)
    return measure


def _keeper(world: "DemoWorld", plan: Plan) -> Actor:
    return _actor(world, plan.owner) if plan.owner else world.founder


def _details(plan: Plan) -> actions.DefinitionDetails:
    return actions.DefinitionDetails(
        title=plan.title,
        role=plan.role,
        number=plan.number,
        good=plan.good,
        frequency=plan.frequency,
        unit=plan.unit,
        out_of=plan.out_of,
        rate_per=plan.rate_per,
        places=plan.places,
        counted=plan.counted,
        source=plan.source,
        better_means=plan.better,
        worse_means=plan.worse,
    )


def _when_ruled(plan: Plan) -> int:
    """How many numbers were known when somebody answered: a little after the step."""
    if plan.shape == "step" and plan.ruling and plan.ruling[0] == "accept":
        return min(plan.points, math.ceil(plan.points * plan.when) + 9)
    return plan.points


def _targets(plan: Plan, measure: Measure, days: list[dt.date], by: Actor, at: dt.datetime) -> None:
    if plan.earlier_target is not None:
        actions.set_target(
            measure=measure, value=plan.earlier_target, from_on=days[0], by=by, at=at
        )
    if plan.target is not None:
        since = days[len(days) // 2] if plan.earlier_target is not None else days[0]
        actions.set_target(measure=measure, value=plan.target, from_on=since, by=by, at=at)


_USUAL = ("decline", "Nobody knows yet what changed. We ask the team and look again next month.")


def _rule(plan: Plan, measure: Measure, by: Actor, at: dt.datetime) -> None:
    """Answer what waits, as often as it asks; each answer gives less to ask about."""
    answer, reason = plan.ruling or _USUAL
    act = actions.accept_proposal if answer == "accept" else actions.decline_proposal
    while proposal := Proposal.objects.filter(measure=measure, state="waiting").first():
        act(proposal=proposal, reason=reason, by=by, at=at)
        act, reason = actions.decline_proposal, _USUAL[1]


def _entries(plan: Plan, days: list[dt.date], chance: random.Random) -> list[Entry]:
    if plan.number == "days_between":
        return _rare(plan, days[-1], chance)
    total = plan.level
    entries = []
    for place, on in enumerate(days):
        level = _level(plan, place, on)
        if plan.shape == "grow":
            total += chance.choice([0, 1, 2, 3, 2])
            entries.append(Entry(on, float(round(total))))
        elif place not in plan.gap:
            entries.append(_number(plan, on, level, chance))
    return entries


def _level(plan: Plan, place: int, on: dt.date) -> float:
    share = place / max(1, plan.points - 1)
    if plan.shape == "step":
        return plan.to if share >= plan.when else plan.level
    if plan.shape == "drift":
        return plan.level + (plan.to - plan.level) * max(0.0, share - 0.4) / 0.6
    if plan.shape == "season":
        return plan.level + plan.to * math.cos((on.month - 1) / 12 * 2 * math.pi)
    return plan.level


def _number(plan: Plan, on: dt.date, level: float, chance: random.Random) -> Entry:
    """A number about the level; so many out of so many where the plan counts out of something."""
    if plan.number == "count" and level < 1:
        return Entry(on, float(sum(chance.random() < level / 3 for _i in range(3))))
    value = max(0.0, chance.gauss(level, plan.scatter))
    if not plan.n:
        whole = plan.number in {"count", "money"} or plan.frequency == "week"
        return Entry(on, float(round(value)) if whole else round(value, 1))
    n = round(chance.gauss(plan.n, plan.n * 0.06))
    if plan.number == "rate":
        return Entry(on, float(round(value * n / plan.rate_per)), float(n))
    return Entry(on, float(min(n, round(value * n / 100))), float(n))


def _rare(plan: Plan, last: dt.date, chance: random.Random) -> list[Entry]:
    """Events back from not long ago, each with the days since the one before."""
    entries: list[Entry] = []
    on = last - dt.timedelta(days=chance.randrange(4, 20))
    for _i in range(plan.points):
        days = max(1, round(chance.expovariate(1 / plan.level)))
        entries.insert(0, Entry(on, float(days)))
        on -= dt.timedelta(days=days)
    return entries


def _days(world: "DemoWorld", frequency: str, n: int) -> list[dt.date]:
    """The first days of the last so many periods that are over, ascending."""
    about = Definition(frequency=frequency, number="count")
    on = latest_period(about, world.today)
    found = [on]
    while len(found) < n:
        on = period_start(about, on - dt.timedelta(days=1))
        found.insert(0, on)
    return found


def _record(measure: Measure, entries: list[Entry], by: Actor, at: dt.datetime) -> None:
    actions.record_observations(
        measure=measure, entries=entries, source=Origin.PASTED, by=by, at=at
    )


def _actor(world: "DemoWorld", name: str) -> Actor:
    return actor_for(world.people[name], on=world.today)


def _afternoon(on: dt.date, latest: dt.datetime | None = None) -> dt.datetime:
    """Shortly after the period that begins on that day, and never in the future."""
    after = dt.datetime.combine(on + dt.timedelta(days=8), dt.time(14, 20), tzinfo=dt.UTC)
    return min(after, latest) if latest else after


def _sets(world: "DemoWorld", made: dict[str, Measure]) -> None:
    """What the board reads, what the hospitals read, what the team reads."""
    board = [LUNCH, STORY, TRY, COACHES]
    world.measure_sets["board"] = actions.make_set(
        title="Are people free to improve things here?",
        audience=Audience.PARTNERSHIP,
        measures=[made[title] for title in board],
        by=world.founder,
        at=world.at,
    )
    hospitals = world.organisations["hospitals"]
    of_hospitals = [m for m in made.values() if m.organisation_id == hospitals.pk]
    actions.make_set(
        title="Board of the hospitals, monthly",
        audience=Audience.ORGANISATION,
        organisation=hospitals,
        measures=[m for m in of_hospitals if m.audience != Audience.TEAM][:16],
        by=_actor(world, "Ngozi Bello"),
        at=world.at,
    )
    team = world.teams["Home for lunch"]
    actions.make_set(
        title="Home for lunch",
        audience=Audience.TEAM,
        organisation=hospitals,
        team=team,
        measures=[m for m in made.values() if m.team_id == team.pk],
        by=_actor(world, "Joyce Lim"),
        at=world.at,
    )
