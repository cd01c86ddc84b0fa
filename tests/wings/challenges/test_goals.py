"""The goal: set by the team, completed, changed with the sponsor's yes, answered on day 100."""

import pytest
from tests.wings.challenges.doing import count, goal_words, on_day, set_goal, then, under_way, watch
from tests.wings.challenges.making import Cast, a_cast
from tests.world import NOON, TODAY, acting

from groundswell.engines.measures.models import Target
from groundswell.engines.thread.models import Link
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.messages.models import Message
from groundswell.ground.people.kinds import RoleCode
from groundswell.wings.challenges import actions, policies, queries
from groundswell.wings.challenges.kinds import Baseline, GoalState, Stage
from groundswell.wings.challenges.models import Challenge, Goal

pytestmark = pytest.mark.django_db


def propose(cast: Cast, day: int = 50, **others: object) -> Goal:
    at = on_day(day)
    return actions.propose_goal(
        challenge=cast.challenge,
        goal=goal_words(target=70.0, **others),
        reason="We are nearly there.",
        by=then(cast, "joyce", at),
        at=at,
    )


def decide(cast: Cast, goal: Goal, *, yes: bool, words: str = "", name: str = "ruth") -> Goal:
    return actions.decide_goal(
        goal=goal, is_agreed=yes, decision=words, by=then(cast, name, on_day(51)), at=on_day(51)
    )


def test_the_team_sets_its_goal_and_nobody_else_does() -> None:
    cast = under_way()
    goal = set_goal(cast)
    assert (goal.state, goal.number, goal.baseline) == (GoalState.CURRENT, 1, 32)
    for name in ("ruth", "ngozi", "imran"):
        with pytest.raises(Refused, match="The team of Home for lunch and its coach do this"):
            actions.set_goal(
                challenge=cast.challenge, goal=goal_words(), by=getattr(cast, name), at=NOON
            )


def test_a_goal_is_the_target_of_its_measure_and_hangs_on_the_thread() -> None:
    cast = under_way()
    measure = watch(cast)
    goal = set_goal(cast, measure)
    assert list(Target.objects.values_list("measure", "value", "from_on")) == [
        (measure.pk, 60, TODAY)
    ]
    link = Link.objects.get(source_id=goal.pk)
    assert (link.type, link.target_id) == ("measured_by", measure.pk)


def test_the_same_words_twice_are_one_goal() -> None:
    cast = under_way()
    assert set_goal(cast) == set_goal(cast)


def test_for_two_days_a_team_may_find_better_words_and_then_the_goal_stands_until_day_50() -> None:
    cast = under_way()
    first = set_goal(cast)
    second = set_goal(cast, at=on_day(2), statement="Seven in ten leave before 1 pm")
    first.refresh_from_db()
    assert (first.state, second.state, second.number) == (GoalState.REPLACED, GoalState.CURRENT, 2)
    assert Link.objects.get(source_id=second.pk).target_id == first.pk
    with pytest.raises(Refused, match="stands until day 50, 4 August 2026"):
        set_goal(cast, at=on_day(3), statement="Eight in ten")
    with pytest.raises(Refused, match="needs the sponsor’s yes"):
        set_goal(cast, at=on_day(50), statement="Eight in ten")


def test_before_the_launch_the_words_are_free() -> None:
    cast = a_cast()
    set_goal(cast)
    assert set_goal(cast, at=on_day(9), target=61.0).target == 61


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"statement": " "}, "statement"),
        ({"yes_no_test": ""}, "yes_no_test"),
        ({"baseline": None}, "baseline"),
        ({"baseline": float("nan")}, "baseline"),
        ({"target": float("inf")}, "target"),
        ({"target": 1e13}, "target"),
        ({"baseline_kind": "guess"}, "baseline_kind"),
    ],
)
def test_what_a_goal_lacks_is_said_beside_its_field(given: dict[str, object], field: str) -> None:
    cast = under_way()
    with pytest.raises(Unusable) as fault:
        set_goal(cast, **given)
    assert fault.value.field == field


def test_a_set_standard_has_no_number_from_before() -> None:
    goal = set_goal(under_way(), baseline_kind=Baseline.STANDARD, unit="people")
    assert (goal.baseline, goal.unit) == (None, "people")


def test_the_measure_of_a_goal_is_one_of_the_challenge() -> None:
    mine = under_way()
    other = a_cast("Nobody waits", mine.host)
    measure = watch(other)
    with pytest.raises(Unusable, match="Add this measure to the challenge first"):
        set_goal(mine, measure)


