"""Ideas become tests; tests begin, are held up, and teach something."""

import datetime as dt

import pytest
from tests.wings.challenges.doing import (
    an_idea,
    finish,
    on_day,
    plan_of,
    plan_test,
    set_goal,
    then,
    under_way,
    watch,
)
from tests.wings.challenges.making import a_cast
from tests.world import NOON, TODAY, acting, holding

from groundswell.engines.measures import actions as measures
from groundswell.engines.measures.models import Annotation
from groundswell.engines.thread import queries as thread
from groundswell.engines.thread.actions import unlink
from groundswell.engines.thread.models import Link
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.references import Ref
from groundswell.wings.challenges import actions, queries
from groundswell.wings.challenges.actions.checks import Overtaken
from groundswell.wings.challenges.kinds import IdeaState, TestState
from groundswell.wings.challenges.models import ChallengeMeasure, Test

pytestmark = pytest.mark.django_db


def linked(test: Test) -> set[tuple[str, str]]:
    found = Link.objects.filter(source_id=test.pk, removed_at=None)
    return {(link.type, link.target_kind) for link in found}


def test_the_team_writes_ideas_down_and_nobody_else_does() -> None:
    cast = under_way()
    assert an_idea(cast).state == IdeaState.OPEN
    with pytest.raises(Refused, match="The team of"):
        actions.add_idea(challenge=cast.challenge, title="x", by=cast.ruth, at=NOON)
    with pytest.raises(Unusable, match="what might be tried"):
        an_idea(cast, " ")


def test_of_two_who_reword_an_idea_the_second_is_shown_what_the_first_wrote() -> None:
    cast = under_way()
    idea = an_idea(cast)
    given = {"idea": idea, "by": cast.sam, "at": NOON}
    actions.change_idea(version=1, title="Ask two pharmacists up", theme="Medicines", **given)
    with pytest.raises(Overtaken) as fault:
        actions.change_idea(version=1, title="Ask nobody up", **given)
    assert fault.value.now["title"] == "Ask two pharmacists up" and fault.value.version == 2
    again = actions.change_idea(
        version=1, title="Ask two pharmacists up", theme="Medicines", **given
    )
    assert again.version == 2, "the same words again change nothing"


def test_an_idea_is_set_aside_with_a_reason_and_can_come_back() -> None:
    cast = under_way()
    idea = an_idea(cast)
    with pytest.raises(Unusable, match="Say why"):
        actions.set_aside_idea(idea=idea, reason="", by=cast.sam, at=NOON)
    with pytest.raises(Refused, match="not set aside"):
        actions.bring_back_idea(idea=idea, by=cast.sam, at=NOON)
    idea = actions.set_aside_idea(idea=idea, reason="Needs a lift.", by=cast.sam, at=NOON)
    assert (idea.state, idea.words) == (IdeaState.SET_ASIDE, "Needs a lift.")
    with pytest.raises(Refused, match="set aside already"):
        actions.set_aside_idea(idea=idea, reason="x", by=cast.sam, at=NOON)
    idea = actions.bring_back_idea(idea=idea, by=cast.sam, at=NOON)
    assert (idea.state, idea.words) == (IdeaState.OPEN, "")


def test_an_idea_that_became_a_test_is_not_set_aside() -> None:
    cast = under_way()
    idea = an_idea(cast)
    plan_test(cast, idea=idea)
    with pytest.raises(Refused, match="has become a test"):
        actions.set_aside_idea(idea=idea, reason="x", by=cast.sam, at=NOON)


def test_a_test_hangs_on_the_goal_its_idea_the_turn_before_and_its_measure() -> None:
    cast = under_way()
    measure = watch(cast)
    set_goal(cast, measure)
    row = ChallengeMeasure.objects.get()
    first = plan_test(cast, idea=an_idea(cast), measures=[row])
    second = plan_test(cast, follows=first, title="The same on Saturday")
    assert (first.number, second.number, second.follows) == (1, 2, first)
    assert linked(first) == {
        ("rests_on", "goal"), ("rests_on", "idea"), ("measured_by", "measure"),
    }  # fmt: skip
    assert linked(second) == {("rests_on", "goal"), ("rests_on", "test")}
    walk = thread.thread_of(cast.ruth, Ref("test", first.pk))
    assert {node.item.ref.kind for node in walk.nodes} >= {"goal", "idea", "measure", "test"}
    gaps = thread.gaps_of(cast.ruth, [Ref("test", second.pk)])
    assert "A test without a measure" in str(gaps)


@pytest.mark.parametrize("field", ["title", "hypothesis", "smallest", "prediction"])
def test_a_test_says_beforehand_what_is_expected(field: str) -> None:
    with pytest.raises(Unusable) as fault:
        plan_test(under_way(), **{field: "  "})
    assert fault.value.field == field


