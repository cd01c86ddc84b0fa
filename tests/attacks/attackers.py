"""What an insider makes of the evidence: each attacker guesses for everybody who said what."""

import datetime as dt
import hashlib
import random
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from tests.attacks.insider import APART, SAID, Dump, Evidence, Row
from tests.world import NOON

from groundswell.ground.ballots import keys, sealing, slips
from groundswell.ground.kernel.errors import Unusable

Guess = dict[UUID, bytes]


def _at_random(evidence: Evidence, of: Sequence[bytes]) -> Guess:
    drawn = list(of)
    random.SystemRandom().shuffle(drawn)
    return dict(zip(evidence.people, drawn, strict=False))


def payloads(dump: Dump) -> list[bytes]:
    return [_said(row) for row in dump["opened"]]


def _said(row: Row) -> bytes:
    return bytes(row["payload"])[-SAID:]


def _rest(evidence: Evidence, found: Guess, of: Sequence[bytes]) -> Guess:
    """Whoever was not found is guessed, so that knowing nothing scores as guessing does."""
    return _at_random(evidence, of) | found


def _place(row: Row) -> Any:
    """The order in which the database wrote the rows down."""
    text = str(row["place"]).strip("()")
    return [int(part) for part in text.split(",")]


def _sealed_of(evidence: Evidence) -> dict[UUID, UUID]:
    """Whose sealed row is whose: it is the one that is new after the person's request. Crowded, the
    order of the rows is set beside the order of the log."""
    if len(evidence.dumps) < len(evidence.people):
        rows = sorted(evidence.end["ballots_sealed"], key=_place)
        return {p: row["id"] for p, row in zip(evidence.people, rows, strict=True)}
    known: set[Any] = set()
    owners = {}
    for (who, _at, what), dump in zip(evidence.steps, evidence.dumps, strict=True):
        new = [r["id"] for r in dump["ballots_sealed"] if r["id"] not in known]
        known |= set(new)
        if what == "send" and new:
            owners[who] = new[0]
    return owners  # type: ignore[return-value]


def _batches(evidence: Evidence) -> list[tuple[list[Row], list[Row]]]:
    """For each opening: the sealed rows that it emptied, and the opened rows that it left."""
    found: list[tuple[list[Row], list[Row]]] = []
    is_watched = len(evidence.dumps) == len(evidence.steps)
    steps = [s for s in evidence.steps if is_watched or s[0] is None]
    before: Dump = {"ballots_sealed": [], "opened": []}
    for (who, _at, _what), dump in zip(steps, evidence.dumps, strict=True):
        if who is None:
            full = [r for r in before["ballots_sealed"] if r["ciphertext"]]
            empty = [r for r in dump["ballots_sealed"] if not r["ciphertext"]]
            ids, had = {r["id"] for r in empty}, {r["id"] for r in before["opened"]}
            emptied = [r for r in full if r["id"] in ids] if is_watched else empty
            found.append((emptied, [r for r in dump["opened"] if r["id"] not in had]))
        before = dump
    return found


def watching_live(evidence: Evidence) -> Guess:
    """A2: what appears among the answers with somebody's request is theirs."""
    found: Guess = {}
    known: set[bytes] = set()
    for (who, _at, _what), dump in zip(evidence.steps, evidence.dumps, strict=False):
        new = [p for p in payloads(dump) if p not in known]
        known.update(new)
        if who is not None and new:
            found[who] = new[0]
    return _rest(evidence, found, payloads(evidence.end))


ORDERS: dict[str, Callable[[Row], Any]] = {
    "as written": _place,
    "by id": lambda row: str(row["id"]),
    "by hash": lambda row: bytes(row["slip_hash"]) if "slip_hash" in row else row["receipt"],
}


def watching(sealed_order: str, opened_order: str) -> Callable[[Evidence], Guess]:
    """A1, A2, A4: who answered when, what appeared when, and in which order it lies there."""

    def attack(evidence: Evidence) -> Guess:
        owners = {row: person for person, row in _sealed_of(evidence).items()}
        found: Guess = {}
        for emptied, appeared in _batches(evidence):
            left = sorted(emptied, key=ORDERS[sealed_order])
            right = sorted(appeared, key=ORDERS[opened_order])
            for a, b in zip(left, right, strict=False):
                if a["id"] in owners:
                    found[owners[a["id"]]] = _said(b)
        return _rest(evidence, found, payloads(evidence.end))

    return attack


def by_the_clock(evidence: Evidence) -> Guess:
    """A5: any moment that a row of an answer holds, set beside the moments of the proxy's log."""
    sends = [(at, who) for who, at, what in evidence.steps if what == "send"]
    found: Guess = {}
    for row in [*evidence.end["opened"], *evidence.end["ballots_sealed"]]:
        for moment in _moments(row):
            near = min(sends, key=lambda s: abs((s[0] - moment).total_seconds()))
            if abs((near[0] - moment).total_seconds()) < APART.total_seconds() and "payload" in row:
                found[near[1]] = _said(row)  # type: ignore[index]
    return _rest(evidence, found, payloads(evidence.end))


