"""What a described page is made of. Text is plain; each part is drawn by a partial of its name."""

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from ..drawings import svg_of
from .images import Image
from .links import Link


@dataclass(frozen=True, slots=True)
class Prose:
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Points:
    items: tuple[str, ...]
    is_numbered: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    value: str
    words: str
    source: Link | None = None
    address: str = ""
    reported_by: str = ""


@dataclass(frozen=True, slots=True)
class Numbers:
    items: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    words: str
    listens_for: str = ""
    follow_up: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    items: tuple[Ask, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What to read: works and pages; `words` stand before them."""

    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a workshop: `clock` is when it begins and ends, counted from the beginning."""

    title: str
    minutes: int
    clock: str
    what_happens: tuple[str, ...]
    facilitator: tuple[str, ...]
    uses: tuple[Link, ...]
    share: float  # of the whole time, for the drawing


@dataclass(frozen=True, slots=True)
class Workshop:
    parts: tuple[Part, ...]
    total: str


@dataclass(frozen=True, slots=True)
class StoryStep:
    number: int
    title: str
    words: str
    picture: str
    asks: str
    image: Image | None = None
    drawing: str = ""

    @property
    def svg(self) -> Markup:
        """The drawing of ours, if it has one; `picture` says what it shows."""
        return Markup(svg_of(self.drawing))  # noqa: S704  (files of this package)


@dataclass(frozen=True, slots=True)
class Story:
    steps: tuple[StoryStep, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and values."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where something stands, outside."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """Example measures: what, unit, which way is better, what to watch beside it."""

    rows: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Film:
    """`over` says why it is not shown any more; empty where it is."""

    url: str
    captions_url: str
    speakers: tuple[tuple[str, str], ...]
    over: str = ""


@dataclass(frozen=True, slots=True)
class Logic:
    """From what it takes to what should change, in four columns."""

    columns: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    anchor: str
    parts: tuple[Any, ...]

    @property
    def drawn(self) -> tuple[tuple[str, Any], ...]:
        """Each part with the name of its partial."""
        return tuple((type(part).__name__.lower(), part) for part in self.parts)
