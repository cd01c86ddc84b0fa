"""The secret address of an entrance that several people share: worked out, stored nowhere."""

import base64
import binascii
import hmac
from uuid import UUID

from django.utils.crypto import salted_hmac

_ID, _PROOF = 16, 12  # bytes


def token_of(doorway_id: UUID) -> str:
    """The token of a shared entrance: its id, and a proof that this site made the link."""
    content = doorway_id.bytes + _proof(doorway_id)
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def id_from(token: str) -> UUID | None:
    """The entrance that a token belongs to; None where it is no token of ours."""
    try:
        content = base64.urlsafe_b64decode(token.encode("ascii") + b"=" * (-len(token) % 4))
    except (UnicodeEncodeError, binascii.Error):
        return None
    if len(content) != _ID + _PROOF:
        return None
    found = UUID(bytes=content[:_ID])
    return found if hmac.compare_digest(content[_ID:], _proof(found)) else None


def _proof(doorway_id: UUID) -> bytes:
    return salted_hmac("surveys.doorway", doorway_id.hex, algorithm="sha256").digest()[:_PROOF]
