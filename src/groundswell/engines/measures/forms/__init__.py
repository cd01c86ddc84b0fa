"""Forms of the room: they parse and validate; saving is for actions."""

from .defining import DefinitionForm, PlaceForm
from .keeping import (
    DecideForm,
    NoteForm,
    RecalculateForm,
    SettingsForm,
    ShareForm,
    TargetForm,
    WhyForm,
)
from .numbers import AddForm, CorrectForm, PasteForm, TakeBackForm
from .sets import SetForm

__all__ = [
    "AddForm",
    "CorrectForm",
    "DecideForm",
    "DefinitionForm",
    "NoteForm",
    "PasteForm",
    "PlaceForm",
    "RecalculateForm",
    "SetForm",
    "SettingsForm",
    "ShareForm",
    "TakeBackForm",
    "TargetForm",
    "WhyForm",
]
