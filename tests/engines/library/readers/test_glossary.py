"""The glossary: public, by letter, by what is asked."""

from typing import Any

import pytest
from django.test import Client
from tests.engines.library.packs.making import small, take_in
from tests.engines.library.readers.making import Readers, as_

from groundswell.engines.library.models import Pack, Term
from groundswell.engines.library.queries import glossary_page

TERMS = {"Éclair chart": "A dot.", "bridge, second": "Another.", "5 whys": "Asking <b>on</b>."}


@pytest.fixture
def terms(us: Readers) -> Readers:
    take_in(small(), shelf=us.common)
    pack = Pack.objects.get()
    Term.objects.bulk_create(Term(pack=pack, term=t, words=w) for t, w in TERMS.items())
    return us


def page(**asked: Any) -> Any:
    return glossary_page(None, **{"asked": "", "letter": "", "number": None, **asked})


def names(found: Any) -> list[str]:
    return [term for term, _words in found.terms]


def test_terms_stand_under_their_letters(terms: Readers, django_assert_num_queries: Any):
    with django_assert_num_queries(1):
        assert names(page()) == ["5 whys", "Bridge", "bridge, second", "Éclair chart"]
    assert names(page(letter="b")) == ["Bridge", "bridge, second"]
    assert names(page(letter="0-9")) == ["5 whys"]
    assert names(page(letter="E")) == ["Éclair chart"]
    assert len(names(page(letter="ZZ"))) == 4  # no such letter: all of them
    assert [one.letter for one in page().letters if one.url] == ["B", "E", "0-9"]


def test_what_is_asked_is_found_in_term_and_words(terms: Readers):
    assert names(page(asked="CROSSES")) == ["Bridge"]
    assert page(asked="crosses").summary == "1 term holds “crosses”"
    assert names(page(asked="bridge second")) == ["bridge, second"]
    assert names(page(asked="nothing at all")) == []


def test_terms_of_an_organisations_shelf_are_for_its_people(terms: Readers):
    Pack.objects.update(shelf=terms.own)
    assert names(page()) == []
    every = {"asked": "", "letter": "", "number": None}
    assert len(glossary_page(as_(terms.joyce), **every).terms) == 4
    assert glossary_page(as_(terms.imran), **every).terms == ()
    assert len(glossary_page(as_(terms.system_reviewer), **every).terms) == 4


def test_the_page_is_public_and_what_is_typed_stays_text(terms: Readers):
    said = Client().get("/library/glossary/?q=<script>x</script>&letter=b").content.decode()
    assert "<script>x" not in said
    said = Client().get("/library/glossary/").content.decode()
    assert "Asking &lt;b&gt;on&lt;/b&gt;." in said
