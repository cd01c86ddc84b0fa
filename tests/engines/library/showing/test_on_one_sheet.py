"""Evidence in one page, taken away: its numbers name their sources as briefly as may be."""

import pytest
from django.test import Client
from tests.engines.library.finding.making import a_page, a_work
from tests.ground.documents.reading import n_pages, words_of

from groundswell.engines.library.models import Entry

pytestmark = pytest.mark.django_db
FULL = "Lim, J. (2020). Beds and bridges"


@pytest.fixture
def work() -> Entry:
    return a_work("Beds and bridges", authors="Lim, J.", year=2020)


def on_paper(page: Entry) -> tuple[str, int]:
    pdf = Client().get(f"{page.url}pdf/").content
    return " ".join(words_of(pdf).split()), n_pages(pdf)


def a_number(work: Entry) -> list[tuple[str, dict[str, object]]]:
    return [("figure", {"value": "7", "words": "wards", "work": work.work})]


def test_a_source_that_is_listed_below_is_named_by_who_and_when(work: Entry):
    page = a_page("Beds", figures=a_number(work), rests_on=[("work", work.work)])
    said, n = on_paper(page)
    assert n == 1
    assert said.count("Lim, J. (2020)") == 2
    assert said.count(FULL) == 1, "in the list, and not beside the number again"


def test_a_source_that_stands_nowhere_else_is_named_in_full(work: Entry):
    said, _n = on_paper(a_page("Beds", figures=a_number(work)))
    assert said.count(FULL) == 1
