from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy

from ..kinds import LONGEST_ANSWER, LONGEST_QUESTION
from .screening import ScreenedForm
from .versions import VersionedForm


class AskForm(ScreenedForm):
    screened: ClassVar[tuple[str, ...]] = ("words",)

    words = forms.CharField(
        label=gettext_lazy("Your question"),
        help_text=gettext_lazy("Leave out what could point to a patient or a colleague."),
        max_length=LONGEST_QUESTION,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    may_name = forms.BooleanField(
        label=gettext_lazy("Those who answer may know my name"), required=False
    )


class AnswerForm(VersionedForm):
    answer = forms.CharField(
        label=gettext_lazy("The answer"),
        help_text=gettext_lazy("Whoever asked is told that it is there."),
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    is_shown = forms.BooleanField(
        label=gettext_lazy("Show question and answer on the page, to every reader"),
        required=False,
    )
    shown_words = forms.CharField(
        label=gettext_lazy("The question, as every reader sees it"),
        help_text=gettext_lazy("Take out what could tell who asked. No name stands beside it."),
        max_length=LONGEST_QUESTION,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
