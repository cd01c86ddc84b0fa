import calendar
import time
from collections import deque
from typing import Any

import pytest
from tests.ground.messages.outgoing import MINUTE, a_mail, send, state_of
from tests.world import NOON

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
