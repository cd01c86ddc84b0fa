"""From answers and a menu to what is shown. Every row carries the release it first counted in.

So a question of an earlier release stays what it was when more people have answered: it asks of
those who were there. Nothing here reads or writes a table.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from django.utils.translation import gettext_lazy

from groundswell.ground.kernel.errors import Unusable
from groundswell.science import disclosure
from groundswell.science.disclosure import Ledger, Policy, Population, Question, Records

from .kinds import Answers, Codes, Menu, Value, Where

FIRST_IN = "(release)"  # the column that says in which release a row first counted
LATER = "later"  # a value of it that nobody has yet, so that "up to now" is never "everybody"
_CHANGED = gettext_lazy(
    "The answers behind what was published before are no longer the same. Nothing new is published."
)
Domains = Mapping[str, Sequence[Value]]
Row = tuple[Mapping[str, object], float | None, UUID]


@dataclass(frozen=True, slots=True)
class Frozen:
    """The answers as one release sees them: `number` counts from 1."""

    held: Records
    number: int
    public: disclosure.Public


def question(held: Records, number: int, where: Where, statistic: disclosure.Statistic) -> Question:
    """One question, of those who had answered by a release.

    Raises ValueError for an item, column or value that the domains do not have.
    """
    return question_about(held, people(held, number, where), statistic)


def people(held: Records, number: int, where: Where) -> Population:
    """Those of a group who had answered by a release. Raises ValueError as `question` does."""
    return held.population(_by_then(where, number))


def questions(held: Records, number: int, menu: Menu) -> list[Question]:
    """Every question of a menu once, in its order; a group is looked up once for all of its own."""
    groups = ((people(held, number, w), part) for part in menu.parts for w in part.groups)
    asked = (question_about(held, of, one) for of, part in groups for one in part.statistics)
    return list(dict.fromkeys(asked))


def question_about(held: Records, of: Population, statistic: disclosure.Statistic) -> Question:
    """A question about people who were looked up. Raises ValueError for an item nobody asked."""
    if statistic.item and statistic.item not in held.domains:
        raise ValueError(f"{statistic.item!r} is no item that was asked.")
    return Question(of, statistic)


def _by_then(where: Where, number: int) -> Where:
    return {**where, FIRST_IN: range(1, number + 1)}


def domains_of(answers: Answers, number: int) -> dict[str, list[Value]]:
    """The public values of every column, as they are kept with a release."""
    domains = {column: list(values) for column, values in answers.domains.items()}
    if FIRST_IN in domains:
        raise ValueError(f"A column cannot be called {FIRST_IN!r}.")
    return {**domains, FIRST_IN: [*range(1, number + 1), LATER]}


def frozen(answers: Answers, markers: Sequence[int]) -> Frozen:
    """The answers up to the last of the markers, one marker a release."""
    number = len(markers)
    codes = {**answers.codes, FIRST_IN: _first_in(answers.batch, markers)}
    held = disclosure.coded(domains_of(answers, number), codes)
    heads = tuple(
        disclosure.Headcount(held.population(_by_then(one.where, number)), one.number)
        for one in answers.asked
    )
    return Frozen(held, number, disclosure.Public(headcounts=heads))


def _first_in(batch: Codes, markers: Sequence[int]) -> Codes:
    found = np.searchsorted(np.asarray(markers), batch)
    if found.size and int(found.max()) >= len(markers):
        raise ValueError("There are answers of a batch after the last marker.")
    return found


def planned(
    data: Frozen, policy: Policy, menu: Menu, before: Ledger
) -> dict[Question, float | None]:
    """The answer to each question of a menu; None where it is withheld.

    Raises Unusable where records behind an earlier release are no longer what they were. The
    sentence says nothing of what they are, and neither does the log.
    """
    asked = questions(data.held, data.number, menu)
    try:
        found = disclosure.plan(data.held, policy, asked, ledger=before, public=data.public)
    except ValueError:
        raise Unusable(str(_CHANGED)) from None
    return {one: found.ledger.answers[one] for one in asked}


def nobody(domains: Domains) -> Records:
    """Enough to name questions of a release: its public domains, and no answer."""
    return disclosure.nobody(domains)


def ledger_of(rows: Iterable[Row], domains: Mapping[UUID, Domains], held: Records) -> Ledger:
    """The ledger from its rows: the form of each question, its value, the release it is of.

    `domains` are those of each release, in its day.
    """
    then = {one: disclosure.changed_domains(held, of) for one, of in domains.items()}
    return Ledger({
        disclosure.question_from(form, held, then[release]): value for form, value, release in rows
    })
