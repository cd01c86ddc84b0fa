"""A team asks a named leader, who answers; the days it takes are a measure of the leaders."""

import dataclasses
import datetime as dt

import pytest
from django.http import Http404
from tests.wings.challenges.asking import DAY, WORDS, a_leader, an_ask, answered
from tests.wings.challenges.making import Cast, a_cast, add, launched
from tests.world import NOON, TODAY, a_founder, a_person, acting, an_organisation, joins

from groundswell.engines.measures.models import Measure, Observation
from groundswell.engines.thread import queries as thread
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.references import Ref
from groundswell.ground.messages.models import Message
from groundswell.ground.people import actions as people
from groundswell.ground.people.models import Person
from groundswell.wings.challenges import actions, policies, queries
from groundswell.wings.challenges.kinds import AskState, AskStep, Stage, TestState
from groundswell.wings.challenges.models import Ask, Challenge, Test

pytestmark = pytest.mark.django_db


def a_test(cast: Cast, **given: object) -> Test:
    """Written straight down: how a test is made is another module's to show."""
    return Test.objects.create(
        challenge=cast.challenge, number=1, title="Pharmacist checks", hypothesis="h",
        smallest="s", prediction="p", owner=cast.people["joyce"], made_by=cast.people["joyce"],
        made_at=NOON, **given,
    )  # fmt: skip


def told(person: Person) -> list[str]:
    return list(Message.objects.filter(person=person).values_list("subject", flat=True))


def test_an_ask_has_a_named_leader_a_number_and_a_day() -> None:
    cast = launched(a_cast())
    leader = a_leader(cast)
    first, second = an_ask(cast, leader), an_ask(cast, leader)
    assert (first.number, second.number, first.state) == (1, 2, AskState.WAITING)
    assert first.due_on == TODAY + 7 * DAY
    assert told(leader)[0].startswith("Home for lunch asks you")


def test_the_team_and_its_coach_ask_and_nobody_else_does() -> None:
    cast = launched(a_cast())
    for key in ("sam", "amara"):
        an_ask(cast, by=getattr(cast, key))
    for key in ("ruth", "imran", "ngozi"):
        with pytest.raises(Refused, match="The team of Home for lunch"):
            an_ask(cast, by=getattr(cast, key))


def test_asks_begin_when_the_challenge_does() -> None:
    with pytest.raises(Refused, match="begin with day 0"):
        an_ask(a_cast())


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"kind": "favour"}, "leave or for a barrier"),
        ({"title": " "}, "in a line what you ask"),
        ({"words": ""}, "in your own words"),
    ],
)
def test_an_ask_that_says_too_little_is_not_sent(changes: dict[str, str], sentence: str) -> None:
    cast = launched(a_cast())
    with pytest.raises(Unusable, match=sentence):
        an_ask(cast, ask=dataclasses.replace(WORDS, **changes))


@pytest.mark.parametrize("days", [0, 61, -3])
def test_the_answer_is_due_within_two_months(days: int) -> None:
    cast = launched(a_cast())
    with pytest.raises(Unusable, match="between tomorrow and 60 days"):
        an_ask(cast, due_on=TODAY + days * DAY)


def test_nobody_is_asked_who_has_gone_or_who_asks() -> None:
    cast = launched(a_cast())
    gone = a_leader(cast)
    people.end_person(person=gone, by=a_founder(), at=NOON)
    gone.refresh_from_db()
    with pytest.raises(Unusable, match="has ended"):
        an_ask(cast, gone)
    with pytest.raises(Unusable, match="nobody asks themselves"):
        an_ask(cast, cast.people["joyce"])


def test_who_is_asked_answers_and_the_team_hears_it_once() -> None:
    cast = launched(a_cast())
    leader = a_leader(cast)
    ask = an_ask(cast, leader)
    for _twice in range(2):
        done = answered(ask, AskState.GRANTED, leader, answer="Yes, from Monday.")
    assert (done.state, done.answered_by, done.answered_on) == ("granted", leader, TODAY + 4 * DAY)
    assert [s for s in told(cast.people["sam"]) if "answered" in s] == [
        "Parveen Nasser answered: Ward pharmacist signs off medicines to take home, granted"
    ]


