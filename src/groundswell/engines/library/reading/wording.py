"""Every word that the pages of an item or a work say, for the index."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from ..models import Item, Work
from .describing import said_of
from .links import Link


@dataclass(frozen=True, slots=True)
class Wording:
    """`title` weighs most, then `tags`, then `text`."""

    title: str
    tags: tuple[str, ...] = ()
    text: str = ""


def wording_of(item: Item) -> Wording:
    """Without what it names: whoever reads it may not be let to read that."""
    said = said_of(item)
    facts = (value for _name, value in said.facts)
    spoken = (said.lead, said.why_so, *facts, *_texts(said.sections))
    tags = tuple(tag.name for tag in item.tags.all())
    return Wording(said.title, tags, "\n".join(spoken))


def wording_of_work(work: Work) -> Wording:
    title = " ".join((work.title, work.authors, str(work.year or "")))
    return Wording(title, tuple(map(str, work.tags)), f"{work.container}\n{work.says}")


def _texts(part: Any) -> Iterator[str]:
    if isinstance(part, Link):
        return
    if isinstance(part, str):
        if not part.startswith(("http://", "https://")):
            yield part
    elif isinstance(part, (tuple, list)):
        for one in part:
            yield from _texts(one)
    elif is_dataclass(part):
        for field in fields(part):
            if field.name not in _NOT_SAID:
                yield from _texts(getattr(part, field.name))


_NOT_SAID = {"anchor", "url", "image_url", "captions_url", "clock"}
