"""A document as slides (PPTX): real titles, real tables, and everything in the order it is read."""

import io
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Pt

from groundswell.ground.web.png import png_of

from ..description import Document, Photo, Picture
from .flowing import (
    EDGE,
    GAP,
    IN_CELL,
    MOST_A_ROW,
    ROOM,
    TOP,
    VALUE,
    Grid,
    Keys,
    Piece,
    Plan,
    Shown,
    Style,
    Words,
    fitting_title,
    plans_of,
    row_height,
)
from .letters import is_from_the_right
from .measuring import AIR
from .pictures import stands_alone
from .slide_master import (
    CONTENT,
    INK,
    LINE,
    OPENING,
    OPENING_BODY,
    SOFT,
    TIDE,
    TITLE_ONLY,
    add_number,
    empty_presentation,
    place,
)

_PLAIN_GRID = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # a table style without any lines of its own


def slides_of(document: Document) -> bytes:
    """The file."""
    deck = empty_presentation()
    for plan in plans_of(document):
        _draw(deck, plan)
    about = deck.core_properties
    about.title, about.language, about.author = document.title[:255], "en-GB", ""
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def _draw(deck: Any, plan: Plan) -> None:
    starts_with_words = bool(plan.pieces) and isinstance(plan.pieces[0], Words)
    name = OPENING if plan.is_first else CONTENT if starts_with_words else TITLE_ONLY
    slide = deck.slides.add_slide(deck.slide_layouts.get_by_name(name))
    words, size = fitting_title(plan.title, plan.part)
    _fill(slide.shapes.title.text_frame.paragraphs[0], words, Style(size, is_bold=True))
    top = OPENING_BODY[1] if plan.is_first else TOP
    for number, group in enumerate(_grouped(plan.pieces)):
        height = sum(piece.height for piece in group) + GAP * (len(group) - 1)
        if isinstance(group[0], Words):
            holder = slide.placeholders[1] if number == 0 else _new_box(slide)
            place(holder, (EDGE, top, ROOM, height))
            _write(holder.text_frame, group)
        else:
            _DRAWERS[type(group[0])](slide, group[0], top)
        top += height + GAP
    if plan.is_first and not plan.pieces:
        slide.placeholders[1]._element.getparent().remove(slide.placeholders[1]._element)
    add_number(slide)
    slide.notes_slide.notes_text_frame.text = plan.notes


def _grouped(pieces: Sequence[Piece]) -> list[list[Any]]:
    """Paragraphs that follow one another stand in one box; everything else for itself."""
    groups: list[list[Any]] = []
    for is_words, run in groupby(pieces, key=lambda piece: isinstance(piece, Words)):
        found = list(run)
        groups += [found] if is_words else [[piece] for piece in found]
    return groups


def _new_box(slide: Any) -> Any:
    box = slide.shapes.add_textbox(0, 0, Pt(1), Pt(1))
    frame = box.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    return box


def _write(frame: Any, group: Sequence[Words], *, gap: float = GAP) -> None:
    frame.word_wrap = True
    for number, piece in enumerate(group):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.line_spacing = Pt(piece.style.line)
        paragraph.space_before, paragraph.space_after = Pt(0), Pt(piece.style.after + gap)
        _fill(paragraph, piece.text, piece.style)
        _indent(paragraph, piece)


def _fill(paragraph: Any, text: str, style: Style) -> None:
    for number, line in enumerate(text.split("\n")):
        if number:
            paragraph.add_line_break()
        run = paragraph.add_run()
        run.text = line
        _dress(run, style)
    is_turned = is_from_the_right(text)
    paragraph._p.get_or_add_pPr().set("rtl", str(int(is_turned)))
    paragraph.alignment = PP_ALIGN.RIGHT if is_turned else PP_ALIGN.LEFT


def _dress(run: Any, style: Style) -> None:
    run.font.size, run.font.bold = Pt(style.size), style.is_bold
    run.font.color.rgb = TIDE if style is VALUE else SOFT if style.is_soft else INK
    run._r.get_or_add_rPr().set("lang", "en-GB")


