"""Receipts: four words that are shown once, follow from the slip, and tell nothing about anybody.

Stored is only an HMAC of them, with a pepper that lies in the folder of keys: whoever has the
database alone cannot try all words.
"""

import hashlib
import hmac
import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from groundswell.ground.kernel.errors import Unusable

from . import keys, wordlist

N_WORDS = 4


def words_of(nonce: bytes) -> tuple[str, ...]:
    """The same words for the same slip, however often it is sent."""
    digest = hmac.digest(nonce, b"groundswell receipt", hashlib.sha256)
    number, listed = int.from_bytes(digest[:8]), wordlist.words()
    return tuple(
        listed[number >> wordlist.BITS * i & len(listed) - 1] for i in reversed(range(N_WORDS))
    )


def hash_of(words: Iterable[str]) -> str:
    """What is stored of a receipt."""
    return hmac.new(keys.pepper(), " ".join(words).encode(), hashlib.sha256).hexdigest()


def read(typed: str) -> tuple[str, ...]:
    """The four words that somebody typed, with whatever between them.

    Raises
    ------
    Unusable
        If it is not four words, or one of them is in no receipt.
    """
    words = tuple(re.findall(r"[a-z]+", typed.casefold()))
    if len(words) != N_WORDS:
        raise Unusable(_("Type the four words of your receipt, in their order."), field="words")
    for word in words:
        if word not in wordlist.known():
            sentence = _("No receipt has the word “%(word)s”. Check how you wrote it.")
            raise Unusable(sentence % {"word": word[:40]}, field="words")
    return words
