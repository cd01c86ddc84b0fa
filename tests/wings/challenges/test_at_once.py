"""Two at the same moment, on two connections: one is done, the other is told, nothing is lost."""

import datetime as dt
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, connections
from tests.wings.challenges.asking import an_ask
from tests.wings.challenges.doing import an_idea, plan_of, plan_test, set_goal, under_way
from tests.wings.challenges.making import Cast, a_cast
from tests.world import NOON, TODAY

from groundswell.engines.commitments import actions as commitments
from groundswell.engines.commitments.models import Commitment
from groundswell.engines.measures.models import Observation
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Stale, Unusable
from groundswell.ground.kernel.models import AuditEvent
from groundswell.ground.messages.models import Message
from groundswell.wings.challenges import actions
from groundswell.wings.challenges.actions.checks import Overtaken
from groundswell.wings.challenges.actions.releasing import key_of
from groundswell.wings.challenges.models import Ask, Challenge, HoldCheck, Release, Test

DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _needs_postgresql(transactional_db: None) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one writer in at a time; run this on PostgreSQL")


def at_once(*works: Callable[[], Any]) -> list[Any]:
    """What each came to: its result, or the error that it was told."""
    gate, came = threading.Barrier(len(works)), [None] * len(works)

    def run(place: int, work: Callable[[], Any]) -> None:
        gate.wait()
        try:
            came[place] = work()
        except (Refused, Unusable, Stale) as told:
            came[place] = told
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return came


def one_done_one_told(came: list[Any], error: type[Exception]) -> Any:
    """The error; exactly one of the two was told it."""
    (told,) = [one for one in came if isinstance(one, Exception)]
    assert isinstance(told, error), came
    return told


def test_two_leaders_answer_one_ask_and_the_second_reads_what_the_first_said() -> None:
    cast = under_way()
    ask = an_ask(cast, cast.people["ruth"], at=NOON - 9 * DAY, due_on=TODAY - 2 * DAY)
    actions.escalate_ask(
        ask=ask, to=cast.people["imran"], to_organisation=cast.host, reason="Late",
        by=cast.joyce, at=NOON,
    )  # fmt: skip

    def answering(name: str, state: str, words: str) -> Callable[[], Any]:
        by = getattr(cast, name)
        return lambda: actions.answer_ask(ask=ask, state=state, answer=words, by=by, at=NOON)

    told = one_done_one_told(
        at_once(answering("ruth", "granted", "Yes."), answering("imran", "declined", "No.")),
        Refused,
    )
    kept = Ask.objects.get()
    assert kept.answered_by is not None
    assert str(told).startswith(f"{kept.answered_by.name} answered this on 15 June 2026")
    assert AuditEvent.objects.filter(name="ask.answered").count() == 1
    point = Observation.objects.get()
    assert (point.value, point.n) == (9, 1)


def test_two_members_plan_one_test_differently_and_both_texts_are_there() -> None:
    cast = under_way()
    test = plan_test(cast)

    def changing(title: str, name: str) -> Callable[[], Any]:
        plan, by = plan_of(cast, title=title), getattr(cast, name)
        return lambda: actions.change_test(test=test, plan=plan, version=1, by=by, at=NOON)

    told = one_done_one_told(
        at_once(changing("One bay", "sam"), changing("Two bays", "joyce")), Overtaken
    )
    kept = Test.objects.get()
    assert kept.version == 2
    assert told.now["title"] == kept.title  # who was slower reads it beside what they typed


def test_two_members_add_to_one_plan_and_both_lines_stand() -> None:
    cast = under_way()

    def adding(title: str, name: str) -> Callable[[], Any]:
        by = getattr(cast, name)
        return lambda: actions.add_to_plan(
            challenge=cast.challenge, title=title, owner=by.person, due_on=TODAY + DAY, theme="",
            detail="", by=by, at=NOON,
        )  # fmt: skip

    came = at_once(adding("Ring Mrs Hall", "sam"), adding("Ask the pharmacy", "joyce"))
    assert sorted(made.title for made in came) == ["Ask the pharmacy", "Ring Mrs Hall"]


def a_line(cast: Cast) -> Commitment:
    return actions.add_to_plan(
        challenge=cast.challenge, title="Ring Mrs Hall", owner=cast.people["sam"],
        due_on=TODAY + DAY, by=cast.sam, at=NOON,
    )  # fmt: skip


