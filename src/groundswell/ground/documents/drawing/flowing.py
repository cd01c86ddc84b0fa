"""What stands on which slide: a document as plans of slides, none fuller than a slide is.

All sizes are points. Nothing here knows the kind of file; `slides` draws the plans.
"""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol, Self

from django.utils.translation import gettext as _

from groundswell.ground.web import words

from ..description import (
    Aside,
    Block,
    Bullets,
    Document,
    Figure,
    Figures,
    Heading,
    Paragraph,
    Photo,
    Picture,
    Quote,
    Steps,
    Table,
    in_order,
    words_of,
)
from .measuring import AIR, lines_of, shares
from .pictures import scaled_into

WIDTH, HEIGHT = 960.0, 540.0
EDGE, TOP, ROOM = 48.0, 118.0, 864.0  # where what is under the title begins, and how wide it is
TALL, TALL_UNDER_TITLE = 374.0, 250.0  # how tall; on the first slide there is less room
TALL_WITH_WORDS = 224.0  # of a picture that leaves room for its words
GAP = 6.0
CELL = 13.0  # the letters of a table
MOST_ROWS = 200  # of a table on slides: the sheet and the page have them all
MOST_A_ROW = 3  # key numbers side by side


@dataclass(frozen=True, slots=True)
class Style:
    size: float
    is_bold: bool = False
    is_soft: bool = False
    indent: float = 0.0
    after: float = 8.0

    @property
    def line(self) -> float:
        return self.size * 1.25


TITLE_SIZES = (28.0, 24.0, 20.0)
LEAD, META = Style(20, after=14), Style(14, is_soft=True, after=4)
TEXT, LISTED = Style(18), Style(18, indent=24)
PART, SMALL = Style(20, is_bold=True), Style(13, is_soft=True)
QUOTED, QUOTED_BY = Style(20, indent=24, after=4), Style(14, is_soft=True, indent=24)
CAPTION, IN_CELL = Style(16, is_bold=True, after=2), Style(CELL, after=8)
VALUE, LABEL = Style(30, is_bold=True, after=2), Style(15, is_bold=True, after=2)
SLACK = 1.5 * TEXT.line  # no less of a text begins at the foot of a slide


class Piece(Protocol):
    """Something that stands on a slide, over its whole width."""

    @property
    def height(self) -> float: ...

    def cut(self, room: float, *, is_all: bool) -> tuple["Piece | None", "Piece | None"]:
        """What of it fits, and what is left. `is_all`: there will never be more room than this."""
        ...


