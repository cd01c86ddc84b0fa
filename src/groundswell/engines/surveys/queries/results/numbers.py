"""The published numbers as a file that programs read; what is hidden is an empty cell."""

from collections.abc import Iterable, Sequence
from typing import Any

from groundswell.ground.people.actors import Actor

from ...models import Survey
from ...results.numbering import HEADINGS, NumberRow, rows_of
from . import access
from .page import read_results

File = tuple[str, Sequence[str], Iterable[Sequence[Any]]]


def numbers_file(actor: Actor, survey: Survey) -> File:
    """Its name, headings and rows, of the release that this reader reads; Http404 without one."""
    found = read_results(actor, survey, access.release_or_404(actor, survey))
    rows = rows_of(found.numbers, found.definition, found.units)
    return (
        survey.title,
        HEADINGS,
        ((one.group, one.name, one.question, one.what, _plain(one)) for one in rows),
    )


def _plain(row: NumberRow) -> float | int | None:
    """As it is shown: a number of people is a whole one."""
    return row.value if row.value is None or row.decimals else round(row.value)
