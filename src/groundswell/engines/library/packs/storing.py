"""A page of the library as a part of a pack, and a part as what its page keeps."""

from typing import Any

from wagtail.blocks import StreamValue
from wagtail.fields import StreamField

from ..models import Item
from .contents import Part
from .schema import PAGES
from .shapes import Code, Rows
from .tagging import in_order

_BESIDE = {"tags", "licence"}  # kept in ways of their own


def part_of(
    item: Item, rows: Rows, *, key: str, licence: str, tags: list[str] | None = None
) -> Part:
    """What the item, of its own class, says. What it names goes by its key, where it has one.

    `licence` is that of the pack: it is said of a part only where the part has another.
    `tags` are the item's, where they are known.
    """
    said = {
        field.name: field.shape.said(_kept(item, field.attr), rows)
        for field in PAGES[item.kind].fields
        if field.attr and field.name not in _BESIDE
    }
    said["tags"] = in_order(item.tags.names() if tags is None else tags) or None
    said["licence"] = None if item.licence in {licence, ""} else item.licence
    if "parts" in said and "minutes" in _names(item.kind):
        said["minutes"] = sum(one.get("minutes", 0) for one in said["parts"] or ()) or None
    return Part(str(item.kind), key, {name: v for name, v in said.items() if v is not None})


def _kept(item: Item, attr: str) -> Any:
    value = getattr(item, attr)
    return list(value.raw_data) if isinstance(value, StreamValue) else value


def fill(item: Item, part: Part, rows: Rows, *, licence: str) -> None:
    """Set every field of the item to what the part says; nothing is saved."""
    for field in PAGES[part.kind].fields:
        if not field.attr or field.name in _BESIDE:
            continue
        stored = field.shape.stored(part.values.get(field.name), rows)
        column = type(item)._meta.get_field(field.attr)
        if isinstance(column, StreamField):
            stored = StreamValue(column.stream_block, stored, is_lazy=True)
        setattr(item, field.attr, stored)
    item.licence = part.values.get("licence", licence)
    item.tags.set(part.values.get("tags", []))


def fill_codes(item: Item, part: Part) -> None:
    """Set only what the tables ask for of every page, such as how strong a claim is."""
    for field in PAGES[part.kind].fields:
        if isinstance(field.shape, Code) and field.attr:
            setattr(item, field.attr, part.values.get(field.name, ""))


def _names(kind: str) -> set[str]:
    return {field.name for field in PAGES[kind].fields}
