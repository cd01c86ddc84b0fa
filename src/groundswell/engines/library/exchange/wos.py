"""The tagged format of Web of Science, which its users also call RIS: read only."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .names import author_of
from .reading import Draft, Notes, is_too_many
from .work import Author, Kind

_FIRST_LINE = re.compile(r"^(?:PT [A-Z]|FN \S)", re.MULTILINE)
_TAGGED = re.compile(r"([A-Z][A-Z0-9])(?: (.*)|)")
_KINDS = {"J": Kind.ARTICLE, "B": Kind.BOOK, "S": Kind.CHAPTER}
_TEXTS = {
    "TI": "title",
    "SO": "container",
    "PU": "publisher",
    "PI": "place",
    "VL": "volume",
    "IS": "issue",
    "SN": "issn",
    "BN": "isbn",
    "AB": "abstract",
    "LA": "language",
}
_BODIES = ("CA", "GP")
_LISTS = {"AU", "AF", "BA", "BF", "CA", "GP", "BE", "CR"}  # a line of these is one of several
_OF_THE_FILE = {"FN", "VR", "EF"}


@dataclass(slots=True)
class _Record:
    number: int
    line: int
    fields: list[tuple[str, list[str]]]  # a tag, and the lines that belong to it

    def lines(self, tag: str) -> list[str]:
        return [line for name, lines in self.fields if name == tag for line in lines]

    def said(self, tag: str) -> str:
        return " ".join(self.lines(tag))


def is_wos(text: str) -> bool:
    """Whether a file without the types of RIS is one of Web of Science."""
    return _FIRST_LINE.search(text) is not None


def drafts_of(text: str, notes: Notes) -> Iterator[Draft]:
    """The records of the file, on their way in."""
    records = list(_records(text, notes))
    if not is_too_many(len(records), notes):
        yield from (_draft(record, notes) for record in records)


def _records(text: str, notes: Notes) -> Iterator[_Record]:
    record, n_records = None, 0
    for number, line in enumerate(text.split("\n"), 1):
        found = _TAGGED.fullmatch(line.rstrip())
        if found and found[1] == "ER":
            if record is not None:
                yield record
            record = None
        elif found and found[1] not in _OF_THE_FILE:
            if record is None or found[1] == "PT":
                yield from _unended(record, notes)
                n_records += 1
                record = _Record(n_records, number, [])
            record.fields.append((found[1], [found[2] or ""]))
        elif record is not None and line.startswith(" "):
            record.fields[-1][1].append(line.strip())
    yield from _unended(record, notes)


def _unended(record: _Record | None, notes: Notes) -> Iterator[_Record]:
    if record is None:
        return
    reason = _("The record that begins on line %(line)s has no “ER”.") % {"line": record.line}
    notes.add(record.number, "ER", reason, _("It was read up to there: see that it is whole."))
    yield record


def _draft(record: _Record, notes: Notes) -> Draft:
    draft = Draft(record.number, notes, line=record.line)
    draft.kind = _kind(record)
    authors = record.lines("AF") or record.lines("AU")
    draft.more("authors", map(author_of, authors))
    draft.more("authors", (Author(literal=n) for tag in _BODIES for n in record.lines(tag)))
    draft.more("editors", map(author_of, record.lines("BE")))
    draft.text("pages", "BP", "-".join(filter(None, map(record.said, ("BP", "EP")))))
    draft.text("pages", "AR", record.said("AR"))
    draft.more("keywords", (record.said("DE"), record.said("ID")))
    draft.text("doi", "DI", record.said("DI"))
    draft.date("PY", record.said("PY"), beside="PY")
    for tag, lines in record.fields:
        if tag in _TEXTS:
            draft.text(_TEXTS[tag], tag, " ".join(lines))
        elif tag not in _TAKEN and not (tag == "AU" and lines == authors):
            draft.extra.append((tag, ("\n" if tag in _LISTS else " ").join(lines)))
    return draft


_TAKEN = {"PT", "AF", "BE", "BP", "EP", "AR", "DE", "ID", "DI", "PY", *_BODIES}


def _kind(record: _Record) -> Kind:
    documents = record.said("DT").casefold()
    if "proceedings" in documents:
        return Kind.CONFERENCE
    return Kind.CHAPTER if "chapter" in documents else _KINDS.get(record.said("PT"), Kind.OTHER)
