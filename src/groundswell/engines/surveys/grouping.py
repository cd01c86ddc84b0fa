"""What an answer is counted with, decided before anybody answers. Plain values, no database.

Units stand in a tree: the organisation, its teams, the teams within them. A unit in which fewer
than `k` people are asked is counted with its larger unit, and so on all the way up. Where too few
would then be left beside the units that stand by themselves, the smallest of these is counted with
them: nobody is known by being the rest.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Unit:
    """An organisation or a team, its larger unit, and how many people are asked in it itself."""

    id: UUID
    label: str
    parent: UUID | None = None
    n_asked: int = 0


@dataclass(frozen=True, slots=True)
class Placed:
    """A unit that answers are counted with. `n_own` are counted here, `n_all` with what is within.

    `holds` are the units whose people are counted here: itself, and those that are too small.
    """

    id: UUID
    label: str
    parent: UUID | None
    n_own: int
    n_all: int
    holds: tuple[UUID, ...]


def placed(units: Iterable[Unit], k: int) -> tuple[Placed, ...]:
    """The units that stand by themselves, larger ones before those within them.

    Of an organisation in which fewer than `k` are asked nothing stands: its people are counted with
    everybody, and with nothing else.

    >>> from uuid import UUID
    >>> trust, ward, bank = (UUID(int=n) for n in (1, 2, 3))
    >>> inner = [Unit(ward, "Ward", trust, 12), Unit(bank, "Bank", trust, 4)]
    >>> for one in placed([Unit(trust, "Trust", None, 20), *inner], k=10):
    ...     print(one.label, one.n_own, one.n_all)
    Trust 24 36
    Ward 12 12
    """
    known = {unit.id: unit for unit in units}
    within: dict[UUID | None, list[Unit]] = {}
    for unit in known.values():
        within.setdefault(unit.parent if unit.parent in known else None, []).append(unit)
    found: list[Placed] = []
    for top in _sorted(within.get(None, [])):
        one = _Tree(within, k).stand(top)
        found += one.flat(None) if one.n_all >= k else []
    return tuple(found)


def unit_to_group(groups: Iterable[Placed]) -> dict[UUID, UUID]:
    """For each unit the one that it is counted with."""
    return {unit: group.id for group in groups for unit in group.holds}


def _sorted(units: Iterable[Unit]) -> list[Unit]:
    return sorted(units, key=lambda unit: (unit.label.casefold(), unit.id))


@dataclass(slots=True)
class _Stand:
    """A unit while the tree is walked: what it holds itself, and what stands within it."""

    unit: Unit
    n_own: int
    holds: list[UUID]
    inner: "list[_Stand]"

    @property
    def n_all(self) -> int:
        return self.n_own + sum(one.n_all for one in self.inner)

    def swallow(self, other: "_Stand") -> None:
        """Everything of the other, and of what stands within it, is counted here."""
        self.n_own += other.n_own
        self.holds += other.holds
        for one in other.inner:
            self.swallow(one)

    def flat(self, parent: UUID | None) -> list[Placed]:
        own = Placed(
            self.unit.id, self.unit.label, parent, self.n_own, self.n_all, tuple(self.holds)
        )
        return [own, *(each for one in self.inner for each in one.flat(self.unit.id))]


class _Tree:
    def __init__(self, within: Mapping[UUID | None, list[Unit]], k: int) -> None:
        self._within, self._k = within, k

    def stand(self, unit: Unit) -> _Stand:
        """The unit with those within it that are large enough; it holds the people of the rest."""
        found = _Stand(unit, unit.n_asked, [unit.id], [])
        for each in _sorted(self._within.get(unit.id, [])):
            one = self.stand(each)
            if one.n_all < self._k:
                found.swallow(one)
            else:
                found.inner.append(one)
        while 0 < found.n_own < self._k and found.inner:
            smallest = min(found.inner, key=lambda one: one.n_all)
            found.inner.remove(smallest)
            found.swallow(smallest)
        return found
