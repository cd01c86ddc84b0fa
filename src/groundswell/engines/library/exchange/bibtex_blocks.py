"""The grammar of BibTeX: entries, their fields and the texts that stand for others.

A block ends where the next line begins with “@name{”, so that one unclosed brace costs one record,
and a file of them costs no more time than a good one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from .reading import MOST_BYTES, Notes, shown

_BLOCK_LINE = re.compile(r"^(?=[ \t]*@[A-Za-z]+\s*[{(])", re.MULTILINE)
_BLOCK = re.compile(r"@[ \t]*(?P<type>[A-Za-z]+)\s*(?P<opens>[{(])")
_KEY = re.compile(
    r"""\s* (?: (?P<key>[^\s,{}="][^,{}="\n]*?)
             [ \t]* (?: \s*(?P<comma>,) | \s*(?=[})]) | \n\s*(?=[A-Za-z][\w-]*\s*=) )
           | (?=[A-Za-z][\w-]*\s*=)
           | , )""",
    re.VERBOSE,
)
_FIELD = re.compile(r"(?P<name>[A-Za-z][\w:.+/-]*)\s*=\s*")
_NEXT_FIELD = re.compile(r"\n[ \t]*(?=[A-Za-z][\w:.+/-]*\s*=)")
_NEXT_FIELD_ANYWHERE = re.compile(r"[\n,][ \t]*(?=[A-Za-z][\w:.+/-]*\s*=)")
_BLANKS = re.compile(r"\s*")
_BLANKS_AND_COMMAS = re.compile(r"[\s,]*")
_BRACES = re.compile(r"[{}]")
_BRACES_AND_QUOTES = re.compile(r'[{}"]')
_WORD = re.compile(r"[^\s,{}()\"#=]+")
_CONCATENATION = re.compile(r"\s*#\s*")
_MOST_OF_A_MACRO = (
    10_000  # characters; a name of a journal is meant, not a text that doubles itself
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NO_RECORDS = {"comment", "preamble"}


@dataclass(slots=True)
class Entry:
    """One record as it is written: field by field in LaTeX, with the line that each stands on."""

    number: int
    line: int
    type: str
    key: str = ""
    fields: list[tuple[str, str, int]] = field(default_factory=list)


def entries_of(text: str, notes: Notes) -> Iterator[Entry]:
    """Each entry of the file in its order; what is no entry is a comment to BibTeX."""
    macros, number = _Macros(), 0
    starts = [0, *(found.start() for found in _BLOCK_LINE.finditer(text))]
    lines = _LineNumbers(text)
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        at, end = start, start + len(text[start:end].rstrip())
        while (found := _BLOCK.search(text, at, end)) is not None:
            kind = found["type"].lower()
            number += kind not in _NO_RECORDS and kind != "string"
            entry = Entry(number, lines.of(found.start()), kind)
            parser = _Parser(text, found, end, _Faults(entry, lines, notes), macros)
            at = parser.parse(entry)
            if kind not in _NO_RECORDS and kind != "string":
                yield entry


def n_entries(text: str) -> int:
    """At least how many blocks the file holds; found without reading them."""
    return sum(1 for _found in _BLOCK_LINE.finditer(text))


class _LineNumbers:
    """The line of a place in the text; to be asked about places in their order."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._place, self._line = 0, 1

    def of(self, place: int) -> int:
        self._line += self._text.count("\n", self._place, place)
        self._place = max(self._place, place)
        return self._line


@dataclass(frozen=True, slots=True)
class _Faults:
    entry: Entry
    lines: _LineNumbers
    notes: Notes

    def add(self, place: int, column: str, reason: str, remedy: str) -> None:
        sentence = _("Line %(line)s: %(reason)s") % {
            "line": self.lines.of(place),
            "reason": reason,
        }
        self.notes.add(self.entry.number, column, sentence, remedy)


class _Macros:
    """Texts that stand for others: of the months, of `@string`. They cannot grow without end."""

    def __init__(self) -> None:
        self._texts = {month: month for month in MONTHS}
        self._left = MOST_BYTES  # characters, of all that the texts are put in for

    def define(self, name: str, text: str) -> bool:
        if len(text) <= _MOST_OF_A_MACRO:
            self._texts[name.lower()] = text
        return len(text) <= _MOST_OF_A_MACRO

    def text(self, name: str) -> str | None:
        text = self._texts.get(name.lower())
        self._left -= len(text or "")
        return text if self._left >= 0 else None