def _moments(row: Row) -> list[dt.datetime]:
    """Times in columns, and times packed into the answer itself."""
    found = [v for v in row.values() if isinstance(v, dt.datetime)]
    for value in row.values():
        if isinstance(value, bytes | memoryview) and len(bytes(value)) == SAID + 8:
            seconds = int.from_bytes(bytes(value)[:8]) / 1000
            if abs(seconds - NOON.timestamp()) < 86_400:
                found.append(dt.datetime.fromtimestamp(seconds, dt.UTC))
    return found


def searching(evidence: Evidence) -> Guess:
    """A3: is an answer, in any dress, anywhere while the person is still there? In sessions, cache,
    log lines or any row that is not the room's own table of opened answers."""
    texts: list[tuple[UUID | None, str]] = list(evidence.logged)
    for (who, _at, _what), dump in zip(evidence.steps, evidence.dumps, strict=False):
        held = {name: rows for name, rows in dump.items() if name != "opened"}
        texts.append((who, repr(held)))
    for (who, _at, _what), text in zip(evidence.steps, evidence.cached, strict=False):
        texts.append((who, text))
    found: Guess = {}
    for payload in payloads(evidence.end):
        dresses = (payload.hex(), repr(payload)[2:-1], slips.encoded(payload))
        first = next((w for w, text in texts if any(d in text for d in dresses)), None)
        if first is not None:
            found[first] = payload
    return _rest(evidence, found, payloads(evidence.end))


def by_transaction(evidence: Evidence) -> Guess:
    """A4: rows that one transaction wrote share PostgreSQL's stamp. Whose slip is which?"""
    found: Guess = {}
    for dump in evidence.dumps:
        spent = {r.get("stamp"): bytes(r["slip_hash"]) for r in dump["ballots_sealed"]}
        for row in dump["ballots_invitation"]:
            if row.get("stamp") and row["stamp"] in spent:
                found[_uuid(row["id"])] = spent[row["stamp"]]
    return _rest(evidence, found, list(evidence.spent.values()))


def _uuid(value: Any) -> UUID:
    return value if isinstance(value, UUID) else UUID(str(value))


def by_slip(evidence: Evidence) -> Guess:
    """A9: the issuer's rows beside the spent slips. Does anything that is kept of an invitation
    lead to its slip?"""
    slips_spent = {bytes(r["slip_hash"]) for r in evidence.end["ballots_sealed"]}
    found: Guess = {}
    for table in ("ballots_link", "ballots_invitation"):
        for row in evidence.end[table]:
            who = _uuid(row.get("invitation_id") or row["id"])
            for hit in _derived(row) & slips_spent:
                found[who] = hit
    return _rest(evidence, found, list(evidence.spent.values()))


def _derived(row: Row) -> set[bytes]:
    """All that can be made of what a row holds, by the ways in which this program makes things."""
    held = [bytes(v) for v in row.values() if isinstance(v, bytes | memoryview)]
    held += [_uuid(v).bytes for k, v in row.items() if k in {"id", "invitation_id"}]
    once = {f(v) for v in held for f in (bytes, _sha, slips.nonce_from)}
    return once | {_sha(v) for v in once} | {_sha(slips.nonce_from(v)) for v in once}


def _sha(value: bytes) -> bytes:
    return hashlib.sha256(value).digest()


def with_old_dumps_and_the_keys(evidence: Evidence) -> Guess:
    """A4: every dump since the beginning, and the folder of keys as it is after the close."""
    found: Guess = {}
    try:
        key = keys.opening(evidence.box.pk)
    except Unusable:
        return _at_random(evidence, payloads(evidence.end))
    owners = {row: person for person, row in _sealed_of(evidence).items()}
    for dump in evidence.dumps:
        for row in dump["ballots_sealed"]:
            about = sealing.about(evidence.box.pk, bytes(row["slip_hash"]))
            plain = sealing.unseal(bytes(row["ciphertext"] or b""), key, about)
            if plain and row["id"] in owners:
                found[owners[row["id"]]] = sealing.out_of_envelope(plain).payload[-SAID:]
    return _rest(evidence, found, payloads(evidence.end))


ATTACKERS: dict[str, Callable[[Evidence], Guess]] = {
    **{f"watching, {a}, {b}": watching(a, b) for a in ORDERS for b in ORDERS},
    "watching live": watching_live,
    "by the clock": by_the_clock,
    "searching sessions, cache and logs": searching,
    "old dumps and the keys": with_old_dumps_and_the_keys,
    "by transaction": by_transaction,
    "by slip": by_slip,
}
OF_SLIPS = {
    "by transaction",
    "by slip",
}  # they look for whose slip is whose; the others for answers


def n_right(name: str, evidence: Evidence) -> int:
    truth = evidence.spent if name in OF_SLIPS else evidence.truth
    guess = ATTACKERS[name](evidence)
    return sum(guess.get(person) == what for person, what in truth.items())


def chance(name: str, evidence: Evidence) -> float:
    """How often blind guessing is right: one in all, or where answers were opened in batches that
    everybody can see, one in the batch."""
    if name in OF_SLIPS or len(evidence.end["ballots_batch"]) < 2:
        return 1 / len(evidence.people)
    sizes = [row["n"] for row in evidence.end["ballots_batch"]]
    return len(sizes) / sum(sizes)
