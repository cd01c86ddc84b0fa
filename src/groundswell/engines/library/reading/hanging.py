"""What hangs on the thread from a page or a work, for the reader who is looking at it."""

from dataclasses import dataclass

from groundswell.engines.thread import queries as thread
from groundswell.engines.thread.queries import Links, SeenDoubt
from groundswell.ground.kernel.references import Ref
from groundswell.ground.people.actors import Actor

from ..kinds import Standing
from ..models import Entry


@dataclass(frozen=True, slots=True)
class Hanging:
    """`starts` are labels and addresses; nothing is offered from what holds no longer.

    `standing_url` is where a reviewer says whether it holds; empty for everybody else.
    """

    links: Links | None = None
    starts: tuple[tuple[str, str], ...] = ()
    doubts: tuple[SeenDoubt, ...] = ()
    standing_url: str = ""
    is_signed_in: bool = False


def hanging_of(actor: Actor | None, entry: Entry, ref: Ref, *, standing_url: str = "") -> Hanging:
    """Nothing for who has not signed in; else a few queries, whatever hangs there."""
    if actor is None:
        return Hanging()
    links = thread.links_of(actor, [ref]).get(ref)
    holds = entry.standing == Standing.CURRENT
    doubts = thread.doubts_of(actor, [ref]).get(ref, ()) if holds else ()
    return Hanging(
        links=links if links and links.groups else None,
        starts=thread.starts_from(actor, ref) if holds else (),
        doubts=doubts,
        standing_url=standing_url,
        is_signed_in=True,
    )


NOTHING_HANGS = Hanging()
