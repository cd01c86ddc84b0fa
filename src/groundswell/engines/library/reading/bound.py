"""Guides and reading lists: ways through the rest."""

from typing import Any

from ..kinds import Kind
from ..models import Guide, ReadingList
from . import raw
from .links import Links
from .parts import Prose, Section


def chapters(item: Guide | ReadingList, links: Links) -> tuple[Section, ...]:
    return tuple(_chapter(chapter, links) for chapter in raw.values(item.chapters))


def _chapter(chapter: dict[str, Any], links: Links) -> Section:
    paragraphs = raw.lines(chapter.get("words"))
    uses = ((child["type"], child["value"]) for child in chapter.get("uses") or ())
    return raw.section(
        chapter["title"],
        Prose(paragraphs) if paragraphs else None,
        raw.reading(links.all(uses)),
    )


SECTIONS: dict[str, Any] = {Kind.GUIDE: chapters, Kind.READING_LIST: chapters}
