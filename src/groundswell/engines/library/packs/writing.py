"""A selection as one file: a zip that `files` reads back without loss."""

import datetime as dt
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from groundswell.ground.kernel.errors import Unusable

from ..exchange import ris
from ..kinds import Kind
from ..models import ITEMS, Item, Work
from ..reading.citing import cited_as
from ..reading.mentions import mentioned
from . import yaml_text
from .contents import Group, PackContents, Part, Term
from .files import GLOSSARY, HEAD
from .literature import exchanged, part_of_work
from .naming import unflat
from .rows import Known
from .schema import LITERATURE, PAGES
from .storing import part_of

FORM = 1  # of these files; a change that older programs cannot read counts on


@dataclass(frozen=True, slots=True)
class About:
    """What a pack says of itself."""

    key: str
    title: str
    made_on: dt.date
    version: int = 1
    language: str = "en-GB"
    licence: str = "CC BY 4.0"
    about: str = ""


def pack_of(
    items: Sequence[Item],
    works: Iterable[Work],
    terms: Iterable[Term],
    about: About,
    groups: Iterable[Group] = (),
) -> bytes:
    """The zip of these items, each of its own class; the works that they name come along.

    What an item names and is not in the pack is left out of it. Raises Unusable for a video, whose
    speakers have agreed to be shown here and nowhere else.
    """
    return written(contents_of(items, works, terms, about, groups), works_cited(items, works))


def works_cited(items: Sequence[Item], works: Iterable[Work]) -> list[Work]:
    """The works given and those that the items name, by their keys."""
    named = {one.pk for item in items for one in mentioned(item) if one.is_work}
    found = {work.pk: work for work in works}
    found |= {work.pk: work for work in Work.objects.filter(pk__in=named - set(found))}
    return sorted(found.values(), key=lambda work: work.key)


def contents_of(
    items: Sequence[Item],
    works: Iterable[Work],
    terms: Iterable[Term],
    about: About,
    groups: Iterable[Group] = (),
) -> PackContents:
    """What the items and works say, as a pack holds it. Raises Unusable; see `pack_of`."""
    if any(item.kind not in PAGES for item in items):
        raise Unusable(
            _("Videos stay here: those who speak in them have agreed to this place. "
              "Take them out of the selection.")
        )  # fmt: skip
    rows, cited = Known(), works_cited(items, works)
    for work in cited:
        rows.add(work.key, is_work=True, pk=work.pk)
    for item in items:
        rows.add(_free_key(item, rows), is_work=False, pk=item.pk)
    parts = [
        part_of(item, rows, key=rows.keys[(False, item.pk)], licence=about.licence)
        for item in items
    ]
    order = list(PAGES)
    return PackContents(
        **asdict(about),
        works=tuple(part_of_work(work, key=work.key) for work in cited),
        parts=tuple(sorted(parts, key=lambda part: order.index(part.kind))),
        terms=tuple(Term(term.term, term.words) for term in terms),
        groups=_groups(parts, groups),
    )


def _free_key(item: Item, rows: Known) -> str:
    stem = item.pack_key or slugify(item.slug)[:70] or "page"
    names = (stem, *(f"{stem[:70]}-{n}" for n in range(2, len(rows.rows) + 3)))
    return next(name for name in names if name not in rows.rows)


def _groups(parts: Iterable[Part], known: Iterable[Group]) -> tuple[Group, ...]:
    """The groups of the elements, those that are known with what holds them together."""
    titles = dict.fromkeys(p.values["group"] for p in parts if p.kind == Kind.ELEMENT)
    found = {group.title: group for group in known}
    order = [*(t for t in found if t in titles), *(t for t in titles if t not in found)]
    return tuple(
        found.get(title) or Group(slugify(title)[:80] or f"group-{n}", title)
        for n, title in enumerate(order, 1)
    )


def written(contents: PackContents, works: Sequence[Work]) -> bytes:
    """The files of the contents as a zip: the same contents give the same bytes."""
    files = dict(_files(contents))
    files["works.ris"] = ris.write(exchanged(p.values, key=p.key) for p in contents.works)
    files["references.txt"] = "\n".join(cited_as(work) for work in works) + "\n"
    files["LICENCES.txt"] = _licences(contents)
    files["manifest.json"] = _manifest(contents, files)
    moment = (contents.made_on.year, contents.made_on.month, contents.made_on.day, 0, 0, 0)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, text in files.items():
            bundle.writestr(zipfile.ZipInfo(name, moment), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _files(contents: PackContents) -> Iterable[tuple[str, str]]:
    top = ("key", "title", "version", "language", "licence", "made_on", "about")
    yield HEAD, yaml_text.write({n: v for n in top if (v := getattr(contents, n))})
    if contents.works:
        yield LITERATURE.where, yaml_text.write([_entry(part) for part in contents.works])
    for kind, made in PAGES.items():
        parts = [part for part in contents.parts if part.kind == kind]
        if kind == Kind.ELEMENT:
            yield from _elements(contents, parts)
        elif not made.where.endswith("/"):
            if parts:
                yield made.where, yaml_text.write([_entry(part) for part in parts])
        else:
            yield from ((f"{made.where}{p.key}.yaml", yaml_text.write(_entry(p))) for p in parts)
    if contents.terms:
        yield GLOSSARY, yaml_text.write([asdict(term) for term in contents.terms])


def _elements(contents: PackContents, parts: Sequence[Part]) -> Iterable[tuple[str, str]]:
    where = PAGES[Kind.ELEMENT].where
    for n, group in enumerate(contents.groups, 1):
        entries = [_entry(part) for part in parts if part.values["group"] == group.title]
        for entry in entries:
            del entry["group"]
        about = {name: value for name, value in asdict(group).items() if value}
        text = yaml_text.write({"group": about, "elements": entries})
        yield f"{where}{n:03d}-{group.key}.yaml", text


def _entry(part: Part) -> dict[str, Any]:
    return {"key": part.key, **unflat(part.values)}


def _licences(contents: PackContents) -> str:
    lines = [
        _("%(title)s: %(licence)s, where nothing else is said.")
        % {"title": contents.title, "licence": contents.licence}
    ]
    for part in contents.parts:
        licence, credit = part.values.get("licence"), part.values.get("credit")
        if licence or credit:
            lines.append(f"{part.title}: {', '.join(filter(None, (licence, credit)))}")
    lines.append(_("Works of literature belong to their publishers; the pack only names them."))
    return "\n".join(lines) + "\n"


def _manifest(contents: PackContents, files: Mapping[str, str]) -> str:
    return json.dumps(
        {
            "form": FORM,
            "key": contents.key,
            "version": contents.version,
            "made_on": contents.made_on.isoformat(),
            "holds": {
                "works": len(contents.works),
                "terms": len(contents.terms),
                **{str(k): n for k in ITEMS if (n := sum(p.kind == k for p in contents.parts))},
            },
            "files": {
                name: hashlib.sha256(text.encode()).hexdigest() for name, text in files.items()
            },
        },
        indent=1,
    )
