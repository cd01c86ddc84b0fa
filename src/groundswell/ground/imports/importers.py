"""What an app supplies so that its kind of file can be brought in: the flow does all the rest.

An importer says which columns it understands (`fields`), who may bring such a file in (`may`), what
the file would do (`check`, which writes nothing) and does it (`apply`). It is registered once, in
its app's `ready()`::

    importers.add("staff-list", StaffImporter())

The flow then serves every page: upload, columns, options, dry run, faults, confirmation, result.
`check` runs twice: once for the dry run that the person reads, and again inside the transaction
that applies it. Where the two differ in what they would do, nothing is written and the person is
asked to look again; so `apply` may trust the check that it is handed.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.urls import reverse

from groundswell.ground.kernel.decisions import Decision
from groundswell.ground.kernel.errors import Fault
from groundswell.ground.kernel.registries import Words
from groundswell.ground.kernel.registry import Registry

from .records import Records


@dataclass(frozen=True, slots=True)
class Field:
    """A column that the importer understands.

    `guesses` are headings that mean this field in files that people have, in any case and with any
    punctuation: "Org Code", "org_code" and "ORG-CODE" are one guess. The label and the code are
    guesses already.
    """

    code: str
    label: Words
    required: bool = False
    help: Words = ""
    guesses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where the file belongs: an organisation, the whole system (None), or a thing in it.

    `about_id` is the importer's own: the id of the one thing that the file is about, such as a
    measure. Both come from the address of the start page.
    """

    organisation_id: UUID | None = None
    about_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class RunContext:
    """Who brings the file in, where, when, and with which options (plain JSON values)."""

    actor: Any  # people.actors.Actor, which this floor does not know
    place: Place
    at: dt.datetime
    options: Mapping[str, Any] = field(default_factory=dict)
    file_name: str = ""


@dataclass(frozen=True, slots=True)
class Heap:
    """What the file would do, one kind of it: the people to add, the rows that change nothing.

    `lines` are all of them, each as long as `headings`, in words fit for the page: the page shows
    the first 50 and the download all. `n` counts them where the lines are not given (as for rows
    that change nothing). `writes` is False for a heap that leaves everything as it is.
    """

    code: str
    label: str
    headings: tuple[str, ...] = ()
    lines: tuple[tuple[str, ...], ...] = ()
    n_without_lines: int = 0
    writes: bool = True

    @property
    def n(self) -> int:
        return len(self.lines) or self.n_without_lines


@dataclass(frozen=True, slots=True)
class Check:
    """What the file would do (`heaps`), what is wrong in it (`faults`), what to know (`notes`).

    `plan` is what `apply` needs and is never stored. A file with a fault cannot be applied.
    """

    heaps: tuple[Heap, ...] = ()
    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()
    plan: Any = None

    @property
    def n_writes(self) -> int:
        return sum(heap.n for heap in self.heaps if heap.writes)

    @property
    def fingerprint(self) -> str:
        """The same for two checks that would do the same; see the module."""
        digest = hashlib.sha256()
        for heap in self.heaps:
            digest.update(json.dumps([heap.code, heap.n, heap.lines]).encode())
        return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it ended, in a sentence, and where the person goes to see it."""

    sentence: str
    onward_url: str = ""


class Report(Protocol):
    """Say how far the work has come: `report("Comparing with the staff list", 2_000, 100_000)`.

    Cheap to call once in a thousand rows. While `apply` saves nobody could see it: nothing is done.
    """

    def __call__(self, step: str, n_done: int = 0, n_total: int = 0) -> None: ...


class Importer(Protocol):
    """One kind of file. Stateless: one object serves every run."""

    @property
    def code(self) -> str:
        """In addresses: "staff-list"."""
        ...

    @property
    def title(self) -> Words:
        """What the file is: "Staff list"."""
        ...

    @property
    def intro(self) -> Words:
        """One or two sentences: which file, who makes it, what it does here."""
        ...

    @property
    def fields(self) -> tuple[Field, ...]:
        """The columns of every such file. An importer whose columns depend on what the file is
        about has `fields_at(place)` as well; see `fields_of`."""
        ...

    def place_name(self, actor: Any, place: Place) -> str:
        """What the place is called, for headings. Raises Http404 where it is not theirs to see."""
        ...

    def may(self, actor: Any, place: Place) -> Decision:
        """Whether this person may bring such a file in there, now. Asked at every step."""
        ...

    def options_form(self, context: RunContext, data: Any = None) -> forms.Form | None:
        """A form of what to choose before the check, or None where there is nothing to choose.

        Its `cleaned_data` must be plain JSON values: they come back as `context.options`.
        """
        ...

    def check(self, records: Records, context: RunContext, report: Report) -> Check:
        """What the file would do. Writes nothing; a bad cell is a Fault, never an exception."""
        ...

    def apply(self, check: Check, records: Records, context: RunContext, report: Report) -> Outcome:
        """Do what the check says and audit it. Called in one transaction: all of it or nothing.

        Raises
        ------
        Stale, Unusable, Refused
            With a sentence for the person; nothing is written then.
        """
        ...


def fields_of(importer: Importer, place: Place) -> tuple[Field, ...]:
    """The columns that the importer understands of a file that belongs there."""
    at_place: Callable[[Place], tuple[Field, ...]] | None = getattr(importer, "fields_at", None)
    return at_place(place) if at_place else importer.fields


def place_of(run: Any) -> Place:
    """Where the file of a run belongs."""
    return Place(run.organisation_id, run.about_id)


def start_url(
    code: str, *, organisation_id: UUID | None = None, about_id: UUID | None = None
) -> str:
    """Where a file of that kind is brought in, for the button on another room's page."""
    places = {"organisation": organisation_id, "about": about_id}
    query = urlencode({name: str(pk) for name, pk in places.items() if pk})
    address = reverse("imports:start", args=[code])
    return f"{address}?{query}" if query else address


importers: Registry[Importer] = Registry("importer")

# How a person becomes an actor on a day. `people` supplies it as "person": this floor lies below.
actor_loaders: Registry[Callable[..., Any]] = Registry("loader of actors")
