"""A document as tagged PDF (PDF/UA-1), set by typst with fonts that come with the program.

Everything is handed over as data: no text of a person's is ever read as markup.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import typst
from django.conf import settings
from django.utils.translation import gettext as _

from groundswell.ground.web.charts.lettering import width_of
from groundswell.ground.web.glyphs import mark

from ..description import Block, Document, Photo, Picture, Table, in_order, words_of
from . import fonts
from .letters import changed
from .measuring import AIR, CAREFUL, lines_of, shares
from .one_sheet import SCALES, n_pages, on_one_sheet
from .pictures import scaled_into, stands_alone, svg_of

TEMPLATE = Path(__file__).with_name("document.typ").read_bytes()
PDF_UA: Final = "ua-1"  # what it does not keep, such as a picture without words, is an error
ROOM = 470.0  # points between the margins of an A4 page
HEIGHT = 560.0  # points that a picture may take, so that its caption stays beside it
HEIGHT_WITH_WORDS = 205.0  # of one that leaves room: two stand on a page, each with its words
_CELL = 9.0  # points: the letters of a table
_MAY_BREAK = "\u200b"
_LONG = re.compile(r"\S{25,}")
_CANNOT_BE_DRAWN = "could not be displayed"


def pdf_of(document: Document) -> bytes:
    """The file. Raises ValueError where it cannot be set, with the setter's own words.

    What is meant for one sheet and does not go on it even so is set like all others.
    """
    told = _told(document)
    pdf = _set(told)
    for scale in SCALES if document.on_one_sheet and n_pages(pdf) > 1 else ():
        smaller = _set(on_one_sheet(told, scale))
        if n_pages(smaller) == 1:
            return smaller
    return pdf


def _set(told: dict[str, Any]) -> bytes:
    text = json.dumps(told, ensure_ascii=False)
    drawn = fonts.drawable(text)
    n_lost = drawn.count(fonts.INSTEAD) - text.count(fonts.INSTEAD)
    try:
        return _compiled(_noted(drawn) if n_lost else drawn)
    except typst.TypstError as error:
        if _CANNOT_BE_DRAWN not in str(error):
            raise ValueError(str(error)) from error
    # Signs that can be drawn alone need not be drawn together: European letters alone, then.
    return _compiled(_noted(fonts.plain(text)))


def _compiled(data: str) -> bytes:
    return typst.compile(
        TEMPLATE, font_paths=fonts.fonts(), pdf_standards=PDF_UA, sys_inputs={"document": data}
    )


def _noted(data: str) -> str:
    """With a sentence at the end that explains the squares."""
    told = json.loads(data)
    note = _(
        "%(sign)s stands for a letter that this file has no type for. The page on the web has it."
    )
    told["endnotes"].append(note % {"sign": fonts.INSTEAD})
    return json.dumps(told, ensure_ascii=False)


def _told(document: Document) -> dict[str, Any]:
    """The document as plain values, with the words that stand around it."""
    document = changed(document, _breakable)
    return {
        "mark": stands_alone(mark(40, "paper")),
        "site": settings.SITE_NAME,
        "page_of": _("{now} of {all}"),
        "disclaimer": _("Not part of, or endorsed by, the NHS"),
        "title": document.title,
        "short": lines_of(document.title, ROOM - 40, 9)[0].strip(),
        "lead": document.lead,
        "meta": document.meta,
        "scale": 1,
        "blocks": [_block(block) for block in in_order(document)],
        "beside": [],
        "endnotes": [document.source] if document.source else [],
    }


def _breakable(text: str) -> str:
    """Words that are longer than a line may be break anywhere."""
    return _LONG.sub(lambda word: _MAY_BREAK.join(word[0]), text)


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Picture | Photo):
        return _picture(block)
    kind = {"kind": type(block).__name__.lower()}
    return kind | (_table(block) if isinstance(block, Table) else asdict(block))


def _picture(block: Picture | Photo) -> dict[str, Any]:
    most = HEIGHT_WITH_WORDS if block.leaves_room else HEIGHT
    width, _height = scaled_into(block, ROOM, most)
    return {
        "kind": "picture",
        "svg": svg_of(block),
        "width": width,
        "alt": block.alt,
        "caption": block.caption,
        "leaves_room": block.leaves_room,
    }


def _table(block: Table) -> dict[str, Any]:
    widths = shares(block, ROOM, _CELL)
    rows = [[words_of(cell) for cell in row] for row in block.rows]
    return {
        "caption": block.caption,
        "how": block.how,
        "widths": widths,
        "numeric": block.numeric,
        "headings": _into(widths, block.headings),
        "rows": [_into(widths, row) for row in rows],
    }


def _into(widths: Sequence[float], row: Sequence[str]) -> list[str]:
    """The cells, with words that are wider than their column made breakable."""
    return [_narrowed(words, width - _CELL * AIR) for words, width in zip(row, widths, strict=True)]


def _narrowed(words: str, room: float) -> str:
    if width_of(words, _CELL, is_bold=True) <= room:
        return words
    wide = (w for w in set(words.split()) if width_of(w, _CELL, is_bold=True) * CAREFUL > room)
    for word in sorted(wide, key=len, reverse=True):
        words = words.replace(word, _MAY_BREAK.join(word))
    return words
