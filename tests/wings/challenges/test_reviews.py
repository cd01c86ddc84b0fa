"""Reviews with the record beside the team's words; the checks whether a gain held."""

import datetime as dt
from collections.abc import Callable

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from tests.wings.challenges.doing import MONDAY, count, on_day, set_goal, then, under_way, watch
from tests.wings.challenges.making import Cast
from tests.world import NOON, a_person, an_organisation, joins

from groundswell.engines.commitments import actions as commitments
from groundswell.engines.gatherings import actions as gatherings
from groundswell.ground.documents.kinds import documents
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.references import Ref
from groundswell.ground.messages.models import Message
from groundswell.ground.people.models import Person
from groundswell.wings.challenges import actions, queries
from groundswell.wings.challenges.actions import AskWords, ResultFacts, TestPlan
from groundswell.wings.challenges.actions.checks import Overtaken
from groundswell.wings.challenges.kinds import Milestone, ReviewState, Stage
from groundswell.wings.challenges.models import ChallengeMeasure, HoldCheck, Review

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]
SIX_MONTHS = 100 + 184  # days from day 0 on 15 June 2026 to six months after day 100, and a bit


def the_review(cast: Cast, milestone: str = Milestone.DAY_50) -> Review:
    return queries.review_for(cast.challenge, milestone)


def write(cast: Cast, review: Review, name: str = "joyce", version: int = 1, **said: str) -> Review:
    given = {"story": "It works.", "hurdles": "Transport.", "decided": "Go on.", **said}
    return actions.write_review(
        review=review, version=version, by=getattr(cast, name), at=NOON, **given
    )


def hold(cast: Cast, milestone: str = Milestone.DAY_50, day: int = 50) -> Review:
    at = on_day(day)
    return actions.hold_review(
        review=the_review(cast, milestone), by=then(cast, "joyce", at), at=at
    )


def a_record(cast: Cast) -> None:
    """A goal with numbers, a test that taught something, an ask with its answer, a promise, a
    result and a claim."""
    measure = watch(cast)
    count(cast, measure, [30, 32, 41], MONDAY + dt.timedelta(weeks=6))
    set_goal(cast, measure)
    plan = TestPlan(
        title="Checks at the bedside",
        hypothesis="Medicines wait.",
        smallest="One bay.",
        prediction="8 in 10.",
        owner=cast.people["sam"],
    )
    for _n in range(2):
        test = actions.plan_test(challenge=cast.challenge, plan=plan, by=cast.joyce, at=NOON)
    actions.start_test(test=test, by=cast.joyce, at=NOON)
    actions.finish_test(
        test=test, version=2, happened="It did.", learned="A lot.", outcome="adapt",
        people_reached=12, by=cast.joyce, at=NOON,
    )  # fmt: skip
    for title in ("A pharmacist at the weekend", "The keys"):
        words = AskWords(kind="permission", title=title, words="We need it.")
        ask = actions.raise_ask(
            challenge=cast.challenge, ask=words, to=cast.people["ruth"],
            to_organisation=cast.host, by=cast.joyce, at=NOON,
        )  # fmt: skip
    actions.answer_ask(
        ask=ask, state="granted", answer="Yes.", by=then(cast, "ruth", on_day(3)), at=on_day(3)
    )
    promise = commitments.make_commitment(
        title="Pay for the van", owner=cast.people["ruth"], made_to=cast.people["joyce"],
        due_on=on_day(20).date(),
        context=Ref("challenge", cast.challenge.pk), programme_id=cast.challenge.pk,
        by=cast.ruth, at=NOON,
    )  # fmt: skip
    commitments.keep_commitment(commitment=promise, on=NOON.date(), by=cast.ruth, at=NOON)
    for source in ("", "Ward diary"):
        facts = ResultFacts("award", "Prize", unit="the Gazette", source=source, method=source)
        actions.record_result(challenge=cast.challenge, facts=facts, by=cast.sam, at=NOON)


