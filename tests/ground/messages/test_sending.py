import datetime as dt
import smtplib
import threading
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.core.mail import BadHeaderError, EmailMessage, EmailMultiAlternatives
from django.db import connection, connections
from tests.ground.messages.outgoing import MINUTE, a_code, a_mail, send, state_of
from tests.world import NOON, a_person

from groundswell.ground.kernel import audit
from groundswell.ground.kernel.models import AuditEvent
from groundswell.ground.messages import actions, tasks
from groundswell.ground.messages.actions import sending
from groundswell.ground.messages.kinds import Reason
from groundswell.ground.messages.mail import Backend
from groundswell.ground.messages.models import Message, OutgoingMail
from groundswell.ground.messages.transports import Result, SmtpTransport, _smtp_outcome

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shift_kind")]


def test_a_mail_goes_out_once_however_often_the_task_runs(via_smtp: Any) -> None:
    mail = a_mail()
    assert send() is False
    assert send(NOON + 30 * MINUTE) is False
    [(address, words)] = via_smtp.taken
    assert address == "joyce@harrowmere.example"
    assert "Subject: Moved" in words and "Seven weeks" in words
    assert f"Message-ID: <{mail.pk}@harrowmere.example>" in words
    assert state_of(mail) == ("sent", "")
    assert (mail.sent_at, mail.via, mail.attempts) == (NOON, "smtp", 1)


def test_many_mails_share_one_connection(via_smtp: Any) -> None:
    for n in range(5):
        a_mail(f"p{n}@harrowmere.example")
    send()
    assert len(via_smtp.taken) == 5 and via_smtp.n_connections == 1


def test_codes_go_first_and_a_run_has_an_end(via_smtp: Any) -> None:
    for n in range(3):
        a_mail(f"p{n}@harrowmere.example", created_at=NOON - n * MINUTE)
    a_code("code@harrowmere.example")
    assert send(most=2) is True
    assert [to for to, _ in via_smtp.taken] == ["code@harrowmere.example", "p2@harrowmere.example"]


def test_the_words_of_a_code_are_gone_once_it_is_sent(via_smtp: Any) -> None:
    mail = a_code()
    send()
    assert state_of(mail) == ("sent", "")
    assert (mail.subject, mail.body) == ("", "")
    assert "AB12-CD34" in via_smtp.taken[0][1]


def test_the_words_of_a_code_are_gone_after_fifteen_minutes_unsent() -> None:
    code, mail = a_code(), a_mail()
    actions.forget_old(at=NOON + 14 * MINUTE)
    code.refresh_from_db()
    assert "AB12-CD34" in code.body
    for _ in range(2):
        actions.forget_old(at=NOON + 15 * MINUTE)
    assert state_of(code) == ("given_up", "too_late")
    assert (code.subject, code.body) == ("", "")
    assert state_of(mail) == ("waiting", "") and mail.body == "Seven weeks"


def test_an_expired_code_is_not_sent_even_before_it_is_wiped(via_smtp: Any) -> None:
    a_code()
    send(NOON + 15 * MINUTE)
    assert not via_smtp.taken


def test_the_demo_keeps_a_sent_code_readable_for_fifteen_minutes(via_page: None) -> None:
    mail = a_code()
    send()
    assert state_of(mail) == ("sent", "") and mail.body == "AB12-CD34"
    actions.forget_old(at=NOON + 15 * MINUTE)
    assert state_of(mail) == ("sent", "") and mail.body == ""


@pytest.mark.parametrize(
    ("refusal", "state", "reason"),
    [
        ({"refuses_address": {"joyce@harrowmere.example": 450}}, "failed", "busy"),
        ({"refuses_address": {"joyce@harrowmere.example": 550}}, "given_up", "address"),
        ({"refuses_words": 452}, "failed", "busy"),
        ({"refuses_words": 554}, "given_up", "mail"),
        ({"refuses_sender": 550}, "failed", "refused_sender"),
        ({"refuses_address": {"joyce@harrowmere.example": 421}}, "failed", "busy"),
    ],
)
def test_a_mail_server_says_not_now_or_never(
    via_smtp: Any, refusal: dict[str, Any], state: str, reason: str
) -> None:
    for name, value in refusal.items():
        setattr(via_smtp, name, value)
    mail = a_mail()
    send()
    assert state_of(mail) == (state, reason)
    assert "1234" not in str(OutgoingMail.objects.values())
    assert (state == "given_up") == AuditEvent.objects.filter(
        name="messages.mail_given_up"
    ).exists()


