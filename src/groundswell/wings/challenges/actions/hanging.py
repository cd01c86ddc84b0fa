"""Links of the thread that follow from what is written in a thing: made, and taken back with it."""

import datetime as dt
from collections.abc import Collection

from groundswell.engines.thread import actions as thread
from groundswell.engines.thread.queries import link_between
from groundswell.ground.kernel.references import Ref
from groundswell.ground.people.actors import Actor

Hung = tuple[Ref, str, Ref]  # source, type, target


def hang(links: Collection[Hung], *, by: Actor, at: dt.datetime) -> None:
    for source, kind, target in links:
        thread.link(source=source, type=kind, target=target, by=by, at=at)


def unhang(links: Collection[Hung], reason: str, *, by: Actor, at: dt.datetime) -> None:
    """Those that are there."""
    for source, kind, target in links:
        link = link_between(source, kind, target)
        if link:
            thread.unlink(link=link, reason=reason, by=by, at=at)
