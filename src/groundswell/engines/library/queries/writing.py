"""What an editor finds on the first page of the editor: where they write, and what it may be."""

from dataclasses import dataclass

from django.db.models import F
from django.urls import reverse

from groundswell.ground.people.actors import Actor

from ..kinds import KINDS, Kind
from ..models import Item, Shelf
from .keeping import shelves_edited_by

MOST_SHELVES = 4  # laid out; who writes for more of them chooses among the pages


@dataclass(frozen=True, slots=True)
class ToWrite:
    label: str
    what_for: str
    url: str


@dataclass(frozen=True, slots=True)
class WritingPlace:
    title: str
    kinds: tuple[ToWrite, ...]


def places_to_write(actor: Actor) -> tuple[WritingPlace, ...]:
    """The shelves that the actor edits, everybody's first; one query."""
    shelves = shelves_edited_by(actor).order_by(F("is_common").desc(nulls_last=True), "title")
    return tuple(WritingPlace(shelf.title, _kinds(shelf)) for shelf in shelves[:MOST_SHELVES])


def _kinds(shelf: Shelf) -> tuple[ToWrite, ...]:
    models = {one.kind: one for one in Shelf.creatable_subpage_models() if issubclass(one, Item)}
    return tuple(
        ToWrite(
            str(kind.label),
            str(KINDS[kind].what_for),
            reverse(
                "wagtailadmin_pages:add",
                args=["library", models[kind]._meta.model_name, shelf.pk],
            ),
        )
        for kind in Kind
        if kind in models
    )