def _indent(paragraph: Any, piece: Words) -> None:
    """A hanging sign is the list's own, so that a screen reader says that it is a list."""
    about = paragraph._p.get_or_add_pPr()
    if not piece.style.indent:
        return
    indent = Pt(piece.style.indent)
    about.set("marL", str(indent))
    about.set("indent", str(-indent if piece.sign else 0))
    if piece.sign == "•":
        about.append(about.makeelement(qn("a:buChar"), {"char": "•"}))
    elif piece.sign:
        counted = {"type": "arabicPeriod", "startAt": piece.sign.rstrip(".")}
        about.append(about.makeelement(qn("a:buAutoNum"), counted))


def _draw_grid(slide: Any, grid: Grid, top: float) -> None:
    if grid.caption:
        box = _new_box(slide)
        height = sum(part.height for part in grid.caption)
        place(box, (EDGE, top, ROOM, height))
        _write(box.text_frame, grid.caption, gap=0)
        top += height
    rows = (grid.headings, *grid.rows)
    frame = slide.shapes.add_table(
        len(rows), len(grid.widths), *map(Pt, (EDGE, top, ROOM, sum(map(row_height, rows))))
    )
    frame.name = grid.table.caption[:100]
    frame._element.nvGraphicFramePr.cNvPr.set("descr", grid.table.caption)
    table = frame.table
    table.horz_banding, table.first_row, table.first_col = False, True, True
    table._tbl.tblPr.find(qn("a:tableStyleId")).text = _PLAIN_GRID
    for column, width in zip(table.columns, grid.widths, strict=True):
        column.width = Pt(width)
    for number, row in enumerate(rows):
        table.rows[number].height = Pt(row_height(row))
        for cell, lines, numeric, is_first in zip(
            table.rows[number].cells, row, grid.table.numeric, _firsts(len(row)), strict=True
        ):
            style = _HEADING if number == 0 else _FIRST if is_first else IN_CELL
            _fill_cell(cell, "".join(lines).rstrip(), style, is_number=numeric)


_HEADING = Style(IN_CELL.size, is_bold=True, is_soft=True)
_FIRST = Style(IN_CELL.size, is_bold=True)


def _firsts(n: int) -> list[bool]:
    return [place == 0 for place in range(n)]


def _fill_cell(cell: Any, text: str, style: Style, *, is_number: bool) -> None:
    cell.margin_left, cell.margin_right = 0, Pt(style.size * AIR)
    cell.margin_top = cell.margin_bottom = Pt(IN_CELL.after / 2)
    cell.vertical_anchor = MSO_ANCHOR.BOTTOM if style is _HEADING else MSO_ANCHOR.TOP
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.line_spacing = Pt(IN_CELL.line)
    _fill(paragraph, text, style)
    if is_number:
        paragraph.alignment = PP_ALIGN.RIGHT
    _underline(cell, INK if style is _HEADING else LINE, 1.5 if style is _HEADING else 0.75)


def _underline(cell: Any, colour: Any, width: float) -> None:
    about = cell._tc.get_or_add_tcPr()
    line = about.makeelement(qn("a:lnB"), {"w": str(Pt(width))})
    fill = line.makeelement(qn("a:solidFill"), {})
    fill.append(fill.makeelement(qn("a:srgbClr"), {"val": str(colour)}))
    line.append(fill)
    about.insert(0, line)


def _draw_picture(slide: Any, shown: Shown, top: float) -> None:
    width, height = shown.size
    content = _content(shown.picture)
    picture = slide.shapes.add_picture(
        io.BytesIO(content), Pt(EDGE), Pt(top), Pt(width), Pt(height)
    )
    about = picture._element.nvPicPr.cNvPr
    about.set("descr", shown.picture.alt)
    if shown.caption:
        box = _new_box(slide)
        place(box, (EDGE, top + height, ROOM, shown.caption[0].height))
        _write(box.text_frame, shown.caption, gap=0)


def _content(picture: Picture | Photo) -> bytes:
    if isinstance(picture, Photo):
        return picture.pixels.content
    return png_of(stands_alone(picture.svg))


def _draw_keys(slide: Any, keys: Keys, top: float) -> None:
    wide = ROOM / MOST_A_ROW
    for number, column in enumerate(keys.columns):
        box = _new_box(slide)
        place(box, (EDGE + number * wide, top, wide - 24, keys.height))
        _write(box.text_frame, column, gap=0)


_DRAWERS: dict[type, Callable[[Any, Any, float], None]] = {
    Grid: _draw_grid,
    Shown: _draw_picture,
    Keys: _draw_keys,
}