def test_two_members_word_one_line_of_the_plan_and_the_second_reads_both() -> None:
    cast = under_way()
    made = a_line(cast)

    def wording(title: str, name: str) -> Callable[[], Any]:
        by = getattr(cast, name)
        return lambda: commitments.change_commitment(
            commitment=made, version=made.version, title=title, by=by, at=NOON
        )

    came = at_once(wording("Ring her at 9", "sam"), wording("Ring her at 10", "joyce"))
    told = one_done_one_told(came, Stale)
    kept = Commitment.objects.get().title
    assert {kept, told.mine["title"]} == {"Ring her at 9", "Ring her at 10"}
    assert told.theirs["title"] == kept


def test_a_line_of_the_plan_kept_and_dropped_at_once_ends_one_way() -> None:
    cast = under_way()
    made, sam = a_line(cast), cast.sam
    came = at_once(
        lambda: commitments.keep_commitment(commitment=made, on=TODAY, by=sam, at=NOON),
        lambda: commitments.drop_commitment(commitment=made, reason="Moved.", by=sam, at=NOON),
    )
    one_done_one_told(came, Refused)
    assert Commitment.objects.get().state in {"kept", "dropped"}


def test_a_release_link_used_twice_at_once_counts_once() -> None:
    cast = a_cast()
    release = actions.ask_release(
        member=cast.challenge.members.get(person=cast.people["sam"]), manager_name="Dee Wu",
        manager_email="dee@x.example", hours_a_week=4, by=cast.joyce, at=NOON,
    )  # fmt: skip

    def answering(*, yes: bool) -> Callable[[], Any]:
        words = "" if yes else "Three short."
        key = key_of(release)
        return lambda: actions.answer_release(key=key, is_given=yes, words_given=words, at=NOON)

    told = one_done_one_told(at_once(answering(yes=True), answering(yes=False)), Refused)
    kept = Release.objects.get()
    assert "was used on 15 June 2026" in str(told)
    subject = "is released" if kept.is_given else "is not released"
    heard = Message.objects.filter(subject__contains="released for")
    assert {subject in message.subject for message in heard} == {True}


def test_who_leaves_while_somebody_gives_them_a_test_leaves_nothing_without_an_owner() -> None:
    cast = under_way()
    member = cast.challenge.members.get(person=cast.people["sam"])
    joyce, sam = cast.joyce, cast.sam
    came = at_once(
        lambda: actions.end_member(challenge=cast.challenge, member=member, by=sam, at=NOON),
        lambda: actions.plan_test(
            challenge=cast.challenge, plan=plan_of(cast, title="Two bays"), by=joyce, at=NOON
        ),
    )
    assert not [one for one in came if isinstance(one, Exception)]
    member.refresh_from_db()
    assert member.left_on == TODAY
    assert Test.objects.get().title == "Two bays"


def test_day_0_moves_while_the_goal_is_set_and_an_idea_is_written_and_all_three_stand() -> None:
    cast = under_way()
    moved = TODAY + 5 * DAY
    joyce, ngozi = cast.joyce, cast.ngozi
    came = at_once(
        lambda: actions.shift_day_zero(
            challenge=cast.challenge, day_zero=moved, reason="Snow", by=ngozi, at=NOON
        ),
        lambda: set_goal(cast),
        lambda: an_idea(cast),
    )
    assert not [one for one in came if isinstance(one, Exception)], (came, joyce)
    challenge = Challenge.objects.get()
    assert challenge.day_zero == moved
    assert (challenge.goals.count(), challenge.ideas.count()) == (1, 1)
    assert HoldCheck.objects.order_by("due_on")[0].due_on > moved + 180 * DAY


def test_day_0_moved_by_two_leads_at_once_moves_to_one_of_the_days_with_its_reason() -> None:
    cast = under_way()

    def moving(days: int, reason: str) -> Callable[[], Any]:
        by: Any = cast.ngozi
        return lambda: actions.shift_day_zero(
            challenge=cast.challenge, day_zero=TODAY + days * DAY, reason=reason, by=by, at=NOON
        )

    at_once(moving(3, "Snow"), moving(6, "Strike"))
    challenge = Challenge.objects.get()
    days = {"Snow": TODAY + 3 * DAY, "Strike": TODAY + 6 * DAY}
    shifts = list(challenge.shifts.order_by("at", "pk"))
    assert challenge.day_zero in days.values()
    assert {shift.reason for shift in shifts} == set(days)
