"""What a file would do to the library, and doing it: for the page, and for the worker.

`looked_through` writes nothing and gives what the page shows; `taken_in` does exactly that, or
raises Stale where the library has changed so that it would do something else.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.ground.kernel.errors import Stale
from groundswell.ground.people.actors import Actor

from ..exchange import Work as Exchanged
from ..models import Shelf, Upload
from ..packs import Choice, PackContents, PackPlan, PlannedPart, State, plan, read_folder, read_zip
from ..packs.matching import known_keys
from ..reading.references import Compared, Same, compared, read_references
from .packs import take_in_pack
from .references import take_in_works

MOST_SHOWN = 400  # parts or references of one sort on the page
LONGEST_SHOWN = 1_500  # characters of one side of a difference
PERHAPS = "perhaps"  # the choice to take in what may be here already
# What somebody may decide of: all others have one way only.
OPEN = (State.CHANGED_HERE, State.CONFLICT, State.KNOWN, State.CHANGED_IN_PACK, State.GONE,
        State.REMOVED)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """What the page shows (plain JSON values), and a print of what would be done."""

    found: dict[str, Any]
    fingerprint: str  # empty where there is nothing that could be taken in


def looked_through(upload: Upload) -> Look:
    """Faults or differences, part by part. Raises Unusable where it is no such file at all."""
    return _pack(upload) if upload.sort == Upload.Sort.PACK else _works(upload)


def taken_in(upload: Upload, *, by: Actor, at: dt.datetime) -> str:
    """Do what was looked at; gives the sentence at the end. Within one transaction.

    Raises Stale where it would do something else by now; Refused, Unusable.
    """
    if looked_through(upload).fingerprint != upload.fingerprint or not upload.fingerprint:
        raise Stale(_("The library has changed meanwhile. Look at what the file would do now."))
    if upload.sort == Upload.Sort.PACK:
        assert upload.shelf is not None  # by its constraint
        return _take_pack(upload, upload.shelf, by, at)
    return _take_works(upload, by, at)


# --- packs ------------------------------------------------------------------------------------


def _contents(upload: Upload) -> tuple[PackContents | None, list[dict[str, Any]]]:
    known = known_keys(upload.shelf) if upload.shelf else frozenset[str]()
    read = read_folder() if upload.is_ours else read_zip(bytes(upload.content), known)
    return read.contents, [asdict(fault) for fault in read.faults]


def _pack(upload: Upload) -> Look:
    contents, faults = _contents(upload)
    if contents is None or upload.shelf is None:
        return Look({"faults": faults}, "")
    planned = plan(contents, upload.shelf)
    return Look(_plan_told(contents, planned), _pack_print(contents, planned))


def _plan_told(contents: PackContents, planned: PackPlan) -> dict[str, Any]:
    parts = [part for part in planned.all if part.state in OPEN]
    return {
        "title": contents.title,
        "version": contents.version,
        "licence": contents.licence,
        "is_older": planned.is_older,
        "is_nothing": planned.is_nothing,
        "counts": {str(state): n for state in State if (n := len(planned.of(state)))},
        "new": [part.title for part in planned.of(State.NEW)[:MOST_SHOWN]],
        "parts": [_part_told(part) for part in parts[:MOST_SHOWN]],
        "n_more": max(0, len(parts) - MOST_SHOWN),
        "head": [_difference(d) for d in planned.head],
        "terms": [len(planned.terms_new), len(planned.terms_changed), len(planned.terms_gone)],
    }


def _part_told(part: PlannedPart) -> dict[str, Any]:
    return {
        "key": part.key,
        "kind": part.kind,
        "title": part.title,
        "state": str(part.state),
        "differences": [_difference(one) for one in part.differences],
    }


def _difference(one: Any) -> list[str]:
    return [one.label, _short(one.old), _short(one.new)]


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def _pack_print(contents: PackContents, planned: PackPlan) -> str:
    """The same for the same contents on a shelf that says the same."""
    said = [[part.key, str(part.state), [_difference(d) for d in part.differences]]
            for part in planned.all]  # fmt: skip
    return _print([contents.prints, contents.version, said])


def _take_pack(upload: Upload, shelf: Shelf, by: Actor, at: dt.datetime) -> str:
    contents, _faults = _contents(upload)
    assert contents is not None  # or there was no fingerprint
    choices = {key: Choice(value) for key, value in upload.choices.items()}
    taken = take_in_pack(contents=contents, shelf=shelf, by=by, at=at, choices=choices)
    told = {"title": contents.title, "made": len(taken.made), "changed": len(taken.changed)}
    return _("“%(title)s” is taken in: %(made)s new, %(changed)s changed.") % told


# --- references -------------------------------------------------------------------------------


def _works(upload: Upload) -> Look:
    found = compared(read_references(bytes(upload.content), upload.file_name))
    told = {
        "faults": [asdict(fault) for fault in found.faults],
        "counts": {"new": len(found.new), "same": len(found.same), PERHAPS: len(found.perhaps)},
        "new": [_reference(work) for work in found.new[:MOST_SHOWN]],
        "same": [_same(same) for same in found.same[:MOST_SHOWN]],
        PERHAPS: [_same(same) for same in found.perhaps[:MOST_SHOWN]],
    }
    if not (found.new or found.same or found.perhaps):
        return Look(told, "")
    return Look(told, _works_print(found))


def _works_print(found: Compared) -> str:
    return _print([
        [[work.key, work.title, work.doi] for work in found.new],
        [[same.work.title, same.as_what] for same in (*found.same, *found.perhaps)],
    ])  # fmt: skip


def _reference(work: Exchanged) -> list[str]:
    who = ", ".join(author.family or author.literal for author in work.authors[:3])
    return [work.title or _("No title"), who, str(work.year or "")]


def _same(same: Same) -> list[str]:
    by = {"doi": _("the same DOI"), "title": _("the same title")}[str(same.by)]
    return [same.work.title, same.as_what, by]


def _take_works(upload: Upload, by: Actor, at: dt.datetime) -> str:
    found = compared(read_references(bytes(upload.content), upload.file_name))
    also = [same.work for same in found.perhaps]
    works = [*found.new, *(also if upload.choices.get(PERHAPS) else ())]
    made = take_in_works(works=works, by=by, at=at, source=upload.file_name)
    n = len(made)
    return ngettext("%(n)s work is taken in.", "%(n)s works are taken in.", n) % {"n": f"{n:,}"}


def _print(said: Any) -> str:
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def usable_choices(upload: Upload, given: Mapping[str, str]) -> dict[str, str]:
    """What was decided, as far as the page has asked it; the rest is not heard."""
    if upload.sort == Upload.Sort.WORKS:
        return {PERHAPS: "take"} if given.get(PERHAPS) else {}
    asked = {part["key"] for part in upload.found.get("parts", ())}
    values = {str(choice) for choice in Choice}
    return {key: value for key, value in given.items() if key in asked and value in values}
