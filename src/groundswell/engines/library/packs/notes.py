"""Faults, collected while a pack is read: each with its file, its field and a sentence."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from groundswell.ground.kernel.errors import Fault

from ..exchange.work import one_line

MOST_FAULTS = 500  # nobody reads more


@dataclass(slots=True)
class Notes:
    faults: list[Fault] = field(default_factory=list)
    n_more: int = 0

    def add(self, place: "Place", reason: str, remedy: str = "") -> None:
        if len(self.faults) >= MOST_FAULTS:
            self.n_more += 1
            return
        self.faults.append(Fault(place.row, place.column, reason, remedy))

    def done(self) -> tuple[Fault, ...]:
        if not self.n_more:
            return tuple(self.faults)
        more = _("Further faults that are not listed: %(n)s.") % {"n": self.n_more}
        return (*self.faults, Fault(0, "", more, _("Put these right first, then read it again.")))


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a file, which of its entries, and the field."""

    file: str
    row: int = 0  # counts from 1 where a file holds several; 0 speaks of the file
    name: str = ""

    def at(self, name: object) -> "Place":
        """A field of it, or what stands in that field."""
        return Place(self.file, self.row, f"{self.name}.{name}" if self.name else str(name))

    @property
    def column(self) -> str:
        return shown(f"{self.file}: {self.name}" if self.name else self.file, 200)


def shown(text: object, longest: int = 60) -> str:
    """What somebody wrote, on one line and cut short, fit to stand in a sentence."""
    line = one_line(str(text)[: longest * 4])
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
