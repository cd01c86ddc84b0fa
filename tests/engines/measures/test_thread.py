"""Measures hang on the thread as their readers may see them."""

import datetime as dt
from typing import Any
from uuid import uuid4

from tests.engines.measures.conftest import House
from tests.engines.measures.making import STEADY, a_measure
from tests.world import NOON

from groundswell.engines.measures import actions
from groundswell.engines.measures.models import Measure
from groundswell.ground.kernel.references import Ref
from groundswell.ground.kernel.registries import Column, ThreadItem, thread_kinds
from groundswell.ground.people.actors import Actor


def resolved(actor: Actor, *measures: Measure) -> dict[Any, ThreadItem]:
    return thread_kinds["measure"].resolve(actor, [m.pk for m in measures])


def test_a_measure_says_on_the_thread_what_its_chart_says_and_whose_it_is(house: House) -> None:
    item = resolved(house.leader, house.measure)[house.measure.pk]
    assert item == ThreadItem(
        ref=Ref("measure", house.measure.pk),
        title="Left before 1 pm",
        detail="Seven weeks in a row above the mean. Home for lunch",
        url=f"/measures/{house.measure.pk}/",
        on=dt.date(2026, 3, 9),
        owner="Joyce Lim",
    )
    assert thread_kinds["measure"].column == Column.MEASURE


def test_a_measure_without_numbers_or_in_nobodys_care_hangs_there_too(house: House) -> None:
    measure = a_measure(house.trust, title="Falls")
    item = resolved(house.everywhere, measure)[measure.pk]
    assert (item.detail, item.on) == ("No numbers yet. Harrowmere Teaching Hospitals", None)
    assert (item.owner, item.state) == ("", "")


def test_a_retired_measure_stays_on_the_thread_and_says_so(house: House) -> None:
    actions.retire_measure(measure=house.measure, by=house.leader, at=NOON)
    assert resolved(house.leader, house.measure)[house.measure.pk].state == "Retired"


def test_only_those_who_may_see_a_measure_find_it_on_the_thread(house: House) -> None:
    for actor in (house.leader, house.member, house.analyst):
        assert house.measure.pk in resolved(actor, house.measure)
    for actor in (house.colleague, house.outsider, house.everywhere):
        assert resolved(actor, house.measure) == {}
    assert thread_kinds["measure"].resolve(house.everywhere, [uuid4()]) == {}


def test_many_measures_are_one_question(house: House, django_assert_num_queries: Any) -> None:
    others = [a_measure(house.trust, title=f"Falls {i}", values=STEADY) for i in range(5)]
    with django_assert_num_queries(1):
        assert len(resolved(house.analyst, house.measure, *others)) == 6


def test_the_page_of_a_measure_leads_to_its_thread(house: House, signed_in: Any) -> None:
    html = signed_in(house.leader.person).get(f"/measures/{house.measure.pk}/").content.decode()
    assert f'href="/thread/measure/{house.measure.pk}/">Its thread</a>' in html
