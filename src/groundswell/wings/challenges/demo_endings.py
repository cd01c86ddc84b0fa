"""What was held, kept and found out by today: the meetings, the reviews, and two endings.

One team reached its goal and still holds it half a year on. Another is about to say that it will
not, and why.
"""

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from groundswell.engines.gatherings import actions as gatherings
from groundswell.engines.gatherings.models import Gathering, Invitation
from groundswell.ground.people.standing import actor_for

from . import actions
from .kinds import MEETING, Milestone
from .models import Result, Review

if TYPE_CHECKING:
    from .demo import Teller

_DAYS = {Milestone.DAY_25: 25, Milestone.DAY_50: 50, Milestone.DAY_75: 75, Milestone.DAY_100: 100}
_REVIEWS: dict[tuple[str, str], tuple[str, str, str]] = {
    ("Home for lunch", "day25"): (
        "Two tests adopted, one given up. Pharmacy is with us.",
        "Transport, and who may see which list.",
        "Ruth asks for transport herself. We go on with both wards.",
    ),
    ("One front door", "day25"): (
        "The page stayed in the car. We learned that quickly.",
        "Three people are never free at the same hour.",
        "Try triage together, even with one missing.",
    ),
    ("One front door", "day50"): (
        "Triage works on the days that all three come. That was six of sixteen.",
        "The rota. We asked, and the answer was no.",
        "The goal stays. We would rather miss it than lower it.",
    ),
    ("One front door", "day75"): (
        "We are where we began: 22%. Nobody is hiding it.",
        "Four vacancies are not a thing that a team can move.",
        "Use the last 25 days to show what two hours a day would do.",
    ),
    ("Seen and started", "day25"): (
        "Thirteen of twenty began at home.", "The letter.", "All referrals from Monday.",
    ),
    ("Seen and started", "day50"): (
        "Four in ten start within two weeks. It was one.", "Evenings.",
        "The goal stays; evenings are worth an ask.",
    ),
    ("Seen and started", "day75"): (
        "Just under half. Calls fell by more than half with the plain letter.", "Job plans.",
        "Write the how-to now, not at the end.",
    ),
    ("Seen and started", "day100"): (
        "More than half. A patient said that she had waited longer for a bus.", "None left.",
        "Keep the calls and the letter, take the class to two more places.",
    ),
}  # fmt: skip


def end_of(teller: "Teller") -> None:
    """Everything of a story that has been held, found out or closed by today."""
    _replies(teller)
    _meetings(teller)
    for milestone, day in _DAYS.items():
        if day <= teller.story.day:
            _review(teller, milestone, day)
    if teller.story.title == "Seen and started":
        _reached(teller)
    _coaching(teller)


def _replies(teller: "Teller") -> None:
    """Most of those invited have said that they come; the last of a team never does."""
    quiet = teller.seats[-1].pk
    asked = Invitation.objects.filter(
        gathering__context_id=teller.challenge.pk, gathering__starts_at__gt=teller.world.at
    )
    for invitation in asked.exclude(person=quiet).select_related("gathering", "person"):
        by = actor_for(invitation.person, on=teller.world.today)
        gatherings.reply(gathering=invitation.gathering, answer="coming", by=by, at=teller.world.at)


def _meetings(teller: "Teller") -> None:
    """The weekly meetings that are over: a note on the numbers, and the minutes out."""
    over = Gathering.objects.filter(
        context_id=teller.challenge.pk, kind=MEETING, ends_at__lt=teller.world.at
    )
    for meeting in over.order_by("starts_at"):
        at = meeting.starts_at + dt.timedelta(minutes=50)
        leader = actor_for(teller.seats[0], on=at.date())
        item = meeting.items.get(code="data")
        gatherings.take_notes(
            item=item, notes="Looked at the chart together.", version=item.notes_version, by=leader,
            at=at,
        )  # fmt: skip
        for invitation in meeting.invitations.order_by("pk")[: 5 + meeting.starts_at.day % 4]:
            gatherings.note_attendance(invitation=invitation, attended=True, by=leader, at=at)
        gatherings.close_gathering(gathering=meeting, by=leader, at=at)


def _review(teller: "Teller", milestone: Milestone, day: int) -> None:
    story, hurdles, decided = _REVIEWS[teller.story.title, milestone]
    review = Review.objects.select_related("challenge").get(
        challenge=teller.challenge, milestone=milestone
    )
    leader, at = teller.seat(0, day + 3), teller.at(day + 3)
    review = actions.write_review(
        review=review, story=story, hurdles=hurdles, decided=decided, version=review.version,
        by=leader, at=at,
    )  # fmt: skip
    actions.hold_review(review=review, by=leader, at=at)


