"""Attacks on their way: sent, replayed, answered, and all that they changed undone."""

import logging
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.core.cache import cache
from django.core.signals import got_request_exception
from django.db import transaction
from django.test import Client, TestCase
from tests.hostile.attacks import Attack
from tests.url_table import Scene

TOGETHER = 5  # attacks on what the ones before them may have changed


@dataclass
class Outcome:
    """How the attacks were answered."""

    statuses: Counter[int] = field(default_factory=Counter)
    of_kind: Counter[str] = field(default_factory=Counter)
    of_url: Counter[str] = field(default_factory=Counter)
    breaks: dict[str, str] = field(default_factory=dict)  # where it broke, and by what first

    @property
    def n(self) -> int:
        return sum(self.statuses.values())

    def faults(self) -> str:
        return "\n".join(f"{where}\n    {by}" for where, by in self.breaks.items())


def send_all(attacks: Iterable[Attack], scene: Scene) -> Outcome:
    """Send some together and undo them; every third is sent twice, as by a double click."""
    outcome = Outcome()
    with _listening() as broken:
        batch: list[Attack] = []
        for attack in attacks:
            batch.append(attack)
            if len(batch) == TOGETHER:
                _send_and_undo(batch, scene, outcome, broken)
                batch = []
        _send_and_undo(batch, scene, outcome, broken)
    return outcome


def _send_and_undo(batch: list[Attack], scene: Scene, outcome: Outcome, broken: list[str]) -> None:
    cache.clear()
    with transaction.atomic():
        for number, attack in enumerate(batch):
            for _ in range(2 if number % 3 == 0 else 1):
                status = _send(attack, scene, broken)
                outcome.statuses[status] += 1
                outcome.of_kind[attack.what] += 1
                outcome.of_url[attack.name] += 1
                if status >= 500 or status < 200 or broken:
                    where = broken[-1] if broken else f"{attack.name}: {status}"
                    outcome.breaks.setdefault(where, attack.told()[:600])
                broken.clear()
        transaction.set_rollback(True)


def _send(attack: Attack, scene: Scene, broken: list[str]) -> int:
    client = Client(raise_request_exception=False, enforce_csrf_checks=not attack.has_token)
    if attack.sender:
        client.force_login(scene.people[attack.sender])
    headers = dict(attack.headers)
    if "HTTP_COOKIE" in headers and attack.sender and not attack.has_token:
        session = client.cookies["sessionid"].value
        headers["HTTP_COOKIE"] += f"; sessionid={session}"
    try:
        with TestCase.captureOnCommitCallbacks(execute=True):
            answer = client.generic(
                attack.method, attack.address, attack.body, attack.content_type, **headers
            )
        if answer.streaming:
            b"".join(answer)
        return int(answer.status_code)
    except Exception as error:  # what even the last handler did not catch
        broken.append(_where(error))
        return 500


@contextmanager
def _listening() -> Iterator[list[str]]:
    """Where each exception came from that a page did not expect."""
    broken: list[str] = []

    def note(sender: Any, request: Any = None, **_: Any) -> None:
        import sys

        error = sys.exc_info()[1]
        if error:
            broken.append(_where(error))

    got_request_exception.connect(note)
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield broken
    finally:
        logging.disable(before)
        got_request_exception.disconnect(note)


def _where(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    ours = [f for f in frames if "groundswell" in f.filename] or frames
    last, deepest = ours[-1], frames[-1]
    said = f"{type(error).__name__}: {str(error)[:160]}"
    place = f"{last.filename.rpartition('/groundswell/')[2]}:{last.lineno} {last.name}"
    return f"{place} ({deepest.filename.rpartition('/')[2]}:{deepest.lineno}): {said}"
