"""A definition as an XLSForm workbook: other programs read it, and we read it back without loss.

What XLSForm has no word for stands in columns and a sheet of our own, which others pass over.
"""

import io
from collections.abc import Iterator, Mapping
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from ..definition import NA, Condition, Definition, Kind, Page, Question, Words
from ..queries.languages import language_name
from .drafting import NA_NAME

KIND, SENSITIVE = "groundswell_kind", "groundswell_sensitive"
SCORES = "scores"
SCORE_COLUMNS = ("code", "questions", "reversed", "least", "better_high", "adapter")
Row = Mapping[str, str]


def xlsform_of(definition: Definition, title: str) -> bytes:
    """The workbook. Every cell is text: nothing in it is ever a formula."""
    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    writer = _Writer(definition)
    with xlsxwriter.Workbook(out, options) as book:
        text = book.add_format({"quote_prefix": True, "text_wrap": True})
        for name, columns, rows in writer.sheets(title):
            _write(book.add_worksheet(name), columns, rows, text)
    return out.getvalue()


def _write(sheet: Any, columns: list[str], rows: list[Row], text: Any) -> None:
    for place, column in enumerate(columns):
        sheet.write_string(0, place, column)
        for number, row in enumerate(rows, start=1):
            if row.get(column):
                sheet.write_string(number, place, row[column], text)


class _Writer:
    def __init__(self, definition: Definition) -> None:
        self._definition = definition
        self._lists: dict[str, tuple[Question, str]] = {}

    def _column(self, name: str, language: str) -> str:
        return f"{name}::{language_name(language)} ({language})"

    def _columns(self, name: str) -> list[str]:
        return [self._column(name, language) for language in self._definition.languages]

    def _said(self, name: str, words: Words) -> dict[str, str]:
        return {self._column(name, language): text for language, text in words.items()}

    def sheets(self, title: str) -> Iterator[tuple[str, list[str], list[Row]]]:
        survey = [
            *("type", "name"),
            *self._columns("label"),
            *self._columns("hint"),
            *("required", "relevant", "constraint", "appearance", KIND, SENSITIVE),
        ]
        yield "survey", survey, [*self._survey()]
        yield "choices", ["list_name", "name", *self._columns("label")], [*self._choices()]
        first = self._definition.languages[0]
        settings = {
            "form_title": title,
            "form_id": "groundswell",
            "default_language": f"{language_name(first)} ({first})",
        }
        yield "settings", [*settings], [settings]
        scores = ["code", *self._columns("name"), *SCORE_COLUMNS[1:]]
        yield SCORES, scores, [*self._scores()]

    def _survey(self) -> Iterator[Row]:
        for number, page in enumerate(self._definition.pages, start=1):
            yield from self._page(number, page)

    def _page(self, number: int, page: Page) -> Iterator[Row]:
        name = _unlike(f"page_{number}", self._definition.questions)
        yield {
            "type": "begin_group",
            "name": name,
            "appearance": "field-list",
            **self._said("label", page.title),
        }
        if page.intro:
            intro = _unlike(f"{name}_intro", self._definition.questions)
            yield {"type": "note", "name": intro, **self._said("label", page.intro)}
        for question in page.questions:
            yield self._question(question)
        yield {"type": "end_group"}

    def _question(self, question: Question) -> Row:
        row = {
            "type": _TYPES[question.kind],
            "name": question.id,
            **self._said("label", question.label),
            **self._said("hint", question.hint),
            "required": "yes" if question.is_required else "",
            "relevant": " and ".join(map(self._relevant, question.shown_if)),
            KIND: str(question.kind),
            SENSITIVE: "yes" if question.is_sensitive else "",
        }
        if question.kind == Kind.TEXT:
            return row | {"constraint": f"string-length(.) <= {question.most_letters}"}
        return row | {"type": f"{row['type']} {question.id}"}

    def _relevant(self, condition: Condition) -> str:
        asked = self._definition.questions[condition.question]
        names = [NA_NAME if code == NA else str(code) for code in sorted(condition.codes)]
        if asked.kind == Kind.SEVERAL:
            parts = [f"selected(${{{asked.id}}}, '{name}')" for name in names]
        else:
            parts = [f"${{{asked.id}}} = '{name}'" for name in names]
        said = " or ".join(parts)
        if condition.is_not:
            return f"not({said})"
        return f"({said})" if len(parts) > 1 else said

    def _choices(self) -> Iterator[Row]:
        for question in self._definition.questions.values():
            for option in question.options:
                yield {
                    "list_name": question.id,
                    "name": str(option.code),
                    **self._said("label", option.label),
                }
            if question.allows_na:
                label = {code: _("I can’t say") for code in self._definition.languages[:1]}
                yield {"list_name": question.id, "name": NA_NAME, **self._said("label", label)}

    def _scores(self) -> Iterator[Row]:
        for scale in self._definition.scales:
            yield {
                "code": scale.code,
                **self._said("name", scale.name),
                "questions": " ".join(scale.questions),
                "reversed": " ".join(sorted(scale.reversed)),
                "least": "" if scale.least is None else str(scale.least),
                "better_high": "yes" if scale.is_better_high else "no",
                "adapter": scale.adapter,
            }


_TYPES = {
    Kind.SCALE: "select_one",
    Kind.ONE: "select_one",
    Kind.SEVERAL: "select_multiple",
    Kind.TEXT: "text",
}


def _unlike(name: str, taken: Mapping[str, object]) -> str:
    while name in taken:
        name += "_"
    return name
