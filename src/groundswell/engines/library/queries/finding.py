"""What the library has for a question: the part that is shown, and what it can be narrowed by."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words
from groundswell.ground.web.paging import NumberedPager, first_of, paged

from ..finding.asked import Asked
from ..kinds import WORK
from ..models import Choice, Entry, Word, Work
from ..reading import Link
from ..reading.access import entries_for
from ..reading.links import link_to
from . import facets
from .matching import Matched, matched
from .terms import Replaced, Term, terms_of

PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class FindPage:
    text: str
    summary: str
    instead: tuple[str, ...]  # a sentence for each word that was replaced
    literal_url: str  # the same question with no word replaced; empty where none was
    tabs: tuple[tuple[str, str, bool], ...]
    chosen: tuple[facets.Chosen, ...]
    groups: tuple[facets.Group, ...]
    results: tuple[Link, ...]
    pager: NumberedPager
    kept: tuple[tuple[str, str], ...]  # choices, as hidden fields of the form
    clear_url: str  # the words alone; empty where nothing is chosen
    home_url: str
    crumb: tuple[tuple[str, str], ...]


def find_page(actor: Actor | None, asked: Asked) -> FindPage:
    """As many queries as the words of the question ask for, however much there is.

    Every query and every count is of what this reader may see.
    """
    visible = entries_for(actor)
    terms, replaced = terms_of(visible, asked.words, literal=asked.literal)
    there = Matched()
    if all(term.n for term in terms):
        there = matched(
            _narrowed(visible, asked),
            terms,
            kind=asked.choices.get("kind", ""),
            first=first_of(asked.page, PER_PAGE),
            per_page=PER_PAGE,
        )
    n = sum(t.n for t in there.tallies if t.kind == asked.choices.get("kind", t.kind))
    part, pager = paged(_Part(there.numbers, n), asked.page, PER_PAGE, keep=asked.fields())
    library = reverse("library:index")
    return FindPage(
        text=asked.text,
        summary=_summary(asked, pager.total),
        instead=tuple(map(_instead, replaced)),
        literal_url=asked.address(literal="1") if replaced else "",
        tabs=facets.tabs(there.tallies, asked),
        chosen=facets.chosen(asked),
        groups=facets.groups(there.tallies, there.coded, asked),
        results=_results(visible, part),
        pager=pager,
        kept=tuple(asked.choices.items()),
        clear_url=_clear_url(asked),
        home_url=library,
        crumb=((_("Library"), library), (_("Search"), "")),
    )


def works_found(actor: Actor | None, asked: Asked) -> QuerySet[Work]:
    """The literature that answers the question, all of it, by title; without one all there is."""
    visible = entries_for(actor)
    terms, _replaced = terms_of(visible, asked.words, literal=asked.literal)
    if not all(term.n for term in terms):
        return Work.objects.none()
    held = _holding(_narrowed(visible.filter(kind=WORK), asked), terms)
    return Work.objects.filter(pk__in=held.values("work")).order_by("title", "pk")


class _Part:
    """The part of the answer that was asked for, as paging needs it, and how many there are."""

    def __init__(self, numbers: Sequence[int], n: int) -> None:
        self._numbers = numbers
        self._n = n

    def count(self) -> int:
        return self._n

    def __getitem__(self, part: slice, /) -> Iterable[int]:
        return self._numbers


def _holding(visible: QuerySet[Entry], terms: Sequence[Term]) -> QuerySet[Entry]:
    """The entries that answer every term."""
    for term in terms:
        held = Word.objects.filter(word__in=term.words)
        visible = visible.filter(number__in=held.values("entry"))
    return visible


def _narrowed(visible: QuerySet[Entry], asked: Asked) -> QuerySet[Entry]:
    """Those that answer every choice but that of a kind."""
    for code in asked.codes.values():
        visible = visible.filter(number__in=Choice.objects.filter(code=code).values("entry"))
    if "standing" in asked.choices:
        visible = visible.filter(standing=asked.choices["standing"])
    if asked.year_from:
        visible = visible.filter(year__gte=asked.year_from)
    return visible


def _results(visible: QuerySet[Entry], numbers: list[int]) -> tuple[Link, ...]:
    found = {entry.number: entry for entry in visible.filter(number__in=numbers)} if numbers else {}
    return tuple(link_to(found[number]) for number in numbers if number in found)


def _summary(asked: Asked, n: int) -> str:
    counted = ngettext("%(n)s thing", "%(n)s things", n) % {"n": words.number(n)}
    if asked.text:
        told = {"counted": counted, "asked": asked.text}
        if not n:
            return _("Nothing found for “%(asked)s”.") % told
        return _("%(counted)s found for “%(asked)s”") % told
    return _("%(counted)s to read") % {"counted": counted} if n else _("Nothing is there.")


def _instead(one: Replaced) -> str:
    return _("Nothing for “%(asked)s”; this is for “%(used)s”.") % {
        "asked": one.asked,
        "used": one.used,
    }


def _clear_url(asked: Asked) -> str:
    return Asked(asked.text, literal=asked.literal).address() if asked.choices else ""
