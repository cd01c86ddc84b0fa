"""A document described once, in ready values; `drawing` makes every kind of file from it.

Text is plain text: nothing in it is markup. A line break inside a text stays a line break.
"""

import datetime as dt
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from groundswell.ground.web import words

from .pixels import Pixels


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a table: as people read it, and as a sheet counts with it."""

    words: str
    value: float | None


Cell = str | Number | dt.date | None


def words_of(cell: Cell) -> str:
    """What stands in the cell of a page, a slide or a sheet of paper."""
    if isinstance(cell, Number):
        return cell.words
    return words.day(cell) if isinstance(cell, dt.date) else cell or ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A section begins, with a slide of its own; at level 2 a part of it, on the same slide.

    `begins_slide`: a part that somebody leads through by itself, so it is the title of a slide.
    """

    text: str
    level: int = 1
    begins_slide: bool = False

    @property
    def is_title_of_slide(self) -> bool:
        return self.level == 1 or self.begins_slide


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Steps:
    """What comes one after the other, numbered."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    text: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Aside:
    """For whoever leads through it, not for those who look on: a box on paper and on the page.

    On slides it stands in the notes of its section, which are never thrown on the wall.
    """

    title: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A key number, large, with what it counts; `note` says more in a few words."""

    value: str
    label: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    items: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing of ours. `alt` says all that it shows; `narrow_svg` is the same for a phone.

    `leaves_room`: it is small enough for the words that belong to it to stand on the same slide.
    """

    svg: str
    alt: str
    caption: str = ""
    narrow_svg: str = ""
    leaves_room: bool = False

    def __post_init__(self) -> None:
        _say_what_is_seen(self.alt)


@dataclass(frozen=True, slots=True)
class Photo:
    """A photograph, or another picture made of points. What it says else is as for `Picture`."""

    pixels: Pixels
    alt: str
    caption: str = ""
    leaves_room: bool = False

    def __post_init__(self) -> None:
        _say_what_is_seen(self.alt)


def _say_what_is_seen(alt: str) -> None:
    if not alt.strip():
        raise ValueError("A picture needs words that say what it shows.")


@dataclass(frozen=True, slots=True)
class Table:
    """`how` says in one line how to read it. The first cell of a row is the row's own heading."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    how: str = ""

    def __post_init__(self) -> None:
        if any(len(row) != len(self.headings) for row in self.rows):
            raise ValueError(f"A row of {self.caption!r} has more or fewer cells than headings.")

    @property
    def numeric(self) -> tuple[bool, ...]:
        """Of each column, whether it holds numbers only; those stand on the right."""
        columns = zip(*self.rows, strict=True) if self.rows else ((),) * len(self.headings)
        filled = ([cell for cell in column if cell is not None] for column in columns)
        return tuple(bool(c) and all(isinstance(cell, Number) for cell in c) for c in filled)


Block = Heading | Paragraph | Bullets | Steps | Quote | Aside | Figures | Picture | Photo | Table


@dataclass(frozen=True, slots=True)
class Document:
    """`lead` answers the title in a sentence or two; `meta` are names and values under it.

    `source` says where all of it can be looked up; on slides it stands in the notes.
    `on_one_sheet`: on paper it should not take a second page, and its letters may be smaller.
    """

    title: str
    lead: str = ""
    meta: tuple[tuple[str, str], ...] = ()
    blocks: tuple[Block, ...] = ()
    source: str = ""
    on_one_sheet: bool = False


def in_order(document: Document) -> tuple[Block, ...]:
    """The blocks as every kind of file has them: never none, and no part outside a section."""
    if not document.blocks:
        return (Paragraph(_("There is nothing to tell yet.")),)
    blocks, has_section = [], False
    for block in document.blocks:
        if isinstance(block, Heading):
            block = block if has_section else Heading(block.text)
            has_section = True
        if isinstance(block, Table) and not block.rows:
            nothing = (_("None yet"), *[""] * (len(block.headings) - 1))
            block = replace(block, rows=(nothing,))
        blocks.append(block)
    return tuple(blocks)
