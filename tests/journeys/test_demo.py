"""The demonstration as a newcomer starts it: one command, a list of people, a click, a Ctrl-C."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.journeys.visitor import Visitor

PATIENCE_SECONDS = 180  # two cores, and a browser beside it
MOST_OF_A_FIRST_VISIT = 150_000  # bytes, as they come over the line


def a_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Its address; at the end it is stopped as by Ctrl-C, and leaves nothing running."""
    port = a_free_port()
    environment = {**os.environ, "GROUNDSWELL_DEMO_VAR": str(tmp_path_factory.mktemp("demo"))}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "-m", "groundswell.cli.demo", "--port", str(port)]
    process = subprocess.Popen(
        command,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    said = []
    assert process.stdout
    for line in process.stdout:
        said.append(line)
        if "ready" in line:
            break
    assert process.poll() is None, "".join(said)
    yield f"http://127.0.0.1:{port}"
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 0
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0, "something still listens"


def test_a_newcomer_chooses_who_to_be_and_looks_around(
    visitor: Callable[..., Visitor], demonstration: str
):
    newcomer = visitor(home=demonstration)
    newcomer.opens("/")
    newcomer.presses("This is the demonstration: sign in as an example person")
    newcomer.is_at("Who would you like to be?").presses("Joyce Lim")
    assert newcomer.status == 200
    assert "Joyce" in (newcomer.page.locator("header").first.text_content() or "")
    for path in ("/inbox/", "/measures/", "/people/organisations/", "/search/?q=ward"):
        newcomer.opens(path)
        assert newcomer.status == 200, path


@pytest.mark.parametrize(
    "path",
    [
        "/library/",
        "/library/?q=safety",
        "/library/common/making-room-for-new-ideas/",
        "/library/common/one-idea-through-the-year/",
        "/library/common/leading-for-innovation/",
    ],
)
def test_a_first_visit_to_the_library_weighs_little(
    visitor: Callable[..., Visitor], demonstration: str, path: str
):
    reader = visitor(360, home=demonstration)
    network, weights = reader.page.context.new_cdp_session(reader.page), []
    network.send("Network.enable")
    network.on("Network.loadingFinished", lambda told: weights.append(told["encodedDataLength"]))
    reader.opens(path)
    reader.page.wait_for_load_state("networkidle")
    assert len(weights) >= 4, "the page, its styles and its scripts"
    assert sum(weights) <= MOST_OF_A_FIRST_VISIT


def test_the_demonstration_refuses_a_name_that_is_not_this_machines(
    visitor: Callable[..., Visitor], demonstration: str
):
    with socket.create_connection(
        ("127.0.0.1", int(demonstration.rsplit(":", 1)[1])), timeout=10
    ) as line:
        line.sendall(b"GET / HTTP/1.1\r\nHost: elsewhere.example\r\nConnection: close\r\n\r\n")
        assert b" 400 " in line.recv(100)
