"""A made-up library of 5,000 pages and 20,000 works, for the benchmarks that read it."""

import datetime as dt
import gc
import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.test.utils import setup_databases, setup_test_environment, teardown_databases
from wagtail.models import Page

from groundswell.engines.library import actions
from groundswell.engines.library.actions.faceting import facets_of
from groundswell.engines.library.actions.indexing import index_entries
from groundswell.engines.library.kinds import WORK, CulturalElement, Sector, Strength
from groundswell.engines.library.models import (
    CaseStudy,
    Citation,
    Entry,
    Item,
    OnePager,
    Shelf,
    Word,
    Work,
)
from groundswell.engines.library.reading.citing import cited_as
from groundswell.engines.library.reading.links import address_of
from groundswell.engines.library.reading.wording import wording_of, wording_of_work
from groundswell.ground.kernel.search import words_of
from groundswell.ground.people import actions as people
from groundswell.ground.people.actors import Actor

N_ITEMS = int(os.environ.get("N_ITEMS", "5000"))
N_WORKS = int(os.environ.get("N_WORKS", "20000"))
N_CITING = min(500, N_ITEMS // 2)  # pages that build on one page, and on one work
MANY_SOURCES = 40  # of one page
AT = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)
COMMON = words_of(  # words that much of a library holds, the first the most
    "care leadership team patient improvement quality staff health study service culture change "
    "innovation learning organisation safety board evidence hospital review effect climate trust "
    "compassionate voice psychological behaviour programme nursing measure system community"
)
TAGS = [f"theme {n}" for n in range(150)]
_RICH, _CITED = 1, 11  # the page with many sources, the work on which many pages build


@dataclass(frozen=True, slots=True)
class Library:
    founder: Actor
    shelf: Shelf
    items: list[Item]
    works: list[Work]

    @property
    def rich(self) -> Item:
        """The page that rests on many works, and that many pages build on."""
        return self.items[_RICH]

    @property
    def cited(self) -> Work:
        return self.works[_CITED]


class Words:
    """Made-up text: a few words come often and most hardly ever, as in any text."""

    def __init__(self) -> None:
        self._random = random.Random(6)
        rare = sorted({self._made() for _ in range(24_000)})
        self._random.shuffle(rare)
        self._words = [*COMMON, *rare]
        self._weights: list[float] = []
        total = 0.0
        for place in range(len(self._words)):
            total += 1 / (place + 4)
            self._weights.append(total)

    def _made(self) -> str:
        parts = words_of("pro con de re in tra lo mi ca ve sto ple psy the ra ti on al er um ist")
        return "".join(self._random.choices(parts, k=self._random.randint(2, 4)))

    def some(self, n: int) -> str:
        return " ".join(self._random.choices(self._words, cum_weights=self._weights, k=n))

    def one_of(self, values: Any) -> Any:
        return self._random.choice(list(values))

    def tags(self) -> list[str]:
        return self._random.sample(TAGS, k=self._random.randint(0, 3))


def bare(n_items: int, n_works: int) -> Library:
    """With what lists show of it, and without its index of words."""
    library = _written(n_items, n_works)
    entries = (entry for entry, _wording in _told(library))
    Entry.objects.bulk_create(entries, batch_size=500)
    return library


def load() -> Library:
    """With its index of words; prints how long that took."""
    library = _written(N_ITEMS, N_WORKS)
    began = time.perf_counter()
    told = list(_told(library))
    for first in range(0, len(told), 1_000):
        with transaction.atomic():
            part = told[first : first + 1_000]
            Entry.objects.bulk_create([entry for entry, _wording in part], batch_size=500)
            index_entries(part)
    spent = time.perf_counter() - began
    print(
        f"{len(told):,} entries, {Word.objects.count():,} words put in: {spent:.0f} s", flush=True
    )
    return library