def _coaching(teller: "Teller") -> None:
    coach = teller.who(teller.story.coach, min(teller.story.day, 60))
    at = teller.at(min(teller.story.day, 60))
    actions.hand_over(
        challenge=teller.challenge, level=3 if teller.story.day > 20 else 1,
        text="They begin on time without me.", by=coach, at=at,
    )  # fmt: skip
    actions.write_log(
        challenge=teller.challenge, text="Quiet today. Ask who has not spoken.", on=at.date(),
        by=coach, at=at,
    )  # fmt: skip


def _reached(teller: "Teller") -> None:
    """Day 100 and after: the answer, what came of it, what stays, and half a year on."""
    challenge, leader, at = teller.challenge, teller.seat(0, 104), teller.at(104)
    goal = challenge.goals.get(state="current")
    actions.answer_goal(
        goal=goal, reached=True, words_said="53% in the week of day 100, counted from the letters.",
        by=leader, at=at,
    )  # fmt: skip
    results = [
        actions.record_result(challenge=challenge, facts=facts, by=leader, at=at)
        for facts in _facts(teller)
    ]
    _pack(teller)
    _told(teller, results[:2])
    owner = teller.seats[0]
    lead = teller.who(teller.story.lead, 120)
    actions.hand_over_measure(row=teller.numbers[0], to=owner, by=lead, at=teller.at(120))
    check = challenge.hold_checks.get(milestone=Milestone.SIX_MONTHS)
    day = (check.due_on - teller.day_zero).days
    actions.answer_hold_check(
        check=check, held="held", said="Between 52 and 56% each week since the spring.",
        by=actor_for(owner, on=teller.on(day + 1)), at=teller.at(day + 1),
    )  # fmt: skip


def _facts(teller: "Teller") -> list[actions.ResultFacts]:
    return [
        actions.ResultFacts(
            kind="percentage_change",
            statement="People start treatment for their knees within two weeks.",
            before=11,
            after=53,
            unit="%",
            period="Twelve weeks before day 0, and weeks 13 to 15",
            source="Letters and first calls in the hospital’s system",
            method="Share of all people sent with knee pain, counted each Friday",
            measure=teller.numbers[0],
            test=teller.tests[0],
        ),
        actions.ResultFacts(
            kind="money",
            statement="Fewer appointments that nobody needed.",
            amount=Decimal(48_000),
            unit="spent on calls and classes instead",
            period="April to September",
            source="Finance, outpatient tariff",
            method="212 appointments not made, at the tariff of the year",
        ),
        actions.ResultFacts(
            kind="spread",
            statement="The plain letter is used elsewhere.",
            n_reached=2,
            unit="clinics",
        ),
    ]


def _pack(teller: "Teller") -> None:
    challenge, leader, at = teller.challenge, teller.seat(0, 104), teller.at(104)
    for test, verdict, agreement, cost in (
        (0, "keep", "Two job plans, two evenings a week", 9_200),
        (1, "scale", "Letter of the council for two more centres", 3_600),
    ):
        actions.add_change(
            challenge=challenge,
            details=actions.ChangeDetails(
                title=teller.tests[test].title,
                verdict=verdict,
                words="It carried the goal.",
                owner=teller.seats[0],
                yearly_cost=cost,
                cost_words="From what the appointments cost before",
                agreement=agreement,
                measure=teller.numbers[0],
                test=teller.tests[test],
            ),
            by=leader,
            at=at,
        )
    made = actions.recommend(
        challenge=challenge, recommendation="Ring everybody who is sent to us, not only knees.",
        by=leader, at=at,
    )  # fmt: skip
    actions.answer_recommendation(
        recommendation=made, answered="partly", said="Hips and shoulders from the autumn.",
        by=teller.who(teller.story.sponsor, 110), at=teller.at(110),
    )  # fmt: skip


def _told(teller: "Teller", results: list[Result]) -> None:
    leader = teller.seat(0, 125)
    story = actions.write_story(
        challenge=teller.challenge,
        title="Seen and started",
        parts={
            "why": "People with painful knees waited 19 weeks to hear what they could have begun on"
            " the first day.",
            "who": "Eight people from four employers, one of them with a new knee.",
            "tried": "A call within two days, a class where people park for free, and a letter that"
            " says in three lines what to do.",
            "came": "More than half now start within two weeks. It was one in ten.",
            "next": "Hips and shoulders.",
        },
        results=results,
        by=leader,
        at=teller.at(125),
    )
    story = actions.ask_for_approval(story=story, by=leader, at=teller.at(125))
    actions.approve_story(
        story=story, version=story.version, by=teller.who(teller.story.sponsor, 130),
        at=teller.at(130),
    )  # fmt: skip
