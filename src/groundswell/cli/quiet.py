"""A command's output kept for the command: a solver now and then remarks on itself there."""

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

OUTPUT = 1
"""The file descriptor of standard output, whatever `sys.stdout` is."""


@contextmanager
def output_set_aside() -> Iterator[None]:
    """Whatever a library in C writes to standard output goes nowhere meanwhile.

    HiGHS prints a line of its own for some programmes, with its output switched off. What it
    holds back in its buffer is let go before the output is put back, or it would come later.
    """
    _let_go()
    kept, nowhere = os.dup(OUTPUT), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, OUTPUT)
        yield
    finally:
        _let_go()
        os.dup2(kept, OUTPUT)
        os.close(kept)
        os.close(nowhere)


def _let_go() -> None:
    """Write what Python and the C library hold back."""
    sys.stdout.flush()
    ctypes.CDLL(None).fflush(None)
