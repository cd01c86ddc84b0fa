"""A chart that leaves the page: one picture with its heading, key, notes and source."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from markupsafe import Markup

from . import marks
from .drawings import SpcDrawing
from .keys import KeyEntry, chart_key, flag_mark, ring_mark, signal_mark
from .lettering import width_of, wrapped
from .spc import chart_body
from .summaries import flag_note, ring_note, signal_note, summary_of

WIDTH, EDGE = 1208, 32
ROOM = WIDTH - 2 * EDGE
NOTE_ROOM = ROOM - 40


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the page and how tall it is."""

    svg: str
    height: float


def spc_document(
    drawing: SpcDrawing, *, heading: str, how: str, notes: Sequence[str] = (), source: str = ""
) -> str:
    """The wide chart as an SVG of its own, 1208 pixels wide, on white.

    What the rules found, events and recalculations are noted with their marks; `notes` are
    sentences besides. `how` says chart type, rules and good direction.
    """
    blocks = (
        _lines(heading, 24, marks.INK, is_bold=True),
        _lines(how, 14, marks.SOFT),
        Block(f'<g transform="translate(0 8)">{chart_body(drawing, narrow=False)}</g>', 456),
        _key(chart_key(drawing)),
        *(_note(svg, words) for svg, words in _marked(drawing)),
        Block("", 8),
        *(_lines(note, 14, marks.INK) for note in notes),
        _lines(source, 13, marks.SOFT),
        _lines(_("Not part of, or endorsed by, the NHS."), 13, marks.SOFT),
    )
    body, y = [], float(EDGE)
    for block in blocks:
        body.append(f'<g transform="translate({EDGE} {marks.num(y)})">{block.svg}</g>')
        y += block.height
    return _page(drawing, heading, "".join(body), round(y + EDGE - 8))


def _page(drawing: SpcDrawing, heading: str, body: str, height: int) -> str:
    about = drawing.description or summary_of(drawing)
    ground = f'<rect width="{WIDTH}" height="{height}" fill="{marks.PAPER}"/>'
    return marks.picture(f"{drawing.id}-page", heading, about, (WIDTH, height), ground + body)


def _lines(words: str, size: int, colour: str, *, is_bold: bool = False) -> Block:
    """A paragraph; nothing at all for no words."""
    lines = wrapped(words, ROOM * 0.8, size, is_bold=is_bold)
    lead = round(size * 1.4)
    svg = "".join(
        marks.text(0, size + lead * i, line, size=size, colour=colour, is_bold=is_bold)
        for i, line in enumerate(lines)
    )
    return Block(svg, lead * len(lines) + 6 if lines else 0)


def _key(entries: Sequence[KeyEntry]) -> Block:
    """Marks and words one after the other, in as many rows as they need."""
    parts, x, y = [], 0.0, 0.0
    for svg, words in entries:
        mark_width = 18 if 'width="18"' in svg else 34
        width = mark_width + 8 + width_of(words, 14)
        if x and x + width > ROOM:
            x, y = 0.0, y + 26
        top = y + (0 if mark_width == 18 else 3)
        parts.append(f'<g transform="translate({marks.num(x)} {top:.0f})">{_inner(svg)}</g>')
        parts.append(marks.text(x + mark_width + 8, y + 14, words, size=14, colour=marks.INK))
        x += width + 24
    return Block("".join(parts), y + 36 if entries else 0)


def _inner(svg: Markup) -> str:
    """A small mark without its own svg element, to be set into another."""
    return str(svg).partition(">")[2].removesuffix("</svg>")


def _marked(drawing: SpcDrawing) -> Iterator[tuple[Markup, str]]:
    for signal in drawing.signals:
        yield signal_mark(signal.number), signal_note(drawing, signal)
    for flag in drawing.flags:
        yield flag_mark(flag.letter), flag_note(flag)
    for ring in drawing.recalculations:
        yield ring_mark(ring.label), ring_note(drawing, ring)


def _note(svg: Markup, words: str) -> Block:
    lines = wrapped(words, NOTE_ROOM, 14) or [""]
    text = "".join(
        marks.text(40, 17 + 20 * i, line, size=14, colour=marks.INK) for i, line in enumerate(lines)
    )
    return Block(_inner(svg) + text, 20 * len(lines) + 10)
