"""One box of a thread: its lines, the room they need, and how it is drawn."""

import unicodedata
from dataclasses import dataclass
from typing import Literal

from . import marks
from .lettering import WIDER, shortened, wrapped

WIDTH, COLUMN_STEP = 164, 195  # pixels of a box, and from one column to the next
PAD = 14
_ALL = WIDTH - 2 * PAD
_ROOM = _ALL / WIDER
_TITLE_LINES, _UNDER_LINES = 3, 3  # at most
_LONGEST = 240  # letters looked at; no box has room for more

Look = Literal["plain", "here", "gap", "more"]
# Of the box: its ground, its outline, how wide and how dashed that is.
_LOOKS: dict[Look, tuple[str, str, float, str]] = {
    "plain": (marks.PAPER, marks.EDGE, 1.4, ""),
    "here": ("#fdf3dc", marks.INK, 3, ""),
    "gap": ("#f7f5f0", marks.SOFT, 2, "6 5"),
    "more": (marks.MIST, marks.EDGE, 1.4, ""),
}


@dataclass(frozen=True, slots=True)
class ThreadBox:
    """One thing, or one that is missing, in ready words."""

    key: str
    column: int
    title: str
    over: str = ""
    under: tuple[str, ...] = ()
    url: str = ""
    look: Look = "plain"
    counts: bool = False  # it stands for those of its column that are not drawn


@dataclass(frozen=True, slots=True)
class Line:
    """Words and how far they stand below the line before them."""

    words: str
    step: float
    is_title: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A box with its lines where it stands."""

    box: ThreadBox
    lines: tuple[Line, ...]
    y: float

    @property
    def x(self) -> float:
        return self.box.column * COLUMN_STEP

    @property
    def height(self) -> float:
        return height_of(self.lines)

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


def lines_of(box: ThreadBox) -> tuple[Line, ...]:
    """What is written in the box, from top to bottom."""
    over = [Line(shortened(box.over[:_LONGEST], _ALL), 0)] if box.over else []
    titles = _wrapped(box.title, _TITLE_LINES, is_title=True)
    title = [Line(words, 21 if i == 0 else 19, is_title=True) for i, words in enumerate(titles)]
    written = [words for text in box.under for words in _wrapped(text, 2)][:_UNDER_LINES]
    under = [Line(words, 21 if i == 0 else 17) for i, words in enumerate(written)]
    return (*over, *title, *under)


def height_of(lines: tuple[Line, ...]) -> float:
    return PAD + 9 + sum(line.step for line in lines[1:]) + PAD


def drawn_box(placed: Placed) -> str:
    """The box, as a link where it has an address."""
    box = placed.box
    ground, edge, width, dashes = _LOOKS[box.look]
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    rect = (
        f'<rect x="{marks.num(placed.x)}" y="{marks.num(placed.y)}" width="{WIDTH}"'
        f' height="{marks.num(placed.height)}" rx="7" fill="{ground}" stroke="{edge}"'
        f' stroke-width="{width}"{dashed}/>'
    )
    inner = rect + _words(placed)
    key = marks.said(box.key)
    if not box.url:
        return f'<g data-box="{key}">{inner}</g>'
    return f'<a href="{marks.said(box.url)}" data-box="{key}">{inner}</a>'


def _words(placed: Placed) -> str:
    y = placed.y + PAD + 9
    drawn = []
    for i, line in enumerate(placed.lines):
        y += line.step if i else 0
        drawn.append(_line(placed, line, y))
    return " ".join(drawn)


def _line(placed: Placed, line: Line, y: float) -> str:
    """One line; words that run from right to left begin at the right."""
    is_link = line.is_title and placed.box.url and placed.box.look != "here"
    colour = marks.BETTER if is_link else marks.INK if line.is_title else marks.SOFT
    runs_left = _runs_left(line.words)
    drawn = marks.text(
        placed.x + (WIDTH - PAD if runs_left else PAD),
        y,
        line.words,
        size=15 if line.is_title else 13,
        colour=colour,
        is_bold=line.is_title,
    )
    return drawn.replace("<text ", '<text direction="rtl" ', 1) if runs_left else drawn


def _wrapped(words: str, most: int, *, is_title: bool = False) -> list[str]:
    """So many lines at most; where words are left out the last one says so."""
    size = 15 if is_title else 13
    lines = wrapped(words[:_LONGEST], _ROOM, size, is_bold=is_title)
    if len(lines) <= most:
        return lines
    cut = lines[most - 1].rstrip("…") + "…"
    return [*lines[: most - 1], shortened(cut, _ROOM, size, is_bold=is_title)]


def _runs_left(words: str) -> bool:
    """Whether the first letter that has a direction runs from right to left."""
    for letter in words:
        direction = unicodedata.bidirectional(letter)
        if direction in {"L", "R", "AL"}:
            return direction != "L"
    return False
