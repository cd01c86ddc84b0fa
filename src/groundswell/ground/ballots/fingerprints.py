"""A short mark of the settings, which people can compare: it is shown before the first answer and
on the last page, and changes with every setting."""

import hashlib
import json
from functools import lru_cache

from . import wordlist
from .models import Box

_WORK = 2**12  # of scrypt: searching for other settings with one's own mark costs years


def of(box: Box) -> str:
    """The mark of a box as it stands, such as ``7419-oak-302``."""
    return _mark(
        json.dumps(
            {
                "kind": box.kind,
                "subject": str(box.subject_id),
                "organisation": str(box.organisation_id),
                "mode": str(box.mode),
                "k": box.k,
                "length": box.length,
                "settings": box.settings,
                "open_quota": box.open_quota,
                "opens_daily": box.opens_daily,
                "unmask_role": str(box.unmask_role),
                "closes_on": box.closes_on.isoformat(),
                "signing": bytes(box.signing_public).hex(),
                "sealing": bytes(box.sealing_public).hex(),
            },
            sort_keys=True,
        )
    )


@lru_cache(256)
def _mark(settings: str) -> str:
    digest = hashlib.scrypt(settings.encode(), salt=b"groundswell", n=_WORK, r=8, p=1, dklen=8)
    number, last = divmod(int.from_bytes(digest), 1000)
    number, word = divmod(number, 1 << wordlist.BITS)
    return f"{number % 10_000:04}-{wordlist.words()[word]}-{last:03}"


def spelt(fingerprint: str) -> str:
    """With its digits apart, so that it is read out digit by digit.

    >>> spelt("7419-oak-302")
    '7 4 1 9 - oak - 3 0 2'
    """
    first, word, last = fingerprint.split("-")
    return f"{' '.join(first)} - {word} - {' '.join(last)}"
