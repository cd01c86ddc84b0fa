"""What a file says, read back from its own bytes."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from lxml import etree
from pptx import Presentation

WIDTH, HEIGHT = 12_192_000, 6_858_000  # of a slide in EMU: 16:9


def tags(pdf: bytes) -> list[str]:
    """The kinds of its elements, in the order in which they are written."""
    return [kind.decode() for kind in re.findall(rb"/S/([A-Za-z0-9]+)", pdf)]


def n_pages(pdf: bytes) -> int:
    return int(re.findall(rb"/Type/Pages/Count (\d+)", pdf)[0])


def words_of(pdf: bytes) -> str:
    """What its pages say, a line for each run of letters, as a reader of PDF finds them."""
    return "\n".join(words for words, _n_pictures in pages_of(pdf))


def pages_of(pdf: bytes) -> list[tuple[str, int]]:
    """Of each page what it says, and how many pictures stand on it, our mark apart."""
    objects = dict(re.findall(rb"(?s)(\d+) 0 obj\n(.*?)endobj", pdf))
    found = []
    for page in (body for body in objects.values() if re.search(rb"/Type/Page\b", body)):
        letters = {
            name: _letters(objects, font)
            for name, font in re.findall(
                rb"/(f\d+) (\d+) 0 R", objects[re.findall(rb"/Resources (\d+)", page)[0]]
            )
        }
        drawing = _plain(objects[re.findall(rb"/Contents (\d+)", page)[0]])
        said = []
        for font, runs, _last in _RUNS.findall(drawing):
            glyphs = b"".join(map(_unescaped, re.findall(rb"(?s)" + _STRING, runs)))
            pairs = (glyphs[at : at + 2] for at in range(0, len(glyphs), 2))
            said.append("".join(letters[font].get(pair, "?") for pair in pairs))
        found.append(("\n".join(said), len(re.findall(rb" Do\b", drawing))))
    return found


def _letters(objects: dict[bytes, bytes], font: bytes) -> dict[bytes, str]:
    """What each glyph of a font stands for."""
    table = _plain(objects[re.findall(rb"/ToUnicode (\d+)", objects[font])[0]])
    pairs = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>\n", table)
    return {
        bytes.fromhex(glyph.decode()): bytes.fromhex(text.decode()).decode("utf-16-be")
        for glyph, text in pairs
    }


def _plain(stream: bytes) -> bytes:
    return zlib.decompress(re.findall(rb"(?s)stream\n(.*)\nendstream", stream)[0])


def _string(depth: int) -> str:
    """What stands in brackets; brackets in pairs may stand within as they are."""
    within = rf"|\({_string(depth - 1)}\)" if depth else ""
    return rf"(?:[^\\()]|\\.{within})*"


# Two letters of a string may look like the end of the run, so it is passed over whole.
_STRING = rf"\(({_string(8)})\)".encode()
_RUNS = re.compile(rb"(?s)/(f\d+) [\d.]+ Tf((?:[^(]|" + _STRING + rb")*?)ET")
_SIGNS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def _unescaped(text: bytes) -> bytes:
    """A string of a PDF without its backslashes."""

    def plain(found: re.Match[bytes]) -> bytes:
        sign = found[1]
        return bytes([int(sign, 8)]) if sign.isdigit() else _SIGNS.get(sign, sign)

    return re.sub(rb"(?s)\\([0-7]{1,3}|.)", plain, text)


def deck(pptx: bytes) -> Any:
    return Presentation(io.BytesIO(pptx))


def said(slide: Any) -> list[str]:
    """Every text of a slide in the order in which it is read, its number apart."""
    found = []
    for shape in slide.shapes:
        if shape.has_text_frame and "Number" not in shape.name:
            found += [paragraph.text for paragraph in shape.text_frame.paragraphs]
        elif shape.has_table:
            found += [cell.text_frame.text for row in shape.table.rows for cell in row.cells]
    return found


def everything_said(pptx: bytes) -> str:
    return "\n".join(text for slide in deck(pptx).slides for text in said(slide))


def off_the_slide(pptx: bytes) -> Iterator[tuple[str, str]]:
    """Whatever reaches beyond an edge, or into the footer."""
    for slide in deck(pptx).slides:
        for shape in slide.shapes:
            if "Number" in shape.name:
                continue
            right, foot = shape.left + shape.width, shape.top + shape.height
            if shape.left < 0 or shape.top < 0 or right > WIDTH or foot > HEIGHT * 0.94:
                yield slide.shapes.title.text_frame.text, shape.name


def parts(file: bytes) -> dict[str, bytes]:
    """The parts of a zipped file by name; every one that is XML is well formed."""
    with zipfile.ZipFile(io.BytesIO(file)) as packed:
        found = {name: packed.read(name) for name in packed.namelist()}
    for name, content in found.items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(content)
    return found
