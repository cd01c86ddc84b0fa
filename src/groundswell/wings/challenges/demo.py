"""The challenges of the example partnership: four teams, on day 12, 48, 77 and half a year after.

Each story is told in the order in which it happened, by the actions of those who did it.
"""

import datetime as dt
from typing import TYPE_CHECKING

from groundswell.engines.commitments import actions as commitments
from groundswell.engines.measures import actions as measures
from groundswell.engines.measures import queries as measured
from groundswell.engines.measures.entries import Entry, latest_period
from groundswell.ground.kernel.clock import LONDON
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.kinds import RoleCode
from groundswell.ground.people.models import Membership, Person
from groundswell.ground.people.standing import actor_for

from . import actions
from .demo_endings import end_of
from .demo_stories import STORIES, Asked, Number, Seat, Step, Story, Trial, Vow
from .kinds import ANSWER_DAYS_MEASURE, TestState
from .models import Ask, Challenge, ChallengeMeasure, Test, Wave

if TYPE_CHECKING:  # config stands above this floor; what it hands down is used, never imported
    from groundswell.config.demo import DemoWorld

_DESIGNED, _SIGNED, _TEAMED, _LAUNCHED = -56, -24, -14, -7  # days
_ASKED_WEEKLY = 40  # people, where a percentage needs to be one of so many


def load(world: "DemoWorld") -> None:
    """Fill the world with four challenges and all that happened in them."""
    waves: dict[str, Wave] = {}
    for story in STORIES:
        Teller(world, story, waves).tell()
    _show_the_board(world)


def _show_the_board(world: "DemoWorld") -> None:
    """The days that leaders take to answer stand among what the board reads."""
    shown, founder = world.measure_sets["board"], world.founder
    answer_days = measured.visible_to(founder).get(
        definition__kept_by=ANSWER_DAYS_MEASURE, organisation=world.organisations["hospitals"]
    )
    measures.change_set(
        measure_set=shown,
        title=shown.title,
        audience=shown.audience,
        measures=[*(item.measure for item in shown.items.all()), answer_days],
        version=shown.version,
        by=founder,
        at=world.at,
    )


