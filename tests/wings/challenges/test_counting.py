"""What a team counts: measures watched and begun, numbers that are missing, advice in week 3."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse
from tests.wings.challenges.doing import count, on_day, set_goal, then, under_way, watch
from tests.wings.challenges.making import Cast, a_cast
from tests.world import NOON, TODAY, a_person, acting, holding, joins

from groundswell.engines.measures import actions as measures
from groundswell.engines.measures.models import Measure
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.registries import ChartMark
from groundswell.ground.messages.models import Message
from groundswell.ground.people.models import Person
from groundswell.wings.challenges import actions, queries
from groundswell.wings.challenges.counting import Counting, advice
from groundswell.wings.challenges.kinds import Baseline
from groundswell.wings.challenges.models import ChallengeMeasure

pytestmark = pytest.mark.django_db


def a_measure_of_the_house(cast: Cast) -> Measure:
    """A measure of the host that everybody there sees."""
    analyst = holding(cast.people["imran"], "analyst", cast.host)
    definition = measures.define_measure(
        organisation=cast.host,
        details=measures.DefinitionDetails(
            title="Falls", number="count", good="down", frequency="week", counted="Falls."
        ),
        by=analyst,
        at=NOON,
    )
    return measures.place_measure(
        definition=definition, organisation=cast.host, by=analyst, at=NOON
    )


def test_a_team_begins_to_count_and_everybody_in_the_challenge_sees_it() -> None:
    cast = under_way()
    measure = watch(cast)
    assert (measure.programme_id, measure.data_owner) == (cast.challenge.pk, cast.people["sam"])
    for actor in (cast.sam, cast.ruth, cast.amara):
        assert queries.watched_by(actor, cast.challenge) == [measure]
    assert queries.watched_by(cast.imran, cast.challenge) == []
    with pytest.raises(Refused, match="The team of"):
        actions.attach_measure(challenge=cast.challenge, measure=measure, by=cast.ruth, at=NOON)


def test_a_measure_of_the_house_is_watched_once_by_those_who_see_it() -> None:
    cast = under_way()
    measure = a_measure_of_the_house(cast)
    assert measure in queries.attachable_by(cast.sam, cast.challenge)
    for _twice in range(2):
        actions.attach_measure(challenge=cast.challenge, measure=measure, by=cast.sam, at=NOON)
    assert ChallengeMeasure.objects.count() == 1
    assert queries.attachable_by(cast.sam, cast.challenge) == []
    other = a_cast("Nobody waits", cast.host)
    secret = watch(other, "Waited overnight")
    with pytest.raises(Unusable, match="Choose one of the measures shown"):
        actions.attach_measure(challenge=cast.challenge, measure=secret, by=cast.sam, at=NOON)


def test_a_measure_is_taken_off_but_for_that_of_the_goal() -> None:
    cast = under_way()
    measure = watch(cast)
    row = ChallengeMeasure.objects.get()
    set_goal(cast, measure)
    with pytest.raises(Refused, match="The goal is measured by it"):
        actions.detach_measure(row=row, by=cast.sam, at=NOON)
    other = ChallengeMeasure.objects.get(measure=watch(cast, "Came back within 30 days"))
    with pytest.raises(Refused, match="The team of"):
        actions.detach_measure(row=other, by=cast.ngozi, at=NOON)
    actions.detach_measure(row=other, by=cast.sam, at=NOON)
    with pytest.raises(Refused, match="taken off already"):
        actions.detach_measure(row=other, by=cast.sam, at=NOON)
    assert queries.watched_by(cast.sam, cast.challenge) == [measure]


def asked() -> list[tuple[str, str]]:
    found = Message.objects.filter(kind="challenges.numbers").order_by("created_at", "pk")
    return [(m.person.name, m.subject) for m in found.select_related("person")]


def test_who_looks_after_a_measure_is_asked_once_when_no_number_came_for_two_weeks() -> None:
    cast = under_way()
    measure = watch(cast)
    actions.chase_numbers(at=on_day(13))
    assert asked() == []
    for day in (14, 15):
        actions.chase_numbers(at=on_day(day))
    assert asked() == [("Sam Ortiz", "“Left before 1 pm” has had no number for 14 days")]
    count(cast, measure, [50], until=on_day(21).date())
    actions.chase_numbers(at=on_day(34))
    assert len(asked()) == 1, "the last number stands for its whole week"
    actions.chase_numbers(at=on_day(35))
    assert len(asked()) == 2


def test_without_somebody_who_looks_after_it_the_team_leader_is_asked() -> None:
    cast = under_way()
    watch(cast)
    Measure.objects.update(data_owner=None)
    actions.chase_numbers(at=on_day(14))
    assert [name for name, _subject in asked()] == ["Joyce Lim"]


def test_rare_events_and_measures_that_are_out_of_use_are_not_asked_for() -> None:
    cast = under_way()
    rare = watch(cast, "Days between falls", number="days_between", out_of="")
    retired = watch(cast)
    measures.retire_measure(measure=retired, by=cast.sam, at=NOON)
    actions.chase_numbers(at=on_day(60))
    assert asked() == [] and rare.definition.number == "days_between"


THIRD_WEEK = Counting(
    day=15,
    has_goal_measure=True,
    baseline_kind=Baseline.MEASURED,
    has_baseline=True,
    roles={"outcome", "balancing"},
    n_without_numbers=0,
)


def test_a_team_that_counts_well_needs_no_advice() -> None:
    assert list(advice(THIRD_WEEK)) == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"has_goal_measure": False}, "Nothing measures the goal"),
        ({"has_baseline": False}, "the first month stand in"),
        ({"roles": {"outcome"}}, "No balancing measure"),
        ({"n_without_numbers": 1}, "has no number yet"),
    ],
)
def test_what_is_missing_in_the_third_week_is_said(changes: dict, words: str) -> None:
    assert [words in said for said in advice(replace(THIRD_WEEK, **changes))] == [True]
    assert list(advice(replace(THIRD_WEEK, day=14, **changes))) == []
    assert list(advice(replace(THIRD_WEEK, day=None, **changes))) == []


def test_who_aims_for_a_standard_needs_no_baseline() -> None:
    standard = replace(THIRD_WEEK, baseline_kind=Baseline.STANDARD, has_baseline=False)
    assert list(advice(standard)) == []


def test_the_page_shows_what_is_watched_with_what_is_late_and_the_advice() -> None:
    cast = under_way()
    measure = watch(cast)
    set_goal(cast, measure, baseline_kind=Baseline.SURROGATE, baseline=None)
    at = on_day(16)
    page = queries.measures_page(then(cast, "sam", at), cast.challenge, at=at)
    assert page.watched[0].late == "No number for 16 days"
    assert page.watched[0].is_of_goal and page.watched[0].add_url and not page.watched[0].may_detach
    assert len(page.advice) == 3
    assert page.chart is not None and page.chart.is_empty
    sponsor = queries.measures_page(cast.ruth, cast.challenge, at=at)
    assert sponsor.watched[0].add_url == "" and not sponsor.may_attach


def test_the_page_asks_as_often_for_many_measures_as_for_one(django_assert_max_num_queries) -> None:
    cast = under_way()
    for n in range(8):
        count(cast, watch(cast, f"Measure {n}"), [40, 50])
    set_goal(cast, Measure.objects.first())
    sam = acting(cast.people["sam"])
    with django_assert_max_num_queries(13):
        queries.measures_page(sam, cast.challenge, at=NOON + dt.timedelta(days=1))


def marks_of(cast: Cast, measure: Measure, name: str) -> list[ChartMark]:
    return queries.day_zero_marks(getattr(cast, name), measure.pk)


def test_day_0_is_marked_on_the_measures_own_page_for_those_who_see_the_challenge(
    signed_in: Callable[[Person], Client],
) -> None:
    cast = under_way()
    measure = a_measure_of_the_house(cast)
    actions.attach_measure(challenge=cast.challenge, measure=measure, by=cast.joyce, at=NOON)
    count(cast, watch(cast), [30, 40])
    mark = ChartMark(TODAY, "Day 0 of “Home for lunch”")
    assert marks_of(cast, measure, "joyce") == [mark]
    colleague = joins(a_person("Kwame Boateng"), cast.host)
    for person, is_told in ((cast.people["sam"], True), (colleague, False)):
        page = signed_in(person).get(reverse("measures:measure", args=[measure.pk]))
        assert ("Day 0 of “Home for lunch”." in page.content.decode()) is is_told


def test_the_mark_moves_with_day_0_and_goes_with_the_measure() -> None:
    cast = under_way()
    measure = watch(cast)
    moved = TODAY + dt.timedelta(days=3)
    actions.shift_day_zero(
        challenge=cast.challenge, day_zero=moved, reason="Snow", by=cast.ngozi, at=NOON
    )
    assert [mark.on for mark in marks_of(cast, measure, "joyce")] == [moved]
    actions.detach_measure(row=ChallengeMeasure.objects.get(), by=cast.joyce, at=NOON)
    assert marks_of(cast, measure, "joyce") == []


def test_before_the_launch_nothing_is_marked() -> None:
    cast = a_cast()
    assert marks_of(cast, watch(cast), "joyce") == []
