"""Requests that nobody should send, made from those that people do send.

The forms are read from the pages themselves, so a new form is attacked without a line here. Each
attack begins with what its form would send, then spoils some of it; others spoil the address, the
method, the body as a whole, the headers or the token against forgery.
"""

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote, urlencode
from uuid import UUID, uuid4

from django.db import transaction
from django.urls import resolve, reverse
from django.utils import timezone
from tests.url_rows import TABLE
from tests.url_table import Scene
from tests.world import acting

from groundswell.ground.people import actions as people

SENDERS = (None, "member", "team_leader", "administrator_here", "system_administrator")
METHODS = ("GET", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY", "ΠOST")
VALUES = [
    "", " ", "\0", "a\0b", "\u202egnirts\u2066", "\ud800", "😀👩🏽\u200d⚕️", "’", "a\r\nb: c", "\t",
    "=cmd|' /C calc'!A1", "@SUM(1+1)", "<script>run(1)</script>", "\"><img src=x onerror=run(1)>",
    "{{ 7*7 }}{% raw %}", "%s%(by)s%n", "' OR 1=1 --", "../../../../etc/passwd",
    "javascript:run(1)",
    "0", "-1", "-0", "1e308", "1e309", "-1e-400", "NaN", "Infinity", "٣", "½", "1,000", "1.5",
    "0x10",
    "9" * 5, "9" * 19, "9" * 40, "-" + "9" * 400, "2147483648", "9223372036854775808", "1_000",
    "on", "true", "null", "None", "[]", "[1,2]", "{}", "undefined", "here", "KEEP", "percentage",
    "29/2/2026", "31/6/2026", "0000-00-00", "0001-01-01", "9999-12-31", "1/1/99999", "1 Jan 1600",
    "29 March 2026", "25 October 2026", "2026-03-29T01:30:00", "2026-10-25T01:30:00+01:00", "today",
    "a@b", "a@b.example\nBcc: c@d.example", "x" * 260 + "@y.example",
    "joyce.lim1@harrowmere.example",
    "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff", "/",
    "//x.example",
]  # fmt: skip
LONG = ["x" * 1_000_000, "é" * 300_000, "word " * 100_000, "\n" * 50_000, "1" * 5_000]
TYPES = [
    "application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=utf-16",
    "application/x-www-form-urlencoded; charset=nonsense", "multipart/form-data",
    "multipart/form-data; boundary=x", "multipart/form-data; boundary=" + "y" * 300,
    "application/json", "text/plain", "", "x", "application/octet-stream",
]  # fmt: skip
HEADERS: list[dict[str, str]] = [
    {}, {"HTTP_HX_REQUEST": "true"}, {"HTTP_ACCEPT_LANGUAGE": "xx-" * 400},
    {"HTTP_ACCEPT_LANGUAGE": "\xff"}, {"HTTP_COOKIE": "sessionid=\xff; messages=x; csrftoken=y"},
    {"HTTP_COOKIE": "sessionid=" + "a" * 5_000}, {"HTTP_HOST": "else.example"},
    {"HTTP_HOST": "a b\0"}, {"HTTP_REFERER": "javascript:run(1)"}, {"HTTP_RANGE": "bytes=-1,9-"},
    {"HTTP_X_FORWARDED_FOR": "not an address"}, {"HTTP_AUTHORIZATION": "Bearer \xff"},
    {"HTTP_HX_REQUEST": "true", "HTTP_HX_CURRENT_URL": "::::", "HTTP_HX_PROMPT": "%ff"},
    {"HTTP_IF_MODIFIED_SINCE": "yesterday", "HTTP_IF_NONE_MATCH": "\""},
    {"HTTP_CONTENT_LENGTH": "-1"},
    {"REMOTE_ADDR": "::1"}, {"HTTP_ORIGIN": "null"}, {"HTTP_ACCEPT": "*/;q=x"},
]  # fmt: skip
FILES = [
    b"", b"\0" * 50, b"\xff\xfe\xfd", b"PK\x03\x04" + b"x" * 60, b"Name,Email\n" + b"=1+1,@x\n" * 9,
    b"Name,Email\nJoyce\0Lim,joyce@x.example\n", b'Name,Email\n"never closed', b"\n" * 2_000,
    b"Name,Email\r\rA,b@c.example", ("Name;Email\n" + "é;é@é\n" * 40).encode("latin-1"),
    b"Date,Number,Title\n1/13/2026,1e999,x\n", b"," * 20_000 + b"\n1", b"x" * 200_000,
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Attack:
    """One request, and who sends it."""

    name: str  # of the URL it is aimed at
    what: str
    sender: str | None
    method: str
    address: str
    body: bytes = b""
    content_type: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    has_token: bool = True  # against forgery; without it the middleware looks

    def told(self) -> str:
        return f"{self.what}: {self.method} {self.name} by {self.sender or 'nobody'} {self.address}"


@dataclass
class Target:
    """One URL of the site: its address, and what its forms would send."""

    name: str
    address: str
    forms: list[list[tuple[str, str]]] = field(default_factory=list)


class _Forms(HTMLParser):
    """Every form of a page: where it leads, and its fields with what stands in them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, list[tuple[str, str]]]] = []
        self._select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        had = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.found.append((had.get("action", ""), []))
        elif self.found and tag in {"input", "textarea", "button"} and had.get("name"):
            self.found[-1][1].append((had["name"], had.get("value", "")))
        elif tag == "select":
            self._select = had.get("name", "")
        elif self.found and tag == "option" and self._select:
            self.found[-1][1].append((self._select, had.get("value", "")))


def targets_of(scene: Scene) -> list[Target]:
    """Every URL of the table with its forms; call it in a transaction that is undone afterwards."""
    targets = {target.name: target for target in addresses_of(scene)}
    for target in list(targets.values()):
        for action, fields in _forms_at(target, scene):
            path = (action or target.address).partition("?")[0]
            name = resolve(path).view_name if path.startswith("/") else target.name
            if name in targets and fields not in targets[name].forms:
                targets[name].forms.append(fields)
    return list(targets.values())


def addresses_of(scene: Scene) -> list[Target]:
    """Every URL of the table, with one thing of each kind made once, without looking at it."""
    known: dict[Any, dict[str, Any]] = {}
    targets = []
    for name, row in TABLE.items():
        if row.given not in known:
            with transaction.atomic():
                known[row.given] = _parts(row.given, scene)
        address = reverse(name, kwargs=known[row.given]) + row.query(scene)
        targets.append(Target(name, address))
    return targets


def _parts(given: Any, scene: Scene) -> dict[str, Any]:
    """What the row asks for; two rows that define the same measure get it under two titles."""
    from groundswell.engines.measures.models import Definition

    definition = Definition.objects.filter(title="Home for lunch")
    for one in definition:
        definition.filter(pk=one.pk).update(title=f"Home for lunch {one.pk}")
    return given(scene)


def _forms_at(target: Target, scene: Scene) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    opens = TABLE[target.name].get
    for sender in SENDERS:
        if opens[sender or "nobody"] != 200:
            continue
        with transaction.atomic():
            answer = scene.browser(sender, raise_request_exception=False).get(target.address)
            transaction.set_rollback(True)
        if answer.status_code == 200 and "text/html" in answer["Content-Type"]:
            yield from _Forms(answer.content.decode()).found


class Attacker:
    """Draws attacks without end, the same ones from the same seed."""

    def __init__(self, scene: Scene, targets: list[Target], seed: int) -> None:
        self._random = random.Random(seed)
        self._scene, self._targets = scene, targets
        self._foreign = _foreign_ids(scene)
        self._key = people.make_token(
            name="Warehouse",
            expires_on=timezone.now().date().replace(year=timezone.now().year + 1),
            by=acting(scene.people["team_leader"]),
            at=timezone.now(),
        ).secret

    def attack(self, target: Target) -> Attack:
        kinds = [self._spoilt_form] * 6 + [
            self._spoilt_body, self._spoilt_address, self._spoilt_question,
            self._spoilt_method, self._forged, self._spoilt_head,
        ]  # fmt: skip
        if target.name.startswith("api:"):
            kinds += [self._spoilt_call] * 10
        return self._random.choice(kinds)(target)

    def attacks(self, n: int) -> Iterator[Attack]:
        for number in range(n):
            yield self.attack(self._targets[number % len(self._targets)])

    # --- what is spoilt ---------------------------------------------------------------------

    def _spoilt_form(self, target: Target) -> Attack:
        sent = self._filled(target)
        for _ in range(self._random.choice([0, 1, 1, 1, 2, 3])):
            self._spoil(sent)
        if self._random.random() < 0.3:
            return self._of(target, "form with a file", "POST", *_multipart(sent, self._file()))
        return self._of(target, "form", "POST", _encoded(sent), TYPES[0])

    def _spoilt_body(self, target: Target) -> Attack:
        body = self._random.choice([
            self._random.randbytes(self._random.choice([1, 40, 3_000])),
            b"%", b"%ff=%fe&a[]=1&a[b]=2", b"&" * 3_000, b"=", b"a=1&" * 2_500, b"{", b"[1",
            b"--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\0\"\r\n\r\n\0",
            b"--x\r\n\r\n--x--", b'{"a": NaN}', _encoded(self._filled(target))[:-3],
        ])  # fmt: skip
        return self._of(target, "body", "POST", body, self._random.choice(TYPES))

    def _spoilt_address(self, target: Target) -> Attack:
        ids = re.findall(r"[0-9a-f-]{36}|\d{4}-\d\d-\d\d|\.csv|\.json|\.xlsx", target.address)
        address = target.address
        for one in ids or [address]:
            other = self._random.choice([*self._foreign, str(uuid4()), *VALUES])
            address = address.replace(one, quote(other, safe="", errors="surrogatepass"), 1)
        address = address if address.startswith("/") else f"/{address}"
        method = self._random.choice(["GET", "POST"])
        return self._of(
            Target(target.name, address),
            "address",
            method,
            _encoded(self._filled(target)),
            TYPES[0],
        )

    def _spoilt_question(self, target: Target) -> Attack:
        names = ["q", "page", "place", "show", "parent", "within", "organisation", "about", "next"]
        asked = [(self._random.choice(names), self._value()[:3_000]) for _ in range(3)]
        junk = self._random.choice([
            "",
            "&%00=%ff",
            "&q=%ff",
            "&page=%ED%A0%80",
            "&" * 900,
            "&q[]=a",
        ])
        query = _encoded(asked).decode() + junk
        address = f"{target.address}{'&' if '?' in target.address else '?'}{query}"
        return self._of(Target(target.name, address), "question", "GET", b"", "")

    def _spoilt_method(self, target: Target) -> Attack:
        method = self._random.choice(METHODS)
        return self._of(target, "method", method, _encoded(self._filled(target)), TYPES[0])

    def _forged(self, target: Target) -> Attack:
        sent = [*self._filled(target), ("csrfmiddlewaretoken", self._value()[:200])]
        headers = {"HTTP_COOKIE": f"csrftoken={'a' * self._random.choice([0, 3, 32, 64])}"}
        made = self._of(target, "forged", "POST", _encoded(sent), TYPES[0], headers)
        return Attack(**{**_as_dict(made), "has_token": False})

    def _spoilt_head(self, target: Target) -> Attack:
        method = self._random.choice(["GET", "POST"])
        headers = self._random.choice(HEADERS)
        sent = _encoded(self._filled(target)) if method == "POST" else b""
        return self._of(target, "head", method, sent, TYPES[0], headers)

    def _spoilt_call(self, target: Target) -> Attack:
        """A call of the API with a key that opens it."""
        one = {"on": "2026-06-01", "value": 1, "n": 3}
        for _ in range(self._random.choice([0, 1, 2])):
            one[self._random.choice(["on", "value", "n", "x"])] = self._random.choice([
                *VALUES, None, True, [], {}, -1, 1e300, 10**40, [[1]], "2026-06-02",
            ])  # fmt: skip
        body = self._random.choice([[one], [one] * 3, one, [[one]], None, [], "x", [one] * 2_000])
        numbers = [*VALUES[:60], "3", "500"]
        query = _encoded([(n, self._random.choice(numbers)) for n in ("offset", "limit")]).decode()
        method = self._random.choice(["GET", "POST"])
        sent = json.dumps(body).encode() if method == "POST" else b""
        headers = {"HTTP_AUTHORIZATION": f"Bearer {self._key}"}
        return self._of(
            Target(target.name, f"{target.address}?{query}"),
            "call",
            method,
            sent,
            TYPES[6],
            headers,
        )

    # --- how ---------------------------------------------------------------------------------

    def _filled(self, target: Target) -> list[tuple[str, str]]:
        """What a form of the target would send, or guesses where it has none."""
        if not target.forms:
            return [(n, self._value()) for n in ("text", "on", "value", "version", "reason")]
        fields = list(self._random.choice(target.forms))
        self._random.shuffle(fields)
        plausible = ["Ward 9", "12", "15/6/2026", "Because it is so.", "new.person@x.example"]
        return [(n, v or self._random.choice(plausible)) for n, v in dict(fields).items()]

    def _spoil(self, sent: list[tuple[str, str]]) -> None:
        if not sent:
            return
        place = self._random.randrange(len(sent))
        name = sent[place][0]
        how = self._random.randrange(10)
        if how == 0:
            del sent[place]
        elif how == 1:
            sent += [(name, self._value()), (name, self._value())]
        elif how == 2:
            sent[place] = (f"{name}[]", self._value())
        elif how == 3:
            sent[place] = (name, self._random.choice(self._foreign))
        else:
            sent[place] = (name, self._value())

    def _value(self) -> str:
        if self._random.random() < 0.02:
            return self._random.choice(LONG)
        return self._random.choice(VALUES)

    def _file(self) -> bytes:
        return self._random.choice([*FILES, self._random.randbytes(2_000)])

    def _of(
        self, target: Target, what: str, method: str, body: bytes, kind: str,
        headers: dict[str, str] | None = None,
    ) -> Attack:  # fmt: skip
        sender = self._random.choice(SENDERS)
        return Attack(target.name, what, sender, method, target.address, body, kind, headers or {})


def _as_dict(attack: Attack) -> dict[str, Any]:
    return {name: getattr(attack, name) for name in attack.__slots__}


def _encoded(sent: list[tuple[str, str]]) -> bytes:
    return urlencode(sent, errors="surrogatepass").encode()


def _multipart(sent: list[tuple[str, str]], content: bytes) -> tuple[bytes, str]:
    parts = [
        f'--x\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n'.encode(
            "utf-8", "surrogatepass"
        )
        + v.encode("utf-8", "surrogatepass")
        for n, v in sent
    ]
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="list.csv"\r\n\r\n'
    return b"\r\n".join([*parts, head + content, b"--x--\r\n"]), TYPES[4]


def _foreign_ids(scene: Scene) -> list[str]:
    """Ids of things that are there and belong to others."""
    things: list[UUID] = [scene.elsewhere.pk, scene.here.pk, scene.team.pk]
    things += [person.pk for person in scene.people.values()]
    things += list(scene.elsewhere.teams.values_list("pk", flat=True))
    return [str(pk) for pk in things]
