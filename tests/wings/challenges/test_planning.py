"""The plan, the team's agreement and its weekly meeting."""

import datetime as dt

import pytest
from django.http import Http404
from tests.wings.challenges.doing import count, on_day, set_goal, then, under_way, watch
from tests.wings.challenges.making import Cast, a_cast
from tests.world import NOON, TODAY, a_person, acting

from groundswell.engines.commitments import actions as commitments
from groundswell.engines.commitments.models import Commitment
from groundswell.engines.gatherings.models import Gathering, Invitation
from groundswell.ground.kernel.clock import london
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.registries import thread_kinds
from groundswell.ground.messages.models import Message
from groundswell.wings.challenges import actions, queries
from groundswell.wings.challenges.actions.checks import Overtaken
from groundswell.wings.challenges.kinds import Talk

pytestmark = pytest.mark.django_db


def promise(
    cast: Cast, title: str = "Ring the pharmacy", days: int = 3, **more: object
) -> Commitment:
    given = {"owner": cast.people["sam"], "due_on": TODAY + dt.timedelta(days=days), **more}
    return actions.add_to_plan(
        challenge=cast.challenge, title=title, by=cast.joyce, at=NOON, **given
    )


def test_the_team_plans_with_one_owner_from_the_team_and_a_day() -> None:
    cast = under_way()
    made = promise(cast, theme="Medicines")
    assert (made.owner, made.to_whom, made.programme_id, made.theme) == (
        cast.people["sam"], "the team", cast.challenge.pk, "Medicines",
    )  # fmt: skip
    with pytest.raises(Unusable, match="Ruth Adeyemi is not of the team"):
        promise(cast, owner=cast.people["ruth"])
    with pytest.raises(Refused, match="The team of"):
        actions.add_to_plan(
            challenge=cast.challenge, title="x", owner=cast.people["sam"], due_on=TODAY,
            by=cast.ruth, at=NOON,
        )  # fmt: skip


def test_the_plan_stands_by_theme_what_is_due_next_first() -> None:
    cast = under_way()
    promise(cast, "Late", 20, theme="Medicines")
    promise(cast, "Soon", 9, theme="Transport")
    promise(cast, "Nobody's theme", 30)
    done = promise(cast, "Done", 1, theme="Medicines")
    commitments.keep_commitment(commitment=done, on=TODAY, by=cast.sam, at=NOON)
    page = queries.plan_page(then(cast, "sam", on_day(10)), cast.challenge, at=on_day(10))
    assert [(t.title, t.next_on, len(t.rows)) for t in page.plan.themes] == [
        ("Transport", "24 June 2026", 1),
        ("Medicines", "5 July 2026", 1),
        ("No theme", "15 July 2026", 1),
    ]
    assert [row.title for row in page.plan.closed] == ["Done"]
    assert page.plan.summary == "1 of 4 done. 1 overdue."
    assert queries.theme_names(cast.sam, cast.challenge) == ["Medicines", "Transport"]


def test_something_to_celebrate_by_day_15_is_asked_for_while_there_is_time() -> None:
    cast = under_way()

    def asked(day: int) -> str:
        return queries.plan_page(cast.sam, cast.challenge, at=on_day(day)).plan.celebrate

    promise(cast, "Too late", 16)
    assert "Nothing on the plan is due by day 15, 30 June 2026" in asked(1)
    assert asked(16) == "" and asked(-1) == ""
    early = promise(cast, "First bag", 15)
    assert asked(1) == ""
    commitments.drop_commitment(commitment=early, reason="No bag.", by=cast.sam, at=NOON)
    assert asked(1) != ""
    empty = a_cast("Nobody waits", cast.host)
    assert queries.plan_page(empty.sam, empty.challenge, at=NOON).plan.celebrate == ""
    assert queries.plan_page(empty.sam, empty.challenge, at=NOON).plan.summary == ""


def meet(cast: Cast, at: dt.datetime = NOON, *, weekly: bool = False) -> list[Gathering]:
    return actions.plan_meetings(
        challenge=cast.challenge, starts_at=at, place="Ward 7", is_weekly=weekly,
        by=cast.joyce, at=NOON,
    )  # fmt: skip


def test_the_panel_shows_promises_and_meetings_by_day() -> None:
    cast = under_way()
    promise(cast, "Write up test 6", 1)
    promise(cast, "Far away", 40)
    meet(cast, on_day(2))
    panel = queries.plan_panel(cast.sam, cast.challenge, at=NOON)
    assert [(line.day, line.title, line.owner) for line in panel.lines if "Weekly" in line.title
            or line.owner] == [
        ("Tue 16", "Write up test 6", "Sam Ortiz"),
        ("Wed 17", "Weekly meeting: Home for lunch", ""),
        ("25 Jul", "Far away", "Sam Ortiz"),
    ]  # fmt: skip


def test_a_meeting_has_the_fixed_agenda_and_asks_the_team_and_its_coach() -> None:
    cast = under_way()
    (gathering,) = meet(cast, on_day(2))
    items = list(gathering.items.values_list("code", "minutes"))
    assert [code for code, _minutes in items] == list(Talk.values)
    assert sum(minutes for _code, minutes in items) == 60
    asked = set(Invitation.objects.filter(gathering=gathering).values_list("person", flat=True))
    assert asked == {cast.people[name].pk for name in ("joyce", "sam", "amara")}
    with pytest.raises(Refused, match="The team of"):
        actions.plan_meetings(challenge=cast.challenge, starts_at=NOON, by=cast.ruth, at=NOON)


