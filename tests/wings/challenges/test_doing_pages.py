"""The pages of goal, measures, tests, plan and meetings: what is sent is done, and shown."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.wings.challenges.making import Cast, a_cast, launched
from tests.world import acting

from groundswell.engines.commitments import actions as commitments
from groundswell.engines.commitments.models import Commitment
from groundswell.engines.gatherings import actions as gatherings
from groundswell.engines.gatherings.models import Gathering
from groundswell.engines.measures import actions as measures
from groundswell.engines.measures.entries import Entry
from groundswell.ground.kernel.clock import london
from groundswell.wings.challenges import actions, queries
from groundswell.wings.challenges.actions import GoalWords, TestPlan
from groundswell.wings.challenges.kinds import Baseline, GoalState, IdeaState, TestState
from groundswell.wings.challenges.models import (
    Agreement,
    ChallengeMeasure,
    Goal,
    Idea,
    Test,
)

pytestmark = pytest.mark.django_db

GOAL = {
    "statement": "Six in ten leave before 1 pm",
    "baseline_kind": "measured",
    "baseline": "32%",
    "target": "60%",
    "yes_no_test": "Did 60% leave before 1 pm?",
    "agreed_words": "By all of us.",
}
TEST = {
    "title": "Pharmacist at the bedside",
    "hypothesis": "Bags are ready earlier.",
    "smallest": "One bay.",
    "prediction": "8 in 10.",
}


def on_day(n: int) -> Cast:
    """A challenge that stands at its nth day today, by the real clock."""
    return launched(a_cast(), timezone.now().date() - dt.timedelta(days=n))


@pytest.fixture
def cast() -> Cast:
    return on_day(10)


class Browser:
    """Somebody of the cast, who opens and sends pages of the challenge."""

    def __init__(self, cast: Cast, name: str = "joyce") -> None:
        self.client, self.pk = Client(), cast.challenge.pk
        self.client.force_login(cast.people[name])

    def url(self, page: str, *more: Any) -> str:
        return reverse(f"challenges:{page}", args=[self.pk, *more])

    def see(self, page: str, *more: Any, query: str = "") -> str:
        answer = self.client.get(self.url(page, *more) + query)
        assert answer.status_code == 200, page
        return answer.content.decode()

    def send(self, page: str, *more: Any, query: str = "", **given: Any) -> str:
        """What the page says after it was sent and has led on."""
        answer = self.client.post(self.url(page, *more) + query, given, follow=True)
        assert answer.redirect_chain, answer.content.decode()
        return answer.content.decode()

    def fail(self, page: str, *more: Any, **given: Any) -> str:
        answer = self.client.post(self.url(page, *more), given)
        assert answer.status_code == 422
        return answer.content.decode()


def by(cast: Cast, name: str = "sam") -> dict[str, Any]:
    at = timezone.now()
    return {"by": acting(cast.people[name], on=at.date()), "at": at}


def a_measure(cast: Cast) -> ChallengeMeasure:
    return actions.define_measure(
        challenge=cast.challenge,
        details=measures.DefinitionDetails(
            title="Left before 1 pm", number="percentage", good="up", frequency="week",
            counted="People.", out_of="people ready",
        ),
        data_owner=cast.people["sam"],
        **by(cast),
    )  # fmt: skip


def a_goal(cast: Cast, **others: Any) -> Goal:
    given: dict[str, Any] = {
        "statement": "Six in ten leave before 1 pm", "target": 60.0, "baseline": 32.0,
        "yes_no_test": "Did 60% leave?",
    }  # fmt: skip
    return actions.set_goal(
        challenge=cast.challenge, goal=GoalWords(**{**given, **others}), **by(cast)
    )


def a_test(cast: Cast, **others: Any) -> Test:
    plan = TestPlan(**{**TEST, "owner": cast.people["sam"], **others})
    return actions.plan_test(challenge=cast.challenge, plan=plan, **by(cast))


def test_a_goal_is_set_checked_and_shown(cast: Cast) -> None:
    joyce = Browser(cast)
    assert "Set the goal" in joyce.see("goal")
    assert "Write where things stand" in joyce.fail("set_goal", **{**GOAL, "baseline": ""})
    page = joyce.send("set_goal", **GOAL)
    assert "The goal is set" in page and "Far from where things stand" in page
    assert "is a change of 28" in page
    assert "Six in ten leave before 1 pm" in joyce.see("set_goal")


def test_the_card_and_chart_of_a_goal_stand_on_its_page(cast: Cast) -> None:
    row = a_measure(cast)
    entries = [Entry(on=timezone.now().date() - dt.timedelta(days=9), value=49, n=100)]
    measures.record_observations(measure=row.measure, entries=entries, source="typed", **by(cast))
    a_goal(cast, measure=row.measure)
    page = Browser(cast).see("goal")
    assert "49%" in page and "17 of the 28 points that we want." in page and "Day 0" in page


def test_what_was_missing_is_filled_in(cast: Cast) -> None:
    row = a_measure(cast)
    a_goal(cast, baseline=None, baseline_kind=Baseline.SURROGATE)
    page = Browser(cast).send(
        "complete_goal", measure=str(row.measure_id), baseline="33", baseline_words="June"
    )
    assert "The goal knows more now" in page
    assert (Goal.objects.get().baseline, Goal.objects.get().measure) == (33, row.measure)


def test_a_change_is_proposed_and_answered_on_the_page() -> None:
    cast = on_day(50)
    a_goal(cast)
    Goal.objects.update(set_at=timezone.now() - dt.timedelta(days=40))
    joyce, ruth = Browser(cast), Browser(cast, "ruth")
    assert "needs the sponsor" not in joyce.see("goal")
    joyce.send("propose_goal", **{**GOAL, "target": "70"}, reason="Nearly there.")
    proposed = Goal.objects.get(state=GoalState.PROPOSED)
    assert "Another goal is proposed" in ruth.see("goal")
    assert "Nearly there." in ruth.see("decide_goal", proposed.pk)
    assert (
        "the team has been told"
        in ruth.send("decide_goal", proposed.pk, is_agreed="no", decision="Hold on.").lower()
    )
    assert "Hold on." in joyce.see("goal")
    joyce.send("propose_goal", **{**GOAL, "target": "80"}, reason="Again.")
    again = Goal.objects.get(state=GoalState.PROPOSED)
    assert "Taken back" in joyce.send("withdraw_goal", again.pk)


def test_on_day_100_the_question_is_answered_on_the_page() -> None:
    cast = on_day(100)
    a_goal(cast)
    joyce = Browser(cast)
    assert "Was it reached?" in joyce.see("goal")
    page = joyce.send("answer_goal", reached="no", words_said="57% in week 14.")
    assert "Not reached. 57% in week 14." in page


def test_measures_are_begun_watched_and_taken_off(cast: Cast) -> None:
    joyce = Browser(cast)
    assert "Nothing is counted yet" in joyce.see("measures")
    page = joyce.send(
        "define_measure", title="Came back", role="balancing", number="percentage", good="down",
        out_of="people", frequency="week", counted="People who came back.",
        data_owner=str(cast.people["sam"].pk),
    )  # fmt: skip
    assert "Came back" in page and "Balancing measure" in page and "Sam Ortiz" in page
    row = ChallengeMeasure.objects.get()
    assert "watches it no longer" in joyce.send("detach_measure", row.pk)
    page = joyce.send("attach_measure", measure=str(row.measure_id))
    assert "The team watches it now" in page


def test_ideas_are_added_changed_set_aside_and_brought_back(cast: Cast) -> None:
    sam = Browser(cast, "sam")
    assert "No ideas yet" in sam.see("ideas")
    assert "Ask them up" in sam.send("add_idea", title="Ask them up", theme="Medicines")
    idea = Idea.objects.get()
    assert "Ask two up" in sam.send("change_idea", idea.pk, title="Ask two up", version="1")
    assert "Make it a test" in sam.see("ideas")
    assert "Later." in sam.send("set_aside_idea", idea.pk, reason="Later.")
    assert "It is an idea again" in sam.send("bring_back_idea", idea.pk)
    assert Idea.objects.get().state == IdeaState.OPEN


def test_an_idea_becomes_a_test_that_begins_and_teaches_something(cast: Cast) -> None:
    sam = Browser(cast, "sam")
    row = a_measure(cast)
    sam.send("add_idea", title="Ask them up", detail="They have time at nine.")
    idea = Idea.objects.get()
    query = f"?idea={idea.pk}"
    assert "They have time at nine." in sam.see("plan_test", query=query)
    owner = str(cast.people["sam"].pk)
    page = sam.send("plan_test", query=query, **TEST, owner=owner, measures=[str(row.pk)])
    assert "Left before 1 pm" in page and "Start it today" in page
    test = Test.objects.get()
    assert test.idea == idea
    page = sam.send(
        "change_test", test.pk, **{**TEST, "prediction": "9 in 10."}, owner=owner, version="1"
    )
    assert "9 in 10." in page
    assert "It is running" in sam.send("start_test", test.pk)
    version = Test.objects.get().version
    page = sam.send("note_on_test", test.pk, happened="Six so far.", version=version)
    assert "Six so far." in page
    assert "Leave of the ward." in sam.send("hold_test", test.pk, reason="Leave of the ward.")
    version = Test.objects.get().version
    page = sam.send(
        "finish_test", test.pk, happened="7 in 10.", learned="By nine it works.", outcome="adapt",
        people_reached="40", version=version,
    )  # fmt: skip
    assert "By nine it works." in page and "Plan the next turn" in page
    page = sam.see("plan_test", query=f"?follows={test.pk}")
    assert "What it taught" in page and "By nine it works." in page
    board = sam.see("tests")
    assert "What the team has learned" in board and "40 people reached" in board
    assert "By nine it works." in Browser(cast, "imran").see("test", test.pk)


def test_a_test_begins_from_things_that_are_there(cast: Cast) -> None:
    sam = Browser(cast, "sam")
    for query in ("?idea=nonsense", f"?follows={cast.challenge.pk}"):
        assert sam.client.get(sam.url("plan_test") + query).status_code == 404


def test_two_members_edit_the_same_test_and_both_texts_are_on_the_page(cast: Cast) -> None:
    test = a_test(cast)
    owner = str(cast.people["sam"].pk)
    given = {**TEST, "owner": owner, "version": "1"}
    Browser(cast, "joyce").send("change_test", test.pk, **{**given, "smallest": "Two bays."})
    sam = Browser(cast, "sam")
    page = sam.fail("change_test", test.pk, **{**given, "smallest": "A whole ward."})
    assert "Now: The smallest way to find out" in page
    assert "Two bays." in page and "A whole ward." in page
    assert 'name="version" value="2"' in page
    sam.send("change_test", test.pk, **{**given, "smallest": "A whole ward.", "version": "2"})
    assert Test.objects.get().smallest == "A whole ward."


def test_the_plan_is_filled_and_shown_by_theme(cast: Cast) -> None:
    joyce = Browser(cast)
    assert "Something to celebrate" in joyce.see("plan")
    day = timezone.now().date() + dt.timedelta(days=3)
    given = {
        "title": "Ring the pharmacy", "owner": str(cast.people["sam"].pk),
        "due_on": day.isoformat(), "theme": "Medicines",
    }  # fmt: skip
    page = joyce.send("add_to_plan", **given)
    assert "It is on the plan" in page and "Medicines" in page
    assert "Something to celebrate" not in page and "0 of 1 done." in page
    assert "So far: Medicines." in joyce.see("add_to_plan")
    assert "Add to the plan" not in Browser(cast, "ruth").see("plan")
    commitments.drop_commitment(
        commitment=Commitment.objects.get(), reason="They rang us.", **by(cast)
    )
    page = joyce.see("plan")
    assert "Done and dropped (1)" in page and "Nothing is open on the plan." in page


def test_the_team_writes_down_how_it_works_together(cast: Cast) -> None:
    joyce = Browser(cast)
    assert "We begin on time." in joyce.send("agree", agreement="We begin on time.", version="0")
    page = joyce.fail("agree", agreement="We are late.", version="0")
    assert "We begin on time." in page and "We are late." in page
    joyce.send("agree", agreement="We are late.", version="1")
    assert "As it was before" in joyce.see("meetings") and Agreement.objects.count() == 2


def test_a_weekly_meeting_is_planned_run_and_closed(cast: Cast) -> None:
    row = a_measure(cast)
    a_goal(cast, measure=row.measure)
    actions.agree(challenge=cast.challenge, agreement="We ask.", version=0, **by(cast))
    joyce = Browser(cast)
    now = london(timezone.now())
    assert "such time" in joyce.fail("plan_meetings", on="29 March 2026", starts="1:30 am")
    page = joyce.send(
        "plan_meetings", on=now.date().isoformat(), starts=f"{now:%H:%M}", place="Ward 7"
    )
    assert "Planned." in page and "Ward 7" in page
    (meeting,) = queries.meetings_page(by(cast)["by"], cast.challenge, at=timezone.now()).coming
    key = meeting.run_url.split("/")[-2]
    assert "Go to this week’s meeting" in joyce.see("challenge")
    page = joyce.see("meeting", key)
    for words in ("Check-in", "Six in ten leave before 1 pm", "Ask a leader", "Add to the plan",
                  "We ask.", "Next steps", "Who is here", "Decisions"):  # fmt: skip
        assert words in page, words
    assert 'id="meeting-plan"' in joyce.see("meeting_plan", key)
    day = (timezone.now().date() + dt.timedelta(days=3)).isoformat()
    page = joyce.send(
        "add_to_plan", query=f"?meeting={key}", title="Ring them", due_on=day,
        owner=str(cast.people["sam"].pk),
    )  # fmt: skip
    assert "Who is here" in page and "Ring them" in page
    gatherings.close_gathering(gathering=Gathering.objects.get(pk=key), **by(cast, "joyce"))
    later = queries.meetings_page(
        by(cast)["by"], cast.challenge, at=timezone.now() + dt.timedelta(days=2)
    )
    assert len(later.held) == 1
    assert "Meetings before (1)" in joyce.see("meetings")
    assert "Close and send the minutes" not in joyce.see("meeting", key)
    assert joyce.client.get(joyce.url("add_to_plan") + "?meeting=no").status_code == 404


def test_a_series_of_meetings_is_planned_on_the_page(cast: Cast) -> None:
    day = (timezone.now().date() + dt.timedelta(days=1)).isoformat()
    page = Browser(cast).send("plan_meetings", on=day, starts="2 pm", is_weekly="on")
    assert page.count("Change or answer") > 10


def test_the_list_of_tests_says_what_to_do_where_there_is_none(cast: Cast) -> None:
    assert "Plan a test" in Browser(cast).see("tests")
    page = Browser(cast, "ruth").see("tests")
    assert "You can’t plan a test." in page and str(TestState.RUNNING.label) in page
