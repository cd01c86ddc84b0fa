"""Which rows the keys of a pack stand for, where they did not come from it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import Q

from ..exchange import duplicates, title_print
from ..models import Item, Shelf, Work
from .checking import fields_of, named_in
from .contents import PackContents, Part
from .literature import exchanged, part_of_work

_BATCH = 400  # values in one question


def matched_works(parts: Sequence[Part], taken: frozenset[str]) -> dict[str, Work]:
    """The work here that each part is: by its DOI, by its key, or by its title, year and authors.

    No work here stands for two parts. A key alone is not enough: another may bear it by chance.
    """
    candidates = {work.pk: work for work in _candidates(parts)}
    by_doi = {work.doi: work for work in candidates.values() if work.doi}
    by_key = {work.key: work for work in candidates.values()}
    found: dict[str, Work] = {}
    used: set[int] = set()

    def note(part: Part, work: Work | None) -> None:
        if work is not None and part.key not in found and work.pk not in used:
            found[part.key] = work
            used.add(work.pk)

    for part in parts:
        note(part, by_doi.get(part.values.get("doi", "")))
    for part in parts:
        work = by_key.get(part.key)
        if work is not None and _bears_key(part, work, taken):
            note(part, work)
    left = [part for part in parts if part.key not in found]
    for part, work in _by_title(left, [w for w in candidates.values() if w.pk not in used]):
        note(part, work)
    return found


def _candidates(parts: Sequence[Part]) -> Iterator[Work]:
    for at in range(0, len(parts), _BATCH):
        some = parts[at : at + _BATCH]
        yield from Work.objects.filter(
            Q(key__in=[part.key for part in some])
            | Q(doi__in=[part.values["doi"] for part in some if part.values.get("doi")])
            | Q(title_print__in=[title_print(part.title) for part in some])
        )


def _bears_key(part: Part, work: Work, taken: frozenset[str]) -> bool:
    doi = part.values.get("doi", "")
    if doi and work.doi and doi != work.doi:
        return False
    same = (title_print(part.title), part.values.get("year"))
    return part.key in taken or work.title_print == same[0] or work.year == same[1] is not None


def _by_title(parts: Sequence[Part], works: Sequence[Work]) -> Iterator[tuple[Part, Work]]:
    if not (parts and works):
        return
    known = [(w, exchanged(part_of_work(w, key=w.key).values, key=w.key)) for w in works]
    new = [exchanged(part.values, key=part.key) for part in parts]
    for match in duplicates(new, known):
        if match.certain and match.known is not None:
            yield parts[match.new], match.known


def known_elsewhere(contents: PackContents, shelf: Shelf) -> dict[str, tuple[bool, int]]:
    """What the parts name and the pack does not hold: works here, and pages of the shelf."""
    own = {part.key for part in (*contents.works, *contents.parts)}
    named = {
        key
        for part in contents.parts
        for _name, key, _of in named_in(fields_of(part.kind), part.values)
        if key not in own
    }
    if not named:
        return {}
    items = Item.objects.child_of(shelf).filter(Q(pack_key__in=named) | Q(slug__in=named))
    found: dict[str, tuple[bool, int]] = {
        key if key in named else slug: (False, pk)
        for key, slug, pk in items.values_list("pack_key", "slug", "pk")
    }
    works = Work.objects.filter(key__in=named).values_list("key", "pk")
    return {**found, **{key: (True, pk) for key, pk in works}}


def known_keys(shelf: Shelf) -> frozenset[str]:
    """Every key that a pack which is taken in on the shelf may name."""
    items: Iterable[Any] = Item.objects.child_of(shelf).values_list("pack_key", "slug")
    works: Iterable[str] = Work.objects.values_list("key", flat=True)
    return frozenset(filter(None, [*works, *(name for pair in items for name in pair)]))
