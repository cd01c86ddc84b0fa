"""The doors for packs and references: what stands at them, and what a file would do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.ground.kernel.decisions import Decision
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words
from groundswell.ground.web.forms import Form

from .. import policies
from ..finding.asked import Asked
from ..kinds import WORK, WORK_LABEL, Kind
from ..models import Pack, Shelf, Upload, Work
from ..reading.references import ENDINGS, TABLE, written
from .finding import works_found

FORMAT_LABELS = {
    "ris": "RIS",
    "bibtex": "BibTeX",
    "csl": "CSL-JSON",
    TABLE: gettext_lazy("A table for a spreadsheet (CSV)"),
}
CONTENT_TYPES = {
    "ris": "application/x-research-info-systems",
    "bibtex": "application/x-bibtex",
    "csl": "application/vnd.citationstyles.csl+json",
    TABLE: "text/csv; charset=utf-8",
}
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ShelfRow:
    title: str
    packs: tuple[str, ...]
    make_url: str


@dataclass(frozen=True, slots=True)
class PacksPage:
    form: Form
    shelves: tuple[ShelfRow, ...]
    choices: Pairs
    waiting: Pairs
    shelves_url: str  # empty for who opens none
    crumb: Pairs


@dataclass(frozen=True, slots=True)
class WorksPage:
    form: Form
    n: str
    question: str
    found: str  # how many answer the question; empty where none is asked
    files: Pairs
    waiting: Pairs
    crumb: Pairs


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part that somebody may decide of; `choices` are value, words and whether it is chosen."""

    key: str
    kind: str
    title: str
    state: str
    differences: tuple[tuple[str, str, str], ...]
    choices: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, slots=True)
class UploadPage:
    title: str
    lead: str
    is_pack: bool
    state: str
    outcome: str
    counts: Pairs
    notes: tuple[str, ...]
    faults: tuple[tuple[str, str, str, str], ...]
    parts: tuple[PartRow, ...]
    lists: tuple[tuple[str, tuple[str, ...], tuple[tuple[str, ...], ...]], ...]
    n_perhaps: int
    fingerprint: str
    may_confirm: Decision
    may_look_again: Decision
    may_put_away: Decision
    take_url: str
    again_url: str
    away_url: str
    back_url: str
    crumb: Pairs


def shelves_for(actor: Actor) -> list[Shelf]:
    """The shelves on which the actor takes packs in, everybody's first."""
    found = Shelf.objects.select_related("organisation").order_by("is_common", "title", "pk")
    return [shelf for shelf in found if policies.take_in_pack(actor, shelf)]


def shelf_kept_by(actor: Actor, pk: int) -> Shelf:
    """One of them. Raises Http404."""
    found = next((shelf for shelf in shelves_for(actor) if shelf.pk == pk), None)
    if found is None:
        raise Http404
    return found


def shelf_choices(actor: Actor) -> list[tuple[str, str]]:
    return [(str(shelf.pk), shelf.title) for shelf in shelves_for(actor)]


def packs_page(actor: Actor, form: Form) -> PacksPage:
    shelves = shelves_for(actor)
    packs: dict[int, list[str]] = {}
    for pack in Pack.objects.filter(shelf__in=shelves).order_by("title"):
        told = {"title": pack.title, "version": pack.version, "day": words.day(pack.taken_in_at)}
        packs.setdefault(pack.shelf_id, []).append(
            _("%(title)s, version %(version)s, taken in %(day)s") % told
        )
    return PacksPage(
        form=form,
        shelves=tuple(
            ShelfRow(
                shelf.title,
                tuple(packs.get(shelf.pk, ())),
                reverse("library:make_pack", args=[shelf.pk]),
            )
            for shelf in shelves
        ),
        choices=tuple((str(shelf.pk), shelf.title) for shelf in shelves),
        waiting=_waiting(actor, Upload.Sort.PACK),
        shelves_url=reverse("library:shelves") if policies.look_after_shelves(actor) else "",
        crumb=crumb_of(_("Packs")),
    )


def works_page(actor: Actor, form: Form, asked: Asked) -> WorksPage:
    n = Work.objects.count()
    found = works_found(actor, asked).count() if asked.text else None
    tail = f"?{asked.address().partition('?')[2]}" if asked.text else ""
    return WorksPage(
        form=form,
        n=words.count(n, "work", "works"),
        question=asked.text,
        found="" if found is None else words.count(found, "work", "works"),
        files=tuple(
            (str(label), f"{reverse('library:works_file', args=[code])}{tail}")
            for code, label in FORMAT_LABELS.items()
        ),
        waiting=_waiting(actor, Upload.Sort.WORKS),
        crumb=crumb_of(_("References")),
    )


def works_file(actor: Actor, format_: str, asked: Asked) -> tuple[str, bytes, str]:
    """Name, content and type of the file. Raises Http404 for a format that there is not."""
    if format_ not in CONTENT_TYPES:
        raise Http404
    works: QuerySet[Work] = works_found(actor, asked)
    content = written(works.iterator(chunk_size=2_000), format_).encode()
    return f"literature.{ENDINGS[format_]}", content, CONTENT_TYPES[format_]


def upload_for(actor: Actor, pk: UUID) -> Upload:
    """A file that the actor sent, and may still take in. Raises Http404."""
    related = ("shelf__organisation", "sent_by", "job")
    upload = get_object_or_404(Upload.objects.select_related(*related), pk=pk)
    if not policies.see_upload(actor, upload):
        raise Http404
    return upload


