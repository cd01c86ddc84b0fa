"""What each kind of part is made of: said once, for reading, storing, comparing and writing."""

from dataclasses import dataclass

from ..drawings import Drawing
from ..kinds import (
    WORK,
    Component,
    CulturalElement,
    Design,
    Effort,
    Kind,
    LeadershipLevel,
    Lens,
    MeantFor,
    Sector,
    Strength,
    WorkKind,
)
from .naming import ITEMS, WORKS, Entries, Field, Key, Keys
from .shapes import Address, Code, Day, Doi, Number, Plain, Several, Shape, Text, line
from .tagging import Tags

MOST_PARTS = 2_000  # of a pack
MOST_WORKS = 5_000
WORK_KEY = 80


@dataclass(frozen=True, slots=True)
class Made:
    """Where parts of a kind stand in a pack, and their fields without the key."""

    kind: str
    where: str  # a folder with a file for each, or a file with a list
    fields: tuple[Field, ...]


def _texts(name: str, attr: str = "", *, is_required: bool = False) -> Field:
    return Field(name, attr or name, Several(Text()), is_required)


def _inner(name: str) -> Field:
    """Several texts in a block: a list, not a stream."""
    return Field(name, name, Several(Text(), "item"))


def _text(name: str, attr: str = "", longest: int = 1_200, *, is_required: bool = False) -> Field:
    return Field(name, attr or name, Text(longest), is_required)


def _line(name: str, attr: str = "", longest: int = 300, *, is_required: bool = False) -> Field:
    return Field(name, attr or name, line(longest), is_required)


def _code(name: str, attr: str, codes: list[str], *, is_required: bool = True) -> Field:
    return Field(name, attr, Code(codes), is_required)


def _of(name: str, attr: str, shape: Shape, *, is_required: bool = False) -> Field:
    return Field(name, attr, shape, is_required)


_TITLE = _line("title", longest=255, is_required=True)
_ABOUT = _text("about")
_LAST = (
    _of("review_by", "review_by", Day()),
    _line("credit"),
    _line("licence"),
    _of("tags", "tags", Tags()),
)
_FIGURES = Entries(
    "figure",
    (
        _line("value", longest=60, is_required=True),
        _text("words", longest=4_000, is_required=True),
        _of("source", "work", Key(WORKS)),
        _of("address", "address", Address()),
        _line("reported_by"),
    ),
)
_RESULTS = Entries(
    "figure",
    (
        _text("words", longest=4_000, is_required=True),
        _line("figure", "value", longest=60, is_required=True),
        _of("source", "address", Address()),
        _of("work", "work", Key(WORKS)),
        _line("reported_by"),
    ),
)
_PARTS = Entries(
    "part",
    (
        _of("key", "key", Key()),
        _line("title", is_required=True),
        _of("minutes", "minutes", Number(1, 480), is_required=True),
        _inner("what_happens"),
        _inner("facilitator"),
        _of("uses", "uses", Keys(ITEMS)),
    ),
    id_from="key",
)
_QUESTIONS = Entries(
    "question",
    (
        _text("words", longest=4_000, is_required=True),
        _text("listens_for", longest=4_000),
        _text("follow_up", longest=4_000),
    ),
)
_STEPS = Entries(
    "step",
    (
        _line("title", is_required=True),
        *(_text(n, longest=4_000, is_required=True) for n in ("words", "picture", "asks")),
        _code("drawing", "drawing", Drawing.values, is_required=False),
    ),
)
_CHAPTERS = Entries(
    "chapter", (_line("title", is_required=True), _inner("words"), _of("uses", "uses", Keys()))
)
_SOURCES = Entries(
    "source",
    (
        _text("words", longest=4_000, is_required=True),
        _of("address", "address", Address(), is_required=True),
    ),
)
_MEASURES = Entries(
    "measure",
    (
        _text("words", longest=4_000, is_required=True),
        _line("unit"),
        _code("better", "better", ["higher", "lower"]),
        _text("watch", longest=4_000),
    ),
)
_NEEDS = Entries(
    "need",
    (_text("words", longest=4_000, is_required=True), _of("element", "item", Key(Kind.ELEMENT))),
)
_RESTS_ON = _of("rests_on", "rests_on", Keys())

