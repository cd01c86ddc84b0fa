from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from tests.ground.people.signing_in.browser import SIGN_IN, is_signed_in
from tests.ground.people.signing_in.oidc_provider import CLIENT_ID, CLIENT_SECRET, Provider
from tests.world import NOON, a_founder, a_person

from groundswell.ground.kernel.models import AuditEvent
from groundswell.ground.people import actions
from groundswell.ground.people.models import Person

pytestmark = pytest.mark.django_db
START, BACK = "/accounts/oidc/sign-in/", "/accounts/oidc/callback/"


@pytest.fixture
def provider(settings, monkeypatch) -> Iterator[Provider]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    provider = Provider()
    app = {
        "provider_id": "oidc",
        "name": "Harrowmere",
        "client_id": CLIENT_ID,
        "secret": CLIENT_SECRET,
        "settings": {"server_url": provider.url},
    }
    settings.OIDC_NAME, settings.OIDC_ISSUER = "Harrowmere", provider.url
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}
    }
    yield provider
    provider.stop()


def sign_in(client: Client, provider: Provider, **typed: str):
    answer = client.post(START, typed)
    assert answer.status_code == 302, answer.content
    return client.get(BACK, provider.authorise(answer.url))


def refused(client: Client, answer) -> str:
    assert (answer.status_code, answer.url) == (302, SIGN_IN)
    assert not is_signed_in(client)
    return client.get(SIGN_IN).content.decode()


def test_organisations_own_sign_in_finds_the_person_by_a_verified_address(client, provider):
    joyce = a_person()
    provider.email = joyce.email.upper()
    answer = sign_in(client, provider)
    assert (answer.status_code, answer.url) == (302, "/")
    assert client.session["_auth_user_id"] == str(joyce.pk)
    way = AuditEvent.objects.get(name="person.signed_in").details["way"]
    assert way == "their organisation’s own sign-in"


def test_it_asks_with_pkce_and_a_state_and_goes_on_where_the_person_wanted(client, provider):
    a_person()
    answer = client.post(START, {"next": "/people/security/"})
    asked = parse_qs(urlsplit(answer.url).query)
    assert set(asked["scope"][0].split()) == {"openid", "profile", "email"}
    assert asked["redirect_uri"] == ["http://testserver" + BACK]
    assert client.get(BACK, provider.authorise(answer.url)).url == "/people/security/"


@pytest.mark.parametrize("verified", [False, None, "true", "false", 1])
def test_address_that_is_not_verified_opens_nothing(client, provider, verified):
    a_person()
    provider.email_verified = verified
    assert "an address that we don’t know" in refused(client, sign_in(client, provider))


def test_nobody_is_created_by_it(client, provider):
    a_founder()
    provider.email = "nobody@harrowmere.example"
    assert "an address that we don’t know" in refused(client, sign_in(client, provider))
    assert Person.objects.count() == 1


def test_ended_person_is_not_let_in(client, provider):
    joyce = a_person()
    actions.end_person(person=joyce, by=a_founder(), at=NOON)
    refused(client, sign_in(client, provider))


@pytest.mark.parametrize(
    "fault",
    [
        {"signs_with_another_key": True},
        {"audience": "somebody-else"},
        {"expires_in": -60},
        {"subject_of_userinfo": "subject-2"},
        {"algorithm": "HS256"},
    ],
)
def test_token_that_does_not_hold_opens_nothing(client, provider, fault):
    a_person()
    for name, value in fault.items():
        setattr(provider, name, value)
    assert "did not work" in refused(client, sign_in(client, provider))


def test_code_of_another_browser_opens_nothing(client, provider):
    a_person()
    back = provider.authorise(client.post(START).url)
    stranger = Client()
    assert "did not work" in refused(stranger, stranger.get(BACK, back))


def test_code_without_its_proof_opens_nothing(client, provider):
    a_person()
    back = provider.authorise(client.post(START).url)
    provider.challenges[back["code"]] = "another"
    assert "did not work" in refused(client, client.get(BACK, back))


def test_person_may_change_their_mind_there(client, provider):
    back = provider.authorise(client.post(START).url)
    answer = client.get(BACK, {"error": "access_denied", "state": back["state"]})
    assert "did not work" in refused(client, answer)


def test_provider_that_is_down_is_said(client, provider):
    provider.is_broken = True
    assert "did not work" in refused(client, client.post(START))


def test_shared_computer_is_remembered_on_this_way_too(client, provider):
    a_person()
    sign_in(client, provider, shared_computer="on")
    assert client.cookies["sessionid"]["max-age"] == ""


def test_button_stands_only_where_it_leads_somewhere(client, settings):
    assert "oidc-sign-in" not in client.get(SIGN_IN).content.decode()
    assert client.post(START).status_code == 404
    assert client.get(START).status_code == 405
    settings.OIDC_NAME, settings.OIDC_ISSUER = "Harrowmere", "https://id.harrowmere.example/realm"
    answer = client.get(SIGN_IN)
    assert "Sign in with Harrowmere" in answer.content.decode()
    policy = answer["Content-Security-Policy"]
    assert "form-action 'self' https://id.harrowmere.example;" in policy + ";"
