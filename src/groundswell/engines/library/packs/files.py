"""A pack as files: read from a folder or a zip, every fault listed, nothing raised."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from groundswell.ground.kernel.errors import Fault, Unusable

from ..kinds import Kind
from . import bundles, checking, yaml_text
from .contents import Group, PackContents, Part, Term
from .naming import Field, Key, read_fields
from .notes import Notes, Place, shown
from .schema import LITERATURE, MOST_PARTS, MOST_WORKS, PAGES, Made
from .shapes import KEY, Day, Number, Text, as_list, line

OURS = Path(__file__).resolve().parents[3] / "packs" / "library"
HEAD, GLOSSARY = "pack.yaml", "glossary.yaml"
_KEY = Field("key", "", Key(), is_required=True)
_TOP = (
    _KEY,
    Field("title", "", line(255), is_required=True),
    Field("version", "", Number(1, 1_000_000), is_required=True),
    Field("language", "", line(20), is_required=True),
    Field("licence", "", line(100), is_required=True),
    Field("made_on", "", Day(), is_required=True),
    Field("about", "", Text(4_000)),
)
_TERM = (
    Field("term", "", line(100), is_required=True),
    Field("words", "", Text(4_000), is_required=True),
)
_GROUP = (
    _KEY,
    Field("title", "", line(100), is_required=True),
    Field("about", "", Text(1_200)),
)


@dataclass(frozen=True, slots=True)
class ReadPack:
    """What was read. `contents` is None where anything is wrong: a pack is taken whole.

    A fault's `column` names the file and the field, its `row` the entry where a file has several.
    """

    contents: PackContents | None
    faults: tuple[Fault, ...] = ()


def read_folder(folder: Path = OURS) -> ReadPack:
    """A pack of our own."""
    return _read(bundles.of_folder(folder), frozenset())


def read_zip(content: bytes, known: frozenset[str] = frozenset()) -> ReadPack:
    """A pack that somebody sent. What is `known` here by its key, its pages may name as well."""
    try:
        files = bundles.of_zip(content)
    except Unusable as problem:
        return ReadPack(None, (Fault(0, "", str(problem), ""),))
    return _read(files, known)


def _read(files: dict[str, bytes], known: frozenset[str]) -> ReadPack:
    notes = Notes()
    reader = _Reader(files, notes)
    contents = reader.contents()
    checking.check(contents, reader.places, known, notes)
    faults = notes.done()
    return ReadPack(None if faults else contents, faults)


class _Reader:
    """Goes through the files; `places` says where each part stood, for later faults."""

    def __init__(self, files: dict[str, bytes], notes: Notes) -> None:
        self._files = files
        self._notes = notes
        self.places: dict[int, Place] = {}

    def contents(self) -> PackContents:
        top = self._top()
        works = self._parts(LITERATURE, MOST_WORKS)
        parts: list[Part] = []
        groups: list[Group] = []
        for made in PAGES.values():
            if made.kind == Kind.ELEMENT:
                parts += self._elements(made, groups)
            else:
                parts += self._parts(made, MOST_PARTS)
        terms = tuple(self._terms())
        self._say_what_is_left()
        return PackContents(
            key=top.get("key", ""),
            title=top.get("title", ""),
            version=top.get("version", 1),
            language=top.get("language", ""),
            licence=top.get("licence", ""),
            made_on=dt.date.fromisoformat(top.get("made_on", "2000-01-01")),
            about=top.get("about", ""),
            works=tuple(works),
            parts=tuple(parts),
            terms=terms,
            groups=tuple(groups),
        )

    def _top(self) -> dict[str, Any]:
        place = Place(HEAD)
        if HEAD not in self._files:
            reason = _("The file pack.yaml, which says what this is, is missing.")
            self._notes.add(place, reason, _("Choose a pack as the library writes it."))
            return {}
        return read_fields(_TOP, self._values(HEAD), self._notes, place)

    def _values(self, name: str) -> Any:
        """What a file holds; each file is taken once. None, and a fault, where it is no YAML."""
        content = self._files.pop(name)
        try:
            return yaml_text.read(content.decode("utf-8-sig"))
        except UnicodeDecodeError:
            self._notes.add(Place(name), _("This is no text in UTF-8."), _("Save it as UTF-8."))
        except Unusable as problem:
            self._notes.add(Place(name), str(problem))
        return {}

    def _names(self, where: str) -> list[str]:
        if where.endswith("/"):
            return [n for n in sorted(self._files) if n.startswith(where) and n.count("/") == 1]
        return [where] if where in self._files else []

    def _parts(self, made: Made, most: int) -> list[Part]:
        found: list[Part | None] = []
        for name in self._names(made.where):
            given = self._values(name)
            if made.where.endswith("/"):
                found.append(self._part(made, given, Place(name)))
                continue
            entries = as_list(given, self._notes, Place(name), most)
            found += [self._part(made, e, Place(name, n)) for n, e in enumerate(entries, 1)]
        return [part for part in found if part]

    def _part(
        self, made: Made, given: Any, place: Place, more: dict[str, Any] | None = None
    ) -> Part | None:
        if given == {}:  # its fault is noted, or there is nothing in it
            return None
        if isinstance(given, dict):
            given = {**given, **(more or {})}
        values = read_fields((_KEY, *made.fields), given, self._notes, place)
        if made.kind == Kind.MODULE:
            values.setdefault("minutes", sum(p.get("minutes", 0) for p in values.get("parts", ())))
        part = Part(str(made.kind), str(values.pop("key", "")), values)
        self.places[id(part)] = place
        return part

    def _elements(self, made: Made, groups: list[Group]) -> list[Part]:
        found: list[Part | None] = []
        for name in self._names(made.where):
            given, place = self._values(name), Place(name)
            if not given:
                continue
            outer = (Field("group", "", _Kept()), Field("elements", "", _Kept()))
            top = read_fields(outer, given, self._notes, place)
            group = read_fields(_GROUP, top.get("group"), self._notes, place.at("group"))
            groups.append(
                Group(group.get("key", ""), group.get("title", ""), group.get("about", ""))
            )
            for n, one in enumerate(as_list(top.get("elements"), self._notes, place), 1):
                more = {"group": group.get("title", "")}
                found.append(self._part(made, one, Place(name, n), more))
        return [part for part in found if part]

    def _terms(self) -> Iterator[Term]:
        if GLOSSARY not in self._files:
            return
        entries = as_list(self._values(GLOSSARY), self._notes, Place(GLOSSARY), MOST_PARTS)
        seen: set[str] = set()
        for n, given in enumerate(entries, 1):
            values = read_fields(_TERM, given, self._notes, Place(GLOSSARY, n))
            term = values.get("term", "")
            if term in seen:
                reason = _("“%(term)s” is explained twice.") % {"term": shown(term)}
                self._notes.add(Place(GLOSSARY, n, "term"), reason, _("Leave one of them out."))
            seen.add(term)
            yield Term(term, values.get("words", ""))

    def _say_what_is_left(self) -> None:
        known = ", ".join(made.where for made in PAGES.values())
        for name in sorted(self._files):
            reason = _("No kind of part stands in “%(name)s”.") % {"name": shown(name)}
            self._notes.add(Place(name), reason, _("Known are: %(names)s.") % {"names": known})


class _Kept:
    """Whatever stands there, to be read by itself."""

    def read(self, given: Any, notes: Notes, place: Place) -> Any:
        return given

    def stored(self, value: Any, rows: Any) -> Any:
        return value

    def said(self, stored: Any, rows: Any) -> Any:
        return stored


__all__ = ["GLOSSARY", "HEAD", "KEY", "OURS", "ReadPack", "read_folder", "read_zip"]
