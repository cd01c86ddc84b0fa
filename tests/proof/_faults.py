"""Kills, sending again and shared links against one server; see `faults`."""

from tests.proof._databases import begin, in_a_database_of_its_own, told

begin()

import asyncio  # noqa: E402
import contextlib  # noqa: E402
import os  # noqa: E402
import random  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402
from collections.abc import Sequence  # noqa: E402
from dataclasses import dataclass, field  # noqa: E402
from typing import Any  # noqa: E402

from django.db import close_old_connections, connection  # noqa: E402
from tests.proof._clusters import Cluster  # noqa: E402
from tests.proof._field import Field, Server, a_field, serving  # noqa: E402
from tests.proof._respondents import Respondent, Told, Trouble  # noqa: E402

from groundswell.ground.ballots import keys, receipts, sealing, slips  # noqa: E402
from groundswell.ground.ballots.models import Sealed  # noqa: E402

AT_ONCE = 16
KINDS = ("double click", "lost reply", "back and send", "the link once more")
BROWSERS = (2, 4, 16)
MOST_TRIES = 400


@dataclass
class Ledger:
    """What respondents were told, by the mark of their slip: the words, and what they had said."""

    by_slip: dict[bytes, tuple[str, dict[str, str]]] = field(default_factory=dict)
    sent_again: int = 0


class Stubborn(Respondent):
    """Sends again whatever got no answer, or an error, as the page tells people to."""

    def __init__(self, port: int, token: str, ledger: Ledger) -> None:
        super().__init__(port, token, Told(), has_styles=False)
        self.ledger = ledger
        self.last: tuple[str, dict[str, str]] = ("", {})

    async def asks(
        self, method: str, path: str, body: bytes = b""
    ) -> tuple[int, dict[str, str], str]:
        for _try in range(MOST_TRIES):
            with contextlib.suppress(OSError, asyncio.IncompleteReadError, TimeoutError):
                status, headers, page = await super().asks(method, path, body)
                if status < 500:
                    return status, headers, page
            self.hangs_up()
            self.ledger.sent_again += 1
            await asyncio.sleep(0.1 + 0.3 * random.random())
        raise Trouble("nobody answered")

    async def posts(self, path: str, fields: dict[str, str]) -> str:
        self.last = (path, fields)
        return await super().posts(path, fields)

    async def completes(self) -> str:
        words = await super().completes()
        nonce = (slips.decoded(self.last[1]["slip"]) or b"")[: slips.NONCE]
        self.ledger.by_slip[slips.spent_hash(nonce)] = (words, dict(self.answers))
        return words


def main() -> None:
    n_answers, n_kills, n_again, n_shared = map(int, sys.argv[1:])
    told(in_a_database_of_its_own("faults", lambda: work(n_answers, n_kills, n_again, n_shared)))


def work(n_answers: int, n_kills: int, n_again: int, n_shared: int) -> dict[str, Any]:
    from django.conf import settings

    n_people = n_answers + len(KINDS) * n_again + len(BROWSERS) * n_shared
    survey = a_field(max(n_people, 20))
    tokens = iter(survey.tokens)
    folder = os.environ["GROUNDSWELL_VAR"]
    with serving(_address(), settings.BALLOT_KEYS, folder) as server:
        ledger = Ledger()
        some = [next(tokens) for _n in range(n_answers)]
        kills = asyncio.run(_through_kills(server, some, n_kills, ledger))
        again = {
            kind: asyncio.run(
                _sent_again(server.port, kind, [next(tokens) for _n in range(n_again)])
            )
            for kind in KINDS
        }
        shared = {
            str(n): asyncio.run(_shared(server.port, n, [next(tokens) for _n in range(n_shared)]))
            for n in BROWSERS
        }
    n_others = sum(one["n"] for one in (*again.values(), *shared.values()))
    audit = _audited(survey, ledger)
    audit["doubled"] += max(0, audit.pop("rows") - len(ledger.by_slip) - n_others)
    kills |= {"acknowledged": len(ledger.by_slip), "sent_again": ledger.sent_again, **audit}
    return {"kills": kills, "again": again, "shared": shared}


def _address() -> str:
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    return f"postgres://{settings['USER']}@{settings['HOST']}:{settings['PORT']}/{settings['NAME']}"


async def _through_kills(
    server: Server, tokens: Sequence[str], n_kills: int, ledger: Ledger
) -> dict[str, Any]:
    """Respondents come one after the other at so many places, while a killer is about."""
    waiting, count, n_before = iter(tokens), {"web": 0, "database": 0}, len(tokens)

    async def one_after_another() -> None:
        for token in waiting:
            await Stubborn(server.port, token, ledger).completes()

    async def kill() -> None:
        """Spread over all the answers, at moments that nobody knows."""
        chance = random.Random()
        for n in range(n_kills):
            due = (n + chance.random()) * n_before / n_kills * 0.95
            while len(ledger.by_slip) < due:
                await asyncio.sleep(0.01)
            await asyncio.sleep(chance.random() * 0.2)
            await asyncio.to_thread(_kill_one, server, count, is_database=n % 4 == 3)

    await asyncio.gather(kill(), *(one_after_another() for _n in range(AT_ONCE)))
    return dict(count)