def test_a_test_ends_after_it_begins_and_stays_within_its_challenge() -> None:
    cast = under_way()
    with pytest.raises(Unusable, match="ends after it begins"):
        plan_test(cast, ends_on=TODAY - dt.timedelta(days=1))
    other = a_cast("Nobody waits", cast.host)
    with pytest.raises(Unusable, match="another challenge"):
        plan_test(cast, idea=an_idea(other))
    watch(other)
    with pytest.raises(Unusable, match="Choose among the measures"):
        plan_test(cast, measures=[ChallengeMeasure.objects.get()])


def test_what_was_expected_stays_as_it_was_once_a_test_has_begun() -> None:
    cast = under_way()
    test = plan_test(cast)
    changed = actions.change_test(
        test=test, plan=plan_of(cast, prediction="9 in 10"), version=1, by=cast.joyce, at=NOON
    )
    assert (changed.prediction, changed.version) == ("9 in 10", 2)
    actions.start_test(test=test, by=cast.sam, at=NOON)
    with pytest.raises(Refused, match="what you expected stays"):
        actions.change_test(test=test, plan=plan_of(cast), version=3, by=cast.sam, at=NOON)


def test_two_members_edit_the_same_test_and_nothing_is_lost() -> None:
    cast = under_way()
    test = plan_test(cast)
    actions.change_test(
        test=test, plan=plan_of(cast, smallest="Two bays."), version=1, by=cast.joyce, at=NOON
    )
    with pytest.raises(Overtaken, match="Somebody else changed this") as fault:
        actions.change_test(
            test=test, plan=plan_of(cast, smallest="A ward."), version=1, by=cast.sam, at=NOON
        )
    assert fault.value.now["smallest"] == "Two bays."
    assert Test.objects.get().smallest == "Two bays."


def test_a_measure_that_a_test_is_no_longer_judged_by_leaves_the_thread() -> None:
    cast = under_way()
    watch(cast)
    row = ChallengeMeasure.objects.get()
    test = plan_test(cast, measures=[row])
    kept = plan_of(cast, measures=[row])
    actions.change_test(test=test, plan=kept, version=1, by=cast.sam, at=NOON)
    assert linked(test) == {("measured_by", "measure")}
    actions.change_test(test=test, plan=plan_of(cast), version=2, by=cast.sam, at=NOON)
    assert linked(test) == set() and not test.measures.exists()


def test_a_measure_that_is_off_the_thread_already_is_simply_taken_off_the_test() -> None:
    cast = under_way()
    watch(cast)
    test = plan_test(cast, measures=[ChallengeMeasure.objects.get()])
    link = Link.objects.get(source_id=test.pk)
    unlink(link=link, reason="By mistake.", by=cast.sam, at=NOON)
    actions.change_test(test=test, plan=plan_of(cast), version=1, by=cast.sam, at=NOON)
    assert not test.measures.exists()


def test_what_somebody_does_not_see_they_do_not_take_off_a_test() -> None:
    cast = under_way()
    analyst = holding(cast.people["imran"], "analyst", cast.host)
    definition = measures.define_measure(
        organisation=cast.host,
        details=measures.DefinitionDetails(
            title="Falls", number="count", good="down", frequency="week", counted="Falls."
        ),
        by=analyst,
        at=NOON,
    )
    measure = measures.place_measure(
        definition=definition, organisation=cast.host, by=analyst, at=NOON
    )
    row = actions.attach_measure(challenge=cast.challenge, measure=measure, by=cast.sam, at=NOON)
    test = plan_test(cast, measures=[row])
    outsider = acting(cast.people["amara"])
    hidden = type(outsider)(
        person=outsider.person, on=outsider.on,
        roles=frozenset(r for r in outsider.roles if r.programme_id),
    )  # fmt: skip
    actions.change_test(test=test, plan=plan_of(cast), version=1, by=hidden, at=NOON)
    assert test.measures.count() == 1
    actions.start_test(test=test, by=hidden, at=NOON)
    assert not Annotation.objects.exists(), "nor do they write on its chart"


def test_a_test_begins_and_its_charts_get_a_flag() -> None:
    cast = under_way()
    measure = watch(cast)
    test = plan_test(cast, measures=[ChallengeMeasure.objects.get()])
    at = on_day(3)
    test = actions.start_test(test=test, by=then(cast, "sam", at), at=at)
    assert (test.state, test.starts_on) == (TestState.RUNNING, at.date())
    assert test.ends_on == TODAY + dt.timedelta(days=12), "it stays as long as it was to be"
    note = Annotation.objects.get(measure=measure)
    assert (note.text, note.on) == ("Test 1 began: Pharmacist at the bedside", at.date())
    with pytest.raises(Refused, match="running already"):
        actions.start_test(test=test, by=cast.sam, at=at)


