from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.ground.web.forms import Form

_SAID = {"yes": True, "no": False, "": None}


class NotesForm(Form):
    notes = forms.CharField(
        label=gettext_lazy("Notes"), required=False, strip=False, widget=forms.Textarea
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class AttendanceForm(Form):
    attended = forms.ChoiceField(choices=[(code, "") for code in _SAID], required=False)

    def said(self) -> bool | None:
        return _SAID[self.cleaned_data["attended"]]


class DecisionForm(Form):
    text = forms.CharField(
        label=gettext_lazy("What was decided?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Write what was decided, in a sentence.")},
    )
    item = forms.ChoiceField(label=gettext_lazy("Under which item?"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, items: list[tuple[str, str]] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if items is None:
            del self.fields["item"]
        else:
            self.fields["item"].choices = [("", _("None")), *items]  # type: ignore[attr-defined]
