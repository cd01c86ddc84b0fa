from django import forms
from django.utils.translation import gettext_lazy

from ..kinds import LONGEST_NOTE
from .versions import VersionedForm


class NoteForm(VersionedForm):
    words = forms.CharField(
        label=gettext_lazy("Your note"),
        help_text=gettext_lazy("Only you can read it."),
        max_length=LONGEST_NOTE,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)
