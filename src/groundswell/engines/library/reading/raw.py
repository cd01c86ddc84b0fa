"""The stored parts of an item as plain values."""

from collections.abc import Iterable
from typing import Any

from django.utils.text import slugify
from wagtail.blocks import StreamValue

from .links import Link, Links
from .parts import Ask, Asked, Number, Numbers, Points, Prose, Reading, Section


def values(stream: StreamValue) -> list[Any]:
    return [child["value"] for child in stream.raw_data]


def texts(stream: StreamValue) -> tuple[str, ...]:
    return tuple(filter(None, (str(value).strip() for value in values(stream))))


def listed(raw: Iterable[Any] | None) -> list[Any]:
    """A list inside a part, whether its entries carry ids or not."""
    return [
        entry["value"] if isinstance(entry, dict) and "value" in entry else entry
        for entry in raw or ()
    ]


def lines(raw: Iterable[Any] | None) -> tuple[str, ...]:
    return tuple(filter(None, (str(entry).strip() for entry in listed(raw))))


def section(title: object, *parts: Any) -> Section:
    """A section without those of its parts that are empty; without any it is not shown."""
    kept = tuple(part for part in parts if part is not None)
    return Section(title=str(title), anchor=slugify(str(title)), parts=kept)


def prose(stream: StreamValue) -> Prose | None:
    found = texts(stream)
    return Prose(found) if found else None


def words(text: str) -> Prose | None:
    return Prose((text,)) if text.strip() else None


def points(stream: StreamValue, *, is_numbered: bool = False) -> Points | None:
    found = texts(stream)
    return Points(found, is_numbered) if found else None


def numbers(stream: StreamValue, links: Links) -> Numbers | None:
    found = tuple(_number(raw, links) for raw in values(stream))
    return Numbers(found) if found else None


def _number(raw: dict[str, Any], links: Links) -> Number:
    return Number(
        value=raw.get("value") or "",
        words=raw.get("words") or "",
        source=links.of("work", raw.get("work")),
        address=web_address(raw.get("address")),
        reported_by=raw.get("reported_by") or "",
    )


def web_address(text: str | None) -> str:
    """What may be followed from a page; the form and the packs refuse all else before."""
    return text if text and text.lower().startswith(("https://", "http://")) else ""


def asked(stream: StreamValue) -> Asked | None:
    found = tuple(Ask(words) for words in texts(stream))
    return Asked(found) if found else None


def sources(stream: StreamValue, links: Links) -> Reading | None:
    return reading(links.all((child["type"], child["value"]) for child in stream.raw_data))


def reading(found: tuple[Link, ...]) -> Reading | None:
    return Reading(found) if found else None
