"""What people send from the pages of messages."""

import datetime as dt
from collections.abc import Sequence

from django import forms

from groundswell.ground.web.forms import Form

from .kinds import Kind


def choices_form(kinds: Sequence[Kind]) -> type[Form]:
    """A form with one choice of channel for each kind of message; the field bears its code."""
    return type("ChoicesForm", (Form,), {kind.code: _field(kind) for kind in kinds})


def _field(kind: Kind) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=str(kind.label),
        help_text=str(kind.hint),
        choices=[(channel.value, channel.label) for channel in kind.channels],
        widget=forms.RadioSelect,
    )


class UntilForm(Form):
    """Up to which moment a list was read; what cannot be read as a moment is refused."""

    until = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def clean_until(self) -> dt.datetime:
        try:
            until = dt.datetime.fromisoformat(self.cleaned_data["until"])
        except ValueError:
            raise forms.ValidationError("", code="invalid") from None
        if until.tzinfo is None:
            raise forms.ValidationError("", code="invalid")
        return until
