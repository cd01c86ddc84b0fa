"""Which comments are shown: a higher threshold, and new ones only where enough came together."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import TypeVar
from uuid import UUID

from .kinds import Text

T = TypeVar("T", bound=Text)


def shown_up_to(
    written: Mapping[str, Mapping[int, int]], before: Mapping[str, int], k: int
) -> dict[str, int]:
    """Up to which marker the comments on each item are shown; items without any are left out.

    Parameters
    ----------
    written : mapping of item to a mapping of marker to people
        How many people had written about it by the marker of each release.
    before : mapping of item to marker
        What the last release showed.
    k : int
        Fewest people whose comments appear together.

    Examples
    --------
    >>> shown_up_to({"q": {1: 15, 2: 20}}, {}, 15)
    {'q': 2}
    >>> shown_up_to({"q": {1: 15, 2: 20}}, {"q": 1}, 15), shown_up_to({"q": {1: 9}}, {}, 15)
    ({'q': 1}, {})
    """
    found = dict(before)
    for item, people in written.items():
        newest = max(people)
        if people[newest] - people.get(before.get(item, 0), 0) >= k:
            found[item] = newest
    return found


def mixed(texts: Iterable[T], release_id: UUID, item: str) -> list[T]:
    """The texts in an order of the release's own, which says nothing of when each was written."""
    return sorted(texts, key=lambda text: _place(f"{release_id}:{item}:{text.key}"))


def _place(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
