"""Every word that the pages of an item or a work say, for the index."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from itertools import chain
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
    """The texts in a part and in the parts of it; what is named stands elsewhere."""
    if isinstance(part, str):
        yield from () if part.startswith(("http://", "https://")) else (part,)
    elif isinstance(part, (tuple, list)):
        yield from chain.from_iterable(map(_texts, part))
    elif is_dataclass(part) and not isinstance(part, Link):
        said = (getattr(part, f.name) for f in fields(part) if f.name not in _NOT_SAID)
        yield from chain.from_iterable(map(_texts, said))


_NOT_SAID = {"anchor", "url", "sizes", "drawing", "captions_url", "clock"}
