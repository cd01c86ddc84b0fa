"""Coming in and going out again, as people do it."""

import datetime as dt
from collections.abc import Callable, Iterator
from html import escape
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
import time_machine
from django.utils import timezone
from tests.ground.people.signing_in.oidc_provider import CLIENT_ID, CLIENT_SECRET, Provider
from tests.journeys.mails import code_mailed_to
from tests.journeys.visitor import Visitor
from tests.world import a_person, an_organisation, joins

from groundswell.ground.people.models import Person

JOYCE = "joyce.lim@harrowmere.example"
DELE = "dele.martins@kettleon.example"
Visitors = Callable[..., Visitor]


def given_joyce() -> Person:
    return joins(a_person("Joyce Lim", email=JOYCE), an_organisation())


def given_a_volunteer_of_a_charity() -> Person:
    charity = an_organisation("Kettle On", kind="charity")
    return joins(a_person("Dele Martins", email=DELE), charity)


def when_asking_for_a_code(somebody: Visitor, address: str, *, shared: bool = False) -> None:
    somebody.opens("/").is_at("Sign in").types("Your e-mail address", address)
    if shared:
        somebody.ticks("This is a shared computer")
    somebody.presses("Mail me a code").is_at("Type your code")


def when_signing_in(somebody: Visitor, address: str, *, shared: bool = False) -> None:
    when_asking_for_a_code(somebody, address, shared=shared)
    somebody.types("Code", code_mailed_to(address)).presses("Sign in")


def then_is_signed_in(somebody: Visitor, name: str) -> None:
    somebody.opens("/")
    assert somebody.status == 200
    assert name in (somebody.page.locator("header").first.text_content() or "")


def then_has_to_sign_in(somebody: Visitor) -> None:
    somebody.opens("/").is_at("Sign in")


def test_a_person_signs_in_with_a_mailed_code_and_out_again(visitor: Visitors):
    given_joyce()
    joyce = visitor()
    when_signing_in(joyce, JOYCE)
    then_is_signed_in(joyce, "Joyce Lim")
    joyce.signs_out()
    then_has_to_sign_in(joyce)


def test_a_volunteer_without_nhs_mail_signs_in_on_a_phone_without_scripts(visitor: Visitors):
    given_a_volunteer_of_a_charity()
    dele = visitor(360, scripts=False)
    when_signing_in(dele, DELE)
    then_is_signed_in(dele, "Dele Martins")


def test_a_wrong_code_is_told_beside_the_field_and_the_right_one_still_works(visitor: Visitors):
    given_joyce()
    joyce = visitor()
    when_asking_for_a_code(joyce, JOYCE)
    joyce.types("Code", "WRNG-WRNG").presses("Sign in").is_at("Type your code")
    joyce.sees("There is a problem")
    joyce.types("Code", code_mailed_to(JOYCE)).presses("Sign in")
    then_is_signed_in(joyce, "Joyce Lim")


def test_a_shared_computer_forgets_who_was_there_when_the_browser_closes(visitor: Visitors):
    given_joyce()
    joyce = visitor()
    when_signing_in(joyce, JOYCE, shared=True)
    then_is_signed_in(joyce, "Joyce Lim")
    kept = [c for c in joyce.page.context.cookies() if c["name"] == "sessionid"]
    assert [c["expires"] for c in kept] == [-1], "the cookie would outlive the browser"


def test_a_shared_computer_left_alone_signs_out_and_says_why(visitor: Visitors):
    given_joyce()
    joyce = visitor()
    when_signing_in(joyce, JOYCE, shared=True)
    then_is_told_before(joyce)
    with when_minutes_have_passed(14):
        then_is_signed_in(joyce, "Joyce Lim")
    with when_minutes_have_passed(14 + 16):
        joyce.opens("/people/security/").is_at("Sign in")
        joyce.sees("We signed you out after 15 minutes, because this is a shared computer.")
    then_has_to_sign_in(joyce)


def then_is_told_before(somebody: Visitor) -> None:
    somebody.opens("/").sees("we sign you out after 15 minutes without a click.")


def when_minutes_have_passed(n: int) -> time_machine.travel:
    return time_machine.travel(timezone.now() + dt.timedelta(minutes=n))


def test_a_person_adds_a_passkey_and_signs_in_with_it(visitor: Visitors):
    given_joyce()
    joyce = visitor()
    given_a_device_that_keeps_passkeys(joyce)
    when_signing_in(joyce, JOYCE)
    joyce.opens("/people/security/passkeys/add/")
    joyce.types("A name for this passkey, such as “Work phone”", "Work phone")
    joyce.presses_and_waits("#passkey-add")
    joyce.sees("Work phone")
    joyce.signs_out()
    joyce.opens("/").presses_and_waits("#passkey-sign-in")
    then_is_signed_in(joyce, "Joyce Lim")


def given_a_device_that_keeps_passkeys(somebody: Visitor) -> None:
    session = somebody.page.context.new_cdp_session(somebody.page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


@pytest.mark.parametrize("width", [1280, 360])
def test_whoever_is_on_no_list_learns_nothing_about_who_is(visitor: Visitors, width: int):
    stranger = visitor(width)
    when_asking_for_a_code(stranger, "stranger@elsewhere.example")
    stranger.sees("If stranger@elsewhere.example is on our list, a mail with a code is on its way")


PAGE_OF_THE_TRUST = """<!doctype html><html lang="en"><head><title>Harrowmere</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"></head>
<body><main><h1>Harrowmere</h1><p><a href="%s">It is me</a></p></main></body></html>"""


class ProviderWithAPage(Provider):
    """One that asks whoever comes, before it sends them back."""

    back = ""

    def answer(self, handler: BaseHTTPRequestHandler, sent: dict[str, str]) -> None:
        if not handler.path.startswith("/authorise"):
            super().answer(handler, sent)
            return
        answer = urlencode(self.authorise(handler.path))
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html; charset=utf-8")
        handler.end_headers()
        handler.wfile.write((PAGE_OF_THE_TRUST % escape(f"{self.back}?{answer}")).encode())


@pytest.fixture
def provider(site: str, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    """The trust's own sign-in, on this machine."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    started = ProviderWithAPage(email=JOYCE)
    started.back = f"{site}/accounts/oidc/callback/"
    app = {
        "provider_id": "oidc",
        "name": "Harrowmere",
        "client_id": CLIENT_ID,
        "secret": CLIENT_SECRET,
        "settings": {"server_url": started.url},
    }
    settings.OIDC_NAME, settings.OIDC_ISSUER = "Harrowmere", started.url
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}
    }
    policy = settings.CONTENT_SECURITY_POLICY
    allowed = {**policy["DIRECTIVES"], "form-action": ["'self'", started.url]}
    settings.CONTENT_SECURITY_POLICY = {**policy, "DIRECTIVES": allowed}
    yield started
    started.stop()


def test_a_person_signs_in_through_their_own_organisation(visitor: Visitors, provider: Provider):
    given_joyce()
    joyce = visitor()
    joyce.welcome_hosts.add(urlsplit(provider.url).netloc)

    joyce.opens("/").presses("Sign in with Harrowmere").is_at("Harrowmere").presses("It is me")
    then_is_signed_in(joyce, "Joyce Lim")
