"""RIS, in and out: a line a field, a tag of two letters before each."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from . import wos
from .carrying import MARK, packed
from .names import author_of, name_of
from .reading import Draft, Notes, Read, is_too_many, shown, text_of
from .work import Kind, Work

_TAGGED = re.compile(r"([A-Z][A-Z0-9])  -(?: (.*)|)")
# Some programs are careless about blanks; a file is read so only if it has no proper first line.
_LOOSELY_TAGGED = re.compile(r"\s*([A-Z][A-Z0-9])\s{0,3}-\s*(.*)")
_HAS_PROPER_TYPE = re.compile(r"^TY  -", re.MULTILINE)
# What providers print between the records: counters, and where the file comes from.
_BETWEEN = re.compile(
    r"\d+\.?|Record #?\d+ of \d+|(Provider|Database|Content|Date|Source)\s*:.*|<.{0,60}>",
    re.IGNORECASE,
)
_INDENT = "      "  # before the further lines of a field: what is indented is never a tag
_KINDS = {
    **dict.fromkeys(("JOUR", "EJOUR", "MGZN", "NEWS", "INPR", "JFULL", "ABST"), Kind.ARTICLE),
    **dict.fromkeys(("BOOK", "EBOOK", "EDBOOK"), Kind.BOOK),
    **dict.fromkeys(("CHAP", "ECHAP", "ENCYC", "DICT"), Kind.CHAPTER),
    **dict.fromkeys(("RPRT", "GOVDOC", "STAND", "PAMP"), Kind.REPORT),
    "THES": Kind.THESIS,
    **dict.fromkeys(("CPAPER", "CONF"), Kind.CONFERENCE),
    **dict.fromkeys(("ELEC", "WEB", "BLOG", "ICOMM"), Kind.WEBPAGE),
    **dict.fromkeys(("ADVS", "AGGR", "ANCIENT", "ART", "BILL", "CASE", "CHART"), Kind.OTHER),
    **dict.fromkeys(("CLSWK", "COMP", "CTLG", "DATA", "DBASE", "EQUA", "FIGURE"), Kind.OTHER),
    **dict.fromkeys(("GRANT", "HEAR", "LEGAL", "MANSCPT", "MAP", "MPCT", "MULTI"), Kind.OTHER),
    **dict.fromkeys(("MUSIC", "PAT", "PCOMM", "SER", "SLIDE", "SOUND", "STAT"), Kind.OTHER),
    **dict.fromkeys(("UNPB", "VIDEO", "GEN"), Kind.OTHER),
}
_CODES = {kind: code for code, kind in reversed(_KINDS.items())} | {Kind.OTHER: "GEN"}
_SPELT_OUT = {"journal article": "JOUR", "book section": "CHAP", "book chapter": "CHAP"} | {
    "journal": "JOUR",
    "book": "BOOK",
    "report": "RPRT",
    "thesis": "THES",
    "conference paper": "CPAPER",
    "web page": "ELEC",
    "webpage": "ELEC",
    "generic": "GEN",
}
# Of the tags of one field the first that a record has counts, wherever it stands.
_TEXTS = {
    "title": ("TI", "T1", "CT", "ST"),
    "container": ("JF", "T2", "BT", "JO", "J2", "JA"),
    "publisher": ("PB",),
    "place": ("CY", "PP"),
    "volume": ("VL", "VO"),
    "issue": ("IS",),
    "url": ("UR",),
    "abstract": ("AB", "N2"),
    "language": ("LA",),
    "key": ("ID",),
    "doi": ("DO",),
    "notes": ("N1",),
}
_FIELD_OF = {tag: field for field, tags in _TEXTS.items() for tag in tags}
_PEOPLE = {"AU": "authors", "A1": "authors", "ED": "editors", "A2": "editors"}
_DATES = ("PY", "Y1", "DA")
_IN_TURN = {tag: n for tags in (*_TEXTS.values(), _DATES) for n, tag in enumerate(tags)}
# Tags of a field that are kept beside it, once it is taken; and tags that are never kept so.
_BESIDE = {**_FIELD_OF, "DA": "year", "SN": "issn"}
_NEVER_BESIDE = {"TY", "ER", "ID", "KW", "N1", "DO", "SP", "EP", "PY", "Y1", *_PEOPLE}


@dataclass(slots=True)
class _Line:
    tag: str
    value: str
    number: int


@dataclass(slots=True)
class _Record:
    number: int
    lines: list[_Line]
    is_closed: bool = False


def read(content: str | bytes) -> Read:
    """The works of a file in RIS, or in the tagged format of Web of Science. Never raises."""
    notes = Notes()
    text = text_of(content, notes)
    if text is None:
        return Read((), notes.faults())
    if not _HAS_PROPER_TYPE.search(text) and wos.is_wos(text):
        drafts = wos.drafts_of(text, notes)
    else:
        records = _Splitter(text, notes).records()
        is_fit = not is_too_many(len(records), notes)
        drafts = (_draft(record, notes) for record in records if is_fit)
    works = tuple(work for draft in drafts if (work := draft.done()) is not None)
    return Read(works, notes.faults())


class _Splitter:
    """Parts a file into records, each of them a list of tagged lines."""

    def __init__(self, text: str, notes: Notes) -> None:
        self._lines = text.split("\n")
        self._tagged = _TAGGED if _HAS_PROPER_TYPE.search(text) else _LOOSELY_TAGGED
        self._notes = notes
        self._records: list[_Record] = []
        self._open: _Record | None = None
        self._said_outside = False

    def records(self) -> list[_Record]:
        for number, line in enumerate(self._lines, 1):
            found = self._tagged.fullmatch(line.rstrip())
            if found:
                self._take(_Line(found[1], (found[2] or "").strip(), number))
            elif line.strip():
                self._go_on(line, number)
        self._close_unended()
        return self._records

    def _take(self, line: _Line) -> None:
        if line.tag == "ER":
            self._open, self._said_outside = None, False
        elif line.tag == "TY":
            self._close_unended()
            self._begin().lines.append(line)
        else:
            (self._open or self._begin_untyped(line)).lines.append(line)

    def _begin(self) -> _Record:
        self._open = _Record(len(self._records) + 1, [])
        self._records.append(self._open)
        self._said_outside = False
        return self._open

    def _begin_untyped(self, line: _Line) -> _Record:
        record = self._begin()
        reason = _("Line %(line)s: the record does not begin with its type.")
        remedy = _("Begin it with a line such as “TY  - JOUR”. It was read as “other”.")
        self._notes.add(record.number, "TY", reason % {"line": line.number}, remedy)
        return record

    def _close_unended(self) -> None:
        if self._open is None:
            return
        last = self._open.lines[-1].number
        reason = _("Line %(line)s: the record ends without “ER  -”.") % {"line": last}
        remedy = _("It was read up to there: see that it is whole.")
        self._notes.add(self._open.number, "ER", reason, remedy)
        self._open = None

    def _go_on(self, line: str, number: int) -> None:
        """A line without a tag goes on with the field above it; outside a record it is nobody's."""
        if self._open is not None:
            self._open.lines[-1].value += f"\n{line}"
        elif not self._said_outside and not _BETWEEN.fullmatch(line.strip()):
            self._said_outside = True  # one fault for all that stands between two records
            reason = _("Line %(line)s: “%(text)s” stands outside every record.")
            values = {"line": number, "text": shown(line)}
            remedy = _("It was left out: a record begins with a line such as “TY  - JOUR”.")
            self._notes.add(0, "", reason % values, remedy)