def upload_page(actor: Actor, upload: Upload) -> UploadPage:
    """What the file would do, as it was found when it was looked through."""
    is_pack = upload.sort == Upload.Sort.PACK
    found: Mapping[str, Any] = upload.found
    back = reverse("library:packs" if is_pack else "library:works")
    return UploadPage(
        title=_("What the file would do"),
        lead=_lead(upload),
        is_pack=is_pack,
        state=upload.state,
        outcome=upload.outcome,
        counts=_counts(found.get("counts", {}), is_pack),
        notes=tuple(_notes(found)),
        faults=tuple(_fault(fault) for fault in found.get("faults", ())),
        parts=tuple(_part(part) for part in found.get("parts", ())),
        lists=tuple(_lists(found, is_pack)),
        n_perhaps=found.get("counts", {}).get("perhaps", 0),
        fingerprint=upload.fingerprint,
        may_confirm=policies.confirm_upload(actor, upload),
        may_look_again=policies.look_again(actor, upload),
        may_put_away=policies.put_upload_away(actor, upload),
        take_url=reverse("library:take_upload", args=[upload.pk]),
        again_url=reverse("library:look_again", args=[upload.pk]),
        away_url=reverse("library:put_upload_away", args=[upload.pk]),
        back_url=back,
        crumb=(
            *crumb_of("")[:-1],
            (_("Packs") if is_pack else _("References"), back),
            (upload.file_name, ""),
        ),
    )


def crumb_of(here: str) -> Pairs:
    return (
        (_("Library"), reverse("library:index")),
        (_("Looking after it"), reverse("library:keeping")),
        (here, ""),
    )


def _waiting(actor: Actor, sort: str) -> Pairs:
    """Files that the actor sent and that are neither taken in nor put away, the newest first."""
    found = Upload.objects.filter(sent_by=actor.person, sort=sort).exclude(state__in=Upload.OVER)
    rows = found.order_by("-sent_at", "pk").only("pk", "file_name")[:20]
    return tuple((row.file_name, reverse("library:upload", args=[row.pk])) for row in rows)


def _lead(upload: Upload) -> str:
    told = {"file": upload.file_name, "shelf": upload.shelf.title if upload.shelf else ""}
    if upload.shelf:
        return _("From %(file)s, for the shelf “%(shelf)s”. Nothing is changed yet.") % told
    return _("From %(file)s. Nothing is changed yet.") % told


# How each state of a part is told, and what may be decided of it: what happens unasked first.
_STATES: Mapping[str, str | Promise] = {
    "new": gettext_lazy("New"),
    "same": gettext_lazy("The same"),
    "changed_in_pack": gettext_lazy("Changed in the pack"),
    "changed_here": gettext_lazy("Changed here"),
    "conflict": gettext_lazy("Changed in both"),
    "known": gettext_lazy("Here already, and says something else"),
    "gone": gettext_lazy("No longer in the pack"),
    "removed": gettext_lazy("Deleted here"),
    "perhaps": gettext_lazy("Perhaps here already"),
}
_TAKE = {
    "gone": gettext_lazy("Take it out here too"),
    "removed": gettext_lazy("Make it again"),
}
_KEEP = {
    "changed_in_pack": gettext_lazy("Keep what is here"),
    "removed": gettext_lazy("Leave it out"),
}


def _counts(counts: Mapping[str, int], is_pack: bool) -> Pairs:
    return tuple(
        (str(_STATES[state]), words.number(n)) for state, n in counts.items() if n or not is_pack
    )


def _notes(found: Mapping[str, Any]) -> Iterable[str]:
    if found.get("is_older"):
        yield _("This is an older version than the one that was taken in before.")
    if found.get("is_nothing"):
        yield _("Unless you choose otherwise below, nothing would change.")
    if found.get("n_more"):
        yield _("%(n)s more parts differ and are not listed; they are left as they are unless they"
                " changed in the pack alone.") % {"n": words.number(found["n_more"])}  # fmt: skip
    new, changed, gone = found.get("terms", (0, 0, 0))
    if new or changed or gone:
        told = {"new": new, "changed": changed, "gone": gone}
        yield _("Words explained: %(new)s new, %(changed)s changed, %(gone)s gone.") % told
    for label, old, now in found.get("head", ()):
        yield _("%(label)s: from “%(old)s” to “%(new)s”") % {"label": label, "old": old, "new": now}


def _fault(fault: Mapping[str, Any]) -> tuple[str, str, str, str]:
    row = str(fault["row"]) if fault["row"] else "–"
    return fault["column"] or _("The file"), row, fault["reason"], fault["remedy"] or "–"


def _part(part: Mapping[str, Any]) -> PartRow:
    state, kind = part["state"], part["kind"]
    keep = str(_KEEP.get(state, _("Leave it as it is")))
    take = str(_TAKE.get(state, _("Take what the pack says")))
    is_taken = state == "changed_in_pack"
    return PartRow(
        key=part["key"],
        kind=str(WORK_LABEL if kind == WORK else Kind(kind).label),
        title=part["title"],
        state=str(_STATES[state]),
        differences=tuple((label, old, new) for label, old, new in part["differences"]),
        choices=(("keep", keep, not is_taken), ("take", take, is_taken)),
    )


def _lists(
    found: Mapping[str, Any], is_pack: bool
) -> Iterable[tuple[str, tuple[str, ...], tuple[tuple[str, ...], ...]]]:
    if is_pack:
        if found.get("new"):
            yield _("New"), (_("Title"),), tuple((title,) for title in found["new"])
        return
    if found.get("new"):
        headings = (_("Title"), _("Authors"), _("Year"))
        yield _("New"), headings, tuple(map(tuple, found["new"]))
    for name in ("perhaps", "same"):
        if found.get(name):
            headings = (_("In the file"), _("Here already"), _("Known by"))
            yield str(_STATES[name]), headings, tuple(map(tuple, found[name]))
