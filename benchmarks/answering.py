"""What one completed response costs, and how many come through: a real respondent's journey.

    .venv/bin/python benchmarks/answering.py [SECONDS]

A personal link, fresh cookies, the page of promises with its styles and scripts, five pages with 30
five-point items and 2 texts, a look over the answers, the thanks. Gunicorn is started here as a
trust runs it, on SQLite and on PostgreSQL, on loopback alone; the client runs on the same cores.

Limits: 30 ms of CPU of the web processes a response; 25 completed a second at 32 (SQLite) and 40
(PostgreSQL) at once, with the last press under 1 s for 95 of 100; 1,000 who open within a minute
all stored, no page over 5 s; at four times the limit's rate it sheds load with 503, and each 503
to a form carries what was typed.
"""

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SERVER = os.environ.get("DATABASE_URL_PG", "postgres://postgres@127.0.0.1:5432/postgres")
CPU_LIMIT_MS, RATE_LIMIT, P95_LIMIT, PAGE_LIMIT = 30.0, 25.0, 1.0, 5.0
AT_ONCE = {"SQLite": 32, "PostgreSQL": 40}
N_RUSH, RUSH_SECONDS = 1_000, 60.0
FLOOD_RATE = 4 * RATE_LIMIT


def main() -> int:
    if len(sys.argv) > 2 and sys.argv[1] == "--one":
        return one_database(sys.argv[2], float(sys.argv[3]))
    seconds = sys.argv[1] if len(sys.argv) > 1 else "20"
    print(f"yardstick: {yardstick_ms():.0f} ms of CPU for a million additions in a Python loop")
    missed = [name for name in AT_ONCE if _in_a_process(name, seconds)]
    return 1 if missed else 0


def yardstick_ms() -> float:
    """What this machine is: the same loop everywhere."""
    began, total = time.process_time(), 0
    for n in range(1_000_000):
        total += n
    return (time.process_time() - began) * 1_000


def _in_a_process(name: str, seconds: str) -> int:
    with tempfile.TemporaryDirectory() as folder:
        database = SERVER if name == "PostgreSQL" else f"sqlite:///{folder}/unused.sqlite3"
        environment = {
            **os.environ,
            "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}",
            "DATABASE_URL": database,
            "GROUNDSWELL_VAR": folder,
        }
        command = [sys.executable, str(Path(__file__)), "--one", name, seconds]
        return subprocess.run(command, env=environment, check=False).returncode


def one_database(name: str, seconds: float) -> int:
    from tests.proof._databases import begin, in_a_database_of_its_own

    begin()
    found = in_a_database_of_its_own(f"answering_{os.getpid()}", lambda: measured(name, seconds))
    print(json.dumps({"database": name, **found}), flush=True)
    return 0 if not found["missed"] else 1


def measured(name: str, seconds: float) -> dict[str, Any]:
    from django.conf import settings
    from tests.proof._field import a_field, serving

    folder = os.environ["GROUNDSWELL_VAR"]
    at_once, n_flood = AT_ONCE[name], int(FLOOD_RATE * min(seconds, 20))
    n_rush = min(N_RUSH, int(N_RUSH * seconds / 20))
    n = int(60 * seconds) * 2 + n_rush + n_flood + 50
    field = a_field(n)
    tokens = iter(field.tokens)
    missed: list[str] = []
    with serving(_address(), settings.BALLOT_KEYS, folder) as server:
        run = _Runs(name, server, tokens, missed)
        run.warm()
        found = {
            "plain": run.closed(at_once, seconds, is_blind=False),
            "blind": run.closed(at_once, seconds, is_blind=True),
            "rush": run.opened(n_rush, RUSH_SECONDS * n_rush / N_RUSH),
            "flood": run.flood(n_flood, n_flood / FLOOD_RATE),
        }
    stored = _stored(field.box_id)
    if stored != run.n_completed:
        missed.append(f"{run.n_completed} were thanked and {stored} are stored")
    return {**found, "stored": stored, "missed": missed}


def _address() -> str:
    from django.db import connection

    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    host = f"{settings['USER']}@{settings['HOST']}:{settings['PORT'] or 5432}"
    return f"postgres://{host}/{settings['NAME']}"


def _stored(box_id: str) -> int:
    from groundswell.ground.ballots.models import Sealed

    return Sealed.objects.filter(box_id=box_id).count()


