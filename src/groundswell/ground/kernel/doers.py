"""Who did a thing, as far as the ground floor needs to know."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID


class Doer(Protocol):
    """A person who acts, or the system itself (whose `id` is None)."""

    @property
    def id(self) -> UUID | None: ...

    @property
    def name(self) -> str: ...


@dataclass(frozen=True, slots=True)
class _System:
    id: None = None
    name: str = "Groundswell"


SYSTEM = _System()