def told(cast: Cast, name: str, review: Review, day: int = 50) -> dict[str, list[tuple[str, str]]]:
    parts, _on = queries.evidence_for(then(cast, name, on_day(day)), review, on=on_day(day).date())
    return {part.heading: list(part.pairs) for part in parts}


def test_the_record_fills_in_the_evidence() -> None:
    cast = under_way()
    a_record(cast)
    said = told(cast, "joyce", the_review(cast))
    assert ("Goal", "Six in ten people who are ready to go home leave before 1 pm") in said["Goal"]
    assert said["Left before 1 pm"][0][1].startswith("41%")
    assert said["Tests"] == [
        ("Tests", "2"), ("Adapt", "1"), ("Planned", "1"), ("People reached", "12")
    ]  # fmt: skip
    assert said["Asks"] == [
        ("Asks", "2"), ("Waiting for an answer", "1"), ("Granted", "1"),
        ("Days to answer, on average", "3.0"), ("Overdue", "1"),
    ]  # fmt: skip
    assert said["Promises"][1] == ("Kept", "1")
    assert said["Results"] == [
        ("Claim: Prize", "Given by the Gazette"), ("Prize", "Given by the Gazette")
    ]  # fmt: skip


def test_a_challenge_with_nothing_written_down_says_so() -> None:
    cast = under_way()
    said = told(cast, "joyce", the_review(cast))
    assert said["Goal"] == [("Goal", "None set yet")]
    assert said["Results"] == [("Results", "None written down yet")]
    set_goal(cast, watch(cast))
    said = told(cast, "joyce", the_review(cast))
    assert said["Left before 1 pm"] == [("Newest number", "None yet")]


def test_a_board_that_may_not_see_a_measure_reads_no_value_of_it_be_it_frozen() -> None:
    cast = under_way()
    a_record(cast)
    assert "Left before 1 pm" not in told(cast, "imran", the_review(cast))
    review = hold(cast)
    assert "Left before 1 pm" not in told(cast, "imran", review)
    assert "Left before 1 pm" in told(cast, "sam", review)


def test_what_was_read_at_the_review_stays_as_it_was_read() -> None:
    cast = under_way()
    review = hold(cast)
    before = told(cast, "joyce", review)
    set_goal_later = {"at": NOON}
    set_goal(cast, None, **set_goal_later)
    assert told(cast, "joyce", the_review(cast), day=70) == before
    assert hold(cast, day=51).held_at == review.held_at
    with pytest.raises(Refused, match="Joyce Lim closed this review on 4 August 2026"):
        write(cast, review)


def test_a_review_is_held_from_its_day_on_or_from_the_day_of_its_meeting() -> None:
    cast = under_way()
    with pytest.raises(Refused, match="held from 4 August 2026 on"):
        hold(cast, day=49)
    review = the_review(cast)
    assert review.gathering is not None
    gatherings.follow_shift(
        gathering=review.gathering,
        context=Ref("challenge", cast.challenge.pk),
        starts_at=review.gathering.starts_at - dt.timedelta(days=2),
        by=cast.ngozi,
        at=NOON,
    )
    assert hold(cast, day=48).state == ReviewState.HELD


def test_after_the_review_of_day_100_keeping_begins() -> None:
    cast = under_way()
    hold(cast)
    cast.challenge.refresh_from_db()
    assert cast.challenge.stage == Stage.LIVE
    hold(cast, Milestone.DAY_100, 100)
    cast.challenge.refresh_from_db()
    assert cast.challenge.stage == Stage.SUSTAINING


def test_two_who_write_at_once_lose_nothing_and_the_same_words_are_no_change() -> None:
    cast = under_way()
    review = the_review(cast)
    assert write(cast, review).version == 2
    assert write(cast, review).version == 2
    with pytest.raises(Overtaken) as overtaken:
        write(cast, review, "sam", story="Mine")
    assert overtaken.value.now["story"] == "It works."
    assert write(cast, review, "sam", version=2, story="Both").story == "Both"


