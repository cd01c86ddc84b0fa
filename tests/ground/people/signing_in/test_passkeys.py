"""Passkeys up to the browser: challenges, bad credentials, adding and removing.

The ceremony itself, with a browser and an authenticator, is a journey.
"""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from tests.ground.people.signing_in.browser import SIGN_IN, is_signed_in, sign_in_by_code
from tests.world import NOON, a_person, acting

from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.models import AuditEvent
from groundswell.ground.people import actions, limits
from groundswell.ground.people.limits import Limit

pytestmark = pytest.mark.django_db
CHALLENGE, PASSKEY = "/accounts/sign-in/passkey/challenge/", "/accounts/sign-in/passkey/"
ADD, SECURITY = "/people/security/passkeys/add/", "/people/security/"


@pytest.fixture
def ceremonies_hold(monkeypatch):
    """The credential is taken for a good one: what a browser would have signed."""
    monkeypatch.setattr(
        "groundswell.ground.people.forms.signing_in.AddWebAuthnForm",
        lambda data, user: _Ceremony({"credential": json.loads(data["credential"])}, data),
    )


class _Ceremony:
    def __init__(self, cleaned, data):
        self.cleaned_data, self.data = cleaned, data

    def is_valid(self) -> bool:
        return True


def a_passkey(person, name="Work phone") -> Authenticator:
    return actions.add_passkey(name=name, credential={}, by=acting(person), at=NOON)


def test_challenge_is_new_each_time_and_asks_for_face_finger_or_pin(client):
    first, second = client.get(CHALLENGE).json(), client.get(CHALLENGE).json()
    assert first["publicKey"]["challenge"] != second["publicKey"]["challenge"]
    assert first["publicKey"]["userVerification"] == "required"


@pytest.mark.parametrize(
    "credential",
    ["", "{", "[]", '"x"', "{}", '{"id": 1}', '{"response": {"userHandle": "AA"}}', "null"],
)
def test_what_is_no_passkey_opens_nothing(client, credential):
    client.get(CHALLENGE)
    answer = client.post(PASSKEY, {"credential": credential})
    assert (answer.status_code, answer.url) == (302, SIGN_IN)
    assert not is_signed_in(client)
    assert "could not sign you in with a passkey" in client.get(SIGN_IN).content.decode()


def test_passkey_signs_in_goes_on_and_is_written_down(client, monkeypatch):
    joyce = a_person()
    passkey = a_passkey(joyce)
    monkeypatch.setattr(
        "groundswell.ground.people.views.passkeys.passkey_of", lambda credential: passkey
    )
    typed = {"credential": "{}", "next": SECURITY, "shared_computer": "on"}
    assert client.post(PASSKEY, typed).url == SECURITY
    assert client.session["_auth_user_id"] == str(joyce.pk)
    assert client.cookies["sessionid"]["max-age"] == ""
    assert AuditEvent.objects.get(name="person.signed_in").details == {"way": "passkey"}


def test_ended_persons_passkey_opens_nothing(client, monkeypatch):
    from tests.world import a_founder

    joyce = a_person()
    passkey = a_passkey(joyce)
    actions.end_person(person=joyce, by=a_founder(), at=NOON)
    passkey.refresh_from_db()
    monkeypatch.setattr(
        "groundswell.ground.people.views.passkeys.passkey_of", lambda credential: passkey
    )
    assert client.post(PASSKEY, {"credential": "{}"}).url == SIGN_IN
    assert not is_signed_in(client)


def test_network_that_tries_too_often_waits(client, monkeypatch):
    monkeypatch.setattr(limits, "PASSKEYS_FROM_NETWORK", Limit("few", 2, 60))
    assert [client.get(CHALLENGE).status_code for _ in range(3)] == [200, 200, 429]
    assert client.post(PASSKEY).status_code == 429


def test_passkey_is_added_soon_after_signing_in(ceremonies_hold):
    joyce = a_person()
    client = sign_in_by_code(joyce.email)
    assert "passkey-options" in client.get(ADD).content.decode()
    answer = client.post(ADD, {"name": "Work phone", "credential": "{}"})
    assert (answer.status_code, answer.url) == (302, SECURITY)
    page = client.get(SECURITY).content.decode()
    assert "Work phone" in page
    assert "Your passkey is ready" in page
    assert AuditEvent.objects.filter(name="passkey.added").count() == 1


@pytest.mark.parametrize(
    "typed", [{"name": "", "credential": "{}"}, {"name": "x" * 101, "credential": "{}"}]
)
def test_passkey_needs_a_name(ceremonies_hold, typed):
    client = sign_in_by_code(a_person().email)
    assert client.post(ADD, typed).status_code == 422
    assert not Authenticator.objects.exists()


def test_name_of_blanks_nobody_sees_is_refused_beside_the_field(ceremonies_hold):
    client = sign_in_by_code(a_person().email)
    answer = client.post(ADD, {"name": "\x01", "credential": "{}"})
    assert answer.status_code == 422
    assert "Type a name" in answer.content.decode()


@pytest.mark.parametrize("credential", ["", "{", "{}", "[]"])
def test_passkey_that_was_not_made_is_said(credential):
    client = sign_in_by_code(a_person().email)
    answer = client.post(ADD, {"name": "Work phone", "credential": credential})
    assert answer.status_code == 422
    assert "The passkey was not made" in answer.content.decode()


def test_passkeys_change_only_soon_after_signing_in(at_noon):
    joyce = a_person()
    passkey = a_passkey(joyce)
    client = sign_in_by_code(joyce.email)
    at_noon.shift(15 * 60 + 1)
    assert client.get(ADD).url == SECURITY
    client.post(f"/people/security/passkeys/{passkey.pk}/remove/")
    assert Authenticator.objects.exists()
    assert "sign-in within the last 15 minutes" in client.get(SECURITY).content.decode()
    answer = client.post("/people/security/sign-in-again/")
    assert answer.url == "/accounts/sign-in/?next=%2Fpeople%2Fsecurity%2F"
    assert not is_signed_in(client)


def test_own_passkey_is_removed_and_another_persons_is_not_there():
    joyce, sam = a_person(), a_person("Sam Ortiz")
    mine, his = a_passkey(joyce), a_passkey(sam)
    client = sign_in_by_code(joyce.email)
    assert client.post(f"/people/security/passkeys/{mine.pk}/remove/").url == SECURITY
    assert client.post(f"/people/security/passkeys/{his.pk}/remove/").status_code == 404
    assert [a.pk for a in Authenticator.objects.all()] == [his.pk]
    with pytest.raises(Refused, match="Only the person whose passkey"):
        actions.remove_passkey(passkey=his, by=acting(joyce), at=NOON)


def test_person_has_ten_passkeys_at_most():
    joyce = a_person()
    for i in range(10):
        a_passkey(joyce, f"Phone {i}")
    with pytest.raises(Refused, match="10 passkeys already"):
        a_passkey(joyce)


def test_person_with_a_passkey_may_still_ask_for_a_code():
    joyce = a_person()
    a_passkey(joyce)
    assert is_signed_in(sign_in_by_code(joyce.email))


def test_scripts_come_from_files_alone():
    client = sign_in_by_code(a_person().email)
    for page in (Client().get(SIGN_IN), client.get(ADD)):
        text = page.content.decode()
        for part in text.split("<script")[1:]:
            assert "src=" in part.split(">")[0] or 'type="application/json"' in part.split(">")[0]
        assert " onclick=" not in text
        assert " style=" not in text
        assert "script-src 'self'" in page["Content-Security-Policy"]
