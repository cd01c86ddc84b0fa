"""Answers from a file, such as those of an earlier system: a column a question, a row a person."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import numpy as np
from django import forms
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from groundswell.ground.imports.cells import Cell, as_text
from groundswell.ground.imports.importers import (
    Check,
    Field,
    Heap,
    Outcome,
    Place,
    Report,
    RunContext,
)
from groundswell.ground.imports.records import Records
from groundswell.ground.kernel.decisions import Decision
from groundswell.ground.kernel.errors import Fault

from . import policies
from .actions.bringing import Brought, bring_in_answers
from .columns import CANT_SAY, NOT_ANSWERED, Codes, columns_of, narrowed
from .definition import Definition, Kind, Question, from_json, said_in
from .models import Survey
from .queries.results import access

GROUP_FIELD = "counted-with"
"""The field of the group; no question can be called so."""

LONGEST_GROUP = 80  # characters, as of every group
_NOTHING = frozenset({"", "na", "n/a", "null", ".", "-"})
_YES_NO = {"1": 1, "0": 0, "yes": 1, "no": 0, "true": 1, "false": 0, "x": 1}
_MOST_LETTERS = 4_000


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of the file: the question it answers, and what each cell stands for."""

    name: str
    label: str
    question: Question
    codes: Mapping[str, int]


class AnswerImporter:
    code = "answers"
    title = gettext_lazy("Answers to a survey")
    intro = gettext_lazy(
        "A table with a row for each person and a column for each question, such as an earlier"
        " system exports it. Leave out names, numbers and addresses of people: they are not read."
    )
    fields = (Field(GROUP_FIELD, gettext_lazy("Group")),)

    def fields_at(self, place: Place) -> tuple[Field, ...]:
        """The questions of the survey that the file is about."""
        survey = _known(place.about_id)
        if survey is None:
            return self.fields
        definition = from_json(survey.definition)
        group = Field(
            GROUP_FIELD,
            gettext_lazy("Group"),
            help=gettext_lazy("The ward or team that each answer is counted with."),
            guesses=("unit", "ward", "team", "department"),
        )
        return (group, *(_field(column) for column in _columns(definition)), *_texts(definition))

    def place_name(self, actor: Any, place: Place) -> str:
        return _survey(actor, place).title

    def may(self, actor: Any, place: Place) -> Decision:
        survey = _known(place.about_id)
        if survey is None:
            return Decision(_("Begin on the page of the survey that the answers belong to."))
        return policies.bring_in_answers(actor, survey)

    def options_form(self, context: RunContext, data: Any = None) -> forms.Form | None:
        return None

    def check(self, records: Records, context: RunContext, report: Report) -> Check:
        reading = _Reading(_survey(context.actor, context.place), records, report)
        brought = reading.read()
        return Check(
            heaps=_heaps(brought),
            faults=tuple(reading.faults),
            notes=tuple(reading.notes()),
            plan=brought,
        )

    def apply(self, check: Check, records: Records, context: RunContext, report: Report) -> Outcome:
        survey = _survey(context.actor, context.place)
        bring_in_answers(survey=survey, brought=check.plan, by=context.actor, at=context.at)
        told = ngettext(
            "%(n)s answer is in. Nothing of it can be seen until results are made.",
            "%(n)s answers are in. Nothing of them can be seen until results are made.",
            check.plan.n,
        ) % {"n": f"{check.plan.n:,}"}
        return Outcome(told, reverse("surveys:results", args=[survey.pk]))


def _known(pk: UUID | None) -> Survey | None:
    return Survey.objects.select_related("keeper").filter(pk=pk).first() if pk else None


def _survey(actor: Any, place: Place) -> Survey:
    if place.about_id is None:
        raise Http404
    return access.kept_survey_for(actor, place.about_id)


def _heaps(brought: Brought) -> tuple[Heap, ...]:
    heaps = [Heap("answers", _("People’s answers"), n_without_lines=brought.n)]
    if brought.group_names:
        lines = tuple((name,) for name in brought.group_names)
        heaps.append(Heap("groups", _("Groups"), (_("Group"),), lines))
    if n := sum(map(len, brought.texts.values())):
        heaps.append(Heap("texts", _("Written comments"), n_without_lines=n))
    return tuple(heaps)


def _columns(definition: Definition) -> Iterator[_Column]:
    language = definition.languages[0]
    for question in definition.questions.values():
        label = said_in(question.label, language)
        if question.kind is Kind.SEVERAL:
            for name, option in zip(columns_of(question), question.options, strict=True):
                words = f"{label}: {said_in(option.label, language)}"
                yield _Column(name, words, question, _YES_NO)
        elif question.kind is not Kind.TEXT:
            yield _Column(question.id, label, question, _codes(question, language))


