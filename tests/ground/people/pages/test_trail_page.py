import datetime as dt
import re
from html import unescape

import pytest
from django.utils.html import escape
from tests.world import NOON, a_founder, a_person, a_team, an_organisation, holding, joins

from groundswell.ground.people import actions, queries
from groundswell.ground.people.queries import trail as trail_queries
from groundswell.ground.people.sentences import SENTENCES

pytestmark = pytest.mark.django_db


def text(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def trust():
    return an_organisation(ods_code="RZH")


@pytest.fixture
def ngozi(trust, signed_in):
    person = joins(a_person("Ngozi Bello"), trust)
    holding(person, "administrator", trust)
    return signed_in(person)


def trail(organisation) -> str:
    return f"/people/organisations/{organisation.pk}/trail/"


def test_administrator_reads_what_was_done_in_sentences(ngozi, trust):
    a_team(trust)
    page = text(ngozi.get(trail(trust)))
    assert "Priya Nair added the team Ward 7" in page
    assert escape("Priya Nair granted Ngozi Bello the role Administrator in Harrowmere") in page
    assert "15 June 2026 at 1 pm" in page


def test_trail_of_one_place_holds_nothing_of_another(ngozi, trust):
    a_team(an_organisation("Other"), "Elsewhere")
    assert "Elsewhere" not in text(ngozi.get(trail(trust)))


def test_trail_is_for_administrators(trust, ngozi, signed_in):
    colleague = signed_in(joins(a_person(), trust))
    assert colleague.get(trail(trust)).status_code == 403
    stranger = signed_in(a_person("Dele Martins"))
    assert stranger.get(trail(trust)).status_code == 404
    assert ngozi.get("/people/trail/").status_code == 403
    page = text(signed_in(a_founder().person).get("/people/trail/"))
    assert "became the first system administrator" in page


def test_trail_is_narrowed_by_person_event_and_day(ngozi, trust):
    ward = a_team(trust)
    later = NOON + dt.timedelta(days=3)
    actions.close_team(team=ward, by=a_founder(), at=later)
    for asked, added, closed in (
        ({"event": "team.closed"}, False, True),
        ({"person": "ward"}, True, True),
        ({"person": "bello"}, False, False),
        ({"first": "16 June 2026"}, False, True),
        ({"last": "15 June 2026"}, True, False),
        ({"first": "18 June 2026", "last": "18 June 2026"}, False, True),
    ):
        page = text(ngozi.get(trail(trust), asked))
        assert ("added the team Ward 7" in page) == added, asked
        assert ("closed the team Ward 7" in page) == closed, asked
    assert "Nothing fits" in text(ngozi.get(trail(trust), {"person": "zebra"}))


def test_day_that_is_none_is_said(ngozi, trust):
    answer = ngozi.get(trail(trust), {"first": "someday"})
    assert answer.status_code == 422
    assert "is not a day we can read" in text(answer)
    assert ngozi.get(trail(trust), {"event": "no.such"}).status_code == 422


def test_long_trail_comes_in_parts_that_keep_the_filter(
    ngozi, trust, django_assert_max_num_queries
):
    for i in range(60):
        a_team(trust, f"Ward {i}")
    with django_assert_max_num_queries(10):
        page = text(ngozi.get(trail(trust), {"event": "team.added"}))
    assert told(page) == [f"added the team Ward {i}" for i in range(59, 9, -1)]
    onward = link_in(page, "next")
    assert onward.startswith("?event=team.added&after=")
    with django_assert_max_num_queries(10):
        rest = text(ngozi.get(trail(trust) + onward))
    assert told(rest) == [f"added the team Ward {i}" for i in range(9, -1, -1)]
    assert told(text(ngozi.get(trail(trust) + link_in(rest, "prev")))) == told(page)


def test_what_is_asked_for_is_looked_for_so_many_lines_at_a_time(ngozi, trust, monkeypatch):
    a_team(trust, "Early")
    for i in range(5):
        a_team(trust, f"Ward {i}")
    monkeypatch.setattr(trail_queries, "REACH", 5)
    page = text(ngozi.get(trail(trust), {"person": "early"}))
    assert "5 lines were looked through, 15 June 2026 at 1 pm." in page
    assert "Early" in text(ngozi.get(trail(trust) + link_in(page, "next")))


def told(page: str) -> list[str]:
    return re.findall(r"added the team Ward \d+", page)


def link_in(page: str, way: str) -> str:
    found = re.search(rf'href="([^"]*)" rel="{way}"', page)
    assert found
    return unescape(found[1])


def test_kinds_of_event_are_offered_in_words(ngozi, trust):
    page = text(ngozi.get(trail(trust)))
    for words in ("Added the team …", "Signed in by …", "Granted … the role … in …"):
        assert words in page
    labels = [label for name, label in queries.event_choices() if name in SENTENCES]
    assert len(labels) == len(set(labels))
    assert not [label for label in labels if "_" in label or "%" in label]
