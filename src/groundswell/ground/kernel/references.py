"""Naming a thing of any app by its kind and id, without knowing its app."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """One thing, as it hangs on the thread: `kind` is registered in `registries.thread_kinds`.

    >>> str(Ref("test", UUID(int=7)))
    'test:00000000-0000-0000-0000-000000000007'
    >>> Ref.parse("test:00000000-0000-0000-0000-000000000007").kind
    'test'
    """

    kind: str
    id: UUID

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"

    @classmethod
    def parse(cls, text: str) -> "Ref":
        """The reference that the text stands for. Raises ValueError where it is none."""
        kind, _colon, key = text.partition(":")
        if not kind:
            raise ValueError(f"{text!r} names no kind of thing.")
        return cls(kind, UUID(key))
