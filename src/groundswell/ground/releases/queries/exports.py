"""A release's numbers as rows, for a sheet or a file of comma-separated values."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.ground.documents.description import Cell, Number, Table
from groundswell.ground.web import words
from groundswell.science.disclosure import Statistic

from ..kinds import Menu, Where
from ..menus import asked_of
from .numbers import Numbers

HIDDEN = gettext_lazy("Hidden")
"""The one mark of everything that is not shown: too few, nobody, or hidden for others' sake."""


@dataclass(frozen=True, slots=True)
class Row:
    """One number of the menu; `value` is None where it is hidden."""

    where: Where
    statistic: Statistic
    value: float | None


def rows(numbers: Numbers, *further: Menu) -> Iterator[Row]:
    """Every number of the menu, in its order, hidden ones among them: a row is always there.

    After them come those of `further` menus that have been asked since.
    """
    for where, statistic in asked_of(numbers.menu):
        yield Row(where, statistic, numbers.value(where, statistic))
    for where, statistic in (one for menu in further for one in asked_of(menu)):
        if numbers.has_asked(where, statistic):
            yield Row(where, statistic, numbers.value(where, statistic))


def table(numbers: Numbers, *, caption: str, groups: Mapping[str, str]) -> Table:
    """The same as a table of a document.

    `groups` are the names that people know of a column's values; a value without one is its own.
    """
    headings = (_("Group"), _("Question"), _("What"), _("Number"))
    return Table(
        caption=caption,
        headings=headings,
        rows=tuple(
            (_group(one.where, groups), one.statistic.item, _what(one.statistic), _cell(one))
            for one in rows(numbers)
        ),
        how=_("“Hidden” protects people; it looks the same whatever the reason."),
    )


def _group(where: Where, names: Mapping[str, str]) -> str:
    parts = [words.listed([names.get(str(v), str(v)) for v in where[column]]) for column in where]
    return "; ".join(parts) or _("Everybody")


def _what(statistic: Statistic) -> str:
    if statistic.kind == "pct":
        told = {"options": ", ".join(map(str, statistic.codes))}
        return _("Share of answers %(options)s, in per cent") % told
    return {
        "n": _("People"),
        "base": _("Valid answers"),
        "mean": _("Mean"),
    }.get(statistic.kind, str(statistic))


def _cell(row: Row) -> Cell:
    if row.value is None:
        return str(HIDDEN)
    return Number(words.number(row.value, places=row.statistic.decimals), row.value)
