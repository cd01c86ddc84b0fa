"""Challenges across waves and places, and what they put on the home page."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.wings.challenges.making import Cast, a_cast, a_challenge, a_system_lead, add, launched
from tests.world import NOON, TODAY, a_person, an_organisation

from groundswell.ground.people.actors import Actor
from groundswell.wings.challenges import actions, queries
from groundswell.wings.challenges.kinds import Leave
from groundswell.wings.challenges.models import Challenge, Test
from groundswell.wings.challenges.queries import home
from groundswell.wings.challenges.queries.portfolio import Portfolio

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


def portfolio(actor: Actor, **address: str) -> Portfolio:
    wanted = queries.wanted_of(address)
    return queries.portfolio_page(actor, wanted, number=None, at=NOON)


def titles(page: Portfolio) -> list[str]:
    return [row.title for row in page.rows]


def tried(cast: Cast, reached: int | None) -> None:
    Test.objects.create(
        challenge=cast.challenge, number=Test.objects.count() + 1, title="x", hypothesis="x",
        smallest="x", prediction="x", owner=cast.people["sam"], people_reached=reached,
        made_by=cast.people["sam"], made_at=NOON,
    )  # fmt: skip


def test_a_row_says_where_a_challenge_stands_what_comes_next_and_whom_it_reached() -> None:
    cast = launched(a_cast(), TODAY - dt.timedelta(days=48))
    for reached in (40, None, 2):
        tried(cast, reached)
    (row,) = portfolio(cast.imran).rows
    assert (row.state, row.next_day, row.n_people, row.reached) == (
        "Day 48 of 100", "Day 50, 17 June 2026", 2, "42"
    )  # fmt: skip
    assert row.strip


def test_who_watches_over_teams_reads_why_one_needs_attention_and_a_board_does_not() -> None:
    cast = launched(a_cast(), TODAY - dt.timedelta(days=48))
    (row,) = portfolio(cast.ngozi).rows
    assert any("goal" in reason for reason in row.reasons)
    assert portfolio(cast.amara).rows[0].reasons == row.reasons
    for actor in (cast.imran, cast.sam):
        page = portfolio(actor)
        assert page.rows[0].reasons == ()
        assert "Who needs attention" not in [label for label, _url, _here in page.tabs]


def test_the_sums_go_over_everything_that_was_asked_for() -> None:
    cast = launched(a_cast(), TODAY)
    tried(cast, 5)
    other = an_organisation("Tarnside")
    actions.add_partner(challenge=cast.challenge, organisation=other, by=cast.ngozi, at=NOON)
    a_challenge("Second", cast.host, cast.ngozi)
    assert [value for _name, value in portfolio(cast.ngozi).totals] == ["2", "2", "1", "5"]


def test_the_list_is_narrowed_by_words_wave_host_and_stage() -> None:
    cast = launched(a_cast("Home for lunch"), TODAY)
    lead = cast.ngozi
    wave = actions.start_wave(organisation=cast.host, title="Wave 2", by=lead, at=NOON)
    second = actions.start_challenge(
        organisation=cast.host, title="Heard within a week", wave=wave, by=lead, at=NOON
    )
    assert titles(portfolio(lead, q="WEEK heard")) == ["Heard within a week"]
    assert titles(portfolio(lead, wave=str(wave.pk))) == ["Heard within a week"]
    assert titles(portfolio(lead, stage="live")) == ["Home for lunch"]
    assert len(portfolio(lead, host=str(cast.host.pk)).rows) == 2
    actions.stop_challenge(challenge=second, reason="x", by=lead, at=NOON)
    assert titles(portfolio(lead)) == ["Home for lunch"]
    assert set(titles(portfolio(lead, stage=""))) == {"Home for lunch", "Heard within a week"}
    assert titles(portfolio(lead, wave=str(wave.pk))) == ["Heard within a week"]
    nonsense = portfolio(lead, wave="x", host="1", stage="admiral")
    assert (titles(nonsense), nonsense.is_narrowed) == (["Home for lunch"], False)


def test_nobody_sees_more_than_they_may() -> None:
    cast = launched(a_cast(), TODAY)
    other = an_organisation("Tarnside")
    elsewhere = a_system_lead(other, "Bilal Khan")
    a_challenge("Theirs", other, elsewhere)
    assert titles(portfolio(elsewhere)) == ["Theirs"]
    page = portfolio(cast.sam)
    assert (titles(page), page.may_start) == (["Home for lunch"], False)
    assert [choice.label for choice in page.hosts[1:]] == [cast.host.name]


def n_queries(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200
    return len(caught)


def test_the_portfolio_and_home_ask_as_often_for_many_as_for_few(signed_in) -> None:
    cast = launched(a_cast(), TODAY)
    lead, member = signed_in(cast.people["ngozi"]), signed_in(cast.people["joyce"])
    paths = ((lead, reverse("challenges:index")), (member, reverse("front:home")))
    before = [n_queries(client, path) for client, path in paths]
    for n in range(8):
        one = a_challenge(f"Number {n}", cast.host, cast.ngozi)
        actions.appoint(
            challenge=one, person=cast.people["ruth"], code="sponsor", by=cast.ngozi, at=NOON
        )
        add(one, cast.people["joyce"], cast.ngozi)
        actions.launch_challenge(challenge=one, day_zero=TODAY, by=cast.ngozi, at=NOON)
    assert [n_queries(client, path) for client, path in paths] == before
    assert before[0] < 30


def test_a_sponsor_is_asked_to_sign_and_a_leader_about_who_is_not_released() -> None:
    cast = a_cast()
    (card,) = home.cards_for(cast.ruth, NOON)
    assert card.title == "Read and sign the note of “Home for lunch”"
    actions.sign_note(note=cast.challenge.notes.get(), by=cast.ruth, at=NOON)
    assert home.cards_for(cast.ruth, NOON) == []
    lou = add(cast.challenge, a_person("Lou"), cast.joyce, leave=Leave.TO_ASK)
    assert "Nobody has asked the manager" in home.cards_for(cast.joyce, NOON)[0].why
    lou.leave = Leave.DECLINED
    lou.save()
    assert "said no for now" in home.cards_for(cast.amara, NOON)[0].why
    assert home.cards_for(cast.sam, NOON) == []


def test_home_shows_ones_own_challenges_with_their_clock() -> None:
    cast = launched(a_cast(), TODAY)
    panel = home.panel_for(cast.sam, NOON).content
    assert [(row.title, row.next_day) for row in panel.rows] == [
        ("Home for lunch", "Launch, 15 June 2026")
    ]
    assert home.panel_for(cast.imran, NOON).content is None


def test_news_tell_of_launches_shifts_and_ends_and_not_of_what_one_did_oneself() -> None:
    since, until = NOON - dt.timedelta(days=1), NOON
    cast = launched(a_cast(), TODAY)
    actions.shift_day_zero(
        challenge=cast.challenge, day_zero=TODAY + dt.timedelta(days=7), reason="x", by=cast.ngozi,
        at=NOON,
    )  # fmt: skip
    said = [news.text for news in home.news_for(cast.sam, since, until)]
    assert said == [
        "“Home for lunch” was launched.", "Day 0 of “Home for lunch” moved to 22 June 2026."
    ]  # fmt: skip
    assert home.news_for(cast.ngozi, since, until) == []
    actions.stop_challenge(challenge=cast.challenge, reason="x", by=cast.ngozi, at=NOON)
    said = [news.text for news in home.news_for(cast.imran, since, until)]
    assert "“Home for lunch” was stopped, with a reason." in said
    Challenge.objects.filter(pk=cast.challenge.pk).update(stage="closed")
    said = [news.text for news in home.news_for(cast.imran, since, until)]
    assert "“Home for lunch” was closed." in said
