"""CSL-JSON, in and out: what Zotero, Pandoc and Crossref speak."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from .bibtex import fresh_key
from .carrying import MARK, packed
from .reading import Draft, Notes, Read, is_too_many, shown, text_of
from .work import OTHERS, Author, Kind, Work, keywords_from_line, keywords_in_line

Item = Mapping[str, Any]
_KINDS = {
    **dict.fromkeys(("article-journal", "article", "article-magazine"), Kind.ARTICLE),
    **dict.fromkeys(("article-newspaper", "journal-article", "review", "preprint"), Kind.ARTICLE),
    **dict.fromkeys(("book", "monograph", "edited-book"), Kind.BOOK),
    **dict.fromkeys(("chapter", "book-chapter", "entry-encyclopedia"), Kind.CHAPTER),
    **dict.fromkeys(("report", "standard"), Kind.REPORT),
    **dict.fromkeys(("thesis", "dissertation"), Kind.THESIS),
    **dict.fromkeys(("paper-conference", "proceedings-article", "speech"), Kind.CONFERENCE),
    **dict.fromkeys(("webpage", "post-weblog", "post"), Kind.WEBPAGE),
    **dict.fromkeys(("bill", "broadcast", "classic", "collection", "dataset"), Kind.OTHER),
    **dict.fromkeys(("entry", "entry-dictionary", "event", "figure", "graphic"), Kind.OTHER),
    **dict.fromkeys(("hearing", "interview", "legal_case", "legislation", "map"), Kind.OTHER),
    **dict.fromkeys(("manuscript", "motion_picture", "musical_score", "other"), Kind.OTHER),
    **dict.fromkeys(("pamphlet", "patent", "performance", "periodical"), Kind.OTHER),
    **dict.fromkeys(("personal_communication", "regulation", "review-book"), Kind.OTHER),
    **dict.fromkeys(("software", "song", "treaty", "document"), Kind.OTHER),
}
_TYPES = {kind: name for name, kind in reversed(_KINDS.items())} | {Kind.OTHER: "document"}
_TEXTS = {
    "id": "key",
    "title": "title",
    "container-title": "container",
    "publisher": "publisher",
    "publisher-place": "place",
    "publisher-location": "place",  # as Crossref calls it
    "volume": "volume",
    "issue": "issue",
    "page": "pages",
    "URL": "url",
    "ISBN": "isbn",
    "ISSN": "issn",
    "DOI": "doi",
    "abstract": "abstract",
    "language": "language",
    "note": "notes",
}
_WRITTEN_NOT = {"publisher-location"}
_PEOPLE = {"author": "authors", "editor": "editors"}
_NEVER_BESIDE = {*_TEXTS, *_PEOPLE, "keyword", "custom", "issued", "type"}


def read(content: str | bytes) -> Read:
    """The works of a file in CSL-JSON: a list, an object, an answer of Crossref. Never raises."""
    notes = Notes()
    text = text_of(content, notes)
    items = [] if text is None else _items(text, notes)
    if is_too_many(len(items), notes):
        return Read((), notes.faults())
    drafts = (_draft(item, number, notes) for number, item in enumerate(items, 1))
    works = tuple(w for draft in drafts if draft is not None and (w := draft.done()) is not None)
    return Read(works, notes.faults())


def _items(text: str, notes: Notes) -> list[Any]:
    if not text.strip():
        return []
    try:
        whole = json.loads(text)
    except json.JSONDecodeError as wrong:
        reason = _("Line %(line)s, character %(column)s: this is no JSON.")
        values = {"line": wrong.lineno, "column": wrong.colno}
        remedy = _("Look there for a comma or a bracket that is missing, or export the file again.")
        notes.add(0, "", reason % values, remedy)
        return []
    except (ValueError, RecursionError):  # a number of thousands of digits, lists in lists in lists
        reason = _("The file is too deep or its numbers are too long.")
        notes.add(0, "", reason, _("Export it again from the program that it comes from."))
        return []
    for wrapping in ("message", "items"):
        if isinstance(whole, dict) and isinstance(whole.get(wrapping), dict | list):
            whole = whole[wrapping]
    return whole if isinstance(whole, list) else [whole]


def _draft(item: Any, number: int, notes: Notes) -> Draft | None:
    draft = Draft(number, notes)
    if not isinstance(item, dict):
        reason = _("“%(item)s” is no record.") % {"item": shown(str(item)[:100])}
        draft.fault("", reason, _("A record is an object in curly brackets. It was left out."))
        return None
    _take_type(draft, item.get("type"))
    for name, value in item.items():
        if value is not None and name != "type":
            _take(draft, name, value)
    return draft


def _take_type(draft: Draft, value: Any) -> None:
    name = value if isinstance(value, str) else ""
    draft.kind = _KINDS.get(name, Kind.OTHER)
    if value is not None and name != _TYPES[draft.kind]:
        draft.extra.append(("type", _kept(value)))
    if name not in _KINDS:
        reason = _("“%(type)s” is no type of CSL.") % {"type": shown(_kept(value))}
        remedy = _("Use one such as article-journal or book. It was read as “other”.")
        draft.fault("type", reason if value is not None else _("The type is missing."), remedy)


def _take(draft: Draft, name: str, value: Any) -> None:
    if name in _PEOPLE:
        draft.more(_PEOPLE[name], _people(draft, name, value))
    elif name in _TEXTS:
        for text in _texts(draft, name, value):
            draft.text(_TEXTS[name], name, text)
    elif name == "issued":
        _take_date(draft, value)
    elif name == "keyword":
        for text in _texts(draft, name, value):
            draft.more("keywords", keywords_from_line(text))
    elif name == "custom":
        _take_custom(draft, value)
    else:
        _keep(draft, name, value)


def _take_custom(draft: Draft, value: Any) -> None:
    """What travels along for us, and what other programs have put beside it."""
    if isinstance(value, dict) and isinstance(value.get(MARK), str):
        draft.carried.append(value[MARK])
        value = {name: said for name, said in value.items() if name != MARK}
    _keep(draft, "custom", value)


def _keep(draft: Draft, name: str, value: Any) -> None:
    if value != {}:
        draft.extra.append((name, _kept(value)))


def _texts(draft: Draft, name: str, value: Any) -> list[str]:
    """The text, or the texts where the source has a list of them; a number is its digits."""
    values = value if isinstance(value, list) else [value]
    good = [v for v in values if isinstance(v, str | int | float) and not isinstance(v, bool)]
    if len(good) < len(values):
        reason = _("The field “%(name)s” holds no text.") % {"name": shown(name)}
        draft.fault(name, reason, _("Put a text there. It was kept among the other fields."))
        draft.extra.append((name, _kept(value)))
    return [v if isinstance(v, str) else _kept(v) for v in good]


def _kept(value: Any) -> str:
    """A text as it is, anything else as JSON."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _people(draft: Draft, name: str, value: Any) -> Iterator[Author]:
    for person in value if isinstance(value, list) else [value]:
        author = _person(person)
        if author:
            yield author
        else:
            reason = _("“%(person)s” is no name.") % {"person": shown(_kept(person)[:100])}
            remedy = _("A name has a family, or a literal. It was kept among the other fields.")
            draft.fault(name, reason, remedy)
            _keep(draft, name, person)


