"""Two parts side by side, field by field, in words that a person reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..kinds import WORK
from ..models import ITEMS, Work
from .contents import Part
from .schema import LITERATURE, PAGES


@dataclass(frozen=True, slots=True)
class Difference:
    """One field: its name in the pack, what the editor calls it, and both texts."""

    field: str
    label: str
    old: str
    new: str


def between(old: Part, new: Part) -> tuple[Difference, ...]:
    """Every field in which the two differ, in the order of the kind's fields."""
    return tuple(
        Difference(name, label, words(old.values.get(name)), words(new.values.get(name)))
        for name, label in labels_of(new.kind).items()
        if old.values.get(name) != new.values.get(name)
    )


def labels_of(kind: str) -> dict[str, str]:
    model: Any = Work if kind == WORK else ITEMS[kind]
    columns = {column.name: column for column in model._meta.get_fields()}
    found = {}
    for field in (LITERATURE if kind == WORK else PAGES[kind]).fields:
        plain = field.name.replace("_", " ").replace(".", ": ").capitalize()
        label = getattr(columns.get(field.attr), "verbose_name", "") or plain
        found[field.name] = str(label)
    return found


def words(value: Any) -> str:
    """A value as text: an entry a line, and the fields of an entry after each other.

    >>> words(["one", "two"]), words([{"value": "17", "words": "studies"}]), words(None)
    ('one\\ntwo', '17 · studies', '')
    """
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return " · ".join(words(one).replace("\n", " / ") for one in value.values())
    if isinstance(value, list):
        return "\n".join(words(one) for one in value)
    return str(value)
