"""Answers come out together, mixed, once, and never fewer than k."""

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest
from tests.ground.ballots.voting import (
    K,
    Taken,
    a_box,
    a_token,
    answer,
    answers,
)
from tests.world import NOON, TODAY, a_founder

from groundswell.ground.ballots import actions, clockwork, keys, queries
from groundswell.ground.ballots.models import Batch, Box, Invitation, Link, Sealed
from groundswell.ground.kernel.models import AuditEvent

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def close(box: Box, at: dt.datetime = NOON) -> Box:
    return actions.close_box(box=box, by=a_founder(), at=at)


def test_nothing_is_opened_while_answers_go_in_unless_enough_stay_behind(taken: Taken) -> None:
    box = a_box()
    answers(box, 2 * K - 1)
    assert actions.open_batch(box=box, at=NOON) == 0 and queries.n_answered(box) == 0
    answers(box, 2, first=2 * K)
    assert actions.open_batch(box=box, at=NOON) == K + 1
    assert (len(taken.payloads), queries.n_answered(box)) == (K + 1, K + 1)
    assert actions.open_batch(box=box, at=NOON) == 0
    closed = close(box)
    assert [len(b) for b in taken.batches] == [K + 1, K]
    assert closed.state == "closed" and queries.n_answered(box) == 2 * K + 1
    assert actions.open_batch(box=box, at=NOON) == 0


def test_the_last_batch_is_never_small_however_many_come(taken: Taken) -> None:
    box = a_box()
    for _ in range(9):
        answers(box, 3)
        actions.open_batch(box=box, at=NOON)
    close(box)
    assert sum(map(len, taken.batches)) == 27
    assert min(map(len, taken.batches)) >= K


def test_fewer_than_k_are_never_opened(taken: Taken) -> None:
    box = a_box()
    answers(box, K - 1)
    closed = close(box)
    assert (closed.state, taken.batches) == ("too_few", [])
    assert not Sealed.objects.exclude(ciphertext=None).exists()
    assert not Batch.objects.exists()


def test_what_was_opened_is_gone_and_its_slips_stay_spent(taken: Taken) -> None:
    box = a_box()
    slip = answer(box, b"yes")
    answers(box, 2 * K)
    actions.open_batch(box=box, at=NOON)
    assert Sealed.objects.exclude(ciphertext=None).count() == K
    close(box)
    assert not Sealed.objects.exclude(ciphertext=None).exists()
    assert Sealed.objects.count() == 2 * K + 1
    actions.cast(box=box, slip=slip, payload=b"again", at=NOON)
    assert Sealed.objects.count() == 2 * K + 1


def test_closing_twice_changes_nothing(taken: Taken) -> None:
    box = a_box()
    answers(box, K)
    close(box)
    assert close(box, NOON + DAY).closed_on == TODAY
    assert len(taken.batches) == 1
    assert AuditEvent.objects.filter(name="ballot.closed").count() == 1


def test_a_room_that_cannot_take_a_batch_in_leaves_all_as_it_was(taken: Taken) -> None:
    from groundswell.ground.ballots.kinds import receivers

    box = a_box()
    answers(box, K)

    def full(**_: Any) -> None:
        raise OSError("no space")

    with receivers.only(**{box.kind: full}), pytest.raises(OSError):
        close(box)
    assert Sealed.objects.exclude(ciphertext=None).count() == K
    box.refresh_from_db()
    assert box.state == "open"
    close(box)
    assert len(taken.payloads) == K


def test_a_row_that_somebody_altered_holds_nothing_up(taken: Taken) -> None:
    box = a_box()
    answers(box, K + 1)
    one, other = Sealed.objects.all()[:2]
    Sealed.objects.filter(pk=one.pk).update(ciphertext=other.ciphertext)  # bound to its own slip
    close(box)
    assert len(taken.payloads) == K


def test_too_few_that_can_be_read_are_not_opened(taken: Taken) -> None:
    box = a_box()
    answers(box, K)
    Sealed.objects.filter(pk=Sealed.objects.first().pk).update(ciphertext=b"altered")  # type: ignore[union-attr]
    assert close(box).state == "too_few" and taken.batches == []


def test_answers_come_out_in_another_order_than_they_went_in(taken: Taken) -> None:
    box = a_box()
    answers(box, 30)
    close(box)
    assert taken.payloads != sorted(taken.payloads, key=lambda p: int(p.split()[1]))
    assert len(set(taken.payloads)) == 30


def test_keys_are_destroyed_once_the_close_is_committed(
    taken: Taken, django_capture_on_commit_callbacks: Any
) -> None:
    box = a_box()
    answers(box, K)
    with django_capture_on_commit_callbacks(execute=True):
        close(box)
        assert box.pk in keys.box_ids()
    assert box.pk not in keys.box_ids()
    box.refresh_from_db()
    assert box.keys_destroyed_on == TODAY


def test_keys_that_were_left_go_with_the_days_work(taken: Taken) -> None:
    """The process died between the commit and the destroying; another never committed its box."""
    import os

    box, never, still_open = a_box(), uuid4(), a_box()
    close(box)
    keys.make(never)
    clockwork.keep_boxes(NOON)
    assert box.pk not in keys.box_ids() and {never, still_open.pk} <= keys.box_ids()
    for file in keys.folder().glob(f"{never}.*"):
        os.utime(file, (1_000_000, 1_000_000))
    assert actions.destroy_keys(at=NOON) == 1
    assert still_open.pk in keys.box_ids() and never not in keys.box_ids()


def test_a_box_that_opens_daily_does_so_once_a_day(taken: Taken) -> None:
    box, other = a_box(opens_daily=True), a_box()
    for each in (box, other):
        answers(each, 3 * K)
    clockwork.keep_boxes(NOON)
    answers(box, 2 * K)
    clockwork.keep_boxes(NOON)
    assert [len(b) for b in taken.batches] == [2 * K]
    clockwork.keep_boxes(NOON + DAY)
    assert [len(b) for b in taken.batches] == [2 * K, 2 * K]


def test_links_go_after_a_month_and_invitations_after_half_a_year(taken: Taken) -> None:
    box, other = a_box(), a_box()
    answers(box, K)
    a_token(other)
    close(box)
    clockwork.keep_boxes(NOON + 30 * DAY)
    assert Link.objects.count() == K + 1 and Sealed.objects.count() == K
    clockwork.keep_boxes(NOON + 31 * DAY)
    assert Link.objects.count() == 1 and not Sealed.objects.exists()
    assert Invitation.objects.filter(box=box).count() == K
    clockwork.keep_boxes(NOON + 181 * DAY)
    assert not Invitation.objects.filter(box=box).exists()
    assert Invitation.objects.filter(box=other).exists()
