"""What a reader asks the library for, as it stands in the address."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from groundswell.ground.kernel.search import words_of

from .. import kinds

LONGEST_QUESTION = 200  # characters
MOST_ASKED = 8  # words; the rest is not looked at
# Marks that would turn the page around or cannot be written into it at all.
_UNSHOWABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_SMALL = frozenset(
    words_of("a an and are as at by for from in is it of on or that the to what with")
)

# What can be chosen, in the order of the page, and the words of its codes.
CHOICES: dict[str, Any] = {
    "strength": kinds.Strength,
    "sector": kinds.Sector,
    "lens": kinds.Lens,
    "meant_for": kinds.MeantFor,
    "component": kinds.Component,
    "serves": kinds.CulturalElement,
    "effort": kinds.Effort,
}
KIND_CODES = frozenset({*kinds.Kind.values, kinds.WORK})
PARAMETERS = frozenset({"q", "kind", "tag", "year_from", "standing", "page", *CHOICES})


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: words, and at most one choice of each name. What nobody can choose is not there.

    `literal`: no word is replaced by one that is nearly the same.
    """

    text: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    page: str = ""
    literal: bool = False

    @property
    def words(self) -> list[str]:
        """As they are typed, folded, without small words where there are others."""
        found = words_of(self.text)
        return ([word for word in found if word not in _SMALL] or found)[:MOST_ASKED]

    @property
    def year_from(self) -> int | None:
        return int(self.choices["year_from"]) if "year_from" in self.choices else None

    @property
    def codes(self) -> dict[str, str]:
        """Those of the choices that an entry's `facets` hold."""
        names = {"tag", *CHOICES}
        return {name: f"{name}:{code}" for name, code in self.choices.items() if name in names}

    def fields(self, **changed: str) -> dict[str, str]:
        """The question as fields of an address; a change to nothing takes a field away."""
        literal = {"literal": "1"} if self.literal else {}
        told = {"q": self.text, **self.choices, **literal, **changed}
        return {name: value for name, value in told.items() if value}

    def address(self, **changed: str) -> str:
        return "?" + urlencode(self.fields(**changed))


def asked_by(address: Mapping[str, str]) -> Asked:
    """
    >>> asked_by({"q": " Wards\\u202e  and  boards ", "strength": "strong", "sector": "moon"})
    Asked(text='Wards and boards', choices={'strength': 'strong'}, page='', literal=False)
    """
    text = " ".join(_UNSHOWABLE.sub(" ", address.get("q", "")).split())[:LONGEST_QUESTION]
    read = {
        name: _read(name, address[name]) for name in address if name in PARAMETERS - {"q", "page"}
    }
    return Asked(
        text=text,
        choices={name: value for name, value in read.items() if value},
        page=address.get("page", ""),
        literal=address.get("literal") == "1",
    )


def is_asked(address: Mapping[str, str]) -> bool:
    """Whether the address asks for anything, be it in vain."""
    return any(name in PARAMETERS for name in address)


def _read(name: str, value: str) -> str:
    if name == "tag":
        return " ".join(_UNSHOWABLE.sub(" ", value).split())[:100].casefold()
    if name == "year_from":
        return str(int(value)) if re.fullmatch(r"[0-9]{1,4}", value) else ""
    known = {"kind": KIND_CODES, "standing": kinds.Standing.values}.get(name)
    return value if value in (known or CHOICES[name].values) else ""
