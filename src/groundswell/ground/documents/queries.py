"""What the pages show: the document as a page, and the file that was asked for."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from markupsafe import Markup

from . import policies
from .description import (
    Block,
    Document,
    Heading,
    Paragraph,
    Picture,
    Quote,
    Table,
    in_order,
    words_of,
)
from .drawing import FORMATS
from .drawing.letters import fitted
from .kinds import DocumentKind, documents
from .models import Paper
from .retention import kept


@dataclass(frozen=True, slots=True)
class TakeAway:
    """What the buttons of `components/documents.html` show."""

    twin_url: str
    formats: tuple[tuple[str, str], ...]  # label, and where it is asked for


@dataclass(frozen=True, slots=True)
class ShownTable:
    caption: str
    how: str
    headings: tuple[str | tuple[str, str], ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ShownPicture:
    wide: Markup
    narrow: Markup
    alt: str
    caption: str


@dataclass(frozen=True, slots=True)
class ShownWords:
    lines: tuple[str, ...]
    by: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One block: `kind` says how `content` is drawn."""

    kind: str
    content: Any


@dataclass(frozen=True, slots=True)
class Section:
    heading: str  # empty for what stands before the first heading
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class TwinPage:
    title: str
    lead: tuple[str, ...]
    label: str
    meta: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    source: str
    take_away: TakeAway


def kind_for(code: str) -> DocumentKind:
    if (kind := documents.get(code)) is None:
        raise Http404
    return kind


def take_away(code: str, about: UUID) -> TakeAway:
    """The buttons for a thing that this reader may see: its kind, and the id of the thing."""
    asked = [(FORMATS[f].label, f) for f in documents[code].formats]
    return TakeAway(
        twin_url=reverse("documents:twin", args=[code, about]),
        formats=tuple(
            (str(label), reverse("documents:ask", args=[code, about, f])) for label, f in asked
        ),
    )


def twin_page(actor: Any, code: str, about: UUID) -> TwinPage:
    """The document as a page. Raises Http404 or Refused as its kind does."""
    kind = kind_for(code)
    document: Document = fitted(kind.build(actor, about))
    return TwinPage(
        title=document.title,
        lead=tuple(document.lead.splitlines()),
        label=str(kind.label),
        meta=document.meta,
        sections=tuple(_sections(in_order(document))),
        source=document.source,
        take_away=take_away(code, about),
    )


def paper_for(actor: Any, pk: UUID, *, at: dt.datetime) -> Paper:
    """A file, for the person who asked for it and may still read all that its kind shows.

    Http404 for anybody else, after seven days, and while it is not made; Refused as its kind says.
    """
    paper = kept(at).filter(pk=pk, state=Paper.State.MADE).first()
    if paper is None or not policies.fetch_paper(actor, paper):
        raise Http404
    kind_for(paper.kind).build(actor, paper.about_id)
    return paper


def _sections(blocks: Sequence[Block]) -> list[Section]:
    sections: list[tuple[str, list[Part]]] = [("", [])]
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            sections.append((block.text, []))
        else:
            sections[-1][1].append(Part(type(block).__name__.lower(), _content(block)))
    return [Section(heading, tuple(parts)) for heading, parts in sections if heading or parts]


def _content(block: Block) -> Any:
    if isinstance(block, Paragraph):
        return ShownWords(tuple(block.text.splitlines()))
    if isinstance(block, Quote):
        return ShownWords(tuple(block.text.splitlines()), block.by)
    if isinstance(block, Picture):
        return _picture(block)
    return _table(block) if isinstance(block, Table) else block


def _picture(block: Picture) -> ShownPicture:
    narrow = block.narrow_svg or block.svg
    wide, narrow = Markup(block.svg), Markup(narrow)  # noqa: S704  (drawings of ours)
    return ShownPicture(wide, narrow, block.alt, block.caption)


def _table(block: Table) -> ShownTable:
    headings = zip(block.headings, block.numeric, strict=True)
    return ShownTable(
        caption=block.caption,
        how=block.how,
        headings=tuple((h, "r") if is_number else h for h, is_number in headings),
        rows=tuple(tuple(map(words_of, row)) for row in block.rows),
    )
