"""The lane under `/a/`: nobody is asked who they are, and nothing is written down of them."""

import datetime as dt
import json
import logging
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.utils import translation
from tests.ground.ballots import lane_urls
from tests.ground.ballots.lane_urls import SECRET
from tests.ground.ballots.voting import a_box, a_token, hidden
from tests.world import a_person

from groundswell.ground.ballots import lane, slips

pytestmark = pytest.mark.django_db
ANSWER = {"i1": ["4"], "i2": ["1", "5"], "said": "It’s <b>fine</b> & I “stay”", "slip": "abc"}


@pytest.fixture(autouse=True)
def pages(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.ground.ballots.lane_urls"


@pytest.fixture
def stranger() -> Client:
    """A browser that is told of faults as everybody is, and that checks what others would."""
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


@pytest.fixture
def logged() -> Iterator[list[str]]:
    """Every line of every logger, as text, with what it would say of an exception."""
    lines: list[str] = []

    class Handler(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(self.format(record))

    handler, root = Handler(logging.DEBUG), logging.getLogger()
    level, disabled = root.level, logging.root.manager.disable
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    logging.disable(logging.NOTSET)
    for name in ("django.request", "django.security"):
        logging.getLogger(name).setLevel(logging.DEBUG)
    yield lines
    root.removeHandler(handler)
    root.setLevel(level)
    logging.disable(disabled)


def test_a_page_in_the_lane_sees_nobody_and_leaves_no_cookie(
    signed_in: Any, django_assert_num_queries: Any
) -> None:
    client = signed_in(a_person())
    with django_assert_num_queries(0):
        answer = client.get("/a/looks/")
    assert (answer.status_code, answer.content, dict(answer.cookies)) == (200, b"", {})
    assert b"session,user,actor" in client.get("/looks/").content


def test_a_form_in_the_lane_needs_no_token_and_no_cookie(stranger: Client) -> None:
    assert stranger.post("/a/takes/", {"said": "yes"}).content == b"yes"


def test_an_answer_of_the_lane_is_as_guarded_as_any_other(stranger: Client) -> None:
    for address in ("/a/takes/", f"/a/missing/{SECRET}/"):
        headers = stranger.get(address).headers
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert headers["Cache-Control"] == "no-store"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["X-Content-Type-Options"] == "nosniff"
    assert stranger.get("/a/takes/").headers["Content-Length"] == "0"
    assert b"".join(stranger.get("/a/streams/")) == b"ab"  # type: ignore[arg-type]


def test_the_language_of_one_answer_is_not_the_next_ones(stranger: Client) -> None:
    assert stranger.get("/a/welsh/").content == b"cy"
    assert translation.get_language() == "en-gb"


@pytest.mark.parametrize(
    ("how", "status", "sentence"),
    [
        ("missing", 404, "Your link may be cut short"),
        ("refused", 403, "This closed on 30 June."),
        ("denied", 403, "Your link may be cut short"),
        ("unusable", 422, "Too long by half."),
        ("bad", 400, "could not be read"),
        ("suspicious", 400, "could not be read"),
        ("surrogate", 400, "could not be read"),
        ("away", 503, "Nothing you have written is lost"),
        ("broken", 500, "even if we had saved it already"),
    ],
)
def test_what_goes_wrong_is_said_on_a_plain_page_and_is_not_logged(
    how: str, status: int, sentence: str, stranger: Client, logged: list[str]
) -> None:
    answer = stranger.post(f"/a/{how}/{SECRET}/", ANSWER, REMOTE_ADDR="10.1.2.3")
    text = answer.content.decode()
    assert answer.status_code == status and sentence in text
    assert "<script" not in text and text.count("<h1>") == 1
    kept = '<input type="hidden" name="i2" value="5">' in text
    assert kept == (status >= 500) == ("Retry-After" in answer.headers)
    if kept:
        assert 'value="It’s &lt;b&gt;fine&lt;/b&gt; &amp; I “stay”"' in text
        assert text.count('type="hidden"') == 5 and "Send again" in text
    assert not [line for line in logged if SECRET in line or "10.1.2.3" in line or "/a/" in line]
    assert [line for line in logged if "failed with" in line] == ([
        line for line in logged if "RuntimeError" in line and "lane_urls.py" in line
    ])
    assert (how == "broken") == any("failed with RuntimeError" in line for line in logged)


def test_a_page_that_was_only_looked_at_is_tried_again_by_its_link(stranger: Client) -> None:
    text = stranger.get(f"/a/away/{SECRET}/").content.decode()
    assert '<a class="btn btn-big" href="">Try again</a>' in text and "<form" not in text


def test_an_address_that_is_not_there_is_said_in_the_lanes_own_words(
    stranger: Client, logged: list[str]
) -> None:
    answer = stranger.get(f"/a/{SECRET}")
    assert answer.status_code == 404 and "cut short" in answer.content.decode()
    assert not [line for line in logged if SECRET in line]


def test_too_much_at_once_is_said(stranger: Client, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    answer = stranger.post("/a/takes/", ANSWER)
    assert answer.status_code == 413 and "larger than we can take" in answer.content.decode()
    assert stranger.post("/a/broken/x/", ANSWER).content.count(b'type="hidden"') == 0


@pytest.mark.parametrize("kind", ["multipart/form-data", "multipart/form-data; boundary=\xe9"])
def test_a_form_that_falls_apart_is_said_to_be_unreadable(kind: str, stranger: Client) -> None:
    answer = stranger.post("/a/takes/", b"--x", content_type=kind)
    assert answer.status_code == 400 and "could not be read" in answer.content.decode()


def test_a_host_that_is_not_ours_is_not_answered(stranger: Client) -> None:
    assert stranger.get("/a/takes/", HTTP_HOST="evil.example").status_code == 400


def test_a_fault_of_ours_reaches_the_test_that_met_it() -> None:
    with pytest.raises(RuntimeError):
        Client().get(f"/a/broken/{SECRET}/")


def test_who_comes_beyond_the_places_is_asked_to_press_again_and_loses_nothing(
    settings: Any, logged: list[str]
) -> None:
    settings.LANE_MOST = 1
    lane_urls.entered.clear()
    lane_urls.may_go.clear()
    client, found = Client(), []

    def first() -> None:
        found.append(client.get("/a/waits/").content)
        connections.close_all()

    inside = threading.Thread(target=first)
    inside.start()
    assert lane_urls.entered.wait(10)
    beyond = client.post("/a/takes/", ANSWER, REMOTE_ADDR="10.1.2.3")
    lane_urls.may_go.set()
    inside.join()
    assert beyond.status_code == 503 and beyond["Retry-After"] == "5"
    assert beyond.content.count(b'type="hidden"') == 5
    assert "Many people are answering" in beyond.content.decode()
    assert found == [b"done"]
    assert client.post("/a/takes/", {"said": "again"}).content == b"again"
    assert not [line for line in logged if "10.1.2.3" in line or "/a/takes" in line]


def test_who_waits_too_long_for_those_before_is_asked_to_press_again(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.LANE_AT_WORK = 0  # as when all are held up
    monkeypatch.setattr(lane, "PATIENCE_SECONDS", 0.01)
    answer = Client().post("/a/takes/", ANSWER)
    assert answer.status_code == 503 and answer.content.count(b'type="hidden"') == 5


def signed(**sent: str) -> tuple[int, dict[str, str]]:
    answer = Client().post("/a/slip/", sent)
    return answer.status_code, json.loads(answer.content)


def test_a_browser_gets_its_signature_and_the_same_again() -> None:
    box = a_box(closes_on=dt.date(2099, 1, 1))
    token, value, other = a_token(box), hidden(box), hidden(box)
    status, first = signed(token=token, blinded=slips.encoded(value.blinded))
    assert status == 200
    slip = value.slip(slips.decoded(first["signature"]) or b"")
    from groundswell.ground.ballots import public

    assert slips.checked(slip, public.public_box(box.pk).signing_public) == value.nonce
    assert signed(token=token, blinded=slips.encoded(value.blinded)) == (200, first)
    status, refusal = signed(token=token, blinded=slips.encoded(other.blinded))
    assert status == 409 and "began in another browser" in refusal["sentence"]


@pytest.mark.parametrize("blinded", ["", "é", "AAAA", "A" * 342])
def test_a_browser_that_sends_no_value_is_told_so(blinded: str) -> None:
    box = a_box(closes_on=dt.date(2099, 1, 1))
    status, refusal = signed(token=a_token(box), blinded=blinded)
    assert status == 422 and "could not be signed" in refusal["sentence"]


def test_an_unknown_link_is_told_to_be_copied_whole() -> None:
    status, refusal = signed(token="x", blinded="AAAA")
    assert status == 404 and "copy all of it" in refusal["sentence"]
    assert Client().get("/a/slip/").status_code == 405
