"""What is meant to be one sheet of paper: smaller letters, and short lines side by side."""

import re
from typing import Any

from .measuring import lines_of

SCALES = (0.95, 0.9, 0.86)  # of 10.5 points: no text under 9, as in tables; small print keeps 8.5
ROOM, LETTERS = 223.0, 9.5  # points: a column of two, and about how large its letters are
_PAGE = re.compile(rb"/Type\s*/Page\b")
Told = dict[str, Any]


def n_pages(pdf: bytes) -> int:
    return len(_PAGE.findall(pdf))


def on_one_sheet(told: Told, scale: float) -> Told:
    """The same document in smaller letters; what follows its first section in two columns."""
    blocks = told["blocks"]
    sections = [n for n, block in enumerate(blocks) if _begins_section(block)]
    if len(sections) < 3:  # nothing to stand side by side
        return told | {"scale": scale}
    first = sections[1]
    middle = min(sections[2:], key=lambda n: abs(_lines(blocks[first:n]) - _lines(blocks[n:])))
    beside = [blocks[first:middle], blocks[middle:]]
    return told | {"scale": scale, "blocks": blocks[:first], "beside": beside}


def _begins_section(block: Told) -> bool:
    return bool(block["kind"] == "heading" and block["level"] == 1)


def _lines(blocks: list[Told]) -> int:
    """About how many lines they take in a column, a heading as much as two."""
    texts = (text for block in blocks for text in block.get("items", [block.get("text", "")]))
    lines = sum(len(lines_of(text, ROOM, LETTERS)) for text in texts if isinstance(text, str))
    return lines + sum(map(_begins_section, blocks))
