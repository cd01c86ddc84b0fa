"""Reading an XLSForm workbook: its questions, and what a survey here cannot say."""

import re
from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from groundswell.ground.imports.reading import sheets_of_workbook
from groundswell.ground.kernel.errors import Unusable

from ..definition import KINDS, MOST_LETTERS, Kind, Question, ScaleOf, Words
from .drafting import (
    NA_NAME,
    Asked,
    BroughtIn,
    Drafter,
    kind_of,
    language_code,
    options_of,
)
from .xlsform_cells import Group, Line, heading_of, list_in, text_of
from .xlsform_out import KIND, SCORES, SENSITIVE

MOST_ROWS = 3_000
_METADATA = {
    *("start", "end", "today", "deviceid", "phonenumber", "username", "simserial", "email"),
    *("subscriberid", "audit", "start-geopoint", "calculate", "hidden", "xml-external"),
}
_SELECTS = ("select one", "select multiple", "select all that apply")
_UNUSED = ("choice_filter", "calculation", "default", "read_only", "image", "audio", "video")
_MOST = re.compile(r"string-length\(\s*\.\s*\)\s*<=\s*(\d{1,4})")


def read_xlsform(content: bytes) -> BroughtIn:
    """What the workbook asks. Raises Unusable where the file is no safe workbook at all."""
    sheets = {name.strip().lower(): rows for name, rows in sheets_of_workbook(content).items()}
    if "survey" not in sheets:
        raise Unusable(_("An XLSForm has a sheet called “survey”, and this workbook has none."))
    return _Reader(sheets).read()