def _draft(record: _Record, notes: Notes) -> Draft:
    draft = Draft(record.number, notes, line=record.lines[0].number)
    lines = sorted(record.lines, key=lambda line: _IN_TURN.get(line.tag, -1))
    for line in lines:
        if line.tag == "TY":
            _take_type(draft, line)
    _take_pages(draft, lines)
    for line in lines:
        if line.tag not in {"TY", "SP", "EP"}:
            _take(draft, line)
    return draft


def _take_type(draft: Draft, line: _Line) -> None:
    code = _SPELT_OUT.get(line.value.casefold(), line.value.upper())
    draft.kind = _KINDS.get(code, Kind.OTHER)
    if code != _CODES[draft.kind]:
        draft.extra.append(("TY", line.value))
    if code not in _KINDS:
        reason = _("“%(type)s” is no type of RIS.") % {"type": shown(line.value)}
        draft.fault("TY", reason, _("Use one such as JOUR or BOOK. It was read as “other”."))


def _take_pages(draft: Draft, lines: Sequence[_Line]) -> None:
    first, last = (
        next((x.value for x in lines if x.tag == tag and x.value), "") for tag in ("SP", "EP")
    )
    draft.text("pages", "SP", f"{first}-{last}" if first and last else first or last)
    for tag, used in (("SP", first), ("EP", last)):
        draft.extra += [(tag, x.value) for x in lines if x.tag == tag and x.value != used]