def test_a_test_without_days_begins_today_and_one_that_is_over_loses_its_end() -> None:
    cast = under_way()
    at = on_day(3)
    for ends_on in (None, TODAY):
        test = plan_test(cast, starts_on=None, ends_on=ends_on)
        test = actions.start_test(test=test, by=cast.sam, at=at)
        assert (test.starts_on, test.ends_on) == (at.date(), None)


def test_nothing_begins_before_the_launch() -> None:
    cast = a_cast()
    with pytest.raises(Refused, match="once the challenge is launched"):
        actions.start_test(test=plan_test(cast), by=cast.sam, at=NOON)


def test_a_test_that_was_held_up_goes_on_from_the_day_it_began() -> None:
    cast = under_way()
    test = actions.start_test(test=plan_test(cast), by=cast.sam, at=NOON)
    with pytest.raises(Unusable, match="what it waits for"):
        actions.hold_test(test=test, reason="", by=cast.sam, at=on_day(2))
    test = actions.hold_test(test=test, reason="The key.", by=cast.sam, at=on_day(2))
    assert (test.state, test.held_words) == (TestState.HELD_UP, "The key.")
    with pytest.raises(Refused, match="held up already"):
        actions.hold_test(test=test, reason="x", by=cast.sam, at=on_day(2))
    test = actions.start_test(test=test, by=cast.sam, at=on_day(4))
    assert (test.state, test.starts_on, test.held_words) == (TestState.RUNNING, TODAY, "")


def test_how_a_running_test_goes_is_noted_by_whoever_is_there() -> None:
    cast = under_way()
    test = plan_test(cast)
    with pytest.raises(Refused, match="not begun"):
        actions.note_on_test(test=test, version=1, happened="x", by=cast.sam, at=NOON)
    test = actions.start_test(test=test, by=cast.sam, at=NOON)
    given = {"test": test, "version": test.version, "at": NOON}
    actions.note_on_test(happened="Six homes so far.", people_reached=6, by=cast.joyce, **given)
    with pytest.raises(Overtaken) as fault:
        actions.note_on_test(happened="Seven homes.", by=cast.sam, **given)
    assert fault.value.now["happened"] == "Six homes so far."
    with pytest.raises(Unusable, match="Check how many"):
        actions.note_on_test(
            test=test, version=3, happened="", people_reached=-1, by=cast.sam, at=NOON
        )


def test_a_test_is_done_once_it_is_said_what_was_learned() -> None:
    cast = under_way()
    test = actions.start_test(test=plan_test(cast), by=cast.sam, at=NOON)
    for field in ("happened", "learned"):
        with pytest.raises(Unusable) as fault:
            finish(cast, test, **{field: " "})
        assert fault.value.field == field
    with pytest.raises(Unusable, match="adopt, adapt or abandon"):
        finish(cast, test, outcome="celebrate")
    with pytest.raises(Overtaken):
        finish(cast, test, version=1)
    done = finish(cast, test, on_day(8))
    assert (done.state, done.outcome, done.people_reached) == (TestState.DONE, "adapt", 40)
    assert (done.ends_on, done.closed_by) == (on_day(8).date(), cast.people["sam"])
    for act in (
        lambda: finish(cast, test),
        lambda: actions.start_test(test=test, by=cast.sam, at=NOON),
        lambda: actions.hold_test(test=test, reason="x", by=cast.sam, at=NOON),
        lambda: actions.note_on_test(test=test, version=9, happened="x", by=cast.sam, at=NOON),
    ):
        with pytest.raises(Refused, match="This test is done"):
            act()


def test_a_test_that_never_began_can_only_be_abandoned() -> None:
    cast = under_way()
    test = plan_test(cast, starts_on=None, ends_on=None)
    with pytest.raises(Unusable, match="start it first"):
        finish(cast, test)
    done = finish(cast, test, outcome="abandon")
    assert (done.state, done.ends_on) == (TestState.DONE, None)
    assert "without a measure" not in str(thread.gaps_of(cast.ruth, [Ref("test", test.pk)]))


def test_only_the_team_tries_things_out() -> None:
    cast = under_way()
    test = plan_test(cast)
    for act in (
        lambda: actions.start_test(test=test, by=cast.ruth, at=NOON),
        lambda: actions.hold_test(test=test, reason="x", by=cast.ngozi, at=NOON),
        lambda: actions.note_on_test(test=test, version=1, happened="", by=cast.imran, at=NOON),
        lambda: actions.plan_test(
            challenge=cast.challenge, plan=plan_of(cast), by=cast.ruth, at=NOON
        ),
    ):
        with pytest.raises(Refused, match="The team of"):
            act()


