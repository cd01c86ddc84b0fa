"""OpenSSL's powers are Python's."""

import ctypes
import sys
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.ground.ballots import powers


@given(st.integers(1, 2**1024), st.integers(0), st.integers(0))
def test_a_power_is_pythons(half: int, base: int, exponent: int) -> None:
    modulus = 2 * half + 1
    base, exponent = base % modulus, exponent % modulus
    assert powers.raised(base, exponent, modulus) == pow(base, exponent, modulus)


class Failing:
    """A library that has no memory left."""

    def __init__(self, known: Any) -> None:
        self.known = known

    def __getattr__(self, name: str) -> Any:
        return (lambda *_: 0) if name == "BN_mod_exp_mont_consttime" else getattr(self.known, name)


def test_where_the_library_fails_python_does_it(monkeypatch: pytest.MonkeyPatch) -> None:
    failing = Failing(powers._library())
    monkeypatch.setattr(powers, "_library", lambda: failing)
    assert powers.raised(5, 117, 1_000_003) == pow(5, 117, 1_000_003)


def test_without_the_library_python_does_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(path: str) -> Any:
        raise OSError(path)

    monkeypatch.setattr(ctypes, "CDLL", missing)
    monkeypatch.setitem(sys.modules, "_ssl", SimpleNamespace(__file__="/nowhere"))
    assert powers._library.__wrapped__() is None
    monkeypatch.setattr(powers, "_library", lambda: None)
    assert powers.raised(5, 117, 1_000_003) == pow(5, 117, 1_000_003)
