"""Pages of asks: one with all that happened to it, its forms, and the tab of a challenge."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from tests.wings.challenges.asking import (
    WORDS,
    a_leader,
    an_ask,
    answered,
    escalated,
    later,
    page,
)
from tests.wings.challenges.making import a_cast, launched
from tests.world import NOON, TODAY, a_person, acting, an_organisation, joins

from groundswell.ground.people.models import Person
from groundswell.wings.challenges import actions, queries
from groundswell.wings.challenges.kinds import AskState, TestState
from groundswell.wings.challenges.models import Ask, AskMove, Test

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
SignedIn = Callable[[Person], Client]


def send(client: Client, name: str, pk: object, **given: Any) -> HttpResponse:
    return client.post(reverse(f"challenges:{name}", args=[pk]), given)  # type: ignore[return-value]


def text(answer: HttpResponse) -> str:
    return answer.content.decode()


def test_a_team_member_asks_a_leader_by_name_and_reads_it_on_its_page(signed_in: SignedIn) -> None:
    cast = launched(a_cast())
    leader, sam = a_leader(cast), signed_in(cast.people["sam"])
    test = Test.objects.create(
        challenge=cast.challenge, number=1, title="Pharmacist checks", hypothesis="h",
        smallest="s", prediction="p", owner=cast.people["sam"], made_by=cast.people["sam"],
        made_at=NOON,
    )  # fmt: skip
    assert "22 June 2026" in page(sam, "raise_ask", cast.challenge.pk)
    sent = send(
        sam, "raise_ask", cast.challenge.pk, kind="permission", title=WORDS.title,
        words=WORDS.words, to=str(leader.pk), to_organisation=str(cast.host.pk),
        held_up=str(test.pk), due_on="20 June 2026",
    )  # fmt: skip
    ask = Ask.objects.get()
    assert sent["Location"] == reverse("challenges:ask", args=[ask.pk])
    assert (ask.to, ask.held_up, ask.due_on) == (leader, test, dt.date(2026, 6, 20))
    shown = page(sam, "ask", ask.pk)
    for words in (WORDS.words, "Asked today", "In 5 days", "Sam Ortiz asked Parveen Nasser."):
        assert words in shown
    assert "Its thread" in shown and "Pharmacist checks" in shown


def test_what_the_action_cannot_use_is_said_beside_its_field(signed_in: SignedIn) -> None:
    cast = launched(a_cast())
    sam = signed_in(cast.people["sam"])
    sent = send(
        sam, "raise_ask", cast.challenge.pk, kind="barrier", title="A van", words="We need one.",
        to=str(cast.people["sam"].pk), to_organisation=str(cast.host.pk), due_on="20 June 2026",
    )  # fmt: skip
    assert sent.status_code == 422
    assert "nobody asks themselves" in text(sent) and "We need one." in text(sent)


def test_a_leader_answers_within_limits_and_the_page_says_so(signed_in: SignedIn) -> None:
    cast = launched(a_cast())
    leader = a_leader(cast)
    ask = an_ask(cast, leader)
    assert WORDS.words in page(signed_in(leader), "answer_ask", ask.pk)
    with later(4):
        client = signed_in(leader)
        sent = send(
            client, "answer_ask", ask.pk, state="within_limits", answer="Yes, try it.",
            limits="Not controlled drugs",
        )  # fmt: skip
        assert sent.status_code == 302
        shown = page(client, "ask", ask.pk)
    for words in (
        "Answered on 19 June 2026, after 4 days",
        "Not controlled drugs",
        "Granted within limits",
    ):
        assert words in shown
    assert reverse("challenges:answer_ask", args=[ask.pk]) not in shown


def test_half_an_answer_keeps_what_was_typed(signed_in: SignedIn) -> None:
    cast = launched(a_cast())
    leader = a_leader(cast)
    ask, client = an_ask(cast, leader), signed_in(leader)
    sent = send(client, "answer_ask", ask.pk, state="within_limits", answer="Try it.", limits="")
    assert sent.status_code == 422
    assert "Say what the limits are." in text(sent) and "Try it." in text(sent)


def test_of_two_leaders_the_slower_one_keeps_their_words_and_reads_the_answer(
    signed_in: SignedIn,
) -> None:
    cast = launched(a_cast())
    first, chief = a_leader(cast), a_leader(cast, "Ed Fairclough")
    ask = escalated(cast, an_ask(cast, first), chief)
    answered(ask, AskState.GRANTED, first, 10, answer="Yes, from Monday.")
    with later(10 + 2 / 24 / 60 + 0.0001):
        client = signed_in(chief)
        sent = send(client, "answer_ask", ask.pk, state="declined", answer="The insurer says no.")
    assert sent.status_code == 422
    shown = text(sent)
    assert "Parveen Nasser answered 2 minutes ago: granted." in shown
    assert "The insurer says no." in shown and "Yes, from Monday." in shown
    with later(11):
        client = signed_in(chief)
        assert "on 25 June 2026 at 1 pm" in text(
            send(client, "answer_ask", ask.pk, state="declined", answer="No.")
        )
        assert client.get(reverse("challenges:answer_ask", args=[ask.pk])).status_code == 403
    assert Ask.objects.get().state == AskState.GRANTED


def test_a_leader_who_is_overtaken_while_sending_is_told_too(
    signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast = launched(a_cast())
    first, chief = a_leader(cast), a_leader(cast, "Ed Fairclough")
    ask = escalated(cast, an_ask(cast, first), chief)
    act = actions.answer_ask

    def another_is_faster(**given: Any) -> Ask:
        monkeypatch.setattr(actions, "answer_ask", act)
        answered(ask, AskState.GRANTED, first, 10)
        return act(**given)

    monkeypatch.setattr(actions, "answer_ask", another_is_faster)
    with later(10):
        client = signed_in(chief)
        sent = send(client, "answer_ask", ask.pk, state="declined", answer="No.")
    assert sent.status_code == 422
    assert "Parveen Nasser answered just now: granted." in text(sent)


def test_an_ask_that_is_taken_back_while_somebody_answers_says_so(
    signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast = launched(a_cast())
    leader = a_leader(cast)
    ask, act = an_ask(cast, leader), actions.answer_ask

    def the_team_is_faster(**given: Any) -> Ask:
        actions.withdraw_ask(ask=ask, reason="Found a way", by=cast.sam, at=NOON)
        return act(**given)

    monkeypatch.setattr(actions, "answer_ask", the_team_is_faster)
    sent = send(signed_in(leader), "answer_ask", ask.pk, state="granted")
    assert sent.status_code == 403 and "The team took this ask back." in text(sent)


def test_an_ask_of_a_challenge_that_is_over_names_no_day() -> None:
    cast = launched(a_cast())
    an_ask(cast)
    at = NOON + dt.timedelta(days=120)
    panel = queries.asks_panel(cast.sam, cast.challenge, at=at)
    assert panel.rows[0].below == "Home for lunch"


def test_the_same_answer_sent_twice_is_harmless(signed_in: SignedIn) -> None:
    cast = launched(a_cast())
    leader = a_leader(cast)
    ask, client = an_ask(cast, leader), signed_in(leader)
    for _twice in range(2):
        assert send(client, "answer_ask", ask.pk, state="granted", answer="Yes").status_code == 302


def test_who_may_not_answer_reads_who_does(signed_in: SignedIn) -> None:
    cast = launched(a_cast())
    ask = an_ask(cast)
    for key in ("sam", "ruth", "imran", "ngozi"):
        client = signed_in(cast.people[key])
        assert "Parveen Nasser answers this one." in page(client, "ask", ask.pk)
        for method in (client.get, client.post):
            refused = method(reverse("challenges:answer_ask", args=[ask.pk]))
            assert refused.status_code == 403


def test_the_team_sees_what_it_may_do_and_why_not_yet(signed_in: SignedIn) -> None:
    cast = launched(a_cast())
    ask = an_ask(cast)
    sam, joyce = signed_in(cast.people["sam"]), signed_in(cast.people["joyce"])
    assert "An ask goes higher once it is late." in page(joyce, "ask", ask.pk)
    assert send(sam, "remind_ask", ask.pk).status_code == 302
    shown = page(sam, "ask", ask.pk)
    assert "Sam Ortiz reminded Parveen Nasser." in shown and "was reminded today" in shown
    assert reverse("challenges:withdraw_ask", args=[ask.pk]) in shown


def test_a_late_ask_is_taken_higher_with_a_reason(signed_in: SignedIn) -> None:
    cast = launched(a_cast())
    first, chief = a_leader(cast), a_leader(cast, "Ed Fairclough")
    ask = an_ask(cast, first)
    with later(9):
        joyce = signed_in(cast.people["joyce"])
        assert "2 days overdue" in page(joyce, "ask", ask.pk)
        sent = send(
            joyce, "escalate_ask", ask.pk, to=str(chief.pk), to_organisation=str(cast.host.pk),
            reason="Nine days old",
        )  # fmt: skip
        assert sent.status_code == 302
        shown = page(joyce, "ask", ask.pk)
    assert "took it higher, from Parveen Nasser to Ed Fairclough." in shown
    assert "Nine days old" in shown and "Joyce Lim asked Parveen Nasser." in shown


def test_a_leader_of_elsewhere_passes_it_on_and_sees_nothing_of_the_challenge(
    signed_in: SignedIn,
) -> None:
    cast = launched(a_cast())
    council = an_organisation("Tarnside Borough Council")
    ed = joins(a_person("Ed Fairclough"), council)
    colleague = joins(a_person("Mel Price"), council)
    test = Test.objects.create(
        challenge=cast.challenge, number=1, title="A secret test", hypothesis="h", smallest="s",
        prediction="p", owner=cast.people["sam"], made_by=cast.people["sam"], made_at=NOON,
    )  # fmt: skip
    ask = an_ask(cast, ed, to_organisation=council, held_up=test)
    client = signed_in(ed)
    shown = page(client, "ask", ask.pk)
    assert "A test of the team" in shown and "A secret test" not in shown
    assert reverse("challenges:challenge", args=[cast.challenge.pk]) not in shown
    assert "You can’t remind." not in shown
    sent = send(
        client, "pass_on_ask", ask.pk, to=str(colleague.pk), to_organisation=str(council.pk),
        reason="The vans are hers",
    )  # fmt: skip
    assert sent.status_code == 302
    shown = page(client, "ask", ask.pk)
    assert "Ed Fairclough passed it on to Mel Price." in shown and "The vans are hers" in shown


def test_an_ask_taken_back_says_why_and_waits_no_more(signed_in: SignedIn) -> None:
    cast = launched(a_cast())
    ask, sam = an_ask(cast), signed_in(cast.people["sam"])
    assert send(sam, "withdraw_ask", ask.pk, reason="We found a way").status_code == 302
    shown = page(sam, "ask", ask.pk)
    assert "The team took it back." in shown and "We found a way" in shown


def test_a_reminder_of_the_system_stands_in_the_history() -> None:
    cast = launched(a_cast())
    ask = an_ask(cast)
    AskMove.objects.create(ask=ask, step="reminded", old_to=ask.to, new_to=ask.to, at=NOON)
    shown = queries.ask_page(cast.sam, queries.ask_for(cast.sam, ask.pk), at=NOON)
    assert shown.history[1].what == "Groundswell reminded Parveen Nasser."
    assert shown.may_remind


def test_the_tab_shows_what_waits_and_what_was_answered(signed_in: SignedIn) -> None:
    cast = launched(a_cast())
    leader, sam = a_leader(cast), signed_in(cast.people["sam"])
    assert "No ask is waiting." in page(sam, "asks", cast.challenge.pk)
    old, young = an_ask(cast, leader), an_ask(cast, leader, at=NOON + dt.timedelta(days=3))
    done = an_ask(cast, leader)
    answered(done, AskState.DECLINED, leader, 4, answer="No")
    with later(8):
        sam = signed_in(cast.people["sam"])
        shown = page(sam, "asks", cast.challenge.pk)
    assert "2 asks are waiting. 1 is late." in shown
    assert shown.index(str(old.pk)) < shown.index(str(young.pk)) < shown.index(str(done.pk))
    for words in ("1 day overdue", "In 2 days", "Declined, with a reason", "after 4 days"):
        assert words in shown


def test_who_looks_on_reads_the_tab_and_why_they_cannot_ask(signed_in: SignedIn) -> None:
    cast = launched(a_cast())
    an_ask(cast)
    shown = page(signed_in(cast.people["imran"]), "asks", cast.challenge.pk)
    assert escape("You can’t ask here.") in shown
    assert reverse("challenges:raise_ask", args=[cast.challenge.pk]) not in shown


@pytest.mark.parametrize(("days", "words"), [(6, "Tomorrow"), (7, "Today"), (5, "In 2 days")])
def test_a_row_says_when_the_answer_is_due(days: int, words: str) -> None:
    cast = launched(a_cast())
    an_ask(cast)
    at = NOON + dt.timedelta(days=days)
    panel = queries.asks_panel(acting(cast.people["sam"], at.date()), cast.challenge, at=at)
    assert panel.rows[0].state[1] == words


def test_an_ask_answered_on_its_day_says_so(signed_in: SignedIn) -> None:
    cast = launched(a_cast())
    leader = a_leader(cast)
    answered(an_ask(cast, leader), AskState.GRANTED, leader, 0)
    assert "Answered on 15 June 2026, the same day" in page(signed_in(leader), "register")


def test_the_panel_costs_the_same_for_one_ask_as_for_many(
    django_assert_num_queries: Any,
) -> None:
    cast = launched(a_cast())
    leader = a_leader(cast)
    for _some in range(7):
        an_ask(cast, leader)
    sam = cast.sam
    with django_assert_num_queries(2):
        panel = queries.asks_panel(sam, cast.challenge, at=NOON)
    assert len(panel.rows) == 5 and panel.lead == "7 asks are waiting."


def test_tests_that_are_done_are_not_offered_to_wait() -> None:
    cast = launched(a_cast())
    for n, state in enumerate((TestState.RUNNING, TestState.PLANNED), 1):
        Test.objects.create(
            challenge=cast.challenge, number=n, title=f"Test {n}", hypothesis="h", smallest="s",
            prediction="p", owner=cast.people["sam"], made_by=cast.people["sam"], made_at=NOON,
            state=state, starts_on=None if n == 1 else TODAY,
        )  # fmt: skip
    Test.objects.filter(number=1).update(
        state="done", outcome="adopt", happened="h", learned="l", closed_at=NOON,
        closed_by=cast.people["sam"],
    )  # fmt: skip
    assert [t.title for t in queries.tests_to_hold(cast.challenge)] == ["Test 2"]
