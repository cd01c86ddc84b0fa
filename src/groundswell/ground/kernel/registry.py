"""A list that apps add to at start-up, so that a lower floor can call a higher one unseen."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

T = TypeVar("T")


class Registry(Generic[T]):
    """Entries by name, in the order of their names; a name is taken once.

    Parameters
    ----------
    noun : str
        What one entry is called, for the error that a second entry of one name raises.
    """

    def __init__(self, noun: str) -> None:
        self._noun = noun
        self._entries: dict[str, T] = {}

    def add(self, name: str, entry: T) -> T:
        """Register the entry. Raises ValueError where the name is taken by another entry."""
        if name in self._entries and self._entries[name] is not entry:
            raise ValueError(f"There is already a {self._noun} called {name!r}.")
        self._entries[name] = entry
        return entry

    def get(self, name: str) -> T | None:
        return self._entries.get(name)

    def __getitem__(self, name: str) -> T:
        return self._entries[name]

    def __contains__(self, name: object) -> bool:
        return name in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._entries))

    def __len__(self) -> int:
        return len(self._entries)

    def values(self) -> list[T]:
        return [self._entries[name] for name in self]

    def items(self) -> list[tuple[str, T]]:
        return [(name, self._entries[name]) for name in self]

    @contextmanager
    def only(self, **entries: T) -> Iterator[None]:
        """For a test: hold these entries and no others for a while."""
        kept, self._entries = self._entries, dict(entries)
        try:
            yield
        finally:
            self._entries = kept