def _codes(question: Question, language: str) -> dict[str, int]:
    """What a cell may say: the code of an option, or its words."""
    words = {said_in(o.label, language).casefold(): o.code for o in question.options}
    return words | {str(code): code for code in question.codes}


def _field(column: _Column) -> Field:
    return Field(column.name.replace("/", "-"), column.label, guesses=(column.name,))


def _texts(definition: Definition) -> list[Field]:
    language = definition.languages[0]
    return [
        Field(q.id, said_in(q.label, language), guesses=(q.id,))
        for q in definition.questions.values()
        if q.kind is Kind.TEXT
    ]


class _Reading:
    """Reads a file into columns; a cell that cannot be one gives a fault and goes on."""

    def __init__(self, survey: Survey, records: Records, report: Report) -> None:
        self._definition = from_json(survey.definition)
        self._records, self._report = records, report
        self.faults: list[Fault] = []
        self._left_out: list[str] = []

    def read(self) -> Brought:
        columns = list(_columns(self._definition))
        found: dict[str, Codes] = {}
        for at, column in enumerate(columns):
            self._report(_("Reading the questions"), at, len(columns))
            if self._records.has(field := column.name.replace("/", "-")):
                found[column.name] = self._column(column, field)
            else:
                self._left_out.append(column.label)
        if not found:
            sentence = _("No column holds an answer to a question.")
            self.faults.append(Fault(0, "", sentence, _("Say which column answers which.")))
        names, groups = self._groups()
        return Brought(len(self._records), found, names, groups, self._written())

    def _column(self, column: _Column, field: str) -> Codes:
        """Each different cell is read once: answers repeat a lot."""
        known: dict[Cell, int] = {}
        codes = np.empty(len(self._records), dtype=np.int16)
        for index, cell in enumerate(self._records.column(field)):
            if cell not in known:
                known[cell] = self._code(column, field, cell, index)
            codes[index] = known[cell]
        return narrowed(codes)

    def _code(self, column: _Column, field: str, cell: Cell, index: int) -> int:
        text = as_text(cell).casefold()
        if text in column.codes:
            return column.codes[text]
        if text in _NOTHING:
            return NOT_ANSWERED
        if column.question.allows_na and text in {str(CANT_SAY), _("I can’t say").casefold()}:
            return CANT_SAY
        self.faults.append(
            self._records.fault(
                index,
                field,
                _("“%(cell)s” is none of the answers.") % {"cell": text[:60]},
                _("Use one of: %(codes)s.") % {"codes": ", ".join(map(str, _allowed(column)))},
            )
        )
        return NOT_ANSWERED

    def _groups(self) -> tuple[tuple[str, ...], tuple[int, ...]]:
        """The names of the groups, and each row's place among them; -1 for none."""
        if not self._records.has(GROUP_FIELD):
            return (), ()
        told = [as_text(cell)[:LONGEST_GROUP] for cell in self._records.column(GROUP_FIELD)]
        names = sorted({name for name in told if name.casefold() not in _NOTHING}, key=_natural)
        places = {name: at for at, name in enumerate(names)}
        return tuple(names), tuple(places.get(name, -1) for name in told)

    def _written(self) -> dict[str, tuple[str, ...]]:
        """What people wrote, by question; never with the row that it stood in."""
        found = {}
        for question in self._definition.questions.values():
            if question.kind is Kind.TEXT and self._records.has(question.id):
                cells = (
                    as_text(cell)[:_MOST_LETTERS] for cell in self._records.column(question.id)
                )
                found[question.id] = tuple(t for t in cells if t.casefold() not in _NOTHING)
        return found

    def notes(self) -> Iterator[str]:
        if self._left_out:
            told = {"n": len(self._left_out), "first": self._left_out[0]}
            yield (
                ngettext(
                    "%(n)s question has no column and stays without answers: “%(first)s”.",
                    "%(n)s questions have no column and stay without answers, such as “%(first)s”.",
                    len(self._left_out),
                )
                % told
            )


def _allowed(column: _Column) -> tuple[int, ...]:
    return (1, 0) if column.question.kind is Kind.SEVERAL else column.question.codes


def _natural(name: str) -> tuple[int, int, str]:
    """Numbers in their order, before names."""
    return (0, int(name), "") if name.isdecimal() else (1, 0, name.casefold())
