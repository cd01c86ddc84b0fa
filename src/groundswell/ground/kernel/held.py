"""What is held about a person, read only as far as somebody looks."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol

from django.db.models import QuerySet

Row = dict[str, Any]  # plain values by the name of their column
_AT_ONCE = 2_000  # rows kept in memory while all are gone through


class Held(Protocol):
    """One table: a page asks for its first rows, a download goes through all. A list will do."""

    def __iter__(self) -> Iterator[Row]: ...

    def __getitem__(self, part: slice, /) -> Iterable[Row]: ...


class HeldRows:
    """The rows of a queryset in its order, each told as plain values.

    Parameters
    ----------
    rows
        Unread, and ordered. From `.values(…)` no `told` is needed.
    told
        What a row is to the person.
    """

    def __init__(self, rows: QuerySet[Any, Any], told: Callable[[Any], Row] = dict) -> None:
        self._rows, self._told = rows, told

    def __iter__(self) -> Iterator[Row]:
        return map(self._told, self._rows.iterator(chunk_size=_AT_ONCE))

    def __getitem__(self, part: slice, /) -> list[Row]:
        return [self._told(row) for row in self._rows[part]]