_MADE = (
    Made(
        Kind.ONE_PAGER,
        "one-pagers/",
        (
            _TITLE,
            _text("claim", longest=600, is_required=True),
            _code("strength", "strength", Strength.values),
            _text("why_so", is_required=True),
            _texts("says", is_required=True),
            _of("figures", "figures", _FIGURES),
            _RESTS_ON,
            *(_texts("limits"), _texts("ask"), _texts("try", "to_try")),
            _ABOUT,
            *_LAST,
        ),
    ),
    Made(
        Kind.MODULE,
        "modules/",
        (
            _TITLE,
            _code("component", "component", Component.values, is_required=False),
            _ABOUT,
            _texts("aims", is_required=True),
            _text("for", "room", longest=600),
            _of("minutes", "", Number(1, 10_000)),
            *(_texts("before"), _texts("needs")),
            _of("parts", "parts", _PARTS, is_required=True),
            *(_texts("after"), _texts("adapts"), _texts("readiness")),
            *_LAST,
        ),
    ),
    Made(
        Kind.QUESTION_SET,
        "question-sets/",
        (
            _TITLE,
            _code("for", "meant_for", MeantFor.values),
            _ABOUT,
            _of("questions", "questions", _QUESTIONS, is_required=True),
            *_LAST,
        ),
    ),
    Made(
        Kind.CASE_STUDY,
        "case-studies/",
        (
            _TITLE,
            _line("place", longest=200, is_required=True),
            _code("sector", "sector", Sector.values),
            _code("lens", "lens", Lens.values),
            _line("when", longest=200),
            _ABOUT,
            *(_texts("context"), _texts("action", "did")),
            _of("result", "result", _RESULTS),
            *(_texts("lessons"), _texts("asks", "ask")),
            _text("strength", "strength_words", is_required=True),
            _RESTS_ON,
            _of("sources", "addresses", _SOURCES),
            *_LAST,
        ),
    ),
    Made(
        Kind.NARRATIVE,
        "narratives/",
        (_TITLE, _ABOUT, _of("steps", "steps", _STEPS, is_required=True), *_LAST),
    ),
    Made(
        Kind.INTERVENTION,
        "interventions/",
        (
            *(_TITLE, _ABOUT, _text("problem")),
            *map(_texts, ("inputs", "activities", "outputs", "outcomes", "context")),
            _of("result", "result", _RESULTS),
            *map(_texts, ("result_words", "how_to", "stumbles")),
            _RESTS_ON,
            *_LAST,
        ),
    ),
    Made(
        Kind.GUIDE,
        "guides/",
        (
            *(_TITLE, _ABOUT),
            _code("for", "meant_for", MeantFor.values, is_required=False),
            _of("parts", "chapters", _CHAPTERS, is_required=True),
            *_LAST,
        ),
    ),
    Made(
        Kind.READING_LIST,
        "reading-lists.yaml",
        (_TITLE, _ABOUT, _of("parts", "chapters", _CHAPTERS, is_required=True), *_LAST),
    ),
    Made(
        Kind.ELEMENT,
        "elements/",
        (
            *(_TITLE, _line("group", longest=100, is_required=True), _ABOUT),
            _text("purpose", is_required=True),
            _texts("how", is_required=True),
            _of("cultural_elements", "serves", Several(Code(CulturalElement.values), "element")),
            _of("levels", "levels", Several(Code(LeadershipLevel.values), "level")),
            _texts("audience", "meant_for"),
            _code("effort.size", "effort", Effort.values),
            _text("effort.words", "effort_words", longest=600),
            _text("evidence.words", "evidence_words"),
            _code("evidence.strength", "strength", Strength.values),
            _of("evidence.rests_on", "rests_on", Keys()),
            _of("measures", "measures", _MEASURES),
            _of("prerequisites", "needs", _NEEDS),
            _text("owner", "owner_role", longest=200),
            *(_texts("stumbles"), _texts("asks", "ask")),
            *_LAST,
        ),
    ),
)
PAGES: dict[str, Made] = {made.kind: made for made in _MADE}

LITERATURE = Made(
    WORK,
    "literature.yaml",
    (
        _of("kind", "kind", Code(WorkKind.values, {"web": WorkKind.WEBPAGE}), is_required=True),
        _of("authors", "authors", Plain(line(1_000))),
        _of("year", "year", Number(1, 9_999)),
        _line("title", longest=2_000, is_required=True),
        _line("container", longest=2_000),
        _of("editors", "", Plain(line(1_000))),
        *(
            _line(name, longest=2_000)
            for name in ("publisher", "place", "volume", "issue", "pages")
        ),
        _of("doi", "doi", Doi()),
        _of("url", "url", Address()),
        *(_line(name, longest=2_000) for name in ("isbn", "issn", "language")),
        _of("keywords", "", Plain(line())),
        _text("abstract", longest=20_000),
        _text("notes", longest=20_000),
        _of("checked.address", "checked_at", Address()),
        _of("checked.on", "checked_on", Day()),
        _text("says", longest=4_000),
        _code("strength", "design", Design.values, is_required=False),
        _of("tags", "", Tags()),
        _of("extra", "", Entries("", (_line("name"), _text("value", longest=20_000)))),
    ),
)
