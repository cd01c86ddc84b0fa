"""The numbers of one release, frozen. There is nothing in them but what is shown."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from groundswell.science.disclosure import Population, Records, Statistic, question_key

from .. import planning
from ..kinds import PEOPLE, Menu, Where, answered, mean, share
from ..menus import menu_from
from ..models import Answer, Release


@dataclass(frozen=True, slots=True, eq=False)
class Numbers:
    """What a release shows, for whoever draws it. Everything derived is made of these values.

    Attributes
    ----------
    values : mapping of the key of a question to its answer
        None stands for withheld, whatever the reason.
    names : Records
        The public columns and their values; no answers.
    public : mapping of the key of a group's count to how many were asked
    """

    release_id: UUID
    series_id: UUID
    number: int
    made_at: dt.datetime
    k: int
    k_comments: int
    sensitive: frozenset[str]
    menu: Menu
    values: Mapping[str, float | None]
    names: Records
    public: Mapping[str, int]
    _keys: dict[Any, str] = field(default_factory=dict, repr=False)  # worked out once a question
    _groups: dict[Any, Population] = field(default_factory=dict, repr=False)  # and once a group

    def value(self, where: Where, statistic: Statistic) -> float | None:
        """A number as it is shown; None where it is withheld, or was never asked.

        Raises ValueError for an item, column or value that the release does not have.
        """
        return self.values.get(self._key(where, statistic))

    def is_hidden(self, where: Where, statistic: Statistic) -> bool:
        """Whether there is a mark instead of a number. One mark, whatever the reason."""
        return self.value(where, statistic) is None

    def has_asked(self, where: Where, statistic: Statistic) -> bool:
        """Whether the question stands in this release, answered or withheld; if not, `ask` it."""
        return self._key(where, statistic) in self.values

    def people(self, where: Where) -> int | None:
        """How many people of a group answered anything."""
        return _whole(self.value(where, PEOPLE))

    def asked(self, where: Where) -> int | None:
        """How many were asked: public, so shown with everything hidden. None: it is not known."""
        return self.public.get(self._key(where, PEOPLE))

    def rate(self, where: Where) -> float | None:
        """How many of a hundred who were asked have answered; None where either is not shown."""
        people, asked = self.people(where), self.asked(where)
        return 100 * people / asked if people is not None and asked else None

    def base(self, where: Where, item: str) -> int | None:
        """Valid answers to an item; where they were not asked for, people."""
        if self.has_asked(where, answered(item)):
            return _whole(self.value(where, answered(item)))
        return self.people(where)

    def mean(self, where: Where, item: str) -> float | None:
        return self.value(where, mean(item))

    def share(self, where: Where, item: str, *codes: int) -> float | None:
        """How many of a hundred chose one of the codes."""
        return self.value(where, share(item, *codes))

    def distribution(
        self, where: Where, item: str, codes: Sequence[int]
    ) -> tuple[float | None, ...]:
        """The share of each option, hidden ones among them."""
        return tuple(self.share(where, item, code) for code in codes)

    def _key(self, where: Where, statistic: Statistic) -> str:
        group = tuple((column, tuple(values)) for column, values in where.items())
        asked = (statistic, group)
        if asked not in self._keys:
            if group not in self._groups:
                self._groups[group] = planning.people(self.names, self.number, where)
            question = planning.question_about(self.names, self._groups[group], statistic)
            self._keys[asked] = question_key(question)
        return self._keys[asked]


def _whole(value: float | None) -> int | None:
    return None if value is None else int(value)


def numbers(release: Release) -> Numbers:
    """Everything that a release shows: one query, two where the series is not loaded with it."""
    series = release.series
    names = planning.nobody(release.domains)
    found = Answer.objects.filter(release=release).values_list("key", "value")

    def key(where: Where) -> str:
        return question_key(planning.question(names, release.number, where, PEOPLE))

    return Numbers(
        release_id=release.pk,
        series_id=series.pk,
        number=release.number,
        made_at=release.made_at,
        k=series.k,
        k_comments=series.k_comments,
        sensitive=frozenset(series.sensitive),
        menu=menu_from(release.menu),
        values=dict(found.iterator()),
        names=names,
        public={key(one["where"]): one["number"] for one in release.asked},
    )
