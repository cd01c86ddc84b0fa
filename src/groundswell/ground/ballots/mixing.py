"""Chance that nobody can foretell: for what must not keep its order."""

import random
from collections.abc import Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")
_chance = random.SystemRandom()


def mixed(things: Iterable[T]) -> list[T]:
    """The things in an order that has nothing to do with the one they came in."""
    listed = list(things)
    _chance.shuffle(listed)
    return listed


def some_of(things: Sequence[T], n: int) -> list[T]:
    """So many of them, each as likely as every other."""
    return _chance.sample(things, n)
