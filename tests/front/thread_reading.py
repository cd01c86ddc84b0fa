"""Reads the page of a thread back: what its picture says and what its list says."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"link", "meta", "input", "br", "img"}


@dataclass
class Piece:
    """An element with its words, those of its links apart from them."""

    attributes: dict[str, str | None]
    texts: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        return " ".join(" ".join(self.texts).split())


class ThreadReader(HTMLParser):
    """`boxes` of the picture by key, `arrows` as pairs of keys, `entries` of the list in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.boxes: dict[str, Piece] = {}
        self.arrows: list[tuple[str, str]] = []
        self.entries: list[Piece] = []
        self._open: list[tuple[str, Piece | None]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        piece = None
        if key := given.get("data-box"):
            piece = self.boxes[key] = Piece(given)
        elif ends := given.get("data-arrow"):
            start, end = ends.split(" ")
            self.arrows.append((start, end))
        elif tag == "li" and str(given.get("class")).startswith("thread-"):
            piece = Piece(given)
            self.entries.append(piece)
        if tag not in _VOID:
            self._open.append((tag, piece))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A mark of the picture: it holds no words."""

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        for _tag, piece in self._open:
            if piece:
                piece.texts.append(re.sub("[\u2068\u2069]", "", data))

    def entry(self, title: str) -> Piece:
        """The entry that bears the title: a thing stands there once."""
        (found,) = [e for e in self.entries if title in [t.strip() for t in e.texts]]
        return found
