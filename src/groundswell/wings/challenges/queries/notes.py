"""The challenge note as it is read: the newest version, any earlier one, and what changed."""

import datetime as dt
import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.documents.queries import TakeAway, take_away
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.decisions import Decision
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.models import Person
from groundswell.ground.web import words

from .. import policies
from ..models import Challenge, NoteVersion
from ..naming import NOTE_LABELS
from ..packs import Pack, packs
from .shell import Shell, shell_of

_LISTS = ("guardrails", "questions")  # one a line


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that stayed, went, or came."""

    kind: str  # "same", "out" or "new"
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the note: its lines, or what became of its words."""

    label: str
    lines: tuple[str, ...]
    is_list: bool
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class VersionLine:
    number: int
    words: str  # "Version 3, Ngozi Bello, 8 June 2026"
    change: str
    signed: str
    url: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class NotePage:
    shell: Shell
    number: int
    is_newest: bool
    parts: tuple[Part, ...]
    changed: tuple[Part, ...]  # against the version before, in words
    change: str
    versions: tuple[VersionLine, ...]
    signed: tuple[str, ...]  # who stands behind this version, since when
    may_change: Decision
    may_sign: Decision
    has_signed: bool
    may_name: Decision
    measures: tuple[tuple[str, str], ...]  # what the template suggests to count
    template: str
    facts: tuple[tuple[str, str], ...]
    urls: dict[str, str]
    take_away: TakeAway


def note_page(
    actor: Actor, challenge: Challenge, *, at: dt.datetime, number: int | None = None
) -> NotePage:
    """The version with the number; the newest where none is named. Raises Http404."""
    versions = list(
        challenge.notes
        .select_related("made_by")
        .prefetch_related("sign_offs__person")
        .order_by("-number")
    )
    shown = versions[0] if number is None else _numbered(versions, number)
    before = next((v for v in versions if v.number < shown.number), None)
    partners = [p.organisation for p in challenge.partners.select_related("organisation")]
    partners.sort(key=lambda o: o.name.casefold())
    pack = packs().get(challenge.template)
    url = partial(reverse, args=[challenge.pk])
    return NotePage(
        shell=shell_of(actor, challenge, tab="note", at=at),
        take_away=take_away("challenge-note", challenge.pk),
        number=shown.number,
        is_newest=shown is versions[0],
        parts=tuple(_parts(shown)),
        changed=tuple(_changes(before, shown)) if before else (),
        change=shown.change,
        versions=tuple(_line(challenge, v, v is shown) for v in versions),
        signed=tuple(_signed(shown)),
        may_change=policies.change_note(actor, challenge),
        may_sign=policies.sign_note(actor, challenge, [o.pk for o in partners]),
        has_signed=any(s.person_id == actor.id for s in shown.sign_offs.all()),
        may_name=policies.name_roles(actor, challenge),
        measures=tuple(_to_consider(pack)),
        template=pack.title if pack else "",
        facts=tuple(_facts(challenge, [o.name for o in partners])),
        urls={
            "change": url("challenges:change_note"),
            "sign": reverse("challenges:sign_note", args=[challenge.pk, shown.number]),
            "partners": url("challenges:partners"),
            "roles": url("challenges:name_roles"),
        },
    )


def _numbered(versions: list[NoteVersion], number: int) -> NoteVersion:
    found = next((v for v in versions if v.number == number), None)
    if found is None:
        raise Http404
    return found


def _parts(version: NoteVersion) -> Iterable[Part]:
    for name, label in NOTE_LABELS.items():
        text = version.words.get(name, "")
        if name != "title":
            lines = tuple(line for line in text.split("\n") if line.strip())
            yield Part(str(label), lines, is_list=name in _LISTS)


def _changes(before: NoteVersion, shown: NoteVersion) -> Iterable[Part]:
    for name, label in NOTE_LABELS.items():
        old, new = before.words.get(name, ""), shown.words.get(name, "")
        if old != new:
            yield Part(str(label), (), is_list=False, pieces=tuple(differences(old, new)))


def differences(old: str, new: str) -> Iterable[Piece]:
    """What stayed, what went and what came, word by word.

    >>> [(p.kind, p.text) for p in differences("on two wards", "on three wards")]
    [('same', 'on '), ('out', 'two '), ('new', 'three '), ('same', 'wards')]
    """
    was, now = re.findall(r"\S+\s*", old), re.findall(r"\S+\s*", new)
    matcher = difflib.SequenceMatcher(
        a=[word.rstrip() for word in was], b=[word.rstrip() for word in now], autojunk=False
    )
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            pairs = zip(was[a:b], now[c:d], strict=True)  # they differ in blanks at most
            yield Piece("same", "".join(max(pair, key=len) for pair in pairs))
            continue
        if b > a:
            yield Piece("out", "".join(was[a:b]))
        if d > c:
            yield Piece("new", "".join(now[c:d]))


def _line(challenge: Challenge, version: NoteVersion, is_here: bool) -> VersionLine:
    told = {
        "n": version.number,
        "name": version.made_by.name,
        "day": words.day(day_of(version.made_at)),
    }
    names = [s.person.name for s in version.sign_offs.all()]
    return VersionLine(
        number=version.number,
        words=_("Version %(n)s, %(name)s, %(day)s") % told,
        change=version.change or (_("The first one") if version.number == 1 else ""),
        signed=_("Signed by %(names)s") % {"names": words.listed(names)} if names else "",
        url=reverse("challenges:note_version", args=[challenge.pk, version.number]),
        is_here=is_here,
    )


def _signed(version: NoteVersion) -> Iterable[str]:
    for signed in sorted(version.sign_offs.all(), key=lambda s: (s.at, str(s.pk))):
        told = {"name": signed.person.name, "day": words.day(day_of(signed.at))}
        yield _("%(name)s, %(day)s") % told


def _to_consider(pack: Pack | None) -> Iterable[tuple[str, str]]:
    for measure in pack.measures if pack else ():
        yield measure.title, f"{measure.counted}. {measure.why}".strip()


def _facts(challenge: Challenge, partners: list[str]) -> Iterable[tuple[str, str]]:
    yield _("Host"), challenge.organisation.name
    yield _("Partners"), words.listed(partners) or _("None yet")
    if challenge.wave:
        yield _("Wave"), challenge.wave.title
    if challenge.day_zero:
        yield _("Day 0"), words.day(challenge.day_zero)
    yield (
        _("Asks answered in"),
        words.count(challenge.answer_days, _("day"), _("days")),
    )


def note_version_for(challenge: Challenge, number: int) -> NoteVersion:
    return get_object_or_404(challenge.notes.select_related("challenge"), number=number)


def note_initial(challenge: Challenge) -> dict[str, object]:
    """What the form of the note begins with, and the number it was filled in from."""
    newest = challenge.notes.order_by("-number")[0]
    return {**newest.words, "version": newest.number}


def signers_missing(challenge: Challenge, sponsors: Sequence[Person]) -> list[str]:
    """The sponsors who have not signed the newest version."""
    newest = challenge.notes.order_by("-number")[0]
    signed = set(newest.sign_offs.values_list("person_id", flat=True))
    return [p.name for p in sponsors if p.pk not in signed]