@dataclass(frozen=True, slots=True)
class Words:
    """One paragraph, broken into lines; `sign` stands before the first."""

    lines: tuple[str, ...]
    style: Style
    sign: str = ""
    leads_on: bool = False  # a heading: something has to stand under it

    @property
    def text(self) -> str:
        return "".join(self.lines).rstrip()

    @property
    def height(self) -> float:
        return len(self.lines) * self.style.line + self.style.after

    def cut(self, room: float, *, is_all: bool) -> tuple[Self | None, Self | None]:
        if self.height + (120 if self.leads_on and not is_all else 0) <= room:
            return self, None
        n = int((room - self.style.after) // self.style.line)
        if not is_all and (self.leads_on or room < SLACK or n < 2):
            return None, self
        rest = replace(self, lines=self.lines[n:], sign="")
        return replace(self, lines=self.lines[:n]), rest if rest.lines else None


Cells = tuple[tuple[str, ...], ...]  # the lines of each cell of a row


@dataclass(frozen=True, slots=True)
class Grid:
    """A table, or as many of its rows as a slide holds."""

    table: Table
    widths: tuple[float, ...]
    caption: tuple[Words, ...]
    headings: Cells
    rows: tuple[Cells, ...]

    @property
    def head(self) -> float:
        return sum(part.height for part in self.caption) + row_height(self.headings)

    @property
    def height(self) -> float:
        return self.head + sum(map(row_height, self.rows))

    def cut(self, room: float, *, is_all: bool) -> tuple[Self | None, Self | None]:
        left, n = room - self.head, 0
        while n < len(self.rows) and row_height(self.rows[n]) <= left:
            left -= row_height(self.rows[n])
            n += 1
        if n == len(self.rows):
            return self, None
        if n:
            return replace(self, rows=self.rows[:n]), replace(self, rows=self.rows[n:])
        return self._through_the_first_row(left) if is_all else (None, self)

    def _through_the_first_row(self, room: float) -> tuple[Self, Self]:
        n = max(1, int((room - IN_CELL.after) // IN_CELL.line))
        first = tuple(cell[:n] for cell in self.rows[0])
        second = tuple(cell[n:] or ("",) for cell in self.rows[0])
        return replace(self, rows=(first,)), replace(self, rows=(second, *self.rows[1:]))


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture with its caption; it may be drawn smaller, but not too small to be read."""

    picture: Picture | Photo
    caption: tuple[Words, ...]
    most: float = TALL
    least: float = 0.8

    @property
    def size(self) -> tuple[float, float]:
        return scaled_into(self.picture, ROOM, self.most - self._below)

    @property
    def _below(self) -> float:
        return sum(part.height for part in self.caption) or TEXT.after

    @property
    def height(self) -> float:
        return self.size[1] + self._below

    def cut(self, room: float, *, is_all: bool) -> tuple[Self | None, Self | None]:
        if self.height <= room:
            return self, None
        if is_all or self.height * self.least <= room:
            return replace(self, most=room), None
        return None, self


@dataclass(frozen=True, slots=True)
class Keys:
    """Key numbers side by side: of each its value, what it counts, and its note."""

    columns: tuple[tuple[Words, ...], ...]

    @property
    def height(self) -> float:
        return max(sum(part.height for part in column) for column in self.columns) + 8

    def cut(self, room: float, *, is_all: bool) -> tuple[Self | None, Self | None]:
        return (self, None) if is_all or self.height <= room else (None, self)


@dataclass(frozen=True, slots=True)
class Plan:
    """One slide. `part` tells it from others of its title; `notes` are for who speaks."""

    title: str
    part: str
    pieces: tuple[Piece, ...]
    notes: str
    is_first: bool = False


def plans_of(document: Document) -> list[Plan]:
    """The slides of a document: its title, then one or more for each section."""
    lead = _words(document.lead, LEAD)
    meta = [part for named in document.meta for part in _words(": ".join(named), META)]
    fits = len(packed([*lead, *meta], first=TALL_UNDER_TITLE)) < 2
    opening = [*lead, *meta] if fits else lead
    plans = _slides(document.title, opening, document, first=TALL_UNDER_TITLE)
    plans[0] = replace(plans[0], is_first=True)
    if not fits and meta:
        plans += _slides(_("About this document"), meta, document)
    for title, blocks in _sections(document):
        pieces = [piece for block in blocks for piece in pieces_of(block)]
        plans += _slides(
            title, pieces, document, asides=[b for b in blocks if isinstance(b, Aside)]
        )
    return plans


def _sections(document: Document) -> list[tuple[str, list[Block]]]:
    """What stands before the first heading goes under the document's own title."""
    sections: list[tuple[str, list[Block]]] = [(document.title, [])]
    for block in in_order(document):
        if isinstance(block, Heading) and block.is_title_of_slide:
            if block.begins_slide and not sections[-1][1]:
                sections.pop()  # the section has nothing to say before its first part
            sections.append((block.text, []))
        else:
            sections[-1][1].append(block)
    return sections if sections[0][1] else sections[1:]


def _slides(
    title: str,
    pieces: Sequence[Piece],
    document: Document,
    *,
    first: float = TALL,
    asides: Sequence[Aside] = (),
) -> list[Plan]:
    pages = packed(pieces, first=first) or [()]
    spoken = [line for aside in asides for line in (aside.title, *_listed(aside.items), "")]
    notes = "\n".join([*spoken, *filter(None, (document.title, document.source))])
    return [
        Plan(title, _part(number, len(pages)), page, notes)
        for number, page in enumerate(pages, start=1)
    ]


def _listed(items: Sequence[str]) -> list[str]:
    return [f"• {item}" for item in items]


def _part(number: int, n: int) -> str:
    """What tells slides of one title apart."""
    return " " + _("(%(number)s of %(n)s)") % {"number": number, "n": n} if n > 1 else ""


def fitting_title(title: str, part: str = "") -> tuple[str, float]:
    """The title and the size of its letters, so that it takes two lines; cut where it must be."""
    title = " ".join(title.split())
    for size in TITLE_SIZES:
        if _n_title_lines(title + part, size) <= 2:
            return title + part, size
    kept = "".join(lines_of(title, ROOM, size, is_bold=True)[:2])
    while _n_title_lines(f"{kept}…{part}", size) > 2:
        kept = kept[:-1]
    return f"{kept}…{part}", size


def _n_title_lines(title: str, size: float) -> int:
    return len(lines_of(title, ROOM, size, is_bold=True))


def packed(pieces: Iterable[Piece], *, first: float = TALL) -> list[tuple[Piece, ...]]:
    """The pieces page by page, in their order; each goes on where the page before was full."""
    waiting, pages, page = deque(pieces), [], list[Piece]()
    left = whole = first
    while waiting:
        piece = waiting.popleft()
        now, later = piece.cut(left, is_all=not page and whole == TALL)
        if now:
            page.append(now)
            left -= now.height + GAP
        if later:
            waiting.appendleft(later)
            pages.append(tuple(page))
            page, left, whole = [], TALL, TALL
    return [*pages, tuple(page)] if page else pages


def pieces_of(block: Block) -> Sequence[Piece]:
    return _PIECES[type(block)](block)


def _words(text: str, style: Style, sign: str = "", *, leads_on: bool = False) -> list[Words]:
    """Paragraphs, each broken into the lines that it takes; none for no words."""
    room = ROOM - style.indent
    return [
        Words(tuple(lines_of(part, room, style.size, is_bold=style.is_bold)), style, s, leads_on)
        for part, s in zip(text.split("\n"), [sign, *[""] * text.count("\n")], strict=True)
        if part.strip()
    ]


def _quote(block: Quote) -> list[Words]:
    return [*_words(block.text, QUOTED), *_words(block.by, QUOTED_BY)]


def _bullets(block: Bullets) -> list[Words]:
    return [part for item in block.items for part in _words(item, LISTED, "•")]


def _steps(block: Steps) -> list[Words]:
    numbered = enumerate(block.items, start=1)
    return [part for number, item in numbered for part in _words(item, LISTED, f"{number}.")]


def _figures(block: Figures) -> list[Keys]:
    return [
        Keys(tuple(_key(one) for one in block.items[first : first + MOST_A_ROW]))
        for first in range(0, len(block.items), MOST_A_ROW)
    ]


def _key(figure: Figure) -> tuple[Words, ...]:
    room = ROOM / MOST_A_ROW - 24
    return tuple(
        Words(tuple(_short(lines_of(text, room, style.size, is_bold=style.is_bold), 3)), style)
        for text, style in ((figure.value, VALUE), (figure.label, LABEL), (figure.note, SMALL))
        if text
    )


def _picture(block: Picture | Photo) -> list[Shown]:
    most = TALL_WITH_WORDS if block.leaves_room else TALL
    return [Shown(block, _few(block.caption, SMALL), most)]


def _table(block: Table) -> list[Piece]:
    widths = tuple(shares(block, ROOM, CELL))
    shown = [tuple(map(words_of, row)) for row in block.rows[:MOST_ROWS]]
    grid = Grid(
        block,
        widths,
        (*_few(block.caption, CAPTION), *_few(block.how, SMALL)),
        tuple(tuple(_short(list(cell), 3)) for cell in _cells(block.headings, widths)),
        tuple(_cells(row, widths) for row in shown),
    )
    if len(block.rows) <= MOST_ROWS:
        return [grid]
    told = {"most": MOST_ROWS, "all": words.number(len(block.rows))}
    note = _("The first %(most)s of %(all)s rows. The sheet and the page have them all.") % told
    return [grid, *_words(note, SMALL)]


def _cells(row: Sequence[str], widths: Sequence[float]) -> Cells:
    return tuple(
        tuple(lines_of(text, width - CELL * AIR, CELL, is_bold=True))
        for text, width in zip(row, widths, strict=True)
    )


def row_height(cells: Cells) -> float:
    return max(map(len, cells)) * IN_CELL.line + IN_CELL.after


def _few(text: str, style: Style) -> tuple[Words, ...]:
    """Two lines of it at most: what stands by a table or picture may not push it off the slide."""
    if not text:
        return ()
    lines = lines_of(text.replace("\n", " "), ROOM, style.size, is_bold=style.is_bold)
    return (Words(tuple(_short(lines, 2)), style),)


def _short(lines: list[str], most: int) -> list[str]:
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], f"{lines[most - 1].rstrip()[:-1].rstrip()}…"]


_PIECES: dict[type, Callable[[Any], Sequence[Piece]]] = {
    Heading: lambda block: _words(block.text, PART, leads_on=True),
    Paragraph: lambda block: _words(block.text, TEXT),
    Bullets: _bullets,
    Steps: _steps,
    Quote: _quote,
    Aside: lambda block: (),  # see `_slides`
    Figures: _figures,
    Picture: _picture,
    Photo: _picture,
    Table: _table,
}
