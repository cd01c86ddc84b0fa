"""The rows that each respondent's journey reads and writes, in plain SQL.

Thousands ask for them within a minute, and to have each statement made anew by the ORM takes longer
than the database takes to answer. The statements are those that the ORM would make.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.db import connection

from .models import Invitation, Link, Sealed

_STANDING = ("id", "box_id", "group", "path", "blinded_hash", "withdrawn_on")
_WAY_IN = ("id", "token_hash", "sealed_seed")
_LINKS, _INVITATIONS = Link._meta.db_table, Invitation._meta.db_table
_ANSWERS = Sealed._meta.db_table


@dataclass(frozen=True, slots=True)
class Standing:
    """An invitation, as far as it matters to whether somebody may begin."""

    pk: UUID
    box_id: UUID
    group: str
    path: str
    blinded_hash: bytes | None
    withdrawn_on: dt.date | str | None


@dataclass(frozen=True, slots=True)
class WayIn:
    """A link, with its invitation."""

    pk: UUID
    token_hash: bytes
    sealed_seed: bytes | None
    invitation: Standing

    @property
    def invitation_id(self) -> UUID:
        return self.invitation.pk


def _named(table: str, names: tuple[str, ...]) -> str:
    return ", ".join(f'{table}."{name}"' for name in names)


_BY_TOKEN = (
    f"SELECT {_named('l', _WAY_IN)}, {_named('i', _STANDING)} FROM {_LINKS} l "  # noqa: S608
    f"JOIN {_INVITATIONS} i ON i.id = l.invitation_id WHERE l.token_hash = %s"
)
_HELD = f"SELECT {_named('i', _STANDING)} FROM {_INVITATIONS} i WHERE i.id = %s"  # noqa: S608
_KEYS = f"SELECT id, public_key FROM {_LINKS} WHERE invitation_id = %s"  # noqa: S608
_KEEP_SEED = f"UPDATE {_LINKS} SET sealed_seed = %s WHERE id = %s"  # noqa: S608
_MARK = (
    f"UPDATE {_INVITATIONS} SET path = %s, slip_on = %s, blinded_hash = %s "  # noqa: S608
    "WHERE id = %s"
)
_PUT_IN = f"INSERT INTO {_ANSWERS} (id, box_id, slip_hash, ciphertext) VALUES (%s, %s, %s, %s)"  # noqa: S608
HOLDS = {"postgresql": " FOR UPDATE OF i"}  # on SQLite our transaction is the only writer


def link_by(token_hash: bytes) -> WayIn | None:
    """The link whose token has that hash, with its invitation."""
    with connection.cursor() as cursor:
        cursor.execute(_BY_TOKEN, [token_hash])
        row = cursor.fetchone()
    if row is None:
        return None
    pk, told, seed, *rest = row
    return WayIn(_uuid(pk), told, seed, _standing(rest))


def hold_invitation(pk: UUID) -> Standing:
    """The invitation as it stands, ours until the transaction ends: one row, joined to nothing."""
    with connection.cursor() as cursor:
        cursor.execute(_HELD + HOLDS.get(connection.vendor, ""), [_stored(pk)])
        return _standing(cursor.fetchone())


def keys_of(invitation_id: UUID) -> dict[UUID, bytes]:
    """The public key of each link of the invitation."""
    with connection.cursor() as cursor:
        cursor.execute(_KEYS, [_stored(invitation_id)])
        return {_uuid(pk): bytes(key) for pk, key in cursor.fetchall()}


def keep_seed(link_id: UUID, sealed: bytes) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_KEEP_SEED, [sealed, _stored(link_id)])


def mark(pk: UUID, path: str, on: dt.date, blinded_hash: bytes | None) -> None:
    """That a slip was issued, on which day, and which of the two ways."""
    day = connection.ops.adapt_datefield_value(on)
    with connection.cursor() as cursor:
        cursor.execute(_MARK, [str(path), day, blinded_hash, _stored(pk)])


def put_in(*, box_id: UUID, slip_hash: bytes, ciphertext: bytes) -> None:
    """One answer, under an id by chance. Raises IntegrityError where its slip was spent."""
    with connection.cursor() as cursor:
        values = [_stored(uuid4()), _stored(box_id), slip_hash, ciphertext]
        cursor.execute(_PUT_IN, values)


def _standing(row: Any) -> Standing:
    pk, box_id, *rest = row
    return Standing(_uuid(pk), _uuid(box_id), *rest)


def _uuid(value: Any) -> UUID:
    return value if isinstance(value, UUID) else UUID(value)


def _stored(pk: UUID) -> Any:
    return Link._meta.pk.get_db_prep_value(pk, connection)
