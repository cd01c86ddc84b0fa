"""Keys that sort as they were made, for rows whose order of writing counts."""

import secrets
import time
from threading import Lock
from uuid import UUID

_lock = Lock()
_last = 0  # the newest moment given out, in 4096ths of a millisecond


def rising_key() -> UUID:
    """A new key that sorts after every other that this process has made.

    UUID version 7 of RFC 9562, its method 3: the millisecond, then its 4096th part, then chance.
    Two keys of one moment, or of a clock that was set back, still rise.
    """
    global _last
    with _lock:
        _last = max(_last + 1, time.time_ns() * 4096 // 1_000_000)
        moment = _last
    milliseconds, part = divmod(moment, 4096)
    head = milliseconds << 16 | 7 << 12 | part
    return UUID(int=head << 64 | 0b10 << 62 | secrets.randbits(62))
