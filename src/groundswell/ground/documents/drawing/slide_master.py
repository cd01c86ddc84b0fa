"""The ground that every slide lies on: 16:9, our type and colours, mark and footer."""

import io
import re
from copy import deepcopy
from typing import Any

from django.utils.translation import gettext as _
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.oxml.shapes.autoshape import CT_Shape
from pptx.oxml.shapes.picture import CT_Picture
from pptx.shapes.autoshape import Shape
from pptx.util import Pt

from groundswell.ground.web.glyphs import mark
from groundswell.ground.web.png import png_of

from .flowing import EDGE, HEIGHT, ROOM, TALL, TALL_UNDER_TITLE, TOP, WIDTH
from .pictures import stands_alone

INK, SOFT, TIDE = RGBColor(0x17, 0x26, 0x2D), RGBColor(0x4A, 0x59, 0x60), RGBColor(0x0D, 0x3B, 0x4A)
LINE, TIDE_2 = RGBColor(0xD8, 0xD2, 0xC4), RGBColor(0x14, 0x56, 0x6B)
OPENING, CONTENT, TITLE_ONLY = "Title Slide", "Title and Content", "Title Only"
_FOOT = HEIGHT - 36
_TITLE = (EDGE, 28.0, ROOM, 76.0)
_BODY = (EDGE, TOP, ROOM, TALL)
_OPENING_TITLE = (EDGE, 118.0, ROOM, 90.0)
OPENING_BODY = (EDGE, 226.0, ROOM, TALL_UNDER_TITLE)
_NUMBER = (WIDTH - EDGE - 80, _FOOT, 80.0, 20.0)
_TYPEFACE = re.compile(rb'(<a:(?:major|minor)Font>\s*<a:latin typeface=")[^"]*')


def empty_presentation() -> Any:
    """A presentation without slides, with three layouts whose places slides inherit."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(WIDTH), Pt(HEIGHT)
    for layout in list(deck.slide_layouts):
        if layout.name not in {OPENING, CONTENT, TITLE_ONLY}:
            deck.slide_layouts.remove(layout)
    _set_type(deck.slide_master)
    _set_styles(deck.slide_master)
    for page in (deck.slide_master, *deck.slide_layouts):
        _set_places(page, is_opening=page.name == OPENING)
    _add_mark(deck.slide_master)
    _add_footer(deck.slide_master)
    return deck


def place(shape: Any, box: tuple[float, float, float, float]) -> None:
    shape.left, shape.top, shape.width, shape.height = map(Pt, box)


def add_number(slide: Any) -> None:
    """The slide's own number, where the layout has it; it is read last."""
    for holder in slide.slide_layout.placeholders:
        if holder.placeholder_format.type.name == "SLIDE_NUMBER":
            slide.shapes._spTree.append(deepcopy(holder._element))


def _set_type(master: Any) -> None:
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = _TYPEFACE.sub(rb"\1Arial", theme.blob)


def _set_styles(master: Any) -> None:
    """Titles bold, on the left, in ink; text without bullets of its own."""
    styles = master._element.find(qn("p:txStyles"))
    for style in styles.iterfind(f"{qn('p:titleStyle')}/{qn('a:lvl1pPr')}"):
        style.set("algn", "l")
        style.find(qn("a:defRPr")).set("b", "1")
    for style in styles.iterfind(f"{qn('p:bodyStyle')}/{qn('a:lvl1pPr')}"):
        style.set("marL", "0")
        style.set("indent", "0")
        style.remove(style.find(qn("a:buFont")))
        sign = style.find(qn("a:buChar"))
        style.replace(sign, sign.makeelement(qn("a:buNone"), {}))


def _set_places(page: Any, *, is_opening: bool) -> None:
    boxes = {
        "TITLE": _TITLE,
        "CENTER_TITLE": _OPENING_TITLE,
        "SUBTITLE": OPENING_BODY,
        "BODY": _BODY,
        "OBJECT": _BODY,
        "SLIDE_NUMBER": _NUMBER,
    }
    for holder in list(page.placeholders):
        kind = holder.placeholder_format.type.name
        if kind in {"DATE", "FOOTER"}:
            holder._element.getparent().remove(holder._element)
            continue
        place(holder, boxes[kind])
        _set_frame(holder, at_foot=kind.endswith("TITLE"))


def _set_frame(holder: Any, *, at_foot: bool) -> None:
    frame = holder._element.txBody.bodyPr
    for side in ("lIns", "rIns", "tIns", "bIns"):
        frame.set(side, "0")
    frame.set("anchor", "b" if at_foot else "t")


def _add_mark(master: Any) -> None:
    png = png_of(stands_alone(mark(40, "paper")), 4)
    _part, key = master.part.get_or_add_image_part(io.BytesIO(png))
    box = map(Pt, (EDGE - 4, _FOOT - 5, 24, 24))
    master.shapes._spTree.append(CT_Picture.new_pic(9001, "Mark", "", key, *box))


def _add_footer(master: Any) -> None:
    box = map(Pt, (EDGE + 28, _FOOT, ROOM - 120, 20))
    drawn = CT_Shape.new_textbox_sp(9002, "Footer", *box)
    master.shapes._spTree.append(drawn)
    frame = Shape(drawn, master.shapes).text_frame
    frame.margin_left = frame.margin_top = 0
    frame.word_wrap = True
    frame.text = _("Not part of, or endorsed by, the NHS")
    font = frame.paragraphs[0].runs[0].font
    font.size, font.color.rgb = Pt(11), SOFT
