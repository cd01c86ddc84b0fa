"""What libraries in C remark while a command works is no part of its output."""

import os
import subprocess
import sys

import pytest

from groundswell.cli.quiet import output_set_aside

REMARKS = """
import ctypes, os, sys
from groundswell.cli.quiet import output_set_aside
c = ctypes.CDLL(None)
sys.stdout.write("before ")
with {}:
    c.puts(b"held back in the buffer of C")
    os.write(1, b"written at once ")
sys.stdout.write("after")
"""


def said(around: str) -> str:
    env = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    call = [sys.executable, "-c", "import contextlib\n" + REMARKS.format(around)]
    return subprocess.run(call, env=env, capture_output=True, check=True, text=True).stdout


def test_remarks_go_nowhere_and_what_the_command_says_stays():
    assert said("output_set_aside()") == "before after"


def test_without_it_they_stand_in_the_output():
    told = said("contextlib.nullcontext()")
    assert "held back in the buffer of C" in told and "written at once" in told


def test_the_output_is_put_back_after_a_fault(capfd):
    with pytest.raises(ValueError, match="no"), output_set_aside():
        raise ValueError("no")
    os.write(1, b"back")
    assert capfd.readouterr().out == "back"
