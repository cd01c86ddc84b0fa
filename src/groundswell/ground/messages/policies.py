"""Who may do what with messages: each person with their own, and nobody with another's."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from groundswell.ground.kernel.decisions import ALLOWED, Decision
from groundswell.ground.people.actors import Actor

from .kinds import kinds
from .models import Message


def mark_read(actor: Actor, message: Message) -> Decision:
    if message.person_id != actor.id:
        return Decision(_("Only the person who was told can open this message."))
    return ALLOWED


def mark_all_read(actor: Actor) -> Decision:
    """Everybody may, with their own: the action reaches no further."""
    return ALLOWED


def choose_channels(actor: Actor, channels: Mapping[str, str]) -> Decision:
    """Everybody may, for themselves, among the channels that a kind offers."""
    for code, channel in channels.items():
        kind = kinds.get(code)
        if kind is None:
            return Decision(_("There is no such kind of message."))
        if channel not in kind.channels:
            return Decision(
                _("Messages about “%(kind)s” always reach you by mail.") % {"kind": kind.label}
            )
    return ALLOWED
