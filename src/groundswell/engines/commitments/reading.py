"""How a promise reads: its day, and where it stands, as a shape and a word."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .kinds import SOON_DAYS, State
from .models import Commitment

_SHAPES = {State.KEPT: "done", State.KEPT_LATE: "done", State.DROPPED: "dropped"}


def due_note(due_on: dt.date, today: dt.date) -> str:
    """How near the day is: "Due in 2 days", "3 days overdue"; empty where it is far."""
    days = (due_on - today).days
    if days < 0:
        return ngettext("%(n)s day overdue", "%(n)s days overdue", -days) % {"n": -days}
    if days > SOON_DAYS:
        return ""
    if days > 1:
        return _("Due in %(n)s days") % {"n": days}
    return _("Due tomorrow") if days else _("Due today")


def standing(commitment: Commitment, today: dt.date, *, is_mine: bool = False) -> tuple[str, str]:
    """The shape and the word of a promise's state; see `components/tags.html`."""
    if not commitment.is_open:
        state = State(commitment.state)
        return _SHAPES[state], str(state.label)
    note = due_note(commitment.due_on, today)
    if commitment.due_on < today:
        return "late", note
    if note:
        return ("needs" if is_mine else "todo"), note
    return "todo", _("To do")
