"""What one statement counts and puts in order is what somebody would who went through every row."""

import random
from collections import Counter
from typing import Any

import pytest
from tests.engines.library.finding.making import a_page, a_shelf, a_work
from tests.world import a_person, acting, an_organisation, joins

from groundswell.engines.library.finding.asked import Asked, asked_by
from groundswell.engines.library.models import Choice, Entry, Word
from groundswell.engines.library.queries import finding, matching
from groundswell.engines.library.queries.matching import Matched
from groundswell.engines.library.queries.terms import Term, terms_of
from groundswell.engines.library.reading.access import entries_for
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.models import Person

pytestmark = pytest.mark.django_db
SOME = "care team leads leading leader culture ward safety trust trustee board voice".split()  # noqa: SIM905 words as in a text
ASKED: list[dict[str, str]] = [
    {},
    {"q": "care"},
    {"q": "team lea"},
    {"q": "culture of care tru"},
    {"q": "leadr"},
    {"q": "care team leading culture ward safety trust board"},
    {"kind": "library_work"},
    {"q": "care", "kind": "one-pager"},
    {"q": "lea", "kind": "library_work", "tag": "theme 1"},
    {"q": "care", "standing": "retracted"},
    {"q": "team", "year_from": "2005"},
    {"kind": "guide"},
]


@pytest.fixture
def reader() -> Person:
    """Of a trust that keeps every fifth thing here to itself; another keeps every seventh."""
    chance = random.Random(3)
    trust, other = an_organisation(), an_organisation("Tarnside Mental Health Trust")
    shelf = a_shelf()
    made = [
        a_page(f"Page {n} {chance.choice(SOME)}", " ".join(chance.choices(SOME, k=4)), shelf=shelf)
        for n in range(4)
    ]
    made += [
        a_work(
            f"{' '.join(chance.choices(SOME, k=3))} {n // 2}",
            says=" ".join(chance.choices(SOME, k=3)),
            year=chance.choice([None, 1999, 2005, 2010]),
            tags=[f"theme {k}" for k in chance.sample(range(4), k=2)],
        )
        for n in range(40)
    ]
    for n, entry in enumerate(made):
        kept = {5: trust, 7: other}.get(next((k for k in (5, 7) if n % k == 0), 0))
        Entry.objects.filter(pk=entry.pk).update(
            standing="retracted" if n % 6 == 0 else "current",
            audience="organisation" if kept else "public",
            organisation=kept,
        )
    return joins(a_person("Joyce Lim"), trust)


def quick(actor: Actor | None, asked: Asked, terms: list[Term], page: int) -> Matched:
    return matching.matched(
        finding._narrowed(entries_for(actor), asked),
        terms,
        kind=asked.choices.get("kind", ""),
        first=7 * page,
        per_page=7,
    )


def plain(actor: Actor | None, asked: Asked, terms: list[Term], page: int) -> Matched:
    """Row by row, in Python."""
    scored = {e: _score(e, terms) for e in finding._narrowed(entries_for(actor), asked)}
    found = {entry: score for entry, score in scored.items() if score is not None}
    shown = [e for e in found if e.kind == asked.choices.get("kind", e.kind)]
    codes = Choice.objects.filter(entry__in=[e.number for e in shown]).values_list("code")
    by_title = {pk: n for n, pk in enumerate(_by_title())}
    ordered = sorted(
        shown, key=lambda e: (e.standing != "current", -found[e], by_title[e.number], e.number)
    )
    last = max(0, len(ordered) - 1) // 7
    first = 7 * min(page, last)
    tallies = Counter((e.kind, e.standing, e.year or 0) for e in found)
    return Matched(
        tallies=[matching.Tally(*what, n) for what, n in tallies.items()],
        coded=Counter(code for (code,) in codes),
        numbers=[e.number for e in ordered[first : first + 7]],
    )


def _by_title() -> Any:
    """In the database's own order of letters."""
    return Entry.objects.order_by("order", "number").values_list("number", flat=True)


def _score(entry: Entry, terms: list[Term]) -> float | None:
    score = 0.0
    for term in terms:
        held = Word.objects.filter(entry=entry.number, word__in=term.words)
        extra = len(term.words) > 1
        weights = [w.weight + (extra and w.word == term.exact) for w in held]
        if not weights:
            return None
        score = score + max(weights) * term.rarity
    return score


@pytest.mark.parametrize("given", ASKED, ids=str)
def test_the_quick_ways_and_the_plain_way_find_the_same(
    given: dict[str, str], reader: Person, monkeypatch: pytest.MonkeyPatch
):
    asked = asked_by(given)
    for actor in (None, acting(reader)):
        terms, _replaced = terms_of(entries_for(actor), asked.words, literal=False)
        for page in (0, 1, 50):
            wanted = plain(actor, asked, terms, page)
            for most_joined in (0, 8):  # gone through once, and joined
                monkeypatch.setattr(matching, "_MOST_JOINED", most_joined)
                told = quick(actor, asked, terms, page)
                assert set(told.tallies) == set(wanted.tallies)
                assert len(told.tallies) == len(set(told.tallies))
                assert told.coded == wanted.coded
                assert told.numbers == wanted.numbers


def test_the_questions_above_have_answers(reader: Person):
    """Most of them of more than a part, and differently many for who may see more."""
    sizes = []
    for given in ASKED:
        asked = asked_by(given)
        terms, _replaced = terms_of(entries_for(None), asked.words, literal=False)
        sizes.append(
            tuple(
                sum(tally.n for tally in quick(actor, asked, terms, 0).tallies)
                for actor in (None, acting(reader))
            )
        )
    assert sum(few > 7 for few, _more in sizes) > len(ASKED) // 3
    assert sum(few < more for few, more in sizes) > len(ASKED) // 3
    assert sum(few > 0 for few, _more in sizes) > len(ASKED) // 2
