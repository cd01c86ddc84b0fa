"""What a pack holds, as plain values: the same whether it was read from files or from a shelf."""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Part:
    """One work or one page. `values` go by the names of `schema`; what is empty is not there.

    A value is a text, a whole number, a list of texts, or a list of such mappings. Days are texts
    such as 2028-11-28, and what a part names stands there by its key in the pack.
    """

    kind: str  # a code of `kinds.Kind`, or `kinds.WORK`
    key: str
    values: Mapping[str, Any]

    @property
    def title(self) -> str:
        return str(self.values.get("title", self.key))


@dataclass(frozen=True, slots=True)
class Term:
    term: str
    words: str


@dataclass(frozen=True, slots=True)
class Group:
    """A group of elements of a strategy, and what holds it together."""

    key: str
    title: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class PackContents:
    key: str
    title: str
    version: int
    language: str
    licence: str
    made_on: dt.date
    about: str = ""
    works: tuple[Part, ...] = ()
    parts: tuple[Part, ...] = ()
    terms: tuple[Term, ...] = ()
    groups: tuple[Group, ...] = ()

    @property
    def prints(self) -> dict[str, str]:
        """A print of every work and page, by its key."""
        return {part.key: print_of(part) for part in (*self.works, *self.parts)}


def print_of(part: Part) -> str:
    """The same for parts that say the same, and for no others."""
    said = json.dumps([part.kind, dict(part.values)], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()[:32]
