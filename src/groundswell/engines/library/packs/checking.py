"""What can only be seen of a pack as a whole: keys, what its parts name, and sums."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from ..kinds import WORK, Kind
from .contents import PackContents, Part
from .naming import ANY, ITEMS, WORKS, Entries, Field, Key, Keys
from .notes import Notes, Place, shown
from .schema import LITERATURE, PAGES


def check(
    contents: PackContents, places: Mapping[int, Place], known: frozenset[str], notes: Notes
) -> None:
    """Note what is wrong with the parts beside each other; `places` goes by the parts' ids."""
    kinds: dict[str, str] = {}
    dois: set[str] = set()
    parts = (*contents.works, *contents.parts)
    for part in parts:
        place = places.get(id(part), Place(""))
        if part.key in kinds and part.key:
            reason = _("The key “%(key)s” is used twice.") % {"key": part.key}
            notes.add(place.at("key"), reason, _("Give one of them another key."))
        kinds[part.key] = part.kind
        if part.kind == WORK and (doi := part.values.get("doi")):
            if doi in dois:
                reason = _("The DOI %(doi)s stands at two works.") % {"doi": shown(doi)}
                notes.add(place.at("doi"), reason, _("Leave out one of the two."))
            dois.add(doi)
    for part in parts:
        place = places.get(id(part), Place(""))
        _check_names(part, place, kinds, known, notes)
        _check_sum(part, place, notes)


def named_in(
    fields: tuple[Field, ...], values: Mapping[str, Any]
) -> Iterator[tuple[str, str, str]]:
    """Each key that the values name: in which field, the key, and what it may be the key of."""
    for field in fields:
        value = values.get(field.name)
        if not value:
            continue
        match field.shape:
            case Key(of=of) if field.name != "key":
                yield field.name, value, of
            case Keys(of=of):
                yield from ((field.name, key, of) for key in value)
            case Entries(fields=inner):
                for n, one in enumerate(value, 1):
                    for name, key, of in named_in(inner, one):
                        yield f"{field.name}.{n}.{name}", key, of


def fields_of(kind: str) -> tuple[Field, ...]:
    return (LITERATURE if kind == WORK else PAGES[kind]).fields


def _check_names(
    part: Part, place: Place, kinds: Mapping[str, str], known: frozenset[str], notes: Notes
) -> None:
    for name, key, of in named_in(fields_of(part.kind), part.values):
        kind = kinds.get(key)
        words = {"key": shown(key)}
        if kind is None and key not in known:
            reason = _("Nothing here has the key “%(key)s”.") % words
            notes.add(place.at(name), reason, _("See how it is spelt, or leave it out."))
        elif kind and not _may_be(kind, of):
            reason = _("“%(key)s” is a part of another kind than is meant here.") % words
            notes.add(place.at(name), reason, _("Name one of the kind that is asked for."))


def _may_be(kind: str, of: str) -> bool:
    return of == ANY or ((of == WORKS) == (kind == WORK) and of in {WORKS, ITEMS, kind})


def _check_sum(part: Part, place: Place, notes: Notes) -> None:
    if part.kind != Kind.MODULE or "minutes" not in part.values:
        return
    each = [one.get("minutes") for one in part.values.get("parts", ())]
    total = sum(filter(None, each))
    if None not in each and total != part.values["minutes"]:
        words = {"said": part.values["minutes"], "total": total}
        reason = _("The parts take %(total)s minutes together, not %(said)s.") % words
        notes.add(place.at("minutes"), reason, _("Put right the parts or the sum."))
