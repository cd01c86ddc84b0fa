"""An agenda in time, as planned and as it went."""

from dataclasses import dataclass
from typing import Any

from tests.engines.gatherings.making import MINUTE
from tests.world import NOON

from groundswell.engines.gatherings.agenda import flow
from groundswell.engines.gatherings.kinds import Stage


@dataclass
class Item:
    minutes: int
    began_at: Any = None
    ended_at: Any = None


def told(items, now):
    """Each item as (begins, ends, stage): minutes after the start."""
    slots = flow(items, starts_at=NOON, now=now)
    return [((s.begins - NOON) / MINUTE, (s.ends - NOON) / MINUTE, str(s.stage)) for s in slots]


def test_before_the_start_each_item_follows_from_those_before():
    assert told([Item(10), Item(15), Item(20)], NOON - MINUTE) == [
        (0, 10, "to_come"),
        (10, 25, "to_come"),
        (25, 45, "to_come"),
    ]


def test_nothing_on_the_agenda_is_no_slot():
    assert flow([], starts_at=NOON, now=NOON) == []


def test_without_anybody_pressing_the_clock_decides():
    slots = flow([Item(10), Item(15), Item(20)], starts_at=NOON, now=NOON + 12 * MINUTE)
    assert [s.stage for s in slots] == [Stage.PAST, Stage.NOW, Stage.TO_COME]
    assert slots[1].minutes_left == 13


def test_an_item_that_begins_late_moves_the_rest():
    items = [Item(10, NOON + 5 * MINUTE), Item(15)]
    assert told(items, NOON + 6 * MINUTE) == [(5, 15, "now"), (15, 30, "to_come")]


def test_an_item_that_runs_over_pushes_the_rest_minute_by_minute():
    items = [Item(10, NOON), Item(15)]
    assert told(items, NOON + 13 * MINUTE) == [(0, 13, "now"), (13, 28, "to_come")]
    assert flow(items, starts_at=NOON, now=NOON + 13 * MINUTE)[0].minutes_left == -3


def test_an_item_that_ends_early_pulls_the_rest_forward():
    items = [Item(10, NOON, NOON + 4 * MINUTE), Item(15, NOON + 4 * MINUTE), Item(5)]
    assert told(items, NOON + 5 * MINUTE) == [
        (0, 4, "past"),
        (4, 19, "now"),
        (19, 24, "to_come"),
    ]


def test_what_was_passed_over_takes_no_time():
    items = [Item(10, NOON, NOON + 10 * MINUTE), Item(15), Item(20, NOON + 10 * MINUTE)]
    assert told(items, NOON + 11 * MINUTE) == [
        (0, 10, "past"),
        (10, 10, "skipped"),
        (10, 30, "now"),
    ]


def test_an_item_moved_behind_what_is_on_comes_after_it():
    items = [Item(20, NOON), Item(10)]
    assert told(items, NOON + MINUTE)[1] == (20, 30, "to_come")
    swapped = [items[1], items[0]]
    assert told(swapped, NOON + MINUTE)[0][2] == "skipped"


def test_after_a_pause_the_next_item_is_no_earlier_than_now():
    items = [Item(10, NOON, NOON + 10 * MINUTE), Item(15)]
    assert told(items, NOON + 30 * MINUTE)[1] == (30, 45, "to_come")


def test_a_begun_minute_counts_as_left():
    items = [Item(10, NOON)]
    assert flow(items, starts_at=NOON, now=NOON + 9.5 * MINUTE)[0].minutes_left == 1
    assert flow(items, starts_at=NOON, now=NOON + 10 * MINUTE)[0].minutes_left == 0
