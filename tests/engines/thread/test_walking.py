"""The thread of a thing: both ways, through what the reader may see and nothing else."""

import datetime as dt
from itertools import pairwise
from typing import Any
from uuid import uuid4

import pytest
from django.http import Http404
from tests.engines.thread.shelf import Example, Shelf, an_example, join
from tests.world import NOON

from groundswell.engines.thread import actions, queries
from groundswell.engines.thread.queries import Place, Thread
from groundswell.engines.thread.queries.walking import CROWD, MOST_BESIDE
from groundswell.ground.kernel.doers import SYSTEM
from groundswell.ground.kernel.references import Ref
from groundswell.ground.kernel.registries import thread_kinds
from groundswell.ground.people.actors import Actor


def placed(thread: Thread) -> dict[str, tuple[str, int]]:
    return {node.item.title: (node.place.value, node.steps) for node in thread.nodes}


def chain(shelf: Shelf, n: int, kind: str = "evidence") -> list[Ref]:
    """Things of which each led to the next."""
    refs = [shelf.thing(kind, f"Thing {i:03}") for i in range(n)]
    for one, other in pairwise(refs):
        join(one, "led_to", other)
    return refs


def test_a_thread_holds_what_a_thing_rests_on_what_it_led_to_and_what_stands_beside(
    shelf: Shelf, joyce: Actor
) -> None:
    example = an_example(shelf)
    thread = queries.thread_of(joyce, example.test)
    assert placed(thread) == {
        "Why can’t we sign our own bags?": ("before", 3),
        "18 of 52 people waited for medicine": ("before", 3),
        "31 comments name waiting for tablets": ("before", 3),
        "People wait for tablets, not for doctors": ("before", 2),
        "Ward pharmacist may sign off": ("before", 1),
        "Prescribe the afternoon before": ("beside", 3),
        "Test 4: pharmacist at the bedside": ("here", 0),
        "Left before 1 pm": ("after", 1),
        "Medicine errors": ("after", 1),
    }
    assert thread.here.ref == example.test
    assert len(thread.links) == 8


def test_a_thread_comes_column_by_column_the_nearest_and_newest_first(
    shelf: Shelf, joyce: Actor
) -> None:
    hub = shelf.thing("finding", "Hub")
    for title, on in (("Old", dt.date(2025, 1, 1)), ("New", dt.date(2026, 1, 1)), ("No day", None)):
        join(hub, "rests_on", shelf.thing("evidence", title, on=on))
    far = shelf.thing("evidence", "Far", on=dt.date(2026, 6, 1))
    join(next(r for r, i in shelf.things.items() if i.title == "Old"), "rests_on", far)
    join(hub, "led_to", shelf.thing("result", "Result"))
    titles = [node.item.title for node in queries.thread_of(joyce, hub).nodes]
    assert titles == ["New", "Old", "No day", "Far", "Hub", "Result"]


def test_a_thread_goes_so_many_steps_and_no_further(shelf: Shelf, joyce: Actor) -> None:
    refs = chain(shelf, 9)
    reached = placed(queries.thread_of(joyce, refs[4]))
    assert sorted(reached) == [f"Thing {i:03}" for i in range(1, 8)]
    assert len(placed(queries.thread_of(joyce, refs[4], steps=1))) == 3


@pytest.mark.parametrize(
    ("link_type", "place"),
    [
        ("rests_on", Place.AFTER),
        ("answers", Place.AFTER),
        ("decided_by", Place.BEFORE),
        ("tested_by", Place.BEFORE),
        ("measured_by", Place.BEFORE),
        ("led_to", Place.BEFORE),
        ("told_to", Place.BEFORE),
    ],
)
def test_the_source_of_a_link_stands_on_its_side(
    shelf: Shelf, joyce: Actor, link_type: str, place: Place
) -> None:
    source, target = shelf.thing("evidence", "Source"), shelf.thing("evidence", "Target")
    join(source, link_type, target)
    nodes = {n.ref: n.place for n in queries.thread_of(joyce, target).nodes}
    assert nodes[source] == place


def test_a_cycle_is_walked_once_and_both_its_links_are_kept(shelf: Shelf, joyce: Actor) -> None:
    first, second, third = chain(shelf, 3)
    join(third, "led_to", first)
    thread = queries.thread_of(joyce, first)
    assert placed(thread) == {
        "Thing 000": ("here", 0),
        "Thing 001": ("before", 2),
        "Thing 002": ("before", 1),
    }
    assert len(thread.links) == 3
    assert len(queries.thread_of(joyce, second).nodes) == 3


def test_a_link_taken_away_is_no_part_of_the_thread(shelf: Shelf, joyce: Actor) -> None:
    first, second = chain(shelf, 2)
    link = join(first, "led_to", second)
    actions.unlink(link=link, reason="By mistake", by=SYSTEM, at=NOON)
    assert len(queries.thread_of(joyce, first).nodes) == 1


def test_a_thing_that_is_gone_or_of_an_unknown_kind_is_not_on_the_thread(
    shelf: Shelf, joyce: Actor
) -> None:
    first, second, third = chain(shelf, 3)
    lost = shelf.thing("measure", "Lost")
    join(first, "measured_by", lost)
    del shelf.things[second]
    with thread_kinds.only(evidence=thread_kinds["evidence"]):
        assert placed(queries.thread_of(joyce, first)) == {"Thing 000": ("here", 0)}
    for ref in (second, Ref("evidence", uuid4()), Ref("cloud", third.id)):
        with pytest.raises(Http404):
            queries.thread_of(joyce, ref)


