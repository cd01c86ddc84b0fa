"""Links are made and taken away by who may see both ends, once, with who, when and why."""

import datetime as dt
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from tests.engines.thread.shelf import Shelf, join
from tests.world import NOON, TODAY

from groundswell.engines.thread import actions, queries
from groundswell.engines.thread.kinds import FROM_SOURCE, FROM_TARGET, LOOKING_BACK, LinkType
from groundswell.engines.thread.models import Link
from groundswell.ground.kernel import audit
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.doers import SYSTEM
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.models import AuditEvent
from groundswell.ground.kernel.references import Ref
from groundswell.ground.kernel.registries import personal_data
from groundswell.ground.people.actors import Actor


def two(shelf: Shelf) -> tuple[Ref, Ref]:
    return shelf.thing("test", "Test 4"), shelf.thing("measure", "Left before 1 pm")


def trail() -> list[str]:
    return [audit.sentence(e) for e in AuditEvent.objects.filter(name__startswith="link.")]


def test_a_link_keeps_what_it_says_since_when_and_who_said_it(shelf: Shelf, joyce: Actor) -> None:
    test, measure = two(shelf)
    link = join(test, "measured_by", measure, by=joyce)
    assert (link.source, link.type, link.target) == (test, "measured_by", measure)
    assert (link.on, link.made_by_id, link.made_at) == (TODAY, joyce.id, NOON)
    assert trail() == ["Joyce Lim linked two things on the thread: test is measured by measure"]


def test_a_link_is_there_once_however_often_it_is_made(shelf: Shelf, joyce: Actor) -> None:
    test, measure = two(shelf)
    first = join(test, "measured_by", measure, on=dt.date(2026, 5, 1), by=joyce)
    again = join(test, "measured_by", measure)
    assert (again.pk, again.on, again.made_by_id) == (first.pk, dt.date(2026, 5, 1), joyce.id)
    assert Link.objects.count() == len(trail()) == 1


def test_two_things_may_be_linked_in_more_ways_than_one(shelf: Shelf) -> None:
    test, measure = two(shelf)
    join(test, "measured_by", measure)
    join(measure, "led_to", test)
    assert Link.objects.count() == 2


def test_what_a_person_may_not_see_they_cannot_link(shelf: Shelf, joyce: Actor) -> None:
    test, measure = two(shelf)
    shelf.hidden.add(measure)
    for source, target in ((test, measure), (measure, test)):
        with pytest.raises(Refused, match="You can link only what you may see"):
            join(source, "led_to", target, by=joyce)
    assert join(test, "led_to", measure, by=SYSTEM).made_by is None


def test_what_is_not_there_and_what_has_no_place_on_the_thread_is_not_linked(
    shelf: Shelf, joyce: Actor
) -> None:
    test, _measure = two(shelf)
    with pytest.raises(Refused):
        join(test, "led_to", Ref("test", uuid4()), by=joyce)
    for source, target in ((test, Ref("cloud", uuid4())), (Ref("cloud", uuid4()), test)):
        with pytest.raises(Refused, match="no place on the thread"):
            join(source, "led_to", target, by=SYSTEM)


def test_a_thing_is_not_linked_to_itself(shelf: Shelf) -> None:
    test, _measure = two(shelf)
    with pytest.raises(Unusable, match="to itself"):
        join(test, "led_to", test)
    link = Link(source_kind="test", source_id=test.id, target_kind="test", target_id=test.id)
    link.type, link.on, link.made_at = "led_to", TODAY, NOON
    with pytest.raises(IntegrityError), transaction.atomic():
        link.save()


def test_a_link_of_no_known_type_is_a_fault_of_the_program(shelf: Shelf) -> None:
    test, measure = two(shelf)
    with pytest.raises(ValueError, match="likes"):
        join(test, "likes", measure)


def test_a_link_taken_away_stays_in_the_record_with_the_reason(shelf: Shelf, joyce: Actor) -> None:
    test, measure = two(shelf)
    link = join(test, "measured_by", measure)
    actions.unlink(link=link, reason=" The wrong measure ", by=joyce, at=NOON)
    kept = Link.objects.get()
    assert (kept.removed_by_id, kept.removed_at) == (joyce.id, NOON)
    assert kept.removal_reason == "The wrong measure"
    assert trail()[-1].startswith("Joyce Lim took away a link on the thread")


def test_what_was_taken_away_may_be_linked_anew(shelf: Shelf) -> None:
    test, measure = two(shelf)
    first = join(test, "measured_by", measure)
    actions.unlink(link=first, reason="By mistake", by=SYSTEM, at=NOON)
    assert join(test, "measured_by", measure).pk != first.pk
    assert Link.objects.filter(removed_at=None).count() == 1


def test_the_link_that_holds_between_two_things_is_found(shelf: Shelf) -> None:
    test, measure = two(shelf)
    first = join(test, "measured_by", measure)
    join(test, "led_to", measure)
    assert queries.link_between(test, "measured_by", measure) == first
    assert queries.link_between(measure, "measured_by", test) is None
    actions.unlink(link=first, reason="By mistake", by=SYSTEM, at=NOON)
    assert queries.link_between(test, "measured_by", measure) is None


def test_a_link_is_taken_away_once_and_never_without_a_reason(shelf: Shelf) -> None:
    test, measure = two(shelf)
    link = join(test, "measured_by", measure)
    with pytest.raises(Unusable, match="Say why") as empty:
        actions.unlink(link=link, reason="  ", by=SYSTEM, at=NOON)
    assert empty.value.field == "reason"
    actions.unlink(link=link, reason="By mistake", by=SYSTEM, at=NOON)
    with pytest.raises(Refused, match="already taken away"):
        actions.unlink(link=link, reason="Again", by=SYSTEM, at=NOON)


def test_whoever_sees_only_one_end_takes_no_link_away(shelf: Shelf, joyce: Actor) -> None:
    test, measure = two(shelf)
    link = join(test, "measured_by", measure)
    shelf.hidden.add(test)
    with pytest.raises(Refused, match="both of its ends"):
        actions.unlink(link=link, reason="Wrong", by=joyce, at=NOON)
    shelf.hidden.clear()
    assert actions.unlink(link=link, reason="Wrong", by=joyce, at=NOON).removed_at


def test_every_type_is_told_from_both_ends() -> None:
    assert set(FROM_SOURCE) == set(FROM_TARGET) == set(LinkType)
    assert set(LinkType) > LOOKING_BACK


def test_a_person_is_shown_the_links_they_made_and_took_away(shelf: Shelf, joyce: Actor) -> None:
    test, measure = two(shelf)
    link = join(test, "measured_by", measure, by=joyce)
    join(measure, "led_to", test, by=SYSTEM)
    actions.unlink(link=link, reason="By mistake", by=joyce, at=NOON)
    thread = personal_data["thread"]
    made, removed, settled = thread.export(joyce.id).values()
    assert [row["link"] for row in made] == ["test is measured by measure"]
    assert [row["reason"] for row in removed] == ["By mistake"]
    assert list(settled) == []
    thread.erase(joyce.id, NOON)
    assert Link.objects.count() == 2
