"""A work of literature as a part of a pack, as a row, and as the exchange formats know it."""

from collections.abc import Mapping
from typing import Any

from ..exchange import Author, title_print
from ..exchange import Kind as ExchangeKind
from ..exchange import Work as Exchanged
from ..exchange.names import author_of, name_of
from ..kinds import WORK
from ..models import Work
from .contents import Part
from .rows import Known
from .schema import LITERATURE

# What no column is asked for; `Work.bibliography` holds it by these names.
BESIDE = (
    *("editors", "place", "volume", "issue", "pages", "isbn", "issn", "language", "keywords"),
    *("abstract", "notes", "extra"),
)
_OWN = {f.name: f for f in LITERATURE.fields if f.attr and f.name not in BESIDE}
_NOBODY = Known()


def part_of_work(work: Work, *, key: str) -> Part:
    """What the row says of the work, in the form in which a pack says it."""
    raw: dict[str, Any] = {
        name: getattr(work, field.attr) for name, field in _OWN.items() if name != "authors"
    }
    raw["authors"] = work.authors.splitlines()
    raw["tags"] = work.tags
    raw |= bibliography_of(work)
    values = {f.name: f.shape.said(raw.get(f.name), _NOBODY) for f in LITERATURE.fields}
    return Part(WORK, key, {name: value for name, value in values.items() if value is not None})


def fill_work(work: Work, part: Part) -> None:
    """Set the row to what the part says; nothing is saved, and its key stays."""
    for name, field in _OWN.items():
        if field.attr != "authors":
            setattr(work, field.attr, field.shape.stored(part.values.get(name), _NOBODY))
    work.authors = "\n".join(part.values.get("authors", ()))
    work.tags = list(part.values.get("tags", ()))
    work.bibliography = {name: part.values[name] for name in BESIDE if part.values.get(name)}
    work.title_print = title_print(work.title)


def bibliography_of(work: Work) -> dict[str, Any]:
    return {name: value for name, value in work.bibliography.items() if name in BESIDE}


def exchanged(values: Mapping[str, Any], *, key: str) -> Exchanged:
    """The work as the formats write it and duplicates are found; the values of a part."""
    return Exchanged(
        kind=ExchangeKind(values.get("kind", "other")),
        authors=_people(values.get("authors")),
        editors=_people(values.get("editors")),
        keywords=tuple(values.get("keywords", ())),
        extra=tuple((e.get("name", ""), e.get("value", "")) for e in values.get("extra", ())),
        year=values.get("year"),
        key=key,
        **{name: values.get(name, "") for name in _AS_THEY_ARE},
    )


_AS_THEY_ARE = (
    *("title", "container", "publisher", "place", "volume", "issue", "pages", "doi", "url"),
    *("isbn", "issn", "abstract", "language", "notes"),
)


def said_of(work: Exchanged) -> dict[str, Any]:
    """The values of a part, out of a work as the formats read it."""
    values: dict[str, Any] = {
        "kind": str(work.kind),
        "authors": [name_of(author) for author in work.authors],
        "editors": [name_of(editor) for editor in work.editors],
        "keywords": list(work.keywords),
        "extra": [{"name": name, "value": value} for name, value in work.extra],
        "year": work.year,
        **{name: getattr(work, name) for name in _AS_THEY_ARE},
    }
    return {name: value for name, value in values.items() if value}


def _people(names: list[str] | None) -> tuple[Author, ...]:
    return tuple(author_of(name) for name in names or ())
