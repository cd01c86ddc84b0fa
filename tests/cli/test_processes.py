"""Children end with their parent, whichever way it ends."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

PARENT = """
import os, sys
from groundswell.cli.processes import Family
with Family() as family:
    family.start("child", [sys.executable, "-c", {child!r}], dict(os.environ))
    print(family._children["child"].pid, flush=True)
    print(family.wait(until=lambda: {until}), flush=True)
"""
SLEEPS = "import time; time.sleep(60)"


def given_a_parent(child: str = SLEEPS, until: str = "False") -> tuple[subprocess.Popen, int]:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT.format(child=child, until=until)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert parent.stdout
    return parent, int(parent.stdout.readline())


def rest_of(parent: subprocess.Popen) -> str:
    assert parent.stdout
    said = parent.stdout.read().strip()
    parent.wait(timeout=20)
    return said


def runs(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False


def gone_soon(pid: int) -> bool:
    last = time.monotonic() + 10
    while runs(pid) and time.monotonic() < last:
        time.sleep(0.05)
    return not runs(pid)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_no_child_is_left_behind_however_its_parent_is_stopped(number):
    parent, child = given_a_parent()
    assert runs(child)
    os.kill(parent.pid, number)
    parent.communicate(timeout=20)
    assert gone_soon(child)


def test_a_child_that_ends_by_itself_is_named():
    parent, _ = given_a_parent(child="pass")
    assert rest_of(parent) == "child"


def test_waiting_ends_where_what_was_waited_for_has_come():
    parent, child = given_a_parent(until="True")
    assert rest_of(parent) == "None"
    assert gone_soon(child)


def test_a_child_that_does_not_want_to_end_is_killed_in_time():
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"
    parent = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import groundswell.cli.processes as p; p.SECONDS_TO_END = 0.5\n"
            + PARENT.format(child=deaf, until="False"),
        ],
        stdout=subprocess.PIPE,
        text=True,
    )
    child = int(parent.stdout.readline())
    time.sleep(0.5)
    parent.terminate()
    parent.communicate(timeout=20)
    assert gone_soon(child)