def test_those_who_look_on_write_no_review_and_a_stopped_one_is_left() -> None:
    cast = under_way()
    for name in ("ruth", "imran"):
        with pytest.raises(Refused, match="its coach or a system lead"):
            write(cast, the_review(cast), name)
    actions.stop_challenge(challenge=cast.challenge, reason="No money.", by=cast.ngozi, at=NOON)
    with pytest.raises(Refused, match="was stopped"):
        hold(cast)


# --- did it hold? --------------------------------------------------------------------------------


def over(cast: Cast) -> HoldCheck:
    return cast.challenge.hold_checks.get(milestone=Milestone.SIX_MONTHS)


def answer(
    cast: Cast, name: str = "joyce", held: str = "partly", day: int = SIX_MONTHS
) -> HoldCheck:
    at = on_day(day)
    return actions.answer_hold_check(
        check=over(cast), held=held, said="Two wards of three.", by=then(cast, name, at), at=at
    )


def messages_about_it() -> list[str]:
    found = Message.objects.filter(kind="challenges.keeping").order_by("person__name")
    return [message.person.name for message in found.select_related("person")]


def test_six_months_on_the_system_asks_once_and_asks_whoever_took_the_measure_over() -> None:
    cast = under_way()
    set_goal(cast, watch(cast))
    assert actions.ask_hold_checks(at=on_day(100)) == 0
    ChallengeMeasure.objects.update(owner_after=cast.people["sam"])
    assert actions.ask_hold_checks(at=on_day(SIX_MONTHS)) == 1
    assert actions.ask_hold_checks(at=on_day(SIX_MONTHS)) == 0
    assert messages_about_it() == ["Sam Ortiz"]
    assert actions.ask_hold_checks(at=on_day(100 + 366)) == 1


def test_where_nobody_took_it_over_the_leader_and_the_sponsor_are_asked() -> None:
    under_way()
    actions.ask_hold_checks(at=on_day(SIX_MONTHS))
    assert messages_about_it() == ["Joyce Lim", "Ruth Adeyemi"]


def test_of_a_challenge_that_was_stopped_nobody_is_asked() -> None:
    cast = under_way()
    actions.stop_challenge(challenge=cast.challenge, reason="No money.", by=cast.ngozi, at=NOON)
    assert actions.ask_hold_checks(at=on_day(500)) == 0
    with pytest.raises(Refused, match="no gain to ask about"):
        answer(cast)


def test_the_answer_stands_with_the_number_of_the_day_and_is_given_once() -> None:
    cast = under_way()
    a_record(cast)
    check = answer(cast)
    assert check.figures["parts"][0]["pairs"][0][1].startswith("41%")
    assert answer(cast).answered_at == check.answered_at
    with pytest.raises(Refused, match="Joyce Lim answered on"):
        answer(cast, "ruth", "held")
    held = queries.held_of([cast.challenge.pk], on=on_day(SIX_MONTHS).date())
    assert held == {cast.challenge.pk: "Some of the gain held"}
    at = on_day(SIX_MONTHS)
    (row,) = queries.portfolio_page(
        then(cast, "imran", at), queries.wanted_of({}), number=None, at=at
    ).rows
    assert row.held == "Some of the gain held"


def test_silence_is_shown_as_silence() -> None:
    cast = under_way()
    rows = queries.hold_rows(
        then(cast, "imran", on_day(SIX_MONTHS)), cast.challenge, at=on_day(SIX_MONTHS)
    )
    assert [row.state for row in rows] == [
        "Nobody has answered since 23 March 2027", "Asked on 23 September 2027"
    ]  # fmt: skip
    assert not queries.hold_rows(cast.imran, cast.challenge, at=on_day(60))


