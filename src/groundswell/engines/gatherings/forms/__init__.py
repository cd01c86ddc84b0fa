"""Forms of the room: they parse and validate; saving is for actions."""

from .agenda import AgendaForm
from .people import InviteForm, RegisterForm, ReplyForm
from .planning import CancelForm, GatheringForm
from .saying import AttendanceForm, DecisionForm, NotesForm

__all__ = [
    "AgendaForm",
    "AttendanceForm",
    "CancelForm",
    "DecisionForm",
    "GatheringForm",
    "InviteForm",
    "NotesForm",
    "RegisterForm",
    "ReplyForm",
]