def test_a_weekly_series_runs_to_day_100_at_the_same_hour_and_is_told_once() -> None:
    cast = under_way(dt.date(2026, 8, 24))
    first = dt.datetime(2026, 8, 26, 13, tzinfo=dt.UTC)  # 2 pm in London, in summer
    found = meet(cast, first, weekly=True)
    assert len(found) == 15 and {london(g.starts_at).hour for g in found} == {14}
    assert found[-1].starts_at == dt.datetime(2026, 12, 2, 14, tzinfo=dt.UTC)
    told = Message.objects.filter(subject__contains="meets every week")
    assert {m.person for m in told} == {cast.people["sam"], cast.people["amara"]}
    assert not Message.objects.filter(
        kind="gatherings.invited", subject__contains="Weekly"
    ).exists()


def test_a_series_ends_with_day_100_and_needs_a_day_zero() -> None:
    cast = under_way()
    assert len(meet(cast, on_day(93), weekly=True)) == 2
    with pytest.raises(Refused, match="day 0 is not set"):
        meet(a_cast("Nobody waits", cast.host), NOON, weekly=True)


def test_what_the_team_agrees_is_kept_version_by_version() -> None:
    cast = under_way()

    def agree(words: str, version: int):
        return actions.agree(
            challenge=cast.challenge, agreement=words, version=version, by=cast.sam, at=NOON
        )

    with pytest.raises(Unusable, match="a line each"):
        agree(" ", 0)
    agree("We begin on time.\nWe ask.", 0)
    assert agree("We begin on time.\nWe ask.", 0).number == 1, "the same words again are the same"
    with pytest.raises(Overtaken) as fault:
        agree("We are late.", 0)
    assert fault.value.now == {"agreement": "We begin on time.\nWe ask."}
    agree("We begin on time.", 1)
    part = queries.agreement_part(cast.ruth, cast.challenge)
    assert part.now is not None and part.now.lines == ("We begin on time.",)
    assert [v.number for v in part.before] == [1] and not part.may_agree


def test_a_running_meeting_shows_beside_each_item_what_it_is_about(
    django_assert_max_num_queries,
) -> None:
    cast = under_way()
    measure = watch(cast)
    count(cast, measure, [31, 33, 49])
    set_goal(cast, measure)
    for n in range(4):
        promise(cast, f"Action {n}", n + 1)
    (gathering,) = meet(cast, NOON)
    sam = acting(cast.people["sam"])
    with django_assert_max_num_queries(26):
        page = queries.meeting_page(sam, cast.challenge, gathering, at=NOON)
    assert set(page.blocks.values()) == set(Talk.values)
    assert page.goal.chart is not None and len(page.plan.themes[0].rows) == 4
    assert page.running.onward_url.endswith(f"/meetings/{gathering.pk}/")


def test_the_list_of_meetings_keeps_one_that_was_not_closed_for_a_day() -> None:
    cast = under_way()
    first, second = meet(cast, on_day(1)) + meet(cast, on_day(8))
    page = queries.meetings_page(cast.sam, cast.challenge, at=on_day(2))
    assert [m.run_url.split("/")[-2] for m in page.coming] == [str(first.pk), str(second.pk)]
    page = queries.meetings_page(cast.sam, cast.challenge, at=on_day(3))
    assert [m.run_url.split("/")[-2] for m in page.held] == [str(first.pk)]


def test_the_first_page_leads_to_the_meeting_of_this_week() -> None:
    cast = under_way()
    assert queries.next_meeting(cast.sam, cast.challenge, at=NOON) is None
    (gathering,) = meet(cast, on_day(8))
    assert queries.next_meeting(cast.sam, cast.challenge, at=NOON) is None
    found = queries.next_meeting(cast.sam, cast.challenge, at=on_day(2))
    assert found is not None and str(gathering.pk) in found[1]


def test_a_meeting_of_another_challenge_is_not_found_here() -> None:
    cast = under_way()
    other = a_cast("Nobody waits", cast.host)
    (gathering,) = actions.plan_meetings(
        challenge=other.challenge, starts_at=NOON, by=other.joyce, at=NOON
    )
    for actor in (other.joyce, cast.ngozi):
        with pytest.raises(Http404):
            queries.meeting_for(actor, cast.challenge, gathering.pk)
    with pytest.raises(Http404):
        queries.back_from_plan(cast.sam, cast.challenge, "no id")


def test_what_is_on_the_plan_says_to_whom_may_see_it_which_challenge_it_belongs_to() -> None:
    cast = under_way()
    resolve = thread_kinds["challenge"].resolve
    (item,) = resolve(cast.sam, [cast.challenge.pk]).values()
    assert (item.title, item.detail, item.on) == ("Home for lunch", cast.host.name, TODAY)
    assert resolve(acting(a_person("Dele Martins")), [cast.challenge.pk]) == {}
