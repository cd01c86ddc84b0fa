"""Forms of the library: they parse and validate; saving is for actions."""

from .asking import AnswerForm, AskForm
from .keeping import MakePackForm, OpenShelfForm, PackForm, StandingForm, WorksForm
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
    "OpenShelfForm",
    "PackForm",
    "StandingForm",
    "SubmitForm",
    "ThingForm",
    "WorksForm",
]