def tidy() -> None:
    """What PostgreSQL does by itself in time (SQLite never does), and what is no part of a server:
    what loading has left behind in memory."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    gc.collect()
    gc.freeze()


def in_a_database_of_its_own(main: Callable[[], int]) -> int:
    """On disk, as in earnest, built by the migrations, and away from everything that is there."""
    setup_test_environment()
    with tempfile.TemporaryDirectory() as folder:
        name = f"{folder}/library.sqlite3" if connection.vendor == "sqlite" else "benchmark_library"
        connection.settings_dict["TEST"].update(NAME=name)
        old = setup_databases(verbosity=0, interactive=False, serialized_aliases=[])
        try:
            return main()
        finally:
            teardown_databases(old, verbosity=0)


def _written(n_items: int, n_works: int) -> Library:
    by = people.found_system(name="Priya Nair", email="priya@example.org", at=AT)
    shelf = actions.open_shelf(organisation=None, by=by, at=AT)
    words = Words()
    works = _works(words, n_works)
    return Library(by, shelf, _items(words, shelf, works, n_items), works)


def _told(library: Library) -> Iterator[tuple[Entry, Any]]:
    yield from map(_of_item, library.items)
    yield from map(_of_work, library.works)


def _works(words: Words, n_works: int) -> list[Work]:
    made = [
        Work(
            key=f"work-{n}",
            title=words.some(10).capitalize(),
            authors="\n".join(f"{words.some(1).capitalize()}, A" for _ in range(3)),
            year=1990 + n % 36,
            container=words.some(3).capitalize(),
            says=words.some(20) if n % 4 == 0 else "",
            tags=words.tags(),
            created_at=AT,
        )
        for n in range(n_works)
    ]
    return Work.objects.bulk_create(made, batch_size=500)


@transaction.atomic
def _items(words: Words, shelf: Shelf, works: list[Work], n_items: int) -> list[Item]:
    """Pages as Wagtail's own actions leave them, without its one query after the other."""
    found: list[Item] = []
    for n in range(n_items):
        made = _one_pager(words, works, n) if n % 2 else _case_study(words, n)
        made.title = words.some(7).capitalize()
        made.slug = made.draft_title = f"page-{n}"
        made.path, made.depth = f"{shelf.path}{n + 1:04d}", shelf.depth + 1
        made.url_path = f"{shelf.url_path}{made.slug}/"
        made.content_type = ContentType.objects.get_for_model(type(made))
        made.locale_id = shelf.locale_id
        made.last_published_at = made.first_published_at = AT
        found.append(made)
    pages = [
        Page(**{f.attname: getattr(m, f.attname) for f in Page._meta.concrete_fields})
        for m in found
    ]
    for page, made in zip(Page.objects.bulk_create(pages, batch_size=300), found, strict=True):
        made.pk = made.page_ptr_id = made.item_ptr_id = page.pk
        item = Item(**{f.attname: getattr(made, f.attname) for f in Item._meta.concrete_fields})
        item.save_base(raw=True, force_insert=True)
        made.save_base(raw=True, force_insert=True)
    Shelf.objects.filter(pk=shelf.pk).update(numchild=n_items)
    Citation.objects.bulk_create(
        (
            Citation(
                item_id=made.pk, work=works[(n * 3 + k) % len(works)], place="rests_on", position=k
            )
            for n, made in enumerate(found)
            for k in range(4)
        ),
        batch_size=400,
    )
    Citation.objects.bulk_create(
        (
            one
            for made in found[-N_CITING:]
            for one in (
                Citation(item_id=made.pk, work=works[_CITED], place="rests_on", position=9),
                Citation(item_id=made.pk, cited_id=found[_RICH].pk, place="rests_on", position=10),
            )
        ),
        batch_size=400,
    )
    return found


def _one_pager(words: Words, works: list[Work], n: int) -> OnePager:
    texts = [("text", words.some(60)) for _ in range(5)]
    n_sources = MANY_SOURCES if n == _RICH else 4
    return OnePager(
        claim=words.some(25),
        strength=words.one_of(Strength.values),
        why_so=words.some(30),
        says=texts,
        limits=[("text", words.some(15)) for _ in range(4)],
        ask=[("text", words.some(15)) for _ in range(4)],
        rests_on=[("work", works[(n * 3 + k) % len(works)]) for k in range(n_sources)],
    )


def _case_study(words: Words, n: int) -> CaseStudy:
    return CaseStudy(
        about=words.some(30),
        place=words.some(2),
        sector=words.one_of(Sector.values),
        lens=words.one_of(["patient", "leadership", "delivery"]),
        context=[("text", words.some(60)) for _ in range(4)],
        did=[("text", words.some(20)) for _ in range(6)],
        lessons=[("text", words.some(20)) for _ in range(4)],
        strength_words=words.some(30),
    )


_CHOICES = random.Random(7)


def _of_item(item: Item) -> tuple[Entry, Any]:
    tags = [f"tag:{tag}" for tag in _CHOICES.sample(TAGS, k=2)]
    serves = f"serves:{_CHOICES.choice(CulturalElement.values)}"
    entry = Entry(
        id=item.uid, item=item, kind=item.kind, title=item.title,
        lead=" ".join(getattr(item, name) for name in item.leads)[:600], url=address_of(item),
        audience="public", year=2026, first_on=AT.date(), facets=[*facets_of(item), serves, *tags],
    )  # fmt: skip
    return entry, wording_of(item)


def _of_work(work: Work) -> tuple[Entry, Any]:
    entry = Entry(
        id=work.uid, work=work, kind=WORK, title=cited_as(work), lead=work.says,
        url=f"/library/works/{work.key}/", audience="public", year=work.year, first_on=AT.date(),
        facets=[f"tag:{tag}" for tag in sorted(work.tags)],
    )  # fmt: skip
    return entry, wording_of_work(work)
