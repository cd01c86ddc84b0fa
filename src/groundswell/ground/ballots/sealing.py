"""Sealing with HPKE (RFC 9180: X25519, HKDF-SHA256, ChaCha20-Poly1305): anybody can put in, only
the private key takes out. Every answer of a box is padded to one length first."""

import struct
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.utils.translation import gettext as _

from groundswell.ground.kernel.errors import Unusable

from .kinds import Opened

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
_HEAD = struct.Struct(">BI32s16s")  # version, bytes of the answer, receipt, invitation or zeros
_VERSION = 1
_NOBODY = bytes(16)


def seal(plain: bytes, public: bytes, info: bytes) -> bytes:
    """Only who holds the private key can open it, and only for the same `info`."""
    return _SUITE.encrypt(plain, X25519PublicKey.from_public_bytes(public), info=info)


def unseal(sealed: bytes, private: X25519PrivateKey, info: bytes) -> bytes | None:
    """What was sealed; None where it was sealed for something else, or altered since."""
    try:
        return _SUITE.decrypt(sealed, private, info=info)
    except InvalidTag:
        return None


def derived(secret: bytes, purpose: str, length: int = 32) -> bytes:
    """Bytes that follow from a secret, others for each purpose (HKDF, RFC 5869)."""
    return HKDF(SHA256(), length, salt=None, info=f"groundswell {purpose}".encode()).derive(secret)


def about(box_id: UUID, slip_hash: bytes) -> bytes:
    """What a sealed answer is bound to: no other box opens it, and no other slip spends it."""
    return b"groundswell answer" + box_id.bytes + slip_hash


def envelope(opened: Opened, length: int) -> bytes:
    """The answer with what it carries, padded so that all of a box are of one length.

    Raises
    ------
    Unusable
        If the answer is longer than the box takes.
    """
    payload = opened.payload
    if len(payload) > length:
        sentence = _("That is longer than we can take. Please write a little less.")
        raise Unusable(sentence)
    who = opened.invitation_id.bytes if opened.invitation_id else _NOBODY
    head = _HEAD.pack(_VERSION, len(payload), bytes.fromhex(opened.receipt_hash), who)
    return head + payload + bytes(length - len(payload))


def out_of_envelope(plain: bytes) -> Opened:
    _version, n_bytes, receipt, who = _HEAD.unpack_from(plain)
    payload = plain[_HEAD.size : _HEAD.size + n_bytes]
    return Opened(payload, receipt.hex(), UUID(bytes=who) if who != _NOBODY else None)
