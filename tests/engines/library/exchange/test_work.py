"""A work is always in its normal form."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from tests.engines.library.exchange.works import TEXTS, WORKS

from groundswell.engines.library.exchange import OTHERS, Author, Kind, Work, doi_of
from groundswell.ground.kernel.texts import has_unseen

small = settings(max_examples=60, deadline=None, derandomize=True)


@small
@given(work=WORKS)
def test_the_normal_form_of_a_work_is_itself_and_can_be_shown(work):
    assert replace(work) == work
    assert not has_unseen("".join(str(getattr(work, name)) for name in work.__slots__))
    assert not any(has_unseen(text) for text in (work.title, work.notes, work.abstract, work.key))


@small
@given(text=TEXTS)
def test_the_doi_of_a_doi_is_itself(text):
    assert doi_of(doi_of(f"10.1234/{text}")) == doi_of(f"10.1234/{text}")


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("10.1002/(SICI)1097-0266(199907)", "10.1002/(sici)1097-0266(199907)"),
        ("(https://doi.org/10.1002/job.413)", ""),
        ("http://dx.doi.org/10.1002/JOB.413", "10.1002/job.413"),
        ("https://doi.org/10.1002/%28SICI%29x", "10.1002/(sici)x"),
        ("doi:https://doi.org/10.1002/job.413).", "10.1002/job.413"),
        ("<10.1002/job.413>", "10.1002/job.413"),
        ("10.1002/a<1::AID>", "10.1002/a<1::aid>"),
        ("10.1002/ job", ""),
        ("10.1002/.", ""),
        ("11.1002/job", ""),
        ("", ""),
    ],
)
def test_a_doi_is_found_in_what_people_write(text, doi):
    assert doi_of(text) == doi


def test_a_name_is_a_person_or_a_body():
    assert Author(" de  Bono ", "E.", "x") == Author("de Bono", "E.")
    assert Author(given="Plato") == Author("Plato")
    assert Author(literal="Et al.") == OTHERS and not Author()


@pytest.mark.parametrize(("year", "kept"), [(0, None), (1, 1), (9999, 9999), (10_000, None)])
def test_a_year_has_up_to_four_digits(year, kept):
    assert Work(year=year).year == kept


def test_what_is_empty_is_gone_and_what_is_beside_is_in_order():
    work = Work(
        kind="book",
        authors=(Author(), Author("A")),
        keywords=("", "a;b", "a"),
        extra=(("b", "2"), ("a", " "), ("", "x"), ("a", "1"), ("b", "1")),
        pages="1 – 2",
    )
    assert work.kind is Kind.BOOK and work.authors == (Author("A"),)
    assert work.keywords == ("a", "b") and work.pages == "1-2"
    assert work.extra == (("a", "1"), ("b", "2"), ("b", "1"))


def test_a_kind_that_is_none_is_refused():
    with pytest.raises(ValueError, match="poem"):
        Work(kind="poem")