def test_what_was_not_known_is_filled_in_once() -> None:
    cast = under_way()
    goal = set_goal(cast, baseline_kind=Baseline.SURROGATE, baseline=None)
    measure = watch(cast)
    with pytest.raises(Unusable, match="Fill in what is missing"):
        actions.complete_goal(goal=goal, by=cast.sam, at=NOON)
    goal = actions.complete_goal(goal=goal, measure=measure, by=cast.sam, at=NOON)
    assert goal.measure == measure and goal.baseline is None
    goal = actions.complete_goal(
        goal=goal, baseline=35.0, baseline_words="June", by=cast.sam, at=on_day(31)
    )
    assert (goal.baseline, goal.baseline_words) == (35, "June")
    with pytest.raises(Refused, match="Nothing is missing"):
        actions.complete_goal(goal=goal, baseline=36.0, by=cast.sam, at=on_day(32))
    with pytest.raises(Refused, match="The team of"):
        actions.complete_goal(goal=goal, baseline=36.0, by=cast.ruth, at=on_day(32))


def test_a_change_is_proposed_from_day_50_on_with_a_reason() -> None:
    cast = under_way()
    with pytest.raises(Refused, match="no goal yet"):
        propose(cast)
    set_goal(cast)
    with pytest.raises(Refused, match="stands until day 50"):
        propose(cast, day=49)
    with pytest.raises(Unusable, match="Say why"):
        actions.propose_goal(
            challenge=cast.challenge, goal=goal_words(target=70.0), reason=" ",
            by=cast.joyce, at=on_day(50),
        )  # fmt: skip
    with pytest.raises(Unusable, match="the goal as it is"):
        actions.propose_goal(
            challenge=cast.challenge, goal=goal_words(), reason="So.", by=cast.joyce, at=on_day(50)
        )
    goal = propose(cast)
    assert goal.state == GoalState.PROPOSED
    told = Message.objects.get(kind="challenges.goal")
    assert told.person == cast.people["ruth"] and "We are nearly there." in told.body
    with pytest.raises(Refused, match="waits for the sponsor"):
        propose(cast, statement="Another")


def test_the_sponsor_agrees_and_the_new_goal_holds() -> None:
    cast = under_way()
    measure = watch(cast)
    former = set_goal(cast, measure)
    goal = decide(cast, propose(cast, measure=measure), yes=True)
    former.refresh_from_db()
    assert (goal.state, former.state) == (GoalState.CURRENT, GoalState.REPLACED)
    assert Link.objects.filter(source_id=goal.pk, target_id=former.pk, type="rests_on").exists()
    told = set(
        Message.objects.filter(subject__contains="new goal").values_list("person", flat=True)
    )
    assert told == {cast.people[name].pk for name in ("amara", "joyce", "sam")}


def test_the_sponsor_declines_with_a_reason_and_the_goal_stays() -> None:
    cast = under_way()
    set_goal(cast)
    proposed = propose(cast)
    with pytest.raises(Unusable, match="Say why the goal should stay"):
        decide(cast, proposed, yes=False)
    goal = decide(cast, proposed, yes=False, words="Hold on to it.")
    assert goal.state == GoalState.DECLINED
    assert Goal.objects.get(state=GoalState.CURRENT).target == 60
    assert "Hold on to it." in Message.objects.filter(subject__contains="stays")[0].body


@pytest.mark.parametrize(
    ("yes", "said"), [(True, "the goal was changed"), (False, "the goal stays")]
)
def test_of_two_sponsors_the_second_is_told_what_the_first_answered(yes: bool, said: str) -> None:
    cast = under_way()
    set_goal(cast)
    actions.appoint(
        challenge=cast.challenge, person=cast.people["imran"], code=RoleCode.SPONSOR,
        by=cast.ngozi, at=NOON,
    )  # fmt: skip
    proposed = propose(cast)
    decide(cast, proposed, yes=yes, words="So be it.")
    with pytest.raises(Refused, match=f"Ruth Adeyemi answered on .*: {said}"):
        decide(cast, proposed, yes=not yes, words="No.", name="imran")


def test_only_a_sponsor_answers_and_only_the_team_takes_back() -> None:
    cast = under_way()
    set_goal(cast)
    proposed = propose(cast)
    with pytest.raises(Refused, match="The sponsor answers"):
        decide(cast, proposed, yes=True, name="joyce")
    with pytest.raises(Refused, match="The team of"):
        actions.withdraw_goal(goal=proposed, by=cast.ruth, at=on_day(51))
    actions.withdraw_goal(goal=proposed, by=cast.sam, at=on_day(51))
    with pytest.raises(Refused, match="taken this proposal back"):
        decide(cast, proposed, yes=True)


