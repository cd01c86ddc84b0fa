"""The browser makes its own slip and has it signed unseen, under the strict policy of every page.

The page here is the test's own, as the guide says a room writes it; script, styles and the address
that signs are the site's.
"""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Page, Route
from tests.ground.ballots.voting import a_box, a_token

from groundswell.ground.ballots import actions, public, queries, slips
from groundswell.ground.ballots.models import Box, Invitation

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "form-action 'self'"
)
LATER = dt.date(2099, 1, 1)
FORM = """<!doctype html><html lang="en-GB"><title>Before you start</title>
<link rel="stylesheet" href="/static/built/groundswell.css">
<script src="/static/built/slip.js" defer></script>
<main><h1>Before you start</h1>
<form method="post" action="/a/next/" data-slip data-slip-key="{key}" data-slip-modulus="{modulus}"
  data-slip-token="{token}" data-slip-sign="/a/slip/" data-slip-fault="fault"
  data-slip-sorry="We could not reach the site.">
<input type="hidden" name="slip" value=""><button>Start</button></form>
<p id="fault" role="alert" tabindex="-1" hidden></p>
<p data-slip-answered data-slip-key="{key}" hidden>You have answered.</p></main></html>"""
THANKS = """<!doctype html><html lang="en-GB"><title>Thank you</title>
<script src="/static/built/slip.js" defer></script>
<main><h1>Thank you</h1><p data-slip-done data-slip-key="{key}">It is in.</p></main></html>"""


@pytest.fixture
def box(transactional_db: None) -> Box:
    return a_box(closes_on=LATER)


@pytest.fixture
def pages(box: Box, live_server: Any) -> Callable[[Page, str], list[str]]:
    """Put the room's pages before a browser; gives what its forms were sent with."""

    def lay(page: Page, token: str) -> list[str]:
        known, found = public.public_box(box.pk), queries.invitation_by(token)
        assert found
        words = {"key": found.storage_key, "modulus": known.modulus, "token": token}
        sent: list[str] = []

        def answer(route: Route) -> None:
            if route.request.url.endswith("/a/next/"):
                body = route.request.post_data or ""
                sent.append(re.sub("^slip=", "", body))
            html = THANKS if route.request.url.endswith("/a/thanks/") else FORM
            route.fulfill(
                body=html.format(**words),
                content_type="text/html",
                headers={"Content-Security-Policy": POLICY},
            )

        page.route(re.compile(r"/a/(form|next|thanks)/"), answer)
        return sent

    return lay


def test_a_browser_makes_a_slip_that_the_server_never_saw(
    chromium: Any, box: Box, pages: Any, live_server: Any
) -> None:
    token = a_token(box)
    page = chromium.new_context().new_page()
    troubles: list[str] = []
    page.on("console", lambda m: troubles.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    sent = pages(page, token)
    page.goto(f"{live_server.url}/a/form/")
    page.get_by_role("button", name="Start").click()
    page.wait_for_url("**/a/next/")
    nonce = slips.checked(sent[0], public.public_box(box.pk).signing_public)
    assert len(nonce) == slips.NONCE and troubles == []
    row = Invitation.objects.get()
    assert row.path == "blind" and bytes(row.blinded_hash or b"") != slips.spent_hash(nonce)
    assert not settings.DEMO
    # A lost page: the same slip, without asking again; another browser: the server's sentence.
    page.goto(f"{live_server.url}/a/form/")
    page.get_by_role("button", name="Start").click()
    page.wait_for_url("**/a/next/")
    assert sent[1] == sent[0]
    other = chromium.new_context().new_page()
    pages(other, token)
    other.goto(f"{live_server.url}/a/form/")
    other.get_by_role("button", name="Start").click()
    other.get_by_text("You began in another browser").wait_for()
    # Thanked: the browser forgets the slip, and says that it has answered.
    assert actions.cast(box=box, slip=sent[0], payload=b"yes", at=dt.datetime.now(dt.UTC)).words
    page.goto(f"{live_server.url}/a/thanks/")
    assert slips.encoded(nonce)[:20] not in page.evaluate("JSON.stringify(localStorage)")
    page.goto(f"{live_server.url}/a/form/")
    page.get_by_text("You have answered.").wait_for()
    assert page.get_by_role("button", name="Start").count() == 0


def test_a_reply_that_was_lost_is_asked_for_again_with_the_same_value(
    chromium: Any, box: Box, pages: Any, live_server: Any
) -> None:
    page = chromium.new_context().new_page()
    sent = pages(page, a_token(box))
    page.route("**/a/slip/", lambda route: (route.fetch(), route.abort()))
    page.goto(f"{live_server.url}/a/form/")
    page.get_by_role("button", name="Start").click()
    page.get_by_text("We could not reach the site.").wait_for()
    page.unroute("**/a/slip/")
    page.get_by_role("button", name="Start").click()
    page.wait_for_url("**/a/next/")
    assert slips.checked(sent[0], public.public_box(box.pk).signing_public)


@pytest.mark.parametrize("missing", ["localStorage", "crypto.subtle", "scripts"])
def test_a_browser_that_cannot_do_it_leaves_the_slip_to_the_server(
    missing: str, chromium: Any, box: Box, pages: Any, live_server: Any
) -> None:
    context = chromium.new_context(java_script_enabled=missing != "scripts")
    if missing != "scripts":
        name, owner = missing.rpartition(".")[2], "crypto" if "." in missing else "window"
        context.add_init_script(
            f"Object.defineProperty({owner}, '{name}', {{ get() {{ return undefined; }} }})"
        )
    page = context.new_page()
    sent = pages(page, a_token(box))
    page.goto(f"{live_server.url}/a/form/")
    page.get_by_role("button", name="Start").click()
    page.wait_for_url("**/a/next/")
    assert sent == [""]
    assert Invitation.objects.get().path == ""