@pytest.mark.parametrize(
    ("state", "said", "sentence"),
    [
        ("declined", {}, "Say why not"),
        ("within_limits", {"answer": "Yes"}, "what the limits are"),
        ("granted", {"limits": "not controlled drugs"}, "Limits go with"),
        ("waiting", {}, "Grant it"),
        ("withdrawn", {"answer": "x"}, "Grant it"),
    ],
)
def test_half_an_answer_is_none(state: str, said: dict[str, str], sentence: str) -> None:
    cast = launched(a_cast())
    leader = a_leader(cast)
    with pytest.raises(Unusable, match=sentence):
        answered(an_ask(cast, leader), state, leader, **said)


def test_of_two_answers_the_second_is_told_what_the_first_one_said() -> None:
    cast = launched(a_cast())
    first, chief = a_leader(cast), a_leader(cast, "Imran Siddiqui the second")
    ask = an_ask(cast, first)
    actions.escalate_ask(
        ask=ask, to=chief, to_organisation=cast.host, reason="Ten days old",
        by=acting(cast.people["joyce"], TODAY + 10 * DAY), at=NOON + 10 * DAY,
    )  # fmt: skip
    answered(ask, AskState.WITHIN_LIMITS, first, 10, limits="not controlled drugs")
    with pytest.raises(Refused, match="Parveen Nasser answered this on 25 June 2026: granted wit"):
        answered(ask, AskState.DECLINED, chief, 10, answer="No")
    assert Ask.objects.get(pk=ask.pk).state == AskState.WITHIN_LIMITS


def test_nobody_answers_for_another() -> None:
    cast = launched(a_cast())
    ask = an_ask(cast)
    for actor in (cast.ruth, cast.ngozi, cast.joyce):
        with pytest.raises(Refused, match="Parveen Nasser answers this one"):
            actions.answer_ask(ask=ask, state="granted", by=actor, at=NOON)


def test_an_ask_is_passed_on_with_a_reason_and_keeps_its_day() -> None:
    cast = launched(a_cast())
    leader, other = a_leader(cast), a_leader(cast, "Ed Fairclough")
    ask = an_ask(cast, leader)
    move = {"to": other, "to_organisation": cast.host, "by": acting(leader), "at": NOON}
    with pytest.raises(Unusable, match="why somebody else"):
        actions.pass_on_ask(ask=ask, reason=" ", **move)  # type: ignore[arg-type]
    passed = actions.pass_on_ask(ask=ask, reason="The van is the council's", **move)  # type: ignore[arg-type]
    assert (passed.to, passed.due_on) == (other, ask.due_on)
    assert any("You are asked" in s for s in told(other))
    with pytest.raises(Refused, match="Only Ed Fairclough"):
        actions.pass_on_ask(ask=ask, reason="Back", **move)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="Ed Fairclough answers"):
        answered(ask, AskState.GRANTED, leader)


def test_an_ask_is_not_passed_to_who_asked() -> None:
    cast = launched(a_cast())
    leader = a_leader(cast)
    with pytest.raises(Unusable, match="somebody else than who asked"):
        actions.pass_on_ask(
            ask=an_ask(cast, leader), to=cast.people["joyce"], to_organisation=cast.host,
            reason="x", by=acting(leader), at=NOON,
        )  # fmt: skip


def test_only_a_late_ask_goes_higher() -> None:
    cast = launched(a_cast())
    ask, chief = an_ask(cast), a_leader(cast, "Ed Fairclough")
    given = {"to": chief, "to_organisation": cast.host, "reason": "Late", "at": NOON}
    with pytest.raises(Refused, match="once it is late"):
        actions.escalate_ask(ask=ask, by=cast.joyce, **given)  # type: ignore[arg-type]
    late = acting(cast.people["sam"], TODAY + 8 * DAY)
    with pytest.raises(Refused, match="takes an ask higher"):
        actions.escalate_ask(ask=ask, by=late, **given)  # type: ignore[arg-type]
    lead = acting(cast.people["ngozi"], TODAY + 8 * DAY)
    assert actions.escalate_ask(ask=ask, by=lead, **given).to == chief  # type: ignore[arg-type]


