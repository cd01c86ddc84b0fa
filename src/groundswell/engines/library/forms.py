"""Forms of the library: they parse and validate; saving is for actions."""

import datetime as dt
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.utils.translation import gettext_lazy

from groundswell.ground.web.forms import DateField, Form

from .kinds import LONGEST_REASON, Standing


class StandingForm(Form):
    """What a reviewer says of a page or a work."""

    standing = forms.ChoiceField(
        label=gettext_lazy("What became of it?"),
        choices=[
            (Standing.SUPERSEDED, gettext_lazy("Superseded: something else says it better now")),
            (Standing.RETRACTED, gettext_lazy("Retracted: it should not be built on")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Why?"),
        help_text=gettext_lazy("Everybody whose work rests on it reads this."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_REASON,
    )
    on = DateField(label=gettext_lazy("Since which day?"))
    instead = forms.CharField(
        label=gettext_lazy("What replaces it"),
        help_text=gettext_lazy(
            "The address of that page or work here, as your browser shows it. Needed where it is"
            " superseded."
        ),
        required=False,
    )
    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        kwargs["initial"] = {"on": today, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)

    def clean_instead(self) -> str:
        """The path alone: an address may be copied whole, or from another name of this site."""
        return urlsplit(self.cleaned_data["instead"].strip()).path


class RestoreForm(Form):
    version = forms.CharField(widget=forms.HiddenInput, required=False)
