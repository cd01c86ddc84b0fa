"""How a work is cited; the examples of every kind stand in the docstring."""

import re

import pytest
from hypothesis import given, settings
from tests.engines.library.exchange.works import WORKS

from groundswell.engines.library.exchange import OTHERS, Author, Kind, Work, citation, key_of

AMY, BO, CY = (Author(name, "A.") for name in ("Amy", "Bo", "Cy"))


@pytest.mark.parametrize(
    ("authors", "named"),
    [
        ((AMY,), "Amy, A."),
        ((AMY, BO), "Amy, A. and Bo, A."),
        ((AMY, BO, CY), "Amy, A., Bo, A. and Cy, A."),
        ((AMY, BO, CY, AMY), "Amy, A., Bo, A., Cy, A. and others"),
        ((AMY, OTHERS), "Amy, A. and others"),
        ((Author("Plato"),), "Plato"),
    ],
)
def test_up_to_three_authors_are_named(authors, named):
    assert citation(Work(authors=authors, year=2001, title="A")) == f"{named} (2001). A."


def test_only_others_are_nobody():
    assert citation(Work(authors=(OTHERS,), title="A")) == "A."


@pytest.mark.parametrize("title", ["A?", "A!", "A.", "“A.”", "A…"])
def test_no_full_stop_follows_what_ends_a_sentence(title):
    assert citation(Work(title=title, publisher="Wiley.")) == f"{title} Wiley."


def test_pages_without_a_journal_say_nothing_and_an_issue_needs_a_volume():
    article = Work(kind=Kind.ARTICLE, title="A", pages="1-2")
    assert citation(article) == "A."
    assert citation(Work(kind=Kind.ARTICLE, title="A", container="J", issue="2")) == "A. J, (2)."


def test_a_chapter_of_nobody_names_its_editors_once():
    work = Work(kind=Kind.CHAPTER, title="A", editors=(AMY,), container="Book")
    assert citation(work) == "A. In: Amy, A. (ed.), Book."
    talk = Work(kind=Kind.CONFERENCE, title="A", editors=(AMY,), container="Day")
    assert citation(talk) == "Amy, A. (ed.) A. In: Day."


@settings(max_examples=60, deadline=None, derandomize=True)
@given(work=WORKS)
def test_every_work_is_cited_in_one_line_and_has_a_key(work):
    assert "\n" not in citation(work) and citation(work)
    key = key_of(work)
    assert re.fullmatch(r"[^\W_]+(-[^\W_]+)*", key) and len(key) <= 80


@pytest.mark.parametrize(
    ("work", "key"),
    [
        (Work(authors=(Author("O’Donovan"),), year=2020, title="A review"), "odonovan-2020-review"),
        (Work(authors=(Author("Łódź Ünal"),), title="The"), "lodz-unal-the"),
        (Work(editors=(AMY,), title="Étude"), "amy-etude"),
        (Work(authors=(OTHERS,), title="A" * 99), "a" * 30),
        (Work(authors=(Author("李"),), title="。"), "李"),
    ],
)
def test_a_key_is_short_and_plain(work, key):
    assert key_of(work) == key