class _Runs:
    """One after the other against one server."""

    def __init__(self, name: str, server: Any, tokens: Any, missed: list[str]) -> None:
        self.name, self.server, self.tokens, self.missed = name, server, tokens, missed
        self.n_completed = 0

    def some(self, n: int) -> list[str]:
        return [next(self.tokens) for _n in range(n)]

    def make(self, *, is_blind: bool) -> Any:
        from tests.proof._respondents import Respondent

        port = self.server.port
        return lambda token, told: Respondent(port, token, told, is_blind=is_blind)

    def warm(self) -> None:
        """Both processes have drawn the pages before anything is measured."""
        from tests.proof._respondents import open_loop

        told = asyncio.run(open_loop(self.make(is_blind=False), self.some(40), 4.0))
        self.n_completed += len(told.completed)

    def closed(self, at_once: int, seconds: float, *, is_blind: bool) -> dict[str, Any]:
        from tests.proof._respondents import closed_loop, percentile

        before, began = self.server.cpu_seconds(), time.monotonic()
        make, tokens = self.make(is_blind=is_blind), self.some(int(60 * seconds))
        told = asyncio.run(closed_loop(make, tokens, at_once, seconds))
        took, cpu = time.monotonic() - began, self.server.cpu_seconds() - before
        n = len(told.completed)
        self.n_completed += n
        each = cpu / max(n, 1) * 1_000
        rate, p95 = n / took, percentile(told.submits, 0.95)
        what = "blind" if is_blind else "plain"
        self._hold(f"{what}: CPU ms a response", each, CPU_LIMIT_MS)
        self._hold(f"{what}: completed a second", rate, RATE_LIMIT, is_floor=True)
        self._hold(f"{what}: last press, p95 in s", p95, P95_LIMIT)
        self._none(told)
        return {
            "completed": n, "a_second": round(rate, 1), "cpu_ms": round(each, 1),
            "p95_s": round(p95, 3), "p99_s": round(percentile(told.submits, 0.99), 3),
            "kB_a_response": round(told.n_bytes / max(n, 1) / 1_000), "shed": told.shed,
        }  # fmt: skip

    def opened(self, n: int, seconds: float) -> dict[str, Any]:
        from tests.proof._respondents import open_loop

        told = asyncio.run(open_loop(self.make(is_blind=False), self.some(n), seconds))
        self.n_completed += len(told.completed)
        slowest = max(told.requests, default=0.0)
        self._hold("rush: share not completed", 1 - len(told.completed) / n, 0.0)
        self._hold("rush: slowest page in s", slowest, PAGE_LIMIT)
        self._none(told)
        return {
            "came": n, "within_s": round(seconds), "completed": len(told.completed),
            "slowest_page_s": round(slowest, 2), "shed": told.shed,
        }  # fmt: skip

    def flood(self, n: int, seconds: float) -> dict[str, Any]:
        """Four times the rate that is promised: who is told to wait waits, and loses nothing."""
        from tests.proof._respondents import open_loop

        began = time.monotonic()
        told = asyncio.run(open_loop(self.make(is_blind=False), self.some(n), seconds))
        took = time.monotonic() - began
        self.n_completed += len(told.completed)
        self._hold("flood: 503 that lost what was typed", told.shed_lost, 0.0)
        self._hold("flood: share not completed", 1 - len(told.completed) / n, 0.0)
        self._none(told)
        return {
            "came": n, "within_s": round(seconds), "completed": len(told.completed),
            "a_second": round(len(told.completed) / took, 1), "shed": told.shed,
            "shed_that_lost_something": told.shed_lost,
        }  # fmt: skip

    def _none(self, told: Any) -> None:
        if told.errors:
            self.missed.append(f"{len(told.errors)} troubles, such as {told.errors[0]}")

    def _hold(self, what: str, value: float, limit: float, *, is_floor: bool = False) -> None:
        is_kept = value >= limit if is_floor else value <= limit
        ratio = f"{value / limit:.2f} of the limit" if limit else f"limit {limit:g}"
        print(
            f"{self.name}: {what}: {value:.3g} ({ratio}){'' if is_kept else ' MISSED'}", flush=True
        )
        if not is_kept:
            self.missed.append(what)


if __name__ == "__main__":
    sys.exit(main())