def test_what_a_reader_may_not_see_makes_no_difference_to_what_they_see(
    shelf: Shelf, joyce: Actor
) -> None:
    example = an_example(shelf)
    plain = queries.thread_of(joyce, example.test)
    secret = shelf.thing("test", "Secret test")
    join(example.afternoon, "tested_by", secret)
    behind = shelf.thing("evidence", "Behind the secret")
    join(secret, "rests_on", behind)
    for i in range(MOST_BESIDE):  # they crowd out nothing that can be seen
        other = shelf.thing("decision", f"Secret decision {i}")
        join(example.finding, "decided_by", other)
        shelf.hidden.add(other)
    result = shelf.thing("result", "Secret result", fulfilled=frozenset({"rests_on"}))
    join(example.left, "led_to", result)
    shelf.hidden |= {secret, result}
    assert queries.thread_of(joyce, example.test) == plain
    shelf.hidden.clear()
    seen = queries.thread_of(joyce, example.test)
    assert seen != plain and not seen.gaps
    with pytest.raises(Http404):
        shelf.hidden.add(secret)
        queries.thread_of(joyce, secret)


def test_beside_stands_what_came_of_the_same_where_it_is_little(shelf: Shelf, joyce: Actor) -> None:
    finding, test = shelf.thing("finding", "Finding"), shelf.thing("test", "Test")
    join(finding, "tested_by", test)
    siblings = [shelf.thing("test", f"Sibling {i}") for i in range(MOST_BESIDE)]
    for sibling in siblings:
        join(finding, "tested_by", sibling)
    thread = queries.thread_of(joyce, test)
    assert [n.steps for n in thread.nodes if n.place == Place.BESIDE] == [2] * MOST_BESIDE
    join(finding, "tested_by", shelf.thing("test", "One too many"))
    assert len(queries.thread_of(joyce, test).nodes) == 2


def test_a_crowd_is_shown_and_not_walked_further_but_what_stands_apart_is(
    shelf: Shelf, joyce: Actor
) -> None:
    hub = shelf.thing("finding", "Hub")
    for i in range(CROWD + 1):
        join(hub, "rests_on", other := shelf.thing("evidence", f"Evidence {i}"))
        join(other, "rests_on", shelf.thing("evidence", f"Behind {i}"))
    join(hub, "rests_on", measure := shelf.thing("measure", "Measure"))
    join(measure, "rests_on", shelf.thing("measure", "Behind the measure"))
    titles = placed(queries.thread_of(joyce, hub))
    assert len(titles) == 1 + CROWD + 1 + 2
    assert titles["Behind the measure"] == ("before", 2)


def grown(shelf: Shelf, n: int) -> Ref:
    """A decision with so many neighbours of three kinds, each with one of its own."""
    hub = shelf.thing("decision", "Hub")
    for i in range(n):
        kind, link = (("evidence", "rests_on"), ("test", "tested_by"), ("measure", "measured_by"))[
            i % 3
        ]
        join(hub, link, other := shelf.thing(kind, f"Thing {i}"))
        join(other, "led_to", shelf.thing("result", f"Result {i}"))
    return hub


def test_a_thread_asks_the_same_number_of_questions_whatever_its_size(
    shelf: Shelf, joyce: Actor, django_assert_num_queries: Any
) -> None:
    little, much = grown(shelf, 6), grown(shelf, 150)
    for hub in (little, much):
        shelf.asked.clear()
        with django_assert_num_queries(4):  # steps, and what is left; the kinds ask for themselves
            queries.thread_of(joyce, hub)
        assert sorted(shelf.asked) == sorted(["decision", "evidence", "measure", "result", "test"])


def test_neighbours_and_gaps_of_many_things_are_read_at_once(
    shelf: Shelf, joyce: Actor, django_assert_num_queries: Any
) -> None:
    hubs = [grown(shelf, 6) for _ in range(20)]
    with django_assert_num_queries(1):
        links = queries.links_of(joyce, hubs)
    assert len(links) == 20
    with django_assert_num_queries(1):
        assert queries.gaps_of(joyce, hubs) == {}


def told(example: Example, links: queries.Links) -> list[tuple[str, list[str], int]]:
    return [(g.words, [i.title for i in g.items], g.n_more) for g in links.groups]


def test_neighbours_are_told_group_by_group_what_was_there_first_before_the_rest(
    shelf: Shelf, joyce: Actor
) -> None:
    example = an_example(shelf)
    shelf.hidden.add(example.errors)
    alone = shelf.thing("test", "Alone")
    found = queries.links_of(joyce, [example.test, example.finding, example.errors, alone])
    assert told(example, found[example.test]) == [
        ("Tests", ["Ward pharmacist may sign off"], 0),
        ("Measured by", ["Left before 1 pm"], 0),
    ]
    assert [g.words for g in found[example.finding].groups] == [
        "Rests on", "Answers", "Decided by",
    ]  # fmt: skip
    assert found[alone].groups == () and example.errors not in found
    assert found[alone].url == f"/thread/test/{alone.id}/"


def test_of_many_neighbours_three_are_named_and_the_rest_counted(
    shelf: Shelf, joyce: Actor
) -> None:
    hub = shelf.thing("finding", "Hub")
    for i in range(5):
        evidence = shelf.thing("evidence", f"Evidence {i}")
        join(hub, "rests_on", evidence, on=dt.date(2026, 1, 1 + i))
    (group,) = queries.links_of(joyce, [hub])[hub].groups
    assert [i.title for i in group.items] == ["Evidence 4", "Evidence 3", "Evidence 2"]
    assert group.n_more == 2
