"""What people typed, made fit for files: no signs that break one or turn its words round."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

T = TypeVar("T")
# Control signs, which XML refuses, and marks that show text in another order than it was typed.
_UNFIT = re.compile(
    "[^\t\n\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010fffd]|[\u202a-\u202e\u2066-\u2069]"
)
_DRAWINGS = {"svg", "narrow_svg"}  # our own markup, not text
_FROM_THE_RIGHT = {"R", "AL"}
_STRONG = {"L", *_FROM_THE_RIGHT}


def fit(text: str) -> str:
    """The text without signs that a file cannot hold; every kind of line end becomes one."""
    return _UNFIT.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n"))


def fitted(thing: T) -> T:
    """A document, or any part of one, with every text made fit."""
    return changed(thing, fit)


def changed(thing: Any, change: Callable[[str], str]) -> Any:
    """A document, or any part of one, with every text changed; drawings stay as they are."""
    if isinstance(thing, str):
        return change(thing)
    if isinstance(thing, tuple):
        return tuple(changed(part, change) for part in thing)
    if is_dataclass(thing) and not isinstance(thing, type):
        names = [field.name for field in fields(thing) if field.name not in _DRAWINGS]
        return replace(thing, **{name: changed(getattr(thing, name), change) for name in names})
    return thing


def is_from_the_right(text: str) -> bool:
    """Whether the text is read from right to left: its first letter decides.

    >>> is_from_the_right("מה 1?"), is_from_the_right("Ward 7"), is_from_the_right("12")
    (True, False, False)
    """
    for letter in text:
        if (kind := unicodedata.bidirectional(letter)) in _STRONG:
            return kind in _FROM_THE_RIGHT
    return False
