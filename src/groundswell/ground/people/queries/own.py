"""What a person sees of themselves: what is held about them, passkeys, keys, places."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from groundswell.ground.kernel.registries import Place, personal_data
from groundswell.ground.web import words
from groundswell.ground.web.exports import Sheet

from ..actors import Actor
from ..models import ApiToken, Organisation


@dataclass(frozen=True, slots=True)
class HeldTable:
    caption: str
    headings: list[str]
    rows: list[list[str]]
    n_more: int  # rows that the download has and the page has not


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
    tokens: list[TokenRow]
    secret: str  # of a key just made; empty otherwise


MOST_ROWS = 20  # of one table on the page
_ISO = re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?[+-]\d\d:\d\d)?")


def own_data_page(actor: Actor) -> OwnDataPage:
    """Everything each app holds about the person, and why. Asks every declaration there is."""
    return OwnDataPage(
        name=actor.name,
        parts=[
            HeldPart(
                purpose=str(part.purpose),
                lawful_basis=str(part.lawful_basis),
                retention=str(part.retention),
                tables=[_table(name, rows) for name, rows in part.export(actor.person.pk).items()],
            )
            for part in personal_data.values()
        ],
    )


def own_data(actor: Actor) -> dict[str, list[dict[str, Any]]]:
    """The same as plain values by table, whole: for a download."""
    return {
        f"{app}: {name}": rows
        for app, part in personal_data.items()
        for name, rows in part.export(actor.person.pk).items()
    }


def own_data_sheets(actor: Actor) -> list[Sheet]:
    """The same as sheets of a workbook."""
    return [
        Sheet(name, list(rows[0]) if rows else [_("Nothing")], [_cells(r) for r in rows])
        for name, rows in own_data(actor).items()
    ]


def security_page(
    actor: Actor, *, is_recent: bool, is_shared: bool, secret: str = ""
) -> SecurityPage:
    passkeys = Authenticator.objects.filter(
        user=actor.person, type=Authenticator.Type.WEBAUTHN
    ).order_by("created_at", "pk")
    tokens = ApiToken.objects.filter(person=actor.person).order_by("-created_at", "pk")
    return SecurityPage(
        email=actor.person.email,
        is_recent=is_recent,
        is_shared=is_shared,
        passkeys=[_passkey_row(p) for p in passkeys],
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


def _table(name: str, rows: list[dict[str, Any]]) -> HeldTable:
    shown = rows[:MOST_ROWS]
    return HeldTable(
        caption=name,
        headings=[_heading(h) for h in rows[0]] if rows else [],
        rows=[[_told(v) for v in r.values()] for r in shown],
        n_more=len(rows) - len(shown),
    )


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


def _cells(row: dict[str, Any]) -> list[str]:
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