def test_a_hold_check_needs_its_day_an_answer_and_words() -> None:
    cast = under_way()
    with pytest.raises(Refused, match="asked on 23 March 2027"):
        answer(cast, day=150)
    with pytest.raises(Refused, match="Whoever looks after it"):
        answer(cast, "imran")
    at = on_day(SIX_MONTHS)
    with pytest.raises(Unusable) as unusable:
        answer(cast, held="rather")
    assert unusable.value.field == "held"
    with pytest.raises(Unusable) as unusable:
        actions.answer_hold_check(
            check=over(cast), held="lost", said=" ", by=then(cast, "joyce", at), at=at
        )
    assert unusable.value.field == "said"


def test_whoever_took_it_over_answers_without_any_role_and_sees_nothing_else(
    signed_in: SignIn,
) -> None:
    cast = under_way()
    a_record(cast)
    owner = joins(a_person("Tess Grey"), an_organisation("Tarnside Trust"))
    here, there = (
        reverse("challenges:hold_check", args=[over(cast).pk]),
        reverse("challenges:answer_hold_check", args=[over(cast).pk]),
    )
    with time_machine.travel(on_day(SIX_MONTHS), tick=False):
        browser = signed_in(owner)
        assert browser.get(here).status_code == 404
        ChallengeMeasure.objects.update(owner_after=owner)
        page = browser.get(here).content.decode()
        assert "Did the gain hold?" in page
        assert "41%" not in page
        assert browser.get(there).status_code == 200
        assert browser.post(there, {"held": "lost"}).status_code == 422
        done = browser.post(there, {"held": "lost", "said": "The van was sold."})
        assert done.status_code == 302
        assert "The gain was lost" in browser.get(here).content.decode()
        assert browser.get(there).status_code == 403
        challenge = reverse("challenges:reviews", args=[cast.challenge.pk])
        assert browser.get(challenge).status_code == 404
        assert "The van was sold" in signed_in(cast.people["imran"]).get(challenge).content.decode()


# --- pages and documents ------------------------------------------------------------------------


def test_the_pages_of_reviews_work(signed_in: SignIn) -> None:
    cast = under_way()
    a_record(cast)
    here = cast.challenge.pk
    with time_machine.travel(on_day(50), tick=False):
        browser = signed_in(cast.people["joyce"])
        assert "Day 50" in browser.get(reverse("challenges:reviews", args=[here])).content.decode()
        one = reverse("challenges:review", args=[here, "day50"])
        assert "It was held" in browser.get(one).content.decode()
        write = reverse("challenges:write_review", args=[here, "day50"])
        assert browser.get(write).status_code == 200
        said = {"story": "It works.", "hurdles": "", "decided": "", "version": "1"}
        assert browser.post(write, said).status_code == 302
        assert browser.post(write, {**said, "story": "Mine"}).status_code == 422
        assert browser.post(reverse("challenges:hold_review", args=[here, "day50"])).url == one
        assert "It works." in browser.get(one).content.decode()
        assert browser.get(reverse("challenges:review", args=[here, "day51"])).status_code == 404
        board = signed_in(cast.people["imran"]).get(one).content.decode()
        assert "It was held" not in board


def test_the_page_of_a_review_asks_a_constant_number_of_times(
    signed_in: SignIn, at_noon: object, django_assert_max_num_queries: Callable[..., object]
) -> None:
    cast = under_way()
    a_record(cast)
    browser = signed_in(cast.people["sam"])
    with django_assert_max_num_queries(34):  # type: ignore[attr-defined]
        browser.get(reverse("challenges:review", args=[cast.challenge.pk, "day50"]))


def test_note_and_review_are_documents_for_those_who_see_the_challenge() -> None:
    cast = under_way()
    a_record(cast)
    write(cast, the_review(cast))
    paper = documents["challenge-review"].build(cast.sam, the_review(cast).pk)
    assert paper.title == "Review: Day 50"
    cast.challenge.problem, cast.challenge.guardrails = "People wait.", "Safe.\nFree."
    cast.challenge.save()
    note = documents["challenge-note"].build(cast.imran, cast.challenge.pk)
    assert [type(block).__name__ for block in note.blocks] == [
        "Heading", "Paragraph", "Heading", "Bullets"
    ]  # fmt: skip
