"""Every write to gatherings: the plan, the people, what is said there, and who registers."""

from ..agenda import AgendaLine
from .agenda import begin_item, end_item, set_agenda
from .closing import close_gathering
from .feeds import new_feed
from .following import follow_end, follow_shift
from .inviting import invite, reply, withdraw_invitation
from .noting import change_decision, note_attendance, record_decision, take_notes
from .planning import GatheringDetails, cancel_gathering, change_gathering, plan_gathering
from .registering import cancel_registration, forget_registrations, register
from .reminding import remind

__all__ = [
    "AgendaLine",
    "GatheringDetails",
    "begin_item",
    "cancel_gathering",
    "cancel_registration",
    "change_decision",
    "change_gathering",
    "close_gathering",
    "end_item",
    "follow_end",
    "follow_shift",
    "forget_registrations",
    "invite",
    "new_feed",
    "note_attendance",
    "plan_gathering",
    "record_decision",
    "register",
    "remind",
    "reply",
    "set_agenda",
    "take_notes",
    "withdraw_invitation",
]
