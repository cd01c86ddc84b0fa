"""BibTeX, in and out, with the fields that BibLaTeX has added to it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from .bibtex_blocks import MONTHS, Entry, entries_of, n_entries
from .bibtex_names import names_of, people_of
from .carrying import MARK, packed
from .citation import key_of
from .latex import latex_of, plain_latex_of, plain_of_latex, text_of_latex
from .reading import Draft, Notes, Read, is_too_many, shown, text_of
from .work import Kind, Work, keywords_from_line, keywords_in_line

_KINDS = {
    **dict.fromkeys(("article", "periodical", "suppperiodical"), Kind.ARTICLE),
    **dict.fromkeys(("book", "collection", "mvbook", "booklet", "proceedings"), Kind.BOOK),
    **dict.fromkeys(("incollection", "inbook", "suppbook", "inreference"), Kind.CHAPTER),
    **dict.fromkeys(("techreport", "report", "manual"), Kind.REPORT),
    **dict.fromkeys(("phdthesis", "mastersthesis", "thesis"), Kind.THESIS),
    **dict.fromkeys(("inproceedings", "conference"), Kind.CONFERENCE),
    **dict.fromkeys(("online", "electronic", "www"), Kind.WEBPAGE),
    **dict.fromkeys(("misc", "unpublished", "dataset", "software", "patent"), Kind.OTHER),
}
_TYPES = {kind: name for name, kind in reversed(_KINDS.items())}
# Of the names of one field the first that a record has counts, wherever it stands.
_TEXTS = {
    "title": ("title",),
    "container": ("journal", "journaltitle", "booktitle", "howpublished", "series"),
    "publisher": ("publisher", "institution", "school", "organization"),
    "place": ("address", "location"),
    "volume": ("volume",),
    "issue": ("number", "issue"),
    "abstract": ("abstract",),
    "language": ("language", "langid"),
    "pages": ("pages",),
    "notes": ("note",),
}
_PLAIN = {"doi": ("doi",), "url": ("url",), "isbn": ("isbn",), "issn": ("issn",)}
_FIELD_OF = {name: field for field, names in (_TEXTS | _PLAIN).items() for name in names}
_DATES = ("year", "date")
_IN_TURN = {n: turn for names in (*_TEXTS.values(), _DATES) for turn, n in enumerate(names)}
_PEOPLE = {"author": "authors", "editor": "editors"}
_BESIDE = {**_FIELD_OF, "date": "year"}
_NEVER_BESIDE = {"type of entry", "author", "editor", "keywords", "year", "doi", "note", MARK}
_NAME = re.compile(r"[a-z][a-z0-9_:.+/-]*")
_PUBLISHER = {Kind.REPORT: "institution", Kind.THESIS: "school"}
_CONTAINER = {
    Kind.ARTICLE: "journal",
    Kind.CHAPTER: "booktitle",
    Kind.CONFERENCE: "booktitle",
    **dict.fromkeys((Kind.BOOK, Kind.REPORT, Kind.THESIS), "series"),
}
_TYPE = "type of entry"  # beside the fields of a work, where BibTeX has several words for its kind
_ADDRESS = re.compile(r"^\s*(?:\\url\s*\{\s*)?https?://", re.IGNORECASE)
_UNFIT_FOR_A_KEY = re.compile(r"[^\w:.+/-]+")


def read(content: str | bytes) -> Read:
    """The works of a file in BibTeX. Never raises; no file is opened, and no macro is run."""
    notes = Notes()
    text = text_of(content, notes)
    if text is None or is_too_many(n_entries(text), notes):
        return Read((), notes.faults())
    entries = list(entries_of(text, notes))
    _see_keys(entries, notes)
    works = tuple(w for e in entries if (w := _draft(e, notes).done()) is not None)
    return Read(works, notes.faults())


def _see_keys(entries: Iterable[Entry], notes: Notes) -> None:
    seen: set[str] = set()
    for entry in entries:
        if entry.key and entry.key in seen:
            reason = _("Line %(line)s: the key “%(key)s” is used twice.")
            values = {"line": entry.line, "key": shown(entry.key)}
            remedy = _("Give each record a key of its own. Both were read.")
            notes.add(entry.number, "key", reason % values, remedy)
        seen.add(entry.key)


def _draft(entry: Entry, notes: Notes) -> Draft:
    draft = Draft(entry.number, notes, line=entry.line)
    draft.kind = _KINDS.get(entry.type, Kind.OTHER)
    draft.text("key", "key", entry.key)
    if entry.type != _TYPES[draft.kind]:
        draft.extra.append((_TYPE, entry.type))
    if entry.type not in _KINDS:
        reason = _("“%(type)s” is no type of BibTeX.") % {"type": shown(entry.type)}
        draft.fault("", reason, _("Use one such as @article or @book. It was read as “other”."))
    _see_fields(draft, entry)
    for name, source, line in sorted(entry.fields, key=lambda f: _IN_TURN.get(f[0], -1)):
        _take(draft, name, source, line)
    return draft


def _see_fields(draft: Draft, entry: Entry) -> None:
    times = Counter(name for name, source, _line in entry.fields if source.strip())
    for name, n in times.items():
        if n > 1 and name not in {"note", "keywords"}:
            reason = _("the field “%(name)s” stands there %(n)s times.")
            remedy = _("Leave one of them. The first was taken, the others were kept beside it.")
            draft.fault(name, reason % {"name": shown(name), "n": n}, remedy)


def _take(draft: Draft, name: str, source: str, line: int) -> None:
    if name in _PEOPLE:
        draft.more(_PEOPLE[name], people_of(source))
    elif name in _PLAIN or (name == "howpublished" and _ADDRESS.search(source)):
        field = name if name in _PLAIN else "url"
        draft.text(field, name, plain_of_latex(source), line=line)
    elif name in _FIELD_OF:
        draft.text(_FIELD_OF[name], name, text_of_latex(source))
    elif name in _DATES:
        draft.date(name, text_of_latex(source), beside="date", line=line)
    elif name == "keywords":
        draft.more("keywords", keywords_from_line(text_of_latex(source)))
    elif name == MARK:
        draft.carried.append(plain_of_latex(source))
    else:
        draft.extra.append((name, text_of_latex(source)))


def write(works: Iterable[Work]) -> str:
    """The works in BibTeX. What it cannot say travels along in one field of ours."""
    taken: set[str] = set()
    return "\n".join(_entry(work, taken) for work in works)


def _entry(work: Work, taken: set[str]) -> str:
    key = fresh_key(work, taken)
    fields = [(name, value) for name, value in _fields(work) if value]
    plain = read(_joined(work, key, fields)).works
    carried = packed(work, plain[0]) if plain else ""
    if carried:
        fields.append((MARK, f"{{{plain_latex_of(carried)}}}"))
    return _joined(work, key, fields)


def fresh_key(work: Work, taken: set[str]) -> str:
    """The key of the work, fit to be written and used by no work before it; it is taken now."""
    wished = _UNFIT_FOR_A_KEY.sub("-", work.key).strip("-") or key_of(work)
    key, n = wished, 1
    while key in taken:
        n += 1
        key = f"{wished}-{n}"
    taken.add(key)
    return key


def _joined(work: Work, key: str, fields: Iterable[tuple[str, str]]) -> str:
    lines = [f"  {name} = {value},\n" for name, value in fields]
    return f"@{_type(work)}{{{key},\n{''.join(lines)}}}\n"


def _type(work: Work) -> str:
    given = next((value for name, value in work.extra if name == _TYPE), "")
    fits = re.fullmatch("[a-z]+", given) and given not in {"comment", "preamble", "string"}
    return given if fits and _KINDS.get(given, Kind.OTHER) == work.kind else _TYPES[work.kind]


def _fields(work: Work) -> Iterator[tuple[str, str]]:
    """Each field with its value in braces; "" where there is none."""
    yield "author", _braced(names_of(work.authors))
    yield "editor", _braced(names_of(work.editors))
    yield "year", _braced(f"{work.year:04}" if work.year else "")
    yield "title", _braced(" ".join(map(_capitals_kept, work.title.split())))
    yield _CONTAINER.get(work.kind, "howpublished"), _braced(latex_of(work.container))
    yield _PUBLISHER.get(work.kind, "publisher"), _braced(latex_of(work.publisher))
    yield "address", _braced(latex_of(work.place))
    yield "volume", _braced(latex_of(work.volume))
    yield "number", _braced(latex_of(work.issue))
    yield "pages", _braced(latex_of(work.pages).replace("-", "--"))
    yield from ((n, _braced(plain_latex_of(getattr(work, n)))) for n in _PLAIN)
    yield "abstract", _braced(latex_of(work.abstract))
    yield "language", _braced(latex_of(work.language))
    yield "keywords", _braced(latex_of(keywords_in_line(work.keywords)))
    yield "note", _braced(latex_of(work.notes))
    yield from _beside(work)


def _braced(source: str) -> str:
    return f"{{{source}}}" if source else ""


def _capitals_kept(word: str) -> str:
    """A word with a capital inside, such as NHS, keeps it only in braces of its own."""
    return f"{{{latex_of(word)}}}" if word[1:] != word[1:].lower() else latex_of(word)


def _beside(work: Work) -> Iterator[tuple[str, str]]:
    """What a reader would keep beside the fields under the very name that it is written with."""
    times = Counter(name for name, _value in work.extra)
    for name, value in work.extra:
        is_free = name not in _BESIDE or bool(getattr(work, _BESIDE[name]))
        fits = (
            _NAME.fullmatch(name) and name not in _NEVER_BESIDE and name not in _WRITTEN[work.kind]
        )
        if fits and is_free and times[name] == 1:
            is_month = name == "month" and value in MONTHS
            yield name, value if is_month else _braced(latex_of(value))


_WRITTEN = {kind: {name for name, _value in _fields(Work(kind=kind))} for kind in Kind}
