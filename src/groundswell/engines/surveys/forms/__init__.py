from .describing import (
    BeginForm,
    DetailsForm,
    FileForm,
    InstrumentsForm,
    LanguageForm,
    LoadForm,
)
from .questions import ConditionForm, OnWhichForm, PageForm, QuestionForm, ScoreForm
from .translating import TranslateForm

__all__ = [
    "BeginForm",
    "ConditionForm",
    "DetailsForm",
    "FileForm",
    "InstrumentsForm",
    "LanguageForm",
    "LoadForm",
    "OnWhichForm",
    "PageForm",
    "QuestionForm",
    "ScoreForm",
    "TranslateForm",
]
