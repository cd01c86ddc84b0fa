"""A described page as a document to take away: the same words in the blocks that files are of."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from groundswell.ground.documents import description as d

from . import parts as p
from .describing import Described
from .links import Link

_WHO_AND_WHEN = re.compile(r".{1,80}? \(\d{4}[a-z]?\)(?=\. )")


def to_document(
    said: Described, meta: tuple[tuple[str, str], ...], url: str, *, on_one_sheet: bool = False
) -> d.Document:
    blocks: list[d.Block] = []
    listed = _listed(said)
    if said.strength:
        strength = _("Strength: %(strength)s") % {"strength": said.strength_words}
        blocks.append(d.Paragraph(" ".join(filter(None, (f"{strength}.", said.why_so)))))
    for section in said.sections:
        blocks.append(d.Heading(section.title))
        parts = (_briefly(part, listed) for part in section.parts)
        blocks += [block for part in parts for block in _DRAWN[type(part)](part)]
    return d.Document(
        title=said.title,
        lead=said.lead,
        meta=meta,
        blocks=tuple(blocks),
        source=_("From the library: %(url)s") % {"url": url},
        on_one_sheet=on_one_sheet,
    )


def _listed(said: Described) -> frozenset[str]:
    """What stands there in full, to be read."""
    parts = (part for section in said.sections for part in section.parts)
    return frozenset(
        link.title for part in parts if isinstance(part, p.Reading) for link in part.links
    )


def _briefly(part: Any, listed: frozenset[str]) -> Any:
    """Numbers whose sources are listed name them by who and when alone."""
    if not isinstance(part, p.Numbers):
        return part
    return replace(part, items=tuple(_brief(one, listed) for one in part.items))


def _brief(number: p.Number, listed: frozenset[str]) -> p.Number:
    source = number.source
    found = _WHO_AND_WHEN.match(source.title) if source and source.title in listed else None
    return replace(number, source=replace(source, title=found[0])) if source and found else number


def _prose(part: p.Prose) -> Iterator[d.Block]:
    yield from (d.Paragraph(text) for text in part.paragraphs)


def _points(part: p.Points) -> Iterator[d.Block]:
    yield d.Steps(part.items) if part.is_numbered else d.Bullets(part.items)


def _numbers(part: p.Numbers) -> Iterator[d.Block]:
    yield d.Figures(tuple(d.Figure(n.value, n.words, _said_by(n)) for n in part.items))


def _said_by(number: p.Number) -> str:
    source = number.source.title if number.source else number.address
    return " · ".join(filter(None, (number.reported_by, source)))


def _asked(part: p.Asked) -> Iterator[d.Block]:
    yield d.Steps(tuple(ask.words for ask in part.items))
    numbered = [(n, ask.listens_for) for n, ask in enumerate(part.items, 1)]
    listen = tuple(f"{n}. {words}" for n, words in numbered if words)
    if listen:
        yield d.Aside(_("What to listen for"), listen)


def _reading(part: p.Reading) -> Iterator[d.Block]:
    yield d.Bullets(tuple(_named(link) for link in part.links))


def _named(link: Link) -> str:
    return f"{link.title} ({link.warning})" if link.warning else link.title


def _workshop(part: p.Workshop) -> Iterator[d.Block]:
    yield d.Table(
        _("The workshop at a glance"),
        (_("Part"), _("When"), _("Minutes")),
        tuple((o.title, o.clock, d.Number(str(o.minutes), o.minutes)) for o in part.parts),
        _("Counted from the beginning; %(total)s in all.") % {"total": part.total},
    )
    for one in part.parts:
        yield d.Heading(f"{one.clock} {one.title}", 2, begins_slide=True)
        yield d.Steps(one.what_happens)
        if one.facilitator:
            yield d.Aside(_("For the facilitator"), one.facilitator)
        if one.uses:
            names = "; ".join(used.title for used in one.uses)
            yield d.Paragraph(_("Uses: %(names)s") % {"names": names})


def _story(part: p.Story) -> Iterator[d.Block]:
    for step in part.steps:
        yield d.Heading(f"{step.number}. {step.title}", 2, begins_slide=True)
        seen = _seen(step)
        if seen:
            yield seen
        yield d.Paragraph(step.words)
        if not seen:
            yield d.Paragraph(_("In the drawing: %(words)s") % {"words": step.picture})
        yield d.Quote(step.asks)


def _seen(step: p.StoryStep) -> d.Picture | d.Photo | None:
    if step.image and step.image.pixels:
        words = step.image.words.strip() or step.picture
        return d.Photo(step.image.pixels, words, leaves_room=True)
    return d.Picture(str(step.svg), step.picture, leaves_room=True) if step.svg else None


def _facts(part: p.Facts) -> Iterator[d.Block]:
    yield d.Bullets(tuple(f"{name}: {value}" for name, value in part.pairs))


def _addresses(part: p.Addresses) -> Iterator[d.Block]:
    yield d.Bullets(tuple(": ".join(filter(None, pair)) for pair in part.items))


def _counts(part: p.Counts) -> Iterator[d.Block]:
    headings = (_("What is counted"), _("Unit"), _("Direction"), _("Watch beside it"))
    yield d.Table(_("Example measures"), headings, part.rows)


def _film(part: p.Film) -> Iterator[d.Block]:
    here = _("The film is on the page itself; all that is said in it stands below.")
    yield d.Paragraph(part.over or here)
    if part.speakers:
        yield d.Bullets(tuple(", ".join(filter(None, who)) for who in part.speakers))


def _logic(part: p.Logic) -> Iterator[d.Block]:
    for title, entries in part.columns:
        yield d.Heading(title, 2)
        yield d.Bullets(entries or (_("Not said"),))


_DRAWN: dict[type, Callable[[Any], Iterator[d.Block]]] = {
    p.Prose: _prose,
    p.Points: _points,
    p.Numbers: _numbers,
    p.Asked: _asked,
    p.Reading: _reading,
    p.Workshop: _workshop,
    p.Story: _story,
    p.Facts: _facts,
    p.Addresses: _addresses,
    p.Counts: _counts,
    p.Film: _film,
    p.Logic: _logic,
}