class _Parser:
    """Reads one block. It always comes to an end, and always after where it began.

    Where a brace is missing in the block, no value is looked for beyond the next line that begins
    with a field: or else one value would swallow the rest, and looking for its end take long.
    """

    def __init__(
        self, text: str, found: re.Match[str], end: int, faults: _Faults, macros: _Macros
    ) -> None:
        self._text = text
        self._at = found.end()
        self._end = end
        self._closes = "}" if found["opens"] == "{" else ")"
        self._faults = faults
        self._macros = macros
        self._is_unbalanced = False
        self._cut_at = -1  # where a value was cut off that was not closed

    def parse(self, entry: Entry) -> int:
        """Fill the entry; where reading is to go on."""
        if entry.type in _NO_RECORDS:
            return self._past_all()
        if self._closes == "}":
            self._is_unbalanced = self._past_all() > self._end
        if entry.type != "string":
            self._key(entry)
        while self._field(entry):
            pass
        if entry.type == "string":
            self._define(entry)
        return self._at

    def _past_all(self) -> int:
        """Where the block is closed; beyond its end, where a brace of it is missing."""
        self._at -= 1
        closing = self._closing_brace()
        self._at += 1
        return closing + 1 if closing >= 0 else self._end + 1

    def _key(self, entry: Entry) -> None:
        found = _KEY.match(self._text, self._at, self._end)
        entry.key = (found["key"] or "") if found else ""
        self._at = found.end() if found else self._at
        if not entry.key:
            reason = _("the record has no key.")
            remedy = _("Give it one after the brace, as in “@article{edmondson-1999,”.")
            self._faults.add(self._at, "key", reason, remedy)
        elif found and not found["comma"]:
            self._see_comma("key")

    def _define(self, entry: Entry) -> None:
        for name, text, _line in entry.fields:
            if not self._macros.define(name, text):
                reason = _("the text that “%(name)s” stands for is too long.")
                remedy = _("Write the text where it is needed.")
                self._faults.add(self._at, name, reason % {"name": shown(name)}, remedy)

    def _field(self, entry: Entry) -> bool:
        """Read one field; False where the entry is at its end."""
        self._at = self._past(_BLANKS_AND_COMMAS)
        if self._at >= self._end:
            reason = _("the record is not closed.")
            remedy = _("Look for a brace that is missing. It was read up to there.")
            self._faults.add(self._at, "", reason, remedy)
            return False
        if self._text[self._at] == self._closes:
            self._at += 1
            return False
        found = _FIELD.match(self._text, self._at, self._end)
        if found is None:
            return self._pass_by()
        line, self._at = self._faults.lines.of(found.start()), found.end()
        entry.fields.append((found["name"].lower(), self._value(found["name"]), line))
        self._see_comma(found["name"])
        return True

    def _pass_by(self) -> bool:
        """What is no field is said, and reading goes on with the next one."""
        begins = self._at
        found = _NEXT_FIELD_ANYWHERE.search(self._text, self._at, self._end)
        self._at = found.end() if found else self._end
        reason = _("“%(text)s” is no field.")
        until = found.start() if found else self._end
        values = {"text": shown(self._text[begins : min(until, begins + 200)])}
        remedy = _("A field looks like “year = {1999},”. It was left out.")
        self._faults.add(begins, "", reason % values, remedy)
        return found is not None

    def _see_comma(self, name: str) -> None:
        here = self._past(_BLANKS)
        if here not in {self._end, self._cut_at} and self._text[here] not in {",", self._closes}:
            reason = _("a comma is missing after the field “%(name)s”.") % {"name": shown(name)}
            self._faults.add(here, name, reason, _("Put it there. The field was read without it."))

    def _value(self, name: str) -> str:
        parts = [self._part(name)]
        while (found := _CONCATENATION.match(self._text, self._at, self._end)) is not None:
            self._at = found.end()
            parts.append(self._part(name))
        return "".join(parts)

    def _part(self, name: str) -> str:
        opening = self._text[self._at] if self._at < self._end else ""
        if opening in {"{", '"'}:
            return self._enclosed(name, opening)
        found = _WORD.match(self._text, self._at, self._end)
        if found is None:
            reason = _("the field “%(name)s” has no value.") % {"name": shown(name)}
            self._faults.add(self._at, name, reason, _("Put the value in braces."))
            return ""
        self._at = found.end()
        return found[0] if found[0].isdigit() else self._macro(name, found[0])

    def _macro(self, name: str, word: str) -> str:
        text = self._macros.text(word)
        if text is None:
            reason = _("“%(word)s” stands for no text that is known here.") % {"word": shown(word)}
            remedy = _("Put the value in braces. The word itself was taken.")
            self._faults.add(self._at, name, reason, remedy)
            return word
        return text

    def _enclosed(self, name: str, opening: str) -> str:
        closing = self._closing_brace() if opening == "{" else self._closing_quote()
        begins = self._at + 1
        if closing >= 0:
            self._at = closing + 1
            return self._text[begins:closing]
        found = _NEXT_FIELD.search(self._text, begins, self._end)
        self._at = self._cut_at = found.end() if found else self._end
        reason = _("the field “%(name)s” is not closed.") % {"name": shown(name)}
        remedy = _("Look for a brace or a quotation mark that is missing.")
        self._faults.add(begins, name, reason, remedy)
        return _balanced(self._text[begins : found.start() if found else self._end])

    def _limit(self) -> int:
        """How far to look for the end of a value."""
        if not self._is_unbalanced:
            return self._end
        found = _NEXT_FIELD.search(self._text, self._at, self._end)
        return found.start() if found else self._end

    def _closing_brace(self) -> int:
        depth = 0
        for found in _BRACES.finditer(self._text, self._at, self._limit()):
            depth += 1 if found[0] == "{" else -1
            if depth == 0:
                return found.start()
        return -1

    def _closing_quote(self) -> int:
        depth = 0
        for found in _BRACES_AND_QUOTES.finditer(self._text, self._at + 1, self._limit()):
            if found[0] != '"':
                depth += 1 if found[0] == "{" else -1
            elif depth == 0:
                return found.start()
        return -1

    def _past(self, pattern: re.Pattern[str]) -> int:
        found = pattern.match(self._text, self._at, self._end)
        return found.end() if found else self._at


def _balanced(text: str) -> str:
    """A piece of a text that was not closed: the braces and comma at its end are not its own."""
    return text.strip().rstrip(",").rstrip("}").strip()
