from .answers import AnswerBatch, Receipt, WrittenText
from .fielding import Asking, AudiencePart, Doorway, Group, Reminder, Sheet
from .results import Outcome, Telling
from .surveys import Instrument, Survey

__all__ = [
    "AnswerBatch",
    "Asking",
    "AudiencePart",
    "Doorway",
    "Group",
    "Instrument",
    "Outcome",
    "Receipt",
    "Reminder",
    "Sheet",
    "Survey",
    "Telling",
    "WrittenText",
]
