"""A real browser before a real server. Runs once, on PostgreSQL where it answers."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connections
from playwright.sync_api import Browser, sync_playwright
from tests.journeys.browsers import path_of_browser
from tests.journeys.visitor import Visitor

HERE = Path(__file__).parent
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
WIDE = 1280
LONG = {"test_every_page", "test_challenge", "test_demo"}  # first, so that none of them ends alone
PATIENCE_MS = 15_000  # two cores, two browsers


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = [item for item in items if HERE in item.path.parents]
    items.sort(key=lambda item: item.path.stem not in LONG)
    without = path_of_browser() is None
    for item in here:
        item.add_marker(pytest.mark.journey)
        if without:
            item.add_marker(pytest.mark.skip(reason="no chromium: CHROMIUM says where one is"))


@pytest.fixture(scope="session")
def django_db_modify_db_settings_tox_suffix(
    django_db_modify_db_settings_tox_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """In a file: the server's threads ask at the same time, each by a connection of its own."""
    default = connections.databases["default"]
    if default["ENGINE"].endswith("sqlite3"):
        folder = tmp_path_factory.mktemp("database")
        default.setdefault("TEST", {})["NAME"] = str(folder / "journeys.sqlite3")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    # Playwright runs a loop in this thread; the tests' own queries beside it are safe.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path_of_browser(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def site(live_server: Any, settings: Any) -> str:
    """The address of a running site; what it would mail is kept, for `tests.journeys.mails`."""
    settings.EMAIL_BACKEND = "groundswell.ground.messages.mail.Backend"
    settings.MAIL_VIA = "page"
    settings.PUBLIC_URL = live_server.url
    return live_server.url


@pytest.fixture
def worker(settings: Any) -> Callable[[], None]:
    """Work waits, as it does in earnest, until `worker()` has done all that there is."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    return lambda: call_command("db_worker", batch=True, startup_delay=False, verbosity=0)


@pytest.fixture
def visitor(chromium: Browser, site: str) -> Iterator[Callable[..., Visitor]]:
    """`visitor()`: somebody at a wide window; `visitor(360)`; `visitor(scripts=False)`."""
    opened = []

    def open_window(width: int = WIDE, *, scripts: bool = True, home: str = site) -> Visitor:
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=scripts,
            locale="en-GB",
            timezone_id="Europe/London",
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE_MS)
        opened.append(context)
        return Visitor(context.new_page(), home, has_scripts=scripts)

    yield open_window
    for context in opened:
        context.close()