def test_one_bad_address_does_not_hold_up_the_others(via_smtp: Any) -> None:
    via_smtp.refuses_address = {"gone@harrowmere.example": 550}
    a_mail("gone@harrowmere.example")
    a_mail("not an address at all,", created_at=NOON + MINUTE)
    mail = a_mail("here@harrowmere.example", created_at=NOON + 2 * MINUTE)
    send()
    assert state_of(mail) == ("sent", "")
    assert OutgoingMail.objects.filter(state="given_up", last_error="address").count() == 2


def test_a_mail_server_that_is_away_stops_the_run_and_costs_one_try(settings: Any) -> None:
    settings.MAIL_VIA, settings.EMAIL_HOST, settings.EMAIL_PORT = "smtp", "127.0.0.1", 9
    first, second = a_mail(), a_mail("sam@harrowmere.example", created_at=NOON + MINUTE)
    assert send() is False
    assert state_of(first) == ("failed", "unreachable") and first.attempts == 1
    assert first.due_at == NOON + MINUTE
    assert state_of(second) == ("waiting", "") and second.attempts == 0


def test_tries_lie_further_and_further_apart_and_end(settings: Any) -> None:
    settings.MAIL_VIA, settings.EMAIL_HOST, settings.EMAIL_PORT = "smtp", "127.0.0.1", 9
    joyce = a_person()
    mail, at, waits = a_mail(joyce.email, person=joyce), NOON, []
    while state_of(mail)[0] != "given_up":
        send(at)
        mail.refresh_from_db()
        waits.append((mail.due_at - at) // MINUTE)
        at = mail.due_at
        assert len(waits) <= sending.MOST_TRIES
    assert waits[:-1] == [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360]
    assert mail.attempts == sending.MOST_TRIES
    event = AuditEvent.objects.get(name="messages.mail_given_up")
    assert "gave up sending “Moved”: the mail service could not be reached" in audit.sentence(event)
    note = Message.objects.get(person=joyce)
    assert note.subject == "We could not mail you" and joyce.email in note.body


def test_a_person_is_told_once_a_day_that_mail_does_not_arrive(via_smtp: Any) -> None:
    joyce = a_person()
    via_smtp.refuses_address = {joyce.email: 550}
    for _ in range(2):
        a_mail(joyce.email, person=joyce)
    send()
    assert Message.objects.filter(person=joyce).count() == 1
    assert AuditEvent.objects.filter(name="messages.mail_given_up").count() == 2


def test_a_code_that_cannot_be_delivered_leaves_no_words_and_no_note(via_smtp: Any) -> None:
    joyce = a_person()
    via_smtp.refuses_address = {joyce.email: 550}
    mail = a_code(joyce.email)
    send()
    assert state_of(mail) == ("given_up", "address")
    assert (mail.person, mail.body, mail.subject) == (joyce, "", "")
    assert not Message.objects.exists()
    assert AuditEvent.objects.get(name="messages.mail_given_up").about_label == "Sign-in mail"


def test_a_code_is_tried_again_every_minute(settings: Any) -> None:
    settings.MAIL_VIA, settings.EMAIL_HOST, settings.EMAIL_PORT = "smtp", "127.0.0.1", 9
    mail = a_code()
    for n in range(4):
        send(NOON + n * MINUTE)
        mail.refresh_from_db()
        assert (mail.attempts, mail.due_at) == (n + 1, NOON + (n + 1) * MINUTE)


def test_a_worker_that_died_over_a_mail_leaves_it_to_another_after_ten_minutes(
    via_smtp: Any,
) -> None:
    mail = a_mail()
    assert sending._claim(SmtpTransport(), NOON) == mail
    send(NOON + 9 * MINUTE)
    assert not via_smtp.taken
    send(NOON + 10 * MINUTE)
    assert len(via_smtp.taken) == 1


def test_a_worker_whose_lease_ran_out_does_not_overwrite_what_the_next_one_found(
    via_smtp: Any,
) -> None:
    mail = a_mail()
    late = sending._claim(SmtpTransport(), NOON)
    send(NOON + 10 * MINUTE)
    assert late is not None
    sending._settle(late, _smtp_outcome(OSError()), NOON + 11 * MINUTE)
    assert state_of(mail) == ("sent", "")


@pytest.mark.parametrize("to", ["joyce@x.example\nBcc: all@x.example", "joyce@x.example"])
def test_a_line_break_in_a_header_is_refused_at_every_door(
    to: str, via_notify: Any, settings: Any
) -> None:
    subject = "Moved" if "\n" in to else "Moved\r\nBcc: all@x.example"
    with pytest.raises(BadHeaderError):
        actions.post_mail(addresses=[to], subject=subject, body="", at=NOON)
    assert not OutgoingMail.objects.exists()
    by_notify = a_mail(to, subject=subject)
    send()
    settings.MAIL_VIA = "smtp"
    by_smtp = a_mail(to, subject=subject)
    send()
    assert state_of(by_notify) == state_of(by_smtp) == ("given_up", "header")
    assert not via_notify.taken


def test_an_smtp_server_that_does_not_know_us_is_tried_again() -> None:
    outcome = _smtp_outcome(smtplib.SMTPAuthenticationError(535, b"wrong password 1234"))
    assert (outcome.result, outcome.reason) == (Result.DOWN, Reason.REFUSED_US)


def test_sign_in_goes_on_while_mail_is_down(settings: Any, committing: Any) -> None:
    settings.MAIL_VIA, settings.EMAIL_HOST, settings.EMAIL_PORT = "smtp", "127.0.0.1", 9
    with time_machine.travel(NOON, tick=False), committing():
        sent = Backend().send_messages([
            EmailMessage("Sign-in code", "AB12-CD34", to=["joyce@harrowmere.example"])
        ])
    assert sent == 1
    assert state_of(OutgoingMail.objects.get()) == ("failed", "unreachable")


def test_djangos_mails_take_our_way_to_each_of_their_addresses(
    via_smtp: Any, committing: Any
) -> None:
    joyce = a_person()
    mail = EmailMultiAlternatives(
        "Sign-in code", "AB12-CD34", to=[joyce.email], cc=["copy@x.example"]
    )
    mail.attach_alternative("<b>AB12-CD34</b>", "text/html")
    with committing():
        Backend().send_messages([mail])
    assert {to for to, _ in via_smtp.taken} == {joyce.email, "copy@x.example"}
    assert not any("<b>" in words for _, words in via_smtp.taken)
    assert OutgoingMail.objects.filter(person=joyce, holds_code=True, body="").count() == 1


def test_codes_take_precedence_over_other_work() -> None:
    assert tasks.send_codes.priority > tasks.send_waiting.priority


@pytest.mark.parametrize("task", [tasks.send_waiting, tasks.send_codes])
def test_a_run_that_is_not_through_asks_for_another(
    via_page: None, monkeypatch: pytest.MonkeyPatch, committing: Any, task: Any
) -> None:
    monkeypatch.setattr(sending.send_waiting, "__kwdefaults__", {"most": 2})
    for n in range(5):
        a_mail(f"p{n}@harrowmere.example")
    with committing():
        task.enqueue()
    assert OutgoingMail.objects.filter(state="sent").count() == 5


def test_old_mails_and_old_messages_go() -> None:
    joyce = a_person()
    a_mail(created_at=NOON - dt.timedelta(days=31))
    young = a_mail(created_at=NOON - dt.timedelta(days=29))
    for days in (731, 729):
        actions.tell(
            person_ids=[joyce.pk],
            kind="test.daily",
            subject=f"{days}",
            body="",
            at=NOON - dt.timedelta(days=days),
        )
    actions.forget_old(at=NOON)
    assert list(OutgoingMail.objects.all()) == [young]
    assert [m.subject for m in Message.objects.all()] == ["729"]


@pytest.mark.django_db(transaction=True)
def test_several_workers_send_each_mail_once(via_smtp: Any) -> None:
    for n in range(30):
        a_mail(f"p{n}@harrowmere.example")
    in_threads(4, send)
    assert len(via_smtp.taken) == len({to for to, _ in via_smtp.taken}) == 30
    assert set(OutgoingMail.objects.values_list("state", "attempts")) == {("sent", 1)}


def in_threads(n: int, work: Callable[[], Any]) -> None:
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("needs a database that several connections share")

    def run() -> None:
        try:
            work()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, daemon=True) for _ in range(n)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
        assert not thread.is_alive()


def test_a_letter_reaches_an_address_without_an_account_once_for_a_key(via_smtp: Any) -> None:
    for _twice in range(2):
        actions.post_letter(
            address="ann@x.example",
            subject="A place\r\nBcc: all@x.example",
            body="Yes",
            key="a",
            at=NOON,
        )
    send()
    mail = OutgoingMail.objects.get()
    assert (mail.person, mail.state, mail.holds_code) == (None, "sent", False)
    assert mail.subject == "A place Bcc: all@x.example" and mail.body == "Yes"


def test_a_letter_to_somebodys_address_is_theirs() -> None:
    person = a_person()
    actions.post_letter(address=person.email, subject="A place", body="Yes", at=NOON)
    assert OutgoingMail.objects.get(subject="A place").person == person
