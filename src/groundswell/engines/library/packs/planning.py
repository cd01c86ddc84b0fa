"""What taking a pack in would change on a shelf: part by part, with both texts to compare."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise

from ..kinds import WORK
from ..models import ITEMS, Item, ItemTag, Pack, Shelf, Work
from .contents import PackContents, Part, print_of
from .differing import Difference, between
from .literature import part_of_work
from .matching import known_elsewhere, matched_works
from .rows import Known
from .storing import part_of


class State(StrEnum):
    """How a part of the pack stands to what is here. GONE and REMOVED are on one side only."""

    NEW = "new"
    SAME = "same"
    CHANGED_IN_PACK = "changed_in_pack"
    CHANGED_HERE = "changed_here"
    CONFLICT = "conflict"  # changed in both
    KNOWN = "known"  # a work that is here already, by other means, and says something else
    GONE = "gone"  # the pack has it no longer
    REMOVED = "removed"  # it was taken in once, and deleted here


class Choice(StrEnum):
    """What somebody decided about a part; nothing here is overwritten without it."""

    TAKE = "take"
    KEEP = "keep"


TAKEN_UNASKED = {State.NEW, State.CHANGED_IN_PACK}


@dataclass(frozen=True, slots=True)
class PlannedPart:
    """`differences` go from what is here to what the pack says."""

    kind: str
    key: str
    title: str
    state: State
    differences: tuple[Difference, ...] = ()
    row: int | None = None  # the row here

    def is_taken(self, choices: Mapping[str, Choice]) -> bool:
        choice = choices.get(self.key)
        if self.state == State.SAME:
            return False
        return choice == Choice.TAKE if choice else self.state in TAKEN_UNASKED


@dataclass(frozen=True, slots=True)
class PackPlan:
    """`terms_changed` are those whose words change, `terms_gone` those that the pack lost."""

    pack: Pack | None
    works: tuple[PlannedPart, ...]
    parts: tuple[PlannedPart, ...]
    head: tuple[Difference, ...]
    terms_new: tuple[str, ...]
    terms_changed: tuple[str, ...]
    terms_gone: tuple[str, ...]
    is_older: bool = False  # than what was taken in before

    @property
    def all(self) -> tuple[PlannedPart, ...]:
        return (*self.works, *self.parts)

    def of(self, state: State) -> tuple[PlannedPart, ...]:
        return tuple(part for part in self.all if part.state == state)

    @property
    def is_nothing(self) -> bool:
        """Whether nothing would change, if nobody chose otherwise."""
        terms = (*self.terms_new, *self.terms_changed, *self.terms_gone)
        return not (terms or self.head or any(part.is_taken({}) for part in self.all))


def plan(contents: PackContents, shelf: Shelf) -> PackPlan:
    """Lay the contents beside the shelf; a few queries, however much there is."""
    return Laid(contents, shelf).plan()


class Laid:
    """A pack laid beside a shelf: which rows its keys stand for, and what they say now."""

    def __init__(self, contents: PackContents, shelf: Shelf) -> None:
        self.contents = contents
        self.pack = Pack.objects.filter(shelf=shelf, key=contents.key).first()
        self.prints: dict[str, str] = dict(self.pack.prints) if self.pack else {}
        self.works: dict[str, Work] = matched_works(contents.works, frozenset(self.prints))
        self.items: dict[str, Item] = _items_of(self.pack)
        self.rows = Known(names_all=True)
        for key, work in self.works.items():
            self.rows.add(key, is_work=True, pk=work.pk)
        for key, item in self.items.items():
            self.rows.add(key, is_work=False, pk=item.pk)
        for key, row in known_elsewhere(contents, shelf).items():
            self.rows.add(key, is_work=row[0], pk=row[1])

    def plan(self) -> PackPlan:
        ours = _Ours(self, _tags_of(self.items.values()))
        works = [
            self._planned(part, self.works.get(part.key), ours.of_work)
            for part in self.contents.works
        ]
        parts = [
            self._planned(part, self.items.get(part.key), ours.of_item)
            for part in self.contents.parts
        ]
        there = {part.key for part in self.contents.parts}
        gone = [
            PlannedPart(item.kind, key, item.title, State.GONE, (), item.pk)
            for key, item in sorted(self.items.items())
            if key not in there and key in self.prints
        ]
        return PackPlan(
            pack=self.pack,
            works=tuple(works),
            parts=(*parts, *gone),
            head=self._head(),
            is_older=self.pack is not None and self.contents.version < self.pack.version,
            **self._terms(),
        )

    def _planned(self, part: Part, row: Any, ours: Callable[[Any, str], Part]) -> PlannedPart:
        last = self.prints.get(part.key)
        if row is None:
            removed = last is not None and part.kind != WORK
            state = State.REMOVED if removed else State.NEW
            return PlannedPart(part.kind, part.key, part.title, state)
        here = ours(row, part.key)
        state = _state(print_of(here), print_of(part), last, part.kind)
        differences = () if state == State.SAME else between(here, part)
        return PlannedPart(part.kind, part.key, part.title, state, differences, row.pk)

    def _head(self) -> tuple[Difference, ...]:
        if self.pack is None:
            return ()
        labels: dict[str, str | Promise] = {
            name: getattr(Pack._meta.get_field(name), "verbose_name", name)
            for name in ("title", "version", "language", "licence", "made_on", "about")
        }
        pairs = (
            (name, label, str(getattr(self.pack, name)), str(getattr(self.contents, name)))
            for name, label in labels.items()
        )
        return tuple(
            Difference(name, str(label).capitalize(), old, new)
            for name, label, old, new in pairs
            if old != new
        )

    def _terms(self) -> dict[str, tuple[str, ...]]:
        known = dict(self.pack.terms.values_list("term", "words")) if self.pack else {}
        given = {term.term: term.words for term in self.contents.terms}
        return {
            "terms_new": tuple(term for term in given if term not in known),
            "terms_changed": tuple(t for t, w in given.items() if t in known and known[t] != w),
            "terms_gone": tuple(term for term in known if term not in given),
        }


@dataclass(frozen=True, slots=True)
class _Ours:
    """What is here, as parts: of a page its newest draft, so that none is written over."""

    laid: Laid
    tags: Mapping[int, list[str]]

    def of_work(self, work: Work, key: str) -> Part:
        return part_of_work(work, key=key)

    def of_item(self, item: Item, key: str) -> Part:
        tags: list[str] | None = self.tags.get(item.pk, [])
        if item.has_unpublished_changes:
            item, tags = item.get_latest_revision_as_object(), None
        licence = self.laid.contents.licence
        return part_of(item, self.laid.rows, key=key, licence=licence, tags=tags)


def _state(here: str, there: str, last: str | None, kind: str) -> State:
    if here == there:
        return State.SAME
    if last is None:
        return State.KNOWN if kind == WORK else State.CONFLICT
    if here == last:
        return State.CHANGED_IN_PACK
    return State.CHANGED_HERE if there == last else State.CONFLICT


def _items_of(pack: Pack | None) -> dict[str, Item]:
    """The pages of a pack by their keys, each of its own class; one query a kind."""
    if pack is None:
        return {}
    return {
        item.pack_key: item for model in ITEMS.values() for item in model.objects.filter(pack=pack)
    }


def _tags_of(items: Iterable[Item]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    rows = ItemTag.objects.filter(content_object__in=[item.pk for item in items])
    for pk, name in rows.values_list("content_object_id", "tag__name"):
        found.setdefault(pk, []).append(name)
    return found
