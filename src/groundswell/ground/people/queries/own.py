"""What a person sees of themselves: what is held about them, passkeys, keys, places."""

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.core.serializers.json import DjangoJSONEncoder
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from groundswell.ground.kernel.decisions import Decision
from groundswell.ground.kernel.held import Held, Row
from groundswell.ground.kernel.registries import Place, personal_data
from groundswell.ground.web import words
from groundswell.ground.web.exports import Sheet

from .. import policies
from ..actors import Actor
from ..models import ApiToken, Organisation
from ..policies.standing import MOST_PASSKEYS


@dataclass(frozen=True, slots=True)
class HeldTable:
    caption: str
    headings: list[str]
    rows: list[list[str]]
    is_more: bool  # the download has rows that the page has not


@dataclass(frozen=True, slots=True)
class HeldPart:
    purpose: str
    lawful_basis: str
    retention: str
    tables: list[HeldTable]


@dataclass(frozen=True, slots=True)
class OwnDataPage:
    name: str
    parts: list[HeldPart]


@dataclass(frozen=True, slots=True)
class PasskeyRow:
    id: int
    name: str
    made: str
    used: str


@dataclass(frozen=True, slots=True)
class TokenRow:
    id: UUID
    name: str
    made: str
    used: str
    state: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class SecurityPage:
    email: str
    is_recent: bool  # signed in a short while ago, so passkeys can be changed
    is_shared: bool
    passkeys: list[PasskeyRow]
    may_add: Decision
    may_remove: Decision
    tokens: list[TokenRow]
    secret: str  # of a key just made; empty otherwise


MOST_ROWS = 20  # of one table on the page
_ROWS_OF_A_PIECE = 500
_ISO = re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?[+-]\d\d:\d\d)?")


def own_data_page(actor: Actor) -> OwnDataPage:
    """What each app holds about the person, and why: of each table the first rows, one query each.

    Asks every declaration there is."""
    return OwnDataPage(
        name=actor.name,
        parts=[
            HeldPart(
                purpose=str(part.purpose),
                lawful_basis=str(part.lawful_basis),
                retention=str(part.retention),
                tables=[_table(name, held) for name, held in part.export(actor.person.pk).items()],
            )
            for part in personal_data.values()
        ],
    )


def own_data_text(actor: Actor) -> Iterator[str]:
    """All of it as JSON by table, piece by piece: nothing is ever whole in memory."""
    before = "{"
    for name, table in _tables(actor):
        yield f"{before}\n{json.dumps(name)}: ["
        before = "],"
        yield from _pieces(table)
    yield "]}\n"


def own_data_sheets(actor: Actor) -> list[Sheet]:
    """The same as sheets of a workbook, read when they are written."""
    return [
        Sheet(name, _headings(table[:1]) or [_("Nothing")], map(_cells, table))
        for name, table in _tables(actor)
    ]


def security_page(
    actor: Actor, *, is_recent: bool, is_shared: bool, secret: str = ""
) -> SecurityPage:
    passkeys = Authenticator.objects.filter(
        user=actor.person, type=Authenticator.Type.WEBAUTHN
    ).order_by("created_at", "pk")
    rows = [_passkey_row(p) for p in passkeys]
    tokens = ApiToken.objects.filter(person=actor.person).order_by("-created_at", "pk")
    return SecurityPage(
        email=actor.person.email,
        is_recent=is_recent,
        is_shared=is_shared,
        passkeys=rows,
        may_add=policies.add_passkey(actor, len(rows), MOST_PASSKEYS),
        may_remove=policies.remove_passkey(actor, actor.id),
        tokens=[_token_row(t, actor.on) for t in tokens[:50]],
        secret=secret,
    )


def places_of(actor: Actor) -> list[Place]:
    """The switcher's entries: everything, then the person's own organisations."""
    rows = Organisation.objects.filter(pk__in=actor.organisation_ids).order_by("name", "pk")
    everything = _("The whole system") if actor.is_system_administrator else _("All of mine")
    entries: list[tuple[UUID | None, str]] = [(None, everything)]
    entries += [(o.pk, o.name) for o in rows]
    return [Place(name, _switch_url(pk), pk == actor.place_id) for pk, name in entries]


def _switch_url(pk: UUID | None) -> str:
    return reverse("people:switch") + "?" + urlencode({"place": str(pk or "")})


def _tables(actor: Actor) -> Iterator[tuple[str, Held]]:
    for app, part in personal_data.items():
        for name, table in part.export(actor.person.pk).items():
            yield f"{app}: {name}", table


def _pieces(table: Held) -> Iterator[str]:
    """The rows as JSON, a few hundred at a time: a piece for each would be slow to send."""
    rows = (json.dumps(row, cls=DjangoJSONEncoder) for row in table)
    before = "\n"
    while some := list(islice(rows, _ROWS_OF_A_PIECE)):
        yield before + ",\n".join(some)
        before = ",\n"


def _table(name: str, table: Held) -> HeldTable:
    rows = list(table[: MOST_ROWS + 1])
    return HeldTable(
        caption=name,
        headings=[_heading(h) for h in _headings(rows)],
        rows=[[_told(v) for v in r.values()] for r in rows[:MOST_ROWS]],
        is_more=len(rows) > MOST_ROWS,
    )


def _headings(rows: Iterable[Row]) -> list[str]:
    return [heading for row in islice(rows, 1) for heading in row]


def _heading(column: str) -> str:
    """A column's name as words: the download keeps it as programs know it."""
    return column.replace("_", " ").replace("  ", " ")


def _told(value: Any) -> str:
    """A cell as a person reads it. Parts give days and moments as such or as ISO text."""
    if isinstance(value, str) and _ISO.fullmatch(value):
        kind = dt.datetime if len(value) > len("2026-06-08") else dt.date
        value = kind.fromisoformat(value)
    if isinstance(value, dt.datetime):
        return words.moment(value)
    if isinstance(value, dt.date):
        return words.day(value)
    if isinstance(value, float):
        return f"{value:,.15g}"
    return "–" if value is None or value == "" else str(value)


def _cells(row: Row) -> list[str]:
    return ["–" if v is None or v == "" else str(v) for v in row.values()]


def _passkey_row(passkey: Authenticator) -> PasskeyRow:
    used = passkey.last_used_at
    return PasskeyRow(
        id=passkey.pk,
        name=passkey.data.get("name", "–"),
        made=words.moment(passkey.created_at),
        used=words.moment(used) if used else _("Not yet"),
    )


def _token_row(token: ApiToken, on: dt.date) -> TokenRow:
    is_open = token.withdrawn_at is None and token.expires_on >= on
    if token.withdrawn_at:
        state = _("Withdrawn on %(when)s") % {"when": words.moment(token.withdrawn_at)}
    else:
        until = {"day": words.day(token.expires_on)}
        state = _("Works until %(day)s") % until if is_open else _("Ran out on %(day)s") % until
    used = token.last_used_on
    return TokenRow(
        id=token.pk,
        name=token.name,
        made=words.moment(token.created_at),
        used=words.day(used) if used else _("Not yet"),
        state=state,
        is_open=is_open,
    )
