"""Which numbers of a survey are published: everybody with shares, units with means."""

from collections.abc import Iterable, Sequence

from groundswell.ground.releases.kinds import (
    EVERYBODY,
    PEOPLE,
    Menu,
    Part,
    Statistic,
    Where,
    answered,
    distribution,
    mean,
    share,
)

from ..columns import of_option
from ..definition import Definition, Kind, Question
from .groups import Unit

CHOSEN = 1
"""The code of an option that was chosen, where several could be."""


def menu_of(definition: Definition, units: Sequence[Unit]) -> Menu:
    """What is published of a survey: everybody in full, each unit with the means of what counts.

    Shares of some tens of people are mostly 0 % of something, which has to be hidden and hides
    more beside it; so units have means.
    """
    shares = [s for question in definition.questions.values() for s in shares_of(question)]
    means = means_of(definition)
    parts = (
        Part((EVERYBODY,), (*means, *shares)),
        Part(tuple(unit.where for unit in units), means),
    )
    return Menu(tuple(part for part in parts if part.groups), texts_asked(definition))


def means_of(definition: Definition) -> tuple[Statistic, ...]:
    """People, and of each question that counts how many answered it and what they said."""
    each = [s for name in counted(definition) for s in (answered(name), mean(name))]
    return (PEOPLE, *each)


def counted(definition: Definition) -> tuple[str, ...]:
    """The questions whose answers count as numbers."""
    return tuple(q.id for q in definition.questions.values() if q.kind is Kind.SCALE)


def texts_asked(definition: Definition) -> tuple[str, ...]:
    return tuple(q.id for q in definition.questions.values() if q.kind is Kind.TEXT)


def shares_of(question: Question) -> tuple[Statistic, ...]:
    """How many of a hundred chose each option, and out of how many."""
    if question.kind is Kind.SEVERAL:
        columns = [of_option(question.id, code) for code in question.codes]
        return tuple(s for column in columns for s in (answered(column), share(column, CHOSEN)))
    if question.kind is Kind.TEXT:
        return ()
    shares = distribution(question.id, question.codes)
    return shares if question.kind is Kind.SCALE else (answered(question.id), *shares)


def cut_by(definition: Definition, wheres: Iterable[Where]) -> Menu:
    """The means of some groups more: what a filter asks."""
    return Menu((Part(tuple(wheres), means_of(definition)),))
