"""Which works, pages and pictures an item names, read from its parts without asking a database."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wagtail import blocks
from wagtail.blocks import ChooserBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock

from ..blocks import ItemChooser, WorkChooser
from ..models import Item


@dataclass(frozen=True, slots=True)
class Mention:
    """One name in one place; `pk` is the row's own key in its table."""

    place: str  # the field
    pk: int
    is_work: bool


def mentioned(item: Item) -> list[Mention]:
    """Everything that the item names, in its order; each thing once a field."""
    found = (
        Mention(place, pk, isinstance(block, WorkChooser))
        for place, block, pk in _named(item)
        if isinstance(block, ItemChooser | WorkChooser)
    )
    return list(dict.fromkeys(found))


def pictures_in(item: Item) -> frozenset[int]:
    """The rows of the pictures that the item shows."""
    return frozenset(
        pk for _place, block, pk in _named(item) if isinstance(block, ImageChooserBlock)
    )


def _named(item: Item) -> Iterator[tuple[str, ChooserBlock, int]]:
    for field in item._meta.get_fields():
        if isinstance(field, StreamField):
            stored = getattr(item, field.name).raw_data
            for block, pk in _in_stream(field.stream_block, stored):
                yield field.name, block, pk


def _in_stream(block: blocks.BaseStreamBlock, raw: Any) -> Iterator[tuple[ChooserBlock, int]]:
    for child in raw or ():
        inner = block.child_blocks.get(child["type"])
        if inner is not None:
            yield from _in(inner, child["value"])


def _in(block: blocks.Block, raw: Any) -> Iterator[tuple[ChooserBlock, int]]:
    if raw is None:
        return
    if isinstance(block, ChooserBlock):
        yield block, int(raw)
    elif isinstance(block, blocks.BaseStreamBlock):
        yield from _in_stream(block, raw)
    elif isinstance(block, blocks.ListBlock):
        for child in raw:
            yield from _in(block.child_block, _value(child))
    elif isinstance(block, blocks.BaseStructBlock):
        for name, inner in block.child_blocks.items():
            yield from _in(inner, raw.get(name))


def _value(child: Any) -> Any:
    """A list keeps its parts with ids of their own since Wagtail 2.16; older lists are bare."""
    return child["value"] if isinstance(child, dict) and "value" in child else child
