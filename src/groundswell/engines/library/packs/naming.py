"""Shapes that name something else, and those that are made of several fields."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from .notes import Notes, Place, shown
from .shapes import KEY, Rows, Shape, as_list, as_text, child, children

ANY, WORKS, ITEMS = "any", "works", "items"


@dataclass(frozen=True, slots=True)
class Key:
    """The key of a work or of a page. `of` is one of ANY, WORKS and ITEMS, or a kind."""

    of: str = ANY

    def read(self, given: Any, notes: Notes, place: Place) -> str | None:
        key = as_text(given, notes, place)
        if not key:
            return None
        if KEY.fullmatch(key):
            return key
        reason = _("“%(key)s” is no key.") % {"key": shown(key)}
        notes.add(place, reason, _("Use small letters, digits and hyphens: my-page-2026."))
        return None

    def stored(self, value: str | None, rows: Rows) -> int | None:
        found = rows.row_of(value) if value else None
        return found[1] if found else None

    def said(self, stored: Any, rows: Rows) -> str | None:
        if stored is None:
            return None
        return rows.key_of(is_work=self.of == WORKS, pk=int(stored))


@dataclass(frozen=True, slots=True)
class Keys:
    """Several keys, as entries of a stream of works and items."""

    of: str = ANY

    def read(self, given: Any, notes: Notes, place: Place) -> list[str] | None:
        entries = as_list(given, notes, place)
        read = (Key(self.of).read(e, notes, place.at(n)) for n, e in enumerate(entries, 1))
        return list(dict.fromkeys(key for key in read if key)) or None

    def stored(self, value: list[str] | None, rows: Rows) -> list[dict[str, Any]]:
        found = (rows.row_of(key) for key in value or ())
        return [child("work" if row[0] else "item", row[1]) for row in found if row]

    def said(self, stored: Any, rows: Rows) -> list[str] | None:
        found = (
            rows.key_of(is_work=name == "work", pk=int(pk))
            for name, pk, _id in children(stored)
            if pk is not None
        )
        return list(dict.fromkeys(key for key in found if key)) or None


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name in a file, what the page calls it, and its shape.

    A name with a point in it stands in a file one level down: “effort.size”.
    """

    name: str
    attr: str
    shape: Shape
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Entries:
    """Several entries of the same fields, each a block of a stream.

    `id_from` names the field that is kept as the entry's id: the page shows it nowhere.
    """

    name: str
    fields: tuple[Field, ...]
    id_from: str = ""

    def read(self, given: Any, notes: Notes, place: Place) -> list[dict[str, Any]] | None:
        read = [
            read_fields(self.fields, entry, notes, place.at(n))
            for n, entry in enumerate(as_list(given, notes, place), 1)
        ]
        if self.id_from:
            self._name(read, notes, place)
        return [values for values in read if values] or None

    def _name(self, entries: list[dict[str, Any]], notes: Notes, place: Place) -> None:
        """Give each entry that has no key one from its title; no two may have the same."""
        seen: set[str] = set()
        for n, entry in enumerate(entries, 1):
            given = slugify(entry.get("title", ""))[:70] or f"part-{n}"
            key = entry.setdefault(self.id_from, f"{given}-{n}" if given in seen else given)
            if key in seen:
                reason = _("The key “%(key)s” is used twice.") % {"key": shown(key)}
                notes.add(place.at(n).at(self.id_from), reason, _("Give one of them another key."))
            seen.add(key)

    def stored(self, value: list[dict[str, Any]] | None, rows: Rows) -> list[dict[str, Any]]:
        kept = [f for f in self.fields if f.name != self.id_from]
        return [
            child(
                self.name,
                {f.attr: f.shape.stored(one.get(f.name), rows) for f in kept},
                one.get(self.id_from, ""),
            )
            for one in value or ()
        ]

    def said(self, stored: Any, rows: Rows) -> list[dict[str, Any]] | None:
        return [self._entry(raw, id_, rows) for _type, raw, id_ in children(stored)] or None

    def _entry(self, raw: Mapping[str, Any], id_: str, rows: Rows) -> dict[str, Any]:
        entry = {
            f.name: id_ if f.name == self.id_from else f.shape.said(raw.get(f.attr), rows)
            for f in self.fields
        }
        return {name: value for name, value in entry.items() if value}


def read_fields(
    fields: tuple[Field, ...], given: Any, notes: Notes, place: Place
) -> dict[str, Any]:
    """The fields of one entry in their normal form; every fault is noted, nothing is raised."""
    if not isinstance(given, dict):
        notes.add(place, _("Names with values are expected here, such as “title: A page”."))
        return {}
    flat = dict(_flat(given, {f.name for f in fields}))
    known = {f.name: f for f in fields}
    for name in flat:
        if name not in known:
            reason = _("“%(name)s” is no field of this.") % {"name": shown(name)}
            names = ", ".join(known)
            notes.add(place.at(shown(name)), reason, _("Known are: %(names)s.") % {"names": names})
    read = {}
    for field in fields:
        value = flat.get(field.name)
        read[field.name] = field.shape.read(value, notes, place.at(field.name))
        if field.is_required and not _is_given(value):
            notes.add(place.at(field.name), _("This field is missing."), _("Fill it in."))
    return {name: value for name, value in read.items() if value is not None}


def _is_given(value: Any) -> bool:
    return bool(value.strip()) if isinstance(value, str) else value not in (None, [], {})


def _flat(given: Mapping[Any, Any], names: set[str]) -> Iterator[tuple[str, Any]]:
    outer = {name.partition(".")[0] for name in names if "." in name}
    for name, value in given.items():
        if name in outer and isinstance(value, dict):
            yield from ((f"{name}.{inner}", v) for inner, v in value.items())
        else:
            yield str(name), value


def unflat(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as a file holds them: what has a point in its name goes one level down."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        outer, point, inner = name.partition(".")
        if point:
            found.setdefault(outer, {})[inner] = value
        else:
            found[name] = value
    return found