def _kill_one(server: Server, count: dict[str, int], *, is_database: bool) -> None:
    folder = os.environ.get("GROUNDSWELL_CLUSTER", "")
    if is_database and folder:
        cluster = Cluster(folder, int(connection.settings_dict["PORT"]))
        cluster.kill()
        cluster.start()
        count["database"] += 1
        return
    last = time.monotonic() + 30
    while not (workers := server.workers()) and time.monotonic() < last:
        time.sleep(0.05)
    os.kill(random.choice(workers), 9)
    count["web"] += 1


async def _sent_again(port: int, kind: str, tokens: Sequence[str]) -> dict[str, int]:
    """So many people send again in one way; every one must be thanked with the same words."""
    same, ledger = 0, Ledger()
    for token in tokens:
        same += await _AGAIN[kind](port, token, ledger)
    return {"n": len(tokens), "same": same, "rows": await asyncio.to_thread(_rows_of, ledger)}


async def _double_click(port: int, token: str, ledger: Ledger) -> bool:
    """Both presses are on their way at once."""
    somebody = Stubborn(port, token, ledger)
    page = await somebody.starts(await somebody.gets(f"/a/{token}/"))
    while 'value="send"' not in page:
        page = await somebody.goes_on(page)
    other = Stubborn(port, token, Ledger())
    pages = await asyncio.gather(somebody.goes_on(page), other.goes_on(page))
    for one in (somebody, other):
        one.hangs_up()
    _note(somebody, pages[0], ledger)
    return _words(pages[0]) == _words(pages[1]) != ""


async def _lost_reply(port: int, token: str, ledger: Ledger) -> bool:
    """The answer is in, and the connection breaks before anybody reads the thanks."""
    somebody = Stubborn(port, token, ledger)
    words = await somebody.completes()
    path, fields = somebody.last
    await somebody.asks("GET", f"/a/{token}/")
    assert somebody.writer
    body = _encoded(fields)
    somebody.writer.write(_head(path, body))
    await somebody.writer.drain()
    somebody.hangs_up()
    page = await somebody.posts(path, fields)
    somebody.hangs_up()
    return _words(page) == words


async def _back(port: int, token: str, ledger: Ledger) -> bool:
    somebody = Stubborn(port, token, ledger)
    words = await somebody.completes()
    path, fields = somebody.last
    page = await somebody.posts(path, {**fields, "go": "back"})
    while not _words(page):
        page = await somebody.goes_on(page)
    somebody.hangs_up()
    return _words(page) == words


async def _link_again(port: int, token: str, ledger: Ledger) -> bool:
    words = await Stubborn(port, token, ledger).completes()
    return await Stubborn(port, token, Ledger()).completes() == words


_AGAIN = dict(zip(KINDS, (_double_click, _lost_reply, _back, _link_again), strict=True))


async def _shared(port: int, n_browsers: int, tokens: Sequence[str]) -> dict[str, int]:
    """One link in several browsers at once: one row, one receipt, whatever the timing."""
    ledger, n_words = Ledger(), 0
    for token in tokens:
        several = (Stubborn(port, token, ledger).completes() for _n in range(n_browsers))
        n_words += len(set(await asyncio.gather(*several)))
    rows = await asyncio.to_thread(_rows_of, ledger)
    return {"n": len(tokens), "rows": rows, "words": n_words}


def _rows_of(ledger: Ledger) -> int:
    close_old_connections()
    n = Sealed.objects.filter(slip_hash__in=list(ledger.by_slip)).count()
    connection.close()
    return n


def _audited(survey: Field, ledger: Ledger) -> dict[str, int]:
    """Every row against what was acknowledged: the key of this trial opens each answer."""
    from uuid import UUID

    connection.close()  # the database that it led to may have been killed
    from groundswell.engines.surveys.definition import answers_of

    box_id, seen = UUID(survey.box_id), {"altered": 0, "lost": 0, "doubled": 0, "rows": 0}
    key, found = keys.opening(box_id), set()
    for spent, ciphertext in Sealed.objects.filter(box_id=box_id).values_list(
        "slip_hash", "ciphertext"
    ):
        seen["rows"] += 1
        known = ledger.by_slip.get(bytes(spent))
        if known is None:
            continue
        seen["doubled"] += bytes(spent) in found
        found.add(bytes(spent))
        plain = sealing.unseal(bytes(ciphertext), key, sealing.about(box_id, bytes(spent)))
        assert plain is not None, "a row cannot be opened"
        opened = sealing.out_of_envelope(plain)
        seen["altered"] += opened.receipt_hash != receipts.hash_of(known[0].split())
        values = {f"a-{name}": str(v) for name, v in answers_of(opened.payload).values.items()}
        seen["altered"] += values != known[1]
    seen["lost"] = len(ledger.by_slip.keys() - found)
    return seen


def _note(somebody: Stubborn, page: str, ledger: Ledger) -> None:
    nonce = (slips.decoded(somebody.last[1]["slip"]) or b"")[: slips.NONCE]
    ledger.by_slip[slips.spent_hash(nonce)] = (_words(page), dict(somebody.answers))


def _words(page: str) -> str:
    import re

    found = re.search(r'<p class="code">(.*?)</p>', page)
    return re.sub(r"<[^>]*>", "", found[1]) if found else ""


def _encoded(fields: dict[str, str]) -> bytes:
    from urllib.parse import urlencode

    return urlencode(fields).encode()


def _head(path: str, body: bytes) -> bytes:
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-Proto: https\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


if __name__ == "__main__":
    main()
