"""A published work, whatever program described it: one shape for every format.

A `Work` is always in its normal form: blanks and line ends are plain, nothing unseen stands in it,
the DOI is bare, empty parts are gone. So two works are the same where they are equal, and a format
keeps a work where reading gives back what was written.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from urllib.parse import unquote

_UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_DASHES = re.compile(r"[\s‐‑‒–—−-]*[‐‑‒–—−-][\s‐‑‒–—−-]*")
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_DOI_AS_LINK = re.compile(r"^(?:https?://)?(?:dx\.|www\.)?doi\.org/", re.IGNORECASE)
_NEVER_LAST = set(".,;:\"'<[(")
_OPENS = {")": "(", ">": "<", "]": "["}
_OTHERS = {"others", "and others", "et al", "et al."}


class Kind(StrEnum):
    """What sort of work it is; the codes are what is stored."""

    ARTICLE = "article"
    BOOK = "book"
    CHAPTER = "chapter"
    REPORT = "report"
    THESIS = "thesis"
    CONFERENCE = "conference"
    WEBPAGE = "webpage"
    OTHER = "other"


def one_line(text: str) -> str:
    """The text on one line: single blanks, nothing unseen.

    >>> one_line("  A\\ttitle\\r\\n over \\x00two lines ")
    'A title over two lines'
    """
    if not text:  # as most fields of most works are
        return ""
    if _UNSEEN.search(text):
        text = _UNSEEN.sub("", text)
    return " ".join(text.split())


def several_lines(text: str) -> str:
    """The text with its line ends kept, each line made plain, empty lines gone.

    >>> several_lines("BACKGROUND  We asked.\\r\\n\\r\\n RESULTS They answered. ")
    'BACKGROUND We asked.\\nRESULTS They answered.'
    """
    if not text:
        return ""
    lines = map(one_line, _LINE_END.split(text))
    return "\n".join(line for line in lines if line)


def doi_of(text: str) -> str:
    """The DOI that a text is, in lower case and without what people put around it; "" for none.

    >>> doi_of("https://doi.org/10.2307/2666999."), doi_of("DOI: 10.1002/JOB.413"), doi_of("n/a")
    ('10.2307/2666999', '10.1002/job.413', '')
    """
    if not text:
        return ""
    bare = one_line(text).lstrip("<[\"' ")
    is_link = _DOI_AS_LINK.match(bare) is not None
    bare = _DOI_AS_LINK.sub("", unquote(bare) if is_link else bare)
    bare = re.sub(r"^doi\s*[:=]?\s*", "", bare, flags=re.IGNORECASE)
    bare = _DOI_AS_LINK.sub("", bare)
    if not _DOI.fullmatch(bare):
        return ""
    bare = _without_trailing_marks(one_line(bare))
    return bare.lower() if _DOI.fullmatch(bare.lower()) else ""


def _without_trailing_marks(doi: str) -> str:
    """A closing bracket belongs to a DOI only where the DOI has opened it."""
    while doi[-1:] in _NEVER_LAST or doi.count(doi[-1:]) > doi.count(
        _OPENS.get(doi[-1:], doi[-1:])
    ):
        doi = doi[:-1]
    return doi


def pages_of(text: str) -> str:
    """Pages with plain dashes.

    >>> pages_of("350 – 383"), pages_of("350--383"), pages_of("e017708")
    ('350-383', '350-383', 'e017708')
    """
    return _DASHES.sub("-", one_line(text))


def _set(frozen: object, **values: object) -> None:
    for name, value in values.items():
        object.__setattr__(frozen, name, value)


@dataclass(frozen=True, slots=True)
class Author:
    """A person by family and given name, or a body such as “NHS England” as one literal."""

    family: str = ""
    given: str = ""
    literal: str = ""

    def __post_init__(self) -> None:
        family, given, literal = map(one_line, (self.family, self.given, self.literal))
        if literal.casefold() in _OTHERS:
            literal = "others"
        if family or given:
            literal = ""
        _set(self, family=family or given, given=given if family else "", literal=literal)

    def __bool__(self) -> bool:
        return bool(self.family or self.literal)


# Stands last in a list that says of itself that it is not whole (“and others”, “et al.”).
OTHERS = Author(literal="others")


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One work. Whatever it is given, it puts into its normal form; what is no DOI is dropped.

    `extra` holds each field of the source that has no place of its own here, by the name that the
    source gives it, ordered by name.
    """

    kind: Kind = Kind.OTHER
    authors: tuple[Author, ...] = ()
    editors: tuple[Author, ...] = ()
    year: int | None = None  # 1 to 9999
    title: str = ""
    container: str = ""  # the journal or the book that it stands in
    publisher: str = ""
    place: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    doi: str = ""
    url: str = ""
    isbn: str = ""
    issn: str = ""
    abstract: str = ""
    language: str = ""
    keywords: tuple[str, ...] = ()
    notes: str = ""
    key: str = ""  # by which its file cites it
    extra: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        _set(self, **{name: one_line(getattr(self, name)) for name in LINES})
        _set(self, **{name: several_lines(getattr(self, name)) for name in TEXTS})
        _set(
            self,
            kind=Kind(self.kind),
            authors=tuple(a for a in self.authors if a),
            editors=tuple(a for a in self.editors if a),
            year=self.year if self.year is not None and 1 <= self.year <= 9999 else None,
            pages=pages_of(self.pages),
            doi=doi_of(self.doi),
            keywords=keywords_of(self.keywords),
            extra=_extra_of(self.extra),
        )


# The fields that hold text: on one line, or on several.
TEXTS = ("abstract", "notes")
LINES = tuple(f.name for f in fields(Work) if f.type is str and f.name not in TEXTS)


def keywords_of(given: Iterable[str]) -> tuple[str, ...]:
    """Each keyword once; a semicolon parts two of them.

    >>> keywords_of(["teams; safety", "teams"])
    ('teams', 'safety')
    """
    words = (one_line(word) for text in given for word in text.split(";"))
    return tuple(dict.fromkeys(word for word in words if word))


def keywords_in_line(words: Sequence[str]) -> str:
    """Parted by commas, as most programs read them, unless a keyword has one in it.

    >>> keywords_in_line(["teams", "safety"]), keywords_in_line(["leadership, clinical"])
    ('teams, safety', 'leadership, clinical; ')
    """
    has_comma = any("," in word for word in words)
    return "; ".join((*words, "")) if has_comma else ", ".join(words)


def keywords_from_line(text: str) -> list[str]:
    """What `keywords_in_line` wrote, or another program."""
    return text.split(";" if ";" in text else ",")


def _extra_of(given: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    tidy = ((one_line(name), several_lines(value)) for name, value in given)
    return tuple(sorted((pair for pair in tidy if all(pair)), key=lambda pair: pair[0]))
