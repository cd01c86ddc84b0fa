"""Every registry of the house. Apps add to them in `ready()`; `front`, `web` and `people` read.

A new kind of entry is added here when something first needs it, never ahead of that.
"""

import datetime as dt
import enum
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.functional import Promise

from .decisions import Decision
from .held import Held
from .references import Ref
from .registry import Registry

Words = str | Promise  # translated when shown, not when the app starts


@dataclass(frozen=True, slots=True)
class HomeCard:
    """One thing that needs a person today: what, why now, and the one button."""

    glyph: str
    title: str
    why: str
    button: str
    url: str
    since: dt.datetime  # the longest waiting comes first
    weight: int = 1  # 0 can wait; 2 holds others up


@dataclass(frozen=True, slots=True)
class News:
    """One line of "since you were last here"."""

    at: dt.datetime
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class HomePanel:
    """A panel of a person's own work on the home page, drawn by the app's own partial."""

    order: int
    template: str
    content: Any  # a frozen dataclass of ready values; None leaves the panel out


@dataclass(frozen=True, slots=True)
class Room:
    """An entry of the bar. `name` is the URL name it leads to; `glyph` stands beside the label.

    `is_for` is asked with the actor; without it the room is everybody's.
    """

    label: Words
    name: str
    glyph: str
    order: int
    is_for: Callable[[Any], bool] | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the organisation switcher."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class PersonalData:
    """What one app holds about people, as its `privacy.py` declares it.

    `models` names every model with a key to Person, as "app_label.Model".
    `export` gives a person their own rows as plain values, table by table, newest first. It is
    asked for the first rows of each and for all of them: what may be long is a `held.HeldRows`.
    `erase` takes the person out, or says in `retention` why a row stays.
    """

    purpose: Words
    lawful_basis: Words
    retention: Words
    models: tuple[str, ...]
    export: Callable[[UUID], Mapping[str, Held]]
    erase: Callable[[UUID, dt.datetime], None]


@dataclass(frozen=True, slots=True)
class SearchKind:
    """A kind of thing that search finds: its name in the plural, and its glyph."""

    label: Words
    glyph: str


class Column(enum.StrEnum):
    """Where on the thread a kind of thing stands, from what was known to what came of it."""

    EVIDENCE = "evidence"
    FINDING = "finding"
    DECISION = "decision"
    TEST = "test"
    MEASURE = "measure"
    RESULT = "result"


@dataclass(frozen=True, slots=True)
class ThreadItem:
    """One thing on the thread, as this reader may see it: ready words."""

    ref: Ref
    title: str
    detail: str  # one short line: what it says, who decided it
    url: str
    on: dt.date | None = None
    state: str = ""  # "Adapt", "Granted within limits"; empty where it has none
    owner: str = ""  # whose it is to close a gap
    fulfilled: frozenset[str] = frozenset()  # links it need not have, such as a test given up


@dataclass(frozen=True, slots=True)
class Expectation:
    """A link that a thing of this kind should have; where it is missing, the thread says so.

    `link` is a code of `thread.kinds.LinkType`; `from_others` looks for it at the other end, such
    as an ask that an answer should name.
    """

    link: str
    title: Words  # "No test yet"
    heading: Words  # "A decision without a test"
    column: Column  # where the gap is drawn
    from_others: bool = False


@dataclass(frozen=True, slots=True)
class ThreadKind:
    """A kind of thing that hangs on the thread.

    `resolve` is given the actor and ids and answers with those that the actor may see, in a
    constant number of queries. What it leaves out is not there, for this reader.
    """

    label: Words
    column: Column
    glyph: str
    resolve: Callable[[Any, Collection[UUID]], dict[UUID, ThreadItem]]
    expects: tuple[Expectation, ...] = ()


@dataclass(frozen=True, slots=True)
class Start:
    """Something that may begin from a thing on the thread, and then rests on it.

    `url` is given the thing; the page behind it takes the reference from its address, as
    `?from=kind:id`. `may` says whether the actor begins such things at all.
    """

    label: Words  # "Start a challenge"
    url: Callable[[Ref], str]
    may: Callable[[Any], Decision]
    order: int


def _nobody_is_told(ids: Collection[UUID]) -> None:
    """For kinds that keep no mark of their own."""


@dataclass(frozen=True, slots=True)
class Answering:
    """Who answers for things of one kind, when what they rest on on the thread holds no longer.

    `owners` gives the ids of the persons to be told, by the thing's id; `mine` those of some ids
    that the actor answers for now. `marked` is told, in the same transaction, of which things the
    doubts have changed. Each asks a constant number of queries.
    """

    owners: Callable[[Collection[UUID]], Mapping[UUID, Collection[UUID]]]
    mine: Callable[[Any, Collection[UUID]], Collection[UUID]]
    marked: Callable[[Collection[UUID]], None] = _nobody_is_told


@dataclass(frozen=True, slots=True)
class KeptNumber:
    """A number that the program counts itself: the way to the single things behind it, of one
    organisation. Who may see which of them, that page knows."""

    label: Words
    url: Callable[[UUID], str]


@dataclass(frozen=True, slots=True)
class ChartMark:
    """A day that another room knows something about, as a flag on a measure's own chart."""

    on: dt.date
    text: str  # "Day 0 of “Home for lunch”"


# `actor` is people.actors.Actor; the kernel does not know it and passes it through.
home_cards: Registry[Callable[[Any, dt.datetime], Iterable[HomeCard]]] = Registry("home card")
home_panels: Registry[Callable[[Any, dt.datetime], HomePanel]] = Registry("home panel")
news: Registry[Callable[[Any, dt.datetime, dt.datetime], Iterable[News]]] = Registry("news source")
rooms: Registry[Room] = Registry("room")
switcher: Registry[Callable[[Any], list[Place]]] = Registry("switcher")
inbox_count: Registry[Callable[[Any], int]] = Registry("inbox count")
personal_data: Registry[PersonalData] = Registry("declaration of personal data")
audit_sentences: Registry[Words] = Registry("audit sentence")
# What has to happen by the clock, told the time. Each may run twice; see `manage.py keep_house`.
each_minute: Registry[Callable[[dt.datetime], Any]] = Registry("chore of each minute")
each_day: Registry[Callable[[dt.datetime], Any]] = Registry("chore of each day")
search_kinds: Registry[SearchKind] = Registry("kind of search result")
thread_kinds: Registry[ThreadKind] = Registry("kind of thing on the thread")
starts: Registry[Start] = Registry("start from a thing on the thread")
answering: Registry[Answering] = Registry("who answers for a kind of thing")  # by thread kind
kept_numbers: Registry[KeptNumber] = Registry("kept number")  # by `Definition.kept_by`
# Asked with the actor and a measure's id; answers with what this actor may know.
chart_marks: Registry[Callable[[Any, UUID], Iterable[ChartMark]]] = Registry("marks on charts")
