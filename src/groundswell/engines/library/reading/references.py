"""References out of a file beside the literature that is here: new, the same, or perhaps so."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from groundswell.ground.kernel.errors import Fault, Unusable
from groundswell.ground.web.exports import csv_text

from ..exchange import By, Read, bibtex, csl, duplicates, ris
from ..exchange import Work as Exchanged
from ..models import Work
from ..packs.literature import exchanged, part_of_work

FORMATS = {"ris": ris, "bibtex": bibtex, "csl": csl}
TABLE = "csv"  # for who has no program for references; it is not read back
ENDINGS = {"ris": "ris", "bibtex": "bib", "csl": "json", TABLE: "csv"}


@dataclass(frozen=True, slots=True)
class Same:
    """A reference that is here already, or stands in the file before: by DOI, or by its title."""

    work: Exchanged
    as_what: str
    by: By


@dataclass(frozen=True, slots=True)
class Compared:
    """`perhaps` may be the same as something here: somebody has to look at them."""

    new: tuple[Exchanged, ...]
    same: tuple[Same, ...]
    perhaps: tuple[Same, ...]
    faults: tuple[Fault, ...]


def read_references(content: bytes, file_name: str) -> Read:
    """Whatever format it is: what the file looks like counts, then how its name ends.

    Raises Unusable where it is none of the three.
    """
    read = _reader_of(content, file_name)
    found = read(content) if read else Read(())
    if not found.works and not found.faults:
        raise Unusable(
            _("This is neither RIS nor BibTeX nor CSL-JSON. Export it once more as one of these."),
            field="file",
        )
    return found


def _reader_of(content: bytes, file_name: str) -> Callable[[bytes], Read] | None:
    start = content[:4_000].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00").replace(b"\x00", b"")
    ending = file_name.rpartition(".")[2].lower()
    if start[:1] in (b"{", b"["):
        return csl.read
    if start[:1] == b"@" or ending in {"bib", "bibtex"}:
        return bibtex.read
    if b"TY  -" in start or b"PT " in start or ending in {"ris", "txt", "nbib", "ciw"}:
        return ris.read
    return bibtex.read if b"@" in start and b"{" in start else None


def compared(read: Read) -> Compared:
    """One query, however much there is."""
    known = [
        (work.pk, exchanged(part_of_work(work, key=work.key).values, key=work.key))
        for work in Work.objects.order_by("pk").iterator(chunk_size=2_000)
    ]
    titles = {pk: work.title for pk, work in known}
    certain: dict[int, Same] = {}
    perhaps: dict[int, Same] = {}
    for match in duplicates(read.works, known):
        other = read.works[match.earlier].title if match.earlier is not None else ""
        title = titles.get(match.known, other) if match.known is not None else other
        found = Same(read.works[match.new], title, match.by)
        (certain if match.certain else perhaps).setdefault(match.new, found)
    return Compared(
        new=tuple(w for n, w in enumerate(read.works) if n not in certain and n not in perhaps),
        same=tuple(certain.values()),
        perhaps=tuple(same for n, same in perhaps.items() if n not in certain),
        faults=(*read.faults, *_without_title(read.works)),
    )


def written(works: Iterable[Work], format_: str) -> str:
    """Works in one of the three formats, or as a table."""
    if format_ == TABLE:
        return csv_text(_headings(), map(_row, works))
    said = (exchanged(part_of_work(w, key=w.key).values, key=w.key) for w in works)
    return FORMATS[format_].write(said)


def _headings() -> tuple[str, ...]:
    return (
        _("Key"), _("Kind"), _("Authors"), _("Year"), _("Title"), _("Journal or book"),
        _("Publisher"), _("DOI"), _("Address"), _("Kind of study"), _("What it says"), _("Tags"),
        _("Standing"), _("Why"),
    )  # fmt: skip


def _row(work: Work) -> tuple[str | int | None, ...]:
    return (
        work.key,
        str(work.get_kind_display()),
        "; ".join(work.authors.splitlines()),
        work.year,
        work.title,
        work.container,
        work.publisher,
        work.doi,
        work.url,
        str(work.get_design_display()),
        work.says,
        "; ".join(work.tags),
        str(work.get_standing_display()),
        work.standing_reason,
    )


def _without_title(works: Sequence[Exchanged]) -> Iterable[Fault]:
    for work in works:
        if not work.title:
            named = work.key or work.doi or _("a work")
            yield Fault(
                0, _("Title"), _("“%(name)s” has no title.") % {"name": named[:80]},
                _("Give it one; it was left out."),
            )  # fmt: skip
