"""Too many tries: a clear page with a time, and the same for addresses that are nobody's."""

import threading

import pytest
from django.core.cache import cache
from django.test import Client
from tests.ground.people.signing_in.browser import (
    SIGN_IN,
    ask_for_code,
    is_signed_in,
    newest_code,
    type_code,
)
from tests.world import NOON, a_person

from groundswell.ground.kernel.models import AuditEvent
from groundswell.ground.people import limits
from groundswell.ground.people.limits import Limit, count, first_time, wait

pytestmark = pytest.mark.django_db


def lock_out(email: str) -> Client:
    for _ in range(2):
        client = Client()
        ask_for_code(client, email)
        for _ in range(5):
            type_code(client, "AAAA-AAAA")
    ask_for_code(client, email)
    return client


def test_ten_wrong_codes_lock_the_address_for_a_quarter_of_an_hour(at_noon):
    joyce = a_person()
    lock_out(joyce.email)
    answer = ask_for_code(Client(), joyce.email)
    assert answer.status_code == 429
    assert answer["Retry-After"] == "901"
    assert "15 June 2026 at 1:16 pm" in answer.content.decode()
    at_noon.shift(15 * 60 + 1)
    client = Client()
    ask_for_code(client, joyce.email)
    type_code(client, newest_code())
    assert is_signed_in(client)


def test_right_code_opens_nothing_while_the_address_is_locked(at_noon, monkeypatch):
    joyce = a_person()
    waiting = Client()
    ask_for_code(waiting, joyce.email)
    code = newest_code()
    lock_out(joyce.email)
    assert type_code(waiting, code).status_code == 429
    assert not is_signed_in(waiting)


def test_lock_out_is_written_down_once_without_the_codes(at_noon):
    joyce = a_person()
    waiting = Client()
    ask_for_code(waiting, joyce.email)
    lock_out(joyce.email)
    for _ in range(3):
        type_code(waiting, "AAAA-AAAA")
    event = AuditEvent.objects.get(name="person.locked_out")
    assert (event.about_id, event.details, event.at) == (str(joyce.pk), {}, NOON)


def test_unknown_address_is_locked_just_the_same(at_noon):
    unknown = "nobody@harrowmere.example"
    waiting = Client()
    ask_for_code(waiting, unknown)
    lock_out(unknown)
    assert type_code(waiting, "AAAA-AAAA").status_code == 429
    assert ask_for_code(Client(), unknown).status_code == 429
    assert not AuditEvent.objects.filter(name="person.locked_out").exists()


def test_sixth_mail_in_a_quarter_of_an_hour_is_not_sent(client, mailoutbox):
    joyce = a_person()
    statuses = [ask_for_code(Client(), joyce.email).status_code for _ in range(6)]
    assert statuses == [302] * 5 + [429]
    assert len(mailoutbox) == 5


def test_one_network_asks_for_no_more_than_its_share(client, monkeypatch):
    monkeypatch.setattr(limits, "CODES_FROM_NETWORK", Limit("few", 2, 60))
    statuses = [ask_for_code(client, f"a{i}@rzh.example").status_code for i in range(3)]
    assert statuses == [302, 302, 429]
    other = Client(REMOTE_ADDR="10.0.0.9")
    assert ask_for_code(other, "b@rzh.example").status_code == 302


def test_one_network_tries_no_more_codes_than_its_share(monkeypatch):
    monkeypatch.setattr(limits, "TRIES_FROM_NETWORK", Limit("few", 1, 60))
    answers = []
    for i in range(2):
        client = Client()
        ask_for_code(client, f"a{i}@rzh.example")
        answers.append(type_code(client, "AAAA-AAAA").status_code)
    assert answers == [422, 429]


@pytest.mark.parametrize(
    "one, two, is_same",
    [
        ("2001:db8::1", "2001:db8::ffff", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("10.0.0.1", "10.0.0.2", False),
        ("", "", True),
    ],
)
def test_network_of_the_sixth_version_is_a_home(monkeypatch, one, two, is_same):
    monkeypatch.setattr(limits, "CODES_FROM_NETWORK", Limit("few", 1, 60))
    ask_for_code(Client(REMOTE_ADDR=one), "a@rzh.example")
    status = ask_for_code(Client(REMOTE_ADDR=two), "b@rzh.example").status_code
    assert (status == 429) == is_same


def test_tries_are_let_through_again_one_by_one(at_noon):
    limit = Limit("test", 2, 60)
    assert count(limit, "joyce") == 0
    at_noon.shift(30)
    assert count(limit, "joyce") == 0
    assert (count(limit, "joyce"), wait(limit, "joyce")) == (31, 31)
    assert wait(limit, "sam") == 0
    at_noon.shift(31)
    assert wait(limit, "joyce") == 0
    assert count(limit, "joyce") == 0
    assert count(limit, "joyce") > 0


def test_counting_holds_when_many_ask_at_once():
    limit, allowed = Limit("test", 5, 60), []
    threads = [
        threading.Thread(target=lambda: allowed.append(count(limit, "joyce") == 0))
        for _ in range(20)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(allowed) == 5


def test_who_cannot_be_counted_is_not_let_through(monkeypatch):
    monkeypatch.setattr(limits, "_PATIENCE_SECONDS", 0.01)
    limit = Limit("test", 5, 60)
    cache.add(f"{limits._key(limit, 'joyce')}:lock", True, 10)
    assert count(limit, "joyce") == 1


def test_first_time_is_once():
    assert [first_time("token", 60) for _ in range(3)] == [True, False, False]
    assert first_time("other", 60)


def test_sign_in_page_itself_is_never_locked(client):
    joyce = a_person()
    lock_out(joyce.email)
    assert client.get(SIGN_IN).status_code == 200
