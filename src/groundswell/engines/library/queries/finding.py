"""What the library has for a question: the part that is shown, and what it can be narrowed by."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Case,
    ExpressionWrapper,
    F,
    FilteredRelation,
    FloatField,
    IntegerField,
    Max,
    Q,
    QuerySet,
    Value,
    When,
)
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words
from groundswell.ground.web.paging import NumberedPager, paged

from ..finding.asked import Asked
from ..kinds import WORK, Standing
from ..models import Choice, Entry, Word, Work
from ..reading import Link
from ..reading.access import entries_for
from ..reading.links import link_to
from . import facets
from .terms import Replaced, Term, terms_of

PER_PAGE = 20
_OF_THE_VERY_WORD = 1  # weighs so much more than a word that begins with it


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
    narrowed = _narrowed(visible, asked)
    is_answerable = all(term.n for term in terms)
    tallies = facets.tallied(_holding(narrowed, terms)) if is_answerable else []
    shown = _of_kind(narrowed, asked)
    n = sum(t.n for t in tallies if t.kind == asked.choices.get("kind", t.kind))
    coded = facets.coded(_holding(shown, terms)) if n else Counter[str]()
    numbers = _Numbers(_ranked(shown, terms), n)
    part, pager = paged(numbers, asked.page, PER_PAGE, keep=asked.fields())
    library = reverse("library:index")
    return FindPage(
        text=asked.text,
        summary=_summary(asked, pager.total),
        instead=tuple(map(_instead, replaced)),
        literal_url=asked.address(literal="1") if replaced else "",
        tabs=facets.tabs(tallies, asked),
        chosen=facets.chosen(asked),
        groups=facets.groups(tallies, coded, asked),
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


class _Numbers:
    """Entries in the order of the page; how many there are is known before."""

    def __init__(self, rows: QuerySet[Entry, int], n: int) -> None:
        self._rows = rows
        self._n = n

    def count(self) -> int:
        return self._n

    def __getitem__(self, part: slice, /) -> Iterable[int]:
        return self._rows[part] if self._n else []


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


def _of_kind(entries: QuerySet[Entry], asked: Asked) -> QuerySet[Entry]:
    return entries.filter(kind=asked.choices["kind"]) if "kind" in asked.choices else entries


def _ranked(entries: QuerySet[Entry], terms: Sequence[Term]) -> QuerySet[Entry, int]:
    """Numbers: what holds before what does not, then by weight and rarity, then by title."""
    score: Any = Value(0.0)
    for place, term in enumerate(terms):
        name = f"w{place}"
        held = FilteredRelation("words", condition=Q(words__word__in=term.words))
        entries = entries.annotate(**{name: held}).filter(**{f"{name}__weight__gte": 1})
        weight = _weight(name, term) * Value(term.rarity)
        score = ExpressionWrapper(score + weight, FloatField())
    last = Case(When(standing=Standing.CURRENT, then=0), default=1)
    rows = entries.annotate(last=last).values("number", "last", "order")
    return (
        rows
        .annotate(score=score)
        .order_by("last", "-score", "order", "number")
        .values_list("number", flat=True)
    )


def _weight(name: str, term: Term) -> Any:
    weight = F(f"{name}__weight")
    if len(term.words) == 1:
        return weight
    exact = When(**{f"{name}__word": term.exact}, then=weight + _OF_THE_VERY_WORD)
    return Max(Case(exact, default=weight, output_field=IntegerField()))


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
