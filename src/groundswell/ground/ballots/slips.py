"""Slips and links as text: what is in them, how they are read, and what is stored of them.

A slip is `base64url(nonce || signature)`: 32 random bytes and the box's signature of them. What is
stored is the SHA-256 of the nonce. A link's token is 24 random bytes; what is stored is its hash
and a public key made of it.
"""

import base64
import binascii
import hashlib
import secrets

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from django.utils.translation import gettext as _

from groundswell.ground.kernel.errors import Unusable

from . import blind, sealing
from .kinds import Slip

NONCE, SIGNATURE, TOKEN, SEED = 32, blind.KEY_BITS // 8, 24, 32  # bytes
LONGEST_TOKEN = 64  # characters; longer text is no token, and is not looked for


def encoded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def decoded(text: str) -> bytes | None:
    """The bytes that the text stands for; None where it is not base64url."""
    try:
        return base64.b64decode(
            text.encode("ascii") + b"=" * (-len(text) % 4), altchars=b"-_", validate=True
        )
    except (UnicodeEncodeError, binascii.Error):
        return None


def new_token() -> str:
    return encoded(secrets.token_bytes(TOKEN))


def token_hash(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()


def link_key(token: str) -> X25519PrivateKey:
    """The private key that only the link's token gives."""
    return X25519PrivateKey.from_private_bytes(sealing.derived(token.encode(), "link"))


def nonce_from(seed: bytes) -> bytes:
    return sealing.derived(seed, "slip", NONCE)


def signed(nonce: bytes, key: RSAPrivateKey) -> Slip:
    """The slip with this nonce, signed plainly."""
    return encoded(nonce + blind.sign(key, nonce))


def checked(slip: Slip, public: RSAPublicKey) -> bytes:
    """The nonce of a slip that the box has signed.

    Raises
    ------
    Unusable
        If it is no slip, or another box's.
    """
    content = decoded(slip)
    if content is not None and len(content) == NONCE + SIGNATURE:
        nonce, signature = content[:NONCE], content[NONCE:]
        if blind.is_signed(public, nonce, signature):
            return nonce
    raise Unusable(
        _("Your right to answer got lost on the way. Please begin again with your link.")
    )


def spent_hash(nonce: bytes) -> bytes:
    """What is stored of a slip, so that it is spent once."""
    return hashlib.sha256(nonce).digest()
