"""What came in a pack is found by its words, as if somebody had typed it here."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.engines.library.packs.making import LITERATURE, SMALL, a_zip, contents, small, take_in
from tests.world import NOON, TODAY

from groundswell.engines.library import actions
from groundswell.engines.library.finding.asked import asked_by
from groundswell.engines.library.models import Entry, Work
from groundswell.engines.library.queries import find_page

pytestmark = pytest.mark.django_db
THE_WORK = "Lim, J. (2020). Beds and bridges. Ward Studies."


def found(**asked: str) -> list[str]:
    return [link.title for link in find_page(None, asked_by(asked)).results]


def test_literature_of_a_pack_is_found_by_title_author_and_what_it_says():
    take_in(small())
    assert found(q="lim") == [THE_WORK]
    assert set(found(q="beds")) == {THE_WORK, "Beds and bridges"}
    assert found(q="what was found") == [THE_WORK]
    assert found(q="ward studies") == [THE_WORK]


def test_a_work_that_changed_is_found_by_its_new_words_alone():
    take_in(small())
    take_in(small(**{"What was found.": "What was learnt."}))
    assert found(q="learnt") == [THE_WORK]
    assert found(q="found") == []


def test_pages_of_a_pack_are_found_with_their_codes():
    take_in(small())
    assert found(q="bridges", strength="thin") == ["Beds and bridges"]
    assert found(tag="bridges") == ["Beds and bridges"]


def test_many_works_are_indexed_in_as_many_queries_as_few():
    """Up to a batch; what is new takes a row and no query of its own."""

    def queries_of(n: int) -> int:
        works = [a_work(f"{n}-{place}") for place in range(n)]
        with CaptureQueriesContext(
            connection,
        ) as asked:
            actions.write_work_entries(works, on=TODAY)
        return len(asked)

    few = queries_of(20)
    assert Entry.objects.count() == 20
    assert queries_of(40) <= few + 1
    assert len(found(q="mattering")) == 20  # a page of them


def a_work(key: str) -> Work:
    return Work.objects.create(key=f"w{key}", title=f"Mattering {key}", created_at=NOON)


def test_a_pack_of_many_works_asks_the_index_once():
    more: dict[str, Any] = dict(SMALL)
    more["literature.yaml"] = LITERATURE + "".join(
        LITERATURE
        .replace("lim-2020-beds", f"lim-2020-beds-{n}")
        .replace("10.1000/beds", f"10.1000/beds{n}")
        .replace("Beds and bridges", f"Of cabbages {n}")
        for n in range(30)
    )
    take_in(contents(a_zip(more)))
    assert len(found(q="cabbages", kind="library_work")) == 20
