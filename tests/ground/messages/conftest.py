from collections.abc import Callable, Iterator
from typing import Any

import pytest
from tests.ground.messages.stand_ins import (
    API_KEY,
    TEMPLATE_ID,
    TEXT_TEMPLATE_ID,
    NotifyStandIn,
    SmtpSink,
    notify,
    smtp_sink,
)

from groundswell.ground.messages.kinds import Channel, Kind, kinds


@pytest.fixture
def shift_kind() -> Iterator[Kind]:
    """A kind that is mailed at once and may be switched off."""
    kind = Kind("test.shift", "Shifts", "A measure has moved.", default=Channel.NOW)
    firm = Kind("test.firm", "Roles", "A role.", default=Channel.NOW, may_be_switched_off=False)
    daily = Kind("test.daily", "Days", "A day has passed.", default=Channel.DAILY)
    weekly = Kind("test.weekly", "Weeks", "A week has passed.", default=Channel.WEEKLY)
    several = {k.code: k for k in (kind, firm, daily, weekly)}
    with kinds.only(**{**several, "messages.undelivered": kinds["messages.undelivered"]}):
        yield kind


@pytest.fixture
def via_notify(settings: Any) -> Iterator[NotifyStandIn]:
    with notify() as stand_in:
        settings.MAIL_VIA = "notify"
        settings.NOTIFY_API_KEY = API_KEY
        settings.NOTIFY_TEMPLATE_ID = TEMPLATE_ID
        settings.NOTIFY_TEXT_TEMPLATE_ID = TEXT_TEMPLATE_ID
        settings.NOTIFY_BASE_URL = stand_in.url
        yield stand_in


@pytest.fixture
def via_smtp(settings: Any) -> Iterator[SmtpSink]:
    with smtp_sink() as sink:
        settings.MAIL_VIA = "smtp"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
        settings.DEFAULT_FROM_EMAIL = "Groundswell <hello@harrowmere.example>"
        yield sink


@pytest.fixture
def via_page(settings: Any) -> None:
    settings.MAIL_VIA = "page"


@pytest.fixture
def committing(django_capture_on_commit_callbacks: Any) -> Callable[[], Any]:
    """`with committing():` runs what was to happen after the commit."""
    return lambda: django_capture_on_commit_callbacks(execute=True)
