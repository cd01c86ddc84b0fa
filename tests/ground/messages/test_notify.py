import calendar
import time
from collections import deque
from typing import Any

import pytest
from tests.ground.messages.outgoing import MINUTE, a_mail, send, state_of
from tests.world import NOON

from groundswell.ground.messages.phones import can_text, mobile_number

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shift_kind")]


def test_notify_gets_subject_and_body_and_a_fresh_token(via_notify: Any) -> None:
    mail = a_mail()
    send()
    assert state_of(mail) == ("sent", "") and mail.via == "notify"
    [sent] = via_notify.taken
    assert sent["personalisation"] == {"subject": "Moved", "body": "Seven weeks"}
    assert sent["reference"] == str(mail.pk)
    [token] = via_notify.tokens
    assert token["iss"] == "11111111-2222-3333-4444-555555555555"


@pytest.mark.parametrize(
    ("change", "state", "reason"),
    [
        ({"answers": deque([(429, "RateLimitError", "Exceeded rate limit")])}, "failed", "busy"),
        ({"answers": deque([(429, "TooManyRequestsError", "limit (50)")])}, "failed", "busy"),
        ({"answers": deque([(500, "Exception", "Internal server error")])}, "failed", "fault"),
        ({"answers": deque([(503, "Exception", "Away")])}, "failed", "fault"),
        ({"answers": deque([(403, "AuthError", "key not found")])}, "failed", "refused_us"),
        ({"answers": deque([(400, "BadRequestError", "odd")])}, "given_up", "mail"),
        (
            {"answers": deque([(400, "BadRequestError", "service is in trial mode")])},
            "given_up",
            "team_only",
        ),
        ({"team": frozenset({"sam@harrowmere.example"})}, "given_up", "team_only"),
        ({"asks_for": ("subject", "body", "first_name")}, "failed", "template"),
        ({"speaks_json": False}, "sent", ""),
    ],
)
def test_notify_says_not_now_or_never(
    via_notify: Any, change: dict[str, Any], state: str, reason: str
) -> None:
    for name, value in change.items():
        setattr(via_notify, name, value)
    mail = a_mail()
    send()
    assert state_of(mail) == (state, reason)


def test_notify_is_tried_again_after_a_refusal_for_now(via_notify: Any) -> None:
    via_notify.answers.append((429, "RateLimitError", "Exceeded rate limit"))
    mail = a_mail()
    send()
    send(NOON + MINUTE)
    assert state_of(mail) == ("sent", "") and mail.attempts == 2 and len(via_notify.taken) == 1


def test_notify_refuses_a_bad_address_for_good(via_notify: Any) -> None:
    mail = a_mail("joyce")
    send()
    assert state_of(mail) == ("given_up", "address")


def test_a_template_that_is_not_there_is_a_fault_of_ours_and_the_mail_waits(
    via_notify: Any, settings: Any
) -> None:
    settings.NOTIFY_TEMPLATE_ID = "another"
    mail = a_mail()
    send()
    assert state_of(mail) == ("failed", "template")


def test_a_clock_that_is_wrong_makes_notify_refuse_us_and_the_mail_waits(
    via_notify: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    skewed = "notifications_python_client.authentication.calendar.timegm"
    mail = a_mail()
    real = calendar.timegm
    calls = iter([-90])
    monkeypatch.setattr(skewed, lambda now: real(now) + next(calls, 0))
    send()
    assert state_of(mail) == ("failed", "refused_us")
    [token] = via_notify.tokens
    assert token["iat"] < time.time() - 80


def test_notify_that_is_away_is_tried_again(via_notify: Any, settings: Any) -> None:
    settings.NOTIFY_BASE_URL = "http://127.0.0.1:9"
    mail = a_mail()
    send()
    assert state_of(mail) == ("failed", "unreachable")


def test_a_number_gets_a_text_message_with_its_words_alone(via_notify: Any) -> None:
    mail = a_mail("+447700900123")
    send()
    assert state_of(mail) == ("sent", "")
    [sent] = via_notify.taken
    assert (sent["phone_number"], sent["personalisation"]) == (
        "+447700900123",
        {"body": "Seven weeks"},
    )


def test_a_number_that_notify_does_not_know_is_given_up(via_notify: Any) -> None:
    mail = a_mail("+44")
    send()
    assert state_of(mail) == ("given_up", "address")


def test_a_mail_server_reaches_no_phone(via_smtp: Any) -> None:
    mail = a_mail("+447700900123")
    send()
    assert state_of(mail) == ("given_up", "address") and not via_smtp.taken


@pytest.mark.parametrize(
    ("via", "template", "can"),
    [("notify", "x", True), ("notify", "", False), ("smtp", "x", False), ("page", "", True)],
)
def test_texts_leave_by_notify_with_a_template_and_in_the_demo(
    settings: Any, via: str, template: str, can: bool
) -> None:
    settings.MAIL_VIA, settings.NOTIFY_TEXT_TEMPLATE_ID = via, template
    assert can_text() is can


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("07700 900123", "+447700900123"),
        ("0044 7700 900-123", "+447700900123"),
        ("07624 900123", "+447624900123"),
        ("07600 900123", ""),
        ("0770090012", ""),
        ("0207 946 0000", ""),
    ],
)
def test_only_mobile_numbers_are_texted(typed: str, number: str) -> None:
    assert mobile_number(typed) == number
