"""Reads an SVG back: its marks, its words with the room they take, its coordinates."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from groundswell.ground.web.charts.lettering import width_of

NAMESPACE = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Word:
    words: str
    size: float
    x0: float
    y0: float
    x1: float
    y1: float

    def overlaps(self, other: "Word") -> bool:
        return (
            self.x0 < other.x1 - 0.2
            and other.x0 < self.x1 - 0.2
            and self.y0 < other.y1 - 0.2
            and other.y0 < self.y1 - 0.2
        )


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def of_its_own(svg: str) -> str:
    """A mark drawn for a page of HTML, as a document."""
    return str(svg).replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)


def named(svg: str, name: str) -> list[ElementTree.Element]:
    return list(parsed(svg).iter(NAMESPACE + name))


def kinds_in(svg: str) -> Counter[str]:
    return Counter(g.get("data-kind", "") for g in named(svg, "g") if g.get("data-kind"))


def marks_in(svg: str) -> Counter[str]:
    return Counter(g.get("data-mark", "") for g in parsed(svg).iter() if g.get("data-mark"))


def words_in(svg: str) -> list[Word]:
    return [_word(e, dx, dy) for e, dx, dy in walked(parsed(svg)) if e.tag == NAMESPACE + "text"]


def said_in(svg: str) -> list[str]:
    return [word.words for word in words_in(svg)]


def _word(element: ElementTree.Element, dx: float, dy: float) -> Word:
    words = "".join(element.itertext())
    size = float(element.get("font-size", "0"))
    width = width_of(words, size, is_bold=element.get("font-weight") == "700")
    share = {"start": 0.0, "middle": 0.5, "end": 1.0}[element.get("text-anchor", "start")]
    x0 = float(element.get("x", "nan")) + dx - width * share
    y = float(element.get("y", "nan")) + dy
    return Word(words, size, x0, y - size * 0.75, x0 + width, y + size * 0.22)


def walked(
    element: ElementTree.Element, dx: float = 0, dy: float = 0
) -> Iterator[tuple[ElementTree.Element, float, float]]:
    """Every element with how far its groups have moved it."""
    if moved := re.match(r"translate\((\S+) (\S+)\)", element.get("transform", "")):
        dx, dy = dx + float(moved[1]), dy + float(moved[2])
    yield element, dx, dy
    for inner in element:
        yield from walked(inner, dx, dy)


def places_in(svg: str) -> Iterator[tuple[float, float]]:
    """Every corner of everything drawn."""
    for element, dx, dy in walked(parsed(svg)):
        for x, y in _corners(element):
            yield x + dx, y + dy
    for word in words_in(svg):
        yield from ((word.x0, word.y0), (word.x1, word.y1))


def _corners(element: ElementTree.Element) -> Iterator[tuple[float, float]]:
    get = element.get
    if get("d"):
        yield from path_corners(get("d", ""))
    elif get("r"):
        x, y, r = (float(get(name, "nan")) for name in ("cx", "cy", "r"))
        yield from ((x - r, y - r), (x + r, y + r))
    elif element.tag.endswith("rect"):
        x, y = float(get("x", "0")), float(get("y", "0"))
        yield from ((x, y), (x + float(get("width", "nan")), y + float(get("height", "nan"))))


def path_corners(d: str) -> Iterator[tuple[float, float]]:
    """Ends of the straight pieces of a path."""
    x = y = 0.0
    for letter, given in re.findall(r"([MLHVhvlz])([^MLHVhvlz]*)", d):
        numbers = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?(?:e-?\d+)?", given)]
        assert not re.search(r"nan|inf", given), d
        if letter in "HhVv":
            (n,) = numbers
            if letter in "Hh":
                x = n + (x if letter == "h" else 0)
            else:
                y = n + (y if letter == "v" else 0)
            yield x, y
        for a, b in zip(numbers[::2], numbers[1::2], strict=True) if letter in "MLl" else ():
            x, y = (x + a, y + b) if letter == "l" else (a, b)
            yield x, y
