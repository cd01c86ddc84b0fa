"""Forms of the room: they parse and validate; saving is for actions."""

from .defining import DefinitionForm, PlaceForm
from .keeping import DecideForm, NoteForm, SettingsForm, ShareForm, TargetForm
from .numbers import AddForm, CorrectForm, PasteForm
from .sets import SetForm

__all__ = [
    "AddForm",
    "CorrectForm",
    "DecideForm",
    "DefinitionForm",
    "NoteForm",
    "PasteForm",
    "PlaceForm",
    "SetForm",
    "SettingsForm",
    "ShareForm",
    "TargetForm",
]