class Teller:
    """One story, told against the calendar of its challenge."""

    def __init__(self, world: "DemoWorld", story: Story, waves: dict[str, Wave]) -> None:
        self.world, self.story, self.waves = world, story, waves
        self.day_zero = world.today - dt.timedelta(days=story.day)
        self.seats: list[Person] = []
        self.tests: dict[int, Test] = {}
        self.asks: dict[str, Ask] = {}
        self.challenge: Challenge
        self.numbers: list[ChallengeMeasure] = []

    def on(self, day: int) -> dt.date:
        return self.day_zero + dt.timedelta(days=day)

    def at(self, day: int) -> dt.datetime:
        """The afternoon of the day; never later than now."""
        hour = dt.time(14, 30, tzinfo=LONDON)
        return min(dt.datetime.combine(self.on(day), hour), self.world.at)

    def who(self, name: str, day: int) -> Actor:
        return actor_for(self.world.people[name], on=self.on(day))

    def seat(self, number: int, day: int) -> Actor:
        return actor_for(self.seats[number], on=self.on(day))

    def tell(self) -> None:
        self._design()
        self._gather()
        self._launch()
        self._count()
        self._aim()
        self._plan()
        for day, act in sorted(self._days(), key=lambda pair: pair[0]):
            if day <= self.story.day:
                act()
        end_of(self)

    # --- before day zero --------------------------------------------------------------------

    def _design(self) -> None:
        story, lead = self.story, self.who(self.story.lead, _DESIGNED)
        host = self.world.organisations[story.host]
        at = self.at(_DESIGNED)
        wave = self.waves.get(f"{story.host} {story.wave}") or actions.start_wave(
            organisation=host, title=story.wave, by=lead, at=at
        )
        self.waves[f"{story.host} {story.wave}"] = wave
        self.challenge = actions.start_challenge(
            organisation=host,
            title=story.title,
            note=actions.NoteWords(**story.note),
            wave=wave,
            by=lead,
            at=at,
        )
        for key in story.partners:
            place = self.world.organisations[key]
            actions.add_partner(challenge=self.challenge, organisation=place, by=lead, at=at)

    def _gather(self) -> None:
        story, lead = self.story, self.who(self.story.lead, _TEAMED)
        for name, code in ((story.sponsor, RoleCode.SPONSOR), (story.coach, RoleCode.COACH)):
            actions.appoint(
                challenge=self.challenge,
                person=self.world.people[name],
                code=code,
                by=self.who(story.lead, _SIGNED),
                at=self.at(_SIGNED),
            )
        note = self.challenge.notes.order_by("number").last()
        if note:
            for name in story.signs:
                actions.sign_note(note=note, by=self.who(name, _SIGNED), at=self.at(_SIGNED))
        for seat in story.team:
            self._join(seat, lead)

    def _join(self, seat: Seat, lead: Actor) -> None:
        person = self._person(seat.who)
        self.seats.append(person)
        actions.add_member(
            challenge=self.challenge,
            person=person,
            organisation=self.world.organisations.get(seat.place),
            brings=seat.brings,
            standing=seat.standing,
            by=lead,
            at=self.at(_TEAMED),
        )

    def _person(self, who: str) -> Person:
        """By name, or the first of a team who sits in no other."""
        if not who.startswith("one of "):
            return self.world.people[who]
        team = self.world.teams[who.removeprefix("one of ")]
        rows = Membership.objects.filter(team=team, person__name__in=self.world.people)
        taken = [p.pk for p in self.seats]
        free = rows.exclude(person__in=taken).exclude(person__roles__programme_id__isnull=False)
        return free.select_related("person").order_by("staff_number", "person__name")[0].person

    def _launch(self) -> None:
        lead = self.who(self.story.lead, _LAUNCHED)
        self.challenge = actions.launch_challenge(
            challenge=self.challenge, day_zero=self.day_zero, by=lead, at=self.at(_LAUNCHED)
        )
        elected = self.challenge.members.get(person=self.seats[0])
        coach = self.who(self.story.coach, 1)
        actions.elect_leader(challenge=self.challenge, member=elected, by=coach, at=self.at(1))

    # --- what is counted ----------------------------------------------------------------------

    def _count(self) -> None:
        if self.story.known_measure:
            self.numbers.append(self._known_measure())
        for number in self.story.numbers:
            self.numbers.append(self._counted(number))

    def _known_measure(self) -> ChallengeMeasure:
        leader = self.seat(0, 2)
        known = measured.in_use(leader).filter(definition__title=self.story.known_measure)
        return actions.attach_measure(
            challenge=self.challenge,
            measure=known.get(team=self.world.teams[self.challenge.title]),
            by=leader,
            at=self.at(2),
        )

    def _counted(self, number: Number) -> ChallengeMeasure:
        leader = self.seat(0, 2)
        row = actions.define_measure(
            challenge=self.challenge,
            details=_details(number),
            data_owner=self.seats[-1],
            by=leader,
            at=self.at(2),
        )
        if number.target is not None:
            measures.set_target(
                measure=row.measure, value=number.target, from_on=self.day_zero, by=leader,
                at=self.at(2),
            )  # fmt: skip
        last = latest_period(row.measure.definition, self.world.today)
        n = len(number.weeks)
        entries = [
            _entry(number, last - dt.timedelta(weeks=n - 1 - week), value)
            for week, value in enumerate(number.weeks)
        ]
        measures.record_observations(
            measure=row.measure,
            entries=entries,
            source="typed",
            by=actor_for(self.seats[-1], on=self.world.today),
            at=self.world.at,
        )
        return row

    def _aim(self) -> None:
        story = self.story
        actions.set_goal(
            challenge=self.challenge,
            goal=actions.GoalWords(
                statement=story.goal,
                target=story.target,
                yes_no_test=story.yes_no,
                baseline=story.baseline,
                baseline_words="The twelve weeks before day 0",
                measure=self.numbers[0].measure,
                agreed_words=story.agreed,
            ),
            by=self.seat(0, 2),
            at=self.at(2),
        )

    # --- the hundred days -----------------------------------------------------------------------

    def _plan(self) -> None:
        leader = self.seat(0, 1)
        actions.agree(
            challenge=self.challenge, agreement=self.story.agreement, version=0, by=leader,
            at=self.at(2),
        )  # fmt: skip
        for title in self.story.ideas:
            actions.add_idea(
                challenge=self.challenge, title=title, by=self.seat(1, 3), at=self.at(3)
            )
        first = dt.datetime.combine(self.on(6), dt.time(14, 0, tzinfo=LONDON))
        actions.plan_meetings(
            challenge=self.challenge, starts_at=first, place="Where we always meet",
            is_weekly=True, by=leader, at=self.at(1),
        )  # fmt: skip

    def _days(self):  # type: ignore[no-untyped-def]
        """Every day on which something happens, with what does."""
        story = self.story
        for n, trial in enumerate(story.tests):
            yield trial.planned, lambda n=n, t=trial: self._test(n, t)
            yield trial.starts, lambda n=n, t=trial: self._begin(n, t)
            if trial.ends is not None:
                yield trial.ends, lambda n=n, t=trial: self._finish(n, t)
        for asked in story.asks:
            yield asked.day, lambda a=asked: self._ask(a)
            if asked.answer_day is not None:
                yield asked.answer_day, lambda a=asked, d=asked.answer_day: self._answer(a, d)
        for step in story.plan:
            yield step.made, lambda s=step: self._step(s)
        for vow in story.vows:
            yield vow.made, lambda v=vow: self._vow(v)

    def _test(self, n: int, trial: Trial) -> None:
        self.tests[n] = actions.plan_test(
            challenge=self.challenge,
            plan=actions.TestPlan(
                title=trial.title,
                hypothesis=trial.hypothesis,
                smallest=trial.smallest,
                prediction=trial.prediction,
                owner=self.seats[trial.owner],
                starts_on=self.on(trial.starts),
                ends_on=self.on(trial.ends if trial.ends is not None else trial.starts + 10),
                measures=self.numbers[:1],
            ),
            by=self.seat(trial.owner, trial.planned),
            at=self.at(trial.planned),
        )

    def _begin(self, n: int, trial: Trial) -> None:
        test = Test.objects.get(pk=self.tests[n].pk)
        if test.state == TestState.PLANNED:  # and not one that waits for a leader
            by = self.seat(trial.owner, trial.starts)
            actions.start_test(test=self.tests[n], by=by, at=self.at(trial.starts))

    def _finish(self, n: int, trial: Trial) -> None:
        day = trial.ends or trial.starts
        test = Test.objects.select_related("challenge").get(pk=self.tests[n].pk)
        actions.finish_test(
            test=test,
            version=test.version,
            happened=trial.happened,
            learned=trial.learned,
            outcome=trial.outcome,
            next_step=trial.next_step,
            people_reached=trial.reached,
            by=self.seat(trial.owner, day),
            at=self.at(day),
        )

    def _ask(self, asked: Asked) -> None:
        leader = self.world.people[asked.to]
        ask = actions.raise_ask(
            challenge=self.challenge,
            ask=actions.AskWords(kind=asked.kind, title=asked.title, words=asked.words),
            to=leader,
            to_organisation=self.world.organisations[asked.place],
            held_up=self.tests.get(asked.holds_up) if asked.holds_up is not None else None,
            by=self.seat(0, asked.day),
            at=self.at(asked.day),
        )
        self.asks[asked.title] = ask

    def _answer(self, asked: Asked, day: int) -> None:
        actions.answer_ask(
            ask=self.asks[asked.title],
            state=asked.state,
            answer=asked.answer,
            limits=asked.limits,
            by=self.who(asked.to, day),
            at=self.at(day),
        )

    def _step(self, step: Step) -> None:
        promise = actions.add_to_plan(
            challenge=self.challenge,
            title=step.title,
            owner=self.seats[step.owner],
            due_on=self.on(step.due),
            theme=step.theme,
            by=self.seat(0, step.made),
            at=self.at(step.made),
        )
        if step.kept is not None:
            commitments.keep_commitment(
                commitment=promise, on=self.on(step.kept), words=step.words,
                by=self.seat(step.owner, step.kept), at=self.at(step.kept),
            )  # fmt: skip

    def _vow(self, vow: Vow) -> None:
        sponsor = self.who(self.story.sponsor, vow.made)
        promise = actions.make_promise(
            challenge=self.challenge,
            occasion=vow.occasion,
            title=vow.title,
            owner=sponsor.person,
            due_on=self.on(vow.due),
            by=sponsor,
            at=self.at(vow.made),
        )
        if vow.kept is not None:
            commitments.keep_commitment(
                commitment=promise, on=self.on(vow.kept), words=vow.words,
                by=self.who(self.story.sponsor, vow.kept), at=self.at(vow.kept),
            )  # fmt: skip


def _details(number: Number) -> measures.DefinitionDetails:
    return measures.DefinitionDetails(
        title=number.title,
        number=number.number,
        good=number.good,
        frequency="week",
        role=number.role,
        unit="" if number.number == "percentage" else number.unit,
        out_of=number.unit if number.number == "percentage" else "",
        counted=number.counted,
        source="Counted by the team each Friday.",
    )


def _entry(number: Number, on: dt.date, value: float) -> Entry:
    """A share is one of forty people a week; anything else is as it is."""
    if number.number == "percentage":
        return Entry(on, float(round(value * _ASKED_WEEKLY / 100)), float(_ASKED_WEEKLY))
    return Entry(on, float(value))
