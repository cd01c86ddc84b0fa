"""A made-up survey whose answers stand in memory: a source as an owner of answers would be one.

staff = Survey.of(units={"A": 40, "B": 20, "C": 4}); staff.joins(); series = staff.begun()
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import numpy as np
from tests.world import NOON, a_founder

from groundswell.ground.kernel.decisions import ALLOWED, Decision
from groundswell.ground.releases import actions
from groundswell.ground.releases.kinds import (
    EVERYBODY,
    PEOPLE,
    Answers,
    Asked,
    Menu,
    Part,
    Source,
    Text,
    answered,
    mean,
    sources,
)
from groundswell.ground.releases.models import Release, Series

KIND = "made-up"
OPTIONS = (1, 2, 3, 4, 5, None)


@dataclass
class Survey:
    """Answers by batch: what `answered` adds counts from the next marker on."""

    units: Sequence[str]
    items: Sequence[str] = ("q",)
    id: UUID = field(default_factory=uuid4)
    rows: list[tuple[int, str, tuple[int | None, ...]]] = field(default_factory=list)
    written: dict[str, list[tuple[int, Text]]] = field(default_factory=dict)
    asked: tuple[Asked, ...] = ()
    may: Decision = ALLOWED
    reads: int = 0

    @property
    def marker(self) -> int:
        return max((batch for batch, _, _ in self.rows), default=0)

    def answered(self, people: Mapping[str, int], batch: int = 1, seed: int = 1) -> "Survey":
        """So many people of each unit have answered, in all kinds of ways."""
        draw = np.random.default_rng(seed)
        for unit, n in people.items():
            for at in range(n):
                values = tuple(1 + (at + int(draw.integers(0, 2))) % 5 for _ in self.items)
                self.rows.append((batch, unit, values))
        return self

    def wrote(self, item: str, n: int, batch: int = 1, reason: str = "") -> "Survey":
        held = self.written.setdefault(item, [])
        first = len(held)
        held += [
            (batch, Text(str(uuid4()), f"words {at}", reason)) for at in range(first, first + n)
        ]
        return self

    def answers(self, subject_id: UUID, marker: int) -> Answers:
        self.reads += 1
        rows = [row for row in self.rows if row[0] <= marker]
        codes = {
            name: np.array([OPTIONS.index(values[at]) for _, _, values in rows], dtype=np.int8)
            for at, name in enumerate(self.items)
        }
        codes["unit"] = np.array([self.units.index(unit) for _, unit, _ in rows], dtype=np.int16)
        domains = {"unit": list(self.units), **dict.fromkeys(self.items, OPTIONS)}
        return Answers(domains, codes, np.array([row[0] for row in rows], dtype=int), self.asked)

    def n(self, subject_id: UUID, marker: int | None) -> int:
        return sum(marker is None or batch <= marker for batch, _, _ in self.rows)

    def texts(self, subject_id: UUID, marker: int, item: str) -> list[Text]:
        return [text for batch, text in self.written.get(item, []) if batch <= marker]

    def may_publish(self, actor: Any, subject_id: UUID) -> Decision:
        return self.may

    @property
    def source(self) -> Source:
        return Source(self.answers, self.n, self.texts, self.may_publish, (), ())

    @contextmanager
    def registered(self) -> Iterator["Survey"]:
        with sources.only(**{KIND: self.source}):
            yield self

    def begun(self, **details: Any) -> Series:
        """The series of this survey, as it was begun before the first answer."""
        kept, self.rows = self.rows, []
        details = {"organisation_id": None, "by": a_founder(), "at": NOON, **details}
        series = actions.begin_series(kind=KIND, subject_id=self.id, **details)
        self.rows = kept
        return series

    def published(self, series: Series, menu: Menu | None = None, **details: Any) -> Release:
        details = {"marker": self.marker, "by": a_founder(), "at": NOON, **details}
        return actions.publish(series=series, menu=menu or self.menu(), **details)

    def menu(self, texts: Sequence[str] = ()) -> Menu:
        """Everybody and each unit: people, and of each item the valid answers and the mean."""
        groups = (EVERYBODY, *({"unit": [unit]} for unit in self.units))
        each = [one for item in self.items for one in (answered(item), mean(item))]
        return Menu((Part(groups, (PEOPLE, *each)),), tuple(texts))


def unit(*names: str) -> dict[str, list[str]]:
    return {"unit": list(names)}