class _Reader:
    def __init__(self, sheets: Mapping[str, Sequence[Sequence[object]]]) -> None:
        self._drafter = Drafter(())
        self._survey, headings = self._lines(sheets, "survey")
        self._choices, of_choices = self._lines(sheets, "choices")
        self._settings, _unused = self._lines(sheets, "settings")
        self._scores, of_scores = self._lines(sheets, SCORES)
        first = self._first_language()
        self._endings = self._languages([*headings, *of_choices, *of_scores], first)
        self._drafter.languages = tuple(dict.fromkeys(self._endings.values()))
        self._groups: list[Group] = []
        self._on: Group | None = None
        self._lists = self._choice_lists()

    def read(self) -> BroughtIn:
        for line in self._survey:
            self._take(line)
        for group in self._groups:
            self._drafter.fault(
                group.row, "type", _("This group is never ended."), _("Add a row “end group”.")
            )
        title = self._settings[0].get("form_title") if self._settings else ""
        return self._drafter.done(title, list(self._scales()))

    # --- sheets -------------------------------------------------------------------------------

    def _lines(
        self, sheets: Mapping[str, Sequence[Sequence[object]]], name: str
    ) -> tuple[list[Line], list[str]]:
        rows = [[text_of(cell) for cell in row] for row in sheets.get(name, [])[: MOST_ROWS + 1]]
        if len(sheets.get(name, [])) > MOST_ROWS:
            self._drafter.fault(
                MOST_ROWS + 1,
                "",
                _("The sheet “%(name)s” has more than 3,000 rows.") % {"name": name},
                _("Take out what is no question."),
            )
        at = next((i for i, row in enumerate(rows) if any(row)), None)
        if at is None:
            return [], []
        headings = [heading_of(cell) for cell in rows[at]]
        self._refuse_doubles(name, at + 1, headings)
        self._refuse_missing(name, at + 1, headings)
        lines = [
            Line(number, {h: c for h, c in zip(headings, row, strict=False) if h and c})
            for number, row in enumerate(rows[at + 1 :], start=at + 2)
        ]
        return [line for line in lines if any(map(str.strip, line.cells.values()))], headings

    def _refuse_doubles(self, sheet: str, row: int, headings: list[str]) -> None:
        for heading in sorted({h for h in headings if h and headings.count(h) > 1}):
            self._drafter.fault(
                row,
                heading,
                _("The sheet “%(sheet)s” has two columns called “%(name)s”.")
                % {"sheet": sheet, "name": heading[:60]},
                _("Take one out, or give it another name."),
            )

    def _refuse_missing(self, sheet: str, row: int, headings: list[str]) -> None:
        needed = {"survey": ("type", "name"), "choices": ("list_name", "name")}
        for heading in needed.get(sheet, ()):
            if heading not in headings:
                self._drafter.fault(
                    row,
                    heading,
                    _("The sheet “%(sheet)s” has no column “%(name)s”.")
                    % {"sheet": sheet, "name": heading},
                    _("Add it: an XLSForm cannot be read without."),
                )

    def _first_language(self) -> str:
        wanted = self._settings[0].get("default_language") if self._settings else ""
        return language_code(wanted) if wanted else ""

    def _languages(self, headings: list[str], first: str) -> dict[str, str]:
        """The code of each ending of a column of words, such as “::Cymraeg (cy)”."""
        found: dict[str, str] = {}
        for heading in headings:
            name, mark, ending = heading.partition("::")
            if name not in {"label", "hint", "name"}:
                continue
            code = language_code(ending) if mark else (first or "en-gb")
            if code:
                found.setdefault(f"::{ending}" if mark else "", code)
            else:
                self._drafter.leave_out(
                    1,
                    heading,
                    _("We do not know the language “%(name)s”.") % {"name": ending[:60]},
                    _("Write its code behind its name, such as “Cymraeg (cy)”."),
                )
        if first in found.values():
            found = dict(sorted(found.items(), key=lambda pair: pair[1] != first))
        return found or {"": "en-gb"}

    def _choice_lists(self) -> dict[str, list[Line]]:
        lists: dict[str, list[Line]] = {}
        for line in self._choices:
            lists.setdefault(line.get("list_name").strip(), []).append(line)
        return lists

    # --- rows ---------------------------------------------------------------------------------

    def _take(self, line: Line) -> None:
        kind = " ".join(line.get("type").lower().replace("_", " ").split())
        if kind in {"begin group", "begin repeat"}:
            self._begin(line, is_repeat=kind == "begin repeat")
        elif kind in {"end group", "end repeat"}:
            self._end(line)
        elif kind == "note":
            self._note(line)
        elif kind.startswith(_SELECTS):
            self._select(line, kind)
        elif kind in {"text", "string"}:
            self.text_of(line)
        else:
            self._unknown(line, kind)

    def _begin(self, line: Line, *, is_repeat: bool) -> None:
        outer = self._groups[-1].relevance if self._groups else ()
        own = (line.get("relevant"),) if line.get("relevant") else ()
        self._groups.append(Group(line.said("label", self._endings), (*outer, *own), line.row))
        self._on = None
        if is_repeat:
            self._drafter.leave_out(
                line.row,
                "type",
                _("Questions that are repeated are asked once."),
                _("Ask about each case in a question of its own."),
            )

    def _end(self, line: Line) -> None:
        if not self._groups:
            self._drafter.fault(
                line.row,
                "type",
                _("A group ends here that never began."),
                _("Add “begin group” above, or take this row out."),
            )
            return
        self._groups.pop()
        self._on = None

    def _note(self, line: Line) -> None:
        """A note that opens a group is the introduction of its page."""
        group = self._groups[-1] if self._groups else None
        if group and self._on is None and not group.intro:
            group.intro = line.said("label", self._endings)
            return
        self._drafter.leave_out(
            line.row,
            "type",
            _("A note between questions cannot be shown."),
            _("Put it into the hint of the question below it."),
        )

    def _unknown(self, line: Line, kind: str) -> None:
        if not kind:
            self._drafter.fault(
                line.row, "type", _("This row has no type."), _("Write one, such as “text”.")
            )
            return
        if kind.replace(" ", "-") in _METADATA or kind in _METADATA:
            reason = _(
                "“%(kind)s” is filled in by the program, and answers here carry no such thing."
            )
            remedy = _("Nothing to do: surveys here keep no time, place or device.")
        else:
            reason = _("Surveys here have no question of the type “%(kind)s”.")
            remedy = _("Ask it with answers to choose from, or in words.")
        self._drafter.leave_out(line.row, "type", reason % {"kind": kind[:60]}, remedy)

    def text_of(self, line: Line) -> None:
        most = _MOST.fullmatch(line.get("constraint").strip())
        letters = min(int(most[1]), MOST_LETTERS) if most else MOST_LETTERS
        if line.get("constraint") and not most:
            self._cannot(line, "constraint")
        self._ask(line, Kind.TEXT, letters=max(letters, 1))

    def _select(self, line: Line, kind: str) -> None:
        is_several = not kind.startswith("select one")
        words = line.get("type").split()
        has_other = kind.endswith((" or other", " or specify other"))
        list_name = list_in(words, has_other=has_other)
        choices = self._lists.get(list_name)
        if not choices:
            self._no_list(line, list_name)
            return
        if line.get("constraint"):
            self._cannot(line, "constraint")
        self._ask(line, Kind.SEVERAL if is_several else None, choices, has_other=has_other)

    def _no_list(self, line: Line, name: str) -> None:
        if name.lower().endswith((".csv", ".xml", ".geojson")):
            reason = _("The answers stand in another file, “%(name)s”.")
        else:
            reason = _("The sheet “choices” has no list “%(name)s”.")
        remedy = _("Add its answers to the sheet “choices”, or correct the name of the list.")
        self._drafter.fault(line.row, "type", reason % {"name": name[:60]}, remedy)

    def _cannot(self, line: Line, column: str) -> None:
        self._drafter.leave_out(
            line.row,
            column,
            _("“%(text)s” is not checked here.") % {"text": line.get(column)[:60]},
            _("Say in the hint what you ask for."),
        )

    def _ask(
        self,
        line: Line,
        kind: Kind | None,
        choices: Sequence[Line] = (),
        *,
        letters: int = MOST_LETTERS,
        has_other: bool = False,
    ) -> None:
        name = line.get("name").strip()
        label = line.said("label", self._endings)
        if not name or not label:
            self._drafter.fault(
                line.row,
                "label" if name else "name",
                _("This question has no words.") if name else _("This question has no name."),
                _("Fill in the cell."),
            )
            return
        names, labels = self._answers(choices, line)
        options, codes = options_of(names, labels)
        self._open_page()
        own = line.get(KIND).strip()
        for column in _UNUSED:
            if line.get(column):
                self._cannot(line, column)
        question = Question(
            id="",
            kind=Kind(own) if own in KINDS else kind or kind_of(names),
            label=self._whole(label),
            options=options,
            hint=self._whole(line.said("hint", self._endings)),
            is_required=line.get("required").strip().lower() in _YES,
            allows_na=any(c.get("name").strip() == NA_NAME for c in choices),
            is_sensitive=line.get(SENSITIVE).strip().lower() in _YES,
            most_letters=letters,
        )
        self._drafter.ask(name, Asked(question, line.row, codes, self._relevance(line)))
        if has_other:
            self._ask_other(line, name)

    def _ask_other(self, line: Line, name: str) -> None:
        self._drafter.leave_out(
            line.row,
            "type",
            _("“or other” is left out: nobody can add an answer of their own here."),
            _("Add an answer “Another” and, on a later page, a question in words."),
        )

    def _answers(self, choices: Sequence[Line], line: Line) -> tuple[list[str], list[Words]]:
        found: dict[str, Words] = {}
        for choice in choices:
            name = choice.get("name").strip()
            if name == NA_NAME:
                continue
            if name in found:
                self._drafter.leave_out(
                    choice.row,
                    "name",
                    _("“%(name)s” stands twice in this list; the first is taken.")
                    % {"name": name[:60]},
                    _("Give each answer a name of its own."),
                )
                continue
            said = self._whole(choice.said("label", self._endings))
            if not name or not said:
                self._drafter.fault(
                    choice.row,
                    "label" if name else "name",
                    _("An answer of “%(list)s” has no words or no name.")
                    % {"list": choice.get("list_name")[:60]},
                    _("Fill in the cell on the sheet “choices”."),
                )
                continue
            found[name] = said
        return [*found], [*found.values()]

    def _whole(self, words: Words) -> Words:
        """Said in the first language too: by whatever the file has."""
        first = self._drafter.languages[0]
        if not words or first in words:
            return words
        return {first: next(iter(words.values())), **words}

    def _relevance(self, line: Line) -> tuple[str, ...]:
        outer = self._groups[-1].relevance if self._groups else ()
        return (*outer, line.get("relevant")) if line.get("relevant") else outer

    def _open_page(self) -> None:
        group = self._groups[-1] if self._groups else Group({}, (), 0)
        if self._on is None or (self._groups and self._on is not group):
            self._drafter.begin_page(self._whole(group.title), self._whole(group.intro))
            self._on = group

    # --- scores -------------------------------------------------------------------------------

    def _scales(self) -> Iterator[ScaleOf]:
        for line in self._scores:
            ids = [self._drafter.id_of(name) for name in line.get("questions").split()]
            turned = [self._drafter.id_of(name) for name in line.get("reversed").split()]
            least = line.get("least").strip()
            yield ScaleOf(
                code=line.get("code").strip(),
                name=self._whole(line.said("name", self._endings)),
                questions=tuple(i for i in ids if i),
                reversed=frozenset(i for i in turned if i),
                least=int(least) if least.isascii() and least.isdigit() else None,
                is_better_high=line.get("better_high").strip().lower() != "no",
                adapter=line.get("adapter").strip(),
            )


_YES = {"yes", "true", "true()", "1"}
