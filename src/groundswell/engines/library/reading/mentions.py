"""Which works and pages an item names, read from its stored parts without asking a database."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wagtail import blocks
from wagtail.fields import StreamField

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
    found = [
        Mention(field.name, pk, is_work)
        for field in item._meta.get_fields()
        if isinstance(field, StreamField)
        for is_work, pk in _in_stream(field.stream_block, getattr(item, field.name).raw_data)
    ]
    return list(dict.fromkeys(found))


def _in_stream(block: blocks.BaseStreamBlock, raw: Any) -> Iterator[tuple[bool, int]]:
    for child in raw or ():
        inner = block.child_blocks.get(child["type"])
        if inner is not None:
            yield from _in(inner, child["value"])


def _in(block: blocks.Block, raw: Any) -> Iterator[tuple[bool, int]]:
    if raw is None:
        return
    if isinstance(block, ItemChooser | WorkChooser):
        yield isinstance(block, WorkChooser), int(raw)
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
