"""What promises put on the home page, in the trail, and in a person's own data."""

import datetime as dt

import pytest
from tests.engines.commitments.making import (
    FRIDAY,
    a_promise,
    change,
    days,
    delegate,
    drop,
    hand_back,
    keep,
    leaves,
    move,
    on,
    reopen,
)
from tests.world import NOON, TODAY

from groundswell.engines.commitments import privacy, queries
from groundswell.engines.commitments.models import Commitment
from groundswell.ground.kernel import audit
from groundswell.ground.kernel.models import AuditEvent
from groundswell.ground.kernel.registries import (
    audit_sentences,
    each_day,
    home_cards,
    news,
    personal_data,
    rooms,
    search_kinds,
    thread_kinds,
)
from groundswell.ground.messages.kinds import kinds


def cards(actor, n):
    return [(c.title, c.why, c.weight) for c in queries.cards_for(on(actor, n), days(n))]


def test_a_promise_asks_its_owner_from_three_days_before(crew):
    made = a_promise(crew.sponsor)
    assert cards(crew.sponsor, 0) == []
    (card,) = queries.cards_for(on(crew.sponsor, 1), days(1))
    assert card.why == "Due in 3 days. You promised it to the board."
    assert card.url == f"/commitments/{made.pk}/close/" and card.weight == 0
    assert cards(crew.sponsor, 6) == [
        ("Visit Ward 8", "2 days overdue. You promised it to the board.", 1)
    ]
    assert cards(crew.leader, 6) == []


def test_a_closed_promise_asks_nobody(crew):
    keep(a_promise(crew.sponsor), crew.sponsor)
    assert cards(crew.sponsor, 6) == []


def test_a_promise_without_an_owner_asks_those_who_may_find_one(crew):
    made = crew.promise()
    leaves(crew.member)
    title = "“Visit Ward 8” needs a new owner"
    assert cards(crew.leader, 0) == [(title, "Mo Khan has left. It is due on 19 June 2026.", 1)]
    assert queries.cards_for(crew.leader, NOON)[0].url == f"/commitments/{made.pk}/owner/"
    assert cards(crew.other, 0) == []


@pytest.mark.parametrize("n", [3, 20])
def test_cards_are_two_queries(crew, n, django_assert_num_queries):
    for _ in range(n):
        a_promise(crew.sponsor, due_on=TODAY)
    with django_assert_num_queries(2):
        assert len(queries.cards_for(crew.sponsor, NOON)) == n


@pytest.mark.parametrize(
    ("close", "text"),
    [
        (lambda c, by: keep(c, by), "Mo Khan kept a promise: Visit Ward 8."),
        (
            lambda c, by: keep(c, by, on=FRIDAY + dt.timedelta(days=1), at=days(6), words="Snow."),
            "Mo Khan kept a promise, late: Visit Ward 8.",
        ),
        (
            lambda c, by: drop(c, by),
            "A promise of Mo Khan was dropped, with a reason: Visit Ward 8.",
        ),
    ],
)
def test_what_became_of_a_promise_is_news_to_others_near_it(crew, close, text):
    close(crew.promise(audience="partnership", made_to=crew.colleague.person), crew.member)
    before = days(-1)
    for who in (crew.leader, crew.other, crew.colleague):
        assert [line.text for line in queries.news_for(who, before, days(7))] == [text]
    assert queries.news_for(crew.member, before, days(7)) == []
    assert queries.news_for(crew.outsider, before, days(7)) == []
    assert queries.news_for(crew.leader, days(7), days(8)) == []


def test_the_home_page_shows_the_card_and_the_room(crew, browser, at_noon):
    a_promise(crew.sponsor, due_on=TODAY)
    page = browser("sponsor").get("/").content.decode()
    assert "Due today. You promised it to the board." in page and "/commitments/" in page


def test_the_room_is_registered_where_others_look():
    for registry in (rooms, home_cards, news, personal_data):
        assert "commitments" in registry
    assert "commitment" in search_kinds and "commitment" in thread_kinds
    assert "commitments.remind" in each_day
    told = {"commitments.yours", "commitments.reminder", "commitments.to_you"}
    assert {code for code in kinds if code.startswith("commitments.")} == told


def everything_happens_to(made, crew):
    change(made, crew.leader, title="Visit Ward 9", position=1)
    move(made, crew.leader)
    delegate(made, crew.other, crew.leader)
    hand_back(made, crew.other)
    keep(made, crew.leader)
    reopen(made, crew.leader)
    drop(made, crew.leader)
    reopen(made, crew.leader)
    late = {"on": TODAY + dt.timedelta(days=20), "at": days(20), "words": "Snow."}
    return keep(made, crew.leader, **late)


def test_every_event_reads_as_a_sentence(crew):
    everything_happens_to(crew.promise(), crew)
    lines = AuditEvent.objects.filter(name__startswith="commitment.")
    assert {line.name for line in lines} == {
        name for name in audit_sentences if name.startswith("commitment.")
    }
    for line in lines:
        said = audit.sentence(line)
        assert line.by_name in said and "Visit Ward" in said
        assert "–" not in said and "%(" not in said


def test_a_person_gets_all_their_own_rows(crew):
    made = a_promise(crew.member, made_to=crew.colleague.person)
    everything_happens_to(crew.promise(by=crew.leader), crew)
    keep(made, crew.member)

    def held(who):
        found = {name: list(rows) for name, rows in privacy.export(who.id).items()}
        return {name: len(rows) for name, rows in found.items() if rows}

    assert held(crew.leader) == {
        "Promises you wrote down": 1,
        "Promises you closed": 1,
        "Days you moved": 1,
        "Promises you handed on or back": 1,
        "Words you changed": 1,
        "Promises you opened again": 2,
    }
    assert held(crew.member) == {
        "What you promised": 2,
        "Promises you wrote down": 1,
        "Promises you closed": 1,
    }
    assert held(crew.colleague) == {"What was promised to you": 1}
    assert held(crew.other) == {"Promises you handed on or back": 1}
    assert held(crew.outsider) == {}


def test_an_erased_persons_promises_stay_for_those_they_were_made_to(crew):
    made = a_promise(crew.sponsor, made_to=crew.leader.person)
    for part in personal_data.values():
        part.erase(crew.sponsor.id, NOON)
    assert Commitment.objects.get(pk=made.pk).owner.name == "A former colleague"
    assert [c.title for c in queries.without_owner(crew.leader)] == ["Visit Ward 8"]
