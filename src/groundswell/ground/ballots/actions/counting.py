"""Answers come out of the box: never fewer than k together, mixed, and once."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from django.db import transaction

from groundswell.ground.kernel import audit
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.doers import SYSTEM, Doer
from groundswell.ground.kernel.locking import held

from .. import keys, mixing, policies, public, sealing
from ..kinds import Opened, State, receivers
from ..models import Batch, Box, Sealed
from .forgetting import destroy_keys_of

_AT_ONCE = 500  # rows a statement


@transaction.atomic
def open_batch(*, box: Box, at: dt.datetime) -> int:
    """Hand answers on while people still answer. Returns how many; 0 where there are too few.

    At least k are taken out, by lot, and at least k stay sealed for the next time, so that the
    last batch is never too small. Were a small last batch mixed into one that has been handed on,
    whoever kept a copy of that one would see the few that came to it. Answers go in meanwhile.
    """
    row = Box.objects.select_for_update(no_key=True).get(pk=box.pk)
    if row.state != State.OPEN:
        return 0
    ids = _unopened(row)
    n_out = len(ids) - row.k
    if n_out < row.k:
        return 0
    return _take_out(row, mixing.some_of(ids, n_out), at)


@transaction.atomic
def close_box(*, box: Box, by: Doer, at: dt.datetime) -> Box:
    """Take no more answers in, open all that are left, and destroy the keys after the commit.

    Waits for every answer that is just being acknowledged; none is left out. Fewer than k in all
    are never opened. Closing what is closed changes nothing. It opens some ten thousand answers in
    two or three seconds: call it in a task where there may be more.

    Raises
    ------
    Refused
        If the actor does not belong to the organisation, or the settings were tampered with.
    """
    row = held(Box.objects.all(), box.pk)
    policies.close_box(by, row).or_refuse()
    if row.closed_on:
        return row
    row.closed_on, row.state = day_of(at), State.CLOSED
    ids = _unopened(row)
    if len(ids) < row.k or not _take_out(row, ids, at):
        Sealed.objects.filter(pk__in=ids).update(ciphertext=None)
        row.state = State.CLOSED if row.batches.exists() else State.TOO_FEW
    row.save(update_fields=["closed_on", "state"])
    audit.record("ballot.closed", about=row, by=by, at=at, organisation_id=row.organisation_id)
    public.forget(row.pk)
    transaction.on_commit(lambda: destroy_keys_of(row.pk, day_of(at)))
    return row


def _unopened(box: Box) -> list[UUID]:
    rows = Sealed.objects.filter(box=box, ciphertext__isnull=False)
    return list(rows.values_list("pk", flat=True))


def _take_out(box: Box, ids: Sequence[UUID], at: dt.datetime) -> int:
    """Open, mix, hand on, and leave of each row only that its slip is spent."""
    public.check_fingerprint(box)
    key, opened = keys.opening(box.pk), []
    for part in _parts(ids):
        opened += _opened(box, part, key)
    if len(opened) < box.k:
        return 0
    for part in _parts(ids):
        Sealed.objects.filter(pk__in=part).update(ciphertext=None)
    number, n = box.batches.count() + 1, len(opened)
    Batch.objects.create(box=box, number=number, n=n, opened_on=day_of(at))
    receivers[box.kind](box=box, batch_number=number, replaces=None, opened=mixing.mixed(opened))
    audit.record(
        "ballot.batch_opened",
        about=box,
        by=SYSTEM,
        at=at,
        organisation_id=box.organisation_id,
        n=n,
    )
    return n


def _parts(ids: Sequence[UUID]) -> list[Sequence[UUID]]:
    return [ids[i : i + _AT_ONCE] for i in range(0, len(ids), _AT_ONCE)]


def _opened(box: Box, ids: Sequence[UUID], key: X25519PrivateKey) -> list[Opened]:
    """What can be read of these rows; one that was altered is left out and holds nothing up."""
    found = []
    for spent, ciphertext in Sealed.objects.filter(pk__in=ids).values_list(
        "slip_hash", "ciphertext"
    ):
        plain = sealing.unseal(bytes(ciphertext or b""), key, sealing.about(box.pk, bytes(spent)))
        if plain is not None:
            found.append(sealing.out_of_envelope(plain))
    return found
