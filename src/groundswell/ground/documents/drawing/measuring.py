"""How much room words take, so that nothing leaves a page or a slide.

Widths are those of Arial; rooms and sizes are in one unit, points as a rule.
"""

import re
from functools import lru_cache

from groundswell.ground.web.charts.lettering import width_of

from ..description import Table, words_of

CAREFUL = 1.04  # programs that show a file set it a little wider than the metrics say
_WORDS = re.compile(r"\S+\s*|\s+")
AIR = 1.3  # at the right of a cell, by the size of its letters
_SAMPLE = 200  # rows that a column's width is judged by


def lines_of(text: str, room: float, size: float, *, is_bold: bool = False) -> list[str]:
    """The text as it breaks into lines; joined again they are the text.

    >>> lines_of("One two three", 50, 12)
    ['One two ', 'three']
    """
    lines: list[str] = []
    for paragraph in text.splitlines(keepends=True) or [""]:
        lines += _broken(paragraph, room / CAREFUL, size, is_bold)
    return lines


def _broken(text: str, room: float, size: float, is_bold: bool) -> list[str]:
    lines, line, left = [], "", room
    for word in _WORDS.findall(text):
        width = _width(word.rstrip(), size, is_bold)
        if width > left and line:
            lines.append(line)
            line, left = "", room
        while width > left:  # wider than a whole line: it breaks wherever the line ends
            head = _head(word, room, size, is_bold)
            lines.append(head)
            word = word[len(head) :]
            width = _width(word.rstrip(), size, is_bold)
        line += word
        left -= _width(word, size, is_bold)
    return [*lines, line]


def _head(word: str, room: float, size: float, is_bold: bool) -> str:
    """As many letters of the word as a line holds, one at the least."""
    width, n = 0.0, 0
    for letter in word:
        width += _width(letter, size, is_bold)
        if width > room:
            break
        n += 1
    return word[: max(n, 1)]


@lru_cache(maxsize=20_000)
def _width(words: str, size: float, is_bold: bool) -> float:
    return width_of(words, size, is_bold=is_bold)


def shares(table: Table, room: float, size: float) -> list[float]:
    """The width of each column, all together the room: more for more words, enough for a word."""
    n = len(table.headings)
    columns = [
        [(table.headings[place], True), *((words_of(row[place]), place == 0) for row in rows)]
        for rows in (table.rows[:_SAMPLE],)
        for place in range(n)
    ]
    most, air = room * 0.45, size * AIR
    wished = [min(max(_width(t, size, b) for t, b in c) * CAREFUL + air, most) for c in columns]
    least = [
        min(max(_widest_word(t, size, b) for t, b in c) * CAREFUL + air, room / n) for c in columns
    ]
    if sum(wished) <= room:
        return [width * room / sum(wished) for width in wished]
    spare = room - sum(least)
    wants = [max(w - m, 0.0) for w, m in zip(wished, least, strict=True)]
    total = sum(wants) or 1.0
    return [m + spare * w / total for m, w in zip(least, wants, strict=True)]


def _widest_word(text: str, size: float, is_bold: bool) -> float:
    return max((_width(word, size, is_bold) for word in text.split()), default=0.0)
