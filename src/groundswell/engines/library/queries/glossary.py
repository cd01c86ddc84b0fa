"""The words of the field and what they mean, from every pack whose shelf the reader may read."""

from collections import Counter
from dataclasses import dataclass
from unicodedata import normalize

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words
from groundswell.ground.web.paging import NumberedPager, paged

from .. import policies
from ..models import Term

PER_PAGE = 60
OTHER = "0-9"  # what begins with no letter


@dataclass(frozen=True, slots=True)
class Letter:
    letter: str
    url: str  # empty where no term begins with it
    is_here: bool


@dataclass(frozen=True, slots=True)
class GlossaryPage:
    terms: tuple[tuple[str, str], ...]
    letters: tuple[Letter, ...]
    asked: str
    letter: str
    summary: str
    pager: NumberedPager
    url: str
    crumb: tuple[tuple[str, str], ...]


def glossary_page(
    actor: Actor | None, *, asked: str, letter: str, number: str | None
) -> GlossaryPage:
    """Terms by their letter, or those that hold what is asked; one query, whatever there is."""
    asked = " ".join(asked.split())[:100]
    every = _terms(actor)
    begun = Counter(first_letter(term) for term, _words in every)
    chosen = letter.upper() if letter.upper() in begun else ""
    held = [
        pair
        for pair in every
        if (not chosen or first_letter(pair[0]) == chosen) and _holds(pair, asked)
    ]
    kept = {name: value for name, value in (("letter", chosen), ("q", asked)) if value}
    part, pager = paged(held, number, PER_PAGE, keep=kept)
    here = reverse("library:glossary")
    return GlossaryPage(
        terms=tuple(part),
        letters=tuple(
            Letter(one, f"{here}?letter={one}" if begun[one] else "", one == chosen)
            for one in _alphabet(begun)
        ),
        asked=asked,
        letter=chosen,
        summary=_summary(len(held), asked, chosen),
        pager=pager,
        url=here,
        crumb=((_("Library"), reverse("library:index")), (_("Glossary"), "")),
    )


def first_letter(term: str) -> str:
    """Under which letter a term stands.

    >>> first_letter("Éclair"), first_letter("“run chart”"), first_letter("5 whys")
    ('E', 'R', '0-9')
    """
    plain = normalize("NFKD", term.lstrip("“‘\"' ("))[:1].upper()
    return plain if plain.isalpha() else OTHER


def _terms(actor: Actor | None) -> list[tuple[str, str]]:
    rows = Term.objects.all()
    if actor is None:
        rows = rows.filter(pack__shelf__organisation=None)
    elif not policies.is_system_reviewer(actor):
        places = Q(pack__shelf__organisation__in=actor.organisation_ids)
        rows = rows.filter(Q(pack__shelf__organisation=None) | places)
    found = dict.fromkeys(rows.order_by("term", "pk").values_list("term", "words"))
    return sorted(found, key=lambda pair: pair[0].casefold())


def _holds(pair: tuple[str, str], asked: str) -> bool:
    return all(any(word in text.casefold() for text in pair) for word in asked.casefold().split())


def _alphabet(begun: Counter[str]) -> list[str]:
    plain = [chr(code) for code in range(ord("A"), ord("Z") + 1)]
    others = sorted(set(begun) - set(plain) - {OTHER})
    return [*plain, *others, *([OTHER] if begun[OTHER] else [])]


def _summary(n: int, asked: str, letter: str) -> str:
    told = {"n": words.number(n), "asked": asked, "letter": letter}
    if asked:
        return ngettext("%(n)s term holds “%(asked)s”", "%(n)s terms hold “%(asked)s”", n) % told
    if letter:
        return ngettext("%(n)s term under %(letter)s", "%(n)s terms under %(letter)s", n) % told
    return ngettext("%(n)s term", "%(n)s terms", n) % told
