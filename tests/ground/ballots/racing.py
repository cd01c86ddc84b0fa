"""Several browsers and workers at the same moment; the suite runs these small, `proof` at size."""

import threading
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from django.db import connections
from tests.ground.ballots.voting import Taken, a_box, a_token, answers, hidden
from tests.world import NOON, a_founder

from groundswell.ground.ballots import actions
from groundswell.ground.ballots.models import Batch, Box, Sealed
from groundswell.ground.kernel.decisions import Refused


def at_once(works: Sequence[Callable[[], Any]]) -> list[Any]:
    """What each came to; a refusal is an outcome too, and everything else that is raised fails."""
    gate, outcomes = threading.Barrier(len(works)), [None] * len(works)

    def run(i: int) -> None:
        try:
            gate.wait()
            outcomes[i] = works[i]()
        except Exception as raised:
            outcomes[i] = raised
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(i,)) for i in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for outcome in outcomes:
        if isinstance(outcome, Exception) and not isinstance(outcome, Refused):
            raise outcome
    return outcomes


def plainly(box: Box, token: str) -> Any:
    slip = actions.issue_slip(token=token, at=NOON)
    return actions.cast(box=box, slip=slip, payload=b"plain", at=NOON)


def unseen(box: Box, token: str) -> Any:
    value = hidden(box)
    signature = actions.sign_blinded(token=token, blinded=value.blinded, at=NOON)
    return actions.cast(box=box, slip=value.slip(signature), payload=b"unseen", at=NOON)


def one_link_in(box: Box, n_browsers: int, *, both_paths: bool) -> int:
    """How many answers one link came to, opened in so many browsers at once. Who was thanked, was
    thanked for that one answer."""
    token, before = a_token(box), Sealed.objects.filter(box=box).count()
    ways = [plainly, unseen if both_paths else plainly] * n_browsers
    works = [partial(way, box, token) for way in ways[:n_browsers]]
    thanked = {o.words for o in at_once(works) if not isinstance(o, Refused)}
    n_answers = Sealed.objects.filter(box=box).count() - before
    assert len(thanked) == n_answers, "thanked for an answer that is not there, or twice"
    return n_answers


def answers_while_closing(taken: Taken, n_answers: int, n_before: int) -> tuple[int, int]:
    """How many were acknowledged, and how many of those were left out of what was opened."""
    box = a_box()
    answers(box, n_before, first=1_000)
    slips = [actions.issue_slip(token=a_token(box), at=NOON) for _ in range(n_answers)]
    works: list[Callable[[], Any]] = [
        lambda i=i: (actions.cast(box=box, slip=slips[i], payload=b"%d" % i, at=NOON), b"%d" % i)  # type: ignore[misc]
        for i in range(n_answers)
    ]
    works.insert(n_answers // 2, lambda: actions.close_box(box=box, by=a_founder(), at=NOON))
    outcomes = at_once(works)
    acknowledged = [o[1] for o in outcomes if isinstance(o, tuple)]
    opened = taken.batches[-1]
    assert len(opened) == n_before + len(acknowledged)
    missing = set(acknowledged) - {o.payload for o in opened}
    return len(acknowledged), len(missing)


def several_workers_open(taken: Taken, n_workers: int, n_answers: int) -> int:
    """How many batches came of many workers that all opened, and then all closed, one box."""
    box = a_box()
    answers(box, n_answers)
    before = len(taken.batches)
    at_once([lambda: actions.open_batch(box=box, at=NOON)] * n_workers)
    at_once([lambda: actions.close_box(box=box, by=a_founder(), at=NOON)] * n_workers)
    payloads = [o.payload for batch in taken.batches[before:] for o in batch]
    assert sorted(payloads) == sorted(f"answer {i}".encode() for i in range(n_answers))
    return Batch.objects.filter(box=box).count()