def test_a_leader_is_reminded_once_a_day() -> None:
    cast = launched(a_cast())
    ask = an_ask(cast)
    actions.remind_ask(ask=ask, by=cast.sam, at=NOON)
    with pytest.raises(Refused, match="was reminded today"):
        actions.remind_ask(ask=ask, by=cast.joyce, at=NOON)
    later = acting(cast.people["ruth"], TODAY + DAY)
    actions.remind_ask(ask=ask, by=later, at=NOON + DAY)
    assert ask.moves.filter(step=AskStep.REMINDED).count() == 2
    with pytest.raises(Refused, match="The team sends"):
        actions.remind_ask(ask=ask, by=cast.imran, at=NOON)


def test_the_team_takes_an_ask_back_and_says_why() -> None:
    cast = launched(a_cast())
    ask = an_ask(cast)
    with pytest.raises(Unusable, match="why you take it back"):
        actions.withdraw_ask(ask=ask, reason="", by=cast.sam, at=NOON)
    with pytest.raises(Refused, match="takes back what it asked"):
        actions.withdraw_ask(ask=ask, reason="x", by=cast.ruth, at=NOON)
    for _twice in range(2):
        gone = actions.withdraw_ask(ask=ask, reason="We found a way", by=cast.sam, at=NOON)
    assert (gone.state, gone.answer) == (AskState.WITHDRAWN, "We found a way")
    with pytest.raises(Refused, match="took this ask back"):
        answered(ask, AskState.GRANTED, ask.to)


@pytest.mark.parametrize(
    ("starts", "answer", "after"),
    [
        (TODAY, {"state": "granted"}, TestState.RUNNING),
        (TODAY + 30 * DAY, {"state": "within_limits", "limits": "two beds"}, TestState.PLANNED),
        (None, {"state": "granted"}, TestState.PLANNED),
        (TODAY, {"state": "declined", "answer": "The insurer says no"}, TestState.HELD_UP),
    ],
)
def test_a_test_that_waits_goes_on_when_leave_is_given(
    starts: dt.date | None, answer: dict[str, str], after: str
) -> None:
    cast = launched(a_cast())
    test, leader = a_test(cast, starts_on=starts), a_leader(cast)
    ask = an_ask(cast, leader, held_up=test)
    assert Test.objects.get(pk=test.pk).state == TestState.HELD_UP
    answered(ask, by=leader, **answer)  # type: ignore[arg-type]
    assert Test.objects.get(pk=test.pk).state == after


def test_a_test_that_waits_for_two_asks_waits_for_both() -> None:
    cast = launched(a_cast())
    test, leader = a_test(cast), a_leader(cast)
    first, second = (an_ask(cast, leader, held_up=test) for _twice in range(2))
    answered(first, AskState.GRANTED, leader)
    assert Test.objects.get(pk=test.pk).state == TestState.HELD_UP
    actions.withdraw_ask(ask=second, reason="Not needed", by=cast.sam, at=NOON)
    assert Test.objects.get(pk=test.pk).state == TestState.PLANNED


def test_only_an_open_test_of_the_same_challenge_waits() -> None:
    cast, other = launched(a_cast()), launched(a_cast("One front door", an_organisation("Other")))
    done = a_test(
        cast, state=TestState.DONE, outcome="adopt", happened="h", learned="l", closed_at=NOON,
        closed_by=cast.people["joyce"],
    )  # fmt: skip
    for test in (done, a_test(other)):
        with pytest.raises(Unusable, match="Choose a test of this challenge"):
            an_ask(cast, held_up=test)


