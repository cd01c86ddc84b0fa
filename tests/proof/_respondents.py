"""Respondents as a load: each with a connection of their own, no cookie, and a page in hand.

They read what a page holds, as a browser does: hidden fields go back as they came. Nothing here
knows the survey but by its pages.
"""

import asyncio
import html
import random
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from groundswell.ground.ballots import blind, slips

PATIENCE_SECONDS = 30.0
_INPUT = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)"')
_RADIO = re.compile(r'<input type="radio" name="(a-[^"]*)" id="[^"]*" value="(-?\d+)"')
_AREA = re.compile(r'<textarea[^>]*name="([^"]*)"')
_FORM = re.compile(r'<form method="post" id="answers" action="([^"]*)"')
_AGAIN = re.compile(r'<form method="post"')
_GO = re.compile(r'<button class="btn btn-big" name="go" value="([^"]*)"')
_WORDS = re.compile(r'<p class="code">(.*?)</p>')
_STATIC = re.compile(r'(?:href|src)="(/static/[^"]+\.(?:css|js)[^"]*)"')
_DATA = re.compile(r' data-slip-(\w+)="([^"]*)"')


@dataclass
class Told:
    """What the respondents found, all together."""

    completed: list[float] = field(default_factory=list)  # seconds from opening to the thanks
    requests: list[float] = field(default_factory=list)  # seconds of each page
    submits: list[float] = field(default_factory=list)  # seconds of each last press
    shed: int = 0
    shed_lost: int = 0  # a 503 that did not carry what was typed
    errors: list[str] = field(default_factory=list)
    n_bytes: int = 0


class Trouble(Exception):
    """A page that no respondent should see."""


class Respondent:
    """One person at one link."""

    def __init__(
        self, port: int, token: str, told: Told, *, is_blind: bool = False, has_styles: bool = True
    ) -> None:
        self.port, self.token, self.told = port, token, told
        self.is_blind, self.has_styles = is_blind, has_styles
        self.reader: asyncio.StreamReader | None = None
        self.writer: asyncio.StreamWriter | None = None
        self.random = random.Random(token)
        self.words = ""
        self.answers: dict[str, str] = {}

    async def completes(self) -> str:
        """From the link to the thanks; gives the four words."""
        began = time.monotonic()
        try:
            page = await self.gets(f"/a/{self.token}/")
            if self.has_styles:
                for address in _STATIC.findall(page):
                    await self.gets(html.unescape(address), is_page=False)
            page = await self.starts(page)
            while not (found := _WORDS.search(page)):
                page = await self.goes_on(page)
            self.words = re.sub(r"<[^>]*>", "", found[1])
            self.told.completed.append(time.monotonic() - began)
            return self.words
        finally:
            self.hangs_up()

    async def starts(self, page: str) -> str:
        if not self.is_blind:
            return await self.posts(_action(page), {**_hidden(page), "go": "start"})
        data = {name: html.unescape(value) for name, value in _DATA.findall(page)}
        number = int.from_bytes(slips.decoded(data["modulus"]) or b"")
        own = Own(number)
        signature = await self.posts(
            data["sign"], {"token": data["token"], "blinded": slips.encoded(own.blinded)}
        )
        slip = own.slip(re.search(r'"signature": ?"([^"]*)"', signature)[1])  # type: ignore[index]
        return await self.posts(data["action"], {**_hidden(page), "slip": slip, "go": "start"})

    async def goes_on(self, page: str) -> str:
        fields = {**_hidden(page), **self.answered(page)}
        found = _GO.search(page)
        if not found:
            raise Trouble(f"no button: {re.sub(r'<[^>]*>', ' ', page)[-400:]}")
        return await self.posts(_action(page), {**fields, "seen": "yes", "go": found[1]})

    def answered(self, page: str) -> dict[str, str]:
        options: dict[str, list[str]] = {}
        for name, value in _RADIO.findall(page):
            options.setdefault(name, []).append(value)
        given = {name: self.random.choice(values) for name, values in options.items()}
        for name in _AREA.findall(page):
            given[name] = f"More time to hand over, and a room to rest in. {self.token[:8]}"
        self.answers |= given
        return given

    async def posts(self, path: str, fields: dict[str, str]) -> str:
        """Press a button; where the site is busy, wait as long as it asks for and press again."""
        body = urlencode(fields).encode()
        last = time.monotonic() + PATIENCE_SECONDS * 4
        while time.monotonic() < last:
            began = time.monotonic()
            status, headers, page = await self.asks("POST", path, body)
            if status in {200, 422}:
                self._note(time.monotonic() - began, fields.get("go") == "send")
                return page
            if status != 503:
                raise Trouble(f"{status} for POST {path.split('/')[2]}")
            self.told.shed += 1
            kept = _hidden(page)
            self.told.shed_lost += any(kept.get(n) != v for n, v in fields.items())
            await asyncio.sleep(
                float(headers.get("retry-after", "5")) * (0.5 + self.random.random())
            )
        raise Trouble("busy for too long")

    async def gets(self, path: str, *, is_page: bool = True) -> str:
        last = time.monotonic() + PATIENCE_SECONDS * 4
        while time.monotonic() < last:
            began = time.monotonic()
            status, headers, page = await self.asks("GET", path)
            if status == 200:
                if is_page:
                    self._note(time.monotonic() - began, False)
                return page
            if status != 503:
                raise Trouble(f"{status} for GET {path.split('/')[1]}")
            self.told.shed += 1
            await asyncio.sleep(
                float(headers.get("retry-after", "5")) * (0.5 + self.random.random())
            )
        raise Trouble("busy for too long")

    def _note(self, seconds: float, is_submit: bool) -> None:
        self.told.requests.append(seconds)
        if is_submit:
            self.told.submits.append(seconds)

    async def asks(
        self, method: str, path: str, body: bytes = b""
    ) -> tuple[int, dict[str, str], str]:
        head = (
            f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-Proto: https\r\n"
            "Accept-Encoding: gzip\r\nConnection: keep-alive\r\n"
        )
        if method == "POST":
            head += (
                "Content-Type: application/x-www-form-urlencoded\r\n"
                f"Content-Length: {len(body)}\r\n"
            )
        request = head.encode() + b"\r\n" + body
        try:
            return await asyncio.wait_for(self._exchange(request), PATIENCE_SECONDS)
        except (ConnectionError, asyncio.IncompleteReadError):
            self.hangs_up()  # a connection that was kept may be closed: a browser opens another
            return await asyncio.wait_for(self._exchange(request), PATIENCE_SECONDS)

    async def _exchange(self, request: bytes) -> tuple[int, dict[str, str], str]:
        if self.writer is None:
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        assert self.reader is not None
        self.writer.write(request)
        await self.writer.drain()
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        lines = head.split("\r\n")
        headers = {
            name.lower(): value for name, _colon, value in (x.partition(": ") for x in lines[1:])
        }
        content = await self.reader.readexactly(int(headers.get("content-length", "0")))
        self.told.n_bytes += len(head) + len(content)
        if headers.get("connection", "").lower() == "close":
            self.hangs_up()
        if "set-cookie" in headers:
            raise Trouble("a cookie was set")
        is_packed = headers.get("content-encoding") == "gzip"
        return int(lines[0].split()[1]), headers, "" if is_packed else content.decode("utf-8")

    def hangs_up(self) -> None:
        if self.writer is not None:
            self.writer.close()
        self.reader = self.writer = None


