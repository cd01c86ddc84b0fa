"""How often something may be tried, counted in the cache so that every process counts together."""

import hashlib
import time
from dataclasses import dataclass

from django.core.cache import cache

_LOCK_SECONDS = 10  # a lock that nobody released is gone after this
_PATIENCE_SECONDS = 2.0  # how long we wait for a lock before we say no


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` times within any `seconds`. An NHS trust may have one address for thousands
    of people, so what is counted for a network address is generous, and for a person it is not."""

    name: str
    most: int
    seconds: int


CODES_FOR_ADDRESS = Limit("codes-for-address", 5, 15 * 60)
CODES_FROM_NETWORK = Limit("codes-from-network", 400, 10 * 60)
TRIES_FOR_ADDRESS = Limit("tries-for-address", 10, 15 * 60)
TRIES_FROM_NETWORK = Limit("tries-from-network", 200, 15 * 60)
PASSKEYS_FROM_NETWORK = Limit("passkeys-from-network", 400, 10 * 60)


def count(limit: Limit, whose: str) -> int:
    """Count one more try. Returns 0 where it is allowed, else the seconds to wait.

    What is refused is not counted, so that waiting helps even whoever keeps trying.
    """
    key = _key(limit, whose)
    if not _lock(key):
        return 1
    try:
        times = _recent(key, limit)
        if len(times) >= limit.most:
            return _seconds_left(times, limit)
        cache.set(key, [*times, time.time()], limit.seconds)
        return 0
    finally:
        cache.delete(f"{key}:lock")


def wait(limit: Limit, whose: str) -> int:
    """The seconds to wait before the next try is allowed; 0 where it is. Counts nothing."""
    times = _recent(_key(limit, whose), limit)
    return _seconds_left(times, limit) if len(times) >= limit.most else 0


def first_time(token: str, seconds: int) -> bool:
    """Whether this has not been asked for the token before, whichever process asks."""
    return bool(cache.add(f"once:{_digest(token)}", True, seconds))


def _recent(key: str, limit: Limit) -> list[float]:
    since = time.time() - limit.seconds
    return [t for t in cache.get(key, []) if t > since]


def _seconds_left(times: list[float], limit: Limit) -> int:
    return max(1, int(times[-limit.most] + limit.seconds - time.time()) + 1)


def _lock(key: str) -> bool:
    until = time.monotonic() + _PATIENCE_SECONDS
    while not cache.add(f"{key}:lock", True, _LOCK_SECONDS):
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


def _key(limit: Limit, whose: str) -> str:
    return f"limit:{limit.name}:{_digest(whose)}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
