"""Surveys in the field as this process remembers them, with their pages drawn."""

import time
from collections.abc import Callable
from threading import Lock
from uuid import UUID

from .drawing import Drawings
from .fielded import Fielded

FRESH_SECONDS = 20.0  # how long a process goes by what it has read
_MOST = 64  # surveys at once
_kept: dict[UUID, tuple[float, Drawings]] = {}
_lock = Lock()


def drawings_of(survey_id: UUID, load: Callable[[UUID], Fielded]) -> Drawings:
    """The survey with its pages; read again after a while, drawn again only where it changed.

    Raises
    ------
    Http404
        As `load` does, where there is no such survey in the field.
    """
    known = _kept.get(survey_id)
    if known and known[0] > time.monotonic():
        return known[1]
    fielded = load(survey_id)
    drawings = known[1] if known and known[1].fielded == fielded else Drawings(fielded)
    with _lock:
        if len(_kept) >= _MOST:
            _kept.pop(min(_kept, key=lambda pk: _kept[pk][0]))
        _kept[survey_id] = (time.monotonic() + FRESH_SECONDS, drawings)
    return drawings


def forget(survey_id: UUID) -> None:
    """For the process that has just changed the survey."""
    _kept.pop(survey_id, None)