def test_on_day_100_the_team_says_yes_or_no_and_it_stays_so() -> None:
    cast = under_way()
    goal = set_goal(cast)
    with pytest.raises(Refused, match="answered on day 100, 23 September 2026"):
        actions.answer_goal(goal=goal, reached=True, words_said="62%", by=cast.joyce, at=on_day(99))
    with pytest.raises(Unusable, match="Say what you looked at"):
        actions.answer_goal(goal=goal, reached=True, words_said="", by=cast.joyce, at=on_day(100))
    for _twice in range(2):
        goal = actions.answer_goal(
            goal=goal, reached=False, words_said="57% in week 14.", by=cast.joyce, at=on_day(100)
        )
    assert (goal.reached, goal.reached_by) == (False, cast.people["joyce"])
    with pytest.raises(Refused, match="Joyce Lim has answered it already"):
        actions.answer_goal(goal=goal, reached=True, words_said="x", by=cast.sam, at=on_day(101))
    with pytest.raises(Refused, match="it stays as it was"):
        propose(cast, day=101)


def test_only_the_goal_itself_is_answered_or_completed() -> None:
    cast = under_way()
    former = set_goal(cast)
    set_goal(cast, at=on_day(1), target=65.0)
    with pytest.raises(Refused, match="not the goal any more"):
        actions.answer_goal(
            goal=former, reached=True, words_said="x", by=cast.joyce, at=on_day(100)
        )
    with pytest.raises(Refused, match="not the goal any more"):
        actions.complete_goal(goal=former, baseline=1.0, by=cast.joyce, at=NOON)


def test_no_goal_is_answered_while_day_zero_is_not_set() -> None:
    cast = a_cast()
    goal = set_goal(cast)
    assert "day 0 is not set" in policies.answer_goal(cast.joyce, goal, NOON).reason
    with pytest.raises(Refused, match="The team of"):
        actions.answer_goal(goal=goal, reached=True, words_said="x", by=cast.ruth, at=NOON)


def test_an_ended_challenge_changes_no_goal() -> None:
    cast = under_way()
    set_goal(cast)
    proposed = propose(cast)
    Challenge.objects.update(stage=Stage.STOPPED, ended_words="Funding ended.")
    for act in (
        lambda: set_goal(cast),
        lambda: decide(cast, proposed, yes=True),
        lambda: propose(cast),
    ):
        with pytest.raises(Refused, match="was stopped"):
            act()


def test_the_card_says_where_things_stood_are_and_should_be() -> None:
    cast = under_way()
    measure = watch(cast)
    count(cast, measure, [31, 33, 49])
    set_goal(cast, measure)
    panel = queries.goal_panel(cast.sam, cast.challenge, at=NOON)
    assert panel.eyebrow == "Our goal for day 100, 23 September 2026"
    assert [(name, value) for name, value, _of in panel.numbers] == [
        ("When we began", "32%"), ("Now", "49%"), ("Goal", "60%"),
    ]  # fmt: skip
    assert panel.progress == "17 of the 28 points that we want."
    assert panel.track is not None and "From 32% at the start to 49%" in panel.track
    assert panel.chart is not None and "Day 0" in panel.chart.notes[0][1]
    assert panel.chart.drawing.targets[0].value == 60


def test_the_card_says_it_when_the_target_is_reached_or_lies_further_off() -> None:
    cast = under_way()
    measure = watch(cast)
    count(cast, measure, [61])
    set_goal(cast, measure)
    assert queries.goal_panel(cast.sam, cast.challenge, at=NOON).progress == (
        "The target is reached."
    )
    worse = a_cast("Nobody waits", cast.host)
    other = watch(worse, "Waited overnight")
    count(worse, other, [20])
    set_goal(worse, other)
    found = queries.goal_panel(worse.sam, worse.challenge, at=NOON)
    assert found.progress == "12 points further away than when we began."


def test_without_a_measure_or_for_those_who_do_not_see_it_the_card_has_no_number_of_today() -> None:
    cast = under_way()
    measure = watch(cast)
    count(cast, measure, [49])
    set_goal(cast, measure)
    panel = queries.goal_panel(cast.imran, cast.challenge, at=NOON)
    assert panel.chart is None and panel.track is None
    assert [value for _name, value, _of in panel.numbers] == ["32%", "60%"]
    bare = a_cast("Nobody waits", cast.host)
    set_goal(bare, unit="people", baseline_kind=Baseline.STANDARD, baseline=None)
    numbers = queries.goal_panel(bare.sam, bare.challenge, at=NOON).numbers
    assert [value for _name, value, _of in numbers] == ["not known", "60 people"]


def test_a_challenge_without_a_goal_says_so() -> None:
    cast = under_way()
    panel = queries.goal_panel(cast.sam, cast.challenge, at=NOON)
    assert panel.statement == "" and panel.may_set
    assert queries.goal_panel(a_cast("B", cast.host).sam, cast.challenge, at=NOON).eyebrow


def test_the_card_is_read_in_a_few_queries(django_assert_max_num_queries) -> None:
    cast = under_way()
    measure = watch(cast)
    count(cast, measure, [31, 33, 49])
    set_goal(cast, measure)
    sam = acting(cast.people["sam"])
    with django_assert_max_num_queries(10):
        queries.goal_panel(sam, cast.challenge, at=NOON)