class Own:
    """A slip of the browser's own: Blind and Finalize of RFC 9474."""

    def __init__(self, n: int) -> None:
        import secrets

        from tests.ground.ballots.voting import encoded

        self.n, self.nonce = n, secrets.token_bytes(slips.NONCE)
        salt, factor = secrets.token_bytes(blind.SALT_LENGTH), secrets.randbelow(n - 2) + 2
        m = int.from_bytes(encoded(self.nonce, salt, n.bit_length()))
        self.blinded = (m * pow(factor, blind.EXPONENT, n) % n).to_bytes(slips.SIGNATURE)
        self.inverse = pow(factor, -1, n)

    def slip(self, signature: str) -> str:
        signed = int.from_bytes(slips.decoded(signature) or b"") * self.inverse % self.n
        return slips.encoded(self.nonce + signed.to_bytes(slips.SIGNATURE))


def _hidden(page: str) -> dict[str, str]:
    return {name: html.unescape(value) for name, value in _INPUT.findall(page)}


def _action(page: str) -> str:
    found = _FORM.search(page)
    if not found:
        raise Trouble(f"no form: {re.sub(r'<[^>]*>', ' ', page)[-400:]}")
    return html.unescape(found[1])


Maker = Callable[[str, Told], Respondent]


async def closed_loop(make: Maker, tokens: Sequence[str], at_once: int, seconds: float) -> Told:
    """So many at once, each followed by the next as soon as it is done, for so long."""
    told, waiting, last = Told(), iter(tokens), time.monotonic() + seconds

    async def one_after_another() -> None:
        for token in waiting:
            if time.monotonic() > last:
                return
            await _one(make(token, told))

    await asyncio.gather(*(one_after_another() for _n in range(at_once)))
    return told


async def open_loop(make: Maker, tokens: Sequence[str], seconds: float) -> Told:
    """Everybody opens the link at a moment of their own within so many seconds, come what may."""
    told, moments = Told(), random.Random(7)

    async def comes(token: str) -> None:
        await asyncio.sleep(moments.uniform(0, seconds))
        await _one(make(token, told))

    await asyncio.gather(*map(comes, tokens))
    return told


async def _one(respondent: Respondent) -> None:
    try:
        await respondent.completes()
    except (Trouble, OSError, TimeoutError, asyncio.IncompleteReadError, TypeError) as trouble:
        respondent.told.errors.append(f"{type(trouble).__name__}: {str(trouble)[:200]}")


def percentile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")
