"""Every write to surveys: whom they ask, how they go out, what comes back, what is told of it."""

from .asking import PartDetails, set_audience
from .bringing import bring_in_answers
from .building import begin_survey, change_details, change_questions, drop_survey
from .closing import close_due, close_survey, extend_survey, receive
from .cutting import cut_results
from .doorways import DoorwayDetails, give_slip, open_doorway, shut_doorway
from .following import begin_follow_up
from .instruments import load_instrument
from .inviting import (
    LINK,
    give_invitations,
    link_words,
    open_due,
    remind,
    send_invitations,
    send_reminders,
)
from .launching import Launched, launch_survey
from .moderating import keep_texts, moderate_text, undo_moderation
from .outcomes import change_outcome, write_outcome
from .paper import settle_sheet, type_sheet
from .promising import PromiseDetails, change_promise
from .publishing import publish_results, tell_readers, tell_results

__all__ = [
    "LINK",
    "DoorwayDetails",
    "Launched",
    "PartDetails",
    "PromiseDetails",
    "begin_follow_up",
    "begin_survey",
    "bring_in_answers",
    "change_details",
    "change_outcome",
    "change_promise",
    "change_questions",
    "close_due",
    "close_survey",
    "cut_results",
    "drop_survey",
    "extend_survey",
    "give_invitations",
    "give_slip",
    "keep_texts",
    "launch_survey",
    "link_words",
    "load_instrument",
    "moderate_text",
    "open_doorway",
    "open_due",
    "publish_results",
    "receive",
    "remind",
    "send_invitations",
    "send_reminders",
    "set_audience",
    "settle_sheet",
    "shut_doorway",
    "tell_readers",
    "tell_results",
    "type_sheet",
    "undo_moderation",
    "write_outcome",
]
