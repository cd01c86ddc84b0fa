"""The groups that answers are counted with, as they are shown: each with all that is within it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from ..columns import GROUP

if TYPE_CHECKING:
    from groundswell.ground.releases.kinds import Where

    from ..models import Group


@dataclass(frozen=True, slots=True)
class Unit:
    """A group: its own code, the codes that count in it, and how many were asked."""

    code: str
    label: str
    codes: tuple[str, ...]
    depth: int
    n_own: int
    n_all: int

    @property
    def where(self) -> "Where":
        return {GROUP: list(self.codes)}


def groups_of(rows: "Iterable[Group]") -> tuple[Unit, ...]:
    """Every group as it is shown, larger ones before those within them."""
    known = {row.pk: row for row in rows}
    within: dict[UUID, list[str]] = {pk: [] for pk in known}
    depth: dict[UUID, int] = {}
    for row in known.values():
        above = _above(row.pk, known)
        depth[row.pk] = len(above) - 1
        for pk in above:
            within[pk].append(row.code)
    return tuple(
        Unit(row.code, row.label, tuple(within[pk]), depth[pk], row.n_own, row.n_all)
        for pk, row in known.items()
    )


def _above(pk: UUID, known: "dict[UUID, Group]") -> list[UUID]:
    """The group and those that it is within."""
    found = [pk]
    while (parent := known[found[-1]].parent_id) in known:
        found.append(parent)
    return found


def units_shown(units: Iterable[Unit]) -> tuple[Unit, ...]:
    """Without a group that holds everybody: it is the whole."""
    found = tuple(units)
    every = len(found)
    return tuple(unit for unit in found if len(unit.codes) < every or every == 1)
