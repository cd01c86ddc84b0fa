"""What the front line asks of its leaders: the register, its chart, and the words behind it."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.wings.challenges.asking import WORDS, a_leader, an_ask, answered, later, page
from tests.wings.challenges.making import Cast, a_cast, launched
from tests.world import (
    NOON,
    TODAY,
    a_founder,
    a_person,
    acting,
    an_organisation,
    holding,
    joins,
)

from groundswell.engines.measures import actions as measures
from groundswell.engines.measures.models import Measure
from groundswell.ground.kernel import registries
from groundswell.ground.people.models import Person
from groundswell.ground.web.paging import Step
from groundswell.wings.challenges import actions, queries
from groundswell.wings.challenges.kinds import AskState
from groundswell.wings.challenges.models import Ask

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
SignedIn = Callable[[Person], Client]
DAY = dt.timedelta(days=1)


def with_answers(cast: Cast, n: int = 3) -> Person:
    """Asks of one leader, answered on as many days: granted, within limits, declined, granted …"""
    leader = a_leader(cast)
    said = ({"state": "granted"}, {"state": "within_limits", "limits": "Two beds"},
            {"state": "declined", "answer": "The insurer says no"})  # fmt: skip
    for i in range(n):
        ask = an_ask(cast, leader, at=NOON + i * DAY)
        answered(ask, by=leader, days=i + 4, **said[i % 3])  # type: ignore[arg-type]
    return leader


def register(person: Person, days: float = 0, **address: str) -> queries.RegisterPage:
    at = NOON + dt.timedelta(days=days)
    actor = acting(person, at.date())
    return queries.register_page(actor, queries.sift_from(address), Step(), at=at)


def titles(shown: queries.RegisterPage) -> list[str]:
    return [row.title for row in shown.listed]


def test_the_board_reads_what_waits_the_oldest_first_and_whose_it_is(signed_in: SignedIn) -> None:
    cast = launched(a_cast())
    imran = cast.people["imran"]
    young = an_ask(cast, imran, at=NOON + 5 * DAY)
    old = an_ask(cast)
    with later(9):
        shown = page(signed_in(imran), "register")
    assert "2 asks are waiting. 1 is yours. 1 is late." in shown
    assert shown.index(str(old.pk)) < shown.index(str(young.pk))
    assert "2 days overdue" in shown and "9 days old" in shown
    assert "Parveen Nasser answers this one." in shown
    assert reverse("challenges:answer_ask", args=[young.pk]) in shown


def test_the_register_of_somebody_who_sees_no_ask_is_empty(signed_in: SignedIn) -> None:
    cast = launched(a_cast())
    an_ask(cast)
    stranger = joins(a_person("Dele Martins"), an_organisation("Tarnside"))
    assert "No asks yet." in page(signed_in(stranger), "register")


def test_a_leader_asked_from_elsewhere_reads_their_own_and_no_other() -> None:
    cast = launched(a_cast())
    ed = joins(a_person("Ed Fairclough"), an_organisation("Tarnside"))
    mine, _other = an_ask(cast, ed), an_ask(cast)
    shown = register(ed)
    assert [row.url for row in shown.waiting] == [reverse("challenges:ask", args=[mine.pk])]
    assert shown.lead == "1 ask is waiting. 1 is yours."
    assert shown.chart is None


def test_how_they_were_answered_is_counted_and_nobody_is_ranked(signed_in: SignedIn) -> None:
    cast = launched(a_cast())
    with_answers(cast, 4)
    shown = register(cast.people["imran"], 8)
    assert shown.n_answered == 4
    assert [(bar.label, bar.n, bar.width) for bar in shown.bars] == [
        ("Granted", 2, 160),
        ("Within limits", 1, 80),
        ("Declined", 1, 80),
    ]


def test_from_the_chart_of_the_board_two_clicks_lead_to_the_words_of_an_ask(
    signed_in: SignedIn,
) -> None:
    cast = launched(a_cast())
    with_answers(cast)
    imran, measure = cast.people["imran"], Measure.objects.get()
    with later(8):
        board = signed_in(imran)
        chart = board.get(reverse("measures:measure", args=[measure.pk])).content.decode()
        [behind] = re.findall(r'href="([^"]+)">The asks behind these numbers', chart)
        listed = board.get(behind.replace("&amp;", "&")).content.decode()
        assert "Answered on 19 June 2026" in listed
        [first, *_others] = re.findall(r'href="(/challenges/asks/[0-9a-f-]{36}/)"', listed)
        assert WORDS.words in board.get(first).content.decode()
        assert reverse("measures:measure", args=[measure.pk]) in page(board, "register")


def test_the_register_draws_the_days_to_answer_with_the_promise_and_the_notes() -> None:
    cast = launched(a_cast())
    with_answers(cast)
    measure = Measure.objects.get()
    steward = a_founder()
    measures.annotate(
        measure=measure, on=TODAY + 4 * DAY, text="A weekly answering hour", by=steward,
        at=NOON + 5 * DAY,
    )  # fmt: skip
    measures.set_target(measure=measure, value=7, from_on=TODAY, by=steward, at=NOON)
    chart = register(cast.people["imran"], 8).chart
    assert chart and chart.url == reverse("measures:measure", args=[measure.pk])
    assert "Days from ask to answer" in chart.how and not chart.is_empty
    assert [words for _mark, words in chart.notes] == ["19 June 2026: A weekly answering hour"]
    assert "7" in chart.wide


def test_the_list_is_narrowed_by_answer_day_and_organisation(signed_in: SignedIn) -> None:
    cast = launched(a_cast())
    with_answers(cast)
    elsewhere = launched(a_cast("One front door", an_organisation("Tarnside")))
    with_answers(elsewhere, 1)
    founder = a_founder().person
    holding(founder, "board_member")
    assert len(titles(register(founder, 9))) == 4
    assert len(titles(register(founder, 9, place=str(elsewhere.host.pk)))) == 1
    assert len(titles(register(founder, 9, day="20 June 2026"))) == 1
    declined = register(founder, 9, answer="declined")
    assert len(titles(declined)) == 1 and declined.list_title == "What was answered"
    assert [c.label for c in declined.places] == ["All", cast.host.name, "Tarnside"]
    shown = register(founder, 9, place=str(elsewhere.host.pk))
    assert shown.chart and [name for name, _url in shown.other_charts] == [cast.host.name]
    assert register(founder, 9, place=str(founder.pk)).chart is None


def test_an_address_that_cannot_be_read_narrows_nothing() -> None:
    assert not queries.sift_from({"answer": "maybe", "place": "x", "day": "soon"}).is_narrowed


def test_what_waits_and_what_was_taken_back_are_listed_too(signed_in: SignedIn) -> None:
    cast = launched(a_cast())
    waiting, gone = an_ask(cast), an_ask(cast)
    actions.withdraw_ask(ask=gone, reason="Not needed", by=cast.sam, at=NOON)
    imran = cast.people["imran"]
    client = signed_in(imran)
    for answer, ask, other in (("waiting", waiting, gone), ("withdrawn", gone, waiting)):
        shown = page(client, "register", answer=answer)
        assert str(ask.pk) in shown and str(other.pk) not in shown
    assert "No ask fits." in page(client, "register", answer="granted")


def test_more_than_twenty_that_wait_stand_on_pages_of_their_own(signed_in: SignedIn) -> None:
    cast = launched(a_cast())
    first = an_ask(cast)
    many(first, 60, "waiting")
    shown = register(cast.people["imran"])
    assert len(shown.waiting) == 20 and "answer=waiting" in shown.all_waiting_url
    client = signed_in(cast.people["imran"])
    assert 'rel="next"' in page(client, "register", answer="waiting")


def many(like: Ask, n: int, state: str) -> None:
    """Many more of them, written straight down."""
    rows = []
    for i in range(n):
        asked = NOON - (i % 300) * DAY
        row = Ask(challenge=like.challenge, number=i + 10, kind="barrier", title=f"Ask {i}",
                  words="Words", asked_by=like.asked_by, asked_at=asked, asked_on=asked.date(),
                  to=like.to, to_organisation=like.to_organisation, due_on=asked.date() + 7 * DAY,
                  state=state)  # fmt: skip
        if state != AskState.WAITING:
            row.answered_by, row.answered_at, row.answered_on = like.to, asked + DAY, TODAY
        rows.append(row)
    Ask.objects.bulk_create(rows)


def test_the_register_asks_the_same_few_questions_however_many_asks_there_are(
    django_assert_max_num_queries: Any,
) -> None:
    cast = launched(a_cast())
    leader = with_answers(cast)
    imran = acting(cast.people["imran"])
    many(Ask.objects.filter(to=leader).latest("number"), 400, "granted")
    with django_assert_max_num_queries(15):
        shown = queries.register_page(imran, queries.Sift(), Step(), at=NOON)
    assert shown.n_answered == 403 and len(titles(shown)) == 50 and shown.pager.next_url


def test_a_kept_number_that_nobody_explains_has_no_way_back() -> None:
    assert registries.kept_numbers.get("") is None
