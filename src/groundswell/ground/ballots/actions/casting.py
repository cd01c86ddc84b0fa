"""An answer goes into the box: one row, in a transaction of its own, with nobody in it."""

import datetime as dt
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import IntegrityError, connection
from django.utils.translation import gettext as _

from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Unusable

from .. import policies, public, receipts, rows, sealing, slips
from ..apart import apart
from ..kinds import Cast, Opened, Slip
from ..models import Box, Sealed
from .beginning import link_of, seed_in

if TYPE_CHECKING:
    from ..public import PublicBox

SHARE = {"postgresql": "FOR KEY SHARE"}  # how a row is held against a close, by others too


def cast(
    *, box: "Box | PublicBox", slip: Slip, payload: bytes, at: dt.datetime, token: str = ""
) -> Cast:
    """Put an answer in, once for a slip. Sent again it gets the same thank-you, changing nothing.

    When this returns the answer is durable and will be opened. It may not be called inside another
    transaction: that would join the answer to what else is written there.

    Parameters
    ----------
    payload
        The answer as bytes, at most as long as the box takes.
    token
        The link's, where answers are confidential or named: the invitation goes into the envelope.

    Raises
    ------
    Unusable
        If the slip is not the box's, the answer is too long, or the token is another's.
    Refused
        If the box has closed, and the slip was not spent before.
    """
    known = public.public_box(box.pk)
    nonce = slips.checked(slip, known.signing_public)
    invitation_id = None if known.is_anonymous else _invitation(token, nonce)
    words, spent = receipts.words_of(nonce), slips.spent_hash(nonce)
    opened = Opened(payload, receipts.hash_of(words), invitation_id)
    plain = sealing.envelope(opened, known.length)
    ciphertext = sealing.seal(plain, known.sealing_public, sealing.about(known.id, spent))
    if not (_put_in(known, spent, ciphertext, day_of(at)) or is_spent(known.id, spent)):
        public.forget(known.id)
        policies.takes_answers(public.public_box(known.id), day_of(at)).or_refuse()
        raise Refused(_("This has closed."))
    return Cast(words, known.fingerprint)


def is_spent(box_id: UUID, spent: bytes) -> bool:
    return Sealed.objects.filter(box_id=box_id, slip_hash=spent).exists()


def _put_in(box: "PublicBox", spent: bytes, ciphertext: bytes, today: dt.date) -> bool:
    """Whether the row was written. The unique constraint decides, whatever the timing."""
    try:
        with apart():
            if today > box.closes_on or not _stays_open(box.id):
                return False
            rows.put_in(box_id=box.id, slip_hash=spent, ciphertext=ciphertext)
    except IntegrityError:
        return False
    return True


def _stays_open(box_id: UUID) -> bool:
    """Whether the box is open, and stays so until our row is committed.

    On PostgreSQL the share of the row's key, which the foreign key takes in any case, is taken
    before the question: many answers hold it at once, and `close_box` waits for all of them. On
    SQLite our transaction is the only writer.
    """
    share = SHARE.get(connection.vendor, "")
    sql = f"SELECT closed_on IS NULL FROM {Box._meta.db_table} WHERE id = %s {share}"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [Box._meta.pk.get_db_prep_value(box_id, connection)])
        row = cursor.fetchone()
    return bool(row and row[0])


def _invitation(token: str, nonce: bytes) -> UUID:
    """The invitation that the slip was made for. Raises Unusable where token and slip differ."""
    link = link_of(token)
    if (
        link.sealed_seed is None
        or slips.nonce_from(seed_in(link, link.sealed_seed, token)) != nonce
    ):
        raise Unusable(_("This page belongs to another link. Please begin again with your own."))
    return link.invitation_id
