"""Template packs: what sets up a whole challenge in one step, as files that anybody may read.

A pack is one YAML file in `groundswell/packs/challenges`. Where one is wrong, every fault is said
with its place and what would be right; a pack is taken whole or not at all.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parents[2] / "packs" / "challenges"
NOTE = ("problem", "population", "place", "strategy", "guardrails", "questions", "logistics")
ROLES = ("sponsor", "coach", "team_leader", "team_member")
OWNERS = ("sponsor", "coach", "team_leader")
KINDS = ("outcome", "process", "balancing")
_CODE = re.compile(r"[a-z0-9][a-z0-9-]*")


@dataclass(frozen=True, slots=True)
class PackMeasure:
    """A measure that a team may consider."""

    title: str
    kind: str
    counted: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class PackStep:
    """A step of the plan: what, on which day of the clock, and which role owns it at first."""

    day: int
    title: str
    theme: str
    owner: str


@dataclass(frozen=True, slots=True)
class PackItem:
    """A line of the launch meeting's agenda."""

    title: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Pack:
    code: str
    title: str
    summary: str
    licence: str
    note: Mapping[str, str]
    role_names: Mapping[str, str] = field(default_factory=dict)
    measures: tuple[PackMeasure, ...] = ()
    plan: tuple[PackStep, ...] = ()
    agreement: tuple[str, ...] = ()
    agenda: tuple[PackItem, ...] = ()


class PackFaulty(ValueError):
    """What is wrong with a pack: a sentence for each fault."""

    def __init__(self, name: str, faults: list[str]) -> None:
        super().__init__("\n".join(f"{name}: {fault}" for fault in faults))
        self.faults = tuple(faults)


@cache
def packs() -> dict[str, Pack]:
    """Every pack that is installed, by its code, in the order of their titles."""
    found = [read_pack(path) for path in sorted(FOLDER.glob("*.yaml"))]
    return {pack.code: pack for pack in sorted(found, key=lambda p: p.title.casefold())}


def read_pack(path: Path) -> Pack:
    """The pack in a file. Raises PackFaulty, with every fault."""
    try:
        given = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as fault:
        raise PackFaulty(path.name, [f"This is no YAML that can be read. {fault}"]) from None
    return pack_from(path.stem, given)


def pack_from(code: str, given: Any) -> Pack:
    """The pack that a document describes. Raises PackFaulty, with every fault.

    >>> pack_from("falls", {"title": "Falls", "summary": "Fewer.", "licence": "CC BY 4.0"}).title
    'Falls'
    """
    reader = _Reader()
    if not isinstance(given, dict):
        raise PackFaulty(code, ["A pack is a list of names and values, such as “title: Falls”."])
    if not _CODE.fullmatch(code):
        reader.faults.append("Name the file in small letters, digits and hyphens.")
    reader.only(given, "", _PARTS)
    pack = Pack(
        code=code,
        title=reader.text(given, "title", ""),
        summary=reader.text(given, "summary", ""),
        licence=reader.text(given, "licence", ""),
        note=reader.texts(given.get("note"), "note", NOTE),
        role_names=reader.texts(given.get("roles"), "roles", ROLES),
        measures=tuple(reader.each(given, "measures", _measure)),
        plan=tuple(sorted(reader.each(given, "plan", _step), key=lambda step: step.day)),
        agreement=tuple(reader.lines(given, "agreement")),
        agenda=tuple(reader.each(given, "agenda", _item)),
    )
    if reader.faults:
        raise PackFaulty(code, reader.faults)
    return pack


_PARTS = ("title", "summary", "licence", "note", "roles", "measures", "plan", "agreement", "agenda")


class _Reader:
    """Reads one part after the other and remembers what was wrong with each."""

    def __init__(self) -> None:
        self.faults: list[str] = []

    def only(self, given: Mapping[Any, Any], place: str, known: tuple[str, ...]) -> None:
        for name in given:
            if name not in known:
                where = f"{place}: " if place else ""
                self.faults.append(f"{where}“{name}” is not known here. Known: {', '.join(known)}.")

    def text(self, given: Mapping[str, Any], name: str, place: str, *, needed: bool = True) -> str:
        value = given.get(name, "")
        if isinstance(value, str) and (value.strip() or not needed):
            return value.strip()
        where = f"{place}, {name}" if place else name
        self.faults.append(f"{where}: give some words.")
        return ""

    def texts(self, given: Any, place: str, known: tuple[str, ...]) -> dict[str, str]:
        if given is None:
            return {}
        if not isinstance(given, dict):
            self.faults.append(f"{place}: give names and words, such as “{known[0]}: …”.")
            return {}
        self.only(given, place, known)
        return {name: self.text(given, name, place) for name in known if name in given}

    def whole(
        self, given: Mapping[str, Any], name: str, place: str, bounds: tuple[int, int]
    ) -> int:
        value = given.get(name)
        low, high = bounds
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        self.faults.append(f"{place}, {name}: give a whole number from {low} to {high}.")
        return low

    def one(self, given: Mapping[str, Any], name: str, place: str, known: tuple[str, ...]) -> str:
        value = given.get(name)
        if value in known:
            return str(value)
        self.faults.append(f"{place}, {name}: choose one of {', '.join(known)}.")
        return known[0]

    def lines(self, given: Mapping[str, Any], name: str) -> Iterator[str]:
        for n, value in self._listed(given, name):
            if isinstance(value, str) and value.strip():
                yield value.strip()
            else:
                self.faults.append(f"{name} {n}: give a sentence.")

    def each(
        self, given: Mapping[str, Any], name: str, make: Callable[["_Reader", Any, str], Any]
    ) -> Iterator[Any]:
        for n, value in self._listed(given, name):
            if isinstance(value, dict):
                yield make(self, value, f"{name} {n}")
            else:
                self.faults.append(f"{name} {n}: give names and values.")

    def _listed(self, given: Mapping[str, Any], name: str) -> Iterator[tuple[int, Any]]:
        values = given.get(name) or []
        if isinstance(values, list):
            yield from enumerate(values, start=1)
        else:
            self.faults.append(f"{name}: give a list, each line beginning with a hyphen.")


def _measure(reader: _Reader, given: Mapping[str, Any], place: str) -> PackMeasure:
    reader.only(given, place, ("title", "kind", "counted", "why"))
    return PackMeasure(
        title=reader.text(given, "title", place),
        kind=reader.one(given, "kind", place, KINDS),
        counted=reader.text(given, "counted", place),
        why=reader.text(given, "why", place, needed=False),
    )


def _step(reader: _Reader, given: Mapping[str, Any], place: str) -> PackStep:
    reader.only(given, place, ("day", "title", "theme", "owner"))
    return PackStep(
        day=reader.whole(given, "day", place, (0, 100)),
        title=reader.text(given, "title", place),
        theme=reader.text(given, "theme", place),
        owner=reader.one(given, "owner", place, OWNERS),
    )


def _item(reader: _Reader, given: Mapping[str, Any], place: str) -> PackItem:
    reader.only(given, place, ("title", "minutes"))
    return PackItem(
        title=reader.text(given, "title", place),
        minutes=reader.whole(given, "minutes", place, (1, 600)),
    )
