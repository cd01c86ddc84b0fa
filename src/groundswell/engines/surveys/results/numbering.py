"""Every number of a release as a row, hidden ones among them: what sheets and files count with."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from groundswell.ground.documents.description import Cell, Number, Table
from groundswell.ground.releases import queries as released
from groundswell.ground.releases.kinds import EVERYBODY, Where
from groundswell.ground.releases.queries import HIDDEN, Numbers, Row
from groundswell.ground.web import words

from ..columns import OPTION_MARK
from ..definition import Definition, Question, said_in
from .cutting import cut_for
from .groups import Unit
from .menu import cut_by


@dataclass(frozen=True, slots=True)
class NumberRow:
    """One number: of whom, of which question, what it is; None where it is hidden."""

    group: str
    name: str  # of the question, as the codebook has it; empty for people
    question: str
    what: str
    value: float | None
    decimals: int


HEADINGS = ("group", "name", "question", "what", "number")
"""The headings of a file of numbers: for programs, so they stay the same in every language."""


def rows_of(numbers: Numbers, definition: Definition, units: Sequence[Unit]) -> Iterator[NumberRow]:
    """Every number of the release in its order, then those of what it was laid out by since.

    A row is there whether or not it is shown.
    """
    groups = _names(definition, units)
    laid_out = [cut_by(definition, cut_for(definition, name)) for name in definition.questions]
    for row in released.rows(numbers, *laid_out):
        yield NumberRow(
            group=groups.get(_key(row.where), ""),
            name=row.statistic.item,
            question=_label(row.statistic.item, definition),
            what=_what(row, definition),
            value=row.value,
            decimals=row.statistic.decimals,
        )


def table_of(rows: Iterator[NumberRow]) -> Table:
    """The same for a document."""
    return Table(
        caption=_("Numbers"),
        headings=(_("Group"), _("Name"), _("Question"), _("What"), _("Number")),
        rows=tuple((r.group, r.name, r.question, r.what, _cell(r)) for r in rows),
        how=_("“Hidden” protects people; it looks the same whatever the reason."),
    )


def _cell(row: NumberRow) -> Cell:
    if row.value is None:
        return str(HIDDEN)
    return Number(words.number(row.value, places=row.decimals), row.value)


Key = frozenset[tuple[str, frozenset[object]]]


def _key(where: Where) -> Key:
    return frozenset((column, frozenset(values)) for column, values in where.items())


def _names(definition: Definition, units: Sequence[Unit]) -> dict[Key, str]:
    """What every group is called on the page: units, and the options of questions cut by."""
    language = definition.languages[0]
    found = {_key(EVERYBODY): _("Everybody")}
    for name, question in definition.questions.items():
        wheres = cut_for(definition, name)
        for option, where in zip(question.options, wheres, strict=False):
            label = said_in(question.label, language)
            found[_key(where)] = f"{label}: {said_in(option.label, language)}"
    return found | {_key(unit.where): unit.label for unit in units}


def _question(item: str, definition: Definition) -> Question | None:
    return definition.questions.get(item.partition(OPTION_MARK)[0])


def _label(item: str, definition: Definition) -> str:
    question = _question(item, definition)
    if question is None:
        return ""
    language = definition.languages[0]
    label = said_in(question.label, language)
    option = _option(item.partition(OPTION_MARK)[2], question, language)
    return f"{label}: {option}" if option else label


def _option(code: str, question: Question, language: str) -> str:
    labels: Mapping[str, str] = {str(o.code): said_in(o.label, language) for o in question.options}
    return labels.get(code, "")


def _what(row: Row, definition: Definition) -> str:
    kind, item = row.statistic.kind, row.statistic.item
    if kind != "pct":
        return {"n": _("People"), "base": _("Valid answers"), "mean": _("Mean")}[kind]
    question = _question(item, definition)
    if question is None or OPTION_MARK in item:
        return _("Chose it, in per cent")
    language = definition.languages[0]
    told = [_option(str(code), question, language) for code in row.statistic.codes]
    return _("Answered “%(options)s”, in per cent") % {"options": words.listed(told)}
