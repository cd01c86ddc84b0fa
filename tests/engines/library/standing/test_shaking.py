"""What rests on something that is taken back is marked, once, and unmarked when it holds again."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.engines.library.standing.making import (
    a_member,
    a_page,
    a_reviewer,
    a_shelf,
    a_work,
    is_shaken,
    page_on,
    promise_on,
    ref_of,
    restore,
    retract,
    shake,
    thing_of,
)
from tests.world import NOON, TODAY, acting, an_organisation, joins
from wagtail.models import Revision

from groundswell.engines.commitments import actions as promising
from groundswell.engines.commitments import queries as commitments
from groundswell.engines.commitments.kinds import KIND
from groundswell.engines.library import actions
from groundswell.engines.library.models import Entry, Item, Work
from groundswell.engines.library.queries import standing_version
from groundswell.engines.thread import actions as thread
from groundswell.engines.thread import queries as threads
from groundswell.engines.thread.models import Doubt
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Stale, Unusable
from groundswell.ground.kernel.models import AuditEvent
from groundswell.ground.kernel.references import Ref
from groundswell.ground.messages.models import Message

pytestmark = pytest.mark.django_db


def test_a_chain_of_three_pages_is_shaken_and_settles_when_the_work_holds_again() -> None:
    reviewer, work = a_reviewer(), a_work("Bridges")
    first = page_on("First", work)
    second = page_on("Second", first)
    third = page_on("Third", second)
    other = a_page("Beside")
    retract(work, reviewer)
    assert [is_shaken(e) for e in (first, second, third, other)] == [True, True, True, False]
    assert Item.objects.get(pk=third.item_id).shaken_on == TODAY
    restore(work, reviewer)
    assert not any(is_shaken(e) for e in (first, second, third))
    assert Work.objects.get(pk=work.work_id).standing_reason == ""


def test_a_diamond_is_marked_once_and_its_marks_stay_as_long_as_one_reason_does() -> None:
    reviewer, work, other_work = a_reviewer(), a_work("Bridges"), a_work("Boats", doi="10.1/boats")
    left, right = page_on("Left", work), page_on("Right", work, other_work)
    top = page_on("Top", left, right)
    retract(work, reviewer)
    assert Doubt.objects.filter(thing_id=top.pk).count() == 1
    retract(other_work, reviewer, reason="It was withdrawn.")
    assert Doubt.objects.filter(thing_id=top.pk).count() == 2
    restore(work, reviewer)
    assert [is_shaken(e) for e in (left, right, top)] == [False, True, True]
    restore(other_work, reviewer)
    assert not is_shaken(top)


def test_a_circle_of_pages_comes_to_an_end() -> None:
    reviewer, first = a_reviewer(), a_page("First")
    second = page_on("Second", first)
    item = Item.objects.get(pk=first.item_id).specific
    item.rests_on = [("item", second.item)]
    item.save_revision().publish()
    retract(first, reviewer)
    assert is_shaken(second)
    assert not is_shaken(first)


def test_who_promised_something_that_rests_on_it_is_told_once_and_may_say_that_it_holds() -> None:
    reviewer, mo, work = a_reviewer(), a_member(), a_work("Bridges")
    page = page_on("First", work)
    promises = [promise_on(page, mo, title=f"Bridge {n}") for n in range(2)]
    retract(work, reviewer)
    assert shake(work) == 0  # the task is delivered twice
    told = Message.objects.filter(kind="thread.doubt")
    assert [m.person_id for m in told] == [mo.id]
    assert "The figures were made up." in told.get().body
    cards = threads.doubt_cards(mo, NOON)
    assert {card.title for card in cards} == {
        "Does “Bridge 0” still hold?",
        "Does “Bridge 1” still hold?",
    }
    assert "Retracted on 15 June 2026, because: The figures were made up." in cards[0].why
    ref = Ref(KIND, promises[0].pk)
    thread.settle_doubts(thing=ref, words="Two other studies say so.", by=mo, at=NOON)
    assert len(threads.doubt_cards(mo, NOON)) == 1
    [doubt] = commitments.commitment_page(mo, promises[0]).doubts
    assert doubt.settled == (
        "Mo Khan looked at it on 15 June 2026: it still holds, because: Two other studies say so."
    )
    shake(work)
    assert len(threads.doubt_cards(mo, NOON)) == 1  # what was looked at stays so


def test_a_promise_of_many_is_told_as_one_card() -> None:
    reviewer, mo, work = a_reviewer(), a_member(), a_work("Bridges")
    for n in range(5):
        promise_on(work, mo, title=f"Bridge {n}")
    retract(work, reviewer)
    [card] = threads.doubt_cards(mo, NOON)
    assert (card.title, card.url) == ("Promises: 5 to look at again", "/thread/doubts/")
    assert len(threads.doubt_rows(mo)) == 5


def test_only_who_answers_for_it_says_that_it_holds_and_not_without_a_reason() -> None:
    reviewer, mo, work = a_reviewer(), a_member(), a_work("Bridges")
    ref = Ref(KIND, promise_on(work, mo).pk)
    with pytest.raises(Refused, match="in doubt now"):
        thread.settle_doubts(thing=ref, words="Yes.", by=mo, at=NOON)
    retract(work, reviewer)
    with pytest.raises(Refused, match="answers for it"):
        thread.settle_doubts(thing=ref, words="Yes.", by=reviewer, at=NOON)
    for words in (" ", "x" * 1_001):
        with pytest.raises(Unusable):
            thread.settle_doubts(thing=ref, words=words, by=mo, at=NOON)


def test_an_editor_is_shown_the_pages_and_says_of_one_that_it_holds() -> None:
    reviewer, work = a_reviewer(), a_work("Bridges")
    page, other = page_on("First", work), page_on("Second", work)
    retract(work, reviewer)
    assert len(threads.doubt_cards(reviewer, NOON)) == 2
    thread.settle_doubts(thing=ref_of(page), words="It rests on more.", by=reviewer, at=NOON)
    assert (is_shaken(page), is_shaken(other)) == (False, True)
    assert not Message.objects.filter(kind="thread.doubt").exists()


def test_another_reason_asks_again() -> None:
    reviewer, mo, work = a_reviewer(), a_member(), a_work("Bridges")
    ref = Ref(KIND, promise_on(work, mo).pk)
    retract(work, reviewer)
    thread.settle_doubts(thing=ref, words="Others say so.", by=mo, at=NOON)
    retract(work, reviewer, reason="The author took it back.")
    assert len(threads.doubt_cards(mo, NOON)) == 1


def test_what_is_published_later_on_something_shaken_is_shaken_too() -> None:
    reviewer, work = a_reviewer(), a_work("Bridges")
    first = page_on("First", work)
    retract(work, reviewer)
    later = page_on("Later", first)
    item = Item.objects.get(pk=later.item_id)
    actions.recheck(uid=item.uid, at=NOON)
    assert is_shaken(later)
    changed = item.specific
    changed.rests_on = []
    changed.save_revision().publish()
    actions.recheck(uid=item.uid, at=NOON)
    assert not is_shaken(later)


def test_a_draft_does_not_bring_back_what_a_reviewer_took_away() -> None:
    reviewer, page = a_reviewer(), a_page("First")
    draft = Item.objects.get(pk=page.item_id).specific
    draft.title = "Another title"
    revision = draft.save_revision()
    retract(page, reviewer)
    Revision.objects.get(pk=revision.pk).publish()
    item = Item.objects.get(pk=page.item_id)
    assert (item.title, item.standing, item.standing_reason) == (
        "Another title", "retracted", "The figures were made up.",
    )  # fmt: skip
    assert Entry.objects.get(pk=page.pk).standing == "retracted"


def test_shaking_asks_as_many_questions_for_forty_pages_as_for_four() -> None:
    def asked(n: int) -> int:
        work = a_work(f"Bridges of {n}")
        for number in range(n):
            page_on(f"Page {n} {number}", work)
        thing = thing_of(work)
        Work.objects.filter(pk=thing.pk).update(
            standing="retracted", standing_reason="So.", standing_on=TODAY
        )
        with CaptureQueriesContext(connection) as context:
            assert shake(work) == n
        return len(context)

    assert asked(4) == asked(40)


def test_a_reviewer_of_one_shelf_says_nothing_of_another() -> None:
    here, there = an_organisation(), an_organisation("Tarnside Mental Health Trust")
    reviewer = a_reviewer(organisation=there)
    common = a_page("First")
    with pytest.raises(Refused):
        retract(common, reviewer)
    work = a_work("Bridges")
    retract(work, reviewer)
    assert Work.objects.get(pk=work.work_id).standing == "retracted"
    assert here.pk != there.pk


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"standing": "current"}, "Choose superseded"),
        ({"reason": " "}, "Say why"),
        ({"reason": "x" * 1_001}, "fewer words"),
        ({"on": TODAY + dt.timedelta(days=1)}, "still to come"),
        ({"standing": "superseded"}, "Say what replaces it"),
    ],
)
def test_what_cannot_be_said_of_a_work_is_refused_with_a_sentence(
    changes: dict[str, Any], sentence: str
) -> None:
    reviewer, work = a_reviewer(), a_work("Bridges")
    with pytest.raises(Unusable, match=sentence):
        retract(work, reviewer, **changes)


def test_what_replaces_something_holds_itself_and_is_another() -> None:
    reviewer, work, newer = a_reviewer(), a_work("Bridges"), a_work("Boats")
    with pytest.raises(Unusable, match="itself"):
        retract(work, reviewer, standing="superseded", instead=work.work)
    retract(newer, reviewer)
    with pytest.raises(Unusable, match="no longer either"):
        retract(work, reviewer, standing="superseded", instead=Work.objects.get(pk=newer.work_id))
    restore(newer, reviewer)
    retract(work, reviewer, standing="superseded", instead=Work.objects.get(pk=newer.work_id))
    assert Work.objects.get(pk=work.work_id).superseded_by_id == newer.work_id
    names = AuditEvent.objects.filter(name__startswith="library.standing")
    assert names.count() == 3


def test_whoever_was_slower_is_told() -> None:
    reviewer, work = a_reviewer(), a_work("Bridges")
    version = standing_version(thing_of(work))
    retract(work, reviewer)
    with pytest.raises(Stale):
        retract(work, reviewer, version=version)
    restore(work, reviewer)
    with pytest.raises(Unusable, match="nothing to take back"):
        restore(work, reviewer)


def test_a_promise_that_is_closed_asks_nothing_of_anybody() -> None:
    reviewer, mo, work = a_reviewer(), a_member(), a_work("Bridges")
    promise = promise_on(work, mo)
    promising.drop_commitment(commitment=promise, reason="No time.", by=mo, at=NOON)
    retract(work, reviewer)
    assert threads.doubt_cards(mo, NOON) == []
    assert not Message.objects.filter(kind="thread.doubt").exists()
    assert threads.doubts_of(mo, [Ref(KIND, promise.pk)])


def test_whoever_may_not_read_the_page_reads_neither_its_title_nor_why() -> None:
    here = an_organisation()
    reviewer = a_reviewer(organisation=here)
    page = a_page("Our secret", shelf=a_shelf(here), audience="organisation")
    insider = acting(joins(a_member("Ada Obi").person, here))
    promise = promise_on(page, insider)
    retract(page, reviewer)
    mail = Message.objects.get(kind="thread.doubt")
    assert "secret" not in f"{mail.subject} {mail.body}"
    outsider = a_member("Dele Martins")
    [doubt] = threads.doubts_of(outsider, [Ref(KIND, promise.pk)])[Ref(KIND, promise.pk)]
    assert doubt.sentence == ("Something that this rests on holds no longer, since 15 June 2026.")
    assert not doubt.url