def test_the_panel_shows_what_is_under_way_and_the_newest_that_is_done() -> None:
    cast = under_way()
    for n in range(4):
        finish(cast, actions.start_test(
            test=plan_test(cast, title=f"Done {n}"), by=cast.sam, at=NOON
        ))  # fmt: skip
    running = actions.start_test(test=plan_test(cast), by=cast.sam, at=NOON)
    actions.hold_test(
        test=plan_test(cast, title="Transport"), reason="leave to book.", by=cast.sam, at=NOON
    )
    at = on_day(4)
    panel = queries.tests_panel(then(cast, "ruth", at), cast.challenge, at=at)
    assert [row.title for row in panel.rows] == [
        "Test 3: Done 2", "Test 4: Done 3", "Test 5: Pharmacist at the bedside",
        "Test 6: Transport",
    ]  # fmt: skip
    assert panel.n == 6
    done, _other, now, held = panel.rows
    assert (now.state, now.shape) == ("Running, day 5 of 10", "waiting")
    later = queries.tests_panel(then(cast, "ruth", on_day(11)), cast.challenge, at=on_day(11))
    assert later.rows[2].state == "Running, 2 days longer than planned"
    assert now.note == "Result due 24 June 2026. Owner: Sam Ortiz."
    assert now.sentence == f"We expect: {running.prediction}"
    assert (done.state, done.shape) == ("Adapt", "done")
    assert done.sentence.endswith("It was: 9 in 10, on weekdays.")
    assert done.note.startswith("Learned: It works") and done.note.endswith("Next: Try Saturday.")
    assert (held.state, held.sentence) == ("Held up", "Waits: leave to book.")


def test_a_test_that_waits_for_a_leader_leads_to_the_ask() -> None:
    cast = under_way()
    test = plan_test(cast)
    actions.raise_ask(
        challenge=cast.challenge,
        ask=actions.AskWords(kind="permission", title="Book transport", words="One form."),
        to=cast.people["ruth"],
        to_organisation=cast.host,
        held_up=test,
        by=cast.sam,
        at=NOON,
    )
    at = on_day(10)
    row = queries.tests_panel(cast.sam, cast.challenge, at=at).rows[0]
    assert row.ask is not None and row.ask[0] == "Asked 10 days ago: Book transport"


def test_the_board_has_a_column_for_each_state_and_the_lessons_beneath(
    django_assert_max_num_queries,
) -> None:
    cast = under_way()
    plan_test(cast, title="Planned")
    an_idea(cast)
    for n in range(5):
        finish(cast, actions.start_test(
            test=plan_test(cast, title=f"Done {n}"), by=cast.sam, at=NOON
        ), people_reached=None if n else 12)  # fmt: skip
    with django_assert_max_num_queries(5):
        page = queries.tests_page(cast.sam, cast.challenge, at=NOON)
    assert [(c.state, len(c.rows)) for c in page.columns] == [
        ("Planned", 1), ("Running", 0), ("Held up", 0), ("Done", 5),
    ]  # fmt: skip
    assert (page.reached, page.n_ideas, len(page.lessons)) == ("12 people reached", 1, 5)
    assert [lesson.reached for lesson in page.lessons[:2]] == ["12", "–"]


def test_the_page_of_a_test_shows_its_turns_and_the_measures_that_the_reader_sees() -> None:
    cast = under_way()
    watch(cast)
    first = plan_test(cast, measures=[ChallengeMeasure.objects.get()])
    second = plan_test(cast, follows=first, title="The same on Saturday")
    page = queries.test_page(
        cast.sam, cast.challenge, queries.test_for(cast.challenge, first.pk), at=NOON
    )
    assert [row.title for row in page.turns] == [f"Test 2: {second.title}"]
    assert [title for title, _url in page.measures] == ["Left before 1 pm"]
    assert page.links is not None and page.may_start and not page.may_note
    board = queries.test_page(
        cast.imran, cast.challenge, queries.test_for(cast.challenge, second.pk), at=NOON
    )
    assert board.measures == () and not board.may_start
    assert [row.title for row in board.turns] == [f"Test 1: {first.title}"]


def test_the_list_of_ideas_says_what_became_of_each() -> None:
    cast = under_way()
    ideas = {title: an_idea(cast, title) for title in ("One", "Two", "Three")}
    plan_test(cast, idea=ideas["One"])
    actions.set_aside_idea(idea=ideas["Two"], reason="Later.", by=cast.sam, at=NOON)
    page = queries.ideas_page(cast.sam, cast.challenge, at=NOON)
    shown = [[row.title for row in rows] for rows in (page.open, page.tested, page.aside)]
    assert shown == [["Three"], ["One"], ["Two"]]
    assert page.tested[0].tests[0][0] == "Test 1" and page.aside[0].why == "Later."
    assert page.aside[0].may_bring_back and not page.open[0].may_bring_back
