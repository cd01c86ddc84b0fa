import pytest
from django.core import mail
from django.test import Client
from django.utils.html import escape
from tests.ground.people.signing_in.browser import (
    CODE,
    SIGN_IN,
    ask_for_code,
    is_signed_in,
    newest_code,
    sign_in_by_code,
    type_code,
)
from tests.world import NOON, a_founder, a_person

from groundswell.ground.kernel.models import AuditEvent
from groundswell.ground.people import actions
from groundswell.ground.people.models import Person

pytestmark = pytest.mark.django_db


def test_mailed_code_signs_in_and_is_written_down(client, at_noon):
    joyce = a_person()
    answer = ask_for_code(client, joyce.email)
    assert (answer.status_code, answer.url) == (302, CODE)
    assert mail.outbox[0].to == [joyce.email]
    assert mail.outbox[0].subject == "Your sign-in code"
    answer = type_code(client, newest_code())
    assert (answer.status_code, answer.url) == (302, "/")
    assert client.session["_auth_user_id"] == str(joyce.pk)
    event = AuditEvent.objects.get(name="person.signed_in")
    assert (event.by_id, event.details) == (joyce.pk, {"way": "mailed code"})


def test_code_may_be_typed_small_and_without_its_dash(client):
    ask_for_code(client, a_person().email.upper())
    type_code(client, newest_code().replace("-", " ").lower())
    assert is_signed_in(client)


def test_wrong_code_keeps_the_page_and_says_so(client):
    ask_for_code(client, a_person().email)
    answer = type_code(client, "AAAA-AAAA")
    assert answer.status_code == 422
    assert escape("not the code we sent") in answer.content.decode()
    assert not is_signed_in(client)


def test_five_wrong_codes_make_the_right_one_useless(client):
    ask_for_code(client, a_person().email)
    code = newest_code()
    for _ in range(5):
        answer = type_code(client, "AAAA-AAAA")
    assert (answer.status_code, answer.url) == (302, SIGN_IN)
    type_code(client, code)
    assert not is_signed_in(client)
    assert "Too many wrong codes" in client.get(SIGN_IN).content.decode()


def test_code_grows_old_after_ten_minutes(client, at_noon):
    ask_for_code(client, a_person().email)
    at_noon.shift(10 * 60 + 1)
    answer = type_code(client, newest_code())
    assert answer.url == SIGN_IN
    assert not is_signed_in(client)
    assert "too old" in client.get(SIGN_IN).content.decode()


def test_code_works_once_even_for_a_copy_of_the_session(client):
    ask_for_code(client, a_person().email)
    code, copied = newest_code(), client.cookies["sessionid"].value
    thief = Client()
    thief.cookies["sessionid"] = copied
    waiting = dict(client.session)
    type_code(client, code)
    assert is_signed_in(client)
    from django.contrib.sessions.backends.db import SessionStore

    again = SessionStore()
    again.update(waiting)
    again.save()
    thief.cookies["sessionid"] = again.session_key
    type_code(thief, code)
    assert not is_signed_in(thief)


def test_signing_in_changes_the_key_of_the_session(client):
    ask_for_code(client, a_person().email)
    before = client.cookies["sessionid"].value
    type_code(client, newest_code())
    assert client.cookies["sessionid"].value != before


def test_unknown_address_gets_the_same_pages_and_no_mail(client, at_noon):
    a_founder()
    joyce, unknown = a_person(), "joyce.lin@harrowmere.example"
    known_answer = ask_for_code(client, joyce.email)
    known_page = client.get(CODE).content.decode()
    stranger = Client()
    answer = ask_for_code(stranger, unknown)
    page = stranger.get(CODE).content.decode()
    assert (answer.status_code, answer.url) == (known_answer.status_code, known_answer.url)
    assert _plain(page, unknown) == _plain(known_page, joyce.email)
    assert len(mail.outbox) == 1
    for code in ("", "AAAA-AAAA"):
        assert type_code(stranger, code).status_code == type_code(client, code).status_code == 422
    assert not Person.objects.filter(email=unknown).exists()


def test_ended_person_gets_no_code(client):
    joyce = a_person()
    ask_for_code(client, joyce.email)
    code = newest_code()
    actions.end_person(person=joyce, by=a_founder(), at=NOON)
    type_code(client, code)
    assert not is_signed_in(client)
    mail.outbox.clear()
    ask_for_code(client, joyce.email)
    assert mail.outbox == []


def test_answer_takes_as_long_for_everybody(client, settings, monkeypatch):
    slept = []
    monkeypatch.setattr("time.sleep", slept.append)
    settings.SIGN_IN_SECONDS = 60
    ask_for_code(client, "nobody@harrowmere.example")
    assert 50 < slept[-1] <= 60


@pytest.mark.parametrize("typed", ["", "joyce", "joyce@", "x" * 300 + "@harrowmere.example"])
def test_address_that_is_none_is_said_beside_the_field(client, typed):
    answer = client.post(SIGN_IN, {"email": typed})
    assert answer.status_code == 422
    assert "nhsuk-error-message" in answer.content.decode()


@pytest.mark.parametrize(
    "wanted, reached",
    [
        ("/people/organisations/", "/people/organisations/"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("-0", "/"),
    ],
)
def test_person_goes_on_to_our_own_pages_alone(client, wanted, reached):
    ask_for_code(client, a_person().email, next=wanted)
    assert type_code(client, newest_code(), next=wanted).url == reached


def test_signed_in_person_is_sent_on(client):
    client = sign_in_by_code(a_person().email)
    for address in (SIGN_IN, CODE, f"{SIGN_IN}?next=-0"):
        assert client.get(address).url == "/"


def test_code_page_without_a_code_leads_back(client):
    assert client.get(CODE).url == SIGN_IN
    assert client.get("/accounts/sign-in/again/").url == SIGN_IN


def test_signing_out_needs_a_post(client):
    client = sign_in_by_code(a_person().email)
    assert client.get("/accounts/sign-out/").status_code == 405
    assert is_signed_in(client)
    assert client.post("/accounts/sign-out/").url == SIGN_IN
    assert not is_signed_in(client)


def test_last_visit_is_kept_for_the_news(at_noon):
    joyce = a_person()
    sign_in_by_code(joyce.email)
    at_noon.shift(24 * 60 * 60)
    sign_in_by_code(joyce.email)
    joyce.refresh_from_db()
    assert joyce.last_seen_at == NOON


def _plain(page: str, email: str) -> str:
    """The page without what differs for each request."""
    import re

    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page).replace(email, "<address>")