def _person(person: Any) -> Author:
    if isinstance(person, str):
        return Author(literal=person)
    if not isinstance(person, dict):
        return Author()
    said = {name: value for name, value in person.items() if isinstance(value, str)}
    family = f"{said.get('non-dropping-particle', '')} {said.get('family', '')}"
    given = f"{said.get('given', '')} {said.get('dropping-particle', '')}".strip()
    given = ", ".join(filter(None, (given, said.get("suffix", ""))))
    return Author(family=family, given=given, literal=said.get("literal") or said.get("name", ""))


def _take_date(draft: Draft, value: Any) -> None:
    """A date that says more than its year is kept whole, beside the year."""
    parts = value.get("date-parts") if isinstance(value, dict) else None
    match parts:
        case [[year]] if set(value) == {"date-parts"} and _is_year(year):
            draft.date("issued", f"{int(year):04}", beside="issued")
        case [[year, *_rest], *_to] if _is_year(year):
            draft.date("issued", f"{int(year):04}", beside="issued")
            draft.extra.append(("issued", _kept(value)))
        case _:
            draft.date("issued", _kept(value), beside="issued")


def _is_year(value: Any) -> bool:
    text = str(value)[:5].strip()
    return text.isascii() and text.isdigit() and 1 <= int(text) <= 9999


def write(works: Iterable[Work]) -> str:
    """The works as a list in CSL-JSON. What it cannot say travels along under `custom`."""
    taken: set[str] = set()
    items = [_item(work, taken) for work in works]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _item(work: Work, taken: set[str]) -> dict[str, Any]:
    item = {name: value for name, value in _fields(work, fresh_key(work, taken)) if value}
    plain = read(json.dumps(item)).works
    carried = packed(work, plain[0]) if plain else ""
    return item | {"custom": {**item.get("custom", {}), MARK: carried}} if carried else item


def _fields(work: Work, key: str) -> Iterator[tuple[str, Any]]:
    beside = dict(work.extra)
    yield "id", key
    yield "type", _type(work, beside.get("type", ""))
    yield from ((n, getattr(work, f)) for n, f in _TEXTS.items() if n not in {"id", *_WRITTEN_NOT})
    yield "author", [_named(author) for author in work.authors]
    yield "editor", [_named(person) for person in work.editors]
    yield "issued", _issued(work, beside.get("issued", ""))
    yield "keyword", keywords_in_line(work.keywords)
    yield from ((n, _unkept(value)) for n, value in beside.items() if n not in _NEVER_BESIDE)
    custom = _unkept(beside.get("custom", ""))
    yield "custom", custom if isinstance(custom, dict) else None


def _type(work: Work, given: str) -> str:
    return given if given and _KINDS.get(given, Kind.OTHER) == work.kind else _TYPES[work.kind]


def _named(author: Author) -> dict[str, str]:
    if author.literal:
        return {"literal": "et al." if author == OTHERS else author.literal}
    return {"family": author.family} | ({"given": author.given} if author.given else {})


def _issued(work: Work, given: str) -> Any:
    """The whole date as its source gave it, where that is of the year of the work."""
    date = _unkept(given)
    if isinstance(date, dict) and work.year:
        draft = Draft(0, Notes())
        _take_date(draft, date)
        if draft.year == work.year:
            return date
    return {"date-parts": [[work.year]]} if work.year else None


def _unkept(text: str) -> Any:
    """Objects and lists as they were; what only looks like one, or like a number, stays a text."""
    try:
        value = json.loads(text) if text[:1] in {"{", "["} else text
    except (ValueError, RecursionError):
        return text
    return value if _kept(value) == text else text
