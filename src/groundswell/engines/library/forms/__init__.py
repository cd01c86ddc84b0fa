"""Forms of the library: they parse and validate; saving is for actions."""

from .asking import AnswerForm, AskForm
from .keeping import MakePackForm, PackForm, StandingForm, WorksForm
from .lists import ListForm, ListsForm, MoveForm, ThingForm
from .notes import NoteForm
from .submitting import DeclineForm, SubmitForm

__all__ = [
    "AnswerForm",
    "AskForm",
    "DeclineForm",
    "ListForm",
    "ListsForm",
    "MakePackForm",
    "MoveForm",
    "NoteForm",
    "PackForm",
    "StandingForm",
    "SubmitForm",
    "ThingForm",
    "WorksForm",
]
