"""How long the server works at something: its own process, and the database's where one serves it.

What other programs do on the machine lengthens the time on the clock and hardly this one.
"""

import statistics
import time
from collections.abc import Callable
from pathlib import Path

from django.db import connection


def busy_s() -> float:
    """Seconds of processor time until now; of the database as well where it works on this machine.

    Where it is on another only what is spent here is seen: then look at the clock.
    """
    backend = _backend()
    return time.process_time() + (int(backend.read_text().split()[0]) / 1e9 if backend else 0)


def is_all_seen() -> bool:
    """Whether `busy_s` holds all that is spent."""
    return connection.vendor == "sqlite" or _backend() is not None


def _backend() -> Path | None:
    """Where Linux tells what the process that serves this connection has spent."""
    if connection.vendor != "postgresql":
        return None
    connection.ensure_connection()
    info = connection.connection.info
    path = Path(f"/proc/{info.backend_pid}/schedstat")
    named = path.parent / "comm"
    is_here = named.exists() and named.read_text().startswith("postgres")
    return path if is_here else None


class Timing:
    """Some rounds of one thing: on the clock, and of work."""

    def __init__(self, act: Callable[[], object], rounds: int) -> None:
        self.clock_ms: list[float] = []
        self.busy_ms: list[float] = []
        for _ in range(rounds):
            clock, busy = time.perf_counter(), busy_s()
            act()
            self.busy_ms.append((busy_s() - busy) * 1000)
            self.clock_ms.append((time.perf_counter() - clock) * 1000)

    @property
    def best_ms(self) -> float:
        """What it takes: the least work of all rounds, or the least time where not all is seen."""
        return min(self.busy_ms if is_all_seen() else self.clock_ms)

    def __str__(self) -> str:
        spent = f"{min(self.clock_ms):6.1f} {statistics.median(self.clock_ms):6.1f}"
        return f"{spent} {max(self.clock_ms):6.1f} ms, {min(self.busy_ms):6.1f} ms of work"
