"""A paper form between its first and its second typing, closed with a code on the paper itself.

The code is written on the form by whoever types it first, and stored nowhere. Without the paper in
hand nobody can read what was typed: not from the database, and not with the keys of this site.
"""

import hashlib
import json
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from django.conf import settings

_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that is taken for another
_LENGTH, _GROUP = 12, 4  # 59 bits; written in groups of four
_NONCE = 12  # bytes, drawn each time: a form is closed anew when it takes its slip
_FIRST_NONCE = bytes(_NONCE)  # of forms from before that


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed from a form, the way in it came by, and the slip that it is sent in with.

    There is no slip before both typings agree.
    """

    raw: Mapping[str, list[str]]
    group: str
    doorway: str = ""
    slip: str = ""


def new_code() -> str:
    """Three groups of four letters and digits.

    >>> len(new_code())
    14
    """
    letters = [secrets.choice(_LETTERS) for _n in range(_LENGTH)]
    return "-".join("".join(letters[i : i + _GROUP]) for i in range(0, _LENGTH, _GROUP))


def plain_code(typed: str) -> str:
    """The code as it was made, however it was typed.

    >>> plain_code(" k7f3 2qxm-9abc")
    'K7F3-2QXM-9ABC'
    """
    letters = "".join(c for c in typed.upper() if c in _LETTERS)[:_LENGTH]
    return "-".join(letters[i : i + _GROUP] for i in range(0, len(letters), _GROUP))


def hash_of(code: str) -> str:
    """What is stored to find the form again; it does not open it."""
    return _derived(code)[32:].hex()


def shut(typed: Typed, code: str) -> bytes:
    content = json.dumps({**asdict(typed), "raw": dict(typed.raw)})
    nonce = secrets.token_bytes(_NONCE)
    return nonce + ChaCha20Poly1305(_derived(code)[:32]).encrypt(nonce, content.encode(), None)


def opened(closed: bytes, code: str) -> Typed | None:
    """What was typed; None where the code is another form's."""
    key = ChaCha20Poly1305(_derived(code)[:32])
    for nonce, sealed in ((closed[:_NONCE], closed[_NONCE:]), (_FIRST_NONCE, closed)):
        with suppress(InvalidTag):
            return Typed(**json.loads(key.decrypt(nonce, sealed, None)))
    return None


@lru_cache(32)
def _derived(code: str) -> bytes:
    """A key and a mark that follow from the code; to try codes costs work, each time."""
    salt = hashlib.sha256(f"surveys.sheet {settings.SECRET_KEY}".encode()).digest()
    return hashlib.scrypt(code.encode(), salt=salt, n=2**14, r=8, p=1, dklen=64)
