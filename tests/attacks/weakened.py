"""This program with one safeguard taken out: each must fall to the attacker it is there against."""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import replace
from typing import Any
from unittest.mock import patch

from django.core.cache import cache
from tests.attacks import insider_pages

from groundswell.ground.ballots import actions, keys, mixing, sealing, slips
from groundswell.ground.ballots.actions import beginning, casting, forgetting
from groundswell.ground.ballots.kinds import Opened
from groundswell.ground.ballots.models import Invitation


def nothing_is_mixed() -> AbstractContextManager[Any]:
    """Answers are handed on in the order in which the database gives them."""
    return patch.object(mixing, "mixed", list)


@contextmanager
def answers_are_opened_as_they_come() -> Iterator[None]:
    """No batches: each is opened in the transaction after its own."""
    from groundswell.ground.ballots.actions import counting

    cast = casting.cast

    def at_once(*, box: Any, at: Any, **details: Any) -> Any:
        thanks = cast(box=box, at=at, **details)
        row = counting.Box.objects.get(pk=box.pk)
        row.k = 1
        with patch.object(counting.Batch.objects, "create"):
            counting._take_out(row, counting._unopened(row), at)
        return thanks

    with (
        patch.object(insider_pages.actions, "cast", at_once),
        patch("groundswell.ground.ballots.public.check_fingerprint"),
    ):
        yield


def the_seed_is_stored_as_it_is() -> AbstractContextManager[Any]:
    """Not sealed to the links' tokens, but as the server drew it."""
    stack = ExitStack()
    stack.enter_context(patch.object(beginning.sealing, "seal", _seal_only_answers(sealing.seal)))
    stack.enter_context(
        patch.object(beginning, "seed_in", lambda link, sealed, token: bytes(sealed))
    )
    return stack


def _seal_only_answers(seal: Callable[..., bytes]) -> Callable[..., bytes]:
    def sealed(plain: bytes, public: bytes, info: bytes) -> bytes:
        return plain if info.startswith(b"groundswell seed") else seal(plain, public, info)

    return sealed


@contextmanager
def the_slip_follows_from_the_link() -> Iterator[None]:
    """Its nonce is the hash of what is stored of the token."""
    issue = beginning.issue_slip

    def tied(*, token: str, at: Any) -> str:
        issue(token=token, at=at)
        link = beginning.link_of(token)
        nonce = slips.spent_hash(bytes(link.token_hash))
        return slips.signed(nonce, keys.signing(link.invitation.box_id))

    with patch.object(insider_pages.actions, "issue_slip", tied):
        yield


@contextmanager
def a_time_is_kept() -> Iterator[None]:
    """The moment of answering goes along inside the envelope."""
    envelope = sealing.envelope

    def stamped(opened: Opened, length: int) -> bytes:
        moment = int(time.time() * 1000).to_bytes(8)
        return envelope(replace(opened, payload=moment + opened.payload), length)

    with patch.object(casting.sealing, "envelope", stamped):
        yield


@contextmanager
def a_draft_is_kept_on_the_server() -> Iterator[None]:
    """What is sent goes into the cache first."""
    cast = actions.cast

    def kept(*, payload: bytes, **details: Any) -> Any:
        cache.set(f"draft:{payload[:2].hex()}", payload.hex())
        return cast(payload=payload, **details)

    with patch.object(insider_pages.actions, "cast", kept):
        yield


@contextmanager
def what_is_sent_is_logged() -> Iterator[None]:
    import logging

    cast = actions.cast

    def told(*, payload: bytes, **details: Any) -> Any:
        thanks = cast(payload=payload, **details)
        logging.getLogger("room").info("answered: %s", payload.hex())
        return thanks

    with patch.object(insider_pages.actions, "cast", told):
        yield


@contextmanager
def the_invitation_is_burnt_with_the_answer() -> Iterator[None]:
    """One transaction ticks the invitation off and writes the answer."""
    waiting: list[Any] = []
    issue, create = insider_pages.actions.issue_slip, casting.rows.put_in

    def issued(*, token: str, at: Any) -> str:
        slip = issue(token=token, at=at)
        waiting.append(beginning.link_of(token).invitation_id)
        return slip

    def burnt(**details: Any) -> Any:
        Invitation.objects.filter(pk=waiting.pop()).update(group="answered")
        return create(**details)

    with (
        patch.object(insider_pages.actions, "issue_slip", issued),
        patch.object(casting.rows, "put_in", burnt),
    ):
        yield


def keys_are_kept() -> AbstractContextManager[Any]:
    """After the close the folder still holds what opens old dumps."""
    return patch.object(forgetting.keys, "destroy")


# What is taken out, and who then knows.
WEAKENED: dict[str, tuple[Callable[[], AbstractContextManager[Any]], tuple[str, ...]]] = {
    "nothing is mixed": (
        nothing_is_mixed,
        ("watching, as written, as written", "watching, by id, as written"),
    ),
    "answers are opened as they come": (
        answers_are_opened_as_they_come,
        ("watching live",),
    ),
    "the seed is stored as it is": (the_seed_is_stored_as_it_is, ("by slip",)),
    "the slip follows from the link": (the_slip_follows_from_the_link, ("by slip",)),
    "a time is kept": (a_time_is_kept, ("by the clock",)),
    "a draft is kept on the server": (
        a_draft_is_kept_on_the_server,
        ("searching sessions, cache and logs",),
    ),
    "what is sent is logged": (
        what_is_sent_is_logged,
        ("searching sessions, cache and logs",),
    ),
    "the invitation is burnt with the answer": (
        the_invitation_is_burnt_with_the_answer,
        ("by transaction",),
    ),
    "keys are kept": (keys_are_kept, ("old dumps and the keys",)),
}