def _take(draft: Draft, line: _Line) -> None:
    tag, value = line.tag, line.value
    if tag in _FIELD_OF:
        draft.text(_FIELD_OF[tag], tag, value, line=line.number)
    elif tag in _PEOPLE:
        draft.more(_PEOPLE[tag], [author_of(value)])
    elif tag in _DATES:
        draft.date(tag, value, beside="DA", line=line.number)
    elif tag == "SN":
        draft.number_of(tag, value)
    elif tag == "KW":
        draft.more("keywords", value.split("\n"))
    elif tag == "U5" and value.startswith(MARK):
        draft.carried.append(value.removeprefix(MARK))
    else:
        draft.extra.append((tag, value))


def write(works: Iterable[Work]) -> str:
    """The works in RIS. What RIS cannot say travels along in one line of ours, tagged U5."""
    return "\n".join(map(_record, works))


def _record(work: Work) -> str:
    lines = list(_lines(work))
    plain = read(_joined(lines)).works
    carried = packed(work, plain[0]) if plain else ""
    return _joined([*lines, ("U5", f"{MARK} {carried}")] if carried else lines)


def _joined(lines: Iterable[tuple[str, str]]) -> str:
    written = (f"{tag}  - {value}".replace("\n", f"\n{_INDENT}") for tag, value in lines if value)
    return "\n".join((*written, "ER  - ", ""))


def _lines(work: Work) -> Iterator[tuple[str, str]]:
    yield "TY", _code(work)
    yield "ID", work.key
    yield from (("AU", name_of(author)) for author in work.authors)
    editor = "A2" if work.kind in {Kind.CHAPTER, Kind.CONFERENCE} else "ED"
    yield from ((editor, name_of(person)) for person in work.editors)
    yield "PY", f"{work.year:04}" if work.year else ""
    yield "TI", work.title
    yield "JF" if work.kind == Kind.ARTICLE else "T2", work.container
    yield from (("PB", work.publisher), ("CY", work.place), ("VL", work.volume), ("IS", work.issue))
    yield from _page_lines(work.pages)
    yield from (("SN", work.isbn), ("SN", work.issn), ("DO", work.doi), ("UR", work.url))
    yield from (("AB", work.abstract), ("LA", work.language))
    yield from (("KW", word) for word in work.keywords)
    yield from (("N1", line) for line in work.notes.split("\n"))
    yield from ((tag, value) for tag, value in work.extra if _stands_beside(tag, work))


def _code(work: Work) -> str:
    """The type as its source gave it, where that still says what kind of work it is."""
    given = next((value for tag, value in work.extra if tag == "TY"), "")
    code = _SPELT_OUT.get(given.casefold(), given.upper())
    return given if _KINDS.get(code, Kind.OTHER) == work.kind and given else _CODES[work.kind]


def _page_lines(pages: str) -> Iterator[tuple[str, str]]:
    first, _dash, last = pages.partition("-")
    is_range = bool(first and last and "-" not in last)
    yield "SP", first if is_range else pages
    yield "EP", last if is_range else ""


def _stands_beside(tag: str, work: Work) -> bool:
    """Whether a reader would keep the tag beside the fields, and not take it for one of them."""
    if tag in _NEVER_BESIDE or not _TAGGED.fullmatch(f"{tag}  -"):
        return False
    return tag not in _BESIDE or bool(getattr(work, _BESIDE[tag]))