def test_the_days_to_answer_are_a_measure_of_the_host_of_all_leaders_together() -> None:
    cast = launched(a_cast())
    leader, other = a_leader(cast), a_leader(cast, "Ed Fairclough")
    for days, who in ((4, leader), (4, other), (9, leader)):
        answered(an_ask(cast, who), AskState.GRANTED, who, days)
    early = an_ask(cast, other, at=NOON - 2 * DAY)
    answered(early, AskState.DECLINED, other, 4, answer="No")
    measure = Measure.objects.select_related("definition").get()
    assert (measure.definition.title, measure.organisation) == (
        "Days from ask to answer",
        cast.host,
    )
    points = list(Observation.objects.order_by("on").values_list("on", "value", "n"))
    assert points == [(TODAY + 4 * DAY, 14, 3), (TODAY + 9 * DAY, 9, 1)]


def test_an_ask_hangs_on_the_thread_between_its_test_and_its_answer() -> None:
    cast = launched(a_cast())
    test, leader = a_test(cast), a_leader(cast)
    ask = an_ask(cast, leader, held_up=test)
    ref = Ref("ask", ask.pk)
    assert [g.title for g in thread.gaps_of(cast.joyce, [ref])[ref]] == ["No answer yet"]
    [group] = thread.links_of(cast.joyce, [ref])[ref].groups
    assert [i.ref for i in group.items] == [Ref("test", test.pk)]
    answered(ask, AskState.GRANTED, leader)
    assert thread.gaps_of(cast.joyce, [ref]) == {}


def test_a_leader_sees_what_they_were_asked_and_nothing_else_of_the_challenge() -> None:
    cast = launched(a_cast())
    elsewhere = an_organisation("Tarnside Borough Council")
    leader = joins(a_person("Ed Fairclough"), elsewhere)
    asked, other = an_ask(cast, leader, to_organisation=elsewhere), an_ask(cast)
    assert queries.ask_for(acting(leader), asked.pk) == asked
    for pk, way in ((other.pk, queries.ask_for), (cast.challenge.pk, queries.challenge_for)):
        with pytest.raises(Http404):
            way(acting(leader), pk)


def test_who_passed_an_ask_on_can_still_read_it() -> None:
    cast = launched(a_cast())
    leader, other = a_leader(cast), a_leader(cast, "Ed Fairclough")
    ask = an_ask(cast, leader)
    actions.pass_on_ask(
        ask=ask, to=other, to_organisation=cast.host, reason="His", by=acting(leader), at=NOON
    )
    assert queries.ask_for(acting(leader), ask.pk) == ask


@pytest.mark.parametrize(
    ("days", "subject"),
    [(6, "Answer due tomorrow"), (7, "Answer due today"), (9, "2 days overdue"), (8, "1 day over")],
)
def test_the_system_reminds_of_what_is_due_however_often_it_runs(days: int, subject: str) -> None:
    cast = launched(a_cast())
    leader = a_leader(cast)
    an_ask(cast, leader)
    at = NOON + days * DAY
    assert (actions.chase_asks(at=at), actions.chase_asks(at=at)) == (1, 0)
    assert sum(s.startswith(subject) for s in told(leader)) == 1
    assert actions.chase_asks(at=at + 7 * DAY) == 1


def test_the_system_leaves_alone_what_is_not_due_answered_or_ended() -> None:
    cast = launched(a_cast())
    leader = a_leader(cast)
    ask = an_ask(cast, leader)
    assert actions.chase_asks(at=NOON + 2 * DAY) == 0
    Challenge.objects.filter(pk=cast.challenge.pk).update(
        stage=Stage.STOPPED, ended_words="x", ended_at=NOON, ended_by=leader
    )
    assert actions.chase_asks(at=NOON + 9 * DAY) == 0
    Challenge.objects.filter(pk=cast.challenge.pk).update(stage=Stage.LIVE)
    answered(ask, AskState.GRANTED, leader)
    assert actions.chase_asks(at=NOON + 9 * DAY) == 0
    assert policies.chase_asks()


def test_who_left_the_team_asks_no_more() -> None:
    cast = launched(a_cast())
    gone = add(cast.challenge, a_person("Kwame Boateng"), cast.joyce)
    actions.end_member(challenge=cast.challenge, member=gone, by=cast.joyce, at=NOON)
    with pytest.raises(Refused):
        an_ask(cast, by=acting(gone.person))
