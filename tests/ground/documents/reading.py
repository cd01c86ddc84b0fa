"""What a file says, read back from its own bytes."""

import io
import re
import zipfile
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
