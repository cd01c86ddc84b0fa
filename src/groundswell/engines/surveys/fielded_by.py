"""What sending out, answering and closing add to the registries, once, when the app starts."""

import datetime as dt

from groundswell.ground.ballots.kinds import receivers
from groundswell.ground.documents.kinds import documents
from groundswell.ground.kernel import registries
from groundswell.ground.kernel.tasks import tasks as named
from groundswell.ground.messages.kinds import late_parts

from . import actions, clockwork, tasks
from .posters import POSTER


def register() -> None:
    receivers.add("survey", actions.receive)
    late_parts.add(actions.LINK, _link)
    documents.add("survey-poster", POSTER)
    registries.each_day.add("surveys.keep_dates", clockwork.keep_dates)
    for name in ("send_invitations", "send_reminders"):
        named.add(f"surveys.{name}", getattr(tasks, name))


def _link(late_key: str, at: dt.datetime) -> str | None:
    return actions.link_words(late_key, at=at)
