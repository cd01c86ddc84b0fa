"""What an organisation keeps to itself shows nowhere in what others are shown."""

import re
from typing import Any

import pytest
from django.test import Client
from tests.engines.library.finding.making import a_page, a_shelf
from tests.world import a_person, acting, an_organisation, joins

from groundswell.engines.library.finding.asked import asked_by
from groundswell.engines.library.models import Entry
from groundswell.engines.library.queries import FindPage, find_page, finding
from groundswell.ground.people.models import Organisation, Person

pytestmark = pytest.mark.django_db
TITLE = "Whistleblowing at Harrowmere"


@pytest.fixture
def trust() -> Organisation:
    """It keeps a page to itself, and everybody has another."""
    trust = an_organisation()
    a_page(
        TITLE, "Zymurgy.", shelf=a_shelf(trust), audience="organisation", strength="thin",
        tags=["hushed"],
    )  # fmt: skip
    a_page("Wards", "Nothing is kept back.", strength="strong", tags=["open"])
    a_page("Boards", strength="moderate", tags=["open"])
    return trust


@pytest.fixture
def member(trust: Organisation) -> Person:
    return joins(a_person("Joyce Lim"), trust)


@pytest.fixture
def outsider(trust: Organisation) -> Person:
    return joins(a_person("Imran Ali"), an_organisation("Tarnside Mental Health Trust"))


ASKED: list[dict[str, str]] = [
    {"q": "whistleblowing"},
    {"q": "whistleblowng"},
    {"q": "whistle"},
    {"q": "zymurgy"},
    {"q": "zymurgi"},
    {"q": "hushed"},
    {"tag": "hushed"},
    {"strength": "thin"},
    {"kind": "one-pager"},
    {"q": ""},
]


def everything_said(page: FindPage) -> str:
    """Without what the reader has typed, which stands in every address."""
    said = repr((page.instead, page.results, page.groups, page.tabs, page.pager))
    return re.sub(r"\?[^']*|“[^”]*”; this", "", said)


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_its_page_shows_to_its_people_and_to_nobody_else(
    asked: dict[str, str], member: Person, outsider: Person
):
    known = everything_said(find_page(acting(member), asked_by(asked)))
    assert TITLE in known
    for actor in (acting(outsider), None):
        said = everything_said(find_page(actor, asked_by(asked)))
        assert not any(w in said.lower() for w in ("whistleb", "harrowmere", "zymurg", "hushed"))
        assert "Thin" not in said
        assert not said.count("(3)"), "a count holds what the reader may not see"


def test_the_test_above_bites(monkeypatch: pytest.MonkeyPatch, trust: Organisation):
    """Where a query forgets who asks, the page, its tag and its word come out."""
    monkeypatch.setattr(finding, "entries_for", lambda actor: Entry.objects.all())
    said = [everything_said(find_page(None, asked_by(asked))) for asked in ASKED]
    assert all(TITLE in one for one in said)
    assert "hushed" in said[-1]
    assert "Thin" in said[-1]
    assert "zymurgy" in said[4].lower()


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_others_are_answered_as_if_it_were_not_there(
    asked: dict[str, str], trust: Organisation, outsider: Person
):
    told = everything_said(find_page(acting(outsider), asked_by(asked)))
    Entry.objects.get(title=TITLE).delete()
    assert everything_said(find_page(acting(outsider), asked_by(asked))) == told


def test_who_has_signed_in_finds_what_is_for_everybody_here(outsider: Person):
    a_page("For us here", audience="signed_in")
    assert [r.title for r in find_page(acting(outsider), asked_by({"q": "us"})).results] == [
        "For us here"
    ]
    assert find_page(None, asked_by({"q": "us"})).results == ()


def test_search_engines_are_told_of_public_pages_alone(trust: Organisation):
    a_page("For us here", audience="signed_in")
    answer = Client().get("/library/sitemap.xml")
    said: Any = answer.content.decode()
    assert answer["Content-Type"].startswith("application/xml")
    assert said.count("<url>") == 2
    assert "wards/</loc><lastmod>20" in said
    assert "whistleblowing" not in said
    assert "for-us-here" not in said
